// A published result by region, age and weight, as everybody reads it. Never counts, never fetches.
import { figures, percent } from "../lib/figures.js";
import { turnoutOf } from "../lib/partition.js";
import { h } from "./dom.js";
import { barOf, count } from "./result-bar.js";

/** @typedef {import("./result-bar.js").RoundStage} RoundStage */
/** @typedef {import("../lib/shapes.js").Results} Results */
/** @typedef {import("../lib/shapes.js").BandTurnout} BandTurnout */

/** Of whom the smallest share took part, turnout by region and by age, and what weighting means; nothing where none of it is published. @param {RoundStage} stage @param {Results} results @returns {HTMLElement|null} */
export function whoTookPart(stage, results) {
  const { text } = stage;
  const least = leastOf(stage, results);
  const { regions, ages, weighted } = results;
  if (least === null && regions.length === 0 && ages.length === 0) return null;
  const byRegion = regions.map((region) => ({ name: region.name, roll: region.roll, share: turnoutOf(region) }));
  const byAge = ages.map((band) => ({ name: sentenceStart(bandName(stage, band)), roll: band.roll, share: percent(band.tickets, band.roll) }));
  return h("section", { class: "card", "aria-labelledby": "who" },
    h("div", { class: "stack close" }, h("h2", { id: "who" }, text.whoTitle), least && h("p", { class: "verdict" }, least)),
    regions.length > 0 && turnoutTable(stage, text.turnoutByRegion, [text.region, text.voted], byRegion, null),
    ages.length > 0 && turnoutTable(stage, text.turnoutByAge, [text.age, text.tookPart], byAge, text.ageNote),
    weighted && h("p", { class: "soft" }, text.weightedMeaning(count(stage, weighted.effective_n))));
}

/** @param {RoundStage} stage @param {Results} results @returns {string|null} */
function leastOf(stage, { regions, groups, least_represented: { part, band } }) {
  const { text } = stage;
  // The share that the tables show: votes of a part, tickets of an age.
  const shown = part && (part.group === null ? regions.find(({ name }) => name === part.name) : groups.find(({ id }) => id === part.group));
  const who = [shown && text.leastPart(shown.name, turnoutOf(shown)), band && text.leastBand(bandName(stage, band), percent(band.tickets, band.roll))];
  const named = who.filter((one) => typeof one === "string");
  return named.length > 0 ? text.least(named) : null;
}

/** @param {RoundStage} stage @param {BandTurnout} band @returns {string} */
function bandName({ text }, { from, to, unknown }) {
  const { band } = text;
  if (from === null && to === null) return band.unknown;
  const ages = from === null ? band.until(to ?? 0) : to === null ? band.from(from) : band.between(from, to);
  return unknown ? band.andUnknown(ages) : ages;
}

/** @param {string} words @returns {string} */
function sentenceStart(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {RoundStage} stage @param {string} title @param {[string, string]} heads @param {{name: string, roll: number, share: number}[]} rows @param {string|null} note @returns {HTMLElement} */
function turnoutTable(stage, title, [who, share], rows, note) {
  const row = (/** @type {{name: string, roll: number, share: number}} */ one) => {
    const meter = h("div", { class: "meter", "aria-hidden": "true" });
    meter.style.setProperty("--share", `${one.share}%`);
    return h("tr", {}, h("th", { scope: "row" }, one.name, meter), h("td", { class: "number" }, count(stage, one.roll)), h("td", { class: "number" }, `${one.share}\u00a0%`));
  };
  return h("details", {},
    h("summary", {}, title),
    h("div", { class: "details-body" },
      h("table", { class: "narrow meters" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, who), h("th", { scope: "col", class: "number wrap" }, stage.text.members), h("th", { scope: "col", class: "number wrap" }, share))),
        h("tbody", {}, rows.map(row))),
      note && h("p", { class: "small soft" }, note)));
}

/** One statement in all published regions. @param {RoundStage} stage @param {Results} results @param {number} number @returns {HTMLElement|null} */
export function regionBars(stage, results, number) {
  const { text } = stage;
  if (results.regions.length < 2) return null;
  const line = (/** @type {import("../lib/shapes.js").RegionResult} */ region) => {
    const found = region.statements.find((one) => one.number === number);
    const counted = found && figures(found.counts);
    if (!counted || counted.opinions === 0) return null;
    return h("li", { class: "level" },
      h("div", { class: "level-words" }, h("p", { class: "level-name" }, region.name), h("p", { class: "small" }, text.verdict(counted.agree, counted.disagree))),
      barOf(counted));
  };
  return h("details", {}, h("summary", {}, text.byRegion), h("ul", { class: "details-body levels levels-thin" }, results.regions.map(line)));
}

/** One statement weighted by region. @param {RoundStage} stage @param {Results} results @param {number} number @returns {HTMLElement|null} */
export function weightedLine({ text }, { weighted }, number) {
  const found = weighted?.statements.find((one) => one.number === number);
  return found ? h("p", {}, text.weighted(found.agree, found.disagree)) : null;
}
