// The workshop around the editor of a round: advice, the example on a phone, test readers, and the way to versions. Never saves the round.
import { toUtc } from "../lib/amsterdam.js";
import { h } from "./dom.js";
import { lintDesk } from "./workshop-lint.js";
import { phonePreview } from "./workshop-preview.js";
import { readersDesk } from "./workshop-readers.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/draft.js").Form} Form */
/** @typedef {typeof import("../text/workshop.nl.js").text} Words */
/** @typedef {{beside: (i: number) => HTMLElement, aside: HTMLElement, lint: HTMLElement, rest: HTMLElement[], listen: (editor: HTMLElement) => void}} Workshop */

const PARTS = /** @type {const} */ (["text", "explanation", "argument_for", "argument_against"]);
const NUMBERS = [0, 1, 2, 3];

/** The words of the workshop. @param {"nl"|"en"} language @returns {Promise<Words>} */
export async function workshopWords(language) {
  return (await (language === "nl" ? import("../text/workshop.nl.js") : import("../text/workshop.en.js"))).text;
}

/** The workshop for a form that is being filled in; `round` none before it was saved. @param {StaffStage} stage @param {Words} words @param {import("../lib/shapes.js").StaffRound|null} round @param {Form} form @returns {Workshop} */
export function workshop(stage, words, round, form) {
  const lint = lintDesk(stage, words, round?.id ?? null, () => NUMBERS.map((i) => texts(form, i)));
  const preview = phonePreview(words, () => shown(form));
  const readers = round && readersDesk(stage, words, round);
  const versions = round && h("p", {}, h("a", { href: `/staf/rondes/${round.id}/versies` }, words.versions));
  return {
    beside: (i) => h("div", { class: "stack close" }, lint.at(i), readers?.at(i)),
    aside: preview.element,
    lint: lint.whole,
    rest: [...(readers ? [readers.whole] : []), ...(versions ? [versions] : [])],
    listen: (editor) => {
      const changed = (/** @type {Event} */ event) => {
        const at = /^f-statements-(\d)/.exec(/** @type {HTMLElement} */ (event.target).id)?.[1];
        // A field that is left says "change", and the example must not jump back to it while somebody walks through that.
        preview.update(at === undefined || event.type === "change" ? undefined : Number(at));
        if (at !== undefined && event.type === "input") lint.update();
      };
      // With the focus the example goes to the statement that is worked on.
      for (const name of ["input", "change", "focusin"]) editor.addEventListener(name, changed);
    },
  };
}

/** @param {Form} form @param {number} i @returns {import("../lib/workshop-shapes.js").Texts} */
function texts(form, i) {
  return /** @type {import("../lib/workshop-shapes.js").Texts} */ (Object.fromEntries(PARTS.map((part) => [part, (form[`statements.${i}.${part}`] ?? "").trim()])));
}

/** The draft as the voting page reads a round; what is not filled in yet stands as it would most often. @param {Form} form */
function shown(form) {
  const statement = (/** @type {number} */ i) => {
    const { text, ...rest } = texts(form, i);
    return { number: i + 1, text, explanation: rest.explanation || null, argument_for: rest.argument_for || null, argument_against: rest.argument_against || null };
  };
  return {
    title: form.title,
    purpose: /** @type {import("../lib/shapes.js").Purpose} */ (form.purpose || "adviseren"),
    closes_at: toUtc(form.closes_at).utc ?? new Date().toISOString(),
    statements: NUMBERS.map(statement),
  };
}
