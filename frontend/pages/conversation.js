// One conversation for everybody: what, when, where, how far it is; and for a member who was invited the own answer.
import * as api from "../api/conversations.js";
import * as rounds from "../api/client.js";
import { Refusal } from "../api/wire.js";
import { standing } from "../lib/standing.js";
import { conversationFacts, conversationStatements } from "../parts/conversation-facts.js";
import { drawsBlock, drawsOf } from "../parts/draw-shown.js";
import { fill, h, paragraphs } from "../parts/dom.js";
import { noteForm, reactionForm, reportBlock } from "../parts/conversation-report.js";
import { invitationBlock } from "../parts/invitation.js";
import { notice } from "../parts/notice.js";
import { ownLotsBlock } from "../parts/own-lot.js";
import { addressParts, drawLoading, shelf, startPage } from "../parts/stage.js";

/** @typedef {import("../lib/conversation-shapes.js").Invitation} Invitation */
const id = addressParts()[1] ?? "";

startPage({ nl: () => import("../text/conversation.nl.js"), en: () => import("../text/conversation.en.js") }, async (stage) => {
  const { text } = stage;
  drawLoading(stage);
  const [conversation, invitation] = await Promise.all([api.conversation(id).catch((error) => foretold(stage, error)), ownInvitation()]);
  if (conversation === null) return;
  const round = conversation.round === null ? null : await rounds.round(conversation.round);
  const statements = (round?.statements ?? []).filter(({ number }) => conversation.statements.includes(number));
  // What is over, or too late to answer, the page says itself.
  const ahead = invitation && !["over", "late"].includes(standing(invitation)) ? invitation : null;
  stage.title(conversation.title);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", { class: "tags" }, h("span", { class: "tag" }, text.state[conversation.state]), h("span", { class: "tag tag-quiet" }, text.kind)),
        h("h1", { tabindex: "-1" }, conversation.title),
        paragraphs(conversation.purpose ?? "", "lead")),
      conversation.state === "cancelled" && !ahead && notice("bad", text.cancelledTitle, conversation.cancel_reason && h("p", {}, `${text.reason} ${conversation.cancel_reason}`)),
      ahead ? invitationBlock(stage, { id }, ahead) : conversationFacts(stage, conversation, false),
      conversation.report && reportBlock(stage, conversation.report),
      invitation?.can.includes("note") && noteForm(stage, { id }, invitation.note),
      conversation.reactions_open && (signedIn() ? reactionForm(stage, id) : h("p", {}, h("a", { href: `/inloggen?daarna=${encodeURIComponent(location.pathname)}` }, text.beside.reaction.login))),
      conversationStatements(stage, { round: conversation.round, round_title: round?.title ?? null, statements }),
      signedIn() && ownLotsBlock(stage.language, { id }, id),
      drawsBlock(stage.language, id)));
});

/** A conversation that is still a draft is known to everybody only by a draw that was announced for it. @param {import("../parts/conversation-facts.js").ConversationStage} stage @param {unknown} error @returns {Promise<null>} */
async function foretold(stage, error) {
  const draws = error instanceof Refusal && error.status === 404 ? await drawsOf(id) : [];
  if (draws.length === 0) throw error;
  stage.title(draws[0].event);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", { class: "tags" }, h("span", { class: "tag" }, stage.text.state.draft), h("span", { class: "tag tag-quiet" }, stage.text.kind)),
        h("h1", { tabindex: "-1" }, draws[0].event)),
      signedIn() && ownLotsBlock(stage.language, { id }, id),
      drawsBlock(stage.language, id)));
  return null;
}

/** Whether a member may be signed in on this device. @returns {boolean} */
function signedIn() {
  return (/** @type {{member?: boolean}|null} */ (shelf.read("me")))?.member === true;
}

/** The invitation of whoever is signed in, if there is one. @returns {Promise<Invitation|null>} */
async function ownInvitation() {
  if (!signedIn()) return null;
  try {
    return await api.openInvitation({ id });
  } catch (error) {
    // Who is signed out, or was not invited, reads what everybody reads.
    if (error instanceof Refusal && [401, 403, 404].includes(error.status)) return null;
    throw error;
  }
}
