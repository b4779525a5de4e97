// A draw as everybody may see it: what is fixed, what it waits for, what came of it, and how to check that. Never a name or a trait of one person.
import * as api from "../api/draws.js";
import { momentInWords } from "../lib/amsterdam.js";
import { chanceName, compositionTables, drawWords, listed, quotaTables } from "./draw-table.js";
import { fill, h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";
import { rootGroups } from "./root-block.js";

/** @typedef {import("./draw-table.js").DrawWords} DrawWords */
/** @typedef {import("../lib/draw-shapes.js").Draw} Draw */

/** The draws of a conversation; none for one that has none, or that does not exist for everybody yet. @param {string} id @returns {Promise<Draw[]>} */
export async function drawsOf(id) {
  return api.draws(id).then(({ draws }) => draws, () => []);
}

/** All draws of a conversation, as a part of its page that fills itself; empty when there are none. @param {"nl"|"en"} language @param {string} id @returns {HTMLElement} */
export function drawsBlock(language, id) {
  const place = h("div", { class: "stack" });
  void Promise.all([drawWords(language), drawsOf(id)]).then(([words, draws]) => fill(place, draws.length > 0 && h("h2", {}, words.text.title), draws.map((draw) => drawShown(words, draw))));
  return place;
}

/** One draw. @param {DrawWords} words @param {Draw} draw @returns {HTMLElement} */
export function drawShown(words, draw) {
  const { text } = words;
  return h("article", { class: "card" },
    h("p", { class: "tags" }, h("span", { class: draw.value === null ? "tag tag-quiet" : "tag" }, draw.value === null ? text.waits : text.done)),
    h("h3", {}, text.stage[draw.stage]),
    h("p", {}, text.inDraw[draw.stage](count(words, draw.lots), count(words, draw.seats))),
    h("p", {}, spreadWords(words, draw.features.map(({ name }) => name))),
    draw.value === null ? waiting(words, draw) : outcome(words, draw),
    groupsBlock(words, draw),
    checking(words, draw),
    draw.drawn.length > 0 && codes(words, draw));
}

/** What a draw is spread over, in a sentence. @param {DrawWords} words @param {string[]} traits @returns {string} */
export function spreadWords(words, traits) {
  const names = /** @type {Record<string, string>} */ (words.text.traits);
  return traits.length === 0 ? words.text.even : words.text.spread(listed(words, traits.map((name) => names[name] ?? name)));
}

/** @param {DrawWords} words @param {Draw} draw @returns {HTMLElement} */
function waiting({ text }, draw) {
  return notice("info", text.waitsTitle,
    h("p", {}, text.waitsFor(draw.public_value)),
    h("p", {}, text.waitsWhy),
    draw.proposed && h("p", {}, text.proposed));
}

/** Numbers of a draw, also of one that was only tried. @param {DrawWords} words @param {{lots: number, panel: number, chances: import("../lib/draw-shapes.js").Chances|null, replaced?: number}} figures @returns {HTMLElement} */
export function drawFigures(words, { lots, panel, chances, replaced = 0 }) {
  const { text } = words;
  const fact = (/** @type {string} */ name, /** @type {string} */ value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("div", { class: "stack close" },
    h("dl", { class: "facts" },
      fact(text.lots, count(words, lots)),
      fact(text.drawn, count(words, panel)),
      chances && [fact(text.smallest, chanceName(words, chances.smallest)), fact(text.largest, chanceName(words, chances.largest))],
      replaced > 0 && fact(text.replaced, count(words, replaced))),
    chances && h("p", { class: "small soft" }, text.chanceWhy));
}

/** @param {DrawWords} words @param {Draw} draw @returns {HTMLElement} */
function outcome(words, draw) {
  return drawFigures(words, { lots: draw.lots, panel: draw.drawn.length, chances: draw.chances, replaced: draw.replaced });
}

/** @param {DrawWords} words @param {Draw} draw @returns {HTMLElement|null} */
function groupsBlock(words, draw) {
  const { text } = words;
  if (draw.features.length === 0) return null;
  const shared = draw.features.some(({ quotas }) => quotas === null);
  const tables = draw.composition.length > 0 ? compositionTables(words, draw.composition) : quotaTables(words, draw.features);
  return h("details", {}, h("summary", {}, text.groups), h("div", { class: "details-body" }, tables, shared && h("p", { class: "small soft" }, text.sideSecret)));
}

/** @param {DrawWords} words @param {Draw} draw @returns {HTMLElement} */
function checking({ text, language }, draw) {
  const line = (/** @type {string} */ name, /** @type {import("./dom.js").Children} */ value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("details", {},
    h("summary", {}, text.check),
    h("div", { class: "details-body" },
      h("p", {}, text.checkLead),
      h("dl", { class: "traces" },
        line(text.fixedAt, momentInWords(draw.committed_at, language)),
        line(text.root, rootGroups(draw.root)),
        line(text.source, draw.public_value),
        draw.value !== null && line(text.entered, h("code", {}, draw.value)),
        draw.drawn_at !== null && line(text.drawnAt, momentInWords(draw.drawn_at, language)),
        draw.seed !== null && line(text.seed, rootGroups(draw.seed)),
        line(text.witnesses, [draw.witnesses.join(", "), h("span", { class: "block small soft plain" }, text.witnessesWhy)])),
      h("p", {}, text.how),
      h("p", {}, h("code", {}, text.command(draw.root)))));
}

/** @param {DrawWords} words @param {Draw} draw @returns {HTMLElement} */
function codes(words, { drawn }) {
  const { text } = words;
  return h("details", {},
    h("summary", {}, text.codes(count(words, drawn.length))),
    h("div", { class: "details-body" }, h("p", {}, text.codesLead),
      h("div", { class: "tall", tabindex: "0", role: "region", "aria-label": text.codes(count(words, drawn.length)) }, h("ol", { class: "numbered", translate: "no" }, drawn.map((code) => h("li", {}, h("code", {}, code)))))));
}
