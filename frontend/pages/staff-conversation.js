// The desk: plan one conversation, invite, follow who comes, change, cancel. Never a member who did not say yes.
import * as rounds from "../api/client.js";
import * as api from "../api/conversations.js";
import { fieldPath } from "../lib/draft.js";
import { fromForm, toForm } from "../lib/conversation-draft.js";
import { auditTrail } from "../parts/audit-trail.js";
import { fill, goTo, h } from "../parts/dom.js";
import { clearMarks, field, markField } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { conversationFields, fieldName } from "../parts/staff-conversation-form.js";
import { drawDesk } from "../parts/staff-draw.js";
import { tablesDesk } from "../parts/staff-tables.js";
import { fixedFacts, followBlock, inviteBlock } from "../parts/staff-conversation-follow.js";
import { reportDesk } from "../parts/staff-conversation-report.js";
import { inputId } from "../parts/staff-form.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";
import { askSure } from "../parts/sure.js";

/** @typedef {import("../parts/staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {import("../lib/conversation-shapes.js").Conversation} Conversation */

const address = addressParts().at(-1) ?? "nieuw";
/** @type {Conversation|null} */
let conversation = null;
/** @type {import("../lib/conversation-draft.js").Form|null} */
let form = null;
/** @type {import("../parts/staff-conversation-form.js").Desk} */
let desk = { branches: [], staff: false, own: [], rounds: [], statements: new Map() };
let told = "";

startPage({ nl: () => import("../text/staff-conversation.nl.js"), en: () => import("../text/staff-conversation.en.js") }, async (stage) => {
  if (!stage.again || form === null) {
    drawLoading(stage);
    const me = await requireMe();
    if (me === null) return;
    await take(address === "nieuw" ? null : await api.deskConversation(address));
    desk = { ...desk, ...(await surroundings(me)) };
    // A board with one afdeling has nothing to choose.
    if (conversation === null && !desk.staff && desk.own.length > 0 && form) form.organiser_branch = desk.own[0];
  }
  draw(stage);
});

/** What the form chooses from. @param {import("../lib/shapes.js").Me} me @returns {Promise<Pick<typeof desk, "branches"|"staff"|"own"|"rounds">>} */
async function surroundings(me) {
  const [{ branches }, all] = await Promise.all([rounds.deskBranches(), rounds.rounds()]);
  return {
    branches,
    staff: me.roles.some(({ role }) => role === "staff" || role === "admin"),
    own: me.roles.filter(({ role }) => role === "board").flatMap(({ branch }) => branch ?? []),
    rounds: all.rounds.filter(({ state }) => ["closed", "counted", "published"].includes(state)),
  };
}

/** @param {Conversation|null} next */
async function take(next) {
  conversation = next;
  form = toForm(next?.draft ?? null);
  if (form.round !== "") await statementsOf(form.round);
}

/** The statements of a round, asked once. @param {string} id @returns {Promise<void>} */
async function statementsOf(id) {
  if (id !== "" && !desk.statements.has(id)) desk.statements.set(id, (await rounds.round(id)).statements);
}

/** @param {DeskStage} stage */
function draw(stage) {
  const { text } = stage;
  const now = conversation;
  const title = now ? now.draft.title || text.noTitle : text.newTitle;
  const editable = now === null || ["draft", "inviting", "drawing", "settled"].includes(now.state);
  stage.title(title);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { id: "faults" }),
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf/gesprekken" }, text.listTitle)),
        h("h1", { tabindex: "-1" }, title),
        now && h("p", { class: "tags" }, h("span", { class: "tag" }, text.state[now.state])),
        h("div", { role: "status" }, told && notice("good", told))),
      now?.state === "cancelled" && notice("bad", text.state.cancelled, h("p", {}, `${text.cancelReason} ${now.cancel_reason ?? ""}`)),
      now !== null && drawDesk(stage, now, () => void run(stage, () => api.deskConversation(now.id), "")),
      now?.state === "draft" && (now.missing.length > 0 ? missing(stage, now) : inviteBlock(stage, now, () => void run(stage, () => api.inviteAudience(now.id), text.invited))),
      now !== null && now.state !== "draft" && followBlock(stage, now),
      now !== null && tablesDesk(stage, now),
      (now?.state === "held" || now?.state === "reported") && reportDesk(stage, now.id),
      editable ? editor(stage) : now && fixedFacts(stage, now, desk.rounds),
      now !== null && ["inviting", "drawing", "settled"].includes(now.state) && cancelling(stage, now),
      now !== null && auditTrail(stage, "conversation", now.id, desk.staff)));
  told = "";
}

/** @param {DeskStage} stage @returns {HTMLElement} */
function editor(stage) {
  const { text } = stage;
  const fixed = conversation !== null && conversation.state !== "draft";
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(element);
    const { draft, faults } = fromForm(form ?? {}, conversation?.draft ?? null);
    const words = { too_long: text.tooLong, gap: text.gap, malformed: text.badTime, needed: text.needed, number: text.number, share: text.share };
    const list = Object.entries(faults).map(([path, fault]) => ({ path, words: words[fault] }));
    if (list.length > 0) return fail(stage, list);
    const now = conversation;
    void run(stage, () => (now === null ? api.createConversation(draft) : api.saveConversation(now.id, now.version, draft)), text.saved);
  };
  const again = async (/** @type {string} */ path) => {
    if (form?.round) await statementsOf(form.round).catch(() => null);
    draw(stage);
    goTo(document.getElementById(inputId(path)));
  };
  const element = h("form", { class: "stack", novalidate: true, onsubmit: submit },
    fixed && h("div", { class: "stack close" }, h("h2", {}, text.changeTitle), h("p", {}, text.changeHint), h("p", { class: "soft" }, text.fixed)),
    conversationFields(stage, form ?? {}, desk, { fixed, redraw: (path) => void again(path) }),
    h("p", { class: "actions" }, h("button", { class: "button" }, text.save)));
  return element;
}

/** @param {DeskStage} stage @param {{path: string|null, words: string}[]} list */
function fail(stage, list) {
  const place = /** @type {HTMLElement} */ (document.querySelector("#faults"));
  for (const { path, words } of list) if (path !== null) markField(inputId(path), words);
  showFaults(place, stage.common.errorTitle, list.map(({ path, words }) => {
    const known = path !== null && document.getElementById(inputId(path)) !== null;
    return { id: known ? inputId(path) : null, words: path === null ? words : `${fieldName(stage, path)}: ${words}` };
  }));
}

/** One act on the server, with its answer as the new state of the page. @param {DeskStage} stage @param {() => Promise<Conversation>} act @param {string} words */
async function run(stage, act, words) {
  try {
    await take(await act());
    if (conversation && location.pathname.endsWith("/nieuw")) history.replaceState(null, "", `/staf/gesprekken/${conversation.id}`);
    told = words;
    draw(stage);
    goTo(stage.main.querySelector("h1"));
    scrollTo({ top: 0 });
  } catch (error) {
    const refusal = error instanceof rounds.Refusal ? error : null;
    const spoken = refusal?.status === 422 && stage.language === "nl" && refusal.message !== refusal.code;
    fail(stage, [{ path: refusal?.field ? fieldPath(refusal.field) : null, words: spoken ? refusal.message : await stage.explain(error) }]);
  }
}

/** @param {DeskStage} stage @param {Conversation} now @returns {HTMLElement} */
function missing(stage, now) {
  const item = (/** @type {string} */ path) => {
    const jump = (/** @type {Event} */ event) => {
      event.preventDefault();
      goTo(document.getElementById(inputId(path)));
    };
    return h("li", {}, h("a", { href: `#${inputId(path)}`, onclick: jump }, fieldName(stage, path)));
  };
  return notice("warn", stage.text.missingTitle, h("ul", {}, now.missing.map((path) => item(fieldPath(path)))));
}

/** @param {DeskStage} stage @param {Conversation} now @returns {HTMLElement} */
function cancelling(stage, now) {
  const { text } = stage;
  const reason = field({ id: inputId("reason"), label: text.reason, rows: 3 });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const value = /** @type {HTMLTextAreaElement} */ (reason.querySelector("textarea")).value.trim();
    if (value === "") return fail(stage, [{ path: "reason", words: text.needed }]);
    askSure({ title: text.sureTitle, body: text.cancelHint, act: text.cancelAct, stay: text.stay }, () => void run(stage, () => api.cancelConversation(now.id, value), text.cancelled));
  };
  return h("details", {},
    h("summary", {}, text.cancelTitle),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit },
      h("p", {}, text.cancelHint), reason,
      h("p", { class: "actions" }, h("button", { class: "button button-bad" }, text.cancelAct))));
}
