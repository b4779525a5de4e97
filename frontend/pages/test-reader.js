// The page behind a link for test readers: the statements as members would see them, and two questions about each. No votes, no names but one that is given.
import * as api from "../api/workshop.js";
import { momentInWords } from "../lib/amsterdam.js";
import { Refusal } from "../api/wire.js";
import { button, fill, goTo, h, paragraphs } from "../parts/dom.js";
import { field, markField } from "../parts/field.js";
import { messageScreen, notice, showFaults } from "../parts/notice.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/test-reader.nl.js").text>} ReaderStage */
/** @typedef {import("../lib/workshop-shapes.js").TestDraft} TestDraft */

const token = addressParts()[1] ?? "";
// The same reader may send again; another one on this device loads the page anew.
const id = crypto.randomUUID();
const LONGEST = 500;
/** @type {TestDraft|null} */
let draft = null;
/** @type {Record<string, string>} what is typed, by field */
const typed = {};

startPage({ nl: () => import("../text/test-reader.nl.js"), en: () => import("../text/test-reader.en.js") }, async (stage) => {
  try {
    if (draft === null) {
      drawLoading(stage);
      draft = await api.testDraft(token);
    }
    draw(stage, draft);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "link_unknown") throw error;
    stage.title(stage.text.wrongTitle);
    fill(stage.main, messageScreen({ title: stage.text.wrongTitle, tone: "warn" }, h("p", { class: "lead" }, stage.text.wrongBody)));
  }
});

/** @param {ReaderStage} stage @param {TestDraft} read */
function draw(stage, read) {
  const { text, common, language } = stage;
  const faults = h("div", {});
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void send(stage, read, faults);
  };
  stage.title(text.pageTitle);
  fill(stage.main,
    h("div", { class: "column" },
      faults,
      h("div", { class: "stack close" },
        h("h1", { tabindex: "-1" }, read.title),
        h("p", { class: "lead" }, text.lead),
        h("p", {}, text.body),
        h("p", { class: "soft small" }, text.until(momentInWords(read.ends_at, language)))),
      paragraphs(read.introduction ?? ""),
      h("form", { class: "stack", novalidate: true, onsubmit: submit },
        read.statements.map((statement, i) => statementBlock(stage, statement, i)),
        own(field({ id: "name", label: `${text.name} (${common.optional})`, hint: text.nameHint, value: typed.name, attributes: { maxlength: 60, autocomplete: "given-name" } })),
        h("p", { class: "actions" }, h("button", { class: "button" }, text.send)))));
}

/** Keeps what is typed, for a change of language. @param {HTMLElement} element @returns {HTMLElement} */
function own(element) {
  element.addEventListener("input", (event) => {
    const { id: key, value } = /** @type {HTMLInputElement} */ (event.target);
    typed[key] = value;
  });
  return element;
}

/** A statement as a member would see it, and the two questions. @param {ReaderStage} stage @param {import("../lib/shapes.js").Statement} statement @param {number} i @returns {HTMLElement} */
function statementBlock({ text, common }, statement, i) {
  const fold = (/** @type {string} */ title, /** @type {boolean} */ open, /** @type {(HTMLElement|null)[]} */ ...body) => h("details", { open }, h("summary", {}, title), h("div", { class: "details-body" }, body));
  const { explanation, argument_for: pro, argument_against: contra } = statement;
  const question = (/** @type {"asked"|"unclear"} */ part) =>
    own(field({ id: `${part}-${i}`, label: text[part], rows: 3, value: typed[`${part}-${i}`], max: LONGEST, counter: text.left }));
  return h("section", { class: "card", "aria-labelledby": `statement-${i}` },
    h("p", { class: "progress" }, common.statementOf(i + 1, 4)),
    h("h2", { id: `statement-${i}` }, statement.text),
    explanation && fold(common.explanation, true, ...paragraphs(explanation)),
    pro && contra && fold(common.arguments, false, h("h3", {}, common.argumentFor), ...paragraphs(pro), h("h3", {}, common.argumentAgainst), ...paragraphs(contra)),
    question("asked"),
    question("unclear"));
}

/** @param {ReaderStage} stage @param {TestDraft} read @param {HTMLElement} faults */
async function send(stage, read, faults) {
  const { text, common } = stage;
  const value = (/** @type {string} */ key) => (typed[key] ?? "").trim();
  const keys = read.statements.flatMap((_, i) => [`asked-${i}`, `unclear-${i}`]);
  keys.forEach((key) => markField(key, null));
  const wrong = keys.filter((key) => [...value(key)].length > LONGEST).map((key) => ({ id: key, words: text.tooLong }));
  if (keys.every((key) => value(key) === "")) wrong.push({ id: "asked-0", words: text.needed });
  wrong.forEach(({ id: key, words }) => markField(key, words));
  if (wrong.length > 0) return showFaults(faults, common.errorTitle, wrong);
  const answers = read.statements.map((_, i) => ({ asked: value(`asked-${i}`), unclear: value(`unclear-${i}`) }));
  try {
    await api.sendTestReading(token, { id, name: value("name") || null, answers });
    stage.title(text.thanksTitle);
    fill(stage.main, messageScreen({ title: text.thanksTitle, tone: "good" },
      h("p", { class: "lead" }, text.thanksBody),
      h("p", { class: "actions" }, button(text.change, () => draw(stage, read), "button button-quiet"))));
    goTo(stage.main.querySelector("h1"));
  } catch (error) {
    fill(faults, notice("warn", null, h("p", { role: "alert" }, await stage.explain(error))));
    goTo(faults);
  }
}
