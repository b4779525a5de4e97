// One statement with its six choices, and the check step with all four. Never remembers, never sends.
import { momentInWords } from "../lib/amsterdam.js";
import { button, h, paragraphs } from "./dom.js";
import { notice, showFaults } from "./notice.js";

/** @typedef {import("../lib/shapes.js").Statement} Statement */
/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {import("./ballot-start.js").VoteStage} VoteStage */
/** @typedef {{statement: Statement, place: number, total: number, answer: Answer|undefined, argumentsTurned: boolean, head: HTMLElement|null, foot: HTMLElement|null, choose: (answer: Answer) => void, next: () => void, previous: (() => void)|null}} Step */

const CHOICES = /** @type {const} */ ([5, 4, 3, 2, 1]);

/** The screen of one statement. @param {VoteStage} stage @param {Step} step @returns {HTMLElement} */
export function stepScreen(stage, step) {
  const { text } = stage;
  const faults = h("div", {});
  const choices = h("div", { class: "choices" }, CHOICES.map((value) => choice(stage, step, value)), apart(stage, step));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (form.querySelector("input:checked") !== null) return step.next();
    choices.classList.add("choices-faulty");
    showFaults(faults, stage.common.errorTitle, [{ id: "answer-5", words: text.chooseFirst }]);
  };
  const form = h("form", { class: "ballot", novalidate: true, onsubmit: submit },
    h("fieldset", { class: "statement" },
      h("legend", {}, progress(stage, step), h("h1", { tabindex: "-1" }, step.statement.text)),
      background(stage, step),
      choices),
    h("div", { class: "ballot-actions" },
      h("button", { class: "button" }, text.next),
      step.previous && button(text.previous, step.previous, "button-link")));
  return h("div", { class: "ballot" }, step.head, faults, form, step.foot);
}

/** @param {VoteStage} stage @param {{place: number, total: number}} step @returns {HTMLElement} */
function progress({ common }, { place, total }) {
  const track = Array.from({ length: total + 1 }, (_, i) => h("span", { class: i < place ? "done" : "" }));
  return h("span", { class: "progress" }, common.statementOf(place, total), h("span", { class: "progress-track", "aria-hidden": "true" }, track));
}

/** @param {VoteStage} stage @param {Step} step @returns {(HTMLElement|null)[]} */
function background({ common }, { statement, argumentsTurned }) {
  const sides = [[common.argumentFor, statement.argument_for], [common.argumentAgainst, statement.argument_against]].filter(([, words]) => words);
  if (argumentsTurned) sides.reverse();
  return [
    statement.explanation
      ? h("details", { open: true }, h("summary", {}, common.explanation), h("div", { class: "details-body" }, paragraphs(statement.explanation)))
      : null,
    sides.length === 0
      ? null
      : h("details", {}, h("summary", {}, common.arguments),
          h("div", { class: "details-body arguments" }, sides.map(([side, words]) => h("div", {}, h("h2", { class: "label small" }, side), h("p", {}, words))))),
  ];
}

/** @param {VoteStage} stage @param {Step} step @param {5|4|3|2|1|"none"} value @returns {HTMLElement} */
function choice({ common }, step, value) {
  const answer = value === "none" ? null : value;
  const input = h("input", {
    type: "radio", name: "answer", id: `answer-${value}`, value,
    "aria-describedby": value === "none" && step.place === 1 ? "middle-hint" : null,
    onchange: () => step.choose(answer),
  });
  input.checked = step.answer === answer;
  return h("label", { class: "choice", for: `answer-${value}` }, input, h("span", {}, common.scale[value]));
}

/** @param {VoteStage} stage @param {Step} step @returns {HTMLElement} */
function apart(stage, step) {
  return h("div", { class: "choices-apart" },
    step.place === 1 && h("p", { class: "small soft", id: "middle-hint" }, stage.text.middleHint),
    choice(stage, step, "none"));
}

/** Greets the member above the first statement, with name and afdeling. @param {VoteStage} stage @param {import("../lib/shapes.js").BallotPaper} paper @returns {HTMLElement} */
export function welcome({ text, language }, { member, round }) {
  return h("div", { class: "welcome" },
    h("p", { class: "welcome-name" }, text.welcome(member.first_name, member.branch_name)),
    h("p", { class: "soft" }, h("strong", {}, round.title), ". ", text.welcomeBody(momentInWords(round.closes_at, language))));
}

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
      h("span", { class: "soft" }, statements[number - 1].text),
      h("span", { class: "given" }, answer === undefined ? "–" : common.scale[answer ?? "none"]),
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
    h("div", { class: "ballot-actions" }, button(text.check.send, submit), button(text.previous, previous, "button-link")));
}

/** "Not this time", as a choice of its own below the statement. @param {VoteStage} stage @param {() => void} decline @returns {HTMLElement} */
export function declineOffer({ text }, decline) {
  return h("div", { class: "aside" }, h("p", { class: "soft small" }, text.decline.offer), button(text.decline.act, decline, "button-link"));
}

