// Whom a conversation's invitation goes to: which group, from where, by shared side, how many. Never counts, never saves.
import { SIDES } from "../lib/conversation-draft.js";
import { chooser, radios, SHORT, tick, typed } from "./choice.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";
import { count } from "./result-bar.js";
import { inputId } from "./staff-form.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {import("./staff-conversation-form.js").Form} Form */
/** @typedef {import("./staff-conversation-form.js").Desk} Desk */

/** The section of the form that says who is invited. @param {DeskStage} stage @param {Form} form @param {Desk} desk @param {(path: string) => void} redraw @returns {HTMLElement} */
export function audienceFields(stage, form, desk, redraw) {
  const { text } = stage;
  const withRound = form.round !== "";
  const kind = withRound ? form["audience.kind"] : "members";
  const { members, ...ofRound } = text.kinds;
  const again = () => redraw(form["audience.kind"] === "respondents" ? "audience.kind" : `audience.kind.${form["audience.kind"]}`);
  return h("section", { class: "card" },
    h("h2", {}, text.audience),
    radios(withRound ? form : { ...form, "audience.kind": kind }, "audience.kind", text.kindLegend, withRound ? { ...ofRound, members } : { members }, again),
    kind === "interested" && chooser(form, "audience.statement", { label: text.audienceStatement, options: [["", text.chooseStatement], ...statements(stage, form, desk)] }),
    form.organiser_branch === "" && filters(stage, form, desk),
    withRound && mixFields(stage, form, desk, redraw),
    (!withRound || form["audience.mix"] === "") && typed(form, "audience.sample", { label: text.sample, hint: text.sampleHint, attributes: SHORT }),
    typed(form, "held_back_days", { label: text.held_back_days, hint: text.heldBackHint, attributes: SHORT }));
}

/** @param {DeskStage} stage @param {Form} form @param {Desk} desk @returns {[string, string][]} */
function statements({ common }, form, desk) {
  return (desk.statements.get(form.round) ?? []).map(({ number, text }) => [String(number), `${common.statement(number)}: ${text}`]);
}

/** Afdelingen and regions: who is in one of them counts. @param {DeskStage} stage @param {Form} form @param {Desk} desk @returns {HTMLElement} */
function filters(stage, form, { branches: offered }) {
  const { text } = stage;
  const list = h("div", { class: "choices tall" });
  const show = (/** @type {string} */ part) => fill(list, offered
    .filter(({ code, name, region }) => form["audience.branches"].split("\n").includes(code) || `${name} ${region}`.toLowerCase().includes(part.trim().toLowerCase()))
    .map((one) => tick(form, "audience.branches", one.code, one.name, `${one.region} · ${text.members(count(stage, one.members))}`)));
  show("");
  const regions = [...new Set(offered.map(({ region }) => region))].sort((one, other) => one.localeCompare(other, "nl"));
  const size = (/** @type {string} */ name) => offered.filter(({ region }) => region === name).reduce((sum, { members }) => sum + members, 0);
  const details = h("details", {},
    h("summary", {}, text.filters),
    h("div", { class: "details-body" },
      h("p", { class: "field-hint" }, text.filtersHint),
      h("fieldset", { id: inputId("audience.regions") }, h("legend", { class: "label" }, text.regions),
        h("div", { class: "choices tall" }, regions.map((name) => tick(form, "audience.regions", name, name, text.members(count(stage, size(name))))))),
      field({ id: "audience-filter", label: text.filter, oninput: show }),
      h("fieldset", { id: inputId("audience.branches") }, h("legend", { class: "label" }, text.branches), list)));
  details.open = form["audience.branches"] !== "" || form["audience.regions"] !== "";
  return h("div", { class: "stack close" }, h("p", { class: "field-error", id: `${inputId("audience.branches")}-error` }), details);
}

/** @param {DeskStage} stage @param {Form} form @param {Desk} desk @param {(path: string) => void} redraw @returns {HTMLElement} */
function mixFields(stage, form, desk, redraw) {
  const { text } = stage;
  const mixed = form["audience.mix"] !== "";
  const sum = h("p", { class: "field-hint", role: "status" });
  const tell = () => fill(sum, text.mixSum(SIDES.reduce((total, side) => total + (Number(form[`audience.mix.${side}`]) || 0), 0)));
  tell();
  const changed = () => {
    if (SIDES.every((side) => form[`audience.mix.${side}`] === "")) Object.assign(form, { "audience.mix.agree": "50", "audience.mix.disagree": "50" });
    redraw("audience.mix");
  };
  const part = (/** @type {typeof SIDES[number]} */ side) => typed(form, `audience.mix.${side}`, { label: text.side[side], attributes: SHORT }, tell);
  const details = h("details", {},
    h("summary", {}, text.mix),
    h("div", { class: "details-body" },
      h("p", { class: "field-hint" }, text.mixHint),
      chooser(form, "audience.mix", { label: text.mixOn, options: [["", text.mixNone], ...statements(stage, form, desk)], changed }),
      mixed && [...SIDES.map(part), sum]));
  details.open = mixed;
  return details;
}
