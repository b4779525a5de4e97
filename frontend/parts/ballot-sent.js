// The screens after the tap on "Verstuur": sending, arrived, clash, stopped. Never sends.
import { momentInWords } from "../lib/amsterdam.js";
import { codeCard } from "./code-card.js";
import { messageScreen } from "./ballot-start.js";
import { button, h } from "./dom.js";
import { liveRegion, notice } from "./notice.js";

/** @typedef {import("./ballot-start.js").VoteStage} VoteStage */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {{code: string, title: string, lasting: boolean}} Card */

/** Under way: says honestly that nothing is in yet. `waiting` changes the sentence when the line fails. @param {VoteStage} stage @param {Card} card @param {() => void} now @returns {{element: HTMLElement, waiting: (reason: string) => void}} */
export function sendingScreen(stage, card, now) {
  const { text } = stage;
  const status = liveRegion();
  status.say(h("p", {}, text.sending.busy));
  const waiting = (/** @type {string} */ reason) =>
    status.say(
      h("p", {}, reason),
      h("p", {}, card.lasting ? text.sending.waiting : text.sending.waitingLoose),
      h("p", { class: "actions" }, button(text.sending.now, now, "button button-quiet")));
  const element = h("div", { class: "column" },
    h("div", { class: "notice notice-warn" }, h("span", { class: "dots", "aria-hidden": "true" }),
      h("div", { class: "notice-words" }, h("h1", { tabindex: "-1" }, text.sending.title), status.element)),
    codeCard(stage, card));
  return { element, waiting };
}

/** Arrived: with the code, and the way to change. `tell` adds what the box says. @param {VoteStage} stage @param {{round: PublicRound, card: Card, version: number, change: () => void}} done @returns {{element: HTMLElement, tell: (words: string, tone: "info"|"warn", act?: HTMLElement) => void, fixed: () => void}} */
export function doneScreen(stage, { round, card, version, change }) {
  const { text, language } = stage;
  const told = liveRegion();
  const count = h("p", { class: "small" }, text.done.version(version));
  const changing = h("div", { class: "stack close" },
    h("p", { class: "actions" }, button(text.done.change, change, "button button-quiet")),
    h("p", { class: "small soft" }, text.done.changeHint));
  const element = h("div", { class: "column" },
    notice("good", null,
      h("h1", { tabindex: "-1" }, version > 1 ? text.done.changed : text.done.title),
      h("p", {}, `${text.done.body} ${momentInWords(round.publishes_at, language)}.`), count),
    told.element, codeCard(stage, card), changing);
  return {
    element,
    tell: (words, tone, act) => told.say(notice(tone, null, h("p", {}, words), act ?? null)),
    fixed: () => changing.replaceChildren(h("p", { class: "small soft" }, text.done.noChanges)),
  };
}

/** Another ballot with the same code is in the box: the member chooses. @param {VoteStage} stage @param {{mine: () => void, theirs: () => void}} acts @returns {HTMLElement} */
export function conflictScreen({ text }, { mine, theirs }) {
  return messageScreen({ title: text.conflict.title, tone: "warn" },
    h("p", { class: "lead" }, text.conflict.body),
    h("p", { class: "actions" }, button(text.conflict.mine, mine), button(text.conflict.theirs, theirs, "button button-quiet")));
}

/**
 * Sending ended without success: why, what is kept, and what can be done.
 * @param {VoteStage} stage @param {{code: string, reason: string, card: Card, replaces: boolean, retry: () => void, loginAddress: string|null}} end
 * @returns {HTMLElement}
 */
export function stoppedScreen(stage, { code, reason, card, replaces, retry, loginAddress }) {
  const { text, common } = stage;
  if (code === "round_closed" || code === "no_changes_left") {
    const title = code === "round_closed" ? text.stopped.late : text.stopped.noMore;
    const late = replaces ? text.stopped.lateChange : text.stopped.lateBody;
    return messageScreen({ title, tone: "warn" }, h("p", { class: "lead" }, code === "round_closed" ? late : reason), codeCard(stage, card));
  }
  return messageScreen({ title: text.stopped.title, tone: "bad" },
    h("p", { class: "lead", role: "alert" }, reason),
    h("p", {}, card.lasting ? text.stopped.kept : text.stopped.loose),
    h("p", { class: "actions" },
      button(common.retry, retry),
      code === "not_signed_in" && loginAddress && h("a", { class: "button button-quiet", href: loginAddress }, text.stopped.login)),
    codeCard(stage, card));
}
