// The path of one ballot paper: four statements, check, not this time, and which screen fits what is known. Never what follows "Verstuur".
import { Refusal } from "../api/wire.js";
import { isPassing } from "../lib/voting.js";
import { checkScreen, stepFoot } from "./ballot-check.js";
import { drawDone, sendVisit } from "./ballot-sending.js";
import { button, h } from "./dom.js";
import { notice } from "./notice.js";
import { drawFailure } from "./stage.js";
import { lasting } from "./visit.js";

/** @typedef {import("./visit.js").Visit} Visit */
/** @typedef {import("./ballot.js").Desk} Desk */
/** @typedef {{begin: () => void, chosen: (number: number, answer: import("../lib/shapes.js").Answer) => void, next: () => void, previous: () => void}} Ballot */
/** @typedef {{visit: Visit, desk: Desk, place: number, returning: boolean, shown: boolean, goOn: () => void, failed: (error: unknown, retry: () => void) => unknown, startChange: (boxVersion: number) => void}} Path */

/** The path of a visit; listens to the back button. @param {Visit} visit @param {Desk} desk @returns {Ballot} */
export function openBallot(visit, desk) {
  /** @type {Path} */
  const path = {
    visit,
    desk,
    place: 0,
    returning: false,
    shown: false,
    goOn: () => goOn(path),
    failed: (error, retry) => failed(path, error, retry),
    startChange: (boxVersion) => {
      visit.startChange(boxVersion);
      move(path, 0);
    },
  };
  addEventListener("popstate", ({ state }) => {
    if (typeof state?.place === "number" && isAnswering(visit)) drawStep(path, state.place, state.returning === true);
  });
  return {
    begin: () => begin(path),
    chosen: () => (visit.paper === null ? openQuietly(path) : visit.keepDraft()),
    next: () => move(path, path.returning ? visit.order.length : path.place + 1),
    previous: () => move(path, path.returning ? visit.order.length : path.place - 1),
  };
}

/** @param {Visit} visit */
function isAnswering(visit) {
  return visit.changing || visit.situation() === "answering";
}

/** @param {Path} path */
function begin(path) {
  const { visit } = path;
  if (visit.paper !== null) return arrive(path);
  // Somebody may have begun to answer before the rest of the page came: then the screen stays where it is.
  if (isAnswering(visit)) startSteps(path, 0);
  if (visit.openedBefore) return openQuietly(path);
  if (!path.shown) goOn(path);
}

/** @param {Path} path @param {number} place */
function startSteps(path, place) {
  history.replaceState({ place }, "");
  drawStep(path, place, false);
}

/** The first tap has come: opens the link behind what is on the screen. @param {Path} path */
function openQuietly(path) {
  path.visit.open().then(() => arrive(path), (error) => {
    if (!(error instanceof Refusal) || !isPassing(error.code) || !isAnswering(path.visit)) return path.failed(error, () => begin(path));
  });
}

/** The ballot paper is here: goes where it leads, without moving somebody who is answering. @param {Path} path */
function arrive(path) {
  const { visit, desk } = path;
  visit.check().catch((error) => (error instanceof Refusal ? null : path.failed(error, () => null)));
  if (!isAnswering(visit) || !path.shown) return goOn(path);
  desk.page.greet();
}

/** @param {Path} path @param {unknown} error @param {() => void} retry */
function failed(path, error, retry) {
  const { desk } = path;
  if (!(error instanceof Refusal) || !isPassing(error.code)) return desk.trouble((troubles, words) => troubles.failed(desk, words, error, retry));
  desk.show(h("div", {}), desk.stage().common.errorTitle, () => failed(path, error, retry));
  return drawFailure(desk.stage(), error, retry);
}

/** @param {Path} path */
function goOn(path) {
  const { visit, desk } = path;
  const trouble = (/** @type {"waiting"|"entry"} */ name) => void desk.trouble((troubles, words) => troubles[name](path, words));
  const act = {
    soon: () => trouble("waiting"),
    withdrawn: () => trouble("waiting"),
    closed: () => trouble("waiting"),
    closed_sent: () => trouble("waiting"),
    sending: () => void sendVisit(path),
    done: () => drawDone(path),
    code_needed: () => trouble("entry"),
    declined: () => void drawDeclined(path),
    answering: () => resume(path),
  };
  act[visit.situation()]();
}

/** @param {Path} path */
function resume(path) {
  const { visit } = path;
  const open = visit.order.findIndex((number) => visit.answers[number - 1] === undefined);
  startSteps(path, visit.touched ? 0 : open === -1 ? visit.order.length : open);
  visit.touched = false;
}

/** @param {Path} path @param {number} place @param {boolean} [returning] true when the step was opened from the check step */
function move(path, place, returning = false) {
  if (!isAnswering(path.visit)) return;
  history.pushState({ place, returning }, "");
  drawStep(path, place, returning);
}

/** @param {Path} path @param {number} place 0 … 3, or 4 for the check step @param {boolean} returning */
function drawStep(path, place, returning) {
  const { visit, desk, shown } = path;
  Object.assign(path, { place, returning, shown: true });
  if (place >= visit.order.length) return drawCheck(path);
  const acts = { decline: () => void decline(path, true), look: () => openQuietly(Object.assign(path, { shown: false })) };
  const foot = place === 0 ? stepFoot(desk.stage(), { root: visit.round.root, decline: visit.saved ? null : acts.decline, look: visit.paper ? null : acts.look }) : null;
  const step = { place, returning, head: place === 0 ? pathNotice(path) : null, foot };
  // The first statement is on the screen already; only its surroundings come now, and the focus stays where it is.
  if (place === 0 && !shown) desk.page.drawStep(step);
  else desk.step(step, () => drawStep(path, place, returning));
}

/** @param {Path} path @returns {HTMLElement|null} */
function pathNotice({ visit, desk, goOn: back }) {
  const { text } = desk.stage();
  if (visit.saved && !visit.changing) return notice("info", null, h("p", {}, text.notIn));
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
    send: () => {
      history.replaceState(null, "");
      void sendVisit(path, true);
    },
  });
  desk.show(screen, `${stage.text.check.title} – ${visit.round.title}`, () => drawCheck(path));
}

/** @param {Path} path @param {boolean} declined */
async function decline(path, declined) {
  try {
    await path.visit.decline(declined);
    path.goOn();
  } catch (error) {
    await path.failed(error, path.goOn);
  }
}

/** @param {Path} path */
async function drawDeclined(path) {
  const { desk } = path;
  const [{ declinedScreen }, words] = await desk.beside();
  desk.show(declinedScreen(desk.stage(), words, () => void decline(path, false)), words.decline.title, () => void drawDeclined(path));
}
