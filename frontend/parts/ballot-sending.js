// From the tap on "Verstuur" to "Je stem is binnen", and changing later. Never the statements.
import * as api from "../api/client.js";
import { conflictScreen, doneScreen, sendingScreen, stoppedScreen } from "./ballot-sent.js";
import { button } from "./dom.js";
import { lasting } from "./visit.js";

/** @typedef {import("./ballot-path.js").Path} Path */

/** @param {Path} path @returns {import("./ballot-sent.js").Card} */
function card({ visit }) {
  return { code: visit.saved?.code ?? "", title: visit.round.title, lasting };
}

/** Shows the code, sends, and shows how it ended. @param {Path} path @returns {Promise<void>} */
export async function sendVisit(path) {
  const { visit, desk } = path;
  /** @type {string|null} */
  let trouble = null;
  /** @type {ReturnType<typeof sendingScreen>} */
  let screen;
  const draw = () => {
    const stage = desk.stage();
    screen = sendingScreen(stage, card(path), () => visit.hurry?.());
    desk.show(screen.element, stage.text.sending.title, draw);
    if (trouble !== null) void say(trouble);
  };
  const say = async (/** @type {string} */ code) => {
    trouble = code;
    screen.waiting(await desk.stage().explain(new api.Refusal({ status: 0, code })));
  };
  draw();
  try {
    const outcome = await visit.send((code) => void say(code));
    if (outcome.kind === "sent") return drawDone(path);
    if (outcome.kind === "conflict") return drawConflict(path);
    if (outcome.kind === "other_code") return lostToOther(path);
    return drawStopped(path, outcome.code);
  } catch (error) {
    if (!(error instanceof api.Refusal)) return desk.tampered();
    return drawStopped(path, error.code);
  }
}

/** @param {Path} path */
function lostToOther(path) {
  path.visit.dropCode();
  path.askCode(path.desk.stage().text.entry.otherAfterSend);
}

/** @param {Path} path */
function drawConflict(path) {
  const { visit, desk } = path;
  const settle = async (/** @type {"mine"|"theirs"} */ choice) => {
    try {
      await visit.settle(choice);
      path.goOn();
    } catch (error) {
      await desk.failed(error, () => drawConflict(path));
    }
  };
  const { text } = desk.stage();
  desk.show(conflictScreen(desk.stage(), { mine: () => void settle("mine"), theirs: () => void settle("theirs") }), text.conflict.title, () => drawConflict(path));
}

/** @param {Path} path @param {string} code */
async function drawStopped(path, code) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const reason = await stage.explain(new api.Refusal({ status: 0, code }));
  const retry = async () => {
    try {
      if (code === "not_signed_in") await desk.reopen();
      await sendVisit(path);
    } catch (error) {
      await desk.failed(error, () => void drawStopped(path, code));
    }
  };
  const end = { code, reason, card: card(path), replaces: visit.saved?.replaces ?? false, retry: () => void retry(), loginAddress: desk.loginAddress };
  desk.show(stoppedScreen(stage, end), stage.text.stopped.title, () => void drawStopped(path, code));
}

/** Shows that the vote is in, and asks the box which version it holds. @param {Path} path @returns {void} */
export function drawDone(path) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const version = visit.saved?.version ?? 1;
  const screen = doneScreen(stage, { round: visit.round, card: card(path), version, change: () => void change(path, screen) });
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
    if (error instanceof api.Refusal) screen.tell(await desk.stage().explain(error), "warn");
    else desk.tampered();
  }
}
