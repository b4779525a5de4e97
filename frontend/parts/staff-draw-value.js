// A draw that is fixed: the witnesses' links, told once, and the public value that two people enter. Never the draw's outcome.
import * as api from "../api/draws.js";
import { copyButton } from "./copy-button.js";
import { h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { notice } from "./notice.js";

/** @typedef {import("./staff-draw.js").DrawStageWords} DrawStageWords */
/** @typedef {import("../lib/draw-shapes.js").Draw} Draw */

/** The links of the witnesses. @param {DrawStageWords} stage @param {import("../lib/draw-shapes.js").Fixed} fixed @returns {HTMLElement} */
export function fixedBlock({ text }, { witnesses }) {
  return notice("warn", text.fixedLead,
    witnesses.map(({ name, link }) => h("div", { class: "stack close" },
      h("p", {}, h("strong", {}, text.linkOf(name)), h("code", { class: "block", translate: "no" }, link)),
      copyButton(text, text.linkOf(name), link))),
    h("p", { class: "small" }, text.linkHint));
}

/** What the draw waits for, for whom, and the field for it. @param {DrawStageWords} stage @param {string} id @param {Draw} draw @param {{mine: boolean, entered: (draws: Draw[]) => void}} wishes @returns {HTMLElement} */
export function valueBlock(stage, id, draw, { mine, entered }) {
  const { text } = stage;
  const drand = draw.public_value.startsWith("drand");
  const input = field({ id: "value", label: text.value, hint: drand ? text.valueHint.drand : text.valueHint.dice, attributes: { autocomplete: "off", spellcheck: "false", autocapitalize: "off", autocorrect: "off" } });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    const typed = /** @type {HTMLInputElement} */ (input.querySelector("input"));
    try {
      if (typed.value.trim() === "") throw text.needed;
      entered((await api.enterValue(id, draw.stage, typed.value.trim())).draws);
    } catch (error) {
      markField("value", typeof error === "string" ? error : await stage.explain(error));
      typed.focus();
    }
  };
  const form = h("form", { class: "stack close", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    input,
    h("p", { class: "actions" }, h("button", { class: "button" }, text.enter)),
    h("p", { class: "small soft" }, text.enterSure));
  return h("div", { class: "stack close" },
    h("h3", {}, text.valueTitle),
    h("p", {}, h("strong", {}, text.waitsFor(draw.public_value))),
    notice(mine || draw.proposed ? "warn" : "info", null, h("p", {}, mine ? text.mine : draw.proposed ? text.someone : text.nobody)),
    form);
}
