// The statement bank: looking for statements of earlier rounds. Never a draft: what is done with one is the page's.
import * as api from "../api/client.js";
import { dayInWords } from "../lib/amsterdam.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/shapes.js").BankedStatement} BankedStatement */

/**
 * A search box with what it finds; `act` gives what stands under each statement.
 * @param {StaffStage} stage @param {string} id tells this box apart @param {(statement: BankedStatement) => HTMLElement|null} act
 * @returns {HTMLElement}
 */
export function bankSearch(stage, id, act) {
  const { text } = stage;
  const found = h("div", { class: "stack close", role: "status" });
  const search = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const words = /** @type {HTMLInputElement} */ (box.querySelector("input")).value.trim();
    try {
      const { statements } = await api.bankedStatements(words);
      fill(found, statements.length === 0 ? h("p", {}, text.bankNone) : h("ul", { class: "cards" }, statements.map((one) => h("li", { class: "card close" }, bankedLines(stage, one), act(one)))));
    } catch (error) {
      fill(found, h("p", { role: "alert" }, await stage.explain(error)));
    }
  };
  const box = field({ id: `${id}-words`, label: text.bankWords, hint: text.bankHint, type: "search", attributes: { onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && void search(event) } });
  return h("div", { class: "stack close" }, box,
    h("p", { class: "actions" }, h("button", { type: "button", class: "button button-quiet", onclick: (/** @type {Event} */ event) => void search(event) }, text.bankSearch)), found);
}

/** @param {StaffStage} stage @param {BankedStatement} one @returns {HTMLElement[]} */
function bankedLines({ text, language }, one) {
  const outcome = one.outcome && (one.outcome.agree === null ? text.bankNobody : text.bankOutcome(one.outcome.agree, one.outcome.disagree ?? 0));
  return [
    h("p", {}, h("strong", {}, one.text)),
    h("p", { class: "small soft" }, one.title, one.published_at && `, ${dayInWords(one.published_at, language)}`, outcome && `. ${outcome}`),
    ...(one.tags.length > 0 ? [h("p", { class: "tags" }, one.tags.map((tag) => h("span", { class: "tag tag-quiet" }, tag)))] : []),
  ];
}
