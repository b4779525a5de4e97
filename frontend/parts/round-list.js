// A list of rounds as cards: title, state, the date that matters. Never fetches.
import { dayInWords, momentInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";
import { feedbackLine } from "./feedback.js";

/** @typedef {import("../lib/shapes.js").ListedRound} ListedRound */

/** Cards that lead to each round. @param {{common: import("./stage.js").Common, language: "nl"|"en"}} stage @param {typeof import("../text/round.nl.js").text} text @param {import("./feedback.js").FeedbackWords} words @param {ListedRound[]} rounds @returns {HTMLElement} */
export function roundCards({ common, language }, text, words, rounds) {
  return h("ul", { class: "cards" }, rounds.map((round) =>
    h("li", {}, h("a", { class: "card card-link", href: `/rondes/${round.id}` },
      h("p", { class: "tags" }, h("span", { class: round.state === "open" ? "tag" : "tag tag-quiet" }, common.state[round.state]), h("span", { class: "tag tag-quiet" }, common.purpose[round.purpose]), (round.scope ?? []).map((name) => h("span", { class: "tag tag-quiet" }, name))),
      h("h2", {}, round.title),
      h("p", { class: "soft" }, dateLine(round, text, language)),
      feedbackLine(words, round.feedback)))));
}

/** @param {ListedRound} round @param {typeof import("../text/round.nl.js").text} text @param {"nl"|"en"} language @returns {string} */
function dateLine(round, text, language) {
  if (round.state === "open") return `${text.until} ${momentInWords(round.closes_at, language)}`;
  if (round.state === "published") return `${text.publishedOn} ${dayInWords(round.publishes_at, language)}`;
  if (round.state === "closed" || round.state === "counted") return `${text.resultOn} ${momentInWords(round.publishes_at, language)}`;
  return `${text.opens} ${momentInWords(round.opens_at, language)}`;
}
