// The tables of a conversation at the desk: split who is there, who sits where, each moderator's page, and the notes. Never writes a note.
import * as api from "../api/draws.js";
import { Refusal } from "../api/wire.js";
import { qrLink } from "../lib/qr-link.js";
import { byTheme } from "../lib/themes.js";
import { radios } from "./choice.js";
import { copyButton } from "./copy-button.js";
import { button, fill, goTo, h } from "./dom.js";
import { liveRegion, notice } from "./notice.js";
import { qrPicture } from "./qr-picture.js";
import { askSure } from "./sure.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {Omit<DeskStage, "text"> & {text: typeof import("../text/tables.nl.js").text}} TableStage */
/** @typedef {import("../lib/draw-shapes.js").Tables} Tables */
/** @typedef {import("../lib/draw-shapes.js").Table} Table */

/** The words of tables, in the language of a page that is about something else. @param {"nl"|"en"} language @returns {Promise<TableStage["text"]>} */
const tableWords = async (language) => (language === "nl" ? await import("../text/tables.nl.js") : await import("../text/tables.en.js")).text;

/** Tables and notes of a conversation, from when its seats are settled; fills itself. @param {DeskStage} stage @param {import("../lib/conversation-shapes.js").Conversation} now @returns {HTMLElement|null} */
export function tablesDesk(stage, now) {
  if (!["settled", "held", "reported"].includes(now.state)) return null;
  const place = h("div", { class: "stack tables", id: "tafels" });
  void Promise.all([tableWords(stage.language), api.tables(now.id)]).then(
    ([text, tables]) => draw({ ...stage, text }, place, now, tables),
    async (error) => fill(place, notice("bad", null, h("p", {}, await stage.explain(error)))));
  return place;
}

/** @param {TableStage} stage @param {HTMLElement} place @param {import("../lib/conversation-shapes.js").Conversation} now @param {Tables} tables */
function draw(stage, place, now, tables) {
  const { text } = stage;
  const planned = tables.tables.length > 0;
  fill(place,
    now.state !== "reported" && h("section", { class: "card" },
      h("h2", {}, text.title),
      h("p", {}, text.lead),
      splitForm(stage, now.id, tables, (next) => {
        draw(stage, place, now, next);
        goTo(place.querySelector(".plan h2"));
      })),
    planned && planSection(stage, now.draft.title, tables),
    planned && notesSection(stage, now.id));
}

/** @param {TableStage} stage @param {string} id @param {Tables} tables @param {(next: Tables) => void} done @returns {HTMLElement} */
function splitForm(stage, id, tables, done) {
  const { text } = stage;
  const form = { rounds: String(tables.rounds || 2) };
  const again = tables.tables.length > 0;
  const told = liveRegion();
  const split = async () => {
    try {
      done(await api.splitTables(id, Number(form.rounds)));
    } catch (error) {
      const spoken = error instanceof Refusal && stage.language === "nl" && error.message !== error.code && error.message !== "";
      told.say(notice("bad", null, h("p", {}, spoken ? error.message : await stage.explain(error))));
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (again) askSure({ title: text.sureTitle, body: text.sureAgain, act: text.splitAgain, stay: text.stay }, () => void split());
    else void split();
  };
  return h("form", { class: "stack close", novalidate: true, onsubmit: submit },
    radios(form, "rounds", text.roundsLegend, text.roundsOf),
    told.element,
    h("p", { class: "actions" }, h("button", { class: again ? "button button-quiet" : "button" }, again ? text.splitAgain : text.split)));
}

/** What is printed: the names for each table. @param {TableStage} stage @param {string} title @param {Tables} tables @returns {HTMLElement} */
function planSection(stage, title, { people, tables }) {
  const { text } = stage;
  return h("section", { class: "stack plan" },
    h("h2", { tabindex: "-1" }, text.plan),
    h("p", { class: "plan-of" }, title),
    h("p", {}, text.done(people, tables.length)),
    h("p", { class: "actions" }, button(text.print, () => print(), "button button-quiet")),
    h("ul", { class: "cards plan-tables" }, tables.map((table) => h("li", { class: "card" }, tableLines(stage, table)))));
}

/** @param {TableStage} stage @param {Table} table @returns {import("./dom.js").Child[]} */
function tableLines({ text }, { number, moderator, link, rounds }) {
  const matrix = qrLink(link);
  const name = text.table(number);
  return [
    h("div", {}, h("h3", {}, name), h("p", {}, text.moderator(moderator))),
    h("div", { class: "plan-rounds" }, rounds.map(({ round, people }) => h("div", {},
      rounds.length > 1 && h("h4", {}, text.round(round)),
      h("ul", {}, people.map((one) => h("li", {}, one.name)))))),
    h("details", {},
      h("summary", {}, text.link, h("span", { class: "hidden-text" }, ` (${name})`)),
      h("div", { class: "details-body" },
        h("p", { class: "small" }, text.linkHint),
        matrix && h("div", { class: "qr" }, qrPicture(matrix, text.qr(number))),
        h("p", { class: "small" }, h("code", { translate: "no" }, link)),
        copyButton(text, name, link))),
  ];
}

/** @param {TableStage} stage @param {string} id @returns {HTMLElement} */
function notesSection(stage, id) {
  const { text } = stage;
  const list = h("div", { class: "stack" });
  const load = async () => {
    try {
      const { notes } = await api.notes(id);
      fill(list, notes.length === 0 ? h("p", {}, text.notesNone) : byTheme(notes).map(({ theme, notes: own }) => h("section", { class: "card" },
        h("h3", {}, theme),
        h("ul", { class: "notes" }, own.map((note) => h("li", {}, h("p", { class: "note-text" }, note.text), h("p", { class: "small soft" }, text.from(note.table, note.moderator, note.round))))))));
    } catch (error) {
      fill(list, notice("bad", null, h("p", {}, await stage.explain(error))));
    }
  };
  void load();
  return h("section", { class: "stack" },
    h("h2", {}, text.notes),
    h("p", { class: "soft" }, text.notesHint),
    list,
    h("p", { class: "actions" }, button(text.refresh, () => void load(), "button button-quiet")));
}
