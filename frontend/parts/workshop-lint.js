// Advice on wording beside each statement while it is typed, and passing it over. Never keeps anybody from going on.
import * as api from "../api/workshop.js";
import { momentInWords } from "../lib/amsterdam.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";
import { notice } from "./notice.js";
import { personName } from "./staff-follow.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {typeof import("../text/workshop.nl.js").text} Words */
/** @typedef {import("../lib/workshop-shapes.js").Remark} Remark */
/** @typedef {import("../lib/workshop-shapes.js").Wording} Wording */
/** @typedef {{at: (i: number) => HTMLElement, whole: HTMLElement, update: () => void}} LintDesk places beside each statement (from 0) and for the set; `update` asks again */

const WAIT = 400;

/** @param {StaffStage} stage @param {Words} words @param {string|null} round @param {() => import("../lib/workshop-shapes.js").Texts[]} read the texts as they are typed now @returns {LintDesk} */
export function lintDesk(stage, words, round, read) {
  const places = [0, 1, 2, 3].map((i) => h("section", { class: "lint", "aria-label": words.remarksAt(i + 1) }));
  const whole = h("section", { class: "card", "aria-label": words.remarks });
  let shown = "";
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const draw = (/** @type {Wording} */ wording) => {
    const said = JSON.stringify(wording);
    // What somebody has opened or is writing stays while the answer is the same.
    if (said === shown) return;
    shown = said;
    const desk = { stage, words, round, read, draw };
    places.forEach((place, i) => drawStatement(desk, place, wording, i));
    drawWhole(desk, whole, wording);
  };
  const ask = async () => {
    const turn = ++asked;
    try {
      const wording = await api.lint(round, read());
      if (turn === asked) draw(wording);
    } catch (error) {
      if (turn === asked) fill(whole, notice("warn", null, h("p", {}, await stage.explain(error))));
      shown = "";
    }
  };
  void ask();
  return {
    at: (i) => places[i],
    whole,
    update: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), WAIT);
    },
  };
}

/** @typedef {{stage: StaffStage, words: Words, round: string|null, read: () => import("../lib/workshop-shapes.js").Texts[], draw: (wording: Wording) => void}} Desk */

/** @param {Desk} desk @param {HTMLElement} place @param {Wording} wording @param {number} i */
function drawStatement(desk, place, wording, i) {
  const own = wording.remarks.filter(({ statement }) => statement === i + 1);
  const figure = wording.readability[i];
  if (figure === null || figure === undefined) return fill(place);
  fill(place, ...remarkLists(desk, own), readability(desk, figure, desk.words.readability(number(desk, figure.figure))));
}

/** @param {Desk} desk @param {HTMLElement} place @param {Wording} wording */
function drawWhole(desk, place, wording) {
  const { words } = desk;
  const open = wording.remarks.filter(({ overruled }) => overruled === null).length;
  const left = wording.remarks.filter(({ overruled }) => overruled !== null);
  const ofSet = wording.remarks.filter(({ statement, overruled }) => statement === null && overruled === null);
  fill(place,
    h("h2", {}, words.remarks),
    h("p", { role: "status" }, open === 0 ? words.openNone : words.open(open), " ", h("span", { class: "soft" }, words.advice)),
    ofSet.length > 0 && h("h3", {}, words.remarksSet),
    ...remarkLists(desk, ofSet),
    leftList(desk, left, true),
    wording.whole && readability(desk, wording.whole, `${words.readabilityWhole}: ${words.readability(number(desk, wording.whole.figure)).toLowerCase()}`));
}

/** @param {Desk} desk @param {Remark[]} remarks @returns {(HTMLElement|null)[]} */
function remarkLists(desk, remarks) {
  const open = remarks.filter(({ overruled }) => overruled === null);
  const left = remarks.filter(({ overruled }) => overruled !== null);
  const list = open.length > 0 ? h("ul", { class: "remarks" }, open.map((remark) => h("li", { class: `remark remark-${remark.severity}` }, sentence(desk.words, remark), leave(desk, remark)))) : null;
  return [list, leftList(desk, left)];
}

/** @param {Words} words @param {Remark} remark @returns {HTMLElement} */
function sentence(words, remark) {
  const say = /** @type {Record<string, (marked: string|null) => string>} */ (words.rules)[remark.rule];
  const where = remark.part !== null && remark.part !== "text" ? ` (${words.parts[remark.part]})` : "";
  return h("p", {}, h("strong", {}, `${words.severity[remark.severity]}${where}. `), say ? say(remark.marked) : remark.rule);
}

/** What was passed over: by whom, when and why. @param {Desk} desk @param {Remark[]} left @param {boolean} [numbered] with the statement that each is about @returns {HTMLElement|null} */
function leftList({ stage, words }, left, numbered = false) {
  if (left.length === 0) return null;
  const item = (/** @type {Remark} */ remark) => {
    const { by, at, reason } = /** @type {NonNullable<Remark["overruled"]>} */ (remark.overruled);
    const about = numbered && remark.statement !== null && h("p", { class: "small label" }, stage.common.statement(remark.statement));
    return h("li", { class: "remark" }, about, sentence(words, remark), h("p", { class: "small soft" }, words.leftBy(personName(by), momentInWords(at, stage.language)), reason && `: ${reason}`));
  };
  return h("details", {}, h("summary", {}, words.left(left.length)), h("ul", { class: "remarks details-body" }, left.map(item)));
}

/** The way to leave it as it is. @param {Desk} desk @param {Remark} remark @returns {HTMLElement} */
function leave(desk, remark) {
  const { stage, words, round, read, draw } = desk;
  if (round === null) return h("details", {}, h("summary", {}, words.leave), h("p", { class: "details-body small" }, words.leaveFirst));
  const id = `leave-${remark.statement ?? 0}-${remark.rule}-${remark.place.replace(":", "-")}`;
  const reason = field({ id, label: words.leaveReason, attributes: { maxlength: 300 } });
  const told = h("div", {});
  const send = async () => {
    const value = /** @type {HTMLInputElement} */ (reason.querySelector("input")).value.trim();
    try {
      draw(await api.overrule(round, read(), remark, value || null));
    } catch (error) {
      fill(told, notice("warn", null, h("p", { role: "alert" }, await stage.explain(error))));
    }
  };
  // Not a form: it stands within the form of the round.
  return h("details", {}, h("summary", {}, words.leave), h("div", { class: "details-body" }, reason, told, h("p", { class: "actions" }, h("button", { type: "button", class: "button button-quiet", onclick: () => void send() }, words.leaveDo))));
}

/** @param {Desk} desk @param {number} figure @returns {string} */
function number({ stage }, figure) {
  return figure.toLocaleString(stage.language, { maximumFractionDigits: 0 });
}

/** @param {Desk} desk @param {import("../lib/workshop-shapes.js").Readability} figure @param {string} title @returns {HTMLElement} */
function readability({ words }, figure, title) {
  return h("details", { class: "small soft" }, h("summary", {}, title),
    h("p", { class: "details-body" }, `${words.readabilityScale} ${figure.rough ? `${words.readabilityRough} ` : ""}${words.readabilitySource}`));
}
