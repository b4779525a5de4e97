// The start of every page: language, frame, and drawing the page again when the language changes. Never what a page is about.
import { Refusal } from "../api/wire.js";
import { openShelf } from "../lib/storage.js";
import { text as dutch } from "../text/nl.js";
import { fill, h } from "./dom.js";
import { drawFrame } from "./frame.js";
import { messageScreen } from "./notice.js";

/** @typedef {"nl"|"en"} Language */
/** @typedef {typeof dutch} Common */
/** @template T @typedef {{nl: () => Promise<{text: T}>, en: () => Promise<{text: T}>}} TextSets */
/** @template T @typedef {{main: HTMLElement, text: T, common: Common, language: Language, again: boolean, title: (title: string) => void, explain: (error: unknown) => Promise<string>}} Stage */

export const shelf = openShelf("localStorage");

/** The language that somebody chose on this device. @returns {Language} */
export function chosenLanguage() {
  return shelf.read("language") === "en" ? "en" : "nl";
}

/** @param {Language} language @returns {Promise<Common>} */
async function commonText(language) {
  return language === "nl" ? dutch : (await import("../text/en.js")).text;
}

/** The sentence for a refused or lost request, in the language of the page. @param {unknown} error @param {Language} language @param {Common} common @returns {Promise<string>} */
async function explain(error, language, common) {
  const code = error instanceof Refusal ? error.code : "page_error";
  if (!(error instanceof Refusal)) console.error(error);
  if (code === "offline") return common.offline;
  const sentences = language === "nl" ? import("../text/refusals.nl.js") : import("../text/refusals.en.js");
  // The line may be lost just after the refusal came.
  return (await sentences.catch(() => null))?.refusals[code] ?? common.unknownRefusal;
}

/** The words that all pages share, and the frame in them; `choose` is what the language switch does. @param {Language} language @param {(language: Language) => unknown} choose @returns {Promise<Common>} */
export async function speak(language, choose) {
  const common = await commonText(language);
  document.documentElement.lang = language;
  drawFrame({ common, language, shelf, choose });
  return common;
}

/** What a page draws with. @template T @param {HTMLElement} main @param {T} text @param {Common} common @param {Language} language @returns {Stage<T>} */
export function makeStage(main, text, common, language) {
  const title = (/** @type {string} */ words) => void (document.title = `${words} – ${document.querySelector("#instance-name")?.textContent}`);
  return { main, text, common, language, again: false, title, explain: (error) => explain(error, language, common) };
}

/**
 * Starts a page: loads its words, draws the frame, calls `draw`; calls it again, with `again` true, after a language change.
 * @template T
 * @param {TextSets<T>} sets @param {(stage: Stage<T>) => void|Promise<void>} draw
 * @returns {Promise<void>}
 */
export async function startPage(sets, draw, again = false) {
  const language = chosenLanguage();
  const restart = () => void startPage(sets, draw, true);
  const [common, { text }] = await Promise.all([speak(language, (other) => (shelf.keep("language", other), restart())), sets[language]()]);
  const stage = { ...makeStage(/** @type {HTMLElement} */ (document.querySelector("main")), text, common, language), again };
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
  fill(stage.main,
    messageScreen({ title: missing ? stage.common.notFoundTitle : stage.common.errorTitle, tone: "warn" },
      h("p", { class: "lead", role: "alert" }, sentence),
      h("p", { class: "actions" },
        retry && !missing && h("button", { type: "button", class: "button", onclick: retry }, stage.common.retry),
        h("a", { class: "button button-quiet", href: "/" }, stage.common.toHome))));
}

/** Shows that something is being fetched, for screen readers too. @template T @param {Stage<T>} stage @returns {void} */
export function drawLoading(stage) {
  fill(stage.main, h("p", { class: "column loading", role: "status" }, stage.common.loading));
}

/** The parts of the address: "/rondes/7/stem" gives ["rondes", "7", "stem"]. A part that is badly written stays as it is: nothing has that name. @returns {string[]} */
export function addressParts() {
  return location.pathname.split("/").filter(Boolean).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}
