// What somebody needs to be able to come, asked once after a yes. Never an answer to the invitation itself.
import { goTo, h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { liveRegion, notice } from "./notice.js";

/** @typedef {import("../lib/conversation-shapes.js").Needs} Needs */
/** @typedef {import("./conversation-facts.js").ConversationStage} ConversationStage */

/** Longest note, in characters. */
const LONGEST = 300;
const KINDS = /** @type {const} */ (["access", "childcare", "travel"]);

/** A form over what is known; `keep` sends what was filled in. @param {ConversationStage} stage @param {Needs} known @param {(needs: Needs) => Promise<void>} keep @returns {HTMLElement} */
export function needsForm({ text, explain }, known, keep) {
  const told = liveRegion();
  const boxes = KINDS.map((kind) => {
    const input = h("input", { type: "checkbox", name: kind });
    input.checked = known[kind];
    return { kind, input, element: h("label", { class: "choice" }, input, h("span", {}, text.needs[kind])) };
  });
  const note = field({ id: "needs-note", label: text.needsNote, hint: text.needsNoteHint, rows: 2, value: known.note ?? "", max: LONGEST, counter: text.left });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    const words = /** @type {HTMLTextAreaElement} */ (note.querySelector("textarea")).value.trim();
    if ([...words].length > LONGEST) {
      markField("needs-note", text.tooLong);
      return goTo(document.getElementById("needs-note"));
    }
    const [access, childcare, travel] = boxes.map(({ input }) => input.checked);
    try {
      await keep({ access, childcare, travel, note: words === "" ? null : words });
      told.say(notice("good", null, h("p", {}, text.needsKept)));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  const form = h("form", { class: "card", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event), "aria-labelledby": "needs-title" },
    h("h2", { id: "needs-title" }, text.needsTitle),
    h("p", {}, text.needsBody),
    h("fieldset", {}, h("legend", { class: "label" }, text.needsLegend), h("div", { class: "choices" }, boxes.map(({ element }) => element))),
    note,
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.needsKeep)));
  return form;
}
