// The form in which the code from another device is typed. Never makes or checks a code.
import { h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { liveRegion, showFaults } from "./notice.js";

/** @typedef {import("./ballot.js").VoteStage} VoteStage */

/** The field in which a code is typed. @param {{label: string, hint: string}} words @param {string} [value] @returns {HTMLDivElement} */
export function codeField({ label, hint }, value = "") {
  return field({ id: "code", label, hint, value, attributes: { class: "input-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", autocorrect: "off" } });
}

/**
 * The form for a code from another device; `enter` answers with a sentence when the code will not do.
 * @param {VoteStage} stage @param {import("./ballot-trouble.js").Words} words @param {{reason: string, enter: (typed: string) => Promise<string|null>}} entry
 * @returns {HTMLElement}
 */
export function codeEntry({ common }, words, { reason, enter }) {
  const faults = h("div", {});
  const told = liveRegion();
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    showFaults(faults, "", []);
    told.say(h("p", {}, words.entry.busy));
    const typed = /** @type {HTMLInputElement} */ (form.querySelector("#code")).value;
    const wrong = await enter(typed);
    told.say();
    if (wrong === null || !form.isConnected) return;
    markField("code", wrong);
    showFaults(faults, common.errorTitle, [{ id: "code", words: wrong }]);
  };
  const form = h("form", { class: "stack", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    codeField(words.entry),
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button" }, words.entry.act)));
  return h("div", { class: "column" }, faults, h("h1", { tabindex: "-1" }, words.entry.title), h("p", { class: "lead" }, reason), form);
}
