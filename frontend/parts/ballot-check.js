// The check step with all four answers, and what stands below the first statement. Never remembers, never sends.
import { button, h } from "./dom.js";
import { notice, showFaults } from "./notice.js";
import { rootBlock } from "./root-block.js";

/** @typedef {import("../lib/shapes.js").Statement} Statement */
/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {import("./ballot.js").VoteStage} VoteStage */

/**
 * The last step: all answers, each with a way to change it.
 * @param {VoteStage} stage
 * @param {{statements: Statement[], answers: (Answer|undefined)[], order: number[], lasting: boolean, change: (place: number) => void, previous: () => void, send: () => void}} check
 * @returns {HTMLElement}
 */
export function checkScreen(stage, { statements, answers, order, lasting, change, previous, send }) {
  const { text, common } = stage;
  const faults = h("div", {});
  const rows = order.map((number, i) => {
    const answer = answers[number - 1];
    return h("li", {},
      h("span", { class: "asked" }, statements[number - 1].text),
      h("span", { class: `given given-${answer ?? "none"}` }, answer === undefined ? "–" : common.scale[answer ?? "none"]),
      h("button", { type: "button", class: "button-link", id: `change-${number}`, onclick: () => change(i) }, text.check.change, h("span", { class: "hidden-text" }, ` ${text.check.changeOf(i + 1)}`)));
  });
  const submit = () => {
    const open = order.map((number, i) => ({ number, place: i + 1 })).filter(({ number }) => answers[number - 1] === undefined);
    if (open.length === 0) return send();
    showFaults(faults, common.errorTitle, open.map(({ number, place }) => ({ id: `change-${number}`, words: text.check.missing(place) })));
  };
  const track = Array.from({ length: order.length + 1 }, () => h("span", { class: "done" }));
  return h("div", { class: "ballot" }, faults,
    h("div", { class: "stack close" },
      h("p", { class: "progress" }, text.check.step, h("span", { class: "progress-track", "aria-hidden": "true" }, track)),
      h("h1", { tabindex: "-1" }, text.check.title),
      h("p", {}, text.check.body)),
    h("ol", { class: "answers" }, rows),
    !lasting && notice("warn", null, h("p", {}, text.check.noStorage)),
    h("div", { class: "ballot-actions" }, button(text.check.send, submit), button(common.previous, previous, "button-link")),
    h("p", { class: "small soft" }, text.secret, " ", h("a", { href: "/stemgeheim" }, text.secretLink)));
}

/** Below the first statement: "not this time" as a choice of its own, the way back for who voted before, the control number. @param {VoteStage} stage @param {{root: string|null, decline: (() => void)|null, look: (() => void)|null}} foot @returns {HTMLElement} */
export function stepFoot({ text, common }, { root, decline, look }) {
  return h("div", { class: "aside" },
    decline && h("p", {}, text.decline.offer, " ", button(text.decline.act, decline, "button-link")),
    look && h("p", {}, button(text.already, look, "button-link")),
    root && rootBlock(common, root));
}
