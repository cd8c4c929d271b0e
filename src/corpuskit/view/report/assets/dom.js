// Elements, made by calls of the DOM alone: what comes from a document becomes text or the value of a harmless
// attribute, and nothing is ever parsed as HTML.

const number = new Intl.NumberFormat("en");

function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

// Text of a document keeps its own direction.
const own = (text) => el("bdi", null, text);

const count = (amount, one, many = `${one}s`) => `${number.format(amount)} ${amount === 1 ? one : many}`;

// The address of a view: its name, and what it shows.
function address(view, given = {}) {
  const pairs = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return query ? `#${view}&${query}` : `#${view}`;
}

// What acts on a screen or vanishes from it, as corpuskit shows it everywhere: as a sign.
const ACTING = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069";
const SPECIAL = new RegExp(`(\\r?\\n(?:[ \\t]*\\r?\\n)*|[${ACTING}])`, "u");

function sign(char) {
  const code = char.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "␡" : `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}

// Writes text so that its textContent is the text itself: the sign of a control is drawn by the style sheet, beside the
// control, which is hidden. A line end is an element that the style sheet can space.
function write(parent, text) {
  text.split(SPECIAL).forEach((piece, place) => {
    if (place % 2 === 0) parent.append(piece);
    else if (piece.endsWith("\n"))
      parent.append(el(piece.indexOf("\n") < piece.length - 1 ? "i.n.gap" : "i.n", null, piece));
    else parent.append(el("span.ctl", { "data-sign": sign(piece) }, el("span", { hidden: "" }, piece)));
  });
}

function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

// A list of which a part is drawn, and more when it is asked for.
function growing(list, items, draw, step) {
  let drawn = 0;
  const more = el("button.more", { type: "button", onclick: () => grow(true) });
  function grow(isAsked) {
    const from = drawn;
    drawn = Math.min(items.length, drawn + step);
    list.append(...items.slice(from, drawn).map(draw));
    more.hidden = drawn >= items.length;
    const left = items.length - drawn;
    more.textContent = `Show ${number.format(Math.min(step, left))} more of ${number.format(left)}`;
    if (isAsked) list.children[from]?.querySelector("a")?.focus();
  }
  grow(false);
  return [list, more];
}
