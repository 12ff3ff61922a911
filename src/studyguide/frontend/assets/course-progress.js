/**
 * The list of sessions: what this reader has done of each.
 * @module course-progress
 */
import { progress, watch } from "./progress.js";

/** @param {HTMLElement} article */
export function start(article) {
  const places = [...article.querySelectorAll(".plan-progress")];
  const show = () => {
    const now = progress();
    for (const place of places) {
      const { session, exercises, questions } = place.dataset;
      const prefix = `${session.slice(0, 2)}-`;
      const count = (kind) => Object.keys(now[kind]).filter((id) => id.startsWith(prefix)).length;
      const [done, checked] = [count("done"), count("checks")];
      const parts = [now.read[session] && "text read", done && `${done} of ${exercises} exercises`,
        checked && `${checked} of ${questions} questions`].filter(Boolean);
      place.textContent = parts.length ? `You: ${parts.join(", ")}` : "";
    }
  };
  show();
  watch(show);
}
