// Demo only: the mails that would have left, as text with working links, and as HTML in a locked frame. Never in production.
import * as api from "../api/client.js";
import { momentInWords } from "../lib/amsterdam.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { drawFailure, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/mailbox.nl.js").text>} MailboxStage */

startPage({ nl: () => import("../text/mailbox.nl.js"), en: () => import("../text/mailbox.en.js") }, drawList);

/** @param {MailboxStage} stage */
async function drawList(stage) {
  const { text, language } = stage;
  stage.title(text.title);
  drawLoading(stage);
  const { letters } = await api.letters();
  const item = (/** @type {import("../lib/shapes.js").LetterSummary} */ letter) =>
    h("li", { class: "card close" },
      h("h2", {}, letter.subject),
      h("p", { class: "soft small" }, `${text.to}: ${letter.to} · ${momentInWords(letter.at, language)}`),
      h("p", { class: "actions" }, button(text.open, () => void drawLetter(stage, letter.id), "button button-quiet")));
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" }, h("h1", { tabindex: "-1" }, text.title), h("p", { class: "lead" }, text.lead)),
      letters.length === 0 ? h("p", {}, text.none) : h("ul", { class: "cards" }, letters.map(item))));
}

/** @param {MailboxStage} stage @param {string} id */
async function drawLetter(stage, id) {
  const { text } = stage;
  const letter = await api.letter(id).catch((error) => drawFailure(stage, error, () => void drawLetter(stage, id)));
  if (!letter) return;
  // A locked frame: no scripts, no forms, no same origin; links open outside it.
  const frame = h("iframe", { class: "letter", title: text.frame, sandbox: "allow-popups allow-popups-to-escape-sandbox", srcdoc: `<base target="_blank">${letter.html}` });
  fill(stage.main,
    h("div", { class: "column" },
      h("p", {}, button(text.all, () => void drawList(stage), "button-link")),
      h("div", { class: "stack close" }, h("h1", { tabindex: "-1" }, letter.subject), h("p", { class: "soft" }, `${text.to}: ${letter.to}`)),
      h("section", { class: "card" }, h("h2", {}, text.plain), h("div", { class: "letter-text" }, linked(letter.text))),
      h("section", { class: "card" }, h("h2", {}, text.html), frame)));
  goTo(stage.main.querySelector("h1"));
}

/** @param {string} text @returns {(string|HTMLElement)[]} */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, i) => (i % 2 === 1 ? h("a", { href: piece }, piece) : piece));
}
