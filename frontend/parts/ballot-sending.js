// From the tap on "Verstuur" to "Je stem is binnen", changing later, and wanting to talk. Never the statements' steps.
import { Refusal } from "../api/wire.js";
import * as api from "../api/voting.js";
import { isPassing, waitBefore } from "../lib/voting.js";
import { doneScreen, sendingScreen } from "./ballot-sent.js";
import { button } from "./dom.js";
import { lasting } from "./visit.js";

/** @typedef {import("./ballot-path.js").Path} Path */

/** @param {Path} path @returns {import("./code-card.js").Card|null} */
function card({ visit }) {
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
    screen = sendingScreen(stage, hidden ? null : card(path), () => visit.hurry?.());
    desk.show(screen.element, stage.text.sending.title, draw);
    if (trouble !== null) void say(trouble);
  };
  const say = async (/** @type {string} */ code) => {
    trouble = code;
    screen.waiting(await desk.stage().explain(new Refusal({ status: 0, code })));
  };
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
    if (outcome.kind === "sent") return drawDone(path);
    if (outcome.kind === "conflict") return desk.trouble(({ conflict }, words) => conflict(path, words));
    if (outcome.kind === "other_code") return desk.trouble(({ lostToOther }, words) => lostToOther(path, words));
    return drawStopped(path, outcome.code);
  } catch (error) {
    if (!(error instanceof Refusal) || hidden) return void path.failed(error, path.goOn);
    return drawStopped(path, error.code);
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

/** @param {Path} path @param {string} code */
function drawStopped(path, code) {
  const { visit, desk } = path;
  const retry = async () => {
    try {
      if (code === "not_signed_in") await visit.reopen();
      await sendVisit(path);
    } catch (error) {
      await path.failed(error, () => void drawStopped(path, code));
    }
  };
  return desk.trouble(({ stopped }, words) => stopped(path, words, { code, card: card(path), retry: () => void retry() }));
}

/** Shows that the vote is in, and asks the box which version it holds. @param {Path} path @returns {void} */
export function drawDone(path) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const version = visit.saved?.version ?? 1;
  const screen = doneScreen(stage, { round: visit.round, card: card(path), version, change: () => void change(path, screen), talk: () => void drawTalk(path) });
  desk.show(screen.element, stage.text.done.title, () => drawDone(path));
  void lookInBox(path, screen, version);
}

/** @param {Path} path @param {ReturnType<typeof doneScreen>} screen @param {number} version */
async function lookInBox(path, screen, version) {
  const { visit, desk } = path;
  const { text } = desk.stage();
  const status = await visit.status().catch(() => null);
  if (status === null || !screen.element.isConnected) return;
  if (status.version === 0) {
    const again = () => {
      visit.forgetArrival();
      path.startChange(0);
    };
    return screen.tell(text.done.missing, "warn", button(text.done.missingAct, again));
  }
  if (status.version > version && visit.saved) {
    visit.keep({ ...visit.saved, version: status.version });
    drawDone(path);
    return;
  }
  if (status.changes_left === 0) screen.fixed();
}

/** @param {Path} path @param {ReturnType<typeof doneScreen>} screen */
async function change(path, screen) {
  const { visit, desk } = path;
  try {
    const { version, changes_left: left } = await visit.status();
    if (left === 0) return screen.fixed();
    path.startChange(version);
  } catch (error) {
    if (error instanceof Refusal) screen.tell(await desk.stage().explain(error), "warn");
    else path.failed(error, path.goOn);
  }
}

/** @param {Path} path @returns {Promise<void>} */
async function drawTalk(path) {
  const { visit, desk } = path;
  const again = () => void drawTalk(path);
  try {
    const [{ talkScreen }, words] = await desk.beside();
    await visit.ensureMine();
    const { statements } = await api.interests(visit.round.id);
    const keep = async (/** @type {number[]} */ numbers) => {
      await visit.ensureMine();
      return (await api.setInterests(visit.round.id, numbers)).statements;
    };
    desk.show(talkScreen(desk.stage(), words, { statements: visit.statements, chosen: statements, keep, back: path.goOn }), words.talk.act, again);
  } catch (error) {
    await path.failed(error instanceof Refusal ? error : new Refusal({ status: 0, code: "offline" }), path.goOn);
  }
}
