// A member's own lots in the draws of a conversation, checked on this device against what everybody sees. Never somebody else's.
import * as api from "../api/draws.js";
import { lotFault, readLeaf } from "../lib/draw-check.js";
import { drawsOf } from "./draw-shown.js";
import { drawWords, valueName } from "./draw-table.js";
import { fill, h } from "./dom.js";
import { notice } from "./notice.js";

/** @typedef {import("./draw-table.js").DrawWords} DrawWords */
/** @typedef {import("../lib/draw-shapes.js").OwnLot} OwnLot */
/** @typedef {import("../lib/draw-shapes.js").Draw} Draw */

/** The own lots, as a part of a page that fills itself; empty for who was in no draw. @param {"nl"|"en"} language @param {import("../api/conversations.js").Door} door @param {string} id of the conversation @returns {HTMLElement} */
export function ownLotsBlock(language, door, id) {
  const place = h("div", { class: "stack" });
  void lotsIn(door, id).then(async (pairs) => {
    const words = await drawWords(language);
    fill(place, pairs.map(([lot, draw]) => lotCard(words, lot, draw)));
  });
  return place;
}

/** @param {import("../api/conversations.js").Door} door @param {string} id @returns {Promise<[OwnLot, Draw][]>} */
async function lotsIn(door, id) {
  const draws = await drawsOf(id);
  if (draws.length === 0) return [];
  // Who is signed out, or was in no draw, has no lot.
  const { lots } = await api.ownLots(door).catch(() => ({ lots: [] }));
  return lots.flatMap((lot) => {
    const draw = draws.find(({ stage }) => stage === lot.stage);
    return draw ? [/** @type {[OwnLot, Draw]} */ ([lot, draw])] : [];
  });
}

/** @param {DrawWords} words @param {OwnLot} lot @param {Draw} draw @returns {HTMLElement} */
function lotCard(words, lot, draw) {
  const { own } = words.text;
  const found = h("div", { role: "status" }, h("p", { class: "soft" }, own.checking));
  void lotFault(lot, draw).then((fault) => fill(found, fault === null
    ? notice("good", null, h("p", {}, lot.drawn === null ? own.holds : own.holdsDrawn))
    : notice("bad", own.wrong, h("p", {}, own.fault[fault]))));
  const inside = readLeaf(lot.leaf);
  const said = lot.drawn === null ? own.pending : lot.drawn ? own.drawn : own.notDrawn;
  return h("section", { class: "card" },
    h("h2", {}, own.title),
    h("p", { class: "verdict" }, said[lot.stage]),
    h("p", { class: "small soft" }, own.code),
    h("p", { class: "root", translate: "no" }, (lot.code.match(/.{1,4}/g) ?? []).map((group) => h("span", {}, group))),
    inside && inside.traits.length > 0 && h("p", {}, own.inside(inside.traits.map((value) => valueName(words, value)).join(", "))),
    inside?.behind && h("p", {}, own.behind),
    found);
}
