// Reading in a file: choose, see what would change, and then exactly that. Never keeps the file.
import { applyImport, previewImport } from "../api/members.js";
import { button, fill, goTo, h } from "./dom.js";
import { notice, showFaults } from "./notice.js";
import { badRows, branchDifference, memberDifference, writes } from "./staff-import-difference.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */
/** @typedef {import("../api/members.js").What} What */

const LARGEST = 16 * 1024 * 1024;

/** The form, and below it what would change; calls `done` after an import. @param {MembersStage} stage @param {() => Promise<void>} done @returns {HTMLElement} */
export function importForm(stage, done) {
  const { text, common } = stage;
  const faults = h("div", {});
  const outcome = h("div", { class: "stack" });
  const file = h("input", { type: "file", id: "import-file", accept: ".csv,text/csv", "aria-describedby": "import-file-hint", onchange: () => fill(outcome) });
  const complete = h("input", { type: "checkbox", id: "import-complete", onchange: () => fill(outcome) });
  const whole = h("label", { class: "choice" }, complete, h("span", {}, text.importComplete, h("span", { class: "soft small block plain" }, text.importCompleteHint)));
  const kinds = /** @type {What[]} */ (["members", "branches"]).map((what) => h("input", { type: "radio", name: "import-what", value: what, checked: what === "members", onchange: () => ((whole.hidden = what === "branches"), fill(outcome)) }));
  const chosen = () => /** @type {What} */ (kinds.find((one) => one.checked)?.value ?? "members");
  const wrong = (/** @type {string} */ words) => showFaults(faults, common.errorTitle, [{ id: file.id, words }]);
  const apply = async (/** @type {Blob} */ blob, /** @type {What} */ what, /** @type {boolean} */ all, /** @type {string} */ digest) => {
    fill(outcome, h("p", { role: "status" }, text.importApplying));
    try {
      await applyImport(what, blob, all, digest);
      const said = notice("good", text.importDone);
      fill(outcome, said);
      goTo(said);
      await done();
    } catch (error) {
      fill(outcome);
      wrong(await stage.explain(error));
    }
  };
  const look = async () => {
    showFaults(faults, common.errorTitle, []);
    const [blob, what] = [file.files?.[0], chosen()];
    if (!blob) return wrong(text.importNoFile);
    if (blob.size > LARGEST) return wrong(text.importTooLarge);
    const all = what === "members" && complete.checked;
    fill(outcome, h("p", { role: "status" }, text.importBusy));
    try {
      const seen = await previewImport(what, blob, all);
      fill(outcome, ...preview(stage, what, seen, { apply: () => void apply(blob, what, all, seen.digest), stop: () => (fill(outcome), goTo(file)) }));
      goTo(outcome.querySelector("h3, .notice"));
    } catch (error) {
      fill(outcome);
      wrong(await stage.explain(error));
    }
  };
  const kind = (/** @type {HTMLInputElement} */ input, /** @type {string} */ label, /** @type {string} */ hint) => h("label", { class: "choice" }, input, h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
  return h("section", { class: "card" },
    h("h2", {}, text.importTitle), faults,
    h("fieldset", {}, h("legend", { class: "label" }, text.importWhat),
      h("div", { class: "choices" }, kind(kinds[0], text.importMembers, text.importMembersHint), kind(kinds[1], text.importBranches, text.importBranchesHint))),
    h("div", { class: "field" }, h("label", { for: file.id }, text.importFile), h("p", { class: "field-hint", id: "import-file-hint" }, text.importFileHint), file),
    whole,
    h("p", { class: "actions" }, button(text.importLook, () => void look(), "button button-quiet")),
    outcome);
}

/** @param {MembersStage} stage @param {What} what @param {any} seen @param {{apply: () => void, stop: () => void}} acts @returns {(HTMLElement|string)[]} */
function preview(stage, what, seen, { apply, stop }) {
  const { text } = stage;
  if (seen.bad !== null) return badRows(stage, seen.bad);
  const shown = what === "members" ? memberDifference(stage, seen.difference) : branchDifference(stage, seen);
  if (!writes(what, seen)) return [notice("info", text.importNothing), ...shown];
  return [h("h3", {}, text.importChangedTitle), ...shown,
    h("p", { class: "actions" }, button(text.importApply, apply), button(text.importCancel, stop, "button-link"))];
}
