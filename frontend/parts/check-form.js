// The form of the check page: which afdeling, and which code. Never fetches a list, never looks for a line.
import { readCode } from "../lib/code.js";
import { codeField } from "./code-entry.js";
import { button, fill, h } from "./dom.js";
import { clearMarks, markField } from "./field.js";
import { liveRegion, notice, showFaults } from "./notice.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/check.nl.js").text>} CheckStage */
/** @typedef {{branch: string, typed: string|null}} Entered afdeling by its code; a null code is the one that this device keeps */
/** @typedef {(branch: string, code: string, say: (words: string) => void) => Promise<void>} Look */

/**
 * Asks what is needed to look; what is entered stays in `entered`, so that a redrawn form still has it.
 * @param {CheckStage} stage @param {{groups: import("../lib/shapes.js").GroupResult[], kept: string|null, entered: Entered, look: Look}} wishes
 * @returns {HTMLElement}
 */
export function checkForm({ text, common }, { groups, kept, entered, look }) {
  const faults = h("div", { class: "live" });
  const told = liveRegion();
  const code = h("div", {});
  const type = () => {
    const place = codeField(text.entry, entered.typed ?? "");
    const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    input.addEventListener("input", () => (entered.typed = input.value));
    fill(code, place);
    return input;
  };
  const other = () => {
    entered.typed = "";
    type().focus();
  };
  if (kept !== null && entered.typed === null) fill(code, notice("info", null, h("p", {}, text.kept), h("p", {}, button(text.otherCode, other, "button-link"))));
  else type();
  // Four lists take a while: a second tap would fetch them again.
  let busy = false;
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    clearMarks(form);
    showFaults(faults, "", []);
    const read = await readCode(entered.typed ?? kept ?? "");
    const wrong = [
      ...(entered.branch === "" ? [{ id: "branch", words: text.branch.missing }] : []),
      ...(read.wrong === null ? [] : [{ id: "code", words: text.entry.wrong[read.wrong] }]),
    ];
    for (const { id, words } of wrong) markField(id, words);
    showFaults(faults, common.errorTitle, wrong);
    if (wrong.length === 0 && read.code !== null) await look(entered.branch, read.code, (words) => told.say(h("p", {}, words)));
    busy = false;
  };
  const form = h("form", { class: "card", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    branchField(text.branch, groups, entered),
    code,
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button" }, text.act)));
  return h("div", { class: "stack" }, faults, form);
}

/** @param {CheckStage["text"]["branch"]} words @param {import("../lib/shapes.js").GroupResult[]} groups @param {Entered} entered @returns {HTMLElement} */
function branchField(words, groups, entered) {
  const branches = groups.flatMap((group) => group.branches).sort((one, other) => one.name.localeCompare(other.name, "nl"));
  const select = h("select", { id: "branch", "aria-describedby": "branch-hint branch-error", onchange: () => (entered.branch = select.value) },
    h("option", { value: "" }, words.none),
    branches.map(({ code, name }) => h("option", { value: code }, name)));
  select.value = entered.branch;
  return h("div", { class: "field" },
    h("label", { for: "branch" }, words.label),
    h("p", { class: "field-hint", id: "branch-hint" }, words.hint),
    h("p", { class: "field-error", id: "branch-error" }),
    select);
}
