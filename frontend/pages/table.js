// A table on its moderator's phone: who sits here, and the notes. Never a surname, and never another table.
import * as api from "../api/draws.js";
import { Refusal } from "../api/wire.js";
import { byTheme } from "../lib/themes.js";
import { button, fill, goTo, h, paragraphs } from "../parts/dom.js";
import { liveRegion, messageScreen, notice } from "../parts/notice.js";
import { noteForm } from "../parts/note-form.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";
import { askSure } from "../parts/sure.js";

/** @typedef {import("../parts/note-form.js").TableStage} TableStage */
/** @typedef {import("../lib/draw-shapes.js").TablePage} TablePage */
/** @typedef {import("../lib/draw-shapes.js").Note} Note */

const token = addressParts()[1] ?? "";
/** The round that the last note was about: the next is probably about the same. */
let round = 1;

startPage({ nl: () => import("../text/tables.nl.js"), en: () => import("../text/tables.en.js") }, async (stage) => {
  drawLoading(stage);
  try {
    draw(stage, await api.openTable(token), "");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "link_unknown") throw error;
    const { page } = stage.text;
    stage.title(page.wrongTitle);
    fill(stage.main, messageScreen({ title: page.wrongTitle, tone: "warn" }, h("p", { class: "lead" }, page.wrongBody)));
  }
});

/** @param {TableStage} stage @param {TablePage} table @param {string} told */
function draw(stage, table, told) {
  const { text } = stage;
  const { page } = text;
  const { conversation } = table;
  const done = (/** @type {TablePage} */ next, /** @type {number} */ about) => {
    round = about;
    draw(stage, next, page.sent);
    goTo(document.getElementById("told"));
  };
  const themes = byTheme(table.notes).map(({ theme }) => theme);
  stage.title(`${text.table(table.table)}: ${conversation.title}`);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", { class: "soft" }, conversation.title),
        h("h1", { tabindex: "-1" }, text.table(table.table)),
        h("p", { class: "lead" }, page.lead(table.moderator))),
      h("section", { class: "stack close" }, h("h2", {}, page.who), h("div", { class: "plan-rounds" }, table.people.map((sitting) => sittingLines(stage, table, sitting)))),
      aboutBlock(stage, table),
      h("section", { class: "card" },
        h("h2", {}, page.noteTitle),
        h("p", {}, page.noteLead),
        noteForm(stage, table, { themes, round, send: (note) => api.addNote(token, note), done })),
      h("section", { class: "stack close" },
        h("h2", {}, page.own),
        h("div", { role: "status", id: "told", tabindex: "-1" }, told && notice("good", told)),
        table.notes.length === 0 ? h("p", {}, page.none) : h("ul", { class: "cards" }, [...table.notes].reverse().map((note) => h("li", { class: "card" }, noteLines(stage, table, note)))))));
}

/** @param {TableStage} stage @param {TablePage} table @param {TablePage["people"][number]} sitting @returns {HTMLElement} */
function sittingLines({ text }, { rounds }, { round: number, names }) {
  return h("div", {}, rounds > 1 && h("h3", {}, text.round(number)), h("ul", { class: "names" }, names.map((name) => h("li", {}, name))));
}

/** @param {TableStage} stage @param {TablePage} table @returns {HTMLElement|null} */
function aboutBlock({ text, common }, { conversation: { purpose, statements } }) {
  if (!purpose && statements.length === 0) return null;
  return h("details", {}, h("summary", {}, text.page.about), h("div", { class: "details-body" },
    paragraphs(purpose ?? ""),
    statements.map((one) => h("div", {}, h("p", { class: "result-number" }, common.statement(one.number)), h("p", {}, one.text)))));
}

/** @param {TableStage} stage @param {TablePage} table @param {Note} note @returns {import("../parts/dom.js").Child[]} */
function noteLines(stage, table, note) {
  const { text } = stage;
  const { page } = text;
  const told = liveRegion();
  const remove = async () => {
    try {
      draw(stage, await api.removeNote(token, note.id), page.removed);
      goTo(document.getElementById("told"));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await stage.explain(error))));
    }
  };
  const press = button(page.remove, () => askSure({ title: text.sureTitle, body: page.removeSure, act: page.remove, stay: text.stay }, () => void remove()), "button-link");
  press.setAttribute("aria-label", page.removeName(note.theme));
  return [
    h("h3", {}, note.theme),
    h("p", { class: "note-text" }, note.text),
    h("p", { class: "tags" }, table.rounds > 1 && h("span", { class: "tag tag-quiet" }, text.round(note.round)), press),
    told.element,
  ];
}
