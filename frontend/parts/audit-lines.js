// Lines of the audit trail as a list. Never asks for them, and never has a member's name.
import { momentInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";

/** @typedef {import("../lib/desk-shapes.js").AuditLine} AuditLine */
/** @typedef {typeof import("../text/audit.nl.js").text} AuditWords */

const PAGES = /** @type {Record<string, string>} */ ({ round: "/staf/rondes/", conversation: "/staf/gesprekken/" });

/** Who did it, in words. @param {AuditWords} text @param {AuditLine} line @returns {string} */
function actorWords(text, { actor }) {
  if (actor.kind === "system") return text.actor.system;
  const kind = text.actor[/** @type {keyof AuditWords["actor"]} */ (actor.kind)] ?? actor.kind;
  return actor.name ?? `${kind} ${actor.id ?? ""}`.trim();
}

/** What it was done to, with a way to its page and to all lines about it. @param {AuditWords} text @param {AuditLine} line @param {((id: string) => void)|null} about @returns {HTMLElement|null} */
function thing(text, { object }, about) {
  const { kind, id, name } = object;
  if (id === null) return null;
  const words = `${text.object[kind] ?? kind}: ${name || id}`;
  const all = about && h("button", { type: "button", class: "button-link", "aria-label": `${text.about}: ${words}`, onclick: () => about(id) }, text.about);
  return h("p", { class: "small actions" }, kind in PAGES ? h("a", { href: PAGES[kind] + id }, words) : h("span", {}, words), all);
}

/** The list. `about` searches for all lines about a thing; null where the page is about that thing itself. @param {AuditWords} text @param {"nl"|"en"} language @param {AuditLine[]} lines @param {((id: string) => void)|null} about @returns {HTMLElement} */
export function auditList(text, language, lines, about) {
  const item = (/** @type {AuditLine} */ line) =>
    h("li", { class: "audit-line" },
      h("p", { class: "small soft" }, `${line.number} · `, h("time", { datetime: line.at }, momentInWords(line.at, language))),
      h("p", {}, h("strong", {}, actorWords(text, line)), ` · ${text.acts[line.act] ?? line.act}`),
      about && thing(text, line, about),
      line.detail !== "" && h("p", { class: "small soft" }, `${text.detail}: `, h("span", { translate: "no", lang: "en" }, line.detail)));
  return h("ol", { class: "audit-lines" }, lines.map(item));
}
