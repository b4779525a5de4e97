// The voting page as an example at the desk: draws the draft that the page around it hands over, with the page's own steps
// and check. Never asks, keeps or sends anything; the server forbids this page to.
import { checkScreen } from "./ballot-check.js";
import { button, fill, h } from "./dom.js";
import { messageScreen, notice } from "./notice.js";
import { makeStage } from "./stage.js";

/** @typedef {import("../pages/vote.js").Page} Page */

/** Takes the place of what follows the first screen on a real ballot. @param {Page} page @returns {Promise<import("../pages/vote.js").Rest>} */
export async function playAlong(page) {
  const screen = /** @type {HTMLElement} */ (document.querySelector("#screen"));
  const form = /** @type {HTMLElement} */ (document.querySelector("#step"));
  let place = 0;
  /** @type {{text: typeof import("../text/preview.nl.js").text, vote: typeof import("../text/vote.nl.js").text}} */
  let words;
  const tell = async () => {
    const [{ text }, { text: vote }] = await Promise.all(page.language() === "nl" ? [import("../text/preview.nl.js"), import("../text/vote.nl.js")] : [import("../text/preview.en.js"), import("../text/vote.en.js")]);
    words = { text, vote };
  };
  const move = (/** @type {number} */ next) => {
    place = next;
    show();
    scrollTo({ top: 0 });
  };
  const show = () => {
    const banner = notice("warn", words.text.title, h("p", {}, words.text.body));
    if (page.sheet === null) return fill(screen, messageScreen({ title: words.text.title, tone: "warn" }, h("p", {}, words.text.body)));
    const { round, order, answers } = page.sheet;
    if (place < order.length) return page.drawStep({ place, head: banner });
    form.hidden = true;
    const sent = () => fill(screen, messageScreen({ title: words.text.end, tone: "info" }, h("p", {}, words.text.body), h("p", { class: "actions" }, button(words.text.again, () => move(0)))));
    const check = { statements: round.statements, answers, order, lasting: true, change: move, previous: () => move(order.length - 1), send: sent };
    fill(screen, h("div", { class: "column" }, banner), checkScreen(makeStage(screen, words.vote, page.words(), page.language()), check));
  };
  await tell();
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== parent || data?.kind !== "draft") return;
    const answers = page.sheet?.answers ?? [undefined, undefined, undefined, undefined];
    page.sheet = { round: data.round, paper: null, order: [1, 2, 3, 4], turned: [false, false, false, false], answers };
    if (typeof data.place === "number") place = data.place;
    show();
  });
  // A link would lead out of the example, to a page that does not let itself be framed.
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href^='/']")) event.preventDefault();
  });
  show();
  if (parent !== window) parent.postMessage({ kind: "ready" }, location.origin);
  return {
    chosen: () => undefined,
    next: () => move(place + 1),
    previous: () => move(place - 1),
    redraw: show,
    retell: async () => {
      await tell();
      show();
    },
  };
}
