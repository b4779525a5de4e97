// The start of every page: language, frame, and drawing the page again when the language changes. Never what a page is about.
import { Refusal } from "../api/wire.js";
import { openShelf } from "../lib/storage.js";
import { text as dutch } from "../text/nl.js";
import { fill, h } from "./dom.js";
import { drawFrame } from "./frame.js";

/** @typedef {"nl"|"en"} Language */
/** @typedef {typeof dutch} Common */
/** @template T @typedef {{nl: () => Promise<{text: T}>, en: () => Promise<{text: T}>}} TextSets */
/** @template T @typedef {{main: HTMLElement, text: T, common: Common, language: Language, again: boolean, title: (title: string) => void, explain: (error: unknown) => Promise<string>}} Stage */

const shelf = openShelf("localStorage");

/** @returns {Language} */
function chosenLanguage() {
  return shelf.read("language") === "en" ? "en" : "nl";
}

/** @param {Language} language @returns {Promise<Common>} */
async function commonText(language) {
  return language === "nl" ? dutch : (await import("../text/en.js")).text;
}

/** The sentence for a refused or lost request, in the language of the page. @param {unknown} error @param {Language} language @returns {Promise<string>} */
async function explain(error, language) {
  const code = error instanceof Refusal ? error.code : "page_error";
  if (!(error instanceof Refusal)) console.error(error);
  if (code === "offline") return (await commonText(language)).offline;
  const sentences = language === "nl" ? await import("../text/refusals.nl.js") : await import("../text/refusals.en.js");
  const known = sentences.refusals[code];
  return known ?? (await commonText(language)).unknownRefusal;
}

/**
 * The words and the frame of a page in one language; `choose` is what the language switch does.
 * @template T
 * @param {TextSets<T>} sets @param {Language} language @param {HTMLElement} main @param {(language: Language) => unknown} choose
 * @returns {Promise<Stage<T>>}
 */
export async function stageFor(sets, language, main, choose) {
  const [common, { text }] = await Promise.all([commonText(language), sets[language]()]);
  document.documentElement.lang = language;
  drawFrame({ common, language, shelf, choose });
  const title = (/** @type {string} */ words) => void (document.title = `${words} – ${document.querySelector("#instance-name")?.textContent}`);
  return { main, text, common, language, again: false, title, explain: (error) => explain(error, language) };
}

/**
 * Starts a page: loads its words, draws the frame, calls `draw`; calls it again, with `again` true, after a language change.
 * @template T
 * @param {TextSets<T>} sets @param {(stage: Stage<T>) => void|Promise<void>} draw
 * @returns {Promise<void>}
 */
export async function startPage(sets, draw, again = false) {
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const restart = () => void startPage(sets, draw, true);
  const made = await stageFor(sets, chosenLanguage(), main, (other) => (shelf.keep("language", other), restart()));
  const stage = { ...made, again };
  try {
    await draw(stage);
  } catch (error) {
    await drawFailure(stage, error, restart);
  }
}

/** Shows a failure in place of the page. @template T @param {Stage<T>} stage @param {unknown} error @param {(() => void)|null} retry @returns {Promise<void>} */
export async function drawFailure(stage, error, retry) {
  const sentence = await stage.explain(error);
  const missing = error instanceof Refusal && error.status === 404;
  stage.title(missing ? stage.common.notFoundTitle : stage.common.errorTitle);
  fill(
    stage.main,
    h("div", { class: "column" },
      h("h1", {}, missing ? stage.common.notFoundTitle : stage.common.errorTitle),
      h("p", { class: "lead", role: "alert" }, sentence),
      h("p", { class: "actions" },
        retry && !missing && h("button", { type: "button", class: "button", onclick: retry }, stage.common.retry),
        h("a", { class: "button button-quiet", href: "/" }, stage.common.toHome)))
  );
}

/** Shows that something is being fetched, for screen readers too. @template T @param {Stage<T>} stage @returns {void} */
export function drawLoading(stage) {
  fill(stage.main, h("p", { class: "column loading", role: "status" }, stage.common.loading));
}

/** The parts of the address: "/rondes/7/stem" gives ["rondes", "7", "stem"]. @returns {string[]} */
export function addressParts() {
  return location.pathname.split("/").filter((part) => part !== "").map(decodeURIComponent);
}
