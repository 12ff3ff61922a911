/**
 * Factions: who stood with and against whom, 1920–1923. A matrix of people and groups, in which the ties of the chosen
 * one light up, and the same ties as a table with their sources.
 */
import { choice, make, unique } from "./dom.js";

const WIDTH = 320, LEFT = 122, CELL = 15, TOP = 122, GUTTER = 114;
const YEARS = [1920, 1921, 1922, 1923];
/** For each kind: its mark; what the one whose tie it is did; and how the other end is named in the sentence. */
const KINDS = {
  member: ["M-4-4H4V4H-4Z", "belonged to or signed for", "had as members or signers"],
  supported: ["M0-4.2A4.2 4.2 0 1 1 0 4.2A4.2 4.2 0 1 1 0-4.2Z", "supported or acted for", "had the support of"],
  opposed: ["M-4-4L4 4M4-4L-4 4", "opposed", "was opposed by"],
  punished: ["M0-5L5 0L0 5L-5 0Z", "was investigated or punished by", "investigated or punished"],
  negotiated: ["M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z", "was in talks with", "was in talks with"],
  executed: ["M0-5V5M-3.5-2H3.5", "was later put to death under", "under his rule were put to death"],
};

const mark = (kind, x, y, size = 1, extra = "") => make("svg:path", {
  class: `mark ${kind} ${extra}`, d: KINDS[kind][0], transform: `translate(${x} ${y}) scale(${size})`,
});
const years = ({ begins, ends }) => (ends ? `${begins}–${ends}` : begins ? String(begins) : "no year given");
const inYear = ({ begins, ends }, year) => !year || (begins <= year && year <= (ends ?? begins));
const touches = (tie, one) => tie.from === one || tie.to === one;

/** What each is called inside a sentence. */
const phrases = (model) => new Map([...model.get("people"), ...model.get("groups")].map(([one, label, phrase]) => [one, phrase ?? label]));

/** Everything that the drawing, the table and the sentence need of the present choice. */
function reading(model) {
  const [chosen, year, mixed] = ["chosen", "year", "mixed"].map((name) => model.get(name));
  const both = new Set(model.get("both")), people = model.get("people"), groups = model.get("groups");
  const held = (tie) => inYear(tie, year) && (!mixed || both.has(tie.from) || both.has(tie.to));
  return {
    chosen, year, mixed, both, groups,
    people: mixed ? people.filter(([one]) => both.has(one)) : people,
    names: new Map([...people, ...groups]), phrases: phrases(model),
    held: model.get("ties").map((tie) => held(tie)),
    lit: model.get("ties").map((tie) => held(tie) && (!chosen || touches(tie, chosen))),
  };
}

/** The kinds of tie between each two, by the two ids in both orders. */
function between(ties, taken) {
  const found = new Map();
  ties.forEach((tie, i) => {
    if (!taken[i]) return;
    for (const key of [`${tie.from} ${tie.to}`, `${tie.to} ${tie.from}`]) {
      found.set(key, (found.get(key) ?? new Set()).add(tie.kind));
    }
  });
  return found;
}

/** The marks of one cell; several stand on its diagonal, smaller. */
function marks(kinds, x, y, extra) {
  const all = [...kinds ?? []], [size, spread] = [[1, 0], [0.68, 7], [0.5, 9]][Math.min(all.length, 3) - 1] ?? [];
  return all.map((kind, i) => {
    const off = spread && spread * (i / (all.length - 1) - 0.5);
    return mark(kind, x + off, y + 0.6 * off, size, extra);
  });
}

function figure(now, ties, choose) {
  const { people, groups, chosen, both } = now;
  const bottom = TOP + CELL * people.length, tied = between(ties, now.held);
  const row = people.findIndex(([one]) => one === chosen), column = groups.findIndex(([one]) => one === chosen);
  const svg = make("svg:svg", { viewBox: `0 0 ${WIDTH} ${bottom + 4}`, "aria-hidden": "true", onclick: (event) => {
    // A shortcut for a mouse; a finger has the list, whose target is large enough.
    const one = event.target.closest("[data-one]")?.dataset.one;
    if (one && !matchMedia("(pointer: coarse)").matches) choose(one === chosen ? "" : one);
  } });
  if (row >= 0) svg.append(make("svg:rect", { class: "band", x: 0, y: TOP + CELL * row, width: WIDTH, height: CELL }));
  if (column >= 0) svg.append(make("svg:rect", { class: "band", x: LEFT + CELL * column, y: 0, width: CELL, height: bottom }));
  const look = (one) => (!chosen ? "" : one === chosen || tied.has(`${one} ${chosen}`) ? "near" : "far");
  people.forEach(([one, label], i) => {
    const y = TOP + CELL * i;
    svg.append(make("svg:path", { class: "grid", d: `M0 ${y}H${WIDTH}` }),
      make("svg:text", { class: `name ${look(one)}`, x: 0, y: y + 11, "data-one": one }, `${both.has(one) ? "◐ " : ""}${label}`));
    if (row >= 0) svg.append(...marks(tied.get(`${one} ${chosen}`), GUTTER, y + CELL / 2, "near"));
  });
  groups.forEach(([one, label], i) => {
    const x = LEFT + CELL * i;
    svg.append(make("svg:path", { class: "grid", d: `M${x} ${TOP}V${bottom}` }),
      make("svg:text", { class: `name ${look(one)}`, "data-one": one,
        transform: `translate(${x + 11} ${TOP - (column >= 0 ? 17 : 5)}) rotate(-90)` }, label));
    if (column >= 0) svg.append(...marks(tied.get(`${one} ${chosen}`), x + CELL / 2, TOP - 8, "near"));
    people.forEach(([person], j) => svg.append(...marks(tied.get(`${person} ${one}`), x + CELL / 2, TOP + CELL * (j + 0.5),
      !chosen || chosen === one || chosen === person ? "near" : "far")));
  });
  return svg;
}

/** A paragraph or a range of them, as a link where this is a page of the site. */
function paragraph(range, places) {
  const [name] = range.split("-"), text = range.replace("-", "–");
  const [, inside] = location.pathname.split("/book/");
  if (document.getElementById(name)) return make("a", { href: `#${name}` }, text);
  if (inside === undefined || !places[name]) return text;
  return make("a", { href: "../".repeat(inside.split("/").length - 1) + places[name] }, text);
}

/** The rows are made once and then hidden or shown: there are over a hundred. */
function table(model) {
  const names = new Map([...model.get("people"), ...model.get("groups")]), said = phrases(model);
  const [places, works] = [model.get("places"), model.get("works")];
  const split = (text) => (text ? text.split(" ") : []);
  const rows = model.get("ties").map((tie) => {
    const where = [...split(tie.paragraph).map((range) => paragraph(range, places)), ...split(tie.citation).map((work) => works[work])];
    return make("tr", { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, make("b", {}, names.get(tie.from)), ` ${KINDS[tie.kind][1]} `, make("b", {}, said.get(tie.to))),
      make("td", { role: "cell" }, years(tie)),
      make("td", { role: "cell" }, tie.text, " ", make("span", { class: "where" }, ...where.flatMap((each, i) => (i ? ["; ", each] : [each])))),
      make("td", { role: "cell" }, tie.certainty));
  });
  const caption = make("caption", {});
  const head = ["Tie", "Years", "What the source says, and where", "Certainty"];
  // The roles are said, because on a phone the cells are laid out as blocks.
  return { rows, caption, element: make("table", { class: "figure-table", role: "table" }, caption,
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head.map((each) => make("th", { scope: "col", role: "columnheader" }, each)))),
    make("tbody", { role: "rowgroup" }, ...rows)) };
}

const list = (all) => (all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`);
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** What the present choice comes to, in a sentence. */
function sentence(now, ties) {
  const lit = ties.filter((_, i) => now.lit[i]), when = now.year ? `in ${now.year}` : "in all years";
  const only = now.mixed ? " (people on more than one side only)" : "";
  if (!now.chosen) return `${count(lit.length, "tie", "ties")} ${when}${only}; nobody is chosen.`;
  const phrase = now.phrases.get(now.chosen), name = phrase[0].toUpperCase() + phrase.slice(1);
  const mine = now.both.has(now.chosen) ? `${name}, on more than one side,` : name;
  if (!lit.length) return `${name} has no tie here ${when}${only}.`;
  const said = (kind) => {
    const ends = (here, there) => [...new Set(lit.filter((tie) => tie.kind === kind && tie[here] === now.chosen)
      .map((tie) => now.phrases.get(tie[there]) + (now.year ? "" : ` (${years(tie)})`)))];
    const [out, back] = [ends("from", "to"), ends("to", "from")];
    return [out.length && `${KINDS[kind][1]} ${list(out)}`, back.length && `${KINDS[kind][2]} ${list(back)}`].filter(Boolean);
  };
  return `${mine} has ${count(lit.length, "tie", "ties")} ${when}${only}: ${Object.keys(KINDS).flatMap(said).join("; ")}.`;
}

/**
 * Draw the widget (anywidget's convention).
 * @param {{model: {get: Function, set: Function, save_changes: Function, on: Function, off: Function}, el: HTMLElement}} context
 */
function render({ model, el }) {
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const people = model.get("people"), groups = model.get("groups"), ties = model.get("ties");
  // An address can ask for anybody and any year.
  const known = (one) => [...people, ...groups].some(([each]) => each === one);
  const asked = {
    chosen: known(model.get("chosen")) ? model.get("chosen") : "", year: YEARS.includes(model.get("year")) ? model.get("year") : 0,
  };
  if (Object.entries(asked).some(([name, value]) => model.get(name) !== value)) set(asked);

  const id = unique("one");
  const options = (all) => [...all].sort((a, b) => a[1].localeCompare(b[1])).map(([one, label]) => make("option", { value: one }, label));
  const who = make("select", { id, onchange: () => set({ chosen: who.value }) }, make("option", { value: "" }, "Nobody: all ties"),
    make("optgroup", { label: "People" }, ...options(people)), make("optgroup", { label: "Groups" }, ...options(groups)));
  const when = choice({
    legend: "When?", value: String(model.get("year")), change: (value) => set({ year: Number(value) }),
    options: [...YEARS.map((year) => ({ value: String(year), label: String(year) })), { value: "0", label: "All, and later" }],
  });
  const mixed = make("input", { type: "checkbox", onchange: () => set({ mixed: mixed.checked }) });
  const reset = make("button", { type: "button", onclick: () => set({ chosen: "", year: 0, mixed: false }) }, "Begin again");
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const drawing = make("div", { class: "widget-drawing" });
  const key = make("ul", { class: "key" }, ...Object.keys(KINDS).map((kind) => make("li", {},
    make("svg:svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, mark(kind, 0, 0)), KINDS[kind][1])),
  make("li", {}, "◐ ties on more than one side"));
  const listed = table(model);
  const frame = make("div", { class: "table-frame", role: "region", tabindex: 0, "aria-label": "The ties of the present choice" }, listed.element);

  const update = () => {
    const now = reading(model);
    who.value = now.chosen;
    when.set(String(now.year));
    mixed.checked = now.mixed;
    drawing.replaceChildren(figure(now, ties, (one) => set({ chosen: one })));
    listed.rows.forEach((row, i) => { row.hidden = !now.lit[i]; });
    listed.caption.textContent = `${now.chosen ? now.names.get(now.chosen) : "Everybody"}, ${now.year || "all years"}: the ties with their sources`;
    const words = sentence(now, ties);
    if (result.textContent !== words) result.textContent = words;
  };
  el.classList.add("widget-live", "widget-factions");
  el.append(make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() },
    make("div", { class: "chooser" }, make("label", { for: id }, "Whose ties?"), who), when.element,
    make("label", { class: "check" }, mixed, make("span", {}, "Only people on more than one side (◐)")), reset),
  result, drawing, key, frame);
  update();
  const watched = ["chosen", "year", "mixed"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  return () => { for (const event of watched) model.off(event, update); };
}

export default { render };
