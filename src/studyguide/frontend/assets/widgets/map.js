/**
 * The map: the towns that the texts name, each an equal dot, because no figure by town exists.
 * Equirectangular, true to scale along 55° N. The table below the map says all that the map says.
 */
import { choice, make, unique } from "./dom.js";
import { LAND, RIVERS, UNIT } from "./map-land.js";

const SQUEEZE = Math.cos((55 * Math.PI) / 180);
/** Pixels: a dot; the way from a finger to a dot that is still meant; a letter's width on the average. */
const DOT = 4.5, REACH = 22, LETTER = 6.2;
const TEXTS = ["S", "T"];

/**
 * @typedef {{kind: string, what: string, paragraphs: string[], certainty: string}} Thing
 * @typedef {{id: string, name: string, spelled: string[], modern: string, country: string, lat: number, lon: number,
 *   paragraphs: string[], things: Thing[]}} Town
 * @typedef {{id: string, label: string, west: number, east: number, south: number, north: number}} View
 */

/** Lines of whole numbers as the path of an SVG: the first point, then its steps. @param {number[][]} lines */
const path = (lines, end) => lines.map(([x, y, ...steps]) => `M${x} ${y}l${steps.join(" ")}${end}`).join("");

/** What was there, by the present choice of kind and text. @param {Town} town @returns {Thing[]} */
function things(model, town) {
  const kind = model.get("kind"), text = model.get("text");
  return town.things.filter((thing) => kind === "all" || thing.kind === kind)
    .map((thing) => ({ ...thing, paragraphs: thing.paragraphs.filter((id) => text === "all" || id[0] === text) }))
    .filter((thing) => thing.paragraphs.length);
}

const shown = (model) => model.get("towns").filter((town) => things(model, town).length);
const viewNow = (model) => model.get("views").find(({ id }) => id === model.get("view"));

/** @param {View} view @param {Town} town */
const inside = (view, { lon, lat }) => view.west < lon && lon < view.east && view.south < lat && lat < view.north;

/** What a town is called in the texts, and today. @param {Town} town */
const words = ({ spelled, modern, country }) => [
  ...(spelled.length ? [`in the texts ${spelled.join(" or ")}`] : []),
  modern ? `now ${modern}, ${country}` : `today in ${country}`,
].join("; ");

/** One kind of thing. @returns {{id: string, one: string, many: string}} */
const kindOf = (model, kind) => model.get("kinds").find(({ id }) => id === kind);

/** “2 papers, 1 event” @param {Thing[]} found */
const counted = (model, found) => model.get("kinds").map(({ id, one, many }) => {
  const number = found.filter((thing) => thing.kind === id).length;
  return number && `${number} ${(number === 1 ? one : many).toLowerCase()}`;
}).filter(Boolean).join(", ");

/** Paragraphs, linked where this page knows their place. @param {string[]} ids @returns {(Node | string)[]} */
function links(model, ids) {
  const places = model.get("places"), site = location.pathname.includes("/book/");
  return ids.flatMap((id, i) => {
    const here = document.getElementById(id) && `#${id}`;
    const address = site && (here || (places[id] && `../${places[id]}`));
    return [i ? ", " : "", address ? make("a", { href: address }, id) : id];
  });
}

/** @param {Thing[]} found */
const list = (model, found) => make("ul", {}, ...found.map((thing) => make("li", {},
  `${kindOf(model, thing.kind).one}: ${thing.what} (`, ...links(model, thing.paragraphs), ")",
  thing.certainty === "inferred" ? make("span", { class: "inferred" }, " – the town follows from the context") : "")));

function sentence(model) {
  const view = viewNow(model), towns = shown(model), kind = model.get("kind"), text = model.get("text");
  const chosen = towns.find(({ id }) => id === model.get("town"));
  if (chosen) {
    const away = inside(view, chosen) ? "" : " It lies outside this view.";
    return `${chosen.name} (${words(chosen)}): ${counted(model, things(model, chosen))}.${away}`;
  }
  const what = kind === "all" ? "" : ` with ${kindOf(model, kind).many.toLowerCase()}`;
  const seen = towns.filter((town) => inside(view, town)).length;
  const lie = seen === towns.length ? "All lie" : seen ? `${seen} of them ${seen === 1 ? "lies" : "lie"}` : "None lies";
  return `${towns.length} ${towns.length === 1 ? "town" : "towns"}${what} in ${text === "all" ? "S and T" : text}. ${lie} in this view.`;
}

/** The town that is chosen, as far as the filters show it. */
function detail(model) {
  const town = shown(model).find(({ id }) => id === model.get("town"));
  if (!town) return [make("p", { class: "hint" }, "Choose a town on the map or in the list of names.")];
  const text = model.get("text");
  const named = town.paragraphs.filter((id) => text === "all" || id[0] === text);
  return [
    make("p", {}, make("strong", {}, town.name), ` (${words(town)})`),
    list(model, things(model, town)),
    make("p", {}, "All its paragraphs: ", ...links(model, named)),
  ];
}

const rows = (model) => shown(model).map((town) => make("tr", {},
  make("th", { scope: "row" }, town.name, " ", make("span", {}, `(${words(town)})`)),
  make("td", {}, list(model, things(model, town)))));

/** Names beside their dots where there is room, the first ones first. @param {{name: string, x: number, y: number}[]} spots */
function labels(spots, width, height) {
  const taken = spots.map(({ x, y }) => [x - DOT - 1, y - DOT - 1, x + DOT + 1, y + DOT + 1]);
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  /** How far a dot lies from a box. */
  const away = ([left, top, right, bottom], { x, y }) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  return spots.flatMap((spot, rank) => {
    const { name, x, y, chosen } = spot;
    const wide = LETTER * name.length * (chosen ? 1.15 : 1);
    const far = chosen ? 13 : 9;
    const sides = [["start", x + far, y + 4], ["end", x - far - wide, y + 4], ...[-far, -13, far + 9, 22].flatMap((down) => [
      ["middle", x - wide / 2, y + down], ["start", x, y + down], ["end", x - wide, y + down]])];
    for (const [anchor, left, line] of sides) {
      const box = [left, line - 10, left + wide, line + 3];
      const fits = left >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height;
      // A name must not seem to be another dot's; the first ones alone are named in any case.
      const own = rank < 2 || chosen || spots.every((other) => away(box, spot) <= away(box, other));
      if (!fits || !own || !taken.every((other) => apart(box, other))) continue;
      taken.push(box);
      const at = { start: left, end: box[2], middle: x }[anchor];
      return [make("svg:text", { class: chosen ? "chosen" : false, x: at, y: line, "text-anchor": anchor }, name)];
    }
    return [];
  });
}

/**
 * The drawing: land once, dots anew when view, filters or width change, names also when a town is chosen.
 * @param {(id: string) => void} choose
 */
function drawing(model, choose) {
  let width = 480, height = 200, dots = new Map();
  const land = make("svg:g", { "aria-hidden": "true" },
    make("svg:path", { class: "land", d: path(LAND, "z") }), make("svg:path", { class: "river", d: path(RIVERS, "") }));
  const marks = make("svg:g"), names = make("svg:g", { class: "names", "aria-hidden": "true" });
  const frame = make("svg:rect", { class: "frame", "aria-hidden": "true" });
  const svg = make("svg:svg", {
    role: "group", "aria-label": "Map: a dot for each town. Arrow keys go from dot to dot, Enter chooses.",
    onclick: (event) => {
      let nearest, least = REACH;
      for (const { id, element } of dots.values()) {
        const box = element.lastChild.getBoundingClientRect();
        const away = Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY);
        if (away < least) [nearest, least] = [id, away];
      }
      if (nearest) choose(nearest);
    },
    onkeydown: (event) => {
      const at = [...dots.values()].find(({ element }) => element === event.target);
      if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Enter" || event.key === " ") choose(at.id);
      else {
        const [axis, step] = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowDown: ["y", 1], ArrowUp: ["y", -1] }[event.key] ?? [];
        if (!axis) return;
        const sorted = [...dots.values()].sort((a, b) => a[axis] - b[axis]);
        const next = sorted[sorted.indexOf(at) + step];
        if (next) focus(next);
      }
      event.preventDefault();
    },
  }, land, marks, names, frame);

  /** One dot alone is a stop of the Tab key. */
  const stop = (dot) => { for (const each of dots.values()) each.element.setAttribute("tabindex", each === dot ? "0" : "-1"); };
  const focus = (dot) => { stop(dot); dot.element.focus({ preventScroll: true }); };

  function place() {
    const view = viewNow(model), scale = width / ((view.east - view.west) * SQUEEZE);
    height = (view.north - view.south) * scale;
    svg.setAttribute("viewBox", `0 0 ${width} ${height.toFixed(1)}`);
    frame.setAttribute("width", String(width));
    frame.setAttribute("height", height.toFixed(1));
    const [across, down] = [(SQUEEZE * scale) / UNIT, -scale / UNIT];
    land.setAttribute("transform", `matrix(${across} 0 0 ${down} ${-view.west * SQUEEZE * scale} ${view.north * scale})`);
    const focused = [...dots.values()].find(({ element }) => element === document.activeElement)?.id;
    dots = new Map(shown(model).filter((town) => inside(view, town)).map((town) => {
      const x = (town.lon - view.west) * SQUEEZE * scale, y = (view.north - town.lat) * scale;
      const title = `${town.name}: ${counted(model, things(model, town))}`;
      // JupyterLab would take the keys: see make() in dom.js.
      const element = make("svg:g", {
        class: "town", role: "button", tabindex: -1, "aria-label": title, "data-town": town.id, "data-lm-suppress-shortcuts": "true",
      }, make("svg:title", {}, title), make("svg:circle", { class: "ring", cx: x, cy: y, r: DOT + 4 }), make("svg:circle", { cx: x, cy: y, r: DOT }));
      return [town.id, { id: town.id, name: town.name, size: town.things.length, x, y, element }];
    }));
    marks.replaceChildren(...[...dots.values()].map(({ element }) => element));
    mark();
    if (dots.has(focused)) focus(dots.get(focused));
  }

  function mark() {
    const chosen = model.get("town");
    for (const { id, element } of dots.values()) element.setAttribute("aria-pressed", String(id === chosen));
    stop(dots.get(chosen) ?? dots.values().next().value);
    const spots = [...dots.values()].map((dot) => ({ ...dot, chosen: dot.id === chosen }));
    names.replaceChildren(...labels(spots.sort((a, b) => b.chosen - a.chosen || b.size - a.size), width, height));
  }

  const close = () => [...dots.values()].filter((a) => [...dots.values()].some((b) => a !== b && Math.hypot(a.x - b.x, a.y - b.y) < 2 * DOT)).length;
  return { svg, place, mark, close, resize: (now) => { if (now > 0 && now !== width) { width = now; place(); } } };
}

/**
 * Draw the widget (anywidget's convention).
 * @param {{model: {get: Function, set: Function, save_changes: Function, on: Function, off: Function}, el: HTMLElement}} context
 */
function render({ model, el }) {
  const kinds = model.get("kinds");
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  // An address can ask for anything.
  const known = {
    view: model.get("views").map(({ id }) => id), kind: ["all", ...kinds.map(({ id }) => id)], text: ["all", ...TEXTS],
    town: ["", ...model.get("towns").map(({ id }) => id)],
  };
  const wrong = Object.keys(known).filter((name) => !known[name].includes(model.get(name)));
  if (wrong.length) set(Object.fromEntries(wrong.map((name) => [name, known[name][0]])));

  /** A town that the view does not show takes the view with it. @param {string} id */
  const choose = (id) => {
    const town = shown(model).find((each) => each.id === id);
    set({ town: id, ...(town && !inside(viewNow(model), town) ? { view: known.view[0] } : {}) });
  };
  const map = drawing(model, choose);
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const about = make("div", { class: "town-detail" });
  const note = make("p", { class: "widget-assumption" });
  const view = choice({
    legend: "View", value: model.get("view"), change: (value) => set({ view: value }),
    options: model.get("views").map(({ id, label }) => ({ value: id, label })),
  });
  const pickId = unique("town");
  const pick = make("select", { id: pickId, onchange: () => choose(pick.value) });
  const kind = choice({
    legend: "What was there", value: model.get("kind"), change: (value) => set({ kind: value }),
    options: [{ value: "all", label: "Everything" }, ...kinds.map(({ id, many }) => ({ value: id, label: many }))],
  });
  const text = choice({
    legend: "Named for it in", value: model.get("text"), change: (value) => set({ text: value }),
    options: [{ value: "all", label: "S and T" }, ...TEXTS.map((value) => ({ value, label: `${value} only` }))],
  });
  const reset = make("button", {
    type: "button", onclick: () => set({ view: known.view[0], kind: "all", text: "all", town: "" }),
  }, "Begin again");
  const body = make("tbody");
  const table = make("table", { class: "figure-table town-table" },
    make("caption", {}, "The towns, and what the texts say was there"),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Town"), make("th", { scope: "col" }, "What was there"))), body);

  let drawn = "", listed = "";
  const update = () => {
    const filters = `${model.get("kind")} ${model.get("text")}`;
    if (filters !== listed) {
      listed = filters;
      const towns = shown(model);
      // What the filters hide cannot stay chosen.
      if (model.get("town") && !towns.some(({ id }) => id === model.get("town"))) { drawn = listed = ""; set({ town: "" }); return; }
      body.replaceChildren(...rows(model));
      pick.replaceChildren(make("option", { value: "" }, "no town"), ...towns.map(({ id, name }) => make("option", { value: id }, name)));
    }
    pick.value = model.get("town");
    view.set(model.get("view"));
    kind.set(model.get("kind"));
    text.set(model.get("text"));
    const look = `${filters} ${model.get("view")}`;
    if (look !== drawn) { drawn = look; map.place(); } else map.mark();
    about.replaceChildren(...detail(model));
    const close = map.close();
    note.textContent = "Equal dots: a dot says that something was there, not how much. The texts give a circulation for three papers in two cities, and none by town."
      + (close ? ` ${close} dots touch another here: take a closer view, or choose by name.` : "");
    const now = sentence(model);
    if (result.textContent !== now) result.textContent = now;
  };
  el.classList.add("widget-live", "widget-map");
  el.append(make("div", { class: "widget-drawing" }, map.svg), result,
    make("div", { class: "widget-controls near" }, view.element,
      make("p", { class: "pick" }, make("label", { for: pickId }, "Town"), pick)),
    about, make("div", { class: "widget-controls" }, kind.element, text.element, reset), note, table);
  update();
  const sizes = new ResizeObserver(([entry]) => { map.resize(Math.round(entry.contentRect.width)); });
  sizes.observe(map.svg.parentNode);
  const watched = ["towns", "places", "view", "kind", "text", "town"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  return () => {
    sizes.disconnect();
    for (const event of watched) model.off(event, update);
  };
}

export default { render };
