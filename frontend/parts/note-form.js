// The form in which a moderator writes a note; what is typed stays on the device until the server has it. Never the list of notes.
import { keptNote } from "../lib/themes.js";
import { radios, typed } from "./choice.js";
import { button, h } from "./dom.js";
import { clearMarks, markField } from "./field.js";
import { liveRegion, notice } from "./notice.js";
import { inputId } from "./staff-form.js";
import { shelf } from "./stage.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/tables.nl.js").text>} TableStage */
/** @typedef {import("../lib/draw-shapes.js").TablePage} TablePage */
/** @typedef {import("../lib/draw-shapes.js").Note} Note */

const LIMITS = { theme: 60, text: 2000 };

/**
 * The form; `send` gives the note to the server, `done` gets the answer. The draft is kept under the conversation and the table: never under the link, which is a secret.
 * @param {TableStage} stage @param {TablePage} table @param {{themes: string[], round: number, send: (note: Omit<Note, "id">) => Promise<TablePage>, done: (next: TablePage, round: number) => void}} wishes themes and round of earlier notes
 * @returns {HTMLElement}
 */
export function noteForm(stage, table, { themes, round, send, done }) {
  const { page } = stage.text;
  const key = `note.${table.conversation.id}.${table.table}`;
  /** @type {Record<string, string>} */
  const form = { round: String(round), ...keptNote(shelf.read(key)) };
  const keep = () => (form.theme + form.text === "" ? shelf.drop(key) : shelf.keep(key, { theme: form.theme, text: form.text }));
  const told = liveRegion();
  const theme = typed(form, "theme", { label: page.theme, hint: page.themeHint, max: LIMITS.theme, attributes: { autocomplete: "off" } }, keep);
  const text = typed(form, "text", { label: page.text, rows: 6, max: LIMITS.text, counter: page.left }, keep);
  const choose = (/** @type {string} */ one) => {
    const input = /** @type {HTMLInputElement} */ (theme.querySelector("input"));
    form.theme = input.value = one;
    keep();
    text.querySelector("textarea")?.focus();
  };
  const submit = async () => {
    clearMarks(element);
    const wrong = faults(page, form);
    for (const [path, words] of wrong) markField(inputId(path), words);
    if (wrong.length > 0) return document.getElementById(inputId(wrong[0][0]))?.focus();
    try {
      const next = await send({ round: Number(form.round), theme: form.theme.trim(), text: form.text.trim() });
      shelf.drop(key);
      done(next, Number(form.round));
    } catch (error) {
      told.say(notice("bad", page.unsent, h("p", {}, await stage.explain(error))));
    }
  };
  const element = h("form", { class: "stack close", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void submit()) },
    table.rounds > 1 && radios(form, "round", page.roundLegend, Object.fromEntries(table.people.map(({ round }) => [String(round), [stage.text.round(round), ""]]))),
    theme,
    themes.length > 0 && h("p", { class: "tags" }, h("span", { class: "small soft" }, page.earlier), themes.map((one) => button(one, () => choose(one), "pick"))),
    text,
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button" }, page.send)),
    h("p", { class: "small soft" }, shelf.lasting ? page.kept : page.notKept));
  return element;
}

/** @param {TableStage["text"]["page"]} page @param {Record<string, string>} form @returns {[string, string][]} */
function faults(page, form) {
  return (/** @type {const} */ (["theme", "text"])).flatMap((path) => {
    const length = [...form[path].trim()].length;
    return length === 0 ? [[path, page.needed]] : length > LIMITS[path] ? [[path, page.tooLong]] : [];
  });
}
