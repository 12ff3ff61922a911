/**
 * Elements, numbers and announcements for all widgets. Nothing here is put on a page as HTML: text stays text.
 * @module dom
 */

const SVG = "http://www.w3.org/2000/svg";
const CONTROLS = new Set(["button", "input", "select", "textarea"]);

/**
 * Make an element.
 * @param {string} tag Name of the element; `svg:rect` makes one of SVG.
 * @param {Record<string, unknown>} [attributes] Attributes; `on…` are listeners, `false` and `null` are left out.
 * @param {...(Node | string)} children What stands inside it.
 * @returns {HTMLElement | SVGElement} The element.
 */
export function make(tag, attributes = {}, ...children) {
  const element = tag.startsWith("svg:")
    ? document.createElementNS(SVG, tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  // JupyterLab takes arrow keys and letters for its own commands, unless the element in focus says that it needs them.
  if (CONTROLS.has(tag)) element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children);
  return element;
}

/**
 * A whole number with its commas, as the texts print it.
 * @param {number} value
 * @returns {string}
 */
export const whole = (value) => Math.round(value).toLocaleString("en-GB");

let made = 0;
/**
 * An id that no other element of the page has.
 * @param {string} stem
 * @returns {string}
 */
export const unique = (stem) => `${stem}-${(made += 1)}`;

/**
 * A slider with its label and its value in words.
 * @param {{label: string, min: number, max: number, step: number, value: number, say: (value: number) => string,
 *   change: (value: number) => void}} options
 * @returns {{element: HTMLElement, set: (value: number) => void}}
 */
export function slider({ label, min, max, step, value, say, change }) {
  const id = unique("slider");
  const output = make("output", { for: id });
  const input = make("input", {
    id, type: "range", min, max, step,
    oninput: () => { show(Number(input.value)); change(Number(input.value)); },
  });
  const show = (now) => {
    input.value = String(now);
    input.setAttribute("aria-valuetext", say(now));
    output.textContent = say(now);
  };
  show(value);
  return { element: make("div", { class: "widget-slider" }, make("label", { for: id }, label), input, output), set: show };
}

/**
 * A group of choices of which one is taken.
 * @param {{legend: string, options: {value: string, label: string}[], value: string, change: (value: string) => void}} options
 * @returns {{element: HTMLElement, set: (value: string) => void}}
 */
export function choice({ legend, options, value, change }) {
  const name = unique("choice");
  const inputs = options.map((option) => make("input", {
    type: "radio", name, value: option.value, onchange: () => change(option.value),
  }));
  const set = (now) => inputs.forEach((input) => { input.checked = input.value === now; });
  set(value);
  const labels = inputs.map((input, i) => make("label", {}, input, make("span", {}, options[i].label)));
  return { element: make("fieldset", { class: "widget-choice" }, make("legend", {}, legend), ...labels), set };
}
