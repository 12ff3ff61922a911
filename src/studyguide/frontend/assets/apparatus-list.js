/**
 * The list of emendations and queries: sorted by any column, filtered by what a row is, searched; the address keeps it.
 * Without this module the whole table stands, in the order of the text.
 * @module apparatus-list
 */
import { make, unique } from "./widgets/dom.js";

const FILTERS = [
  { name: "text", label: "Text" },
  { name: "kind", label: "Kind", words: { emendation: "emendations", query: "queries" } },
  { name: "class", label: "Class" },
  { name: "certainty", label: "Certainty" },
  { name: "layer", label: "Layer", words: { 1: "1, the pamphlet", 2: "2, the scan" } },
];
const CERTAINTY = ["certain", "likely", "conjecture"];
const collator = new Intl.Collator("en", { ignorePunctuation: true, numeric: true });

/** @param {HTMLTableElement} table */
function bring(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows].map((element) => ({
    element, data: element.dataset, words: element.textContent.toLowerCase(), cells: [...element.cells],
  }));
  const asked = new URLSearchParams(location.search);
  const status = make("p", { class: "list-count", role: "status" });
  /** What a row is sorted by. */
  const key = {
    place: (row) => Number(row.data.order),
    layer: (row) => Number(row.data.layer),
    certainty: (row) => CERTAINTY.indexOf(row.data.certainty),
  };
  const column = Object.fromEntries(heads.map((head, index) => [head.dataset.sort, index]));
  let sort = asked.get("sort") ?? "place";
  if (!(sort.replace("-", "") in column)) sort = "place";
  const compare = (name) => (key[name]
    ? (one, other) => key[name](one) - key[name](other)
    : (one, other) => collator.compare(one.cells[column[name]].textContent, other.cells[column[name]].textContent));

  /* Controls. */
  const titles = JSON.parse(table.dataset.texts ?? "{}");
  const controls = FILTERS.map(({ name, label, words = name === "text" ? titles : {} }) => {
    const id = unique("filter");
    const values = [...new Set(rows.map((row) => row.data[name]))];
    if (name === "certainty") values.sort((one, other) => CERTAINTY.indexOf(one) - CERTAINTY.indexOf(other));
    else if (name !== "text") values.sort();
    const select = make("select", { id, onchange: () => show() }, make("option", { value: "" }, "all"),
      ...values.map((value) => make("option", { value }, words[value] ?? value)));
    const wanted = asked.get(name);
    if (values.includes(wanted)) select.value = wanted;
    return { name, select, element: make("p", {}, make("label", { for: id }, label), select) };
  });
  const search = make("input", { type: "search", id: unique("filter"), oninput: () => show() });
  search.value = asked.get("q") ?? "";
  const clear = make("button", { type: "button", onclick: () => { reset(); show(); search.focus(); } }, "Show all");
  const fields = [search, ...controls.map((each) => each.select)];
  const reset = () => { for (const field of fields) field.value = ""; };

  /* The headings become buttons. */
  const buttons = heads.filter((head) => head.dataset.sort).map((head) => {
    const name = head.dataset.sort;
    head.replaceChildren(make("button", {
      type: "button",
      onclick: () => { sort = sort === name ? `-${name}` : name; order(); show(); },
    }, head.textContent));
    return { name, head };
  });

  function order() {
    const isDown = sort.startsWith("-");
    const name = sort.slice(isDown ? 1 : 0);
    const sorted = rows.toSorted(compare(name));
    body.append(...(isDown ? sorted.reverse() : sorted).map((row) => row.element));
    for (const { name: each, head } of buttons) {
      if (each !== name) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    }
  }

  function show() {
    const sought = search.value.trim().toLowerCase();
    let shown = 0;
    for (const { element, data, words } of rows) {
      const fits = ({ name, select }) => !select.value || select.value === data[name];
      element.hidden = !(words.includes(sought) && controls.every(fits));
      shown += element.hidden ? 0 : 1;
    }
    status.textContent = `${shown} of ${rows.length}`;
    clear.hidden = shown === rows.length;
    table.hidden = !shown;
    const query = new URLSearchParams();
    for (const { name, select } of controls) if (select.value) query.set(name, select.value);
    if (search.value) query.set("q", search.value);
    if (sort !== "place") query.set("sort", sort);
    const text = query.toString();
    history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
  }

  /** A link to an entry must not end at a hidden row. */
  function reveal() {
    const aim = rows.find((row) => row.element.id === decodeURIComponent(location.hash.slice(1)));
    if (!aim?.element.hidden) return;
    reset();
    show();
    aim.element.scrollIntoView();
  }

  table.before(make("search", { class: "list-tools", "aria-label": "Emendations and queries" },
    ...controls.map((each) => each.element),
    make("p", { class: "list-search" }, make("label", { for: search.id }, "Search"), search), status, clear));
  table.classList.add("live");
  order();
  show();
  reveal();
  addEventListener("hashchange", reveal);
}

for (const table of document.querySelectorAll("table.apparatus-list")) bring(table);
