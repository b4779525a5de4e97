// "Sta ik erop?": looks on this device whether a vote stands in the published lists. A code or a line code is never sent or kept here.
import * as api from "../api/client.js";
import { groupLines } from "../api/lists.js";
import { momentInWords } from "../lib/amsterdam.js";
import { findVote, readLeaf, readRun } from "../lib/check.js";
import { openShelf } from "../lib/storage.js";
import { readSaved } from "../lib/voting.js";
import { checkForm } from "../parts/check-form.js";
import { outcomeBlock } from "../parts/check-outcome.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { listFiles } from "../parts/list-files.js";
import { notice } from "../parts/notice.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/check-form.js").CheckStage} CheckStage */
/** @typedef {import("../parts/check-outcome.js").Outcome} Outcome */
/** @typedef {{round: import("../lib/shapes.js").PublicRound, results: import("../lib/shapes.js").Results|null, leaf: {box: string, statements: string[]}|null}} Published */
/** @typedef {{published: Published, kept: {branch: string, saved: import("../lib/voting.js").Saved}|null, entered: import("../parts/check-form.js").Entered, outcome: Outcome|null, show: () => void}} Visit `show` draws the form or the outcome where the page has it now */

/** What is known and entered; it outlives a change of language. @type {Visit|null} */
let visit = null;

startPage({ nl: () => import("../text/check.nl.js"), en: () => import("../text/check.en.js") }, async (stage) => {
  const { text, main, title } = stage;
  title(text.title);
  if (visit === null) drawLoading(stage);
  visit ??= await begin(addressParts()[1]);
  const { round } = visit.published;
  title(`${text.title} – ${round.title}`);
  fill(main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("h1", {}, text.title),
        h("p", { class: "lead" }, text.lead(round.title))),
      body(stage, visit),
      h("p", {}, h("a", { href: `/rondes/${round.id}` }, text.backToRound))));
});

/** @param {string} id @returns {Promise<Visit>} */
async function begin(id) {
  const round = await api.round(id);
  if (round.state !== "published" || !globalThis.crypto?.subtle) return { published: { round, results: null, leaf: null }, kept: null, entered: { branch: "", typed: null }, outcome: null, show: () => {} };
  const [results, proven] = await Promise.all([api.results(round.id), api.roundLeaf(round.id)]);
  const kept = keptHere(round.id);
  const branches = results.groups.flatMap((group) => group.branches);
  const branch = branches.find(({ name }) => name === kept?.branch)?.code ?? "";
  return { published: { round, results, leaf: await readLeaf(proven, round) }, kept, entered: { branch, typed: kept ? null : "" }, outcome: null, show: () => {} };
}

/** The vote of who last opened this round on this device. @param {string} round @returns {Visit["kept"]} */
function keptHere(round) {
  const shelf = openShelf("localStorage");
  const opened = /** @type {{vote?: unknown, branch?: unknown}|null} */ (shelf.read(`opened.${round}`));
  const saved = typeof opened?.vote === "string" ? readSaved(shelf.read(opened.vote)) : null;
  return saved && { branch: String(opened?.branch), saved };
}

/** @param {CheckStage} stage @param {Visit} now @returns {HTMLElement[]} */
function body(stage, now) {
  const { text, language } = stage;
  const { round, results, leaf } = now.published;
  const say = (/** @type {{title: string}} */ { title }, /** @type {string} */ words) => [notice("info", title, h("p", {}, words))];
  if (round.state === "withdrawn") return say(text.withdrawn, text.withdrawn.body);
  if (round.state !== "published") return say(text.notYet, text.notYet.body(momentInWords(round.publishes_at, language)));
  if (results === null) return [notice("bad", text.insecure.title, h("p", {}, text.insecure.body))];
  if (results.turnout_only) return say(text.turnoutOnly, text.turnoutOnly.body);
  if (results.lists.length === 0) return say(text.noLists, text.noLists.body);
  if (leaf === null) return [outcomeBlock(stage, { id: round.id, statements: [] }, { found: { kind: "wrong", statement: null }, group: null, saved: null })];
  const place = h("div", { class: "stack" });
  now.show = () => drawPlace(stage, now, place);
  now.show();
  return [place, listFiles(stage, { id: round.id, box: leaf.box, seals: results.lists })];
}

/** The form, or what was found with it. @param {CheckStage} stage @param {Visit} now @param {HTMLElement} place */
function drawPlace(stage, now, place) {
  const { text } = stage;
  const { round, results, leaf } = now.published;
  const turn = (/** @type {Outcome|null} */ outcome) => {
    now.outcome = outcome;
    now.show();
    goTo(document.querySelector("main h2[tabindex], #branch"));
  };
  if (now.outcome !== null) {
    return fill(place, outcomeBlock(stage, { id: round.id, statements: leaf?.statements ?? [] }, now.outcome), h("p", { class: "actions" }, button(text.again, () => turn(null), "button button-quiet")));
  }
  /** @type {import("../parts/check-form.js").Look} */
  const look = async (branch, code, say) => turn(await search(stage, now, branch, code, say));
  fill(place, h("p", {}, text.how), checkForm(stage, { groups: results?.groups ?? [], kept: now.kept?.saved.code ?? null, entered: now.entered, look }));
}

/** Fetches and checks the four lists of the group, and looks for the code. @param {CheckStage} stage @param {Visit} now @param {string} branch @param {string} code @param {(words: string) => void} say @returns {Promise<Outcome>} */
async function search(stage, { published: { round, results, leaf }, kept }, branch, code, say) {
  const group = results?.groups.find(({ branches }) => branches.some((one) => one.code === branch)) ?? null;
  const saved = kept?.saved.code === code ? kept.saved : null;
  const end = (/** @type {Outcome["found"]} */ found) => ({ found, group, saved });
  if (results === null || leaf === null || group === null) return end({ kind: "wrong", statement: null });
  const lists = [];
  try {
    for (const seal of results.lists) {
      const statement = lists.length + 1;
      say(stage.text.busy(statement));
      const list = await readRun(await groupLines(leaf.box, round.id, statement, group.id), { seal, group, statement });
      if (list === null) return end({ kind: "wrong", statement });
      lists.push(list);
    }
    return end(await findVote(code, round.id, lists));
  } catch (error) {
    const code = error instanceof api.Refusal ? error.code : null;
    if (code === "not_published") return end({ kind: "not_yet" });
    // The result names a group that the list does not have.
    if (code === "not_found") return end({ kind: "wrong", statement: lists.length + 1 });
    return end({ kind: "failed", words: await stage.explain(error) });
  }
}
