// One document: its text with marks, and a panel that tells what a mark means and who made it.

const kindOf = (n, page) => groups[page.annotations[n][0]];

// The marks come from the outside inwards, each with its depth.
function drawText(page) {
  const root = el("div.text", { dir: "auto", lang: page.language || undefined });
  const open = [{ node: root, end: page.text.length }];
  let offset = 0;
  const close = () => {
    const { node, end } = open.pop();
    if (end > offset) write(node, page.text.slice(offset, end));
    offset = Math.max(offset, end);
  };
  for (const [depth, start, end, n, look, height, role] of page.marks) {
    while (open.length > depth) close();
    const parent = open.at(-1).node;
    if (start > offset) write(parent, page.text.slice(offset, start));
    offset = Math.max(offset, start);
    const node = el(`mark.c${kindOf(n, page).slot}`, { "data-n": n, "data-role": role });
    if (look) node.classList.add(...look.split(" "));
    if (height) node.style.setProperty("--h", height);
    if (!role && node.classList.contains("z")) node.dataset.chip = page.annotations[n][3];
    parent.append(node);
    open.push({ node, end });
  }
  while (open.length) close();
  return root;
}

function fieldList(pairs) {
  return el(
    "dl",
    null,
    pairs.flatMap(([name, text]) => [el("dt", null, name), el("dd", null, own(text))]),
  );
}

// Offsets are told in code points, as everywhere in corpuskit.
const points = (text, unit) => [...text.slice(0, unit)].length;

function told(place, n) {
  const page = reading(place);
  const [group, pieces, value, , fields, score] = page.annotations[n];
  const { layer, kind, source } = groups[group];
  const rule = fields.find(([name]) => name === "method");
  const offsets = pieces.map(([start, end]) => `${points(page.text, start)}–${points(page.text, end)}`);
  const origin = [
    ["rule", rule?.[1]],
    ["found by", source.length ? `${source[0]} (${source[1]} ${source[2]})` : undefined],
    ["score", score === undefined ? undefined : score.toFixed(2)],
    ["place", offsets.join(", ")],
  ].filter(([, text]) => text);
  const words = pieces.map(([start, end]) => page.text.slice(start, end)).join(" … ");
  const surface = el("p.surface", { dir: "auto" });
  write(surface, words.length > 400 ? `${words.slice(0, 400)}…` : words);
  const row = documents[place].first + n;
  return [
    el("p.label", null, el("span.tag", null, layer), kind ? ` ${kind}` : null),
    surface,
    value ? el("p.value", null, own(value)) : null,
    fieldList(fields.filter((pair) => pair !== rule)),
    el("h3", null, "Where it comes from"),
    fieldList(origin),
    el("p.links", null, alikeLinks(row)),
  ];
}

function alikeLinks(row) {
  const { layer, kind } = groups[column.group[row]];
  const links = [];
  const name = column.name[row];
  if (name && layer === "entity") links.push(["all mentions", { layer, kind, name }]);
  if (name && layer === "quote") links.push(["all quotes of this speaker", { layer, said: 1, name }]);
  if (column.item[row]) links.push(["all numbers of this", { layer, item: column.item[row] }]);
  if (column.first_day[row])
    links.push([
      "all dates in this time",
      { layer: "date", from: dayText(column.first_day[row]), to: dayText(column.last_day[row]) },
    ]);
  return links.map(([text, given]) => el("a", { href: address("passages", given) }, text));
}

// A text with its marks: which of them the panel tells about, and how pointer and keyboard lead there.
class Reader {
  constructor(place) {
    this.place = place;
    this.page = reading(place);
    this.text = drawText(this.page);
    this.panel = el("aside.panel", { id: "panel", "aria-label": "About the mark", hidden: "" });
    this.marks = [...this.text.querySelectorAll("mark")];
    this.byNumber = new Map(this.page.annotations.map((_, n) => [n, []]));
    for (const mark of this.marks) this.byNumber.get(Number(mark.dataset.n)).push(mark);
    this.shown = this.pinned = null;
    this.listen();
    this.refresh();
  }

  // The mark that stands for an annotation: where it begins, or else a place that its value points at.
  first(n) {
    const marks = this.byNumber.get(n) ?? [];
    return marks.find((mark) => !mark.dataset.role) ?? marks[0];
  }

  isStop(mark) {
    return !mark.classList.contains("off") && this.first(Number(mark.dataset.n)) === mark;
  }

  show(n) {
    if (n === this.shown) return;
    for (const mark of this.byNumber.get(this.shown) ?? []) mark.classList.remove("on");
    this.shown = n;
    this.panel.hidden = n === null;
    if (n === null) return;
    for (const mark of this.byNumber.get(n)) mark.classList.add("on");
    this.panel.className = `panel c${kindOf(n, this.page).slot}`;
    const close = el("button.close", { type: "button", "aria-label": "Close", onclick: () => this.pin(null) }, "×");
    replace(this.panel, close, told(this.place, n));
  }

  pin(n) {
    this.pinned = n;
    this.show(n);
    history.replaceState(history.state, "", address("document", { document: this.place + 1, at: n ?? undefined }));
  }

  // The tabulator stops once in the text; arrows lead from mark to mark.
  rove(mark) {
    for (const other of this.text.querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
    mark.tabIndex = 0;
  }

  step(from, by) {
    const stops = this.marks.filter((mark) => this.isStop(mark));
    const next = stops[stops.indexOf(from) + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  listen() {
    const numberAt = (event) => {
      const mark = event.target.closest("mark:not(.off)");
      return mark ? Number(mark.dataset.n) : null;
    };
    const { text } = this;
    text.addEventListener("mouseover", (event) => this.show(numberAt(event) ?? this.pinned));
    text.addEventListener("mouseleave", () => this.show(this.pinned));
    text.addEventListener("click", (event) => this.click(numberAt(event)));
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("focusin", (event) => {
      this.rove(event.target);
      this.show(numberAt(event));
    });
    text.addEventListener("focusout", (event) => {
      if (!this.panel.contains(event.relatedTarget)) this.show(this.pinned);
    });
  }

  click(n) {
    if (String(getSelection())) return;
    this.pin(n);
    if (n !== null) this.first(n).focus({ preventScroll: true });
  }

  key(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) {
      this.step(event.target, by);
      event.preventDefault();
    }
    if (event.key === "Enter") this.pin(Number(event.target.dataset.n));
    if (event.key === "Escape") this.pin(null);
  }

  // Shows what the filter keeps.
  refresh() {
    const { first } = documents[this.place];
    for (const mark of this.marks) mark.classList.toggle("off", !kept[first + Number(mark.dataset.n)]);
    const stops = this.marks.filter((mark) => this.isStop(mark));
    for (const mark of this.marks) mark.removeAttribute("tabindex");
    for (const mark of stops) {
      mark.tabIndex = -1;
      mark.setAttribute("aria-describedby", "panel");
    }
    if (stops.length) this.rove(stops[0]);
    if (this.pinned !== null && !kept[first + this.pinned]) this.pin(null);
  }

  // Goes to an annotation; says whether it is there.
  goTo(n) {
    const mark = this.first(n);
    if (!mark) return false;
    this.pinned = n;
    mark.scrollIntoView({ block: "center" });
    if (this.isStop(mark)) mark.focus({ preventScroll: true });
    this.show(n);
    return true;
  }
}

function readingView(given) {
  const place = Number(given.document) - 1;
  const item = documents[place];
  if (!item) return missing();
  const reader = new Reader(place);
  const { page, text, panel } = reader;
  const sheet = el("article.corpuskit.sheet", null, documentHead(item, page), text, failures(page), hint());
  return {
    title: titleOf(item),
    heading: el("h2", { tabindex: "-1" }, own(titleOf(item))),
    lead: pager(place),
    node: el("div.reading", null, sheet, el("div.side", null, panel, outline(item, page))),
    refresh: () => reader.refresh(),
    shown: () => given.at !== undefined && reader.goTo(Number(given.at)),
  };
}

function documentHead(item, page) {
  const pairs = page.metadata.filter(([name]) => name !== "title");
  if (item.title) pairs.unshift(["id", item.id]);
  return el(
    "header",
    null,
    pairs.map(([name, text]) => el("span.meta", null, `${name}: `, own(text))),
  );
}

const hint = () => el("p.note.hint", null, "← and → lead from mark to mark, Enter keeps one, Esc lets it go.");

const failures = (page) => page.failures.map((line) => el("p.failures", null, line));

function pager(place) {
  const link = (other, text) =>
    documents[other]
      ? el("a", { href: address("document", { document: other + 1 }), rel: other < place ? "prev" : "next" }, text)
      : null;
  return el(
    "nav.pager",
    { "aria-label": "Documents" },
    link(place - 1, "← previous"),
    el("span", null, `${number.format(place + 1)} of ${number.format(documents.length)}`),
    link(place + 1, "next →"),
  );
}

// Who said what in this document, beside its text.
function outline(item, page) {
  const quotes = page.annotations.flatMap((told, n) => (isSpoken(groups[told[0]]) ? [n] : []));
  if (!quotes.length) return null;
  const lines = quotes.map((n) => {
    const name = nameOf(column.name[item.first + n]) || page.annotations[n][3].split("— ")[1] || "nobody named";
    return el(
      "li",
      null,
      el(
        "a",
        { href: address("document", { document: item.place + 1, at: n }) },
        el("b", null, own(name)),
        " ",
        own(clipped(page.text, page.annotations[n][1], 90)),
      ),
    );
  });
  return el(
    "section.outline.c3",
    { "aria-label": "Who said what" },
    el("h3", null, "Who said what"),
    el("ol", null, lines),
  );
}

// Pieces of a text on one line, cut at a code point.
function clipped(text, pieces, most) {
  // As many units hold more than enough code points, of which the last may be cut in two.
  const enough = ([start, end]) =>
    [...text.slice(start, Math.min(end, start + 2 * most + 2))].slice(0, most + 1).join("");
  const whole = [...pieces.map(enough).join(" … ")];
  const line = whole.slice(0, most).join("").replace(/\s+/gu, " ");
  return line.replace(new RegExp(`[${ACTING}]`, "gu"), sign) + (whole.length > most ? "…" : "");
}
