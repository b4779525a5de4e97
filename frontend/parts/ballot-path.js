// The path of one ballot paper: four statements, check, and which screen fits what is known. Never what follows "Verstuur".
import { Refusal } from "../api/wire.js";
import { isPassing } from "../lib/voting.js";
import { checkScreen, stepFoot } from "./ballot-check.js";
import { drawDone, sendVisit } from "./ballot-sending.js";
import { lasting } from "./visit.js";

/** @typedef {import("./visit.js").Visit} Visit */
/** @typedef {import("./ballot.js").Desk} Desk */
/** @typedef {{begin: () => void, chosen: () => void, next: () => void, previous: () => void}} Ballot */
/**
 * Where somebody is on the way.
 * @typedef {object} Path
 * @property {Visit} visit
 * @property {Desk} desk
 * @property {number} place
 * @property {boolean} returning true when the step was opened from the check step
 * @property {boolean} shown
 * @property {((draw: (head: HTMLElement) => void) => void)|null} head what stands above the first statement
 * @property {() => void} goOn
 * @property {() => void} resume
 * @property {(place: number) => void} move
 */

/** The path of a visit; listens to the back button. @param {Visit} visit @param {Desk} desk @returns {Ballot} */
export function openBallot(visit, desk) {
  /** @type {Path} */
  const path = { visit, desk, place: 0, returning: false, shown: false, head: null, goOn: () => goOn(path), resume: () => resume(path), move: (place) => move(path, place) };
  addEventListener("popstate", ({ state }) => {
    if (typeof state?.place === "number" && isAnswering(visit)) drawStep(path, state.place, state.returning === true);
  });
  const along = (/** @type {number} */ by) => move(path, path.returning ? visit.order.length : path.place + by);
  return {
    begin: () => begin(path),
    chosen: () => (visit.paper === null ? openQuietly(path) : visit.keepDraft()),
    next: () => along(1),
    previous: () => along(-1),
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
    if (!(error instanceof Refusal) || !isPassing(error.code) || !isAnswering(path.visit)) return path.desk.fail(error, () => begin(path));
  });
}

/** The ballot paper is here: goes where it leads, without moving somebody who is answering. @param {Path} path */
function arrive(path) {
  const { visit, desk } = path;
  visit.check().catch((error) => (error instanceof Refusal ? null : desk.fail(error, () => null)));
  if (!isAnswering(visit) || !path.shown) return goOn(path);
  desk.page.greet();
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
    declined: () => void desk.beside(({ declined }, words) => declined(path, words)),
    answering: () => (visit.saved ? void desk.change(({ notIn }) => notIn(path)) : resume(path)),
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

/** @param {Path} path @param {number} place @param {boolean} [returning] */
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
  const decline = () => void desk.beside(({ decline }, words) => decline(path, words, true));
  const look = () => openQuietly(Object.assign(path, { shown: false }));
  const first = place === 0;
  const draw = (/** @type {HTMLElement|null} */ head) => {
    const foot = first ? stepFoot(desk.stage(), { root: visit.round.root, decline: visit.saved ? null : decline, look: visit.paper ? null : look }) : null;
    const step = { place, returning, head, foot };
    // The first statement is on the screen already; only its surroundings come now, and the focus stays where it is.
    if (first && !shown) desk.page.drawStep(step);
    else desk.step(step, () => drawStep(path, place, returning));
  };
  if (first && path.head) path.head(draw);
  else draw(null);
}

/** @param {Path} path */
function drawCheck(path) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const last = visit.order.length;
  const screen = checkScreen(stage, {
    statements: visit.statements,
    answers: visit.answers,
    order: visit.order,
    lasting,
    change: (place) => move(path, place, true),
    previous: () => move(path, last - 1),
    send: () => {
      history.replaceState(null, "");
      void sendVisit(path, true);
    },
  });
  desk.show(screen, `${stage.text.check.title} – ${visit.round.title}`, () => drawCheck(path));
}
