// The form of a draw: choose, try, and fix it. Never the value that decides.
import * as api from "../api/draws.js";
import { Refusal } from "../api/wire.js";
import { momentInWords, toLocal } from "../lib/amsterdam.js";
import { drandRound } from "../lib/drand.js";
import { emptyForm, publicValue, wishesOf, witnessesOf } from "../lib/draw-form.js";
import { checkbox, radios, tick, typed } from "./choice.js";
import { drawFigures } from "./draw-shown.js";
import { compositionTables, traitName, valueName } from "./draw-table.js";
import { button, fill, goTo, h } from "./dom.js";
import { clearMarks, markField } from "./field.js";
import { notice, showFaults } from "./notice.js";
import { count } from "./result-bar.js";
import { inputId } from "./staff-form.js";
import { askSure } from "./sure.js";
import { timeField } from "./time-field.js";

/** @typedef {import("./staff-draw.js").DrawStageWords} DrawStageWords */
/** @typedef {import("../lib/conversation-shapes.js").Conversation} Conversation */
/** @typedef {import("../lib/draw-shapes.js").DrawStage} DrawStage */
/** @typedef {import("../lib/draw-shapes.js").DryRun} DryRun */
/** @typedef {import("../lib/draw-shapes.js").Fixed} Fixed */
/** @typedef {import("../lib/draw-form.js").Form} Form */
/** @typedef {{stage: DrawStageWords, now: Conversation, kind: DrawStage, form: Form, run: DryRun|null, faults: HTMLElement, outcome: HTMLElement, done: (fixed: Fixed) => void}} Planner run: of the wishes as they stand */

const FIRST_MS = 26 * 3600000;
const HOUR = 3600000;

/** A form with what most draws want, and a drand round of tomorrow. @returns {Form} */
export const newForm = () => emptyForm(toLocal(new Date(Math.floor((Date.now() + FIRST_MS) / HOUR) * HOUR).toISOString()));

/** The form; `done` gets the draw that was fixed. @param {DrawStageWords} stage @param {Conversation} now @param {DrawStage} kind @param {Form} form @param {(fixed: Fixed) => void} done @returns {HTMLElement} */
export function drawForm(stage, now, kind, form, done) {
  /** @type {Planner} */
  const planner = { stage, now, kind, form, run: null, faults: h("div", {}), outcome: h("div", { class: "stack", role: "status", tabindex: "-1" }), done };
  const { text } = stage;
  const source = h("div", { class: "stack close" });
  const drawSource = () => fill(source, sourceFields(planner));
  drawSource();
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void attempt(planner, element);
  };
  // What was tried no longer holds for a form that says something else.
  const changed = () => {
    planner.run = null;
    planner.form.relax = "";
    fill(planner.outcome);
  };
  const fields = h("div", { class: "stack", oninput: changed, onchange: changed },
    traitChoices(planner),
    radios(planner.form, "source", text.source, text.sources, drawSource),
    source,
    checkbox(planner.form, "winners", text.winners, text.winnersHint));
  const element = h("form", { class: "stack", novalidate: true, onsubmit: submit },
    planner.faults, fields,
    h("div", { class: "stack close" },
      h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.try)),
      h("p", { class: "small soft" }, text.tryHint)),
    planner.outcome,
    witnessFields(planner),
    h("p", { class: "actions" }, button(text.fix, () => void fixing(planner, element))));
  return element;
}

/** @param {Planner} planner @returns {HTMLElement} */
function traitChoices({ stage: { text }, now: { draft }, form }) {
  const traits = Object.entries(text.traits).filter(([name]) => name !== "side" || (draft.round !== null && draft.statements.length > 0));
  return h("fieldset", { class: "stack close", "aria-describedby": "traits-hint" },
    h("legend", { class: "label" }, text.spread),
    h("p", { class: "field-hint", id: "traits-hint" }, text.spreadHint),
    h("div", { class: "choices" }, traits.map(([name, [label, hint]]) => tick(form, "traits", name, label, hint))));
}

/** @param {Planner} planner @returns {import("./dom.js").Child[]} */
function sourceFields({ stage, form }) {
  const { text } = stage;
  const says = h("p", { class: "small soft", role: "status" });
  const tell = () => {
    const named = publicValue(form, sourceNames(stage), Date.now());
    fill(says, "value" in named ? text.drandSays(named.value) : "");
  };
  const input = form.source === "drand"
    ? timeField(text, form, "when", { id: inputId("when"), label: text.drandWhen, hint: text.drandHint })
    : typed(form, "where", { label: text.diceWhere, hint: text.diceHint });
  input.addEventListener("input", tell);
  tell();
  return [input, says];
}

/** @param {DrawStageWords} stage @returns {import("../lib/draw-form.js").Names} */
const sourceNames = ({ text, language }) => ({ drandValue: (utc) => text.drandValue(drandRound(utc), momentInWords(utc, language)), diceValue: text.diceValue });

/** @param {Planner} planner @returns {HTMLElement} */
function witnessFields({ stage: { text }, form }) {
  return h("fieldset", { class: "stack close", "aria-describedby": "witnesses-hint" },
    h("legend", { class: "label" }, text.witnesses),
    h("p", { class: "field-hint", id: "witnesses-hint" }, text.witnessesHint),
    h("div", { class: "column-pair" }, [0, 1].map((i) => typed(form, `witness.${i}`, { label: text.witness(i + 1), attributes: { autocomplete: "off" } }))));
}

/** @param {Planner} planner @param {HTMLElement} element @param {Record<string, import("../lib/draw-form.js").Fault>} faults @returns {boolean} whether there are none */
function sound({ stage, faults: place }, element, faults) {
  const { text, common } = stage;
  clearMarks(element);
  for (const [path, fault] of Object.entries(faults)) markField(inputId(path), text[fault]);
  const name = (/** @type {string} */ path) => (path.startsWith("witness.") ? text.witness(Number(path.slice(-1)) + 1) : path === "when" ? text.drandWhen : text.diceWhere);
  showFaults(place, common.errorTitle, Object.entries(faults).map(([path, fault]) => ({ id: inputId(path), words: `${name(path)}: ${text[fault]}` })));
  return Object.keys(faults).length === 0;
}

/** @param {Planner} planner @param {unknown} error */
async function refused({ stage, faults }, error) {
  const spoken = error instanceof Refusal && error.status === 422 && stage.language === "nl" && error.message !== error.code;
  showFaults(faults, stage.common.errorTitle, [{ id: null, words: spoken ? error.message : await stage.explain(error) }]);
}

/** The trial. @param {Planner} planner @param {HTMLElement} element */
async function attempt(planner, element) {
  const { stage, now, kind, form, outcome } = planner;
  const { wishes, faults } = wishesOf(form, kind, sourceNames(stage), Date.now());
  if (!sound(planner, element, faults)) return;
  try {
    planner.run = await api.dryRun(now.id, wishes);
    form.relax = "";
    fill(outcome, ...tried(planner, planner.run));
    goTo(outcome);
  } catch (error) {
    await refused(planner, error);
  }
}

/** @param {Planner} planner @param {DryRun} run @returns {import("./dom.js").Child[]} */
function tried({ stage, form }, run) {
  const { text, words } = stage;
  return [
    h("h3", {}, text.tried),
    run.relaxation && h("div", { class: "stack close" }, relaxation(stage, run.relaxation), checkbox(form, "relax", text.relax, text.relaxHint)),
    h("p", {}, text.pool(count(stage, run.lots), count(stage, run.seats))),
    drawFigures(words, { lots: run.lots, panel: run.seats, chances: run.chances }),
    ...compositionTables(words, run.composition),
    form.traits.split("\n").includes("side") && h("p", { class: "small soft" }, text.sideSecret),
  ];
}

/** @param {DrawStageWords} stage @param {import("../lib/draw-shapes.js").Relaxation} found @returns {HTMLElement} */
function relaxation(stage, { seats, moves }) {
  const { text, words } = stage;
  return notice("warn", text.unmet,
    h("p", {}, text.fewer(count(stage, seats))),
    h("p", {}, text.unmetLead),
    h("ul", {}, moves.map(({ feature, value, bound, from, to }) => h("li", {}, text.move[bound](`${traitName(words, feature)}, ${valueName(words, value)}`, from, to)))));
}

/** Fixes the draw as it was tried, after asking once more. @param {Planner} planner @param {HTMLElement} element */
async function fixing(planner, element) {
  const { stage, now, kind, form, run, faults: place, done } = planner;
  const { text, common } = stage;
  const [{ wishes, faults }, { witnesses, faults: unfit }] = [wishesOf(form, kind, sourceNames(stage), Date.now()), witnessesOf(form)];
  if (!sound(planner, element, { ...faults, ...unfit })) return;
  if (run === null || (run.relaxation !== null && !wishes.relax)) return showFaults(place, common.errorTitle, [{ id: run === null ? null : inputId("relax"), words: run === null ? text.tryFirst : text.relaxNeeded }]);
  askSure({ title: text.sureTitle, body: text.sure, act: text.fix, stay: text.stay }, () => void api.fixDraw(now.id, wishes, witnesses).then(done, (error) => refused(planner, error)));
}
