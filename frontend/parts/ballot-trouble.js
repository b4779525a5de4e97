// The screens for when voting does not go straight on: closed, withdrawn, another device, a clash, too late, a wrong link. Loaded when needed.
import { Refusal } from "../api/wire.js";
import { text as dutch } from "../text/trouble.nl.js";
import { cardOf, sendVisit } from "./ballot-sending.js";
import { codeCard } from "./code-card.js";
import { codeEntry } from "./code-entry.js";
import { button, h, paragraphs } from "./dom.js";
import { messageScreen, notice } from "./notice.js";
import { drawFailure } from "./stage.js";
import { adopt, dropCode, settle } from "./visit-other.js";

/** @typedef {typeof dutch} Words */
/** @typedef {import("./ballot.js").Desk} Desk */
/** @typedef {import("./ballot-path.js").Path} Path */
/** @typedef {{title: string, body: string}} Message */

/** The words of these screens; the English ones come when they are asked for. @param {"nl"|"en"} language @returns {Promise<Words>} */
export const words = async (language) => (language === "nl" ? dutch : (await import("../text/trouble.en.js")).text);

/** One message as a screen; `say` finds it among the words, in whatever language the page has then. @param {Desk} desk @param {Words} words @param {"info"|"warn"|"bad"} tone @param {(words: Words) => Message} say @param {(words: Words) => import("./dom.js").Children} [more] */
function message(desk, words, tone, say, more = () => null) {
  const { title, body } = say(words);
  desk.show(messageScreen({ title, tone }, h("p", { class: "lead" }, body), more(words)), title, () => void desk.trouble((_, other) => message(desk, other, tone, say, more)));
}

/** No safe place for keys: nothing can be done here. @param {Desk} desk @param {Words} words */
export function insecure(desk, words) {
  message(desk, words, "bad", (all) => all.insecure);
}

/** A request that was refused, or a ballot paper that does not hold. @param {Desk} desk @param {Words} words @param {unknown} error @param {() => void} retry @returns {Promise<void>} */
export async function failed(desk, words, error, retry) {
  const stage = desk.stage();
  const code = error instanceof Refusal ? error.code : "page_error";
  const login = (/** @type {Words} */ all) => [h("p", {}, all.wrongLinkLogin), h("p", { class: "actions" }, h("a", { class: "button", href: desk.loginAddress ?? "/inloggen" }, all.stopped.login))];
  if (code === "link_unknown") return message(desk, words, "warn", (all) => all.wrongLink, login);
  if (code === "not_on_roll") return message(desk, words, "info", (all) => all.notOnRoll);
  if (code === "not_signed_in" && desk.loginAddress) return location.replace(desk.loginAddress);
  if (!(error instanceof Refusal)) {
    console.error(error);
    return message(desk, words, "bad", (all) => all.tampered);
  }
  desk.show(h("div"), stage.common.errorTitle, () => void failed(desk, words, error, retry));
  return drawFailure(stage, error, retry);
}

/** The round takes no answers now: not yet, no more, or never again. @param {Path} path @param {Words} words */
export function waiting(path, words) {
  const { desk, visit } = path;
  const { common } = desk.stage();
  const round = visit.paper?.round ?? visit.round;
  const again = () => void desk.trouble((_, other) => waiting(path, other));
  if (round.state === "withdrawn") return desk.show(withdrawnScreen(words, round), words.withdrawn.title, again);
  if (["draft", "approved", "scheduled"].includes(round.state)) {
    const screen = messageScreen({ title: words.soon.title, tone: "info" }, h("p", { class: "lead" }, round.title), h("p", {}, `${words.soon.body} ${common.moment(round.opens_at)}.`));
    return desk.show(screen, words.soon.title, again);
  }
  const look = () => void visit.open().then(path.goOn, (error) => desk.fail(error, again));
  const mine = visit.paper === null ? null : visit.situation() === "closed_sent" ? notice("good", words.closed.sent) : notice("info", null, h("p", {}, words.closed.unknown));
  const screen = messageScreen({ title: words.closed.title },
    h("p", { class: "lead" }, round.title),
    mine,
    h("p", {}, `${words.closed.body} ${common.moment(round.publishes_at)}.`),
    h("p", { class: "actions" }, h("a", { class: "button", href: `/rondes/${round.id}` }, words.closed.result), visit.paper === null && button(words.look, look, "button button-quiet")));
  desk.show(screen, words.closed.title, again);
}

/** @param {Words} words @param {import("../lib/shapes.js").PublicRound} round @returns {HTMLElement} */
function withdrawnScreen(words, round) {
  return messageScreen({ title: words.withdrawn.title, tone: "warn" },
    h("p", { class: "lead" }, round.title),
    h("p", {}, words.withdrawn.body),
    round.withdrawn_reason && h("blockquote", {}, paragraphs(round.withdrawn_reason)));
}

/** The vote was begun on another device: asks its code. @param {Path} path @param {Words} words @param {"other"|"otherAfterSend"} [reason] */
export function entry(path, words, reason = "other") {
  const { desk, visit } = path;
  const stage = desk.stage();
  const enter = async (/** @type {string} */ typed) => {
    try {
      const wrong = await adopt(visit, typed);
      if (wrong !== null) return words.entry.wrong[wrong];
      path.goOn();
      return null;
    } catch (error) {
      return stage.explain(error);
    }
  };
  desk.show(codeEntry(stage, words, { reason: words.entry[reason], enter }), words.entry.title, () => void desk.trouble((_, other) => entry(path, other, reason)));
}

/** This device made a code, but the ticket had gone to another one. @param {Path} path @param {Words} words */
export function other_code(path, words) {
  dropCode(path.visit);
  entry(path, words, "otherAfterSend");
}

/** Another ballot with the same code is in the box: the member chooses. @param {Path} path @param {Words} words */
export function conflict(path, words) {
  const { desk } = path;
  const again = () => void desk.trouble((_, other) => conflict(path, other));
  const choose = (/** @type {"mine"|"theirs"} */ choice) => void settle(path.visit, choice).then(path.goOn, (error) => desk.fail(error, again));
  const screen = messageScreen({ title: words.conflict.title, tone: "warn" },
    h("p", { class: "lead" }, words.conflict.body),
    h("p", { class: "actions" }, button(words.conflict.mine, () => choose("mine")), button(words.conflict.theirs, () => choose("theirs"), "button button-quiet")));
  desk.show(screen, words.conflict.title, again);
}

/** Sending ended without success: why, what is kept, and what can be done. @param {Path} path @param {Words} words @param {string} code */
export async function stopped(path, words, code) {
  const { visit, desk } = path;
  const stage = desk.stage();
  const card = cardOf(visit);
  const again = () => void desk.trouble((_, other) => stopped(path, other, code));
  const reason = code === "not_signed_in" ? words.stopped.cookies : await stage.explain(new Refusal({ status: 0, code }));
  // A code under which nothing came in and nothing can is of no use.
  const kept = card && (code !== "round_closed" || visit.saved?.replaces) ? codeCard(stage.text, card) : null;
  if (code === "round_closed" || code === "no_changes_left") {
    const title = code === "round_closed" ? words.stopped.late : words.stopped.noMore;
    const late = visit.saved?.replaces ? words.stopped.lateChange : words.stopped.lateBody;
    return desk.show(messageScreen({ title, tone: "warn" }, h("p", { class: "lead" }, code === "round_closed" ? late : reason), kept), title, again);
  }
  const retry = () => (code === "not_signed_in" ? visit.reopen() : Promise.resolve()).then(() => sendVisit(path), (error) => desk.fail(error, again));
  const screen = messageScreen({ title: words.stopped.title, tone: "bad" },
    h("p", { class: "lead", role: "alert" }, reason),
    h("p", {}, card?.lasting ? words.stopped.kept : words.stopped.loose),
    h("p", { class: "actions" },
      button(stage.common.retry, () => void retry()),
      code === "not_signed_in" && desk.loginAddress && h("a", { class: "button button-quiet", href: desk.loginAddress }, words.stopped.login)),
    kept);
  desk.show(screen, words.stopped.title, again);
}
