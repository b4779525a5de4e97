// What takes over from the voting page's first screen: words, and which situation holds. Never crypto, never a screen of its own.
import { Refusal } from "../api/wire.js";
import { isPassing } from "../lib/voting.js";
import { text as dutch } from "../text/vote.nl.js";
import { openBallot } from "./ballot-path.js";
import { fill, goTo, h } from "./dom.js";
import { drawFailure, makeStage } from "./stage.js";
import { Visit } from "./visit.js";

/** @typedef {import("../pages/vote.js").Page} Page */
/** @typedef {import("./stage.js").Stage<typeof dutch>} VoteStage */
/** @typedef {typeof import("./ballot-trouble.js")} Troubles */
/**
 * What the page lends to the path.
 * @typedef {object} Desk
 * @property {Page} page
 * @property {() => VoteStage} stage
 * @property {(screen: HTMLElement, title: string, again: () => void) => void} show a whole screen instead of a step
 * @property {(step: import("../pages/vote.js").Step, again: () => void) => void} step one statement, with the focus on it
 * @property {(error: unknown, retry: () => void) => Promise<void>} fail a request was refused or lost
 * @property {(act: (troubles: Troubles, words: import("./ballot-trouble.js").Words) => unknown) => Promise<void>} trouble screens that are loaded when needed
 * @property {(act: (parts: typeof import("./ballot-beside.js"), words: import("./ballot-beside.js").Words) => unknown) => Promise<void>} beside
 * @property {(act: (parts: typeof import("./ballot-change.js"), words: import("./ballot-change.js").Words) => unknown) => Promise<void>} change
 * @property {string|null} loginAddress
 */

/** Loads the words around a first screen that may be in use already, and goes on from there. @param {Page} page @returns {Promise<import("../pages/vote.js").Rest>} */
export async function takeOver(page) {
  const screen = /** @type {HTMLElement} */ (document.querySelector("#screen"));
  /** @type {VoteStage} */
  let stage;
  /** @type {import("./ballot-path.js").Ballot|null} */
  let ballot = null;
  let again = () => {};
  const tell = async () => {
    const language = page.language();
    const text = language === "nl" ? dutch : (await import("../text/vote.en.js")).text;
    stage = makeStage(screen, text, page.words(), language);
  };
  const desk = makeDesk(page, screen, () => stage, (next) => (again = next));
  const open = () => {
    if (!globalThis.crypto?.subtle) return desk.trouble(({ insecure }, words) => insecure(desk, words));
    if (page.failure !== null) return desk.fail(page.failure, () => void page.restart());
    if (page.sheet === null) return;
    ballot ??= openBallot(new Visit(page.sheet, page.token), desk);
    ballot.begin();
  };
  await tell();
  const rest = {
    chosen: () => ballot?.chosen(),
    next: () => ballot?.next(),
    previous: () => ballot?.previous(),
    redraw: () => {
      again = open;
      void open();
    },
    retell: async () => {
      await tell();
      again();
    },
  };
  rest.redraw();
  return rest;
}

/** @param {Page} page @param {HTMLElement} screen @param {() => VoteStage} stage @param {(again: () => void) => void} remember @returns {Desk} */
function makeDesk(page, screen, stage, remember) {
  const form = /** @type {HTMLElement} */ (document.querySelector("#step"));
  const present = (/** @type {() => void} */ again) => {
    remember(again);
    goTo(document.querySelector("h1:not([hidden] *)"));
    scrollTo({ top: 0 });
  };
  /** @type {Desk} */
  const desk = {
    page,
    stage,
    loginAddress: page.token === null ? `/inloggen?daarna=${encodeURIComponent(location.pathname)}` : null,
    show(element, title, again) {
      stage().title(title);
      form.hidden = true;
      fill(screen, element);
      present(again);
    },
    step(step, again) {
      page.drawStep(step);
      present(again);
    },
    async fail(error, retry) {
      if (!(error instanceof Refusal) || !isPassing(error.code)) return desk.trouble(({ failed }, words) => failed(desk, words, error, retry));
      desk.show(h("div"), "", () => void desk.fail(error, retry));
      await drawFailure(stage(), error, retry);
    },
    beside: (act) => loaded(() => import("./ballot-beside.js"), act),
    change: (act) => loaded(() => import("./ballot-change.js"), act),
    trouble: (act) => loaded(() => import("./ballot-trouble.js"), act),
  };
  return desk;

  /** @template W @template {{words: (language: "nl"|"en") => Promise<W>}} P @param {() => Promise<P>} load @param {(parts: P, words: W) => unknown} act @returns {Promise<void>} */
  async function loaded(load, act) {
    let parts, words;
    try {
      parts = await load();
      words = await parts.words(page.language());
    } catch {
      // Some browsers never ask again for a module that was lost once; what was answered is on the device.
      return desk.fail(new Refusal({ status: 0, code: "offline" }), () => location.reload());
    }
    await act(parts, words);
  }
}
