// Staff: compose one round, approve, schedule, follow, withdraw. Never a member's name or answer.
import * as api from "../api/client.js";
import { fieldPath, fromForm, toForm } from "../lib/draft.js";
import { auditTrail } from "../parts/audit-trail.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { clearMarks, field, markField } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { feedbackDesk } from "../parts/staff-feedback.js";
import { fieldLabel, inputId, roundFields } from "../parts/staff-form.js";
import { fixedTexts, followBlock, personName } from "../parts/staff-follow.js";
import { bankSearch } from "../parts/statement-bank.js";
import { scopeFields } from "../parts/staff-scope.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/shapes.js").StaffRound} StaffRound */

const address = addressParts().at(-1) ?? "nieuw";
/** @type {StaffRound|null} */
let round = null;
/** @type {import("../lib/draft.js").Form|null} */
let form = null;
let told = "";
let staff = false;
/** @type {import("../lib/shapes.js").DeskBranches} */
let desk = { branches: [], minimum: 0 };

startPage({ nl: () => import("../text/staff.nl.js"), en: () => import("../text/staff.en.js") }, async (stage) => {
  if (!stage.again || form === null) {
    drawLoading(stage);
    const me = await requireMe();
    if (me === null) return;
    staff = me.roles.some(({ role }) => role === "staff" || role === "admin");
    desk = await api.deskBranches();
    take(address === "nieuw" ? null : await api.staffRound(address));
    // A board with one afdeling has nothing to choose.
    const own = desk.branches.filter(({ composing }) => composing);
    if (address === "nieuw" && !staff && own.length === 1 && form) form.scope = own[0].code;
  }
  draw(stage);
});

/** @param {StaffRound|null} next */
function take(next) {
  round = next;
  form = toForm(next?.draft ?? null);
}

/** @param {StaffStage} stage */
function draw(stage) {
  const { text, common } = stage;
  const title = round ? round.draft.title || text.noTitle : text.newRound;
  const editable = round === null || round.may.edit;
  const faults = h("div", { id: "faults" });
  stage.title(title);
  fill(stage.main,
    h("div", { class: "column" },
      faults,
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.listTitle)),
        h("h1", { tabindex: "-1" }, title),
        round && h("p", { class: "tags" }, h("span", { class: "tag" }, common.state[round.state]), round.draft.scope.map(({ name }) => h("span", { class: "tag tag-quiet" }, name))),
        h("div", { role: "status" }, told && notice("good", told))),
      round && missing(stage, round),
      round && acts(stage, round),
      round && followBlock(stage, round),
      round?.state === "published" && feedbackDesk(stage, round),
      editable ? editor(stage) : round && fixedTexts(stage, round),
      round && withdrawal(stage, round),
      round && auditTrail(stage, "round", round.id, staff)));
  told = "";
}

/** @param {StaffStage} stage @returns {HTMLElement} */
function editor(stage) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(element);
    const { draft, faults } = fromForm(form ?? {}, round?.draft ?? null);
    const words = { too_long: stage.text.tooLong, gap: stage.text.gap, malformed: stage.text.badTime, needed: stage.text.needed };
    const list = Object.entries(faults).map(([path, fault]) => ({ path, words: words[fault] }));
    if (list.length > 0) return fail(stage, list);
    void run(stage, () => (round === null ? api.createRound(draft) : api.saveRound(round.id, round.version, draft)), stage.text.saved);
  };
  const element = h("form", { class: "stack", novalidate: true, onsubmit: submit },
    roundFields(stage, form ?? {}, { scope: scopeFields(stage, form ?? {}, desk, staff), bank: (i) => bank(stage, i) }),
    h("p", { class: "actions" }, h("button", { class: "button" }, stage.text.save)));
  return element;
}

/** Statements of earlier rounds, to be taken over word for word. @param {StaffStage} stage @param {number} i @returns {HTMLElement} */
function bank(stage, i) {
  const use = (/** @type {import("../lib/shapes.js").BankedStatement} */ one) => {
    if (form === null) return;
    for (const part of /** @type {const} */ (["text", "explanation", "argument_for", "argument_against"])) form[`statements.${i}.${part}`] = one[part] ?? "";
    form[`statements.${i}.reused_from`] = `${one.round}/${one.number}`;
    draw(stage);
    goTo(document.getElementById(inputId(`statements.${i}.text`)));
  };
  return h("details", {},
    h("summary", {}, stage.text.bankOpen),
    h("div", { class: "details-body" }, bankSearch(stage, `bank-${i}`, (one) => button(stage.text.bankTake, () => use(one), "button button-quiet"))));
}

/** @param {StaffStage} stage @param {{path: string|null, words: string}[]} list */
function fail(stage, list) {
  const place = /** @type {HTMLElement} */ (document.querySelector("#faults"));
  for (const { path, words } of list) if (path !== null) markField(inputId(path), words);
  showFaults(place, stage.common.errorTitle, list.map(({ path, words }) => {
    const known = path !== null && document.getElementById(inputId(path)) !== null;
    return { id: known ? inputId(path) : null, words: path === null ? words : `${fieldLabel(stage, path)}: ${words}` };
  }));
}

/** One act on the server, with its answer as the new state of the page. @param {StaffStage} stage @param {() => Promise<unknown>} act @param {string} words */
async function run(stage, act, words) {
  try {
    const answer = /** @type {StaffRound|null} */ (await act());
    const id = answer?.id ?? round?.id ?? address;
    take(answer?.draft ? answer : await api.staffRound(id));
    if (location.pathname.endsWith("/nieuw")) history.replaceState(null, "", `/staf/rondes/${id}`);
    told = words;
    draw(stage);
    goTo(stage.main.querySelector("h1"));
    scrollTo({ top: 0 });
  } catch (error) {
    const path = error instanceof api.Refusal && error.field ? fieldPath(error.field) : null;
    const words = error instanceof api.Refusal && error.status === 422 && stage.language === "nl" && error.message !== error.code ? error.message : await stage.explain(error);
    fail(stage, [{ path, words }]);
  }
}

/** @param {StaffStage} stage @param {StaffRound} now @returns {HTMLElement|null} */
function missing(stage, now) {
  if (now.missing.length === 0 || !now.may.edit) return null;
  const item = (/** @type {string} */ path) => {
    const id = inputId(fieldPath(path));
    const jump = (/** @type {Event} */ event) => {
      event.preventDefault();
      goTo(document.getElementById(id));
    };
    return h("li", {}, h("a", { href: `#${id}`, onclick: jump }, fieldLabel(stage, fieldPath(path))));
  };
  return notice("warn", stage.text.missingTitle, h("ul", {}, now.missing.map(item)));
}

/** @param {StaffStage} stage @param {StaffRound} now @returns {HTMLElement|null} */
function acts(stage, now) {
  const { text, common } = stage;
  const { unschedule } = now.may;
  if (!now.may.approve && !now.may.schedule && !unschedule) return null;
  return h("div", { class: "card" },
    h("p", { class: "actions" },
      now.may.approve && button(text.approve, () => void run(stage, () => api.approveRound(now.id, now.version), common.state.approved)),
      now.may.schedule && button(text.schedule, () => void run(stage, () => api.scheduleRound(now.id), common.state.scheduled)),
      unschedule && button(text.unschedule, () => void run(stage, () => api.unscheduleRound(now.id), common.state.draft), "button button-quiet")),
    h("p", { class: "small soft" }, now.may.approve ? text.approveHint : now.may.schedule ? text.scheduleHint : ""));
}

/** @param {StaffStage} stage @param {StaffRound} now @returns {HTMLElement|null} */
function withdrawal(stage, now) {
  const { text, common } = stage;
  const { may } = now;
  if (now.withdrawal) {
    return h("section", { class: "card" },
      h("h2", {}, text.withdrawal),
      notice("warn", text.proposed(personName(now.withdrawal.proposed_by)), h("p", {}, now.withdrawal.reason)),
      h("p", { class: "actions" },
        may.confirm_withdrawal && button(text.confirm, () => void run(stage, () => api.confirmWithdrawal(now.id), common.state.withdrawn), "button button-bad"),
        (may.confirm_withdrawal || may.propose_withdrawal) && button(text.drop, () => void run(stage, () => api.dropWithdrawal(now.id), text.saved), "button button-quiet")));
  }
  if (!may.propose_withdrawal) return null;
  const reason = field({ id: inputId("reason"), label: text.reason, rows: 3 });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const value = /** @type {HTMLTextAreaElement} */ (reason.querySelector("textarea")).value.trim();
    if (value === "") return fail(stage, [{ path: "reason", words: text.needed }]);
    void run(stage, () => api.proposeWithdrawal(now.id, value), text.saved);
  };
  return h("details", {},
    h("summary", {}, text.withdrawal),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit },
      h("p", {}, text.withdrawalHint), reason,
      h("p", { class: "actions" }, h("button", { class: "button button-bad" }, text.propose))));
}
