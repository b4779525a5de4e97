// What a draw is spread over, as tables: the share among all members, who takes part, who was drawn. Never the draw itself.
import { percent } from "../lib/figures.js";
import { h } from "./dom.js";
import { count } from "./result-bar.js";

/** @typedef {{text: typeof import("../text/draw.nl.js").text, language: "nl"|"en"}} DrawWords */
/** @typedef {import("../lib/draw-shapes.js").Line} Line */

/** The words of draws, in the language of a page that is about something else. @param {"nl"|"en"} language @returns {Promise<DrawWords>} */
export const drawWords = async (language) => ({ language, text: (language === "nl" ? await import("../text/draw.nl.js") : await import("../text/draw.en.js")).text });

/** A trait's value as people say it. @param {DrawWords} words @param {string} value @returns {string} */
export const valueName = ({ text }, value) => /** @type {Record<string, string>} */ (text.value)[value] ?? value;
/** What a trait is called above its values. @param {DrawWords} words @param {string} name @returns {string} */
export const traitName = ({ text }, name) => /** @type {Record<string, string>} */ (text.trait)[name] ?? name;
/** A chance in hundredths of a per cent, in words. @param {DrawWords} words @param {number} hundredths @returns {string} */
export const chanceName = ({ language }, hundredths) => new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB", { style: "percent", maximumFractionDigits: hundredths < 1000 ? 2 : 1 }).format(hundredths / 10000);
/** Several things after each other, the last with "and". @param {DrawWords} words @param {string[]} list @returns {string} */
export const listed = ({ text }, list) => [list.slice(0, -1).join(", "), ...list.slice(-1)].filter(Boolean).join(` ${text.and} `);

/** A table for each trait: target, pool and panel. @param {DrawWords} words @param {Line[]} lines @returns {HTMLElement[]} */
export function compositionTables(words, lines) {
  const { heads } = words.text;
  const number = (/** @type {number} */ n) => count(words, n);
  return groups(lines, ({ feature }) => feature).map(([feature, own]) => {
    const [target, pool] = [sum(own.map((one) => one.target)), sum(own.map((one) => one.pool))];
    return table(words, feature, [heads.target, heads.pool, heads.panel], own.map((one) => [one.value, `${percent(one.target, target)} %`, `${percent(one.pool, pool)} %`, number(one.panel)]));
  });
}

/** A table for each trait before the draw: its share among all members, and the seats it gets. @param {DrawWords} words @param {import("../lib/draw-shapes.js").Feature[]} features @returns {HTMLElement[]} */
export function quotaTables(words, features) {
  const { heads, between, fromTo } = words.text;
  const number = (/** @type {number} */ n) => count(words, n);
  return features.flatMap(({ name, quotas }) => {
    if (quotas === null) return [];
    const target = sum(quotas.map((one) => one.count));
    const seats = (/** @type {{least: number, most: number}} */ { least, most }) => (most - least > 1 ? fromTo : between)(number(least), number(most));
    return [table(words, name, [heads.target, heads.seats], quotas.map((one) => [one.value, `${percent(one.count, target)} %`, seats(one)]))];
  });
}

/** @param {DrawWords} words @param {string} feature @param {string[]} heads @param {string[][]} rows @returns {HTMLElement} */
function table(words, feature, heads, rows) {
  return h("table", { class: "narrow groups" },
    h("caption", {}, traitName(words, feature)),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.text.heads.value), heads.map((head) => h("th", { scope: "col", class: "number wrap" }, head)))),
    h("tbody", {}, rows.map(([value, ...cells]) => h("tr", {}, h("th", { scope: "row" }, valueName(words, value)), cells.map((cell) => h("td", { class: "number wrap" }, cell))))));
}

/** @param {number[]} numbers @returns {number} */
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** @template T @param {T[]} list @param {(one: T) => string} of @returns {[string, T[]][]} in the order of first appearance */
function groups(list, of) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const one of list) found.set(of(one), [...(found.get(of(one)) ?? []), one]);
  return [...found];
}
