// The screens after the tap on "Verstuur": on its way, and arrived. Never sends.
import { codeCard } from "./code-card.js";
import { button, h } from "./dom.js";
import { liveRegion, notice } from "./notice.js";

/** @typedef {import("./ballot.js").VoteStage} VoteStage */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("./code-card.js").Card} Card */

/** Under way: says honestly that nothing is in yet. `waiting` changes the sentence when the line fails. @param {VoteStage} stage @param {Card|null} card @param {() => void} now @returns {{element: HTMLElement, waiting: (reason: string) => void}} */
export function sendingScreen({ text }, card, now) {
  const status = liveRegion();
  status.say(h("p", {}, text.sending.busy));
  const waiting = (/** @type {string} */ reason) =>
    status.say(
      h("p", {}, reason),
      h("p", {}, card?.lasting ? text.sending.waiting : text.sending.waitingLoose),
      h("p", { class: "actions" }, button(text.sending.now, now, "button button-quiet")));
  const element = h("div", { class: "column" },
    h("div", { class: "notice notice-warn" }, h("span", { class: "dots", "aria-hidden": "true" }),
      h("div", { class: "notice-words" }, h("h1", { tabindex: "-1" }, text.sending.title), status.element)),
    card && codeCard(text, card));
  return { element, waiting };
}

/** @typedef {{element: HTMLElement, tell: (message: HTMLElement) => void, fixed: (words: string) => void}} Done */

/** Arrived: with the code, the way to change, and the way to a talk. `tell` adds what the box says, `fixed` takes the way to change away. @param {VoteStage} stage @param {{round: PublicRound, card: Card|null, version: number, change: () => void, talk: () => void}} done @returns {Done} */
export function doneScreen({ text, common }, { round, card, version, change, talk }) {
  const told = liveRegion();
  const changing = h("section", { class: "stack close" },
    h("p", {}, button(text.done.change, change, "button button-quiet")),
    h("p", { class: "small soft" }, text.done.changeHint));
  const element = h("div", { class: "column" },
    notice("good", null,
      h("h1", { tabindex: "-1" }, version > 1 ? text.done.changed : text.done.title),
      h("p", {}, `${text.done.body} ${common.moment(round.publishes_at)}.`),
      h("p", { class: "small" }, text.done.version(version))),
    told.element,
    card && [codeCard(text, card), h("p", { class: "small" }, h("a", { href: `/rondes/${round.id}/nakijken` }, text.done.check))],
    h("section", { class: "stack close" },
      h("h2", {}, text.talk.title),
      h("p", {}, text.talk.offer),
      h("p", {}, button(text.talk.act, talk, "button button-quiet"))),
    changing);
  return { element, tell: told.say, fixed: (words) => changing.replaceChildren(h("p", { class: "small soft" }, words)) };
}
