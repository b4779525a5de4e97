// The member's code on the page: shown, copied, saved; and the form to type it in. Never makes or checks a code.
import { button, h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { liveRegion, showFaults } from "./notice.js";

/** @typedef {import("./ballot-start.js").VoteStage} VoteStage */

/** Shows a code in five groups, with ways to keep it. @param {VoteStage} stage @param {{code: string, title: string, lasting: boolean}} card @returns {HTMLElement} */
export function codeCard({ text }, { code, title, lasting }) {
  const groups = code.match(/.{5}/g) ?? [];
  const told = liveRegion();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(groups.join("-"));
      told.say(h("p", { class: "small" }, text.code.copied));
    } catch {
      told.say(h("p", { class: "small" }, text.code.copyFailed));
    }
  };
  return h("section", { class: "card", "aria-labelledby": "code-title" },
    h("h2", { id: "code-title" }, text.code.title),
    h("p", { class: "code", translate: "no" }, groups.flatMap((group, i) => (i === 0 ? [h("span", {}, group)] : [" ", h("span", {}, group)]))),
    h("p", { class: "actions" }, button(text.code.copy, () => void copy(), "button button-quiet"), button(text.code.save, () => saveFile(text.code.fileName, text.code.file(title, groups.join("-"), location.origin)), "button button-quiet")),
    told.element,
    h("p", {}, text.code.body),
    h("p", { class: "small soft" }, lasting ? text.code.thisDevice : text.code.noDevice));
}

/** @param {string} name @param {string} words */
function saveFile(name, words) {
  const url = URL.createObjectURL(new Blob([words], { type: "text/plain" }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * The form for a code from another device; `enter` answers with a sentence when the code will not do.
 * @param {VoteStage} stage @param {{reason: string, enter: (typed: string) => Promise<string|null>}} entry
 * @returns {HTMLElement}
 */
export function codeEntry({ text, common }, { reason, enter }) {
  const faults = h("div", {});
  const told = liveRegion();
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    showFaults(faults, "", []);
    told.say(h("p", {}, text.entry.busy));
    const typed = /** @type {HTMLInputElement} */ (form.querySelector("#code")).value;
    const wrong = await enter(typed);
    told.say();
    if (wrong === null || !form.isConnected) return;
    markField("code", wrong);
    showFaults(faults, common.errorTitle, [{ id: "code", words: wrong }]);
  };
  const form = h("form", { class: "stack", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    field({ id: "code", label: text.entry.label, hint: text.entry.hint, attributes: { class: "input-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", autocorrect: "off" } }),
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button" }, text.entry.act)));
  return h("div", { class: "column" }, faults, h("h1", { tabindex: "-1" }, text.entry.title), h("p", { class: "lead" }, reason), form);
}
