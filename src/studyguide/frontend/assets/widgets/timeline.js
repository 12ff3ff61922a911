/**
 * The timeline: events and texts on two lanes, by either calendar, with a list beside it that says the same.
 * Most events lie in 1917–1923: where other years are shown too, these are stretched, and a period can be taken alone.
 */
import { choice, make, slider, unique } from "./dom.js";

const THEMES = {
  movement: "Movement", unions: "Unions and committees", party: "Party and state", repression: "Repression",
  texts: "Texts: written, printed",
};
const SHAPES = {
  movement: "M-3.3 0a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0-6.6 0z", unions: "M-3-3h6v6h-6z",
  party: "M0-4.1 4.1 0 0 4.1-4.1 0z", repression: "M0-3.8 4 3.1h-8z", texts: "M-2.2-3.7h4.4v7.4h-4.4z",
};
const LANES = [["What happened", ["movement", "unions", "party", "repression"]],
  ["When the texts were written or printed", ["texts"]]];
const FIRST = 1893, LAST = 1953, DENSE = [1917, 1923], STRETCH = 8;
const PERIODS = [[FIRST, LAST, "All years"], [1917, 1923, "1917 to 1923"], [1917, 1917, "1917: two revolutions"],
  [1918, 1920, "1918 to 1920: civil war"], [1921, 1921, "1921"], [1922, 1924, "1922 to early 1924"],
  [1924, LAST, "1924 and after"]];
const WIDTH = 320, PAD = 5, LEVEL = 9.5, HEAD = 16, FOOT = 16, DAY = 86400000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
/** The first day that Soviet Russia counted in the New Style, and the first on which the calendars were 13 days apart. */
const REFORM = Date.UTC(1918, 1, 14), THIRTEEN = Date.UTC(1900, 2, 13);

/** How far behind the calendar in use in Russia was. @param {number} day */
const lag = (day) => (day >= REFORM ? 0 : (day >= THIRTEEN ? 13 : 12) * DAY);
const newYear = (year) => Date.UTC(year, 0, 1);

/**
 * Where a day stands between the first and the last year shown.
 * @param {number} first @param {number} last @returns {(day: number) => number}
 */
function scale(first, last) {
  const starts = [0];
  for (let year = first; year <= last; year += 1) {
    starts.push(starts.at(-1) + (year >= DENSE[0] && year <= DENSE[1] ? STRETCH : 1));
  }
  return (day) => {
    const year = new Date(day).getUTCFullYear();
    if (year < first) return PAD;
    if (year > last) return WIDTH - PAD;
    const begun = starts[year - first], passed = (day - newYear(year)) / DAY / 366;
    return PAD + ((WIDTH - 2 * PAD) * (begun + (starts[year - first + 1] - begun) * passed)) / starts.at(-1);
  };
}

/** Give each entry its place, and the first level on which it touches no other. */
function pack(entries, x) {
  const ends = [];
  return entries.map((entry) => {
    const start = x(Date.parse(entry.from)), end = entry.to ? x(Date.parse(entry.to)) : WIDTH - PAD;
    const at = end - start > 8 ? start : (start + end) / 2;
    let level = ends.findIndex((taken) => taken < Math.min(start, at - 4.2));
    if (level < 0) level = ends.length;
    ends[level] = Math.max(end, at + 4.2, start + 8);
    return { entry, start, end, at, level };
  });
}

/** What the calendar says at a line of the grid: a year, or in a short period a month. */
function grid(first, last, old, x) {
  const months = last - first < 3, step = last > first ? 3 : 2, lines = [];
  const put = (year, month, text) => {
    const written = Date.UTC(year, month, 1);
    // The events keep their place; the calendar moves under them.
    const day = old && written < Date.UTC(1918, 1, 1) ? written + lag(written) : written;
    const at = x(day);
    if (at < WIDTH - 22 && lines.every((line) => Math.abs(line.at - at) >= 27)) lines.push({ at, text });
  };
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  for (const year of [first, DENSE[0], DENSE[1] + 1].filter((each) => years.includes(each))) put(year, 0, year);
  for (const year of years) put(year, 0, year);
  if (months) for (const year of years) for (let month = step; month < 12; month += step) put(year, month, MONTHS[month].slice(0, 3));
  return lines;
}

function mark({ entry, start, end, at }, y, pick) {
  const contested = entry.certainty === "contested";
  const shape = make("svg:path", { transform: `translate(${at} ${y})`, d: SHAPES[entry.theme] });
  const group = make("svg:g", {
    class: `mark ${entry.theme} ${entry.certainty.replaceAll(" ", "-")}`, "data-entry": entry.id, onclick: () => pick(entry.id),
  }, make("svg:title", {}, entry.title));
  if (contested) group.append(make("svg:rect", { class: "span", x: start, y: y - 3, width: Math.max(8, end - start), height: 6 }));
  else if (!entry.to) group.append(make("svg:path", { class: "lasts", d: `M${at} ${y}H${WIDTH} m-3-3 3 3-3 3` }));
  else if (end - start > 8) group.append(make("svg:line", { class: "lasts", x1: start, x2: end, y1: y, y2: y }));
  group.append(shape);
  return group;
}

function figure(shown, first, last, old, pick) {
  const x = scale(first, last), parts = [];
  let top = 0;
  for (const [title, themes] of LANES) {
    const placed = pack(shown.filter((entry) => themes.includes(entry.theme)), x);
    parts.push(make("svg:text", { class: "name", x: 0, y: top + 11 }, title));
    for (const each of placed) parts.push(mark(each, top + HEAD + LEVEL * (each.level + 0.5), pick));
    top += HEAD + LEVEL * (Math.max(0, ...placed.map((each) => each.level)) + 1) + 4;
  }
  const lines = grid(first, last, old, x).flatMap(({ at, text }) => [
    make("svg:line", { class: "grid", x1: at, x2: at, y1: 0, y2: top }),
    make("svg:text", { class: "tick", x: at + 1, y: top + 11 }, String(text))]);
  return make("svg:svg", { viewBox: `0 0 ${WIDTH} ${top + FOOT}`, "aria-hidden": "true" }, ...lines, ...parts);
}

/** The month of a day, by the calendar chosen. */
function month(day, old) {
  const here = new Date(day - (old ? lag(day) : 0));
  return `${MONTHS[here.getUTCMonth()]} ${here.getUTCFullYear()}`;
}

/** How many entries are shown, and from when to when. */
function sentence(shown, all, old) {
  if (!shown.length) return `None of ${all} entries is shown. Choose a theme, or a longer period.`;
  const from = Math.min(...shown.map((entry) => Date.parse(entry.from)));
  const open = shown.some((entry) => !entry.to);
  const to = Math.max(...shown.map((entry) => Date.parse(entry.to || entry.from)));
  const until = open ? `${new Date(to).getUTCFullYear()} or later` : month(to, old);
  return `${shown.length} of ${all} entries shown, from ${month(from, old)} to ${until}, ${old ? "Old Style until January 1918" : "New Style"}.`;
}

/** @param {string} id @param {Record<string, string>} places */
function link(id, places) {
  if (document.getElementById(id)) return make("a", { href: `#${id}` }, id);
  const there = typeof location === "object" && location.pathname.includes("/book/") && places[id];
  return there ? make("a", { href: `../${there}` }, id) : id;
}

/** A little picture of a theme’s shape. */
const sign = (theme, kind = "certain") => make("svg:svg", { class: "timeline-sign", viewBox: "-5 -5 10 10", "aria-hidden": "true" },
  make("svg:g", { class: `mark ${theme} ${kind}` }, make("svg:path", { d: SHAPES[theme] })));

function item(entry, places) {
  const date = make("strong", { class: "timeline-date" });
  const facts = [THEMES[entry.theme], ...(entry.certainty === "certain" ? [] : [entry.certainty]),
    ...entry.paragraphs.map((id) => link(id, places))].flatMap((each, i) => (i ? [" · ", each] : [each]));
  const element = make("li", { tabindex: -1 },
    sign(entry.theme, entry.certainty.replaceAll(" ", "-")), date, " ", make("span", { class: "timeline-title" }, entry.title),
    make("p", {}, entry.text), make("p", { class: "timeline-facts" }, ...facts));
  if (entry.sources) element.lastChild.append(" ", make("span", { class: "timeline-sources" }, `Source: ${entry.sources}`));
  return { element, date };
}

/** Five boxes, each with its shape: the choice of themes is the key to the picture. */
function boxes(change) {
  const inputs = Object.keys(THEMES).map((theme) => make("input", {
    type: "checkbox", value: theme,
    onchange: () => change(inputs.filter((input) => input.checked).map((input) => input.value).join(" ")),
  }));
  const labels = inputs.map((input) => make("label", {}, input, sign(input.value), make("span", {}, THEMES[input.value])));
  return {
    element: make("fieldset", { class: "widget-choice" }, make("legend", {}, "Themes"), ...labels),
    set: (chosen) => inputs.forEach((input) => { input.checked = chosen.includes(input.value); }),
  };
}

/** The periods that have a name, as a list to choose from. */
function periods(change) {
  const id = unique("period");
  const select = make("select", { id, onchange: () => { const to = PERIODS[select.value]; if (to) change(to[0], to[1]); } },
    ...PERIODS.map(([, , name], i) => make("option", { value: i }, name)), make("option", { value: "own" }, "Years of your own"));
  return {
    element: make("div", { class: "timeline-period" }, make("label", { for: id }, "Period"), select),
    set: (first, last) => {
      const known = PERIODS.findIndex((each) => each[0] === first && each[1] === last);
      select.value = known < 0 ? "own" : String(known);
    },
  };
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
  // An address can ask for anything: take what the controls could have asked for.
  const year = (name) => Math.min(LAST, Math.max(FIRST, Math.round(model.get(name))));
  const kept = (words) => Object.keys(THEMES).filter((theme) => words.split(" ").includes(theme)).join(" ");
  const asked = {
    style: model.get("style") === "old" ? "old" : "new", themes: kept(model.get("themes")),
    first: Math.min(year("first"), year("last")), last: Math.max(year("first"), year("last")),
  };
  if (Object.entries(asked).some(([name, value]) => model.get(name) !== value)) set(asked);

  const style = choice({
    legend: "Calendar", value: model.get("style"), change: (value) => set({ style: value }),
    options: [{ value: "new", label: "New Style, as today" }, { value: "old", label: "Old Style, as in Russia until January 1918" }],
  });
  const themes = boxes((chosen) => set({ themes: chosen }));
  const period = periods((first, last) => set({ first, last }));
  const range = { min: FIRST, max: LAST, step: 1, say: String };
  const first = slider({ ...range, label: "First year", value: model.get("first"),
    change: (value) => set({ first: value, last: Math.max(value, model.get("last")) }) });
  const last = slider({ ...range, label: "Last year", value: model.get("last"),
    change: (value) => set({ last: value, first: Math.min(value, model.get("first")) }) });
  const all = { style: "new", themes: Object.keys(THEMES).join(" "), first: FIRST, last: LAST };
  const reset = make("button", { type: "button", onclick: () => set(all) }, "Show everything");
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const note = make("p", { class: "widget-assumption" });
  const drawing = make("div", { class: "widget-drawing" });
  const list = make("ul", { class: "timeline-list" });
  let items = new Map();
  const pick = (id) => items.get(id).element.focus();

  const fill = () => {
    items = new Map(model.get("entries").map((entry) => [entry.id, item(entry, model.get("places"))]));
    list.replaceChildren(...[...items.values()].map(({ element }) => element));
    update();
  };
  const update = () => {
    const from = Math.min(model.get("first"), model.get("last")), to = Math.max(model.get("first"), model.get("last"));
    const old = model.get("style") === "old", chosen = model.get("themes").split(" ");
    const entries = model.get("entries");
    const shown = entries.filter((entry) => chosen.includes(entry.theme)
      && Number(entry.from.slice(0, 4)) <= to && Number(entry.to.slice(0, 4) || LAST) >= from);
    style.set(model.get("style"));
    themes.set(chosen);
    period.set(from, to);
    first.set(from);
    last.set(to);
    drawing.replaceChildren(figure(shown, from, to, old, pick));
    for (const entry of entries) {
      const { element, date } = items.get(entry.id), now = (old && entry.old) || entry.new;
      element.hidden = !shown.includes(entry);
      if (date.textContent !== now) date.textContent = now;
    }
    const uneven = from <= DENSE[1] && to >= DENSE[0] && (from < DENSE[0] || to > DENSE[1]);
    note.textContent = `Filled: the date is certain. Hollow: by the text alone. Dashed bar: contested, the date lies within.${
      uneven ? ` A year from ${DENSE[0]} to ${DENSE[1]} has ${STRETCH} times the width of another.` : ""}`;
    const now = sentence(shown, entries.length, old);
    if (result.textContent !== now) result.textContent = now;
  };
  el.classList.add("widget-live", "widget-timeline");
  // What the choices change stands before them, so that the eye finds it where it was.
  el.append(drawing, result, note,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() },
      period.element, first.element, last.element, themes.element, style.element, reset), list);
  fill();
  const watched = ["style", "themes", "first", "last"].map((name) => `change:${name}`);
  const refilled = ["change:entries", "change:places"];
  for (const event of watched) model.on(event, update);
  for (const event of refilled) model.on(event, fill);
  return () => {
    for (const event of watched) model.off(event, update);
    for (const event of refilled) model.off(event, fill);
  };
}

export default { render };
