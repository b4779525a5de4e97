// One afdeling in one round: its published figures above those of region and country, on one page of paper. Never a ballot.
import * as api from "../api/client.js";
import { toCsv } from "../lib/csv.js";
import { groupOf, levelsOf, trendOf } from "../lib/partition.js";
import { openShelf } from "../lib/storage.js";
import { fileRows, legendBlock, levelsBlock, namesInWords, trendBlock, turnoutBlock } from "../parts/branch-levels.js";
import { button, fill, h } from "../parts/dom.js";
import { branchBlock, feedbackWords } from "../parts/feedback.js";
import { notice } from "../parts/notice.js";
import { count } from "../parts/result-bar.js";
import { saveFile } from "../parts/save-file.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/branch-levels.js").BranchStage} BranchStage */
/** @typedef {import("../parts/branch-levels.js").NamedLevel} NamedLevel */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("../lib/shapes.js").Results} Results */
/** @typedef {import("../lib/shapes.js").GroupResult} GroupResult */
/** @typedef {{code: string, name: string}} BranchName */

const [, id, , code = ""] = addressParts();
// With more other names than this there is a number instead.
const NAMES_IN_LABEL = 2;
const NAMES_IN_SENTENCE = 8;

startPage({ nl: () => import("../text/round-branch.nl.js"), en: () => import("../text/round-branch.en.js") }, async (stage) => {
  drawLoading(stage);
  const round = await api.round(id);
  const results = round.state === "published" ? await api.results(round.id) : null;
  const group = results && groupOf(results, code);
  const branch = group?.branches.find((one) => one.code === code);
  const title = branch ? stage.text.branchPage(branch.name) : stage.text.branchesTitle;
  stage.title(title);
  const body = results && group && branch ? await published(stage, round, results, group, branch) : [without(stage, results)];
  fill(stage.main,
    h("div", { class: "column sheet" },
      h("div", { class: "stack close" },
        h("h1", {}, title),
        h("p", { class: "lead" }, stage.text.lead(round.title))),
      body,
      h("p", { class: "actions" }, h("a", { href: `/rondes/${round.id}` }, results ? stage.text.national : stage.text.notYetLink))));
});

/** @param {BranchStage} stage @param {Results|null} results @returns {HTMLElement} */
function without({ text }, results) {
  if (results === null) return notice("info", text.notYetTitle, h("p", {}, text.notYetBody));
  if (results.turnout_only) return notice("info", text.turnoutOnlyTitle, h("p", {}, text.turnoutOnlyBody));
  return notice("warn", text.missingTitle, h("p", {}, text.missingBody));
}

/** @param {BranchStage} stage @param {PublicRound} round @param {Results} results @param {GroupResult} group @param {BranchName} branch @returns {Promise<(HTMLElement|null)[]>} */
async function published(stage, round, results, group, branch) {
  const { text, language } = stage;
  const [words, answers, trends, interest] = await Promise.all([feedbackWords(language), ownAnswers(round.id), trendsOf(results), interestIn(round.id, group)]);
  const who = othersIn(group, branch).length === 0 ? text.talkBranch(branch.name) : groupLabel(stage, group, branch);
  const names = { group: groupLabel(stage, group, branch), country: round.scope ? text.scopeWhole : text.country };
  const levels = levelsOf(results, group).map((level) => ({ ...level, label: level.kind === "region" ? text.regionOf(level.name) : names[level.kind] }));
  const block = (/** @type {import("../lib/shapes.js").StatementResult} */ one) => {
    const trend = trends.get(one.number);
    const answer = answers.find(({ number }) => number === one.number);
    const said = interest.find(({ number }) => number === one.number);
    const says = answer && branchBlock({ words, language }, branch.name, answer);
    return levelsBlock(stage, one, results.statements.length, levels, {
      trend: trend ? trendBlock(stage, trend) : null,
      talk: said ? h("p", {}, said.members === null ? text.talkFew(who) : text.talkMany(who, count(stage, said.members))) : null,
      feedback: says ? h("div", { class: "feedback stack close" }, h("h3", {}, words.title), says) : null,
    });
  };
  const save = () => saveFile(`${text.fileName}-${branch.code}.csv`, toCsv(fileRows(stage, results, levels)), "text/csv");
  return [
    countedWith(stage, results, group, branch),
    h("p", { class: "actions" }, button(text.printed, () => print()), button(text.file, save, "button button-quiet")),
    turnoutBlock(stage, levels),
    legendBlock(stage),
    ...results.statements.map(block),
  ];
}

/** The other afdelingen of a group. @param {GroupResult} group @param {BranchName} branch @returns {string[]} */
function othersIn(group, branch) {
  return group.branches.filter(({ code }) => code !== branch.code).map(({ name }) => name);
}

/** A group under the name of the afdeling that is looked at. @param {BranchStage} stage @param {GroupResult} group @param {BranchName} branch @returns {string} */
function groupLabel(stage, group, branch) {
  const others = othersIn(group, branch);
  if (others.length === 0) return stage.text.branch(branch.name);
  return others.length <= NAMES_IN_LABEL ? namesInWords(stage, [branch.name, ...others]) : stage.text.group(branch.name, others.length);
}

/** With whom the afdeling is counted. @param {BranchStage} stage @param {Results} results @param {GroupResult} group @param {BranchName} branch @returns {HTMLElement} */
function countedWith(stage, results, group, branch) {
  const { text } = stage;
  if (results.groups.length === 1) return h("p", {}, text.allTogether);
  const others = othersIn(group, branch);
  if (others.length === 0) return h("p", {}, text.alone(branch.name));
  if (others.length <= NAMES_IN_SENTENCE) return h("p", {}, text.together(branch.name, namesInWords(stage, others)));
  return h("div", { class: "stack close" },
    h("p", {}, text.together(branch.name, text.others(others.length))),
    h("details", {}, h("summary", {}, text.togetherAll), h("p", { class: "details-body" }, namesInWords(stage, group.branches.map(({ name }) => name)))));
}

/** What the afdeling says for itself; an afdeling that is no more says nothing. @param {string} round @returns {Promise<import("../lib/shapes.js").StatementFeedback[]>} */
async function ownAnswers(round) {
  try {
    return (await api.branchFeedback(code, round)).statements;
  } catch (error) {
    if (error instanceof api.Refusal && error.status === 404) return [];
    throw error;
  }
}

/** How many would talk further, for who may see that of this group. @param {string} round @param {GroupResult} group @returns {Promise<import("../lib/shapes.js").GroupInterest["statements"]>} */
async function interestIn(round, group) {
  if (!(/** @type {{branch?: boolean}|null} */ (openShelf("localStorage").read("me"))?.branch)) return [];
  try {
    return (await api.branchInterest(round)).groups.find((one) => one.group === group.id)?.statements ?? [];
  } catch (error) {
    // Who is no longer signed in, or belongs elsewhere, reads what everybody reads.
    if (error instanceof api.Refusal && [401, 403, 404].includes(error.status)) return [];
    throw error;
  }
}

/** The trend of each statement that was put before. @param {Results} results @returns {Promise<Map<number, import("../lib/partition.js").Trend>>} */
async function trendsOf(results) {
  const rounds = [...new Set(results.earlier.map(({ round }) => round))];
  const found = new Map(await Promise.all(rounds.map(async (round) => /** @type {const} */ ([round, await api.results(round)]))));
  return new Map(results.statements.flatMap(({ number }) => {
    const before = results.earlier.filter(({ statement }) => statement === number).flatMap((one) => {
      const then = found.get(one.round);
      return then ? [{ results: then, number: one.number }] : [];
    });
    const trend = trendOf([{ results, number }, ...before], code);
    return trend ? [/** @type {const} */ ([number, trend])] : [];
  }));
}
