// The form in which staff compose a round. Never saves.
import { LIMITS, TIMES } from "../lib/draft.js";
import { h } from "./dom.js";
import { field } from "./field.js";
import { timeField } from "./time-field.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/staff.nl.js").text>} StaffStage */
/** @typedef {import("../lib/draft.js").Form} Form */

/** Id of the input for a field path. @param {string} path @returns {string} */
export function inputId(path) {
  return `f-${path.replaceAll(".", "-")}`;
}

/** What a field is called, for lists of faults. @param {StaffStage} stage @param {string} path @returns {string} */
export function fieldLabel({ text, common }, path) {
  const [whole, index, part] = path.split(".");
  const names = /** @type {Record<string, unknown>} */ (text);
  if (whole !== "statements") return String(names[whole] ?? path);
  if (index === undefined) return text.statements;
  const name = part === "text" || part === undefined ? "" : `: ${String(names[part] ?? part)}`;
  return common.statement(Number(index) + 1) + name;
}

/** All fields of a round; typing goes straight into the form model. @param {StaffStage} stage @param {Form} form @param {{scope: HTMLElement, bank: (i: number) => HTMLElement, beside: (i: number) => HTMLElement}} places whom it is for, statements to take over, and what is said about each @returns {HTMLElement[]} */
export function roundFields(stage, form, { scope, bank, beside }) {
  const { text } = stage;
  return [
    h("section", { class: "card" },
      h("h2", {}, text.basics),
      words(stage, form, "title", {}),
      words(stage, form, "introduction", { rows: 4, hint: text.introductionHint }),
      purposes(stage, form)),
    scope,
    h("section", { class: "card" },
      h("h2", {}, text.times),
      h("p", { class: "soft" }, text.timesHint),
      h("div", { class: "column-pair" }, TIMES.map((time) => timeField(text, form, time, { id: inputId(time), label: text[time], hint: time === "publishes_at" ? text.publishesHint : null })))),
    h("h2", {}, text.statements),
    ...[0, 1, 2, 3].map((i) => statementFields(stage, form, i, bank(i), beside(i))),
  ];
}

/** @param {StaffStage} stage @param {Form} form @param {string} path @param {{rows?: number, hint?: string, type?: string, optional?: boolean}} wishes @returns {HTMLDivElement} */
function words(stage, form, path, { rows, hint, type, optional = true }) {
  const key = path.split(".").at(-1) ?? "";
  const name = key === "text" ? stage.text.statement : String(/** @type {Record<string, unknown>} */ (stage.text)[key]);
  const free = optional && ["introduction", "explanation", "argument_for", "argument_against"].includes(key);
  return field({
    id: inputId(path), label: free ? `${name} (${stage.common.optional})` : name, value: form[path], rows, hint, type,
    max: LIMITS[key], counter: LIMITS[key] ? stage.text.left : undefined,
    oninput: (value) => (form[path] = value),
  });
}

/** @param {StaffStage} stage @param {Form} form @returns {HTMLElement} */
function purposes({ text, common }, form) {
  const choice = (/** @type {"ophalen"|"adviseren"|"besluiten"} */ value) => {
    const input = h("input", { type: "radio", name: "purpose", id: inputId(value === "ophalen" ? "purpose" : `purpose.${value}`), value, onchange: () => (form.purpose = value) });
    input.checked = form.purpose === value;
    return h("label", { class: "choice" }, input, h("span", {}, common.purpose[value], h("span", { class: "soft small block plain" }, common.purposeMeaning[value])));
  };
  return h("fieldset", {}, h("legend", { class: "label" }, text.purpose), h("p", { class: "field-error", id: `${inputId("purpose")}-error` }), h("div", { class: "choices" }, [choice("ophalen"), choice("adviseren"), choice("besluiten")]));
}

/** @param {StaffStage} stage @param {Form} form @param {number} i @param {HTMLElement} bank @param {HTMLElement} beside @returns {HTMLElement} */
function statementFields(stage, form, i, bank, beside) {
  const { text, common } = stage;
  const at = (/** @type {string} */ part) => `statements.${i}.${part}`;
  return h("fieldset", { class: "card" },
    h("legend", { class: "hidden-text" }, common.statement(i + 1)),
    h("h3", { "aria-hidden": "true" }, common.statement(i + 1)),
    bank,
    words(stage, form, at("text"), { rows: 2, hint: text.statementHint }),
    words(stage, form, at("explanation"), { rows: 4 }),
    h("p", { class: "field-hint" }, text.argumentHint),
    h("div", { class: "column-pair" }, words(stage, form, at("argument_for"), { rows: 3 }), words(stage, form, at("argument_against"), { rows: 3 })),
    beside,
    h("div", { class: "column-pair" }, words(stage, form, at("owner"), {}), words(stage, form, at("feedback_due"), { type: "date" })));
}
