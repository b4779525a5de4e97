// What takes over from the voting page's first screen: words, frame, and which situation holds. Never crypto, never a screen of its own.
import { openShelf } from "../lib/storage.js";
import { openBallot } from "./ballot-path.js";
import { fill, goTo } from "./dom.js";
import { stageFor } from "./stage.js";
import { Visit } from "./visit.js";

/** @typedef {import("../pages/vote.js").Page} Page */
/** @typedef {import("./stage.js").Stage<typeof import("../text/vote.nl.js").text>} VoteStage */
/** @typedef {typeof import("./ballot-trouble.js")} Troubles */
/**
 * What the page lends to the path.
 * @typedef {object} Desk
 * @property {Page} page
 * @property {() => VoteStage} stage
 * @property {(screen: HTMLElement, title: string, again: () => void) => void} show a whole screen instead of a step
 * @property {(step: import("../pages/vote.js").Step, again: () => void) => void} step one statement, with the focus on it
 * @property {(act: (troubles: Troubles, words: import("./ballot-trouble.js").Words) => unknown) => Promise<void>} trouble screens that are loaded when needed
 * @property {() => Promise<[typeof import("./ballot-beside.js"), import("./ballot-beside.js").Words]>} beside
 * @property {string|null} loginAddress
 */

const SETS = { nl: () => import("../text/vote.nl.js"), en: () => import("../text/vote.en.js") };
const shelf = openShelf("localStorage");

/** Loads the rest of the page around a first screen that may be in use already. @param {Page} page @returns {Promise<import("../pages/vote.js").Rest>} */
export async function takeOver(page) {
  const screen = /** @type {HTMLElement} */ (document.querySelector("#screen"));
  /** @type {VoteStage} */
  let stage;
  /** @type {import("./ballot-path.js").Ballot|null} */
  let ballot = null;
  let again = () => {};
  const speak = async () => {
    stage = await stageFor(SETS, page.language(), screen, async (language) => {
      shelf.keep("language", language);
      await page.changeLanguage(language);
      await speak();
      again();
    });
  };
  const desk = makeDesk(page, screen, () => stage, (next) => (again = next));
  await speak();
  return {
    chosen: (number, answer) => ballot?.chosen(number, answer),
    next: () => ballot?.next(),
    previous: () => ballot?.previous(),
    redraw: () => {
      again = () => void begin();
      void begin();
    },
  };

  async function begin() {
    if (!globalThis.crypto?.subtle) return desk.trouble(({ insecure }, words) => insecure(desk, words));
    if (page.failure !== null) return desk.trouble(({ failed }, words) => failed(desk, words, page.failure, () => void page.restart()));
    const { sheet } = page;
    if (sheet === null) return;
    ballot ??= openBallot(new Visit(sheet, page.token), desk);
    ballot.begin();
  }
}

/** @param {Page} page @param {HTMLElement} screen @param {() => VoteStage} stage @param {(again: () => void) => void} remember @returns {Desk} */
function makeDesk(page, screen, stage, remember) {
  const form = /** @type {HTMLElement} */ (document.querySelector("#step"));
  return {
    page,
    stage,
    loginAddress: page.token === null ? `/inloggen?daarna=${encodeURIComponent(location.pathname)}` : null,
    show(element, title, again) {
      remember(again);
      stage().title(title);
      form.hidden = true;
      fill(screen, element);
      goTo(screen.querySelector("h1"));
      scrollTo({ top: 0 });
    },
    step(step, again) {
      remember(again);
      page.drawStep(step);
      goTo(form.querySelector("h1"));
      scrollTo({ top: 0 });
    },
    async beside() {
      const words = page.language() === "nl" ? import("../text/beside.nl.js") : import("../text/beside.en.js");
      const [parts, { text }] = await Promise.all([import("./ballot-beside.js"), words]);
      return [parts, text];
    },
    async trouble(act) {
      const words = page.language() === "nl" ? import("../text/trouble.nl.js") : import("../text/trouble.en.js");
      const [troubles, { text }] = await Promise.all([import("./ballot-trouble.js"), words]);
      await act(troubles, text);
    },
  };
}
