/**
 * The apparatus of a page of the text: a card for each reading and each paragraph, and the text as printed or as edited.
 * Everything is a plain link before this runs: a sign leads to the list of emendations, a number to its paragraph.
 * @module apparatus
 */
import { choice, make } from "./widgets/dom.js";

const data = JSON.parse(document.getElementById("edition-data").textContent);
const article = document.querySelector("article");
const root = document.documentElement;
const header = document.querySelector(".mobile-header"); // stays on top on narrow screens; elsewhere it has no height

const CERTAINTY = {
  certain: "Certain: we see no other reading.",
  likely: "Likely: there may be another reading.",
  conjecture: "A conjecture: our best guess.",
};
const LAYER = { 1: "the pamphlet", 2: "the scan" };
const OPENS_AFTER = 250, CLOSES_AFTER = 350, GAP = 8;

/** What the device remembers. Where storage is refused, a choice holds for this page. */
const memory = {
  recall(name, otherwise) {
    try { return localStorage.getItem(`edition-${name}`) ?? otherwise; } catch { return otherwise; }
  },
  keep(name, value) {
    try { localStorage.setItem(`edition-${name}`, value); } catch { /* refused */ }
  },
};

/** A click that means "here", not "in a new tab". @param {MouseEvent} event */
const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/* ---- The card: one for the page ------------------------------------------------------------------------------- */

const card = make("div", { class: "card", id: "card", role: "dialog", tabindex: -1, popover: "manual" });
article.append(card);
/** The link whose card is shown; `pinned`: until it is closed, otherwise only while pointer or focus stay. */
let opener = null, pinned = false, timer = 0, returning = false;

/**
 * Show the card of a link, inside the window and below the header: under its place if there is room, else above.
 * @param {HTMLElement} link
 * @param {{kind: string, label: string, content: Node[], pin: boolean, at: DOMRect}} how
 */
function show(link, { kind, label, content, pin, at }) {
  clearTimeout(timer);
  hide();
  [opener, pinned] = [link, pin];
  link.setAttribute("aria-describedby", card.id);
  card.className = `card card-${kind}`;
  card.setAttribute("aria-label", label);
  card.replaceChildren(
    ...content,
    make("button", { type: "button", class: "card-close", "aria-label": "Close", onclick: () => hide(true) }),
  );
  card.showPopover();
  const { offsetWidth: width, offsetHeight: height } = card;
  const ceiling = GAP + Math.max(0, header.getBoundingClientRect().bottom);
  const fits = at.bottom + GAP + height < innerHeight || at.top - GAP - height < ceiling;
  const top = Math.min(fits ? at.bottom + GAP : at.top - GAP - height, innerHeight - height - GAP);
  const left = Math.min(at.left, root.clientWidth - width - GAP);
  card.style.top = `${Math.max(ceiling, top) + scrollY}px`;
  card.style.left = `${Math.max(GAP, left) + scrollX}px`;
  card.scrollTop = 0;
  if (pin) card.focus({ preventScroll: true });
}

/** Close the card. @param {boolean} [back] Whether focus goes back to the link. */
function hide(back = false) {
  clearTimeout(timer);
  if (!opener) return;
  const link = opener;
  opener = null;
  link.removeAttribute("aria-describedby");
  returning = true;
  if (back) link.focus({ preventScroll: true });
  card.hidePopover();
  returning = false;
}
const hideSoon = () => { clearTimeout(timer); if (!pinned) timer = setTimeout(hide, CLOSES_AFTER); };

card.addEventListener("pointerenter", () => clearTimeout(timer));
card.addEventListener("pointerleave", hideSoon);
card.addEventListener("focusin", () => { pinned = true; });
card.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !card.contains(event.relatedTarget)) hide();
});
// The card stands at the end of the text; for the Tab key it follows its link.
card.addEventListener("keydown", (event) => {
  if (event.key !== "Tab") return;
  const stops = [...card.querySelectorAll("a, button, textarea, input:checked")];
  const edge = event.shiftKey ? [card, stops[0]] : [stops.at(-1)];
  if (!edge.includes(document.activeElement)) return;
  if (event.shiftKey) event.preventDefault();
  hide(true);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opener) hide(card.contains(document.activeElement));
});
document.addEventListener("pointerdown", (event) => {
  if (opener && !card.contains(event.target) && !opener.parentElement.contains(event.target)) hide();
});
addEventListener("scroll", () => {
  const { top, bottom } = card.getBoundingClientRect();
  if (opener && (bottom < 0 || top > innerHeight)) hide();
}, { passive: true });

/* ---- Readings -------------------------------------------------------------------------------------------------- */

const readings = [...article.querySelectorAll(".reading")].filter((each) => data.entries[each.dataset.entry]);

/** @param {HTMLElement} reading @param {HTMLElement} sign @param {boolean} pin */
function showReading(reading, sign, pin) {
  const { printed, adopted, class: category, certainty, ground, layer, line } = data.entries[reading.dataset.entry];
  const isQuery = adopted === null;
  const kind = isQuery ? "Query" : "Emendation";
  show(sign, {
    kind: "reading", label: kind, pin, at: [...reading.getClientRects()].at(-1),
    content: [
      make("p", { class: "card-title" }, kind),
      make("dl", {},
        make("dt", {}, "Printed"), make("dd", { class: "words" }, printed),
        make("dt", {}, "Edited"), isQuery ? make("dd", {}, "left as printed") : make("dd", { class: "words" }, adopted)),
      make("p", {}, ground),
      make("p", { class: "card-facts" }, ...(isQuery ? [] : [CERTAINTY[certainty], make("br")]),
        `${category[0].toUpperCase()}${category.slice(1)}; in ${LAYER[layer]}. Line ${line} of the scan.`),
      make("p", {}, make("a", { href: sign.getAttribute("href") }, "All emendations and queries")),
    ],
  });
}

for (const reading of readings) {
  const sign = reading.querySelector(".reading-sign");
  const isShown = () => opener === sign;
  const isOff = () => root.dataset.signs === "off";
  sign.setAttribute("aria-haspopup", "dialog");
  reading.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "touch" || isOff() || (opener && pinned)) return;
    clearTimeout(timer);
    if (!isShown()) timer = setTimeout(() => showReading(reading, sign, false), OPENS_AFTER);
  });
  reading.addEventListener("pointerleave", hideSoon);
  reading.addEventListener("click", (event) => {
    if (!isPlain(event) || isOff()) return;
    if (event.target !== sign && !getSelection().isCollapsed) return;
    event.preventDefault();
    if (isShown() && pinned) hide(true);
    else showReading(reading, sign, true);
  });
  sign.addEventListener("focus", () => {
    if (!returning && sign.matches(":focus-visible")) showReading(reading, sign, false);
  });
  sign.addEventListener("blur", (event) => {
    if (isShown() && !pinned && event.relatedTarget !== card) hide();
  });
}

/* ---- Paragraphs ------------------------------------------------------------------------------------------------ */

for (const number of article.querySelectorAll('.block > a.block-number[href^="#"]')) {
  const id = number.hash.slice(1);
  if (!data.paragraphs[id]) continue;
  number.setAttribute("aria-haspopup", "dialog");
  number.addEventListener("click", async (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    hide();
    location.hash = id; // by hand, because a browser that follows the link takes focus away from the card
    number.focus({ preventScroll: true });
    const { paragraphCard } = await import("./paragraph-card.js");
    const content = paragraphCard(id, data, memory);
    show(number, { kind: "paragraph", label: `Paragraph ${id}`, content, pin: true, at: number.getBoundingClientRect() });
  });
}

/* ---- As printed, as edited -------------------------------------------------------------------------------------- */

const printable = readings.filter((each) => each.dataset.printed).map((reading) => {
  const sign = reading.querySelector(".reading-sign");
  return { words: reading.firstChild, edited: reading.firstChild.data, printed: reading.dataset.printed,
    sign, label: sign.getAttribute("aria-label") };
});
const state = { text: "edited", signs: "on", stops: "on" };
const note = make("p", { class: "edition-note", role: "status" });
const text = choice({
  legend: "Text", value: state.text, change: (value) => set("text", value),
  options: [{ value: "edited", label: "as edited" }, { value: "printed", label: "as printed" }],
});
text.element.className = ""; // a choice of the page's, not of a widget's
const toggle = (name) => {
  const input = make("input", { type: "checkbox", onchange: () => set(name, input.checked ? "on" : "off") });
  return input;
};
const toggles = { signs: toggle("signs"), stops: toggle("stops") };
const stops = article.querySelectorAll(".passage .stop");

/** Bring the page to the state. @param {boolean} [tell] Whether the change is announced. */
function apply(tell = false) {
  const isPrinted = state.text === "printed";
  Object.assign(root.dataset, state);
  text.set(state.text);
  for (const [name, input] of Object.entries(toggles)) input.checked = state[name] === "on";
  for (const each of printable) {
    each.words.data = isPrinted ? each.printed : each.edited;
    each.sign.setAttribute("aria-label", isPrinted ? `Emendation: edited “${each.edited}”` : each.label);
  }
  note.classList.toggle("visually-hidden", !isPrinted);
  if (isPrinted) {
    note.textContent = `As printed: on this page ${printable.length} readings are the pamphlet’s own.`;
  } else if (tell) note.textContent = "The text is shown as edited.";
}

/** @param {"text" | "signs" | "stops"} name @param {string} value */
function set(name, value) {
  hide();
  state[name] = value;
  memory.keep(name, value);
  apply(name === "text");
}

/** Take over what was chosen on another page or in another tab. */
function remember() {
  for (const name of Object.keys(state)) state[name] = memory.recall(name, state[name]);
  apply();
}

const passage = article.querySelector(".passage:not(.excerpt)");
const offered = [readings.length > 0 && ["signs", "signs of the edition"], stops.length > 0 && ["stops", "stops"]];
if ((readings.length || stops.length) && passage) {
  const labels = offered.filter(Boolean).map(([name, words]) => make("label", {}, toggles[name], make("span", {}, words)));
  passage.before(make("div", { class: "edition-tools", role: "group", "aria-label": "How the text is shown" },
    ...(readings.length ? [text.element] : []), ...labels, note));
  remember();
  addEventListener("storage", remember);
  addEventListener("pageshow", (event) => { if (event.persisted) remember(); });
}
