// The form in which the desk plans a conversation: what, where, when, how many, by whom. Never saves.
import { dayInWords } from "../lib/amsterdam.js";
import { LIMITS, moderatorRows } from "../lib/conversation-draft.js";
import { checkbox, chooser, radios, SHORT, tick, typed } from "./choice.js";
import { button, h } from "./dom.js";
import { audienceFields } from "./staff-conversation-audience.js";
import { inputId } from "./staff-form.js";
import { timeField } from "./time-field.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/staff-conversation.nl.js").text>} DeskStage */
/** @typedef {import("../lib/conversation-draft.js").Form} Form */
/** @typedef {{branches: import("../lib/shapes.js").DeskBranch[], staff: boolean, own: string[], rounds: import("../lib/shapes.js").ListedRound[], statements: Map<string, import("../lib/shapes.js").Statement[]>}} Desk what can be chosen, and the afdelingen that a board acts for */
/** @typedef {{fixed: boolean, redraw: (path: string) => void}} Wishes fixed: people were invited; redraw: what can be chosen changed */

/** What a field is called, for lists of faults. @param {DeskStage} stage @param {string} path @returns {string} */
export function fieldName({ text }, path) {
  const [whole, part, last] = path.split(".");
  const names = /** @type {Record<string, unknown>} */ (text);
  if (whole === "audience") return { statement: text.audienceStatement, branches: text.branches, regions: text.regions, mix: text.mix, sample: text.sample }[part ?? ""] ?? text.audience;
  if (whole === "moderators" && part !== undefined) return `${text.moderator(Number(part) + 1)}${last ? `, ${last === "email" ? text.moderatorEmail : text.moderatorName}` : ""}`;
  return String(names[whole] ?? path);
}

/** All fields of a conversation; typing goes straight into the form model. @param {DeskStage} stage @param {Form} form @param {Desk} desk @param {Wishes} wishes @returns {import("./dom.js").Child[]} */
export function conversationFields(stage, form, desk, { fixed, redraw }) {
  const { text } = stage;
  return [
    h("section", { class: "card" },
      h("h2", {}, text.basics),
      words(stage, form, "title", {}),
      words(stage, form, "purpose", { rows: 4, hint: text.purposeHint }),
      !fixed && [roundField(stage, form, desk, redraw), statementChoices(stage, form, desk)]),
    h("section", { class: "card" },
      h("h2", {}, text.whereWhen),
      words(stage, form, "place", { hint: text.placeHint }),
      words(stage, form, "online_link", { hint: text.linkHint, type: "url" }),
      h("p", { class: "soft" }, text.timesHint),
      h("div", { class: "column-pair" }, (/** @type {const} */ (["starts_at", "ends_at", "reply_by"])).map((time) =>
        timeField(text, form, time, { id: inputId(time), label: text[time], hint: time === "reply_by" ? text.replyHint : null })))),
    h("section", { class: "card" },
      h("h2", {}, text.room),
      words(stage, form, "seats", { hint: text.seatsHint, attributes: SHORT }),
      !fixed && radios(form, "allotment", text.allotment, text.allotments)),
    fixed ? [] : [organiserSection(stage, form, desk, redraw), audienceFields(stage, form, desk, redraw)],
    h("section", { class: "card" },
      h("h2", {}, text.moderators),
      moderatorFields(stage, form, redraw),
      checkbox(form, "reactions_open", text.reactions_open, text.reactionsHint)),
  ].flat();
}

/** @param {DeskStage} stage @param {Form} form @param {string} path @param {{rows?: number, hint?: string, type?: string, attributes?: Record<string, unknown>}} wishes @returns {HTMLElement} */
function words(stage, form, path, wishes) {
  return typed(form, path, { label: fieldName(stage, path), max: LIMITS[path], counter: LIMITS[path] ? stage.text.left : undefined, ...wishes });
}

/** @param {DeskStage} stage @param {Form} form @param {Desk} desk @param {Wishes["redraw"]} redraw @returns {HTMLElement} */
function roundField({ text, language }, form, desk, redraw) {
  const changed = () => {
    // Numbers of statements mean nothing in another round.
    Object.assign(form, { statements: "", "audience.statement": "", "audience.mix": "" });
    redraw("round");
  };
  const options = desk.rounds.map(({ id, title, closes_at }) => /** @type {[string, string]} */ ([id, `${title} (${dayInWords(closes_at, language)})`]));
  return chooser(form, "round", { label: text.round, hint: text.roundHint, options: [["", text.roundNone], ...options], changed });
}

/** @param {DeskStage} stage @param {Form} form @param {Desk} desk @returns {HTMLElement|null} */
function statementChoices({ text, common }, form, desk) {
  const statements = desk.statements.get(form.round) ?? [];
  if (statements.length === 0) return null;
  return h("fieldset", { id: inputId("statements") },
    h("legend", { class: "label" }, text.statements),
    h("p", { class: "field-error", id: `${inputId("statements")}-error` }),
    h("div", { class: "choices" }, statements.map((one) => tick(form, "statements", String(one.number), common.statement(one.number), one.text))));
}

/** @param {DeskStage} stage @param {Form} form @param {Desk} desk @param {Wishes["redraw"]} redraw @returns {HTMLElement|null} */
function organiserSection({ text }, form, { branches, staff, own }, redraw) {
  if (!staff && own.length === 1) return null;
  const offered = branches.filter(({ code }) => staff || own.includes(code)).map(({ code, name }) => /** @type {[string, string]} */ ([code, name]));
  const options = staff ? [/** @type {[string, string]} */ (["", text.organiserStaff]), ...offered] : offered;
  return h("section", { class: "card" },
    h("h2", {}, text.organiser),
    chooser(form, "organiser_branch", { label: text.organiser_branch, hint: text.organiserHint, options, changed: () => redraw("organiser_branch") }));
}

/** @param {DeskStage} stage @param {Form} form @param {Wishes["redraw"]} redraw @returns {HTMLElement} */
function moderatorFields({ text }, form, redraw) {
  const rows = moderatorRows(form);
  const add = () => {
    Object.assign(form, { [`moderators.${rows}.name`]: "", [`moderators.${rows}.email`]: "" });
    redraw(`moderators.${rows}.name`);
  };
  const input = (/** @type {number} */ i, /** @type {"name"|"email"} */ part) => {
    const path = `moderators.${i}.${part}`;
    return typed(form, path, { label: part === "name" ? text.moderatorName : text.moderatorEmail, type: part === "email" ? "email" : "text" });
  };
  return h("div", { class: "stack close", id: inputId("moderators") },
    h("p", { class: "field-hint" }, text.moderatorsHint),
    Array.from({ length: rows }, (_, i) => h("fieldset", {}, h("legend", { class: "label" }, text.moderator(i + 1)), h("div", { class: "column-pair" }, input(i, "name"), input(i, "email")))),
    h("p", { class: "actions" }, button(text.moderatorAdd, add, "button button-quiet")));
}
