// Admins: programs of others, made and revoked. A secret is on this page once, and kept nowhere. Never a member.
import * as api from "../api/clients.js";
import { Refusal } from "../api/client.js";
import { momentInWords } from "../lib/amsterdam.js";
import { copyButton } from "../parts/copy-button.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { askSure } from "../parts/sure.js";

/** @typedef {import("../lib/desk-shapes.js").ApiClient} ApiClient */
/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/clients.nl.js").text>} ClientStage */
/** @typedef {{stage: ClientStage, run: (act: () => Promise<import("../lib/desk-shapes.js").ClientList>, words: string) => Promise<void>, fail: (id: string|null, words: string) => void}} Page */

startPage({ nl: () => import("../text/clients.nl.js"), en: () => import("../text/clients.en.js") }, async (stage) => {
  const { text, common } = stage;
  stage.title(text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const faults = h("div", {});
  const fail = (/** @type {string|null} */ id, /** @type {string} */ words) => showFaults(faults, common.errorTitle, [{ id, words }]);
  const run = async (/** @type {() => Promise<import("../lib/desk-shapes.js").ClientList>} */ act, /** @type {string} */ words) => {
    try {
      draw(await act(), words);
    } catch (error) {
      fail(error instanceof Refusal && error.field ? `client-${error.field}` : null, await stage.explain(error));
    }
  };
  const page = { stage, run, fail };
  const draw = (/** @type {import("../lib/desk-shapes.js").ClientList & {client?: string, secret?: string}} */ { clients, client, secret }, told = "") => {
    showFaults(faults, "", []);
    fill(stage.main,
      h("div", { class: "column" }, faults,
        h("div", { class: "stack close" }, h("p", {}, h("a", { href: "/staf" }, text.back)), h("h1", { tabindex: "-1" }, text.title), h("p", { class: "lead" }, text.lead),
          h("div", { role: "status" }, told && notice("good", told))),
        client && secret && secretCard(text, client, secret),
        form(page),
        h("h2", {}, text.list),
        clients.length === 0 ? h("p", {}, text.none) : h("ul", { class: "cards" }, clients.map((one) => card(page, one)))));
    if (client || told) goTo(stage.main.querySelector(client ? "#made" : "h1"));
  };
  draw(await api.clients());
});

/** @param {ClientStage["text"]} text @param {string} client @param {string} secret @returns {HTMLElement} */
function secretCard(text, client, secret) {
  return h("section", { class: "card" },
    h("h2", { id: "made", tabindex: "-1" }, text.madeTitle),
    h("p", {}, text.madeBody),
    h("p", { class: "label" }, text.client), h("p", { class: "secret", translate: "no" }, client), copyButton(text, text.client, client),
    h("p", { class: "label" }, text.secret), h("p", { class: "secret", translate: "no" }, secret), copyButton(text, text.secret, secret));
}

/** @param {Page} page @returns {HTMLElement} */
function form({ stage: { text }, run, fail }) {
  const name = field({ id: "client-name", label: text.name, hint: text.nameHint, attributes: { autocomplete: "off" } });
  const day = field({ id: "client-last_day", label: text.lastDay, hint: text.lastDayHint, type: "date", attributes: { class: "input-short" } });
  const box = (/** @type {"import"|"open_data"} */ scope, /** @type {number} */ at) => {
    const [label, hint] = text.scope[scope];
    return h("label", { class: "choice" }, h("input", { type: "checkbox", value: scope, id: at === 0 ? "client-scopes" : null }), h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
  };
  const scopes = h("fieldset", {}, h("legend", { class: "label" }, text.scopes), h("div", { class: "choices" }, /** @type {const} */ (["import", "open_data"]).map(box)));
  const value = (/** @type {HTMLElement} */ element) => /** @type {HTMLInputElement} */ (element.querySelector("input")).value.trim();
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = [...scopes.querySelectorAll("input")].filter(({ checked }) => checked).map((input) => input.value);
    if (value(name) === "") return fail("client-name", text.needName);
    if (chosen.length === 0) return fail("client-scopes", text.needScope);
    if (value(day) === "") return fail("client-last_day", text.needDay);
    void run(() => api.createClient({ name: value(name), scopes: chosen, last_day: value(day) }), "");
  };
  return h("details", {},
    h("summary", {}, text.newTitle),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit }, name, scopes, day, h("p", { class: "actions" }, h("button", { class: "button" }, text.make))));
}

/** @param {Page} page @param {ApiClient} one @returns {HTMLElement} */
function card({ stage: { text, language }, run }, one) {
  const act = () => void run(() => api.revokeClient(one.id), text.revoked);
  const press = button(text.revoke, () => askSure({ title: text.revokeTitle, body: text.revokeBody, act: text.revoke, stay: text.stay }, act), "button button-bad");
  press.setAttribute("aria-label", text.revokeName(one.name));
  return h("li", { class: "card close" },
    h("p", { class: "tags" },
      h("span", { class: one.welcome ? "tag" : "tag tag-bad" }, one.welcome ? text.works : one.revoked ? text.revokedTag : text.overTag),
      one.scopes.map((scope) => h("span", { class: "tag tag-quiet" }, text.scope[scope][0]))),
    h("h3", {}, one.name),
    h("p", { class: "soft small" }, `${text.by(one.created_by)} ${text.until(momentInWords(one.expires_at, language))}`),
    one.welcome && h("p", { class: "actions" }, press));
}
