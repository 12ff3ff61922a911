/** What a page needs beyond HTML and CSS: close the contents after a choice, and let the keyboard reach what scrolls. */

const contents = document.getElementById("page-contents");
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
});

const KINDS = { TABLE: "Table", FIGURE: "Figure", PRE: "Code" };
for (const box of document.querySelectorAll("article :is(.table-wrapper, figure, pre)")) {
  if (box.scrollWidth <= box.clientWidth) continue;
  const kind = KINDS[box.tagName] ?? KINDS.TABLE;
  box.tabIndex = 0;
  if (box.tagName !== "FIGURE") box.setAttribute("role", "group");
  box.setAttribute("aria-label", `${kind}, scrolls sideways`);
}

/** What comes to life only when it is near the view: a page that is not read so far does not load it. */
const LATER = {
  "fieldset.question": () => import("./self-check.js"),
  ".exercise[data-exercise]": () => import("./session-progress.js"),
  ".plan-progress": () => import("./course-progress.js"),
};
const article = document.querySelector("article");
for (const [selector, load] of Object.entries(LATER)) {
  const places = article.querySelectorAll(selector);
  if (!places.length) continue;
  const near = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    (await load()).start(article);
  }, { rootMargin: "100% 0px" });
  for (const place of places) near.observe(place);
}
