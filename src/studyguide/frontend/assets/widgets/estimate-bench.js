/**
 * The estimate bench: how many members stand behind a number of delegates?
 * A band, never one number; it begins with the ambiguity (all counts), not with anybody's answer.
 */
import { choice, make, slider, whole } from "./dom.js";

const WIDTH = 320, ROW = 46, TOP = 26, FOOT = 30;
/** Members for one delegate that the sliders reach: below the author's basis, and above the highest average. */
const LEAST = 2000, MOST = 7000, STEP = 100;

/** Round to thousands: the inputs bear no more. */
const rounded = (value) => whole(Math.round(value / 1000) * 1000);

/** @param {{get: (name: string) => any}} model */
function bands(model) {
  const chosen = model.get("chosen"), counts = model.get("counts");
  const taken = chosen < 0 ? counts : [counts[chosen]];
  return taken.map(({ label, delegates }) => ({
    label, delegates, low: delegates * model.get("low"), high: delegates * model.get("high") * model.get("factor"),
  }));
}

/** The end of the scale: the same for all settings with a factor, and for all without, so that the bands move and not it. */
function scaleEnd(model) {
  const most = Math.max(...model.get("counts").map((count) => count.delegates));
  return most * MOST * (model.get("factor") > 1 ? 3 : 1);
}

function figure(model) {
  const rows = bands(model), printed = model.get("printed"), end = scaleEnd(model);
  const height = TOP + ROW * rows.length + FOOT;
  const x = (value) => (value / end) * WIDTH;
  const step = end > 200000 ? 100000 : 50000;
  const svg = make("svg:svg", { viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" });
  const bottom = TOP + ROW * rows.length;
  for (let tick = 0; tick <= end; tick += step) {
    svg.append(
      make("svg:line", { class: "grid", x1: x(tick), x2: x(tick), y1: TOP, y2: bottom }),
      make("svg:text", { class: "tick", x: x(tick), y: bottom + 14, "text-anchor": tick ? "middle" : "start" },
        tick ? `${tick / 1000},000` : "0"),
    );
  }
  rows.forEach(({ delegates, low, high }, i) => {
    const y = TOP + ROW * i;
    svg.append(
      make("svg:text", { class: "name", x: 0, y: y + 14 }, `${delegates} delegates`),
      make("svg:rect", { class: "band", x: x(low), y: y + 20, width: Math.max(2, x(high) - x(low)), height: 16 }),
    );
  });
  svg.append(
    make("svg:line", { class: "printed", x1: x(printed), x2: x(printed), y1: TOP - 6, y2: bottom }),
    make("svg:text", { class: "printed-label", x: x(printed), y: TOP - 11, "text-anchor": "middle" },
      `printed: ${whole(printed)}`),
  );
  return svg;
}

function table(model) {
  const row = ({ label, delegates, low, high }) => make("tr", {},
    make("th", { scope: "row" }, label), make("td", { class: "number" }, whole(delegates)),
    make("td", { class: "number" }, `${rounded(low)} to ${rounded(high)}`));
  return make("table", { class: "figure-table" },
    make("caption", {}, "Members by each count of delegates, rounded to thousands"),
    make("thead", {}, make("tr", {}, ...["Who is counted", "Delegates", "Members"].map(
      (heading) => make("th", { scope: "col" }, heading)))),
    make("tbody", {}, ...bands(model).map(row)));
}

/** What the present choices come to, in a sentence. */
function sentence(model) {
  const rows = bands(model), printed = model.get("printed");
  const low = Math.min(...rows.map((row) => row.low)), high = Math.max(...rows.map((row) => row.high));
  // Compared as they are shown: 87,500 is printed as 88,000, and so is not below it.
  const [least, most, mark] = [low, high, printed].map((value) => Math.round(value / 1000));
  const place = mark < least ? "below this band" : mark > most ? "above this band"
    : mark === most ? "at the upper end of this band" : mark === least ? "at its lower end" : "inside this band";
  return `Between ${rounded(low)} and ${rounded(high)} members. The printed ${whole(printed)} lies ${place}.`;
}

/** What each choice assumes. */
function assumption(model) {
  const chosen = model.get("chosen"), factor = model.get("factor"), low = model.get("low"), high = model.get("high");
  const parts = [
    chosen < 0 ? "You leave open who counts as a syndicalist." : `You count: ${model.get("counts")[chosen].label}.`,
    low === high
      ? `You hold that every delegate stood for ${whole(low)} members.`
      : `You hold that a delegate stood for ${whole(low)} to ${whole(high)} members, and that all of them thought as the delegate did.`,
  ];
  if (factor > 1) parts.push(`You add up to ${factor} times as many followers outside; the text gives no ground for a figure.`);
  return parts.join(" ");
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
  const counts = model.get("counts");
  // An address can ask for anything: bring it within the bounds of the controls.
  const within = (name, least, most) => Math.min(most, Math.max(least, model.get(name)));
  const [least, most] = [within("low", LEAST, MOST), within("high", LEAST, MOST)];
  const asked = { chosen: within("chosen", -1, counts.length - 1), low: Math.min(least, most), high: most, factor: within("factor", 1, 3) };
  if (Object.entries(asked).some(([name, value]) => model.get(name) !== value)) set({ ...asked, chosen: Math.round(asked.chosen) });
  const who = choice({
    legend: "Who is counted?",
    value: String(model.get("chosen")),
    options: [{ value: "-1", label: "Leave it open: all counts" },
      ...counts.map(({ label, delegates }, i) => ({ value: String(i), label: `${delegates}: ${label}` }))],
    change: (value) => set({ chosen: Number(value) }),
  });
  const members = (value) => `${whole(value)} members`;
  const low = slider({
    label: "One delegate stands for at least", min: LEAST, max: MOST, step: STEP, value: model.get("low"), say: members,
    change: (value) => set({ low: value, high: Math.max(value, model.get("high")) }),
  });
  const high = slider({
    label: "and for at most", min: LEAST, max: MOST, step: STEP, value: model.get("high"), say: members,
    change: (value) => set({ high: value, low: Math.min(value, model.get("low")) }),
  });
  const factor = slider({
    label: "Followers beyond the members: times", min: 1, max: 3, step: 0.5, value: model.get("factor"),
    say: (value) => (value === 1 ? "none added" : `up to ${value} times`),
    change: (value) => set({ factor: value }),
  });
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const assumed = make("p", { class: "widget-assumption" });
  const drawing = make("div", { class: "widget-drawing" });
  const listed = make("div", { class: "table-frame" });
  const reset = make("button", {
    type: "button", onclick: () => set({ chosen: -1, low: 3000, high: 3500, factor: 1 }),
  }, "Begin again");

  const update = () => {
    who.set(String(model.get("chosen")));
    low.set(model.get("low"));
    high.set(model.get("high"));
    factor.set(model.get("factor"));
    drawing.replaceChildren(figure(model));
    listed.replaceChildren(table(model));
    assumed.textContent = assumption(model);
    const now = sentence(model);
    if (result.textContent !== now) result.textContent = now;
  };
  el.classList.add("widget-live");
  // The figure first: on a phone it stays in view while a thumb moves the controls below it.
  el.append(drawing, result, assumed,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() },
      who.element, low.element, high.element, factor.element, reset), listed);
  update();
  const watched = ["counts", "chosen", "low", "high", "factor", "printed"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  return () => { for (const event of watched) model.off(event, update); };
}

export default { render };
