/**
 * Who is speaking? In two parts, as the trait `part` says.
 * The chain: the hands through which a quotation came, what each could have changed, and what is left without one.
 * The quiz: extracts without their speakers' names. Its order comes from the round's number, never from chance.
 */
import { choice, make, unique } from "./dom.js";

const NAMED = { text: "named in the text", project: "part of this project", nobody: "not named, or not for certain" };
const MOST_ROUNDS = 9999;
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** A paragraph's number, as a link where the course's pages are at hand (in Jupyter they are not). */
function paragraphLink(model, id, number) {
  if (document.getElementById(id)) return make("a", { href: `#${id}` }, id);
  const page = model.get("pages")[number], [, below] = location.pathname.split(/\/book\/(?!.*\/book\/)/);
  if (!page || below === undefined) return id;
  return make("a", { href: `${"../".repeat(below.split("/").length - 1)}${page}#${id}` }, id);
}

/** A select with its label. */
function picker(label, change) {
  const id = unique("select");
  const select = make("select", { id, onchange: () => change(select.value) });
  return { select, element: make("div", { class: "picker" }, make("label", { for: id }, label), select) };
}

/** Set text only where it differs, so that a screen reader hears changes and nothing else. */
const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function chain({ model, el, set }) {
  const records = model.get("records"), hands = model.get("hands");
  const quotes = model.get("quotes").map(([id, page, record, words, first]) => (
    { id, page, record: records[record], speaker: records[record].steps[0][1], paragraph: id.split(".")[0], words, first }));
  const rows = new Map(hands.map((hand) => [hand.hand, hand]));
  const after = hands.filter((hand) => hand.stands === "after");
  const current = () => quotes.find((quote) => quote.id === model.get("quotation")) ?? quotes[0];
  const chainOf = (quote) => {
    const own = quote.record.steps.map(([hand, label]) => ({ ...rows.get(hand), label }));
    if (/\((probably|not named)\)/.test(quote.speaker)) own[0].named = "nobody";
    own[0].known = `The occasion: ${quote.record.occasion}.`;
    return [...own, ...after];
  };
  const takenFrom = (quote) => chainOf(quote).find((hand) => hand.hand === model.get("taken"));
  const sorted = (speaker) => speaker.replace(/^The /, "");

  const order = choice({
    legend: "List the quotations", value: model.get("order"), change: (value) => set({ order: value }),
    options: [{ value: "speaker", label: "by speaker" }, { value: "paragraph", label: "by paragraph" }],
  });
  const which = picker("Quotation", (id) => {
    const next = quotes.find((quote) => quote.id === id);
    set({ quotation: id, taken: takenFrom(next) ? model.get("taken") : "" });
  });
  const away = picker("Take one hand away", (hand) => set({ taken: hand }));
  const words = make("blockquote", {});
  const told = make("p", { class: "told" });
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const list = make("ol", { class: "hands" });

  /** The list of quotations, in groups. */
  function fillQuotations() {
    const bySpeaker = model.get("order") === "speaker", groups = new Map();
    for (const quote of quotes) {
      const { speaker, paragraph } = quote, group = bySpeaker ? speaker : paragraph;
      if (!groups.has(group)) groups.set(group, []);
      const beginning = quote.first.split(" ").slice(0, 6).join(" ");
      groups.get(group).push(make("option", { value: quote.id }, `${bySpeaker ? paragraph : speaker}: “${beginning}”`));
    }
    const names = [...groups.keys()];
    if (bySpeaker) names.sort((a, b) => sorted(a).localeCompare(sorted(b), "en"));
    which.select.replaceChildren(...names.map((name) => make("optgroup", { label: name }, ...groups.get(name))));
  }

  const item = (hand) => make("li", { "data-named": hand.named, class: hand.hand === model.get("taken") && "is-taken" },
    make("p", {}, make("strong", {}, hand.label), ` – ${hand.role}${hand.named === "nobody" ? " (not named)" : ""}`,
      hand.hand === model.get("taken") ? make("em", {}, ". Taken away.") : ""),
    make("p", {}, `Could: ${lower(hand.change)}`),
    make("p", { class: "known" }, hand.known && `Known: ${lower(hand.known)} `, `Not known: ${lower(hand.unknown)}`));

  function sentence(quote, made) {
    const gone = takenFrom(quote), who = `${quote.speaker} in ${quote.paragraph}`;
    if (gone) return `${who}, without hand ${made.findIndex((hand) => hand.hand === gone.hand) + 1} (${gone.label}): still known: ${gone.still} Lost: ${gone.lost}`;
    const unnamed = made.filter((hand) => hand.named === "nobody").length;
    return `${who}: ${made.length} hands from the speaker to your screen; ${unnamed} of them are not named for certain.`;
  }

  let listed, shown;
  function update() {
    const quote = current(), made = chainOf(quote);
    order.set(model.get("order"));
    if (listed !== model.get("order")) { listed = model.get("order"); fillQuotations(); }
    which.select.value = quote.id;
    if (shown !== quote.id) {
      shown = quote.id;
      away.select.replaceChildren(make("option", { value: "" }, "none: all hands are there"),
        ...made.map((hand, i) => make("option", { value: hand.hand }, `${i + 1}. ${hand.label}`)));
      words.replaceChildren(make("p", {}, `“${quote.first}”`));
      told.replaceChildren(`${quote.speaker}, `, paragraphLink(model, quote.paragraph, quote.page),
        `; ${plural(quote.words, "word", "words")} in all.`);
    }
    away.select.value = takenFrom(quote) ? model.get("taken") : "";
    list.replaceChildren(...made.map(item));
    say(result, sentence(quote, made));
  }

  // An address can ask for anything.
  const asked = { quotation: current().id, order: model.get("order") === "paragraph" ? "paragraph" : "speaker", taken: takenFrom(current())?.hand ?? "" };
  if (Object.entries(asked).some(([name, value]) => model.get(name) !== value)) set(asked);
  const key = make("ul", { class: "key", "aria-label": "Signs" }, ...Object.entries(NAMED).map(
    ([named, meaning]) => make("li", { "data-named": named }, meaning)));
  el.append(
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() }, order.element, which.element),
    words, told,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() }, away.element),
    result, key, list);
  return { update, watched: ["quotation", "order", "taken"] };
}

/** The order of the extracts in a round: the same each time (and the same in Python). */
function shuffled(count, round) {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = Math.imul(round + 1, 0x9E3779B1) >>> 0;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state * (i + 1)) / 2 ** 32);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function quiz({ model, el, set }) {
  const extracts = model.get("extracts"), total = extracts.length;
  const names = [...new Set(extracts.map((each) => each.speaker))].sort();
  const clamp = (value, most) => Math.min(most, Math.max(0, Math.round(value) || 0));
  const round = clamp(model.get("round"), MOST_ROUNDS);
  if (round !== model.get("round")) set({ round });

  const state = () => {
    const order = shuffled(total, model.get("round")).map((i) => extracts[i]);
    const guesses = model.get("guesses").slice(0, total);
    const at = clamp(model.get("at"), guesses.length);
    return { order, guesses, at, right: order.filter((each, i) => each.speaker === guesses[i]).length };
  };
  const guess = (name) => {
    const { guesses, at } = state();
    set({ guesses: [...guesses.slice(0, at), name] });
    next.focus();
  };
  /** Go to another extract; who uses a keyboard or a screen reader goes with it. */
  const go = (values) => {
    set(values);
    (words.hidden ? again : words).focus();
  };
  const count = make("p", { class: "told" });
  const words = make("blockquote", { tabindex: "-1" });
  const ask = make("fieldset", {}, make("legend", {}, "Who is speaking?"), make("div", { class: "names" },
    ...names.map((name) => make("button", { type: "button", onclick: () => guess(name) }, name))));
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const next = make("button", { type: "button", onclick: () => go({ at: state().at + 1 }) });
  const again = make("button", {
    type: "button", onclick: () => go({ round: (model.get("round") + 1) % (MOST_ROUNDS + 1), guesses: [], at: 0 }),
  }, "Again, in another order");
  const end = make("div", { class: "end" });

  /** One square for each extract of a speaker: full where it was recognised. */
  function drawing(order, guesses) {
    const svg = make("svg:svg", { viewBox: `0 0 320 ${12 + 28 * names.length}`, "aria-hidden": "true" });
    names.forEach((name, row) => {
      const y = 8 + 28 * row;
      svg.append(make("svg:text", { x: 0, y: y + 13 }, name));
      order.flatMap((each, i) => (each.speaker === name ? [guesses[i] === name] : [])).sort((a, b) => b - a).forEach((known, i) =>
        svg.append(make("svg:rect", { class: known ? "known" : "missed", x: 120 + 26 * i, y, width: 16, height: 16 })));
    });
    return make("div", { class: "widget-drawing" }, svg);
  }

  function table(order, guesses) {
    const row = (each, i) => make("tr", {}, make("th", { scope: "row" }, paragraphLink(model, each.paragraph, each.page)),
      make("td", {}, each.speaker), make("td", {}, guesses[i]), make("td", {}, guesses[i] === each.speaker ? "yes" : "no"));
    return make("div", { class: "table-frame" }, make("table", { class: "figure-table" },
      make("caption", {}, "Your answers, in the order of this round"),
      make("thead", {}, make("tr", {}, ...["Stands in", "Speaker", "You said", "Right?"].map(
        (heading) => make("th", { scope: "col" }, heading)))),
      make("tbody", {}, ...order.map(row))));
  }

  function update() {
    const { order, guesses, at, right } = state(), over = at === total, answered = at < guesses.length;
    count.hidden = words.hidden = over;
    ask.hidden = over || answered;
    next.hidden = !answered;
    again.hidden = end.hidden = !over;
    if (over) {
      say(result, `You recognised ${right} of ${total}. Somebody who guesses blindly recognises about ${Math.round(total / names.length)}.`);
      end.replaceChildren(make("p", {}, "Full squares: extracts that you recognised. Open squares: the others."), drawing(order, guesses), table(order, guesses));
      return;
    }
    const now = order[at];
    say(count, `Extract ${at + 1} of ${total}`);
    say(words, `“${now.text}”`);
    next.textContent = at + 1 === total ? "To the score" : "Next extract";
    if (!answered) { say(result, ""); return; }
    const yes = guesses[at] === now.speaker;
    result.replaceChildren(`${yes ? `Yes: ${now.speaker}.` : `No, not ${guesses[at]}: ${now.speaker}.`} He attacks ${now.attacks}. It stands in `,
      paragraphLink(model, now.paragraph, now.page), now.source ? `, from ${now.source}.` : ", without a newspaper’s number.");
  }
  el.append(count, words, result, end,
    make("form", { class: "widget-controls", onsubmit: (event) => event.preventDefault() }, ask, next, again));
  return { update, watched: ["round", "guesses", "at"] };
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
  el.classList.add("widget-live", "widget-who-is-speaking");
  const { update, watched } = (model.get("part") === "quiz" ? quiz : chain)({ model, el, set });
  update();
  for (const name of watched) model.on(`change:${name}`, update);
  return () => { for (const name of watched) model.off(`change:${name}`, update); };
}

export default { render };
