// The draws of a conversation at the desk: plan one, fix it, enter the value, see what came of it. Never who was drawn.
import * as api from "../api/draws.js";
import { drawFigures, drawsOf, spreadWords } from "./draw-shown.js";
import { compositionTables, drawWords } from "./draw-table.js";
import { fill, goTo, h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";
import { rootGroups } from "./root-block.js";
import { drawForm, newForm } from "./staff-draw-form.js";
import { fixedBlock, valueBlock } from "./staff-draw-value.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {import("../lib/conversation-shapes.js").Conversation} Conversation */
/** @typedef {import("../lib/draw-shapes.js").Draw} Draw */
/** @typedef {import("../lib/draw-shapes.js").DrawStage} DrawStage */
/** @typedef {Omit<DeskStage, "text"> & {text: typeof import("../text/staff-draw.nl.js").text, words: import("./draw-table.js").DrawWords}} DrawStageWords */
/** @typedef {{stage: DrawStageWords, place: HTMLElement, now: Conversation, changed: () => void}} Desk */

/** What must outlive drawing the page again: the form, the witnesses' links that are told once, and whether this page entered the value. @type {{form: import("../lib/draw-form.js").Form|null, fixed: import("../lib/draw-shapes.js").Fixed|null, mine: boolean}} */
const memory = { form: null, fixed: null, mine: false };

/** What can be drawn now: whom to invite, who gets a seat, or nothing. @param {Conversation} now @returns {DrawStage|null} */
export function openStage({ state, draft, missing }) {
  if (state === "draft" && draft.audience.sample !== null && missing.length === 0) return "invite";
  return state === "drawing" ? "seats" : null;
}

/** The draws of a conversation; fills itself, and stays empty where nothing is drawn. `changed` runs when a draw was made. @param {DeskStage} stage @param {Conversation} now @param {() => void} changed @returns {HTMLElement|null} */
export function drawDesk(stage, now, changed) {
  if (now.draft.audience.sample === null && now.draft.allotment === "arrival") return null;
  const place = h("div", { class: "stack", id: "loting" });
  void load(stage, place, now, changed);
  return place;
}

/** @param {DeskStage} stage @param {HTMLElement} place @param {Conversation} now @param {() => void} changed */
async function load(stage, place, now, changed) {
  const [{ text }, words] = await Promise.all([stage.language === "nl" ? import("../text/staff-draw.nl.js") : import("../text/staff-draw.en.js"), drawWords(stage.language)]);
  await redraw({ stage: { ...stage, text, words }, place, now, changed });
}

/** @param {Desk} desk */
async function redraw(desk) {
  const known = await drawsOf(desk.now.id);
  const open = openStage(desk.now);
  fill(desk.place,
    known.map((draw) => (draw.value === null ? fixedSection(desk, draw) : outcomeSection(desk, draw))),
    open !== null && !known.some(({ stage }) => stage === open) && planSection(desk, open));
}

/** @param {Desk} desk @param {DrawStage} kind @returns {HTMLElement} */
function planSection(desk, kind) {
  const { text } = desk.stage;
  const done = async (/** @type {import("../lib/draw-shapes.js").Fixed} */ fixed) => {
    memory.fixed = fixed;
    await redraw(desk);
    goTo(desk.place.querySelector("h2"));
  };
  memory.form ??= newForm();
  return h("section", { class: "card" },
    h("h2", {}, text.title[kind]),
    h("p", {}, text.lead[kind]),
    h("details", {}, h("summary", {}, text.stepsTitle), h("ol", { class: "details-body numbered" }, text.steps.map((step) => h("li", {}, step)))),
    drawForm(desk.stage, desk.now, kind, memory.form, (fixed) => void done(fixed)));
}

/** @param {Desk} desk @param {Draw} draw @returns {HTMLElement} */
function fixedSection(desk, draw) {
  const { stage, now, changed } = desk;
  const { fixed, mine } = memory;
  const { text, words } = stage;
  const entered = async (/** @type {Draw[]} */ draws) => {
    const made = draws.find(({ stage: kind }) => kind === draw.stage)?.value !== null;
    Object.assign(memory, { form: null, fixed: null, mine: !made });
    if (made) return changed();
    await redraw(desk);
    goTo(desk.place.querySelector(".notice"));
  };
  return h("section", { class: "card" },
    h("h2", { tabindex: "-1" }, fixed ? text.fixed : text.title[draw.stage]),
    h("p", {}, words.text.inDraw[draw.stage](count(stage, draw.lots), count(stage, draw.seats)), " ", spreadWords(words, draw.features.map(({ name }) => name))),
    fixed && fixedBlock(stage, fixed),
    h("div", { class: "stack close" },
      h("h3", {}, text.root),
      rootGroups(draw.root),
      fixed && h("p", { class: "small soft" }, text.rootHint)),
    valueBlock(stage, now.id, draw, { mine, entered: (draws) => void entered(draws) }));
}

/** @param {Desk} desk @param {Draw} draw @returns {HTMLElement} */
function outcomeSection({ stage, now }, draw) {
  const { text, words } = stage;
  return h("section", { class: "card" },
    h("h2", {}, words.text.stage[draw.stage]),
    notice("good", text.made, h("p", {}, h("a", { href: `/gesprek/${now.id}` }, words.text.check))),
    drawFigures(words, { lots: draw.lots, panel: draw.drawn.length, chances: draw.chances, replaced: draw.replaced }),
    draw.composition.length > 0 && h("details", {}, h("summary", {}, words.text.groups), h("div", { class: "details-body" }, compositionTables(words, draw.composition))),
    h("div", { class: "stack close" },
      h("p", { class: "actions" }, h("a", { class: "button button-quiet", href: api.drawFile(now.id, draw.stage), download: "loting.json" }, text.file)),
      h("p", { class: "small soft" }, text.fileHint)));
}
