// Staff: the post of one round: whether mail is in order, who it reaches, how it fares, what it looks like. Never who a letter is for.
import * as api from "../api/post.js";
import { momentInWords } from "../lib/amsterdam.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { field, markField } from "../parts/field.js";
import { liveRegion, notice, showFaults } from "../parts/notice.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/staff-post.nl.js").text>} PostStage */
/** @typedef {import("../api/post.js").Post} Post */

const TONES = /** @type {const} */ ({ green: "good", amber: "warn", red: "bad" });
const FIGURES = /** @type {const} */ (["sent", "waiting", "failed", "unknown", "bounced"]);
const id = addressParts().at(-2) ?? "";

startPage({ nl: () => import("../text/staff-post.nl.js"), en: () => import("../text/staff-post.en.js") }, async (stage) => {
  stage.title(stage.text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  draw(stage, await api.roundPost(id), "");
});

/** @param {PostStage} stage @param {Post} post @param {string} said */
function draw(stage, post, said) {
  const { text } = stage;
  const faults = h("div", {});
  const told = liveRegion();
  const act = async (/** @type {Promise<Post>} */ done, /** @type {string} */ words) => {
    try {
      draw(stage, await done, words);
    } catch (error) {
      showFaults(faults, stage.common.errorTitle, [{ id: null, words: await stage.explain(error) }]);
    }
  };
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.rounds), " · ", h("a", { href: `/staf/rondes/${post.round}` }, post.title || text.noTitle)),
        h("h1", {}, text.title)),
      told.element,
      checks(stage, post, act),
      reach(stage, post),
      fared(stage, post, act),
      previews(stage, post, act)));
  if (said !== "") told.say(said);
}

/** @param {PostStage} stage @param {Post} post @param {(done: Promise<Post>, words: string) => void} act @returns {HTMLElement} */
function checks(stage, { preflight, held_up, may }, act) {
  const { text, language } = stage;
  const findings = /** @type {Record<string, {title: string, todo: string}>} */ (text.findings);
  const found = (/** @type {{name: string, level: import("../api/post.js").Level}} */ { name, level }) =>
    h("li", {}, notice(TONES[level], findings[name]?.title ?? name, h("p", {}, findings[name]?.todo ?? "")));
  return h("section", { class: "stack" },
    h("h2", {}, text.checks),
    h("p", {}, text.checksLead),
    held_up && notice("bad", text.heldUp, h("p", {}, text.heldUpBody)),
    preflight === null && h("p", {}, text.notChecked),
    preflight && h("p", {}, h("strong", {}, text.verdicts[preflight.verdict]), ` ${text.checkedAt} ${momentInWords(preflight.checked_at, language)}.`),
    preflight && h("ul", { class: "findings" }, preflight.findings.map(found)),
    preflight?.overruled && notice("info", text.overruled, h("p", {}, preflight.overruled)),
    may.check && h("p", { class: "actions" }, button(preflight ? text.checkAgain : text.check, () => void act(api.checkPost(id), text.checked), "button button-quiet")),
    may.overrule && overruling(stage, act));
}

/** @param {PostStage} stage @param {(done: Promise<Post>, words: string) => void} act @returns {HTMLElement} */
function overruling({ text }, act) {
  const reason = field({ id: "reason", label: text.reason, hint: text.reasonHint, rows: 3 });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const value = /** @type {HTMLTextAreaElement} */ (reason.querySelector("textarea")).value.trim();
    if (value === "") return markField("reason", text.needed);
    void act(api.overrulePost(id, value), text.overruledNow);
  };
  return h("details", {}, h("summary", {}, text.overrule),
    h("form", { class: "details-body", novalidate: true, onsubmit: submit }, h("p", {}, text.overruleHint), reason,
      h("p", { class: "actions" }, h("button", { class: "button button-bad" }, text.overruleAct))));
}

/** @param {PostStage} stage @param {Post} post @returns {HTMLElement} */
function reach(stage, { reach: numbers, may, round }) {
  const { text } = stage;
  const fact = (/** @type {string} */ name, /** @type {number} */ number) => h("div", {}, h("dt", {}, name), h("dd", {}, count(stage, number)));
  return h("section", { class: "stack" },
    h("h2", {}, text.reach),
    h("dl", { class: "facts" },
      fact(text.reached, numbers.reached), fact(text.members, numbers.members), fact(text.noAddress, numbers.no_address),
      fact(text.stopped, numbers.stopped), fact(text.unsubscribed, numbers.unsubscribed), fact(text.paused, numbers.paused)),
    h("p", { class: "small soft" }, text.reachOnce),
    may.paper && numbers.no_address > 0 && h("p", {}, h("a", { href: `/staf/rondes/${round}/brieven` }, text.paper)));
}

/** @param {PostStage} stage @param {Post} post @param {(done: Promise<Post>, words: string) => void} act @returns {HTMLElement} */
function fared(stage, { fared: all, domains, paused, may }, act) {
  const { text } = stage;
  const row = (/** @type {string} */ name, /** @type {import("../api/post.js").Fared} */ figures) =>
    h("tr", {}, h("th", { scope: "row" }, name), FIGURES.map((figure) => h("td", { class: "number" }, count(stage, figures[figure]))));
  const nothing = FIGURES.every((figure) => all[figure] === 0);
  return h("section", { class: "stack" },
    h("h2", {}, text.fared),
    paused && notice("warn", text.pausedTitle, h("p", {}, text.pausedBody)),
    nothing ? h("p", {}, text.nothingYet) : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": text.fared },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.domain), FIGURES.map((figure) => h("th", { scope: "col", class: "number" }, text.figures[figure])))),
        h("tbody", {}, row(text.all, all), domains.map((one) => row(one.domain ?? text.others, one))))),
    !nothing && h("p", { class: "small soft" }, text.faredNote),
    may.pause && h("p", { class: "actions" }, paused
      ? button(text.resume, () => void act(api.pausePost(id, false), text.resumed))
      : button(text.pause, () => void act(api.pausePost(id, true), text.pausedTitle), "button button-quiet")));
}

/** @param {PostStage} stage @param {Post} post @param {(done: Promise<Post>, words: string) => void} act @returns {HTMLElement} */
function previews(stage, post, act) {
  const { text } = stage;
  const kinds = /** @type {Record<string, string>} */ (text.kinds);
  const place = h("div", { class: "stack" });
  const show = async (/** @type {string} */ kind) => {
    try {
      const letter = await api.previewText(id, kind);
      const heading = h("h3", { tabindex: "-1" }, letter.subject);
      fill(place, heading,
        h("div", { class: "card" }, h("h4", {}, text.plain), h("div", { class: "letter-text" }, letter.text)),
        h("div", { class: "card" }, h("h4", {}, text.html), h("iframe", { class: "letter", title: `${text.html}: ${letter.subject}`, sandbox: true, src: api.previewPage(id, kind) })));
      goTo(heading);
    } catch (error) {
      fill(place, h("p", { role: "alert" }, await stage.explain(error)));
    }
  };
  return h("section", { class: "stack" },
    h("h2", {}, text.previews),
    h("p", {}, text.previewsLead),
    h("p", { class: "actions" }, post.previews.map((kind) => button(kinds[kind] ?? kind, () => void show(kind), "button button-quiet"))),
    post.may.trial && h("p", { class: "actions" }, button(text.trial, () => void act(api.sendTrial(id), text.trialSent))),
    place);
}
