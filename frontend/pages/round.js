// One round for everybody: its state and dates, and after publication the national result. Never a ballot.
import * as api from "../api/client.js";
import { roundConversations } from "../api/conversations.js";
import { dayInWords, momentInWords } from "../lib/amsterdam.js";
import { percent } from "../lib/figures.js";
import { openShelf } from "../lib/storage.js";
import { branchChoice, branchLink } from "../parts/branch-choice.js";
import { conversationWords } from "../parts/conversation-facts.js";
import { conversationCards } from "../parts/conversation-list.js";
import { fill, h, paragraphs } from "../parts/dom.js";
import { branchBlock, feedbackBlock, feedbackWords } from "../parts/feedback.js";
import { notice } from "../parts/notice.js";
import { regionBars, weightedLine, whoTookPart } from "../parts/regions.js";
import { count, resultBlock, shareBlock } from "../parts/result-bar.js";
import { rootBlock } from "../parts/root-block.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/result-bar.js").RoundStage} RoundStage */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("../lib/shapes.js").Results} Results */
/** @typedef {import("../parts/branch-choice.js").BranchName} BranchName */

startPage({ nl: () => import("../text/round.nl.js"), en: () => import("../text/round.en.js") }, async (stage) => {
  drawLoading(stage);
  const round = await api.round(addressParts()[1]);
  stage.title(round.title);
  const results = round.state === "published" ? await api.results(round.id) : null;
  const own = results && (await ownBranch());
  const feedback = results && (await feedbackOf(stage, round, own));
  const conversations = ["closed", "counted", "published"].includes(round.state) ? await conversationsOf(stage, round.id) : null;
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", { class: "tags" }, h("span", { class: "tag" }, stage.common.state[round.state]), h("span", { class: "tag tag-quiet" }, stage.common.purpose[round.purpose])),
        h("h1", {}, round.title),
        round.introduction && paragraphs(round.introduction, "lead"),
        h("p", { class: "soft" }, stage.common.purposeMeaning[round.purpose]),
        round.scope && h("p", {}, stage.text.scope(round.scope.join(", ")))),
      results && feedback ? published(stage, round, results, own, feedback) : waiting(stage, round),
      conversations,
      round.root && rootBlock(stage.common, round.root),
      h("p", {}, h("a", { href: "/rondes" }, stage.text.allRounds))));
  // A letter leads to one statement, which was not there yet when the page came.
  if (!stage.again && location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView();
});

/** @param {RoundStage} stage @param {PublicRound} round @param {Results} results @param {BranchName|null} own @param {(number: number) => HTMLElement|null} feedback @returns {HTMLElement} */
function published(stage, round, results, own, feedback) {
  const { text, language } = stage;
  const unused = results.tickets - results.ballots - results.invalid;
  return h("div", { class: "stack" },
    h("p", {}, `${text.publishedOn} ${momentInWords(results.published_at, language)}`),
    branchLink(stage, results, own),
    !results.turnout_withheld && h("section", { class: "card close", "aria-labelledby": "turnout" },
      h("h2", { id: "turnout" }, text.turnoutTitle),
      h("p", { class: "verdict" }, text.turnout(count(stage, results.ballots), count(stage, results.roll), percent(results.ballots, results.roll))),
      unused > 0 && h("p", {}, text.unused(count(stage, unused))),
      results.invalid > 0 && h("p", {}, text.invalid(count(stage, results.invalid))),
      h("p", { class: "soft" }, text.turnoutNote)),
    results.turnout_only && notice("info", text.turnoutOnlyTitle, h("p", {}, text.turnoutOnlyBody)),
    results.statements.map((one) => {
      const places = { weighted: weightedLine(stage, results, one.number), regions: regionBars(stage, results, one.number), feedback: feedback(one.number), trend: before(stage, results, one.number), share: shareBlock(stage, api.resultPicture(round.id, one.number), one) };
      return resultBlock(stage, one, results.statements.length, places);
    }),
    whoTookPart(stage, results),
    branchChoice(stage, results),
    results.lists.length > 0 && h("section", { class: "stack close" },
      h("h2", {}, text.checkTitle),
      h("p", {}, text.checkBody),
      h("p", { class: "actions" }, h("a", { class: "button button-quiet", href: `/rondes/${round.id}/nakijken` }, text.checkAct))),
    h("section", { class: "stack close" },
      h("h2", {}, text.downloads),
      h("p", { class: "actions" },
        h("a", { class: "button button-quiet", href: api.resultsFile(round.id, "csv") }, text.csv),
        h("a", { class: "button button-quiet", href: api.resultsFile(round.id, "json") }, text.json)),
      h("p", { class: "small soft" }, `${text.fingerprint}: `, h("code", {}, results.sha256))));
}

/** When the same statement was put before, and what came of it. @param {RoundStage} stage @param {Results} results @param {number} number @returns {HTMLElement|null} */
function before({ text, language }, results, number) {
  const earlier = results.earlier.filter(({ statement }) => statement === number);
  if (earlier.length === 0) return null;
  const line = (/** @type {import("../lib/shapes.js").Earlier} */ one) =>
    h("li", {}, h("a", { href: `/rondes/${one.round}#stelling-${one.number}` }, dayInWords(one.published_at, language)), ": ",
      one.outcome.agree === null ? text.nobody : text.verdict(one.outcome.agree, one.outcome.disagree ?? 0));
  return h("div", { class: "stack close" }, h("h3", {}, text.before), h("ul", {}, earlier.map(line)));
}

/** The conversations about this round, if there are any. @param {RoundStage} stage @param {string} id @returns {Promise<HTMLElement|null>} */
async function conversationsOf(stage, id) {
  const [{ conversations }, text] = await Promise.all([roundConversations(id), conversationWords(stage.language)]);
  return conversationCards(stage, text.ofRound, conversations.map((one) => ({ ...one, tag: text.state[one.state], quiet: one.state !== "inviting" })));
}

/** What was done with each statement, and what the reader's own afdeling says of it. @param {RoundStage} stage @param {PublicRound} round @param {BranchName|null} own @returns {Promise<(number: number) => HTMLElement|null>} */
async function feedbackOf({ language }, round, own) {
  const [words, { statements }, answers] = await Promise.all([feedbackWords(language), api.feedback(round.id), own && api.branchFeedback(own.code, round.id)]);
  const stage = { words, language };
  return (number) => {
    const track = statements.find((one) => one.number === number);
    const owner = round.statements.find((one) => one.number === number)?.owner;
    const branch = answers?.statements.find((one) => one.number === number);
    return track ? feedbackBlock(stage, track, owner, own && branch ? branchBlock(stage, own.name, branch) : null) : null;
  };
}

/** The reader's own afdeling. @returns {Promise<BranchName|null>} */
async function ownBranch() {
  if (!(/** @type {{member?: boolean}|null} */ (openShelf("localStorage").read("me"))?.member)) return null;
  try {
    return (await api.me()).branch;
  } catch (error) {
    // Who is no longer signed in reads what everybody reads.
    if (error instanceof api.Refusal && error.status === 401) return null;
    throw error;
  }
}

/** @param {RoundStage} stage @param {PublicRound} round @returns {HTMLElement} */
function waiting(stage, round) {
  const { text, common, language } = stage;
  return h("div", { class: "stack" },
    stateNotice(stage, round),
    round.turnout && round.roll !== null &&
      h("div", { class: "stack close" },
        h("p", { class: "verdict" }, text.participation(count(stage, round.turnout.tickets), count(stage, round.roll))),
        h("p", { class: "small soft" }, text.asOf(dayInWords(round.turnout.as_of, language)))),
    h("section", { class: "stack" },
      h("h2", {}, text.statements),
      round.statements.map((one) =>
        h("article", { class: "card close" },
          h("p", { class: "result-number" }, common.statementOf(one.number, round.statements.length)),
          h("h3", {}, one.text),
          one.explanation && paragraphs(one.explanation)))));
}

/** @param {RoundStage} stage @param {PublicRound} round @returns {HTMLElement} */
function stateNotice({ text, language }, round) {
  if (round.state === "withdrawn") {
    return notice("warn", text.withdrawnTitle, h("p", {}, text.withdrawnBody), round.withdrawn_reason && h("p", {}, `${text.reason} ${round.withdrawn_reason}`));
  }
  if (round.state === "open") {
    return notice("info", text.openTitle,
      h("p", {}, text.openBody(momentInWords(round.closes_at, language))), h("p", {}, text.openNoResult),
      h("p", { class: "actions" }, h("a", { class: "button", href: `/rondes/${round.id}/stem` }, text.vote)));
  }
  if (round.state === "closed" || round.state === "counted" || round.state === "published") {
    return notice("info", text.closedTitle, h("p", {}, text.closedBody(momentInWords(round.publishes_at, language))));
  }
  return notice("info", text.soonTitle, h("p", {}, `${text.opens} ${momentInWords(round.opens_at, language)}.`));
}
