// What an afdeling says for itself about a published round, and for its board a form for the next step. Never a member.
import * as api from "../api/client.js";
import { fill, goTo, h } from "../parts/dom.js";
import { branchBlock, feedbackWords } from "../parts/feedback.js";
import { stepForm } from "../parts/feedback-form.js";
import { notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/feedback.nl.js").text>} FeedbackStage */
/** @typedef {{code: string, name: string, board: boolean}} Branch */

const id = addressParts()[2] ?? "";

startPage({ nl: () => import("../text/feedback.nl.js"), en: () => import("../text/feedback.en.js") }, async (stage) => {
  const { text } = stage;
  stage.title(text.branchTitle);
  drawLoading(stage);
  const me = await requireMe();
  if (me === null) return;
  const [round, { branches }] = await Promise.all([api.round(id), api.branchRounds()]);
  const acts = new Set(me.roles.filter(({ role }) => role === "board").map(({ branch }) => branch));
  const sections = await Promise.all(branches.map(async (branch) => {
    const place = h("section", { class: "stack" });
    draw(stage, round, { ...branch, board: acts.has(branch.code) }, place, await api.branchFeedback(branch.code, id), null);
    return place;
  }));
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/afdeling" }, stage.common.menu.branch)),
        h("h1", {}, text.branchTitle),
        h("p", { class: "lead" }, h("a", { href: `/rondes/${round.id}` }, round.title)),
        acts.size > 0 && h("p", { class: "soft" }, text.branchLead)),
      sections));
});

/** @param {FeedbackStage} stage @param {import("../lib/shapes.js").PublicRound} round @param {Branch} branch @param {HTMLElement} place @param {import("../lib/shapes.js").Feedback} feedback @param {number|null} told */
function draw(stage, round, branch, place, feedback, told) {
  const { text: words, language, common } = stage;
  const card = (/** @type {import("../lib/shapes.js").StatementFeedback} */ track) => {
    const anchor = `antwoord-${branch.code}-${track.number}`;
    const send = async (/** @type {import("../lib/shapes.js").FeedbackStep} */ step) => {
      draw(stage, round, branch, place, await api.answerForBranch(branch.code, round.id, track.number, step), track.number);
      goTo(document.getElementById(anchor));
    };
    return h("article", { class: "card", id: anchor },
      h("p", { class: "result-number" }, common.statement(track.number)),
      h("h3", {}, round.statements.find(({ number }) => number === track.number)?.text ?? ""),
      told === track.number && notice("good", words.published),
      branchBlock({ words, language }, branch.name, track) ?? h("p", { class: "soft" }, words.branchNothing),
      branch.board && stepForm({ ...stage, words }, `stap-${branch.code}-${track.number}`, track, false, send));
  };
  fill(place, h("h2", {}, branch.name), feedback.statements.map(card));
}
