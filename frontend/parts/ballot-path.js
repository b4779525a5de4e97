// The path of one opened ballot paper: four statements, check, not this time, the code of another device. Never what follows "Verstuur".
import * as api from "../api/client.js";
import { closedScreen, messageScreen } from "./ballot-start.js";
import { checkScreen, declineOffer, stepScreen, welcome } from "./ballot-step.js";
import { drawDone, sendVisit } from "./ballot-sending.js";
import { codeEntry } from "./code-card.js";
import { button, h } from "./dom.js";
import { notice } from "./notice.js";
import { rootBlock } from "./root-block.js";
import { lasting } from "./visit.js";

/** @typedef {import("./visit.js").Visit} Visit */
/**
 * What the page lends to the path.
 * @typedef {object} Desk
 * @property {() => import("./ballot-start.js").VoteStage} stage
 * @property {(screen: HTMLElement, title: string, again: () => void) => void} show
 * @property {(error: unknown, retry: () => void) => Promise<void>|void} failed
 * @property {(round: import("../lib/shapes.js").PublicRound) => void} drawRound
 * @property {() => void} tampered
 * @property {() => Promise<import("../lib/shapes.js").BallotPaper>} reopen
 * @property {string|null} loginAddress
 */
/** @typedef {{visit: Visit, desk: Desk, goOn: () => void, startChange: (boxVersion: number) => void, askCode: (reason: string) => void}} Path */

/** Starts where this visit stands, and listens to the back button and to other tabs. @param {Visit} visit @param {Desk} desk @returns {void} */
export function startBallot(visit, desk) {
  /** @type {Path} */
  const path = {
    visit,
    desk,
    goOn: () => goOn(path),
    askCode: (reason) => drawEntry(path, reason),
    startChange: (boxVersion) => {
      visit.startChange(boxVersion);
      move(path, 0);
    },
  };
  visit.check().catch((error) => (error instanceof api.Refusal ? null : desk.tampered()));
  addEventListener("popstate", ({ state }) => {
    if (typeof state?.place === "number" && isAnswering(visit)) drawStep(path, state.place, state.returning === true);
  });
  goOn(path);
}

/** @param {Visit} visit */
function isAnswering(visit) {
  return visit.changing || visit.situation() === "answering";
}

/** @param {Path} path */
function goOn(path) {
  const { visit, desk } = path;
  const { text } = desk.stage();
  const closed = (/** @type {"sent"|"nothing"} */ mine) => desk.show(closedScreen(desk.stage(), visit.round, mine, () => null), text.closed.title, path.goOn);
  const act = {
    soon: () => desk.drawRound(visit.round),
    withdrawn: () => desk.drawRound(visit.round),
    closed: () => closed("nothing"),
    closed_sent: () => closed("sent"),
    sending: () => void sendVisit(path),
    done: () => drawDone(path),
    code_needed: () => drawEntry(path, text.entry.other),
    declined: () => drawDeclined(path),
    answering: () => resume(path),
  };
  act[visit.situation()]();
}

/** @param {Path} path */
function resume(path) {
  const { visit } = path;
  const open = visit.order.findIndex((number) => visit.answers[number - 1] === undefined);
  const place = open === -1 ? visit.order.length : open;
  history.replaceState({ place }, "");
  drawStep(path, place, false);
}

/** @param {Path} path @param {number} place @param {boolean} [returning] true when the step was opened from the check step */
function move(path, place, returning = false) {
  history.pushState({ place, returning }, "");
  drawStep(path, place, returning);
}

/** @param {Path} path @param {number} place 0 … 3, or 4 for the check step @param {boolean} returning */
function drawStep(path, place, returning) {
  const { visit, desk } = path;
  const total = visit.order.length;
  if (place >= total) return drawCheck(path);
  const stage = desk.stage();
  const number = visit.order[place];
  const screen = stepScreen(stage, {
    statement: visit.statements[number - 1],
    place: place + 1,
    total,
    answer: visit.answers[number - 1],
    argumentsTurned: visit.turned[number - 1],
    head: place === 0 ? h("div", { class: "stack" }, welcome(stage, visit.paper), pathNotice(path)) : null,
    foot: place === 0 ? h("div", { class: "stack" }, !visit.saved && declineOffer(stage, () => void decline(path, true)), rootBlock(stage.common, visit.paper.proven.root)) : null,
    choose: (answer) => visit.choose(number, answer),
    next: () => move(path, returning ? total : place + 1),
    previous: place > 0 || returning ? () => move(path, returning ? total : place - 1) : null,
  });
  desk.show(screen, `${stage.common.statementOf(place + 1, total)} – ${visit.round.title}`, () => drawStep(path, place, returning));
}

/** @param {Path} path @returns {HTMLElement|null} */
function pathNotice({ visit, desk, goOn: back }) {
  const { text } = desk.stage();
  if (visit.saved && !visit.changing) return notice("info", null, h("p", {}, text.entry.notIn));
  if (!visit.changing) return null;
  const keepOld = () => {
    visit.changing = false;
    visit.forgetDraft();
    back();
  };
  return notice("info", null, h("p", {}, text.done.changing), h("div", {}, button(text.done.keepOld, keepOld, "button-link")));
}

/** @param {Path} path */
function drawCheck(path) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const screen = checkScreen(stage, {
    statements: visit.statements,
    answers: visit.answers,
    order: visit.order,
    lasting,
    change: (place) => move(path, place, true),
    previous: () => move(path, visit.order.length - 1),
    send: () => void submit(path),
  });
  desk.show(screen, `${stage.text.check.title} – ${visit.round.title}`, () => drawCheck(path));
}

/** @param {Path} path */
async function submit(path) {
  try {
    await path.visit.check();
    await path.visit.record();
  } catch (error) {
    return path.desk.failed(error, () => drawCheck(path));
  }
  history.replaceState(null, "");
  return sendVisit(path);
}

/** @param {Path} path @param {boolean} declined */
async function decline(path, declined) {
  try {
    const answer = await api.decline(path.visit.round.id, declined);
    path.visit.paper.declined = answer.declined;
    goOn(path);
  } catch (error) {
    await path.desk.failed(error, path.goOn);
  }
}

/** @param {Path} path */
function drawDeclined(path) {
  const { text } = path.desk.stage();
  const screen = messageScreen({ title: text.decline.title, tone: "info" },
    h("p", { class: "lead" }, text.decline.body),
    h("p", { class: "actions" }, button(text.decline.undo, () => void decline(path, false), "button button-quiet")));
  path.desk.show(screen, text.decline.title, () => drawDeclined(path));
}

/** @param {Path} path @param {string} reason */
function drawEntry(path, reason) {
  const stage = path.desk.stage();
  const enter = async (/** @type {string} */ typed) => {
    try {
      const wrong = await path.visit.adopt(typed);
      if (wrong !== null) return stage.text.entry.wrong[wrong];
      goOn(path);
      return null;
    } catch (error) {
      return stage.explain(error);
    }
  };
  path.desk.show(codeEntry(stage, { reason, enter }), stage.text.entry.title, () => drawEntry(path, path.desk.stage().text.entry.other));
}
