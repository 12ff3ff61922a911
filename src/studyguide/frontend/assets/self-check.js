/**
 * Self-check questions: the reply to the chosen answer, shown and announced when the reader asks for it.
 * Before this runs, all replies stand in a closed list under the question.
 * @module self-check
 */
import { keep, progress, watch } from "./progress.js";
import { make } from "./widgets/dom.js";

const TIMES = ["", "once", "twice"];

/** @param {HTMLFieldSetElement} question */
function enhance(question) {
  const { question: id, right } = question.dataset;
  const all = question.querySelector(".feedback");
  const replies = [...all.querySelectorAll("ol > li")].map((item) => [...item.childNodes]);
  const options = [...question.querySelectorAll(".option")];
  const inputs = options.map((option) => option.querySelector("input"));

  const reply = make("div", { class: "reply", role: "status" });
  const before = make("span", { class: "answered" });
  const button = make("button", { type: "button", onclick: check }, "Check");
  all.replaceWith(make("div", { class: "check" }, button, before), reply);

  function check() {
    const chosen = inputs.findIndex((input) => input.checked);
    for (const option of options) option.classList.remove("right", "wrong");
    if (chosen < 0) {
      reply.replaceChildren(make("p", {}, "Choose an answer first."));
      return;
    }
    const isRight = inputs[chosen].value === right;
    options[chosen].classList.add(isRight ? "right" : "wrong");
    const verdict = make("strong", {}, isRight ? "Right." : "Not this one.");
    reply.replaceChildren(make("p", { class: "verdict" }, verdict), ...replies[chosen].map((node) => node.cloneNode(true)));
    const tries = (progress().checks[id]?.tries ?? 0) + 1;
    keep("checks", id, { right: isRight, tries });
  }

  // Another answer: the reply to the one before would mislead.
  for (const input of inputs) {
    input.addEventListener("change", () => {
      reply.replaceChildren();
      for (const option of options) option.classList.remove("right", "wrong");
    });
  }

  const show = () => {
    const { right: was, tries } = progress().checks[id] ?? {};
    const times = TIMES[tries] ?? `${tries} times`;
    before.textContent = tries ? `Answered ${times}${was ? ", the last time rightly" : ""}.` : "";
  };
  show();
  watch(show);
}

/** @param {HTMLElement} article */
export function start(article) {
  for (const question of article.querySelectorAll("fieldset.question")) enhance(question);
}
