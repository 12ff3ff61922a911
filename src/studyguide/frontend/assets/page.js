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
