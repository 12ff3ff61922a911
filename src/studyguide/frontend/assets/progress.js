/**
 * A reader's own progress, kept on this device and nowhere else: what was read, which exercises were done, which
 * questions were answered. Records are named by the ids of exercises, questions and sessions.
 * @module progress
 */

const KEY = "studyguide-progress";
const ASIDE = "studyguide-progress-unreadable";
const KINDS = ["read", "done", "checks"];

/** @typedef {{read: Record<string, true>, done: Record<string, true>, checks: Record<string, Check>}} Progress */
/** @typedef {{right: boolean, tries: number}} Check Whether the last answer was right, and how many were given. */

/** What holds when the storage is refused or full: this page's memory. @type {Progress | null} */
let fallback = null;
/** What a reader must know about the storage, or nothing. */
let trouble = "";

const empty = () => ({ version: 1, ...Object.fromEntries(KINDS.map((kind) => [kind, {}])) });
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What is stored; what cannot be read is put aside, not overwritten. @returns {Progress} */
export function progress() {
  if (fallback) return fallback;
  let stored;
  try { stored = localStorage.getItem(KEY); } catch { return refuse("This browser does not let the page keep anything"); }
  if (stored === null) return empty();
  try {
    const found = JSON.parse(stored);
    if (isRecord(found) && found.version === 1 && KINDS.every((kind) => isRecord(found[kind]))) return found;
  } catch { /* put aside, below */ }
  try {
    localStorage.setItem(ASIDE, stored);
    localStorage.removeItem(KEY);
    trouble = "Earlier progress on this device could not be read. It was put aside, and a new record begins.";
  } catch { return refuse("This browser’s storage is full"); }
  return empty();
}

/** @param {string} why @returns {Progress} */
function refuse(why) {
  trouble = `${why}: your progress is lost when you leave this page.`;
  fallback = empty();
  return fallback;
}

/** What a reader must know about the storage; nothing when all is well. @returns {string} */
export const storageTrouble = () => trouble;

/** @typedef {["read" | "done" | "checks", string, true | Check | null]} Entry Kind, id, and what to keep; `null` forgets it. */

/** Keep one thing. @param {Entry} entry */
export const keep = (...entry) => keepAll([entry]);

/** Keep several things at once. What other tabs have kept meanwhile stays. @param {Entry[]} entries */
export function keepAll(entries) {
  const now = structuredClone(progress());
  for (const [kind, id, value] of entries) {
    if (value === null) delete now[kind][id];
    else now[kind][id] = value;
  }
  if (fallback) fallback = now;
  else {
    try { localStorage.setItem(KEY, JSON.stringify(now)); } catch {
      refuse("This browser’s storage is full");
      fallback = now;
    }
  }
  for (const listener of listeners) listener();
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** Call back when progress changes, here or in another tab. @param {() => void} listener */
export function watch(listener) {
  listeners.add(listener);
}
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) for (const listener of listeners) listener();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const listener of listeners) listener();
});
