// One statement's published figures: sentence, stacked bar, legend, table. Never counts.
import { figures } from "../lib/figures.js";
import { h } from "./dom.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/round.nl.js").text>} RoundStage */
/** @typedef {import("../lib/shapes.js").StatementResult} StatementResult */

const ROOM_FOR_LABEL = 14;

/**
 * The figures of one statement: weighted beside the plain ones, the trend and the regions below, then what was done with it; what is not there leaves no gap.
 * @param {RoundStage} stage @param {StatementResult} result @param {number} total @param {{weighted?: HTMLElement|null, trend?: HTMLElement|null, regions?: HTMLElement|null, feedback?: HTMLElement|null, share?: HTMLElement|null}} places
 * @returns {HTMLElement}
 */
export function resultBlock(stage, result, total, { weighted, trend, regions, feedback, share }) {
  const { text, common } = stage;
  const counted = figures(result.counts);
  const id = `stelling-${result.number}`;
  return h("section", { class: "card result", id, "aria-labelledby": `${id}-title` },
    h("div", { class: "stack close" },
      h("p", { class: "result-number" }, common.statementOf(result.number, total)),
      h("h2", { id: `${id}-title` }, result.text)),
    counted.opinions === 0 ? h("p", { class: "verdict" }, text.nobody) : figure(stage, counted),
    h("p", { class: "soft" }, text.answered(count(stage, counted.everybody)), " ", text.noOpinion(count(stage, result.counts.none), counted.none)),
    weighted,
    trend,
    table(stage, result),
    regions,
    share,
    feedback);
}

/** The result of one statement as a picture to pass on, with its words for who cannot see it. @param {RoundStage} stage @param {string} address @param {StatementResult} result @returns {HTMLElement} */
export function shareBlock({ text }, address, result) {
  const { agree, disagree } = figures(result.counts);
  const words = text.pictureAlt(result.text, text.verdict(agree, disagree));
  const picture = h("img", { class: "picture", src: address, alt: words, loading: "lazy", width: 1200, height: 630 });
  return h("details", {},
    h("summary", {}, text.picture),
    h("div", { class: "details-body" },
      picture,
      h("p", {}, h("a", { class: "button button-quiet", href: address, download: `stelling-${result.number}.svg` }, text.pictureDownload)),
      h("p", { class: "small soft" }, text.pictureWords),
      h("p", { class: "small alt-words" }, words)));
}

/** The bar of shares, for the eye only: its words stand beside it. @param {ReturnType<typeof figures>} counted @returns {HTMLElement} */
export function barOf(counted) {
  return h("div", { class: "bar", "aria-hidden": "true" }, counted.shares.map((share) => {
    const part = h("div", { class: `bar-part scale-${share.value}` }, share.exact >= ROOM_FOR_LABEL ? `${share.percent}\u00a0%` : "");
    part.style.setProperty("--share", `${share.exact}%`);
    if (share.count === 0) part.hidden = true;
    return part;
  }));
}

/** @param {RoundStage} stage @param {ReturnType<typeof figures>} counted @returns {HTMLElement} */
function figure({ text, common }, counted) {
  const legend = counted.shares.map((share) =>
    h("li", {}, h("span", { class: `swatch scale-${share.value}` }), h("b", {}, `${share.percent}\u00a0%`), common.scale[share.value]));
  return h("div", { class: "stack close" },
    h("p", { class: "verdict" }, text.verdict(counted.agree, counted.disagree)),
    barOf(counted),
    h("ul", { class: "legend" }, legend));
}

/** @param {RoundStage} stage @param {StatementResult} result @returns {HTMLElement} */
function table(stage, result) {
  const { text, common } = stage;
  const counted = figures(result.counts);
  const row = (/** @type {string} */ name, /** @type {number} */ number, /** @type {string} */ share) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, count(stage, number)), h("td", { class: "number" }, share));
  return h("details", {},
    h("summary", {}, text.table),
    h("div", { class: "details-body" },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.answer), h("th", { scope: "col", class: "number" }, text.number), h("th", { scope: "col", class: "number" }, text.share))),
        h("tbody", {},
          counted.shares.map((share) => row(common.scale[share.value], share.count, `${share.percent} %`)),
          row(common.scale.none, result.counts.none, "–"))),
      h("p", { class: "small soft" }, text.shareMeaning)));
}

/** A whole number as people read it. @param {{language: "nl"|"en"}} stage @param {number} number @returns {string} */
export function count({ language }, number) {
  return new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB").format(number);
}
