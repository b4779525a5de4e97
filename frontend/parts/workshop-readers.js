// Test readers at the desk: their links, and what they wrote beside each statement. Never who they are.
import * as api from "../api/workshop.js";
import { momentInWords } from "../lib/amsterdam.js";
import { copyButton } from "./copy-button.js";
import { button, fill, goTo, h } from "./dom.js";
import { notice } from "./notice.js";
import { personName } from "./staff-follow.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {typeof import("../text/workshop.nl.js").text} Words */
/** @typedef {import("../lib/workshop-shapes.js").TestLinks} TestLinks */
/** @typedef {import("../lib/workshop-shapes.js").TestLink} TestLink */
/** @typedef {{at: (i: number) => HTMLElement, whole: HTMLElement}} ReadersDesk places beside each statement (from 0), and for the links */

/** The desk for a round; it fills itself. @param {StaffStage} stage @param {Words} words @param {{id: string, may: {edit: boolean}}} round @returns {ReadersDesk} */
export function readersDesk(stage, words, round) {
  const places = [0, 1, 2, 3].map(() => h("div", {}));
  const whole = h("section", { class: "card", "aria-label": words.readers });
  const told = h("div", {});
  const run = async (/** @type {() => Promise<TestLinks>} */ act, focus = true) => {
    try {
      draw(await act());
      if (focus) goTo(whole.querySelector("h2"));
    } catch (error) {
      fill(told, notice("warn", null, h("p", { role: "alert" }, await stage.explain(error))));
    }
  };
  const draw = (/** @type {TestLinks} */ { links }) => {
    fill(told);
    const desk = { stage, words, round, run };
    fill(whole,
      h("h2", {}, words.readers),
      h("p", {}, words.readersLead),
      told,
      links.length === 0 ? h("p", { class: "soft" }, words.readersNone) : links.map((link) => linkBlock(desk, link)),
      round.may.edit && h("p", { class: "actions" }, button(words.readersMake, () => void run(() => api.makeTestLink(round.id)), "button button-quiet")),
      round.may.edit && h("p", { class: "small soft" }, words.readersHint),
      links.some(({ readings }) => readings.length > 0) && h("p", { class: "small soft" }, words.kept));
    places.forEach((place, i) => fill(place, said(desk, links, i)));
  };
  fill(whole, h("h2", {}, words.readers), told);
  void run(() => api.testLinks(round.id), false);
  return { at: (i) => places[i], whole };
}

/** @typedef {{stage: StaffStage, words: Words, round: {id: string, may: {edit: boolean}}, run: (act: () => Promise<TestLinks>) => Promise<void>}} Desk */

/** @param {Desk} desk @param {TestLink} link @returns {HTMLElement} */
function linkBlock({ stage, words, round, run }, link) {
  const moment = momentInWords(link.ends_at, stage.language);
  return h("div", { class: "stack close reading-link" },
    h("h3", {}, words.link(link.version)),
    link.address && h("p", {}, h("code", {}, link.address)),
    h("p", { class: "small soft" }, `${link.address ? words.until(moment) : words.ended(moment)} ${words.replies(link.readings.length)}. ${personName(link.made_by)}.`),
    link.address && copyButton(words, words.link(link.version), link.address),
    link.address && round.may.edit && h("p", {}, button(words.end, () => void run(() => api.endTestLink(round.id, link.id)), "button-link")));
}

/** What readers wrote about one statement. @param {Desk} desk @param {TestLink[]} links @param {number} i @returns {HTMLElement|null} */
function said({ words, round, run }, links, i) {
  const all = links.flatMap((link) => link.readings.map((reading) => ({ link, reading, answer: reading.answers[i] })));
  const written = all.filter(({ answer }) => answer && (answer.asked !== "" || answer.unclear !== ""));
  if (written.length === 0) return null;
  const remove = (/** @type {string} */ id, /** @type {string} */ name) => button(words.removeReading(name), () => void run(() => api.removeTestReading(round.id, id)), "button-link small");
  return h("details", { class: "lint", open: true }, h("summary", {}, words.readersAt(i + 1)),
    h("ul", { class: "remarks details-body" }, written.map(({ link, reading, answer }) => {
      const name = reading.name ?? words.readerNameless;
      return h("li", { class: "remark" },
        h("p", { class: "small soft" }, `${name}, ${words.ofVersion(link.version)}`),
        answer.asked && h("p", {}, h("strong", {}, `${words.askedLabel} `), answer.asked),
        answer.unclear && h("p", {}, h("strong", {}, `${words.unclearLabel} `), answer.unclear),
        remove(reading.id, name));
    })));
}
