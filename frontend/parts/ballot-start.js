// The first screen behind a round link, and the screens where nothing can be answered. Never anything personal before a tap.
import { momentInWords } from "../lib/amsterdam.js";
import { button, h, paragraphs } from "./dom.js";
import { notice } from "./notice.js";
import { rootBlock } from "./root-block.js";

/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("./stage.js").Stage<typeof import("../text/vote.nl.js").text>} VoteStage */

/** Title, aim and time of a round, with the button that opens it. @param {VoteStage} stage @param {PublicRound} round @param {() => void} begin @returns {HTMLElement} */
export function startScreen({ text, common, language }, round, begin) {
  return h("div", { class: "column" },
    h("div", { class: "stack close" },
      h("p", { class: "tags" }, h("span", { class: "tag" }, text.start.kicker), h("span", { class: "tag tag-quiet" }, text.start.length)),
      h("h1", { tabindex: "-1" }, round.title),
      round.introduction && paragraphs(round.introduction, "lead")),
    h("dl", { class: "facts" },
      h("div", {}, h("dt", {}, text.start.openUntil), h("dd", {}, momentInWords(round.closes_at, language))),
      h("div", {}, h("dt", {}, text.start.purpose), h("dd", {}, common.purpose[round.purpose], h("span", { class: "block small soft plain" }, common.purposeMeaning[round.purpose])))),
    h("p", { class: "actions" }, button(text.start.begin, begin)),
    h("p", {}, text.start.secret, " ", h("a", { href: "/stemgeheim" }, text.start.secretLink)),
    round.root && rootBlock(common, round.root));
}

/**
 * One message as a whole screen.
 * @param {{title: string, tone?: "info"|"good"|"warn"|"bad"}} head @param {...import("./dom.js").Children} children
 * @returns {HTMLElement}
 */
export function messageScreen({ title, tone }, ...children) {
  const heading = h("h1", { tabindex: "-1" }, title);
  return h("div", { class: "column" }, tone ? h("div", { class: "stack close" }, notice(tone, null, heading)) : heading, ...children);
}

/** Not open yet. @param {VoteStage} stage @param {PublicRound} round @returns {HTMLElement} */
export function soonScreen({ text, language }, round) {
  return messageScreen({ title: text.soon.title },
    h("p", { class: "lead" }, round.title),
    h("p", {}, `${text.soon.body} ${momentInWords(round.opens_at, language)}.`));
}

/** Closed: with what is known on this device, when the link was opened. @param {VoteStage} stage @param {PublicRound} round @param {"unopened"|"sent"|"nothing"} mine @param {() => void} look @returns {HTMLElement} */
export function closedScreen({ text, language }, round, mine, look) {
  return messageScreen({ title: text.closed.title },
    h("p", { class: "lead" }, round.title),
    mine === "sent" && notice("good", text.closed.sent),
    mine === "nothing" && notice("info", null, h("p", {}, text.closed.unknown)),
    h("p", {}, `${text.closed.body} ${momentInWords(round.publishes_at, language)}.`),
    h("p", { class: "actions" },
      h("a", { class: "button", href: `/rondes/${round.id}` }, text.closed.result),
      mine === "unopened" && button(text.start.look, look, "button button-quiet")));
}

/** Withdrawn, with the public reason. @param {VoteStage} stage @param {PublicRound} round @returns {HTMLElement} */
export function withdrawnScreen({ text }, round) {
  return messageScreen({ title: text.withdrawn.title, tone: "warn" },
    h("p", { class: "lead" }, round.title),
    h("p", {}, text.withdrawn.body),
    round.withdrawn_reason && h("blockquote", {}, paragraphs(round.withdrawn_reason)));
}
