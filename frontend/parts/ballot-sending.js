// From the tap on "Verstuur" to "Je stem is binnen". Never the statements' steps, never a way back.
import { Refusal } from "../api/wire.js";
import { isPassing, waitBefore } from "../lib/voting.js";
import { doneScreen, sendingScreen } from "./ballot-sent.js";
import { lasting } from "./visit.js";

/** @typedef {import("./ballot-path.js").Path} Path */
/** @typedef {import("./code-card.js").Card} Card */

/** The code of a visit as it is shown. @param {import("./visit.js").Visit} visit @returns {Card|null} */
export function cardOf(visit) {
  return visit.saved && { code: visit.saved.code, title: visit.round.title, lasting };
}

/** Shows the code, sends, and shows how it ended. @param {Path} path @param {boolean} [fresh] true at the tap on "Verstuur", when there is no record yet @returns {Promise<void>} */
export async function sendVisit(path, fresh = false) {
  const { visit, desk } = path;
  /** @type {string|null} */
  let trouble = null;
  let hidden = fresh;
  /** @type {ReturnType<typeof sendingScreen>} */
  let screen;
  const draw = () => {
    const stage = desk.stage();
    screen = sendingScreen(stage, hidden ? null : cardOf(visit), () => visit.hurry?.());
    desk.show(screen.element, stage.text.sending.title, draw);
    if (trouble !== null) void say(trouble);
  };
  const say = async (/** @type {string} */ code) => {
    trouble = code;
    screen.waiting(await desk.stage().explain(new Refusal({ status: 0, code })));
  };
  const stop = (/** @type {string} */ code) => desk.trouble(({ stopped }, words) => stopped(path, words, code));
  try {
    if (fresh) {
      await ready(path, (code) => (draw(), say(code)));
      if (!visit.changing && visit.situation() !== "answering") return path.goOn();
      await visit.record();
    }
    hidden = false;
    trouble = null;
    draw();
    const outcome = await visit.send((code) => void say(code));
    if (outcome.kind === "sent") drawDone(path);
    else if (outcome.kind === "stop") await stop(outcome.code);
    else await desk.trouble((troubles, words) => troubles[outcome.kind](path, words));
  } catch (error) {
    if (!(error instanceof Refusal) || hidden) await desk.fail(error, path.goOn);
    else await stop(error.code);
  }
}

/** Waits until the link is open and the ballot paper checked; keeps trying while the line is lost. @param {Path} path @param {(code: string) => unknown} report */
async function ready({ visit }, report) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await visit.check();
    } catch (error) {
      if (!(error instanceof Refusal) || !isPassing(error.code)) throw error;
      report(error.code);
      await visit.pause(waitBefore(attempt, Math.random(), error.retryAfter ?? 0));
    }
  }
}

/** Shows that the vote is in, and asks the box which version it holds. @param {Path} path @returns {void} */
export function drawDone(path) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const version = visit.saved?.version ?? 1;
  const screen = doneScreen(stage, {
    round: visit.round,
    card: cardOf(visit),
    version,
    change: () => void desk.change(({ change }, words) => change(path, words, screen)),
    talk: () => void desk.beside(({ talk }, words) => talk(path, words)),
  });
  desk.show(screen.element, stage.text.done.title, () => drawDone(path));
  visit.status().then(({ version: held, changes_left: left }) => {
    if (!screen.element.isConnected) return;
    if (held === 0 || left === 0) return desk.change(({ tellHeld }, words) => tellHeld(path, words, screen, held));
    if (held <= version || !visit.saved) return;
    visit.keep({ ...visit.saved, version: held });
    drawDone(path);
  }, () => null);
}
