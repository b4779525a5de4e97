// Admins: who works with the platform, inviting, roles, switching off. Never a member, never when somebody was here.
import * as api from "../api/access.js";
import * as desk from "../api/client.js";
import { dayInWords, momentInWords } from "../lib/amsterdam.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { roleFields } from "../parts/role-form.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { askSure } from "../parts/sure.js";

/** @typedef {import("../lib/desk-shapes.js").Colleague} Colleague */
/** @typedef {import("../lib/desk-shapes.js").AccessList} AccessList */
/** @typedef {import("../lib/desk-shapes.js").RoleForm} RoleForm */
/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/access.nl.js").text>} AccessStage */
/** @typedef {{stage: AccessStage, branches: import("../parts/role-form.js").Branch[], run: (act: () => Promise<AccessList>, words: string) => Promise<void>, fail: (id: string|null, words: string) => void}} Page */

startPage({ nl: () => import("../text/access.nl.js"), en: () => import("../text/access.en.js") }, async (stage) => {
  const { text, common } = stage;
  stage.title(text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const [{ people }, { branches }] = await Promise.all([api.colleagues(), desk.deskBranches()]);
  const faults = h("div", {});
  const fail = (/** @type {string|null} */ id, /** @type {string} */ words) => showFaults(faults, common.errorTitle, [{ id, words }]);
  const run = async (/** @type {() => Promise<AccessList>} */ act, /** @type {string} */ words) => {
    try {
      draw((await act()).people, words);
    } catch (error) {
      const refusal = error instanceof desk.Refusal ? error : null;
      const spoken = refusal?.status === 422 && stage.language === "nl" && refusal.message !== refusal.code;
      fail(refusal?.field ? `access-${refusal.field}` : null, spoken ? refusal.message : await stage.explain(error));
    }
  };
  const page = { stage, branches, run, fail };
  const draw = (/** @type {Colleague[]} */ list, told = "") => {
    const open = [...stage.main.querySelectorAll("details[open]")].map(({ id }) => id);
    showFaults(faults, "", []);
    fill(stage.main,
      h("div", { class: "column" }, faults,
        h("div", { class: "stack close" }, h("p", {}, h("a", { href: "/staf" }, text.back)), h("h1", { tabindex: "-1" }, text.title), h("p", { class: "lead" }, text.lead),
          h("div", { role: "status" }, told && notice("good", told))),
        invitation(page),
        h("h2", {}, text.people),
        h("ul", { class: "cards" }, list.map((one) => card(page, one))),
        h("p", {}, h("a", { href: "/welkom" }, text.ownCodes))));
    // An invitation that was sent is done; somebody whose roles are being changed stays open.
    for (const id of open) if (id !== "invite") document.getElementById(id)?.setAttribute("open", "");
    if (told) goTo(stage.main.querySelector("h1"));
  };
  draw(people);
});

/** @param {Page} page @returns {HTMLElement} */
function invitation({ stage: { text }, branches, run, fail }) {
  const email = field({ id: "access-email", label: text.email, type: "email", attributes: { autocomplete: "off", autocapitalize: "none", spellcheck: "false" } });
  const name = field({ id: "access-name", label: text.name, hint: text.nameHint, attributes: { autocomplete: "off" } });
  const roles = roleFields(text, branches, "access");
  const value = (/** @type {HTMLElement} */ element) => /** @type {HTMLInputElement} */ (element.querySelector("input")).value.trim();
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = roles.read();
    if (!/^\S+@\S+\.\S+$/.test(value(email))) return fail("access-email", text.needEmail);
    if (value(name) === "") return fail("access-name", text.needName);
    if (!Array.isArray(chosen)) return fail(chosen.id, chosen.words);
    void run(() => api.invite({ email: value(email), name: value(name), roles: chosen }), text.invited(value(name)));
  };
  return h("details", { id: "invite" },
    h("summary", {}, text.inviteTitle),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit },
      h("p", {}, text.inviteHint), email, name, roles.element, h("p", { class: "actions" }, h("button", { class: "button" }, text.invite))));
}

/** What a role is called, with its afdeling and its end. @param {Page} page @param {import("../lib/desk-shapes.js").RoleHeld} held @returns {string} */
function roleWords({ stage: { text, language }, branches }, { role, branch, last_day, counts }) {
  const place = branch === null ? "" : ` ${branches.find(({ code }) => code === branch)?.name ?? branch}`;
  const end = last_day === null ? "" : `, ${(counts ? text.until : text.over)(dayInWords(last_day, language))}`;
  return `${text.roles[role][0]}${place}${end}`;
}

/** @param {Page} page @param {Colleague} one @returns {HTMLElement} */
function card(page, one) {
  const { text, language } = page.stage;
  const needs = one.roles.some(({ role }) => role !== "viewer");
  return h("li", { class: "card close" },
    h("h3", {}, one.name),
    h("p", { class: "soft small" }, one.email),
    h("p", { class: "tags" },
      one.disabled && h("span", { class: "tag tag-bad" }, text.off),
      one.roles.map((held) => h("span", { class: held.counts ? "tag" : "tag tag-quiet" }, roleWords(page, held))),
      h("span", { class: "tag tag-quiet" }, one.second_factor ? text.factorYes : text.factorNo)),
    one.roles.length === 0 && h("p", {}, text.noRoles),
    one.invited_until !== null && h("p", { class: "small" }, text.waiting(momentInWords(one.invited_until, language))),
    one.invited_until === null && needs && !one.second_factor && h("p", { class: "small" }, text.stranded),
    manage(page, one));
}

/** @param {Page} page @param {Colleague} one @returns {HTMLElement} */
function manage(page, one) {
  const { run, fail, stage: { text } } = page;
  const kept = one.roles.filter(({ counts }) => counts).map(({ role, branch, last_day }) => ({ role, branch, last_day }));
  const without = (/** @type {RoleForm} */ gone) => kept.filter((held) => held.role !== gone.role || held.branch !== gone.branch);
  const set = (/** @type {RoleForm[]} */ roles) => void run(() => api.setRoles(one.id, roles), text.changed);
  const drop = (/** @type {import("../lib/desk-shapes.js").RoleHeld} */ held) => {
    const press = button(text.remove, () => set(without(held)), "button-link");
    press.setAttribute("aria-label", text.removeRole(roleWords(page, held)));
    return h("li", { class: "actions" }, h("span", {}, roleWords(page, held)), press);
  };
  const more = roleFields(text, page.branches, `role-${one.id}`);
  const add = () => {
    const chosen = more.read();
    if (!Array.isArray(chosen)) return fail(chosen.id, chosen.words);
    set([...chosen.reduce((left, held) => left.filter(({ role, branch }) => role !== held.role || branch !== held.branch), kept), ...chosen]);
  };
  const sure = (/** @type {{title: string, body: string, act: string}} */ words, /** @type {() => void} */ act) => askSure({ ...words, stay: text.stay }, act);
  const renew = () => sure({ title: text.renewTitle, body: text.renewBody, act: text.renew }, () => void run(() => api.inviteAgain(one.id), text.renewed));
  const off = () => sure({ title: text.switchTitle, body: text.switchBody, act: text.switchOff }, () => void run(() => api.switchAccount(one.id, false), text.switchedOff));
  return h("details", { id: `manage-${one.id}` },
    h("summary", {}, text.manage(one.name)),
    h("div", { class: "details-body" },
      one.roles.length > 0 && h("ul", {}, one.roles.map(drop)),
      h("h4", {}, text.add), more.element, h("p", { class: "actions" }, button(text.add, add, "button button-quiet")),
      h("hr", {}),
      h("p", { class: "actions" },
        button(text.signOut, () => void run(() => api.endSessions(one.id), text.signedOut), "button button-quiet"),
        !one.disabled && button(text.renew, renew, "button button-quiet"),
        one.disabled ? button(text.switchOn, () => void run(() => api.switchAccount(one.id, true), text.switchedOn), "button button-quiet") : button(text.switchOff, off, "button button-bad"))));
}
