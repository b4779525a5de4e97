// Staff: every version of a round's text, the difference between two, and bringing an old one back. Never a member's answer.
import * as rounds from "../api/client.js";
import * as api from "../api/workshop.js";
import { momentInWords } from "../lib/amsterdam.js";
import { wordDiff } from "../lib/word-diff.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { personName } from "../parts/staff-follow.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/workshop.nl.js").text>} WorkshopStage */
/** @typedef {import("../lib/shapes.js").RoundDraft} RoundDraft */
/** @typedef {import("../lib/workshop-shapes.js").Version} Version */

const PARTS = /** @type {const} */ (["text", "explanation", "argument_for", "argument_against"]);
const id = addressParts()[2] ?? "";
/** @type {Map<number, RoundDraft>} */
const known = new Map();

startPage({ nl: () => import("../text/workshop.nl.js"), en: () => import("../text/workshop.en.js") }, async (stage) => {
  stage.title(stage.text.versions);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  await show(stage, "");
});

/** @param {WorkshopStage} stage @param {string} told */
async function show(stage, told) {
  const [round, { versions }] = await Promise.all([rounds.staffRound(id), api.versions(id)]);
  const { text, language } = stage;
  const place = h("section", { class: "stack", "aria-live": "polite" });
  const name = (/** @type {Version} */ { version, by, at }) => `${text.version(version)}${version === round.version ? ` (${text.versionNow})` : ""}: ${personName(by)}, ${momentInWords(at, language)}`;
  const choice = (/** @type {string} */ key, /** @type {string} */ label, /** @type {number} */ chosen) => {
    const options = versions.map((one) => h("option", { value: one.version, selected: one.version === chosen }, name(one)));
    return h("div", { class: "field" }, h("label", { for: key }, label), h("select", { id: key, onchange: () => void compare() }, options));
  };
  const chosen = (/** @type {string} */ key) => Number(/** @type {HTMLSelectElement} */ (document.getElementById(key)).value);
  const compare = async () => {
    const [from, to] = [chosen("from"), chosen("to")];
    try {
      const [before, after] = await Promise.all([draft(from), draft(to)]);
      fill(place, h("h2", {}, `${text.version(from)} → ${text.version(to)}`), difference(stage, before, after),
        round.may.edit && from !== round.version && bringBack(stage, round, from, place));
    } catch (error) {
      fill(place, notice("warn", null, h("p", {}, await stage.explain(error))));
    }
  };
  const last = versions[0]?.version ?? 0;
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: `/staf/rondes/${id}` }, text.toRound)),
        h("h1", { tabindex: "-1" }, text.versions),
        h("p", { class: "lead" }, round.draft.title),
        h("p", {}, text.versionsLead),
        h("div", { role: "status" }, told && notice("good", told))),
      versions.length === 0 ? h("p", {}, text.versionsNone) : h("section", { class: "card" }, choice("from", text.from, versions[1]?.version ?? last), choice("to", text.to, last)),
      place));
  if (versions.length > 0) await compare();
}

/** A version never changes, so it is asked for once. @param {number} version @returns {Promise<RoundDraft>} */
async function draft(version) {
  const draft = known.get(version) ?? (await api.versionText(id, version)).draft;
  known.set(version, draft);
  return draft;
}

/** @param {WorkshopStage} stage @param {RoundDraft} before @param {RoundDraft} after @returns {HTMLElement[]} */
function difference({ text, common }, before, after) {
  const changed = (/** @type {string} */ name, /** @type {string|null|undefined} */ one, /** @type {string|null|undefined} */ other) => ((one ?? "") === (other ?? "") ? null : block(text, name, one ?? "", other ?? ""));
  const statement = (/** @type {number} */ i) => {
    const blocks = PARTS.map((part) => changed(text.parts[part], before.statements[i]?.[part], after.statements[i]?.[part])).filter((one) => one !== null);
    return blocks.length === 0 ? null : h("section", { class: "card" }, h("h3", {}, common.statement(i + 1)), blocks);
  };
  const head = [changed(text.title, before.title, after.title), changed(text.introduction, before.introduction, after.introduction)].filter((one) => one !== null);
  const all = [head.length > 0 ? h("section", { class: "card" }, head) : null, ...[0, 1, 2, 3].map(statement)].filter((one) => one !== null);
  return all.length === 0 ? [h("p", {}, text.same)] : all;
}

/** One text with what went and what came. @param {WorkshopStage["text"]} text @param {string} name @param {string} before @param {string} after @returns {HTMLElement} */
function block(text, name, before, after) {
  const piece = (/** @type {import("../lib/word-diff.js").Piece} */ { kind, text: words }) => {
    if (kind === "same") return words;
    const [tag, said] = kind === "gone" ? /** @type {const} */ (["del", text.gone]) : /** @type {const} */ (["ins", text.came]);
    return h(tag, {}, h("span", { class: "hidden-text" }, ` ${said} `), words);
  };
  return h("div", {}, h("p", { class: "label" }, name[0].toUpperCase() + name.slice(1)), h("p", { class: "difference" }, wordDiff(before, after).map(piece)));
}

/** @param {WorkshopStage} stage @param {import("../lib/shapes.js").StaffRound} round @param {number} version @param {HTMLElement} place @returns {HTMLElement} */
function bringBack(stage, round, version, place) {
  const { text } = stage;
  const act = async () => {
    try {
      await api.restoreVersion(id, version, round.version);
      await show(stage, text.brought(version));
      goTo(stage.main.querySelector("h1"));
    } catch (error) {
      place.append(notice("warn", null, h("p", { role: "alert" }, await stage.explain(error))));
    }
  };
  return h("div", { class: "stack close" }, h("p", { class: "actions" }, button(text.bring(version), () => void act(), "button button-quiet")), h("p", { class: "small soft" }, text.bringHint));
}
