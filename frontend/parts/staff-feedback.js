// Terugkoppeling of one published round at the staff's desk: what was said, and a form for the next step. Never the round itself.
import * as api from "../api/client.js";
import { fill, goTo, h } from "./dom.js";
import { feedbackBlock, feedbackWords } from "./feedback.js";
import { stepForm } from "./feedback-form.js";
import { notice } from "./notice.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/shapes.js").StaffRound} StaffRound */

/** The desk of a published round; it fills itself. @param {StaffStage} stage @param {StaffRound} round @returns {HTMLElement} */
export function feedbackDesk(stage, round) {
  const place = h("section", { class: "stack", id: "terugkoppeling" });
  void api.feedback(round.id).then(
    (feedback) => draw(stage, round, place, feedback, null),
    async (error) => fill(place, notice("bad", await stage.explain(error))));
  return place;
}

/** @param {StaffStage} stage @param {StaffRound} round @param {HTMLElement} place @param {import("../lib/shapes.js").Feedback} feedback @param {number|null} told */
async function draw(stage, round, place, feedback, told) {
  const words = await feedbackWords(stage.language);
  const card = (/** @type {import("../lib/shapes.js").StatementFeedback} */ track) => {
    const statement = round.draft.statements[track.number - 1];
    const send = async (/** @type {import("../lib/shapes.js").FeedbackStep} */ step) => {
      await draw(stage, round, place, await api.answerStatement(round.id, track.number, step), track.number);
      goTo(place.querySelector(`#antwoord-${track.number}`));
    };
    return h("article", { class: "card", id: `antwoord-${track.number}` },
      h("p", { class: "result-number" }, stage.common.statement(track.number)),
      h("h3", {}, statement.text),
      told === track.number && notice("good", words.published),
      feedbackBlock({ words, language: stage.language }, track, statement.owner),
      round.may.answer && stepForm({ ...stage, words }, `stap-${track.number}`, track, true, send));
  };
  fill(place, h("h2", {}, words.deskTitle), h("p", { class: "soft" }, words.deskLead), feedback.statements.map(card));
}
