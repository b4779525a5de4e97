// Adding a step of terugkoppeling to a statement: which steps can follow, their fields, and what the server refuses.
import { Refusal } from "../api/wire.js";
import { fill, h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { notice, showFaults } from "./notice.js";

/** @typedef {import("./feedback.js").FeedbackWords} FeedbackWords */
/** @typedef {import("../lib/shapes.js").StatementFeedback} StatementFeedback */
/** @typedef {import("../lib/shapes.js").FeedbackStep} FeedbackStep */
/** @typedef {import("../lib/shapes.js").FeedbackKind} FeedbackKind */
/** @typedef {{words: FeedbackWords, common: import("./stage.js").Common, explain: (error: unknown) => Promise<string>, language: "nl"|"en"}} FormStage */

/** Steps that can follow. @param {StatementFeedback} track @returns {FeedbackKind[]} */
export function nextSteps({ stage, first_due }) {
  const open = stage === "known" || stage === "discussed";
  const carried = stage === "adopted" || stage === "partly";
  return [
    ...(open ? /** @type {const} */ (["discussed"]) : carried ? /** @type {const} */ (["done"]) : []),
    "adopted", "partly", "rejected",
    ...(open && first_due !== null ? /** @type {const} */ (["postponed"]) : []),
  ];
}

/**
 * A folded form for the next step of one statement.
 * @param {FormStage} stage @param {string} id what tells this form's fields apart @param {StatementFeedback} track @param {boolean} mails
 * @param {(step: FeedbackStep) => Promise<unknown>} send
 * @returns {HTMLElement}
 */
export function stepForm(stage, id, track, mails, send) {
  const { words, common } = stage;
  const faults = h("div", {});
  const fields = h("div", { class: "stack close" });
  /** @type {FeedbackKind|null} */
  let kind = null;
  const choice = (/** @type {FeedbackKind} */ value) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name: `${id}-kind`, id: `${id}-${value}`, value, onchange: () => fill(fields, ...stepFields(stage, id, (kind = value), mails)) }), h("span", {}, words.kinds[value]));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    if (kind === null) return showFaults(faults, common.errorTitle, [{ id: `${id}-${nextSteps(track)[0]}`, words: `${words.kind} ${words.needed}` }]);
    try {
      await send({ seen: track.entries.length, kind, ...typed(form, id) });
    } catch (error) {
      const at = error instanceof Refusal && error.field ? `${id}-${error.field.replace(/^links\.0\./, "")}` : null;
      const said = error instanceof Refusal && error.status === 422 && stage.language === "nl" && error.message !== error.code ? error.message : await stage.explain(error);
      if (at !== null) markField(at, said);
      showFaults(faults, common.errorTitle, [{ id: at !== null && document.getElementById(at) ? at : null, words: said }]);
    }
  };
  const form = h("form", { class: "details-body", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    faults,
    h("fieldset", {}, h("legend", { class: "label" }, words.kind), h("div", { class: "choices" }, nextSteps(track).map(choice))),
    fields);
  return h("details", {}, h("summary", {}, words.add), form);
}

/** @param {FormStage} stage @param {string} id @param {FeedbackKind} kind @param {boolean} mails @returns {HTMLElement[]} */
function stepFields({ words, common }, id, kind, mails) {
  const optional = (/** @type {string} */ name) => `${name} (${common.optional})`;
  const dated = kind === "discussed" || kind === "postponed";
  return [
    ...(kind === "discussed" ? [field({ id: `${id}-body`, label: words.body, hint: words.bodyHint, max: 120 })] : []),
    ...(dated ? [field({ id: `${id}-day`, label: words.day[kind], type: "date" })] : []),
    field({ id: `${id}-text`, label: kind === "discussed" ? optional(words.words[kind]) : words.words[kind], rows: 4, max: 1000, counter: words.left }),
    field({ id: `${id}-url`, label: optional(words.url), hint: words.urlHint, type: "url" }),
    field({ id: `${id}-label`, label: optional(words.label), max: 120 }),
    notice("warn", null, h("p", {}, words.warning), mails && h("p", {}, words.warningMail)),
    h("p", { class: "actions" }, h("button", { class: "button" }, words.publish)),
  ];
}

/** @param {HTMLFormElement} form @param {string} id @returns {Omit<FeedbackStep, "seen"|"kind">} */
function typed(form, id) {
  const value = (/** @type {string} */ name) => {
    const input = /** @type {HTMLInputElement|null} */ (form.querySelector(`#${id}-${name}`));
    return input === null || input.value.trim() === "" ? null : input.value.trim();
  };
  const url = value("url");
  return { body: value("body"), day: value("day"), text: value("text") ?? "", links: url === null ? [] : [{ label: value("label"), url }] };
}
