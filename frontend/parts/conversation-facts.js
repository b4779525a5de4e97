// What a conversation is: when, where, who, about which statements. Never who comes.
import { spanInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";
import { count } from "./result-bar.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/conversation.nl.js").text>} ConversationStage */
/** @typedef {Pick<import("../lib/conversation-shapes.js").InvitedTo, "starts_at"|"ends_at"|"place"|"seats"|"online"|"organiser"> & {online_link?: string|null, seated?: number|null}} Facts */

/** The words of a conversation, in the language of a page that is about something else. @param {"nl"|"en"} language @returns {Promise<ConversationStage["text"]>} */
export const conversationWords = async (language) => (language === "nl" ? await import("../text/conversation.nl.js") : await import("../text/conversation.en.js")).text;

/** When, where and who; `promised` says that the online link is to come. @param {ConversationStage} stage @param {Facts} facts @param {boolean} promised @returns {HTMLElement} */
export function conversationFacts(stage, facts, promised) {
  const { text, language } = stage;
  const fact = (/** @type {string} */ name, /** @type {import("./dom.js").Children} */ value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  const seats = count(stage, facts.seats);
  return h("dl", { class: "facts card" },
    fact(text.when, spanInWords(facts.starts_at, facts.ends_at, language)),
    fact(text.where, where(text, facts, promised)),
    fact(text.seats, typeof facts.seated === "number" ? text.seatsTaken(count(stage, facts.seated), seats) : seats),
    fact(text.organiser, facts.organiser));
}

/** @param {ConversationStage["text"]} text @param {Facts} facts @param {boolean} promised @returns {import("./dom.js").Children} */
function where(text, { place, online_link: link, online }, promised) {
  if (link) return [place && h("span", { class: "block" }, place), h("a", { href: link, rel: "noreferrer" }, text.onlineLink)];
  if (place === null) return promised ? text.onlineOnly : text.online;
  return online ? [h("span", { class: "block" }, place), h("span", { class: "block soft small plain" }, promised ? text.onlineLater : text.onlineToo)] : place;
}

/** The statements that it is about, and the round that they were in. @param {ConversationStage} stage @param {{round: string|null, round_title: string|null, statements: {number: number, text: string}[]}} about @returns {HTMLElement|null} */
export function conversationStatements({ text, common }, { round, round_title: title, statements }) {
  if (statements.length === 0 && round === null) return null;
  return h("section", { class: "stack close" },
    statements.length > 0 && [
      h("h2", {}, text.about),
      h("ul", { class: "cards" }, statements.map((one) => h("li", { class: "card close" }, h("p", { class: "result-number" }, common.statement(one.number)), h("p", {}, one.text))))],
    round !== null && title !== null && h("p", {}, `${text.fromRound} `, h("a", { href: `/rondes/${round}` }, title), "."));
}
