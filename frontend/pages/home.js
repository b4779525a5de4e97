// The first page: what is left to do for a signed-in member, and otherwise what this is. Never a ballot.
import * as api from "../api/client.js";
import { myConversations } from "../api/conversations.js";
import { momentInWords } from "../lib/amsterdam.js";
import { openShelf } from "../lib/storage.js";
import { pauseBlock, words } from "../parts/ballot-beside.js";
import { branchPage } from "../parts/branch-choice.js";
import { conversationWords } from "../parts/conversation-facts.js";
import { conversationCards } from "../parts/conversation-list.js";
import { fill, h } from "../parts/dom.js";
import { feedbackLine, feedbackWords } from "../parts/feedback.js";
import { ownDataBlock } from "../parts/own-data.js";
import { rememberMe } from "../parts/frame.js";
import { startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/home.nl.js").text>} HomeStage */
/** @typedef {import("../lib/shapes.js").MyRound} MyRound */
const shelf = openShelf("localStorage");

startPage({ nl: () => import("../text/home.nl.js"), en: () => import("../text/home.en.js") }, async (stage) => {
  const hint = /** @type {{member?: boolean}|null} */ (shelf.read("me"));
  if (!hint?.member) return drawPublic(stage);
  try {
    const me = await api.me();
    if (me.kind !== "member" || me.round !== null) return drawPublic(stage);
    const [{ rounds }, conversations] = await Promise.all([api.myRounds(), conversationBlock(stage)]);
    drawMine(stage, me, rounds, { conversations, pause: pauseBlock(stage, await words(stage.language)) }, await feedbackWords(stage.language));
  } catch (error) {
    if (!(error instanceof api.Refusal) || error.status !== 401) throw error;
    rememberMe(shelf, null);
    drawPublic(stage);
  }
});

/** @param {HomeStage} stage */
function drawPublic(stage) {
  const { text } = stage;
  stage.title(text.title);
  fill(stage.main,
    h("div", { class: "column column-wide" },
      h("div", { class: "hero" },
        h("h1", {}, text.title),
        h("p", { class: "lead" }, text.lead),
        h("p", { class: "actions" },
          h("a", { class: "button", href: "/inloggen" }, text.login),
          h("a", { class: "button button-quiet", href: "/rondes" }, text.results))),
      h("ol", { class: "steps" }, text.how.map(([title, words]) => h("li", { class: "card close" }, h("h2", {}, title), h("p", {}, words))))));
}

/** The conversations that this member was invited to. @param {HomeStage} stage @returns {Promise<HTMLElement|null>} */
async function conversationBlock(stage) {
  const [{ conversations }, text] = await Promise.all([myConversations(), conversationWords(stage.language)]);
  const open = ["invited", "offered", "seated"];
  return conversationCards(stage, text.mine, conversations.map((one) => ({ ...one, tag: text.status[one.status], quiet: !open.includes(one.status) })));
}

/** @param {HomeStage} stage @param {import("../lib/shapes.js").Me} me @param {MyRound[]} rounds @param {{conversations: HTMLElement|null, pause: HTMLElement}} places @param {import("../parts/feedback.js").FeedbackWords} words */
function drawMine(stage, me, rounds, { conversations, pause }, words) {
  const { text } = stage;
  const todo = rounds.filter((round) => round.state === "open" && !round.ticket_issued && !round.declined);
  const other = rounds.filter((round) => !todo.includes(round));
  stage.title(text.todo);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" }, h("p", { class: "lead soft" }, text.hello(me.first_name ?? me.name)), h("h1", {}, text.todo)),
      todo.length === 0 ? h("p", {}, text.todoNone) : h("ul", { class: "cards" }, todo.map((round) => card(stage, me, round, words, "h2"))),
      conversations,
      other.length > 0 && h("section", { class: "stack" }, h("h2", {}, text.yourRounds), h("ul", { class: "cards" }, other.map((round) => card(stage, me, round, words, "h3")))),
      pause,
      ownDataBlock(stage)));
}

/** @param {HomeStage} stage @param {import("../lib/shapes.js").Me} me @param {MyRound} round @param {import("../parts/feedback.js").FeedbackWords} words @param {"h2"|"h3"} name @returns {HTMLElement} */
function card({ text, common, language }, { branch }, round, words, name) {
  const open = round.state === "open";
  const label = round.ticket_issued ? text.look : round.declined ? text.after : text.vote;
  const mine = round.ticket_issued ? text.done : round.declined ? text.declined : null;
  return h("li", { class: "card close" },
    h("p", { class: "tags" }, h("span", { class: open ? "tag" : "tag tag-quiet" }, common.state[round.state]), mine && h("span", { class: "tag tag-quiet" }, mine)),
    h(name, {}, round.title),
    open && h("p", { class: "soft" }, `${text.until} ${momentInWords(round.closes_at, language)}`),
    feedbackLine(words, round.feedback),
    h("p", { class: "actions" },
      open
        ? h("a", { class: mine ? "button button-quiet" : "button", href: `/rondes/${round.id}/stem` }, label, h("span", { class: "hidden-text" }, `: ${round.title}`))
        : h("a", { href: `/rondes/${round.id}` }, text.result, h("span", { class: "hidden-text" }, `: ${round.title}`)),
      round.state === "published" && h("a", { href: `/rondes/${round.id}/delen` }, text.share, h("span", { class: "hidden-text" }, `: ${round.title}`)),
      branch && round.state === "published" && h("a", { href: branchPage(round.id, branch.code) }, text.ownBranch(branch.name), h("span", { class: "hidden-text" }, `: ${round.title}`))));
}
