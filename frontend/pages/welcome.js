// For who was invited to work with the platform: second factor, recovery codes, signed in; and new codes later. Never a member.
import * as api from "../api/access.js";
import { otpauthForms, secretOf } from "../lib/otpauth.js";
import { qrLink } from "../lib/qr-link.js";
import { copyButton } from "../parts/copy-button.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { clearMarks, field, markField } from "../parts/field.js";
import { messageScreen, showFaults } from "../parts/notice.js";
import { qrPicture } from "../parts/qr-picture.js";
import { recoveryCodes } from "../parts/recovery-codes.js";
import { afterSignIn, requireMe, signedIn } from "../parts/signed-in.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/welcome.nl.js").text>} WelcomeStage */

const token = addressParts()[1] ?? null;
/** What the page shows now, so that a change of language does not lose codes that are shown once. @type {((stage: WelcomeStage) => void|Promise<void>)} */
let now = (stage) => (token === null ? drawOwn(stage) : drawStart(stage, token));

startPage({ nl: () => import("../text/welcome.nl.js"), en: () => import("../text/welcome.en.js") }, (stage) => now(stage));

/** Nothing is asked of the server before a tap, because mail scanners open links. @param {WelcomeStage} stage @param {string} secret */
function drawStart(stage, secret) {
  const { text, common } = stage;
  const faults = h("div", {});
  const begin = async () => {
    try {
      const welcome = await api.openWelcome(secret);
      now = (again) => drawSetUp(again, secret, welcome);
      void now(stage);
      goTo(stage.main.querySelector("h1"));
    } catch (error) {
      showFaults(faults, common.errorTitle, [{ id: null, words: await stage.explain(error) }]);
    }
  };
  stage.title(text.title);
  fill(stage.main, h("div", { class: "column" }, faults, h("h1", {}, text.startTitle), h("p", { class: "lead" }, text.startLead), h("p", { class: "actions" }, button(text.start, () => void begin()))));
}

/** @param {WelcomeStage} stage @param {string} secret @param {import("../lib/desk-shapes.js").Welcome} welcome */
function drawSetUp(stage, secret, { name, roles, otpauth }) {
  const { text } = stage;
  const may = [...new Set(roles.map(({ role, branch }) => `${text.roles[role]}${branch === null ? "" : ` (${branch})`}`))];
  const accept = async (/** @type {string|null} */ code) => {
    const { recovery_codes, me } = await api.acceptWelcome(secret, code);
    signedIn(me);
    const on = () => location.assign(afterSignIn(me, null));
    if (recovery_codes.length === 0) return on();
    showCodes(stage, recovery_codes, on);
  };
  const faults = h("div", {});
  const enter = () => void accept(null).catch(async (error) => showFaults(faults, stage.common.errorTitle, [{ id: null, words: await stage.explain(error) }]));
  stage.title(text.title);
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("h1", { tabindex: "-1" }, text.hello(name)),
      h("div", { class: "stack close" }, h("p", {}, text.may), h("ul", {}, may.map((words) => h("li", {}, words)))),
      otpauth === null ? [h("p", {}, text.noFactor), h("p", { class: "actions" }, button(text.enter, enter))] : [scanning(text, otpauth), h("section", { class: "card" }, h("h2", {}, text.codeTitle), digitsForm(stage, text.confirm, faults, accept))]));
}

/** @param {WelcomeStage["text"]} text @param {string} otpauth @returns {HTMLElement} */
function scanning(text, otpauth) {
  const matrix = otpauthForms(otpauth).map(qrLink).find((found) => found !== null) ?? null;
  const typed = secretOf(otpauth);
  return h("div", { class: "stack" },
    h("section", { class: "stack close" }, h("h2", {}, text.scanTitle), h("p", {}, text.scan)),
    h("section", { class: "card" },
      h("h2", {}, text.qrTitle),
      matrix !== null && h("div", { class: "qr" }, qrPicture(matrix, text.qr)),
      h("p", {}, text.orType),
      h("p", { class: "secret", translate: "no", id: "secret" }, typed),
      copyButton(text, text.secret, typed.replaceAll(" ", ""))));
}

/** The form for six digits. @param {WelcomeStage} stage @param {string} label @param {HTMLElement} faults @param {(code: string) => Promise<void>} send @returns {HTMLElement} */
function digitsForm(stage, label, faults, send) {
  const { text, common } = stage;
  const fail = (/** @type {string} */ words) => {
    markField("code", words);
    showFaults(faults, common.errorTitle, [{ id: "code", words }]);
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    const code = /** @type {HTMLInputElement} */ (form.querySelector("input")).value.replace(/\s/g, "");
    if (!/^\d{6}$/.test(code)) return fail(text.codeWrong);
    await send(code).catch(async (error) => fail(await stage.explain(error)));
  };
  const form = h("form", { class: "stack", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    field({ id: "code", label: text.code, attributes: { inputmode: "numeric", autocomplete: "one-time-code", class: "input-short input-code" } }),
    h("p", { class: "actions" }, h("button", { class: "button" }, label)));
  return form;
}

/** @param {WelcomeStage} stage @param {string[]} codes @param {() => void} done */
function showCodes(stage, codes, done) {
  now = (again) => {
    again.title(again.text.codesTitle);
    fill(again.main, recoveryCodes(again.text, codes, done));
  };
  void now(stage);
  goTo(stage.main.querySelector("h1"));
}

/** New codes for who is signed in. @param {WelcomeStage} stage */
async function drawOwn(stage) {
  const { text } = stage;
  stage.title(text.ownTitle);
  drawLoading(stage);
  const me = await requireMe();
  if (me === null) return;
  if (me.kind !== "account") return fill(stage.main, messageScreen({ title: text.ownTitle, tone: "info" }, h("p", {}, text.noAccount)));
  const faults = h("div", {});
  const send = async (/** @type {string} */ code) => showCodes(stage, (await api.newRecoveryCodes(code)).recovery_codes, () => location.assign(afterSignIn(me, null)));
  fill(stage.main, h("div", { class: "column" }, faults, h("div", { class: "stack close" }, h("h1", {}, text.ownTitle), h("p", { class: "lead" }, text.ownLead)), digitsForm(stage, text.own, faults, send)));
}
