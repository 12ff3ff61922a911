/**
 * The card of a paragraph: where it stands, who is named in it, what was changed in it, and how to cite it.
 * Loaded when the first card is opened.
 * @module paragraph-card
 */
import { choice, make } from "./widgets/dom.js";

const FORMS = [["plain", "Text"], ["markdown", "Markdown"], ["bibtex", "BibTeX"]];

/** @param {number} number @param {string} one @param {string} more */
const count = (number, one, more) => `${number || "no"} ${number === 1 ? one : more}`;
/** @param {string} pages @param {string} one @param {string} more */
const numbered = (pages, one, more) => pages && `, ${pages.includes("–") ? more : one} ${pages}`;

/**
 * How to cite a paragraph.
 * @param {string} id
 * @param {object} data The page's data.
 * @param {string} form `plain`, `markdown` or `bibtex`.
 * @param {string} url
 * @param {Date} today The day on which it was read.
 * @returns {string}
 */
export function citation(id, data, form, url, today) {
  const { title, editors, year } = data.course;
  const { author, title: work } = data.parts[id[0]];
  const { pages } = data.paragraphs[id];
  if (form === "bibtex") {
    const fields = {
      author: /^[A-Z]/.test(author) ? author : `{${author}}`, // a description, not a name
      title: work,
      booktitle: title,
      editor: `{${editors}}`,
      year,
      ...(pages && { pages: pages.replace("–", "--") }),
      note: `Paragraph ${id}${pages && "; pages of the pamphlet"}`,
      url,
      urldate: today.toLocaleDateString("sv"), // the order that BibTeX wants: year, month, day
    };
    const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
    return `@incollection{paragraph-${id},\n${lines.join(",\n")}\n}`;
  }
  const [course, address] = form === "markdown" ? [`*${title}*`, `<${url}>`] : [title, url];
  const where = pages && `${numbered(pages, "p.", "pp.")} of the pamphlet`;
  const date = today.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return `${author}, “${work}”, paragraph ${id}${where}. In: ${course}, ed. ${editors}, ${year}. ${address} (read ${date}).`;
}

/**
 * What stands in the card.
 * @param {string} id
 * @param {object} data The page's data.
 * @param {{recall: (name: string, otherwise: string) => string, keep: (name: string, value: string) => void}} memory
 * @returns {Node[]}
 */
export function paragraphCard(id, data, memory) {
  const { pages, names, entries, compare } = data.paragraphs[id];
  const queries = entries.filter((each) => data.entries[each]?.adopted === null).length;
  const url = Object.assign(new URL(location.href), { search: "", hash: id }).href;

  const status = make("p", { role: "status" });
  const text = make("textarea", { readonly: "", rows: 7, "aria-label": "Citation", spellcheck: "false" });
  const fill = (form) => {
    text.value = citation(id, data, form, url, new Date());
    status.textContent = "";
  };
  const form = memory.recall("citation", "plain");
  fill(form);
  const forms = choice({
    legend: "Cite this paragraph",
    options: FORMS.map(([value, label]) => ({ value, label })),
    value: form,
    change: (value) => { fill(value); memory.keep("citation", value); },
  });
  forms.element.className = ""; // a choice of the page's, not of a widget's

  const copy = async (words, done, refused) => {
    try {
      await navigator.clipboard.writeText(words);
      status.textContent = done;
    } catch {
      status.textContent = `Not copied: the browser does not allow it. ${refused}`;
    }
    return status.textContent === done;
  };
  const copyCitation = async () => {
    if (!await copy(text.value, "The citation is copied.", "The citation is selected: copy it by hand.")) text.select();
  };
  const copyLink = () => copy(url, "The link is copied.", "The link stands in the address bar.");

  const linked = names.map((each) => data.names[each]).filter(Boolean);
  const rows = [
    linked.length > 0 && ["Names", make("ul", {}, ...linked.map((each) =>
      make("li", {}, each.url.startsWith("#") ? each.name : make("a", { href: each.url }, each.name))))],
    ["Readings", `${count(entries.length - queries, "emendation", "emendations")}, ${count(queries, "query", "queries")}`],
    !compare.startsWith("#") && ["Source", make("a", { href: compare }, "Compare with the scan")],
  ];
  return [
    make("p", { class: "card-title" }, `Paragraph ${id}`),
    make("p", { class: "card-facts" }, `“${data.parts[id[0]].title}”${numbered(pages, "page", "pages")}`),
    make("dl", {}, ...rows.filter(Boolean).flatMap(([term, what]) => [make("dt", {}, term), make("dd", {}, what)])),
    forms.element,
    text,
    make("p", { class: "card-buttons" },
      make("button", { type: "button", onclick: copyCitation }, "Copy citation"),
      make("button", { type: "button", onclick: copyLink }, "Copy link")),
    status,
  ];
}
