// What was done with one round or conversation, beside it on its page at the desk. Never writes a line.
import { auditAbout } from "../api/audit.js";
import { auditList } from "./audit-lines.js";
import { fill, h } from "./dom.js";

/** A block that opens on the last lines about a thing; asks for them only when it is opened. @param {{language: "nl"|"en", explain: (error: unknown) => Promise<string>}} stage @param {"round"|"conversation"} kind @param {string} id @param {boolean} staff whether to lead to all lines @returns {HTMLElement} */
export function auditTrail({ language, explain }, kind, id, staff) {
  const summary = h("summary", {});
  const body = h("div", { class: "details-body" });
  const words = language === "nl" ? import("../text/audit.nl.js") : import("../text/audit.en.js");
  // Without its name a block that opens says nothing: it comes with its words.
  void words.then(({ text }) => (fill(summary, text.trailTitle), (block.hidden = false)));
  const load = async () => {
    if (!block.open) return;
    const [{ text }, { lines }] = await Promise.all([words, auditAbout(kind, id)]);
    fill(body,
      lines.length === 0 ? h("p", {}, text.none) : auditList(text, language, lines, null),
      staff && h("p", {}, h("a", { href: `/staf/logboek?thing=${encodeURIComponent(id)}` }, text.trailAll)));
  };
  const fail = async (/** @type {unknown} */ error) => fill(body, h("p", { role: "alert" }, await explain(error)));
  const block = h("details", { hidden: true, ontoggle: () => void load().catch(fail) }, summary, body);
  return block;
}
