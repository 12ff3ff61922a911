/**
 * The page's host for widgets: no kernel, no framework.
 * Each place `[data-widget="name"]` holds a static figure and table, and the widget's first state as JSON. When a place
 * comes near the view, the host loads `widgets/name.js` and lets it draw beside the static figure, with a model that
 * keeps the state in the page. Should that fail, the static figure stays and the page says so.
 */

/** The state of one widget: the part of Jupyter's model that the modules use. */
class PageModel {
  #state; #listeners = new Map(); #changed = new Set();

  #saved;

  /** @param {Record<string, unknown>} state @param {(state: Record<string, unknown>) => void} saved Told of each save. */
  constructor(state, saved) { this.#state = state; this.#saved = saved; }

  /** @param {string} name */
  get(name) { return this.#state[name]; }

  /** Change one value; listeners hear of it at `save_changes`. @param {string} name @param {unknown} value */
  set(name, value) {
    if (Object.is(this.#state[name], value)) return;
    this.#state[name] = value;
    this.#changed.add(`change:${name}`);
  }

  /** Tell each listener once, however many values changed. */
  save_changes() {
    const called = new Set([...this.#changed].flatMap((event) => this.#listeners.get(event) ?? []));
    this.#changed.clear();
    for (const listener of called) listener();
    this.#saved(this.#state);
  }

  /** @param {string} event `change:name` @param {() => void} listener */
  on(event, listener) { this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]); }

  /** @param {string} event @param {() => void} listener */
  off(event, listener) {
    this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((each) => each !== listener));
  }
}

/** Values as an address has them: each must be of the kind that the widget begins with, else it is passed over. */
const READERS = {
  number: (text) => (text.trim() && Number.isFinite(Number(text)) ? Number(text) : undefined),
  string: (text) => (text.length <= 200 ? text : undefined),
  boolean: (text) => ({ true: true, false: false })[text],
};

/**
 * The settings of a widget in the page's address: `?estimate-bench.low=3200`. A second widget of one name on a page is
 * `estimate-bench-2`. What is as it began is left out, so that an untouched page keeps its plain address.
 * @param {HTMLElement} place @param {Record<string, unknown>} first
 */
function settings(place, first) {
  const same = [...document.querySelectorAll(`[data-widget="${place.dataset.widget}"]`)];
  const number = same.indexOf(place) + 1;
  const prefix = number > 1 ? `${place.dataset.widget}-${number}` : place.dataset.widget;
  const names = (place.dataset.shared ?? "").split(" ").filter(Boolean);
  const asked = new URLSearchParams(location.search);
  const found = {};
  for (const name of names) {
    const text = asked.get(`${prefix}.${name}`);
    const value = text === null ? undefined : READERS[typeof first[name]]?.(text);
    if (value !== undefined) found[name] = value;
  }
  const save = (state) => {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      if (Object.is(state[name], first[name])) query.delete(`${prefix}.${name}`);
      else query.set(`${prefix}.${name}`, String(state[name]));
    }
    const text = query.toString();
    history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
  };
  return { found, save };
}

/** @param {HTMLElement} place */
async function bring(place) {
  if (place.dataset.state) return;
  place.dataset.state = "loading";
  const still = place.querySelector(".widget-static");
  try {
    const first = JSON.parse(place.querySelector('script[type="application/json"]').textContent);
    const { found, save } = settings(place, first);
    const { default: widget } = await import(`./widgets/${place.dataset.widget}.js`);
    const el = document.createElement("div");
    await widget.render({ model: new PageModel({ ...first, ...found }, save), el });
    place.append(el);
    still.hidden = true;
    place.dataset.state = "live";
  } catch (error) {
    console.error(`widget ${place.dataset.widget}:`, error);
    const note = document.createElement("p");
    note.setAttribute("role", "status");
    note.textContent = "The controls of this figure could not be started. The figure and the table show its first state.";
    place.append(note);
    place.dataset.state = "failed";
  }
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    near.unobserve(entry.target);
    bring(entry.target);
  }
}, { rootMargin: "600px" });
for (const place of document.querySelectorAll("[data-widget]")) near.observe(place);
// Paper wants the figure as it is set now, so what has not been scrolled to is drawn before printing.
addEventListener("beforeprint", () => document.querySelectorAll("[data-widget]").forEach(bring));
