// The frame: navigation, the filter, and which view the address means.

const main = document.getElementById("main");
const base = document.title;
let view = null;

// --- the filter

const status = el("output.status", { "aria-live": "polite" });

function filterChanged() {
  applyFilter();
  tellFilter();
  view?.refresh?.();
}

function tellFilter() {
  const isAll = keptCount === rowCount;
  status.textContent = isAll
    ? count(rowCount, "annotation")
    : `${number.format(keptCount)} of ${count(rowCount, "annotation")}`;
}

function box(set, key, text, amount, slot) {
  const input = el("input", {
    type: "checkbox",
    autocomplete: "off",
    onchange: () => {
      set[input.checked ? "delete" : "add"](key);
      filterChanged();
    },
  });
  input.checked = !set.has(key);
  return el(`label.key.c${slot}`, null, input, el("span", null, text), el("b", null, number.format(amount)));
}

function amountsBy(key) {
  const found = new Map();
  for (let row = 0; row < rowCount; row++) {
    const name = key(groups[column.group[row]]);
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

function leastScore() {
  const shown = el("output", null, "0.00");
  const range = el("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 5,
    value: 0,
    "aria-label": "least score",
    "aria-describedby": "least-note",
    oninput: () => {
      filter.least = Number(range.value);
      shown.textContent = (filter.least / 100).toFixed(2);
      filterChanged();
    },
  });
  const note = el("p.note", { id: "least-note" }, "what has no score stays");
  return el("fieldset.least", null, el("legend", null, "least score"), el("label", null, range, shown), note);
}

function filterBar() {
  const byLayer = amountsBy((group) => group.layer);
  const byKind = amountsBy(kindKey);
  const bySource = amountsBy(sourceName);
  const keys = el(
    "div.keys",
    { role: "group", "aria-label": "Layers" },
    layers.map((layer) => box(filter.layers, layer, layer, byLayer.get(layer), slots.get(layer))),
  );
  const kinds = layers.map((layer) => {
    const mine = [...byKind]
      .filter(([key]) => key.startsWith(`${layer}\n`) && key !== `${layer}\n`)
      .sort((a, b) => b[1] - a[1]);
    if (mine.length < 2) return null;
    const boxes = mine.map(([key, amount]) =>
      box(filter.kinds, key, key.slice(layer.length + 1), amount, slots.get(layer)),
    );
    return el("fieldset", null, el("legend", null, `kinds of ${layer}`), el("div.keys", null, boxes));
  });
  const sources = [...bySource].map(([name, amount]) => box(filter.sources, name, name, amount, 7));
  const more = el(
    "details.more-filters",
    null,
    el("summary", null, "Kind, score, plugin"),
    el(
      "div.choices",
      null,
      kinds,
      el("fieldset", null, el("legend", null, "found by"), el("div.keys", null, sources)),
      leastScore(),
    ),
  );
  tellFilter();
  return el("section.filter", { "aria-label": "Filter" }, keys, status, more);
}

// --- the views

const VIEWS = {
  overview: overviewView,
  documents: documentsView,
  document: readingView,
  passages: passagesView,
  names: namesView,
};

function parsedAddress() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const name = location.hash.slice(1).split("&")[0] || "overview";
  return { name: Object.hasOwn(VIEWS, name) ? name : "missing", given };
}

const content = el("div.content");

// How far each view was scrolled when it was left.
const left = new Map();

function route(isFirst) {
  const { name, given } = parsedAddress();
  view = (VIEWS[name] ?? missing)(given);
  document.title = view.title ? `${view.title} · ${base}` : base;
  document.body.className = `at-${name}`;
  for (const link of document.querySelectorAll(".places a")) {
    const isHere = link.getAttribute("href") === `#${name === "document" ? "documents" : name}`;
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  replace(content, view.heading || view.lead ? el("div.head", null, view.heading, view.lead) : null, view.node);
  const seen = history.state?.seen;
  history.replaceState({ seen: true }, "");
  if (view.shown?.() || isFirst) return;
  // Who goes back finds the view as it was left.
  scrollTo(0, seen ? (left.get(location.hash) ?? 0) : 0);
  (view.heading ?? main).focus({ preventScroll: true });
}

function start() {
  const dates = documents
    .map((item) => item.date)
    .filter((date) => /^\d{4}-\d\d-\d\d$/.test(date))
    .sort();
  const times = dates.length
    ? [dates[0], dates.at(-1)].filter((date, place, both) => both.indexOf(date) === place).join(" – ")
    : "";
  document.getElementById("lead").textContent = [
    count(documents.length, "document"),
    count(catalogue.code_points, "character"),
    times,
  ]
    .filter(Boolean)
    .join(" · ");
  const places = el(
    "nav.places",
    { "aria-label": "Views" },
    el("a", { href: "#overview" }, "Overview"),
    el("a", { href: "#documents" }, "Documents"),
  );
  document.querySelector(".mast").append(places);
  main.before(filterBar());
  main.append(content);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  addEventListener("hashchange", (event) => {
    left.set(new URL(event.oldURL).hash, scrollY);
    route(false);
  });
  route(true);
}

start();
