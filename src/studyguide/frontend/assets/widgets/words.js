/**
 * Words: every place where a word stands in the texts, whose words those are, and how often per thousand.
 * On a page the texts are fetched when the box is first used; in Jupyter the state holds them. It counts by the rules of
 * `studyguide.data.words`.
 */
import { choice, make, unique, whole as commas } from "./dom.js";

const WIDTH = 340, LABELS = 116, ROW = 20, HEAD = 18, FOOT = 16;
const PAUSE = 180, AT_ONCE = 50, AROUND = 70, FEWEST = 5, LONGEST = 60;
const WORD = /[\p{L}\p{N}]+(?:[-’][\p{L}\p{N}]+)*/gu;
const FIRST_WORD = new RegExp(`^${WORD.source}`, "u");
const WHOSE = [
  { value: "all", label: "Everybody’s", short: "whoever says them" },
  { value: "own", label: "The writer’s own (in S, T and C Maximoff’s)", short: "the writer’s own" },
  { value: "quoted", label: "Quoted: somebody else’s", short: "quoted" },
];
const SCOPE = { all: "", own: ", in the writer’s own words", quoted: ", in quotations" };
const NOTHING = "Nothing is looked for yet: table and figure show five words to begin with.";

/**
 * A text as it is searched.
 * @typedef {{id: string, text: string, folded: string, quoted: [number, number, string][], before: number,
 *   begins: Set<number>, ends: Set<number>}} Paragraph
 * @typedef {{siglum: string, title: string, borders: [number, string][], length: number, paragraphs: Paragraph[],
 *   words: {all: number, own: number, quoted: number}}} Searched
 * @typedef {{paragraph: Paragraph, at: number, end: number, place: number, speaker: string}} Hit
 */

/** One letter, lower case and bare; one that would become longer stays. @param {string} letter */
function bare(letter) {
  const found = letter.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return found.length === letter.length ? found : letter;
}

/** Without case and diacritics, but as long as before, so that places stay. @param {string} text */
const fold = (text) => text.replace(/[^\x00-\x7f]/gu, bare).toLowerCase()
  .replace(/['ʼ]/g, "’").replace(/[‐‑]/g, "-").replace(/\s/g, " ");

/** What the reader has typed, in the form that is looked for; empty when there is no letter in it. @param {string} query */
const wanted = (query) => fold(query.slice(0, LONGEST).normalize("NFC")).replace(/\p{M}/gu, "")
  .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/ +/g, " ");

/** Who is quoted at an offset: the innermost voice, or nobody. @param {Paragraph} paragraph @param {number} at */
const speakerAt = ({ quoted }, at) => quoted.findLast(([start, end]) => start <= at && at < end)?.[2] ?? "";

/** @param {{siglum: string, title: string, borders: [number, string][]}} text @param {{id: string, text: string}[]} blocks */
function prepared({ siglum, title, borders }, blocks) {
  const words = { all: 0, own: 0, quoted: 0 };
  let length = 0;
  const paragraphs = blocks.filter(({ id }) => id).map((block) => {
    const made = {
      ...block, quoted: block.quoted ?? [], folded: fold(block.text), before: length, begins: new Set(), ends: new Set(),
    };
    for (const match of made.folded.matchAll(WORD)) {
      made.begins.add(match.index);
      made.ends.add(match.index + match[0].length);
      words.all += 1;
      words[speakerAt(made, match.index) ? "quoted" : "own"] += 1;
    }
    length += block.text.length;
    return made;
  });
  return { siglum, title, borders, length, paragraphs, words };
}

/**
 * The blocks of a published plain text. Each must be as long as the page says; otherwise file and page are of two ages.
 * @param {string} file @param {{siglum: string, blocks: {id: string, length: number}[]}} text
 */
function blocksOf(file, { siglum, blocks }) {
  const pieces = file.trim().split(/\n\n+/);
  const first = pieces.findIndex((piece) => piece.startsWith(`[Text ${siglum}:`)) + 1;
  const found = pieces.slice(first).filter((piece) => !piece.startsWith("[Described, not reproduced:"));
  if (found.length !== blocks.length || found.some((piece, i) => piece.length !== blocks[i].length)) return null;
  return blocks.map((block, i) => ({ ...block, text: found[i] }));
}

/** @param {string} source @param {{siglum: string}} text @returns {Promise<Searched>} */
async function fetched(source, text) {
  // A second try past the cache: an old file may lie there beside a new page.
  for (const cache of ["default", "reload"]) {
    const answer = await fetch(`${source}${text.siglum}.txt`, { cache });
    const blocks = answer.ok ? blocksOf(await answer.text(), text) : null;
    if (blocks) return prepared(text, blocks);
  }
  throw new Error(`${source}${text.siglum}.txt is not the text of this page`);
}

/** Whether a word that begins as looked for also ends there; “Lenin’s” is the word Lenin. */
const endsAt = ({ folded, ends }, end) => ends.has(end) || (folded.startsWith("’s", end) && ends.has(end + 2));

/** The whole word around an offset, as printed. @param {Paragraph} paragraph @param {number} at */
function around({ text, folded, begins }, at) {
  let start = at;
  while (start > 0 && !begins.has(start)) start -= 1;
  return text.substr(start, folded.slice(start).match(FIRST_WORD)[0].length);
}

/** Any hyphen and any space may be there or not. @param {string} sought */
const loosely = (sought) => new RegExp(
  [...sought].map((c) => (/[- ]/.test(c) ? "[- ]?" : c.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")))
    .join("-?").replaceAll("-?[- ]?-?", "[- ]?"), "gu");

/**
 * Find a word in a text, and what a reader might have meant too: the same letters inside a hyphened word, or with
 * another hyphen or space.
 * @param {Searched} text @param {string} sought @param {boolean} whole @param {string} whose
 */
function search(text, sought, whole, whose) {
  const hits = [], inside = [], other = [];
  const loose = loosely(sought);
  for (const paragraph of text.paragraphs) {
    const { folded, begins, before } = paragraph;
    const belongs = (at) => whose === "all" || (whose === "quoted") === Boolean(speakerAt(paragraph, at));
    for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + 1)) {
      const end = at + sought.length;
      if ((whole && !endsAt(paragraph, end)) || !belongs(at)) continue;
      if (begins.has(at)) hits.push({ paragraph, at, end, place: (before + at) / text.length, speaker: speakerAt(paragraph, at) });
      else if (folded[at - 1] === "-") inside.push(around(paragraph, at));
    }
    for (const match of folded.matchAll(loose)) {
      const end = match.index + match[0].length;
      if (!begins.has(match.index) || match[0] === sought || (whole && !endsAt(paragraph, end)) || !belongs(match.index)) continue;
      other.push(around(paragraph, match.index));
    }
  }
  return { text, hits, inside, other };
}

/** A rate that its count can bear: none below five hits, a decimal below ten, else whole. */
function perThousand(hits, words) {
  if (hits < FEWEST) return "–";
  const rate = (1000 * hits) / words;
  return rate.toFixed(rate < 9.95 ? 1 : 0);
}

/** @param {[string, number][]} counts How many hits each text has. */
function listed(counts) {
  const parts = counts.map(([siglum, count]) => `${count ? commas(count) : "none"} in ${siglum}`);
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
}

/**
 * Texts as lines, with a mark for each hit: above the line the writer's own words, below it those quoted.
 * @param {{name: string, borders: [number, string][], rows: {label: string, own: number[], quoted: number[]}[]}[]} groups
 *   Places in thousandths.
 */
function strips(groups) {
  const left = groups.some(({ rows }) => rows.some(({ label }) => label)) ? LABELS : 0;
  const x = (at) => (left + (at * (WIDTH - left)) / 1000).toFixed(1);
  const marks = (places, middle, up) => [...new Set(places.map(x))].map((at) => `M${at} ${middle}v${up}`).join("");
  const svg = make("svg:svg", { "aria-hidden": "true" });
  let top = 0;
  for (const { name, borders, rows } of groups) {
    const bottom = top + HEAD + ROW * rows.length;
    svg.append(make("svg:text", { class: "name", x: 0, y: top + 11 }, name));
    for (const [place, session] of borders) {
      svg.append(
        make("svg:path", { class: "grid", d: `M${x(1000 * place)} ${top + HEAD}V${bottom + 4}` }),
        make("svg:text", { class: "tick", x: Number(x(1000 * place)) + 2, y: bottom + 9 }, session),
      );
    }
    rows.forEach(({ label, own, quoted }, i) => {
      const middle = top + HEAD + ROW * i + ROW / 2;
      svg.append(
        make("svg:text", { x: 0, y: middle + 3 }, label),
        make("svg:path", { class: "grid", d: `M${left} ${middle}H${WIDTH}` }),
        make("svg:path", { class: "own", d: marks(own, middle, -8) }),
        make("svg:path", { class: "quoted", d: marks(quoted, middle, 8) }),
      );
    });
    top = bottom + FOOT;
  }
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${top}`);
  return svg;
}

/** A table whose first column are headings. @param {string} caption @param {string[]} columns @param {string[][]} rows */
function table(caption, columns, rows) {
  const number = (i) => (i ? { class: "number" } : {});
  return make("table", { class: "figure-table" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...columns.map((column, i) => make("th", { scope: "col", ...number(i) }, column)))),
    make("tbody", {}, ...rows.map(([first, ...rest]) => make("tr", {},
      make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", { class: "number" }, cell))))));
}

/** A paragraph's number: a link where this page knows the way. @param {string} id @param {Record<string, string>} places */
function place(id, places) {
  const href = document.getElementById(id) ? `#${id}`
    : places[id] && location.pathname.includes("/book/") ? `../${places[id]}` : null;
  return href ? make("a", { href }, id) : make("span", {}, id);
}

/** One hit in its surroundings. @param {Hit} hit @param {Record<string, string>} places */
function line({ paragraph: { id, text: printed }, at, end, speaker }, places) {
  const text = printed.replaceAll("\n", " ");
  const from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
  const to = end + AROUND < text.length ? text.lastIndexOf(" ", end + AROUND) : text.length;
  const left = `${from ? "… " : ""}${text.slice(Math.min(from, at), at)}`;
  const right = `${text.slice(end, Math.max(to, end))}${to < text.length ? " …" : ""}`;
  // To the end of the word, so that nobody reads half a word in bold.
  const rest = right.match(/^[\p{L}\p{N}’-]*/u)[0];
  return make("li", {}, make("span", { class: "words-place" }, place(id, places)),
    make("span", { class: "words-left" }, left),
    make("span", { class: "words-right" }, make("strong", {}, text.slice(at, end) + rest), right.slice(rest.length)),
    ...(speaker ? [make("span", { class: "words-voice" }, ` quoted: ${speaker}`)] : []));
}

/** What was left out although it looks alike. */
function looksAlike(found) {
  const said = (words, what) => {
    if (!words.length) return [];
    const most = [...new Set(words)].slice(0, 2).map((word) => `“${word}”`).join(", ");
    return [`${commas(words.length)} ${what} (such as ${most})`];
  };
  const parts = [
    ...said(found.flatMap(({ inside }) => inside), "after a hyphen"),
    ...said(found.flatMap(({ other }) => other), "with another hyphen or space"),
  ];
  return parts.length ? [`Not counted: ${parts.join(", and ")}.`] : [];
}

/** Checkboxes, of which any number may be taken. */
function several({ legend, options, change }) {
  const inputs = options.map(({ value }) => make("input", {
    type: "checkbox", value, onchange: () => change(inputs.filter(({ checked }) => checked).map((input) => input.value).join("")),
  }));
  const labels = inputs.map((input, i) => make("label", {}, input, make("span", {}, options[i].label)));
  return {
    element: make("fieldset", { class: "widget-choice" }, make("legend", {}, legend), ...labels),
    set: (now) => inputs.forEach((input) => { input.checked = now.includes(input.value); }),
  };
}

/**
 * Draw the widget (anywidget's convention).
 * @param {{model: {get: Function, set: Function, save_changes: Function, on: Function, off: Function}, el: HTMLElement}} context
 */
async function render({ model, el }) {
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const texts = model.get("texts"), places = model.get("places"), examples = model.get("examples");
  /** @type {Map<string, Promise<Searched>>} */
  const asked = new Map();
  /** @type {Map<string, Searched>} */
  const ready = new Map();
  /** Bring a text in, once. */
  const load = (text) => {
    if (!asked.has(text.siglum)) {
      const coming = text.blocks.some((block) => "text" in block)
        ? Promise.resolve(prepared(text, text.blocks)) : fetched(model.get("source"), text);
      asked.set(text.siglum, coming);
      coming.then((made) => ready.set(text.siglum, made), () => asked.delete(text.siglum));
    }
    return asked.get(text.siglum);
  };
  // An address can ask for anything.
  const whose = () => (WHOSE.some(({ value }) => value === model.get("whose")) ? model.get("whose") : "all");
  const among = () => texts.filter(({ siglum }) => model.get("among").includes(siglum));

  const id = unique("words");
  const box = make("input", {
    id, type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: LONGEST,
    oninput: () => { clearTimeout(waiting); waiting = setTimeout(take, PAUSE); },
    // The texts come in while the reader is still typing.
    onfocus: () => among().forEach((text) => load(text).catch(() => {})),
  });
  let waiting = 0, gone = false, shown = 0, found = [];
  const pause = () => {
    clearTimeout(waiting);
    waiting = 0;
  };
  const take = () => {
    pause();
    if (box.value === model.get("word")) update();
    else set({ word: box.value });
  };
  const how = choice({
    legend: "Find", value: String(model.get("whole")),
    options: [{ value: "false", label: "all words that begin so" }, { value: "true", label: "this word only" }],
    change: (value) => set({ whole: value === "true" }),
  });
  const who = choice({ legend: "Whose words", value: whose(), options: WHOSE, change: (value) => set({ whose: value }) });
  const which = several({
    legend: "Texts", options: texts.map(({ siglum, title }) => ({ value: siglum, label: `${siglum}, ${title}` })),
    change: (value) => set({ among: value }),
  });
  const options = make("summary");
  const tries = examples.map(({ word }) => make("button", { type: "button", onclick: () => { pause(); set({ word }); } }, `${word}…`));
  const result = make("p", { class: "widget-result", "aria-live": "polite", "aria-atomic": "true" });
  const notes = make("p", { class: "widget-assumption" });
  const drawing = make("div", { class: "widget-drawing" });
  const key = make("p", { class: "words-key" },
    "Each line is a text from its beginning to its end. A mark above it: the writer’s own words; below it: a quotation. "
    + "The upright lines are where a session begins, with its number.");
  const counted = make("div", { class: "table-frame" });
  const lines = make("ol", { class: "words-lines", "aria-label": "Hits in their surroundings" });
  const more = make("button", { type: "button", onclick: () => { grow(true); } });

  const say = (words) => { if (result.textContent !== words) result.textContent = words; };
  /** Show the next lines. @param {boolean} pressed By the button: then it is said, and the focus is not lost. */
  const grow = (pressed = false) => {
    const next = found.slice(shown, shown + AT_ONCE).map((hit) => line(hit, places));
    const first = shown;
    lines.append(...next);
    shown += next.length;
    more.hidden = shown >= found.length;
    more.textContent = `Show ${Math.min(AT_ONCE, found.length - shown)} more lines of ${commas(found.length - shown)}`;
    if (!pressed) return;
    say(`Lines ${first + 1} to ${shown} of ${commas(found.length)} are shown.`);
    if (more.hidden) {
      next[0].tabIndex = -1;
      next[0].focus();
    }
  };
  const show = (groups, caption, columns, rows, hits, remarks) => {
    drawing.replaceChildren(...(groups.length ? [strips(groups)] : []));
    key.hidden = !groups.length;
    counted.replaceChildren(...(rows.length ? [table(caption, columns, rows)] : []));
    notes.textContent = remarks.join(" ");
    lines.replaceChildren();
    [found, shown] = [hits, 0];
    lines.hidden = !hits.length;
    grow();
  };

  /** Nothing typed yet: some words to begin with, counted beforehand. */
  const begin = () => {
    const three = texts.filter(({ siglum }) => siglum in examples[0].found);
    const groups = three.map(({ siglum, title, borders }) => ({
      name: `${siglum}, ${title}`, borders,
      rows: examples.map(({ word, found: marks }) => ({ label: `${word}…`, ...marks[siglum] })),
    }));
    const cell = ({ own, quoted }, { words }) => {
      const hits = own.length + quoted.length, rate = perThousand(hits, words);
      return rate === "–" ? String(hits) : `${hits} (${rate})`;
    };
    show(groups, "Hits, and in brackets how many that makes per 1,000 words", ["Word", ...three.map(({ siglum }) => siglum)], [
      ["words in all", ...three.map(({ words }) => commas(words))],
      ...examples.map(({ word, found: marks }) => [`${word}…`, ...three.map((text) => cell(marks[text.siglum], text))]),
    ], [], []);
    say(NOTHING);
  };

  const count = (sought) => {
    const whole = model.get("whole"), scope = SCOPE[whose()];
    const searched = among().map(({ siglum }) => search(ready.get(siglum), sought, whole, whose()));
    const label = `“${model.get("word").trim().slice(0, LONGEST)}${whole ? "" : "…"}”${scope}`;
    const groups = searched.map(({ text, hits }) => {
      const thousandths = (kept) => kept.map((hit) => 1000 * hit.place);
      return { name: `${text.siglum}, ${text.title}`, borders: text.borders, rows: [{
        label: "", own: thousandths(hits.filter(({ speaker }) => !speaker)), quoted: thousandths(hits.filter(({ speaker }) => speaker)),
      }] };
    });
    const rows = searched.map(({ text, hits }) => [
      `${text.siglum}, ${text.title}`, commas(text.words[whose()]), commas(hits.length), perThousand(hits.length, text.words[whose()]),
    ]);
    const few = searched.some(({ hits }) => hits.length && hits.length < FEWEST)
      ? ["Fewer than five hits have no rate: one hit more or less would change it by a quarter or more."] : [];
    const all = searched.flatMap(({ hits }) => hits);
    show(groups, label, ["Text", "Words in all", "Hits", "Per 1,000 words"], rows, all, [...few, ...looksAlike(searched)]);
    const counts = searched.map(({ text, hits }) => [text.siglum, hits.length]);
    if (!all.length) say(`${label}: no hit in ${counts.map(([siglum]) => siglum).join(", ")}. The texts may spell it otherwise.`);
    else say(`${label}: ${counts.length > 1 ? `${commas(all.length)} hit${all.length > 1 ? "s" : ""}: ` : ""}${listed(counts)}.`);
  };

  const update = async () => {
    // Not while somebody types.
    if (!waiting && box.value !== model.get("word")) box.value = model.get("word");
    how.set(String(model.get("whole")));
    who.set(whose());
    which.set(model.get("among"));
    options.textContent = `Options: ${model.get("whole") ? "this word only" : "all words that begin so"}; `
      + `${WHOSE.find(({ value }) => value === whose()).short}; ${among().map(({ siglum }) => siglum).join(", ") || "no text"}`;
    const sought = wanted(model.get("word"));
    if (!sought) { begin(); return; }
    const searched = among();
    if (!searched.length) {
      show([], "", [], [], [], []);
      say("Choose at least one text.");
      return;
    }
    if (searched.some(({ siglum }) => !ready.has(siglum))) {
      say("The texts are coming in.");
      try {
        await Promise.all(searched.map(load));
      } catch (error) {
        console.warn("words:", error);
        if (!gone) say("The texts could not be loaded. Press “Count” to try again.");
        return;
      }
      // Meanwhile something else may be asked for.
      if (!gone) await update();
      return;
    }
    count(sought);
  };
  el.classList.add("widget-live", "widget-words");
  el.append(
    make("form", { class: "widget-controls", onsubmit: (event) => { event.preventDefault(); take(); } },
      make("div", { class: "words-box" }, make("label", { for: id }, "Word or phrase"), box, make("button", { type: "submit" }, "Count")),
      make("div", { class: "words-tries", role: "group", "aria-label": "Words to try" }, ...tries),
      make("details", {}, options, make("div", { class: "words-options" }, how.element, who.element, which.element))),
    result, counted, notes, drawing, key, lines, more);
  const watched = ["word", "whole", "whose", "among"].map((name) => `change:${name}`);
  for (const event of watched) model.on(event, update);
  // With a word in the address the static figure stays until the texts are there: nothing jumps.
  await update();
  return () => {
    gone = true;
    pause();
    for (const event of watched) model.off(event, update);
  };
}

export default { render };
