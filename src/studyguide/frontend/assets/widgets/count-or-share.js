/**
 * Count or share: three conventions by one measure at a time, and in words what this measure shows and hides.
 * Marks only: three points make no trend, and the other counts, each by another definition, make no series.
 */
import { choice, make, whole } from "./dom.js";

const BASE = 208, HEIGHT = 180, LEFT = 26, WIDTH = 320, FIRST = 75, COLUMN = 98;
/** For each measure its name, the name of its axis, the axis's end and step. The end stays while the basis changes. */
const MEASURES = {
  count: { label: "By count", axis: "delegates", end: 30, step: 10 },
  share: { label: "By share of all delegates", axis: "per cent of all delegates", end: 7, step: 2 },
  members: { label: "By members", axis: "thousand members", end: 160, step: 50 },
};
const BASES = ["norm", "one", "average"];
const PEOPLE = { his: "Maximoff", rival: "another count" };

const y = (value, end) => BASE - (HEIGHT * value) / end;
const round = (value) => Math.round(value / 1000);
const average = ({ all }) => all.members / all.delegates;
const share = (each, who) => (100 * each[who].delegates) / each.all.delegates;
/** “25, 15 and 10”. */
const listed = (parts) => `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Members behind the delegates, in members: the least and the most. */
function members(model, each, who, basis) {
  const [low, high] = basis === "norm" ? model.get("norm") : Array(2).fill(basis === "one" ? model.get("one") : average(each));
  return [each[who].delegates * low, each[who].delegates * high];
}

/** The least and the most by any of the three ways to multiply. */
function span(model, each, who) {
  const all = BASES.flatMap((basis) => members(model, each, who, basis));
  return [Math.min(...all), Math.max(...all)];
}

/** Rounded to thousands: the inputs bear no more. */
function thousands([low, high]) {
  const [least, most] = [round(low), round(high)];
  return least === most ? `about ${whole(least * 1000)}` : `${whole(least * 1000)} to ${whole(most * 1000)}`;
}

function mark(who, x, at) {
  return who === "his"
    ? make("svg:circle", { class: "his", cx: x, cy: at, r: 5 })
    : make("svg:polygon", { class: "rival", points: `${x},${at - 6} ${x + 6},${at} ${x},${at + 6} ${x - 6},${at}` });
}

/** One number: a mark, its figure, and a thin line down to the axis. */
function point(who, x, value, end, said) {
  const at = y(value, end);
  return [
    make("svg:line", { class: "drop", x1: x, x2: x, y1: at + 7, y2: BASE }), mark(who, x, at),
    make("svg:text", { class: `${who}-value`, x, y: at - 11, "text-anchor": "middle" }, said),
  ];
}

/** A band with a mark at each end, on the thin line that all three ways to multiply reach over. */
function band(who, x, [low, high], [least, most], end) {
  const line = (kind, from, to) => make("svg:line", { class: kind, x1: x, x2: x, y1: y(from / 1000, end), y2: y(to / 1000, end) });
  const ends = low === high ? [low] : [low, high];
  const said = [...new Set(ends.map(round))].join("–");
  const left = who === "his";
  const cap = (value) => make("svg:line", { class: "span", x1: x - 4, x2: x + 4, y1: y(value / 1000, end), y2: y(value / 1000, end) });
  return [
    line("span", least, most), cap(least), cap(most), line(`${who}-band`, low, high),
    ...ends.map((value) => mark(who, x, y(value / 1000, end))),
    make("svg:text", {
      class: `${who}-value`, x: x + (left ? -9 : 9), y: y((low + high) / 2000, end) + 4, "text-anchor": left ? "end" : "start",
    }, said),
  ];
}

function figure(model) {
  const measure = model.get("measure"), { axis, end, step } = MEASURES[measure];
  const svg = make("svg:svg", { viewBox: `0 0 ${WIDTH} 232`, "aria-hidden": "true" });
  svg.append(make("svg:text", { class: "tick", x: 0, y: 10 }, axis));
  for (let tick = 0; tick <= end; tick += step) {
    svg.append(
      make("svg:line", { class: "grid", x1: LEFT, x2: WIDTH, y1: y(tick, end), y2: y(tick, end) }),
      make("svg:text", { class: "tick", x: LEFT - 6, y: y(tick, end) + 4, "text-anchor": "end" }, String(tick)),
    );
  }
  model.get("conventions").forEach((each, i) => {
    const centre = FIRST + COLUMN * i;
    svg.append(make("svg:text", { class: "name", x: centre, y: 226, "text-anchor": "middle" }, String(each.year)));
    for (const who of ["his", "rival"]) {
      const { delegates } = each[who];
      if (measure === "members") {
        const x = centre + (who === "his" ? -8 : 8);
        svg.append(...band(who, x, members(model, each, who, model.get("basis")), span(model, each, who), end));
        continue;
      }
      const value = measure === "count" ? delegates : share(each, who);
      svg.append(...point(who, centre + (who === "his" ? -16 : 16), value, end, measure === "count" ? String(delegates) : value.toFixed(1)));
    }
  });
  return svg;
}

/** What the two shapes stand for. */
function legend(model) {
  const key = (who, ...words) => make("li", {},
    make("svg:svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, mark(who, 8, 8)), make("span", {}, ...words));
  return make("ul", { class: "shapes" }, key("his", "Maximoff’s figures"),
    key("rival", "another count of each convention, each of other people by another definition: no series"),
    ...(model.get("measure") === "members" ? [make("li", {}, "Thin lines reach over all three ways to multiply.")] : []));
}

/** The paragraph, as a link where there is something to lead to. */
function paragraph(model, name) {
  const place = model.get("places")[name];
  const here = document.getElementById(name);
  if (here) return make("a", { href: `#${name}` }, name);
  return place && location.pathname.includes("/book/") ? make("a", { href: `../${place}` }, name) : name;
}

function table(model) {
  const measure = model.get("measure");
  const cell = (each, who) => {
    const { delegates } = each[who];
    if (measure === "count") return [whole(delegates)];
    if (measure === "share") return [`${share(each, who).toFixed(1)} (${delegates} of ${whole(each.all.delegates)})`];
    return [thousands(members(model, each, who, model.get("basis"))),
      make("small", {}, `by all three ways: ${thousands(span(model, each, who))}`)];
  };
  const counted = (each, who) => {
    const { definition, paragraph: given, source } = each[who];
    const words = [`${definition} (`, given ? paragraph(model, given) : source, ")"];
    if (measure === "share") words.push(make("small", {}, `divided by: ${each.all.definition} (${each.all.source})`));
    if (measure === "members" && who === "his") words.push(make("small", {}, `he prints ${whole(each.his.members)} members`));
    return words;
  };
  const row = (who) => (each) => make("tr", {}, make("th", { scope: "row" }, `${each.year}, ${PEOPLE[who]}`),
    make("td", {}, ...cell(each, who)), make("td", {}, ...counted(each, who)));
  const heading = { count: "Delegates", share: "Per cent", members: "Members, rounded" }[measure];
  return make("table", { class: "figure-table" },
    make("caption", {}, `${MEASURES[measure].label}: each figure, and whom it counts`),
    make("thead", {}, make("tr", {}, ...["Convention", heading, "Whom it counts"].map((each) => make("th", { scope: "col" }, each)))),
    make("tbody", {}, ...["his", "rival"].flatMap((who) => model.get("conventions").map(row(who)))));
}

/** What each delegate is taken to stand for. */
const basisInWords = (model) => ({
  norm: `${whole(model.get("norm")[0])} to ${whole(model.get("norm")[1])} for each delegate`,
  one: `${whole(model.get("one"))} for each delegate`,
  average: "each convention’s own average",
})[model.get("basis")];

/** What the chosen measure shows of Maximoff's faction, and what it hides. */
function sentence(model) {
  const all = model.get("conventions"), measure = model.get("measure");
  if (measure === "count") {
    return `By count: ${listed(all.map(({ his }) => his.delegates))} delegates, as Maximoff counts. This shows how many sat in his faction. `
      + `It hides that the conventions grew, from ${whole(all[0].all.delegates)} delegates to ${whole(all.at(-1).all.delegates)}.`;
  }
  if (measure === "share") {
    return `By share: ${listed(all.map((each) => share(each, "his").toFixed(1)))} per cent of all delegates. This shows how small a part `
      + "of each convention his faction was. It hides how many they were: a share can fall although nobody leaves.";
  }
  const bands = all.map((each) => thousands(members(model, each, "his", model.get("basis"))));
  const hides = model.get("basis") === "average"
    ? "It hides that two things fall here, his delegates and the average, and that nobody counted these members."
    : "It hides that nobody counted these members: they are the delegates once more, multiplied.";
  return `By members, at ${basisInWords(model)}: ${bands.join(", then ")}. This shows how many his delegates may have spoken for. ${hides}`;
}

/** What the chosen measure rests on. */
function assumption(model) {
  const all = model.get("conventions"), measure = model.get("measure");
  if (measure === "count") return "Nothing is reckoned here. But the two shapes count different people: read the table before you compare them.";
  if (measure === "share") {
    return "The totals of 1919 and 1920 are delegates with a vote. Maximoff does not say whether all of his had one, and the other count "
      + "of 1920, it seems, takes in delegates without one. So the shares are rougher than they look.";
  }
  const { year, his } = all[0];
  return {
    norm: `Maximoff gives this basis, and for ${year} only. You hold that it was the same at all three conventions.`,
    one: `His printed members of 1919 and 1920 come to ${whole(model.get("one"))} for each delegate. For ${year} that makes `
      + `${whole(his.delegates * model.get("one"))}; he prints ${whole(his.members)}.`,
    average: `All members divided by all delegates: about ${listed(all.map((each) => whole(Math.round(average(each) / 100) * 100)))} `
      + "for each. An average need not be the rule by which delegates were sent.",
  }[model.get("basis")] + " The other counts are multiplied in the same way, by the editors.";
}

/**
 * Draw the widget (anywidget's convention).
 * @param {{model: {get: Function, set: Function, save_changes: Function, on: Function, off: Function}, el: HTMLElement}} context
 */
function render({ model, el }) {
  const set = (name, value) => { model.set(name, value); model.save_changes(); };
  // An address can ask for anything: what is no measure and no basis is passed over.
  if (!Object.hasOwn(MEASURES, model.get("measure"))) set("measure", "count");
  if (!BASES.includes(model.get("basis"))) set("basis", "norm");
  const [low, high] = model.get("norm").map(whole);
  const measure = choice({
    legend: "By what measure?", value: model.get("measure"),
    options: Object.entries(MEASURES).map(([value, { label }]) => ({ value, label })),
    change: (value) => set("measure", value),
  });
  const basis = choice({
    legend: "Members for each delegate", value: model.get("basis"),
    options: [
      { value: "norm", label: `${low} to ${high}, which Maximoff gives` },
      { value: "one", label: `${whole(model.get("one"))}, the one number behind his printed members` },
      { value: "average", label: "each convention’s own average: all members, by all delegates" },
    ],
    change: (value) => set("basis", value),
  });
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const assumed = make("p", { class: "widget-assumption" });
  const drawing = make("div", { class: "widget-drawing" });
  const framed = make("div", { class: "table-frame" });

  const update = () => {
    measure.set(model.get("measure"));
    basis.set(model.get("basis"));
    basis.element.hidden = model.get("measure") !== "members";
    drawing.replaceChildren(figure(model), legend(model));
    framed.replaceChildren(table(model));
    assumed.textContent = assumption(model);
    const now = sentence(model);
    if (result.textContent !== now) result.textContent = now;
  };
  el.classList.add("widget-live", "widget-count-or-share");
  el.append(drawing, result, assumed,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() }, measure.element, basis.element), framed);
  update();
  const watched = ["conventions", "norm", "one", "places", "measure", "basis"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  return () => { for (const event of watched) model.off(event, update); };
}

export default { render };
