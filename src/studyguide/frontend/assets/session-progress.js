/**
 * A session's page: exercises that can be ticked as done, and at its end what this reader has done of it.
 * @module session-progress
 */
import { keep, keepAll, progress, storageTrouble, watch } from "./progress.js";
import { make, unique } from "./widgets/dom.js";

/** @param {string} label @param {"done" | "read"} kind @param {string} id */
function tick(label, kind, id) {
  const input = make("input", { type: "checkbox", onchange: () => keep(kind, id, input.checked || null) });
  const show = () => { input.checked = progress()[kind][id] === true; };
  show();
  watch(show);
  return make("label", { class: "tick" }, input, make("span", {}, label));
}

/** @param {HTMLElement} article */
export function start(article) {
  const session = location.pathname.split("/").at(-1).replace(/\.html$/, "");
  const exercises = [...article.querySelectorAll(".exercise")];
  const questions = [...article.querySelectorAll("fieldset.question")];
  for (const exercise of exercises) {
    const { exercise: id } = exercise.dataset;
    exercise.querySelector(".exercise-tools").append(tick("I have done this one", "done", id));
  }

  const heading = unique("progress");
  const summary = make("p", { class: "progress-summary" });
  const note = make("p", { class: "progress-note", role: "status" });
  /** @type {import("./progress.js").Entry[]} What was cleared, for the undo. */
  let cleared = [];
  const clear = make("button", { type: "button", onclick: () => {
    if (cleared.length) {
      keepAll(cleared);
      return;
    }
    const now = progress();
    const ours = [["read", session], ...exercises.map((each) => ["done", each.dataset.exercise]),
      ...questions.map((each) => ["checks", each.dataset.question])];
    cleared = ours.filter(([kind, id]) => now[kind][id]).map(([kind, id]) => [kind, id, now[kind][id]]);
    keepAll(ours.map(([kind, id]) => [kind, id, null]));
  } });
  const show = () => {
    const now = progress();
    const done = exercises.filter((each) => now.done[each.dataset.exercise]).length;
    const checks = questions.map((each) => now.checks[each.dataset.question]).filter(Boolean);
    const right = checks.filter((each) => each.right).length;
    const any = Boolean(done || checks.length || now.read[session]);
    if (any) cleared = [];
    summary.textContent = `${done} of ${exercises.length} exercises done, ${checks.length} of ${questions.length} questions `
      + `answered${checks.length ? `, ${right} of them rightly` : ""}.`;
    note.textContent = storageTrouble() || "This is kept on this device, in this browser, and sent nowhere.";
    clear.textContent = cleared.length ? "Undo" : "Clear";
    clear.hidden = !any && !cleared.length;
  };
  article.append(make("section", { class: "progress", "aria-labelledby": heading },
    make("h2", { id: heading }, "Your progress"),
    tick("I have read the text of this session", "read", session), summary, note, clear));
  show();
  watch(show);
}
