// Staff: all published groups of a round side by side, and where they differ from the country. Never anything that is not public.
import * as api from "../api/client.js";
import { figures } from "../lib/figures.js";
import { deviations, turnoutOf } from "../lib/partition.js";
import { branchPage } from "../parts/branch-choice.js";
import { fill, h } from "../parts/dom.js";
import { notice } from "../parts/notice.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { sortableTable } from "../parts/sortable-table.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/round-overview.nl.js").text>} OverviewStage */
/** @typedef {import("../lib/shapes.js").Results} Results */

const id = addressParts()[2] ?? "";
const MOST = 10;

startPage({ nl: () => import("../text/round-overview.nl.js"), en: () => import("../text/round-overview.en.js") }, async (stage) => {
  const { text } = stage;
  stage.title(text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const round = await api.round(id);
  const results = round.state === "published" ? await api.results(round.id) : null;
  fill(stage.main,
    h("div", { class: "stack" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: `/staf/rondes/${round.id}` }, text.back)),
        h("h1", {}, text.title),
        h("p", { class: "lead" }, round.title)),
      results === null ? notice("info", text.notYet)
        : results.turnout_only ? notice("info", text.turnoutOnlyTitle, h("p", {}, text.turnoutOnlyBody))
        : [farthest(stage, results), allGroups(stage, results)]));
});

/** @param {OverviewStage} stage @param {Results} results @returns {HTMLElement} */
function farthest(stage, results) {
  const { text, common } = stage;
  const found = deviations(results, MOST);
  const line = (/** @type {import("../lib/partition.js").Deviation} */ one) =>
    h("li", { class: "far" },
      h("p", {}, h("strong", {}, one.difference > 0 ? text.farMore(one.difference) : text.farLess(-one.difference)), " ", h("a", { href: branchPage(results.round, one.group.branches[0].code) }, one.group.name)),
      h("p", { class: "small" }, `${common.statement(one.number)}: ${text.farLine(one.agree, one.country)}. `, h("span", { class: "soft" }, text.farOpinions(count(stage, one.opinions)))));
  return h("section", { class: "card", "aria-labelledby": "far" },
    h("div", { class: "stack close" }, h("h2", { id: "far" }, text.farTitle), h("p", { class: "soft" }, text.farLead)),
    found.length === 0 ? h("p", {}, text.none) : h("ol", { class: "path columns" }, found.map(line)),
    h("details", {}, h("summary", {}, text.statements), h("div", { class: "details-body" }, h("ol", {}, results.statements.map((one) => h("li", {}, one.text))))));
}

/** @param {OverviewStage} stage @param {Results} results @returns {HTMLElement} */
function allGroups(stage, results) {
  const { text, language } = stage;
  const shares = (/** @type {{statements: import("../lib/shapes.js").StatementFigures[]}} */ part) => part.statements.map(({ counts }) => figures(counts)).map(({ opinions, agree }) => (opinions === 0 ? null : agree));
  const percentage = (/** @type {number|null} */ value) => ({ value, shown: value === null ? "–" : `${value}\u00a0%` });
  const numbers = (/** @type {Results|import("../lib/shapes.js").GroupResult} */ part) => [{ value: part.roll, shown: count(stage, part.roll) }, percentage(turnoutOf(part)), ...shares(part).map(percentage)];
  const rows = results.groups.map((group) => [
    { value: group.name, shown: h("a", { href: branchPage(results.round, group.branches[0].code) }, group.name) },
    { value: group.region ?? text.noRegion, shown: group.region ?? text.noRegion },
    ...numbers(group)]);
  const heads = [text.group, text.region, text.roll, text.turnoutShare, ...results.statements.map(({ number }) => text.agreeWith(number))];
  const country = [{ value: text.country, shown: text.country }, { value: "", shown: "" }, ...numbers(results)];
  return h("section", { class: "stack close" },
    h("h2", {}, text.table),
    h("p", { class: "soft" }, text.sortHint, " ", text.agreeMeaning),
    sortableTable({ label: text.table, language, heads, rows, last: country }));
}
