// The page behind the link in an invitation: what it is, and the member's own answer. Opening it changes nothing.
import * as api from "../api/conversations.js";
import { Refusal } from "../api/wire.js";
import { conversationStatements } from "../parts/conversation-facts.js";
import { fill, h, paragraphs } from "../parts/dom.js";
import { invitationBlock } from "../parts/invitation.js";
import { messageScreen } from "../parts/notice.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";
import { standing } from "../lib/standing.js";

/** @typedef {import("../parts/conversation-facts.js").ConversationStage} ConversationStage */
/** @typedef {import("../lib/conversation-shapes.js").Invitation} Invitation */

const door = { token: addressParts()[1] ?? "" };

startPage({ nl: () => import("../text/conversation.nl.js"), en: () => import("../text/conversation.en.js") }, async (stage) => {
  drawLoading(stage);
  try {
    draw(stage, await api.openInvitation(door));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "link_unknown") throw error;
    drawWrong(stage);
  }
});

/** @param {ConversationStage} stage @param {Invitation} invitation */
function draw(stage, invitation) {
  const { text } = stage;
  const { conversation, first_name: name } = invitation;
  const asked = standing(invitation) === "ask";
  const purpose = (/** @type {string|undefined} */ look = undefined) => paragraphs(conversation.purpose ?? "", look);
  const answer = invitationBlock(stage, door, invitation);
  stage.title(conversation.title);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", { class: "lead soft" }, `${text.hello(name)}${asked ? `. ${text.invitedLead}` : ""}`),
        h("h1", { tabindex: "-1" }, conversation.title)),
      asked ? [...purpose("lead"), answer] : [answer, ...purpose()],
      conversationStatements(stage, conversation),
      conversation.round !== null && h("section", { class: "stack close" },
        h("p", {}, text.share),
        h("p", {}, h("a", { href: `/rondes/${conversation.round}/delen` }, text.shareLink))),
      h("section", { class: "stack close" }, h("h2", {}, text.whyTitle), text.why.map((words) => h("p", {}, words)))));
}

/** @param {ConversationStage} stage */
function drawWrong(stage) {
  const { text } = stage;
  stage.title(text.wrongTitle);
  fill(stage.main, messageScreen({ title: text.wrongTitle, tone: "warn" },
    h("p", { class: "lead" }, text.wrongBody),
    h("p", { class: "actions" }, h("a", { class: "button", href: "/inloggen" }, text.login))));
}
