// What was done with the outcome of a statement, as everybody reads it. Never writes any of it.
import { dayInWords } from "../lib/amsterdam.js";
import { h, paragraphs } from "./dom.js";

/** @typedef {typeof import("../text/feedback.nl.js").text} FeedbackWords */
/** @typedef {import("../lib/shapes.js").StatementFeedback} StatementFeedback */
/** @typedef {import("../lib/shapes.js").FeedbackEntry} FeedbackEntry */
/** @typedef {"nl"|"en"} Language */

/** The words of terugkoppeling. @param {Language} language @returns {Promise<FeedbackWords>} */
export async function feedbackWords(language) {
  return (language === "nl" ? await import("../text/feedback.nl.js") : await import("../text/feedback.en.js")).text;
}

/** A round's terugkoppeling in short; nothing where there is none yet. @param {FeedbackWords} words @param {import("../lib/shapes.js").FeedbackSummary|null|undefined} summary @returns {HTMLElement|null} */
export function feedbackLine(words, summary) {
  if (!summary) return null;
  return h("p", { class: "tags" },
    h("span", { class: "soft small" }, words.answered(summary.answered, summary.total)),
    summary.late > 0 && h("span", { class: "tag tag-bad" }, words.lateCount(summary.late)));
}

/**
 * Where a statement stands, what is promised, and everything that was said; below it what the reader's own afdeling said.
 * @param {{words: FeedbackWords, language: Language}} stage @param {StatementFeedback} track @param {string|null|undefined} owner @param {HTMLElement|null} [branch]
 * @returns {HTMLElement}
 */
export function feedbackBlock({ words, language }, track, owner, branch) {
  const { due, first_due: first } = track;
  const owed = ["known", "discussed"].includes(track.stage) && due !== null;
  return h("div", { class: "feedback stack close" },
    h("h3", {}, words.title),
    h("p", { class: "tags" },
      h("span", { class: "tag" }, words.stage[track.stage]),
      track.late && h("span", { class: "tag tag-bad" }, words.late)),
    (owner || owed) && h("p", {},
      owner && `${words.owner(owner)} `,
      owed && (track.late ? words.broken(dayInWords(due, language)) : words.promise(dayInWords(due, language))),
      first !== null && first !== due && ` ${words.first(dayInWords(first, language))}`),
    entryList({ words, language }, track.entries),
    branch);
}

/** What a branch says for itself about a statement. @param {{words: FeedbackWords, language: Language}} stage @param {string} name @param {StatementFeedback} track @returns {HTMLElement|null} */
export function branchBlock({ words, language }, name, track) {
  if (track.entries.length === 0) return null;
  return h("div", { class: "stack close" },
    h("h4", {}, words.branchSays(name)),
    entryList({ words, language }, track.entries));
}

/** @param {{words: FeedbackWords, language: Language}} stage @param {FeedbackEntry[]} entries @returns {HTMLElement|null} */
function entryList(stage, entries) {
  if (entries.length === 0) return null;
  return h("ol", { class: "path" }, entries.map((entry) => entryItem(stage, entry)));
}

/** @param {{words: FeedbackWords, language: Language}} stage @param {FeedbackEntry} entry @returns {HTMLElement} */
function entryItem({ words, language }, entry) {
  const because = ["adopted", "partly", "rejected", "postponed"].includes(entry.kind);
  return h("li", {},
    h("p", {}, h("strong", {}, entryTitle({ words, language }, entry))),
    because ? h("p", {}, `${words.why} ${entry.text}`) : paragraphs(entry.text),
    entry.links.map(({ label, url }) => h("p", {}, h("a", { href: url, rel: "noopener noreferrer" }, label ?? url))),
    h("p", { class: "small soft" }, `${dayInWords(entry.at, language)}, ${words.by[entry.by]}`));
}

/** @param {{words: FeedbackWords, language: Language}} stage @param {FeedbackEntry} entry @returns {string} */
function entryTitle({ words, language }, { kind, body, day }) {
  const on = day === null ? "" : dayInWords(day, language);
  if (kind === "discussed") return words.discussedIn(body ?? "", on);
  return kind === "postponed" ? words.newDate(on) : words.stage[kind];
}
