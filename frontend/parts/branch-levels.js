// An afdeling's figures above those of its region and the country: bars, tables, the trend. Never fetches.
import { dayInWords } from "../lib/amsterdam.js";
import { SCALE, figures, percent } from "../lib/figures.js";
import { turnoutOf } from "../lib/partition.js";
import { h } from "./dom.js";
import { barOf, count } from "./result-bar.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/round-branch.nl.js").text>} BranchStage */
/** @typedef {import("../lib/partition.js").Level} Level */
/** @typedef {import("../lib/partition.js").Trend} Trend */
/** @typedef {Level & {label: string}} NamedLevel */

/** Names as a sentence has them: "Aalten, Doetinchem en Zutphen". @param {BranchStage} stage @param {string[]} names @returns {string} */
export function namesInWords({ text }, names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${text.and} ${names.at(-1)}`;
}

/** What each colour stands for. @param {BranchStage} stage @returns {HTMLElement} */
export function legendBlock({ text, common }) {
  return h("section", { class: "stack close", "aria-labelledby": "legend" },
    h("h2", { class: "small", id: "legend" }, text.legend),
    h("ul", { class: "legend" }, SCALE.map((value) => h("li", {}, h("span", { class: `swatch scale-${value}` }), common.scale[value]))));
}

/** Turnout of each level. @param {BranchStage} stage @param {NamedLevel[]} levels @returns {HTMLElement} */
export function turnoutBlock(stage, levels) {
  const { text } = stage;
  const head = (/** @type {string} */ words) => h("th", { scope: "col", class: "number wrap" }, words);
  return h("section", { class: "card", "aria-labelledby": "turnout" },
    h("h2", { id: "turnout" }, text.turnoutTitle),
    h("table", { class: "narrow" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.part), head(text.votes), head(text.turnoutShare))),
      h("tbody", {}, levels.map((level) =>
        h("tr", {}, h("th", { scope: "row" }, level.label), h("td", { class: "number wrap" }, text.votesOf(count(stage, level.ballots), count(stage, level.roll))), h("td", { class: "number" }, `${turnoutOf(level)}\u00a0%`))))),
    h("p", { class: "soft small" }, text.turnoutNote));
}

/** One statement at every level. @param {BranchStage} stage @param {import("../lib/shapes.js").StatementResult} statement @param {number} total @param {NamedLevel[]} levels @param {{trend: HTMLElement|null, talk: HTMLElement|null, feedback: HTMLElement|null}} places @returns {HTMLElement} */
export function levelsBlock(stage, statement, total, levels, { trend, talk, feedback }) {
  const id = `stelling-${statement.number}`;
  const given = levels.flatMap((level) => {
    const found = level.statements.find(({ number }) => number === statement.number);
    return found ? [{ level, counted: figures(found.counts), none: found.counts.none }] : [];
  });
  return h("section", { class: "card result", id, "aria-labelledby": `${id}-title` },
    h("div", { class: "stack close" },
      h("p", { class: "result-number" }, stage.common.statementOf(statement.number, total)),
      h("h2", { id: `${id}-title` }, statement.text)),
    h("ul", { class: "levels" }, given.map(({ level, counted }) => levelItem(stage, level, counted))),
    trend,
    talk,
    levelTable(stage, given),
    feedback);
}

/** @param {BranchStage} stage @param {NamedLevel} level @param {ReturnType<typeof figures>} counted @returns {HTMLElement} */
function levelItem(stage, level, counted) {
  const { text } = stage;
  return h("li", { class: `level level-${level.kind}` },
    h("div", { class: "level-words" },
      h("p", { class: "level-name" }, level.label),
      h("p", {}, counted.opinions === 0 ? text.nobody : text.verdict(counted.agree, counted.disagree)),
      h("p", { class: "small soft" }, text.given(count(stage, counted.everybody), counted.none))),
    barOf(counted));
}

/** @param {BranchStage} stage @param {{level: NamedLevel, counted: ReturnType<typeof figures>, none: number}[]} given @returns {HTMLElement} */
function levelTable(stage, given) {
  const { text, common } = stage;
  const cell = (/** @type {number} */ n, /** @type {string} */ share) => h("td", { class: "number" }, count(stage, n), h("span", { class: "soft small block" }, share));
  return h("details", {},
    h("summary", {}, text.table),
    h("div", { class: "details-body" },
      h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": text.table },
        h("table", {},
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.answer), given.map(({ level }) => h("th", { scope: "col", class: "number wrap" }, level.label)))),
          h("tbody", {},
            SCALE.map((value, i) => h("tr", {}, h("th", { scope: "row" }, common.scale[value]), given.map(({ counted: { shares } }) => cell(shares[i].count, `${shares[i].percent}\u00a0%`)))),
            h("tr", {}, h("th", { scope: "row" }, common.scale.none), given.map(({ none }) => cell(none, "–")))))),
      h("p", { class: "small soft" }, text.shareMeaning)));
}

/** One statement through the rounds, for what was published in all of them. @param {BranchStage} stage @param {Trend} trend @returns {HTMLElement} */
export function trendBlock(stage, { part, points }) {
  const { text, language } = stage;
  const names = points[0].results.groups.flatMap(({ branches }) => branches).filter(({ code }) => part.has(code)).map(({ name }) => name);
  const who = names.length === 1 ? text.trendAlone(names[0]) : text.trendWho(namesInWords(stage, names));
  const line = (/** @type {Trend["points"][number]} */ { results, number, counts }) => {
    const { opinions, agree, disagree } = figures(counts);
    return h("li", {}, h("a", { href: `/rondes/${results.round}#stelling-${number}` }, dayInWords(results.published_at, language)), ": ", opinions === 0 ? text.nobody : text.verdict(agree, disagree));
  };
  return h("div", { class: "stack close trend" },
    h("h3", {}, text.before),
    h("p", { class: "small soft" }, who),
    h("ul", {}, points.map(line)));
}

/** Everything that the page shows, as rows of a file: turnout, then each answer to each statement, per level. @param {BranchStage} stage @param {import("../lib/shapes.js").Results} results @param {NamedLevel[]} levels @returns {(string|number)[][]} */
export function fileRows({ text, common }, results, levels) {
  const { name, answer, count: given, roll, ballots } = text.columnNames;
  const rows = levels.flatMap((level) => {
    const head = [text.levels[level.kind], level.label];
    const turnout = [[...head, "", "", roll, level.roll, ""], [...head, "", "", ballots, level.ballots, percent(level.ballots, level.roll)]];
    return [...turnout, ...level.statements.flatMap((one) => {
      const words = results.statements.find(({ number }) => number === one.number)?.text ?? "";
      const { shares } = figures(one.counts);
      const line = (/** @type {string} */ label, /** @type {number} */ n, /** @type {number|string} */ share) => [...head, one.number, words, label, n, share];
      return [...shares.map((share) => line(common.scale[share.value], share.count, share.percent)), line(common.scale.none, one.counts.none, "")];
    })];
  });
  return [[text.level, name, text.statementNumber, text.statementText, answer, given, "%"], ...rows];
}
