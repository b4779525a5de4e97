// One conversation for everybody: what, when, where, how far it is; and for a member who was invited the own answer.
import * as api from "../api/conversations.js";
import * as rounds from "../api/client.js";
import { Refusal } from "../api/wire.js";
import { standing } from "../lib/standing.js";
import { conversationFacts, conversationStatements } from "../parts/conversation-facts.js";
import { fill, h, paragraphs } from "../parts/dom.js";
import { noteForm, reportBlock } from "../parts/conversation-report.js";
import { invitationBlock } from "../parts/invitation.js";
import { notice } from "../parts/notice.js";
import { addressParts, drawLoading, shelf, startPage } from "../parts/stage.js";

/** @typedef {import("../lib/conversation-shapes.js").Invitation} Invitation */
const id = addressParts()[1] ?? "";

startPage({ nl: () => import("../text/conversation.nl.js"), en: () => import("../text/conversation.en.js") }, async (stage) => {
  const { text } = stage;
  drawLoading(stage);
  const [conversation, invitation] = await Promise.all([api.conversation(id), ownInvitation()]);
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
      conversationStatements(stage, { round: conversation.round, round_title: round?.title ?? null, statements })));
});

/** The invitation of whoever is signed in, if there is one. @returns {Promise<Invitation|null>} */
async function ownInvitation() {
  if (!(/** @type {{member?: boolean}|null} */ (shelf.read("me"))?.member)) return null;
  try {
    return await api.openInvitation({ id });
  } catch (error) {
    // Who is signed out, or was not invited, reads what everybody reads.
    if (error instanceof Refusal && [401, 403, 404].includes(error.status)) return null;
    throw error;
  }
}
