// Signing in: e-mail address, then code or link, then for some a second factor. Never passwords.
import * as api from "../api/client.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { clearMarks, field, markField } from "../parts/field.js";
import { showFaults } from "../parts/notice.js";
import { afterSignIn, signedIn } from "../parts/signed-in.js";
import { addressParts, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/login.nl.js").text>} LoginStage */
/** @typedef {{title: string, lead: string, field: import("../parts/field.js").FieldWishes, act: string, check: (value: string) => string|null, send: (value: string) => Promise<void>, more?: import("../parts/dom.js").Children}} Ask */

const token = addressParts()[1] ?? null;
const wishes = new URLSearchParams(location.search);
/** @type {LoginStage} */
let stage;
let draw = () => (token === null ? drawEmail() : drawLink(token));

startPage({ nl: () => import("../text/login.nl.js"), en: () => import("../text/login.en.js") }, (drawn) => {
  stage = drawn;
  draw();
});

/** One question with one field. @param {Ask} ask @param {boolean} focus */
function drawAsk(ask, focus) {
  const faults = h("div", {});
  const fail = (/** @type {string} */ words) => {
    markField(ask.field.id, words);
    showFaults(faults, stage.common.errorTitle, [{ id: ask.field.id, words }]);
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    showFaults(faults, "", []);
    const value = /** @type {HTMLInputElement} */ (form.querySelector("input")).value.trim();
    const wrong = ask.check(value);
    if (wrong !== null) return fail(wrong);
    await ask.send(value).catch(async (error) => fail(await stage.explain(error)));
  };
  const form = h("form", { class: "stack", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    field(ask.field), h("p", { class: "actions" }, h("button", { class: "button" }, ask.act)));
  stage.title(ask.title);
  fill(stage.main, h("div", { class: "column" }, faults, h("div", { class: "stack close" }, h("h1", { tabindex: "-1" }, ask.title), h("p", { class: "lead" }, ask.lead)), form, ...[ask.more ?? []].flat()));
  if (focus) goTo(stage.main.querySelector("h1"));
}

function drawEmail(focus = false) {
  const { text } = stage;
  draw = () => drawEmail();
  drawAsk({
    title: text.title,
    lead: text.lead,
    field: { id: "email", label: text.email, type: "email", attributes: { autocomplete: "email", autocapitalize: "none", spellcheck: "false" } },
    act: text.send,
    check: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : text.emailWrong),
    send: async (email) => drawCode((await api.login(email)).login, email),
  }, focus);
}

/** @param {string} login @param {string} email */
function drawCode(login, email) {
  const { text } = stage;
  draw = () => drawCode(login, email);
  drawAsk({
    title: text.codeTitle,
    lead: text.codeLead(email),
    field: { id: "code", label: text.code, attributes: { inputmode: "numeric", autocomplete: "one-time-code", class: "input-short input-code" } },
    act: text.go,
    check: (value) => (/^\d{6}$/.test(value.replace(/\s/g, "")) ? null : text.codeWrong),
    send: async (code) => goOn(await api.loginCode(login, code.replace(/\s/g, ""))),
    more: [h("p", { class: "soft" }, text.spam), h("p", {}, button(text.other, () => drawEmail(true), "button-link"))],
  }, true);
}

function drawTotp() {
  const { text } = stage;
  draw = drawTotp;
  drawAsk({
    title: text.totpTitle,
    lead: text.totpLead,
    field: { id: "totp", label: text.totp, attributes: { autocomplete: "one-time-code", class: "input-short input-code" } },
    act: text.go,
    check: (value) => (/^(\d{6}|[0-9a-z]{16})$/i.test(value.replace(/[\s-]/g, "")) ? null : text.codeWrong),
    send: async (code) => goOn(await api.loginTotp(code.replace(/[\s-]/g, ""))),
    more: h("p", { class: "soft" }, text.recovery),
  }, true);
}

/** A mailed link only acts after a tap, because mail scanners open links. @param {string} secret */
function drawLink(secret) {
  const { text, common } = stage;
  draw = () => drawLink(secret);
  const faults = h("div", {});
  const demoRole = wishes.get("demo");
  const act = async () => {
    try {
      goOn(demoRole === null ? await api.loginLink(secret) : await api.demoSignIn(demoRole, secret));
    } catch (error) {
      showFaults(faults, common.errorTitle, [{ id: null, words: await stage.explain(error) }]);
    }
  };
  stage.title(text.linkTitle);
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("h1", {}, text.linkTitle),
      h("p", { class: "lead" }, text.linkLead),
      h("p", { class: "actions" }, button(text.linkAct, () => void act()), h("a", { class: "button button-quiet", href: "/inloggen" }, text.linkOther))));
}

/** @param {import("../lib/shapes.js").SignedIn} answer */
function goOn(answer) {
  if (answer.next === "totp") return drawTotp();
  signedIn(answer.me);
  location.assign(afterSignIn(answer.me, wishes.get("daarna")));
}
