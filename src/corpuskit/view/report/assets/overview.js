// The first view: what the corpus holds, each part leading to the passages behind it.

const state = { grain: "", beside: "LOC", within: "sentence", numbers: "cardinal" };

function card(name, heading, note, ...content) {
  return el(
    `section.card.${name}`,
    { "aria-label": heading },
    el("header", null, el("h2", null, heading), note),
    content,
  );
}

// A choice of one of few, as radio buttons.
function choice(name, options, chosen, change) {
  return el(
    "fieldset.choice",
    null,
    el("legend", null, name),
    options.map(([value, text]) => {
      const box = el("input", { type: "radio", name, value, onchange: () => change(value) });
      box.checked = value === chosen;
      return el("label", null, box, el("span", null, text));
    }),
  );
}

const all = (amount, to) => el("a.all", { href: to }, `all ${number.format(amount)}`);

function timeCard(redraw) {
  const found = timeline(rowsOf({ layer: "date" }), state.grain);
  if (!found) return null;
  const chosen = choice(
    "Dates in the texts by",
    GRAINS.map(({ name }) => [name, name]),
    found.grain.name,
    (value) => {
      state.grain = value;
      redraw();
    },
  );
  return card("time", "When", chosen, drawTimeline(found, slots.get("date")));
}

function nameCards() {
  return KINDS.slice(0, 3).map(([kind, heading]) => {
    const ranked = tally(
      "name",
      inGroups((group) => group.layer === "entity" && group.kind === kind),
    );
    if (!ranked.length) return null;
    const { list, draw } = bars(ranked, nameOf, (name) => address("passages", { layer: "entity", kind, name }), 1);
    list.append(...ranked.slice(0, 10).map(draw));
    return card("names", heading, all(ranked.length, address("names", { layer: "entity", kind })), list);
  });
}

// The names of a kind with the most mentions, where something holds of these.
function topOf(kind, isWanted = () => true) {
  const isOne = inGroups((group) => group.layer === "entity" && group.kind === kind);
  const ranked = tally("name", (row) => isOne(row) && isWanted(row));
  return { kind, names: ranked.slice(0, 12).map(([name]) => name) };
}

function togetherCard(redraw) {
  const change = (name) => (value) => {
    state[name] = value;
    redraw();
  };
  const kinds = KINDS.slice(0, 3).filter(([kind]) => topOf(kind).names.length);
  if (!kinds.some(([kind]) => kind === "PER") || kinds.length < 2) return null;
  const beside = kinds.some(([kind]) => kind === state.beside) ? state.beside : kinds.at(-1)[0];
  const options = kinds.map(([kind, heading]) => [kind, heading.toLowerCase()]);
  const choices = el(
    "div.choosing",
    null,
    choice("People with", options, beside, change("beside")),
    choice(
      "in one",
      [
        ["sentence", "sentence"],
        ["document", "document"],
      ],
      state.within,
      change("within"),
    ),
  );
  const people = topOf("PER");
  const theirs = new Set(people.names.flatMap((name) => [...placesOf(name, "entity", "PER", state.within)]));
  const others = topOf(beside, (row) => theirs.has(placeOf(row, state.within)));
  return card(
    "together",
    "Together",
    choices,
    others.names.length ? matrix(people, others, state.within) : el("p.note", null, "none"),
  );
}

function saidCard() {
  const spoken = inGroups(isSpoken);
  const ranked = tally("name", spoken);
  if (!ranked.length) return null;
  const best = new Map();
  // The surest quote of each speaker stands for the others.
  for (let row = 0; row < rowCount; row++) {
    const name = column.name[row];
    if (kept[row] && name && spoken(row) && (!best.has(name) || column.score[row] > column.score[best.get(name)]))
      best.set(name, row);
  }
  const most = ranked[0][1];
  const lines = ranked.slice(0, 8).map(([name, amount]) => {
    const row = best.get(name);
    const page = reading(home[row]);
    const pieces = page.annotations[row - documents[home[row]].first][1];
    const bar = el("span.bar", { "aria-hidden": "true" });
    bar.style.setProperty("--size", amount / most);
    const who = el(
      "a.who",
      { href: address("passages", { layer: "quote", said: 1, name }) },
      bar,
      own(nameOf(name)),
      el("span.count", null, number.format(amount)),
    );
    const words = clipped(page.text, pieces, 170);
    return el("li", null, who, el("a.words", { href: rowAddress(row) }, el("q", null, own(words))));
  });
  return card(
    "said",
    "Who said what",
    all(ranked.length, address("names", { layer: "quote" })),
    el("ol.speakers.c3", null, lines),
  );
}

const NUMBERS = [
  ["cardinal", "things"],
  ["money", "money"],
  ["percentage", "shares"],
  ["measure", "measures"],
];

function numberCard(redraw) {
  const options = NUMBERS.filter(([kind]) => groups.some((group) => group.layer === "number" && group.kind === kind));
  if (!options.length) return null;
  const chosen = options.some(([kind]) => kind === state.numbers) ? state.numbers : options[0][0];
  const fits = inGroups((group) => group.layer === "number" && group.kind === chosen);
  const ranked = tally("item", fits);
  const top = ranked.slice(0, 14);
  const items = new Set(top.map(([item]) => item));
  const rows = rowsOf({ layer: "number", kind: chosen }).filter((row) => items.has(column.item[row]));
  const { list, draw, scale } = strips(top, rows, chosen);
  list.append(...top.map(draw));
  const pick = choice("Numbers of", options, chosen, (value) => {
    state.numbers = value;
    redraw();
  });
  return card(
    "numbers",
    "How many, how much",
    pick,
    rows.length ? [list, scale] : el("p.note", null, "none that count anything"),
  );
}

const CHARTED = new Set(["date", "date_range", "entity", "number", "quote"]);

// The layers that no chart is made for, by kind.
function otherCard() {
  const counts = new Map(
    groups.filter((group) => !CHARTED.has(group.layer)).map((group) => [kindKey(group), [group, 0]]),
  );
  for (let row = 0; row < rowCount; row++) {
    const found = counts.get(kindKey(groups[column.group[row]]));
    if (kept[row] && found) found[1]++;
  }
  const ranked = [...counts.values()].filter(([, amount]) => amount).sort((a, b) => b[1] - a[1]);
  if (!ranked.length) return null;
  const label = ({ layer, kind }) => [layer, kind].filter(Boolean).join(" ");
  const to = ({ layer, kind }) => address("passages", { layer, kind });
  const { list, draw } = bars(ranked, label, to, 7);
  list.append(...ranked.map(draw));
  return card("others", "Also found", null, list);
}

function overviewView() {
  const node = el("div.overview");
  function refresh() {
    // A card that is drawn anew keeps the focus of the choice in it.
    const focus = document.activeElement?.closest?.(".choice") && document.activeElement;
    const again = () => refresh();
    const cards = [timeCard(again), ...nameCards(), togetherCard(again), saidCard(), numberCard(again), otherCard()];
    replace(node, cards.some(Boolean) ? cards : el("p.note", null, "Nothing was found, or the filter leaves nothing."));
    if (focus)
      node.querySelector(`input[name="${CSS.escape(focus.name)}"][value="${CSS.escape(focus.value)}"]`)?.focus();
  }
  refresh();
  return { title: "", heading: null, lead: null, node, refresh };
}
