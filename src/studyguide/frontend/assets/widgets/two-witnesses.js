/**
 * Two witnesses: two statements side by side, three questions to the reader, then what the editors can say.
 * The answers stay in the widget's state; only the card goes into the address.
 */
import { choice, make, unique } from "./dom.js";

const WITNESSES = { first: "First witness", second: "Second witness" };
const QUESTIONS = { unit: "Same unit?", moment: "Same moment?", interest: "Who had an interest in it?" };
const EXTRAS = { more: "What else was read", settle: "What would settle it" };
const SAMENESS = { yes: "Yes", no: "No", open: "Cannot tell" };
const OPTIONS = {
  unit: SAMENESS, moment: SAMENESS,
  interest: { first: "The first witness", second: "The second witness", both: "Both", neither: "Neither", open: "Cannot tell" },
};
const NAMES = Object.keys(QUESTIONS);
const WIDTH = 320, ROW = 34, FIRST_YEAR = 1915, LAST_YEAR = 2015;
/** Each kind of mark has its shape, so that they differ in grey print too. */
const SHAPES = {
  first: "m-6 -6h12v12h-12z", second: "m0 -8l8 8l-8 8l-8 -8z", told: "m-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z",
};

/** A paragraph's number, as a link where there is a place to go to: nothing is linked in Jupyter. */
function paragraph(range, places) {
  const [name] = range.split("-"), text = range.replace("-", "–");
  if (document.getElementById(name)) return make("a", { href: `#${name}` }, text);
  const [, inside] = location.pathname.split("/book/");
  if (inside === undefined || !places[name]) return text;
  return make("a", { href: "../".repeat(inside.split("/").length - 1) + places[name] }, text);
}

/** Where a statement stands, and whether it is a conclusion. */
function source(said, places) {
  const found = (said.paragraphs ?? []).map((range) => paragraph(range, places));
  if (said.source) found.push(said.source);
  if (said.inferred) found.push("an inference of the editors");
  return make("p", { class: "witness-source" }, ...found.flatMap((each, i) => (i ? ["; ", each] : [each])));
}

const witness = (part, said, places) => make("div", { class: `witness witness-${part}` },
  make("p", { class: "witness-who" }, make("b", {}, `${WITNESSES[part]}.`), ` ${said.who}`),
  make("blockquote", {}, make("p", {}, said.text)), source(said, places));

/** When each witness spoke and, once the editors have spoken, of when; the caption says the same. */
function years({ parts }, open) {
  const rows = [...Object.entries(WITNESSES).map(([part, label]) => [part, label, parts[part].year ?? "undated"]),
    ...(open ? [["told", "They tell of", parts.moment.year ?? "no agreed year"]] : [])];
  const x = (year) => ((year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)) * WIDTH;
  const bottom = ROW * rows.length;
  const svg = make("svg:svg", { viewBox: `0 0 ${WIDTH} ${bottom + 16}`, "aria-hidden": "true" });
  rows.forEach(([part, label, year], i) => {
    const y = ROW * i + 23;
    svg.append(make("svg:text", { x: 0, y: y - 11 }, `${label}: ${year}`),
      make("svg:line", { class: "grid", x1: 0, x2: WIDTH, y1: y, y2: y }));
    if (typeof year === "number") svg.append(make("svg:path", { class: part, d: `M${x(year)} ${y}${SHAPES[part]}` }));
  });
  for (let year = 1920; year < LAST_YEAR; year += 20) {
    svg.append(make("svg:text", { class: "tick", x: x(year), y: bottom + 12, "text-anchor": "middle" }, String(year)));
  }
  const words = rows.map(([part, label, year]) => (part === "told" ? `they tell of ${year}` : `${label.toLowerCase()}, ${year}`));
  return make("figure", { class: "figure witness-years" }, svg,
    make("figcaption", {}, `When it was said: ${words.join("; ")}.`));
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
  const cards = model.get("cards"), places = model.get("places");
  const at = () => Math.max(0, cards.findIndex(({ id }) => id === model.get("card")));
  // An address can ask for a card that is not there: then it is the first.
  if (cards[at()].id !== model.get("card")) set({ card: cards[0].id });
  const answered = () => model.get("answers")[model.get("card")] ?? {};
  const opened = () => model.get("shown").includes(model.get("card")) || NAMES.every((name) => answered()[name]);

  const go = (step) => set({ card: cards[(at() + step + cards.length) % cards.length].id });
  const chooser = make("select", { id: unique("card"), onchange: () => set({ card: chooser.value }) },
    ...cards.map(({ id, title }, i) => make("option", { value: id }, `${i + 1}. ${title}`)));
  const step = (label, by) => make("button", { type: "button", onclick: () => go(by) }, label);
  const title = make("h3");
  const pair = make("div", { class: "witnesses" });
  const drawing = make("div", { class: "widget-drawing" });
  const groups = NAMES.map((name) => choice({
    legend: QUESTIONS[name],
    options: Object.entries(OPTIONS[name]).map(([value, label]) => ({ value, label })),
    value: "",
    change: (value) => set({ answers: { ...model.get("answers"), [model.get("card")]: { ...answered(), [name]: value } } }),
  }));
  const anyway = make("button", {
    type: "button",
    // The button goes away; its keyboard user stands at what it brought.
    onclick: () => { set({ shown: [...model.get("shown"), model.get("card")] }); heading.focus(); },
  }, "Show anyway");
  const again = make("button", {
    type: "button",
    onclick: () => {
      const { [model.get("card")]: _, ...others } = model.get("answers");
      set({ answers: others, shown: model.get("shown").filter((id) => id !== model.get("card")) });
      groups[0].element.querySelector("input").focus();
    },
  }, "Answer again");
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const heading = make("h4", { tabindex: "-1" }, "What the editors can say");
  const words = make("dl");
  const editors = make("section", { class: "witness-editors" }, heading, words);

  /** The state in words: what was answered, and what comes next. */
  const sentence = () => {
    const mine = answered(), next = NAMES.find((name) => !mine[name]);
    const said = NAMES.filter((name) => mine[name]).map((name) => `${QUESTIONS[name]} ${OPTIONS[name][mine[name]]}.`);
    const then = opened() ? "What the editors can say stands below." : `Next question: ${QUESTIONS[next]}`;
    return [`Card ${at() + 1} of ${cards.length}.`, ...said, then].join(" ");
  };
  let drawn;
  const update = () => {
    const card = cards[at()], mine = answered(), open = opened();
    chooser.value = card.id;
    if (drawn !== card.id) {
      title.textContent = card.title;
      pair.replaceChildren(...Object.keys(WITNESSES).map((part) => witness(part, card.parts[part], places)));
      drawn = card.id;
    }
    drawing.replaceChildren(years(card, open));
    groups.forEach(({ element, set: take }, i) => {
      take(mine[NAMES[i]] ?? "");
      element.hidden = !open && NAMES.slice(0, i).some((name) => !mine[name]);
    });
    anyway.hidden = open;
    again.hidden = !open && !NAMES.some((name) => mine[name]);
    editors.hidden = !open;
    words.replaceChildren(...(open ? Object.entries({ ...QUESTIONS, ...EXTRAS }) : [])
      .filter(([part]) => card.parts[part])
      .flatMap(([part, label]) => [make("dt", {}, label), make("dd", {},
        ...(mine[part] ? [make("p", { class: "witness-mine" }, `Your answer: ${OPTIONS[part][mine[part]]}.`)] : []),
        make("p", {}, card.parts[part].text), source(card.parts[part], places))]));
    const now = sentence();
    if (result.textContent !== now) result.textContent = now;
  };
  el.classList.add("widget-live", "widget-two-witnesses");
  el.append(
    make("div", { class: "widget-controls witness-chooser" }, make("label", { for: chooser.id }, "Card"), chooser,
      step("Previous card", -1), step("Next card", 1)),
    title, pair, drawing,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() },
      ...groups.map(({ element }) => element), anyway, again),
    result, editors);
  update();
  const watched = ["card", "answers", "shown"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  return () => { for (const event of watched) model.off(event, update); };
}

export default { render };
