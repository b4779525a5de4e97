// An invited member's own place in a conversation: the question, the answer, and what can still be done. Never who else comes.
import * as api from "../api/conversations.js";
import { Refusal } from "../api/wire.js";
import { momentInWords } from "../lib/amsterdam.js";
import { qrLink } from "../lib/qr-link.js";
import { isComing, standing } from "../lib/standing.js";
import { conversationFacts } from "./conversation-facts.js";
import { noteForm } from "./conversation-report.js";
import { button, fill, goTo, h } from "./dom.js";
import { liveRegion, notice } from "./notice.js";
import { needsForm } from "./needs-form.js";
import { qrPicture } from "./qr-picture.js";
import { count } from "./result-bar.js";
import { askSure } from "./sure.js";

/** @typedef {import("./conversation-facts.js").ConversationStage} ConversationStage */
/** @typedef {import("../lib/conversation-shapes.js").Invitation} Invitation */
/** @typedef {{stage: ConversationStage, door: api.Door, now: Invitation, act: (answer: "yes"|"no") => void}} Place */

const TONES = /** @type {const} */ ({ seated: "good", offered: "warn", cancelled: "bad", lapsed: "warn", late: "warn" });

/**
 * Where a member stands, when and where it is, and the buttons to change one's mind; draws itself again after each answer.
 * @param {ConversationStage} stage @param {api.Door} door @param {Invitation} invitation
 * @returns {HTMLElement}
 */
export function invitationBlock(stage, door, invitation) {
  const place = h("section", { class: "stack", "aria-label": stage.text.yourAnswer });
  const told = liveRegion();
  let busy = false;
  const draw = (/** @type {Invitation} */ now) => fill(place, told.element, ...blocks({ stage, door, now, act: (answer) => void act(answer) }));
  const act = async (/** @type {"yes"|"no"} */ answer) => {
    if (busy) return;
    busy = true;
    try {
      draw(await api.answerInvitation(door, answer, null));
      told.say();
      goTo(place.querySelector("h2"));
    } catch (error) {
      // Too late: what is possible now is not what the page shows.
      const now = error instanceof Refusal && error.status === 409 ? await api.openInvitation(door).catch(() => null) : null;
      if (now) draw(now);
      told.say(notice("bad", null, h("p", {}, await stage.explain(error))));
      goTo(told.element);
    }
    busy = false;
  };
  draw(invitation);
  return place;
}

/** @param {Place} place @returns {import("./dom.js").Child[]} */
function blocks(place) {
  const { stage, now } = place;
  const where = standing(now);
  const facts = conversationFacts(stage, now.conversation, where !== "over" && where !== "cancelled" && where !== "late");
  if (where === "ask") return [facts, question(place)];
  return [
    told(place, where),
    facts,
    where === "seated" && now.check_in && checkInCard(stage, now.check_in),
    now.can.includes("note") && noteForm(stage, place.door, now.note),
    isComing(where) && needsForm(stage, now.answer.needs, async (needs) => void (await api.answerInvitation(place.door, "yes", needs))),
  ];
}

/** @param {Place} place @returns {HTMLElement} */
function question({ stage, now: { conversation }, act }) {
  const { text, language } = stage;
  return h("div", { class: "card" },
    h("h2", { tabindex: "-1" }, text.ask),
    h("p", {}, text.allotment[conversation.allotment](count(stage, conversation.seats))),
    h("p", {}, h("strong", {}, text.until(momentInWords(conversation.reply_by, language)))),
    h("p", { class: "small soft" }, text.seen),
    h("p", { class: "actions" }, button(text.yes, () => act("yes")), button(text.no, () => act("no"), "button button-quiet")));
}

/** @param {Place} place @param {import("../lib/standing.js").Standing} where @returns {HTMLElement} */
function told(place, where) {
  const { stage: { text }, now } = place;
  const tone = /** @type {Record<string, "info"|"good"|"warn"|"bad">} */ (TONES)[where] ?? "info";
  const titles = /** @type {Record<string, string>} */ ({ ...text.status, drawing: text.status.yes, late: text.lateTitle, cancelled: text.cancelledTitle, over: text.overTitle });
  return notice(tone, null,
    h("h2", { tabindex: "-1", class: "notice-title" }, titles[where]),
    sentences(place, where).map((words) => h("p", {}, words)),
    h("p", { class: "actions" }, where === "seated" && h("a", { class: "button", href: api.calendarFile(place.door) }, text.calendar), buttons(place, where)),
    (where === "over" || where === "cancelled") && h("p", {}, h("a", { href: `/gesprek/${now.conversation.id}` }, now.state === "reported" ? text.readReport : text.publicPage)));
}

/** @param {Place} place @param {import("../lib/standing.js").Standing} where @returns {string[]} */
function sentences({ stage: { text, language }, now: { conversation, answer, can } }, where) {
  const moment = (/** @type {string|null} */ utc) => (utc === null ? "" : momentInWords(utc, language));
  const again = can.includes("yes") ? [text.again] : [text.againNot];
  switch (where) {
    case "yes": return [text.yesBody(moment(conversation.reply_by))];
    case "drawing": return [text.drawing];
    case "seated": return [text.seatedBody];
    case "waiting": return answer.place_in_line === null ? [] : [text.waitingBody(answer.place_in_line)];
    case "offered": return [text.offeredBody(moment(answer.reply_by))];
    case "no": return [text.noBody, ...again];
    case "withdrawn": return [text.withdrawnBody, ...again];
    case "lapsed": return [text.lapsedBody, ...again];
    case "late": return [text.lateBody(moment(conversation.reply_by))];
    case "cancelled": return conversation.cancel_reason ? [`${text.reason} ${conversation.cancel_reason}`] : [];
    default: return [text.overBody];
  }
}

/** @param {Place} place @param {import("../lib/standing.js").Standing} where @returns {import("./dom.js").Child[]} */
function buttons({ stage: { text }, now: { can }, act }, where) {
  const yes = can.includes("yes") && (where === "offered" ? button(text.accept, () => act("yes")) : button(text.yesAfterAll, () => act("yes"), "button button-quiet"));
  const leaving = /** @type {Record<string, string>} */ ({ waiting: text.leaveLine, offered: text.pass })[where] ?? text.withdraw;
  const kind = where === "drawing" ? "yes" : where;
  const leave = () => askSure({ title: text.sureTitle, body: text.sure[/** @type {"yes"|"seated"|"waiting"|"offered"} */ (kind)], act: leaving, stay: text.stay }, () => act("no"));
  return [yes, can.includes("no") && kind in text.sure && button(leaving, leave, "button button-quiet")];
}

/** What the host at the door scans. @param {ConversationStage} stage @param {{code: string, url: string}} checkIn @returns {HTMLElement} */
function checkInCard({ text }, { code, url }) {
  const matrix = qrLink(url);
  return h("section", { class: "card code-card", "aria-labelledby": "check-in-title" },
    h("div", { class: "code-words" },
      h("h2", { id: "check-in-title" }, text.checkIn),
      h("p", {}, text.checkInBody),
      h("p", { class: "small soft" }, text.checkInCode),
      h("p", { class: "code", translate: "no" }, (code.match(/.{1,4}/g) ?? []).flatMap((group, i) => (i === 0 ? [h("span", {}, group)] : [" ", h("span", {}, group)])))),
    matrix && h("div", { class: "qr qr-large" }, qrPicture(matrix, text.checkInQr)));
}
