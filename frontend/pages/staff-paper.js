// Admins: letters on paper for members without an e-mail address, one on each sheet. Never whether somebody took part.
import * as api from "../api/post.js";
import { momentInWords } from "../lib/amsterdam.js";
import { qrLink } from "../lib/qr-link.js";
import { button, fill, h } from "../parts/dom.js";
import { field, markField } from "../parts/field.js";
import { notice, showFaults } from "../parts/notice.js";
import { qrPicture } from "../parts/qr-picture.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/staff-paper.nl.js").text>} PaperStage */
/** @typedef {import("../api/post.js").Pile} Pile */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const id = addressParts().at(-2) ?? "";
/** @type {Pile|null} */
let pile = null;

startPage({ nl: () => import("../text/staff-paper.nl.js"), en: () => import("../text/staff-paper.en.js") }, async (stage) => {
  stage.title(stage.text.title);
  if (!stage.again) {
    drawLoading(stage);
    if ((await requireMe()) === null) return;
  }
  draw(stage);
});

/** @param {PaperStage} stage */
function draw(stage) {
  const { text } = stage;
  const faults = h("div", {});
  const make = async (/** @type {string|null} */ member) => {
    try {
      pile = await api.paperLetters(id, member);
      draw(stage);
    } catch (error) {
      showFaults(faults, stage.common.errorTitle, [{ id: member === null ? null : "member", words: await stage.explain(error) }]);
    }
  };
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.rounds), " · ", h("a", { href: `/staf/rondes/${id}/post` }, text.post)),
        h("h1", {}, text.title),
        h("p", { class: "lead" }, text.lead)),
      notice("warn", text.careTitle, h("p", {}, text.care)),
      h("p", { class: "actions" }, button(text.make, () => void make(null))),
      copyForm(stage, make),
      pile && h("p", { role: "status" }, pile.letters.length === 0 ? text.none : text.made(count(stage, pile.letters.length), pile.letters.length)),
      pile && pile.letters.length > 0 && h("p", { class: "actions" }, button(text.print, () => window.print())),
      pile && h("div", { class: "papers stack" }, pile.letters.map((letter) => paper(stage, /** @type {Pile} */ (pile), letter)))));
}

/** @param {PaperStage} stage @param {(member: string) => void} make @returns {HTMLElement} */
function copyForm({ text }, make) {
  const member = field({ id: "member", label: text.member, hint: text.memberHint, attributes: { autocomplete: "off", spellcheck: "false" } });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const value = /** @type {HTMLInputElement} */ (member.querySelector("input")).value.trim();
    markField("member", UUID.test(value) ? null : text.memberWrong);
    if (UUID.test(value)) void make(value);
  };
  return h("details", {}, h("summary", {}, text.copy),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit }, member, h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.copyAct))));
}

/** One sheet. It is a letter to a member, so it is in Dutch whatever the language of the page. @param {PaperStage} stage @param {Pile} about @param {import("../api/post.js").PaperLetter} letter @returns {HTMLElement} */
function paper({ text }, about, letter) {
  const { sheet } = text;
  const matrix = qrLink(letter.link);
  return h("section", { class: "paper card", lang: "nl", "aria-label": letter.name },
    h("p", {}, letter.name, h("br"), sheet.branch(letter.branch)),
    h("h2", {}, sheet.heading(about.title)),
    h("p", {}, sheet.greeting(letter.name)),
    h("p", {}, sheet.why, " ", about.purpose && sheet.purposes[about.purpose]),
    about.closes_at && h("p", {}, h("strong", {}, sheet.until(momentInWords(about.closes_at, "nl")))),
    h("p", {}, sheet.scan),
    matrix && h("div", { class: "qr" }, qrPicture(matrix, sheet.qr)),
    h("p", {}, sheet.orType), h("p", { class: "paper-link" }, letter.link),
    h("p", {}, sheet.own),
    h("p", { class: "small" }, sheet.secret));
}
