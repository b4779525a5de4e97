// The desk: the rhythm of rounds, the year, and what is to be done by when. Never the text of one round.
import * as api from "../api/calendar.js";
import { deskBranches, Refusal } from "../api/client.js";
import { fromRhythmForm, rhythmForm } from "../lib/calendar.js";
import { yearList } from "../parts/calendar-year.js";
import { fill, goTo, h } from "../parts/dom.js";
import { clearMarks, markField } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { rhythmFields, rhythmInput, rhythmSentence, stopFields } from "../parts/rhythm-form.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { crowdingNotice, firstTasks } from "../parts/task-list.js";

/** @typedef {import("../lib/calendar-shapes.js").Calendar} Calendar */
/** @typedef {import("../parts/stage.js").Stage<import("../parts/task-list.js").CalendarWords>} CalendarStage */

const MOST_TASKS = 8;
/** @type {Calendar|null} */
let calendar = null;
/** @type {Record<string, string>} */
let form = {};
/** @type {Record<string, string>} */
const stopForm = { from: "" };
/** @type {import("../lib/shapes.js").DeskBranch[]} */
let branches = [];
let staff = false;
let told = "";

startPage({ nl: () => import("../text/calendar.nl.js"), en: () => import("../text/calendar.en.js") }, async (stage) => {
  if (!stage.again || calendar === null) {
    drawLoading(stage);
    const me = await requireMe();
    if (me === null) return;
    staff = me.roles.some(({ role }) => role === "staff" || role === "admin");
    const [seen, desk] = await Promise.all([api.calendar(), deskBranches()]);
    branches = desk.branches;
    take(seen);
  }
  draw(stage);
});

/** @param {Calendar} next */
function take(next) {
  calendar = next;
  form = rhythmForm(next.rhythm);
  // Another rhythm can take over from the first round that can still be moved.
  form.first_day = next.slots.find((slot) => slot.occurrence?.may_change)?.occurrence?.in_rhythm ?? form.first_day;
}

/** @param {CalendarStage} stage */
function draw(stage) {
  if (calendar === null) return;
  const { text, common, language } = stage;
  const { slots, crowding, rhythm } = calendar;
  const said = { words: text, language };
  const name = (/** @type {string} */ code) => branches.find((one) => one.code === code)?.name ?? code;
  const acts = {
    move: (/** @type {any} */ one, /** @type {string} */ day, /** @type {string} */ id) => (day === "" ? fail(stage, [{ id, name: text.moveTo, words: text.needed }]) : void run(stage, () => api.moveRound(one, day), text.moved, { day: id })),
    skip: (/** @type {any} */ one, /** @type {string} */ reason, /** @type {string} */ id) => (reason === "" ? fail(stage, [{ id, name: text.skipReason, words: text.needed }]) : void run(stage, () => api.skipRound(one, reason), text.skipDone, { reason: id })),
    restore: (/** @type {any} */ one) => void run(stage, () => api.restoreRound(one), text.restored, {}),
  };
  stage.title(text.title);
  fill(stage.main,
    h("div", { class: "column column-wide" },
      h("div", { id: "faults" }),
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.back)),
        h("h1", { tabindex: "-1" }, text.title),
        h("p", { class: "lead" }, text.lead),
        h("div", { role: "status" }, told && notice("good", told))),
      crowdingNotice(said, crowding, name),
      staff && rhythm === null && rhythmSection(stage),
      h("section", { class: "card" }, h("h2", {}, text.todo), firstTasks(said, slots, MOST_TASKS)),
      h("section", { class: "stack" },
        h("h2", {}, text.year),
        rhythm && h("p", {}, `${rhythmSentence(said, rhythm)} ${text.rhythmAhead}`),
        h("p", { class: "actions" }, h("a", { class: "button button-quiet", href: "/staf/rondes/nieuw" }, rhythm === null ? text.newRound : text.newBeside)),
        slots.length === 0 ? h("p", {}, text.yearNone) : yearList({ ...said, states: common.state, acts, rhythmic: rhythm !== null }, slots)),
      staff && rhythm !== null && rhythmSection(stage)));
  told = "";
}

/** @param {CalendarStage} stage @returns {HTMLElement} */
function rhythmSection(stage) {
  const { text, language } = stage;
  const said = { words: text, language };
  const save = () => {
    clearMarks(stage.main);
    const { rhythm, faults } = fromRhythmForm(form);
    if (faults.length > 0) return fail(stage, faults.map((name) => ({ id: rhythmInput(name), name: fieldName(text, name), words: form[name] === "" ? text.needed : text.number })));
    void run(stage, () => api.setRhythm(rhythm), text.rhythmSet, {});
  };
  const stop = () => (stopForm.from === "" ? fail(stage, [{ id: rhythmInput("from"), name: text.stopFrom, words: text.needed }]) : void run(stage, () => api.stopRhythm(stopForm.from), text.stopped, {}));
  const fields = rhythmFields(said, form, save);
  if (calendar?.rhythm === null) return h("section", { class: "card" }, h("h2", {}, text.rhythm), h("p", {}, text.rhythmNone), fields);
  return h("section", { class: "stack close" },
    h("h2", {}, text.rhythm),
    h("details", {}, h("summary", {}, text.rhythmChange), h("div", { class: "details-body" }, h("p", {}, text.rhythmChangeHint), fields)),
    h("details", {}, h("summary", {}, text.stop), h("div", { class: "details-body" }, stopFields(said, stopForm, stop))));
}

/** @param {import("../parts/task-list.js").CalendarWords} text @param {string} name @returns {string} */
const fieldName = (text, name) => text.fields[/** @type {keyof typeof text.fields} */ (name)] ?? text.stopFrom;

/** @param {CalendarStage} stage @param {{id: string|null, name: string|null, words: string}[]} faults */
function fail(stage, faults) {
  for (const { id, words } of faults) {
    if (id === null) continue;
    // A field in a closed part cannot take the focus.
    document.getElementById(id)?.closest("details")?.setAttribute("open", "");
    markField(id, words);
  }
  showFaults(/** @type {HTMLElement} */ (document.querySelector("#faults")), stage.common.errorTitle, faults.map(({ id, name, words }) => ({ id, words: name === null ? words : `${name}: ${words}` })));
}

/** One act on the server, with its answer as the new calendar; `ids` says which field is meant by the server's name. @param {CalendarStage} stage @param {() => Promise<Calendar>} act @param {string} words @param {Record<string, string>} ids */
async function run(stage, act, words, ids) {
  try {
    take(await act());
    told = words;
    draw(stage);
    goTo(stage.main.querySelector("h1"));
    scrollTo({ top: 0 });
  } catch (error) {
    const name = error instanceof Refusal ? error.field : null;
    const said = error instanceof Refusal && error.status === 422 && stage.language === "nl" ? error.message : await stage.explain(error);
    const called = { day: stage.text.moveTo, reason: stage.text.skipReason };
    fail(stage, [name === null ? { id: null, name, words: said } : { id: ids[name] ?? rhythmInput(name), name: called[/** @type {keyof typeof called} */ (name)] ?? fieldName(stage.text, name), words: said }]);
  }
}
