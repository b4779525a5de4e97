// Looking a member up, by number, address or part of a name. Never a list of all members.
import { lookAtMember, searchMembers } from "../api/members.js";
import { button, fill, goTo, h } from "./dom.js";
import { field, markField } from "./field.js";
import { memberCard } from "./staff-member.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */
/** @typedef {import("../lib/member-shapes.js").DeskMember} DeskMember */

/** The form, the people found, and one of them. @param {MembersStage} stage @param {boolean} admin @returns {HTMLElement} */
export function memberLookup(stage, admin) {
  const { text } = stage;
  const outcome = h("div", { class: "stack" });
  const wrong = async (/** @type {unknown} */ error) => markField("look", await stage.explain(error));
  const show = async (/** @type {DeskMember} */ { id }, /** @type {() => void} */ back) => {
    try {
      const seen = await lookAtMember(id);
      const card = memberCard(stage, seen, admin);
      fill(outcome, h("p", {}, button(text.lookAgain, back, "button-link")), card);
      goTo(card.querySelector("h3"));
    } catch (error) {
      await wrong(error);
    }
  };
  const list = (/** @type {DeskMember[]} */ members, /** @type {boolean} */ more) => {
    if (members.length === 0) return fill(outcome, h("p", { role: "alert" }, text.lookNone));
    const again = () => list(members, more);
    const row = (/** @type {DeskMember} */ one) => h("li", { class: "close stack" },
      button(one.name, () => void show(one, again), "button-link"),
      h("p", { class: "soft small" }, `${one.number} · ${one.branch}${one.left_at === null ? "" : ` · ${text.left}`}`));
    fill(outcome, h("h3", {}, text.lookFound(members.length)), h("ul", { class: "cards" }, members.map(row)), more && h("p", { class: "soft" }, text.lookMore));
    goTo(outcome.querySelector("h3"));
  };
  const search = async (/** @type {Event} */ event) => {
    event.preventDefault();
    markField("look", null);
    try {
      const { members, more } = await searchMembers(/** @type {HTMLInputElement} */ (form.elements.namedItem("look")).value);
      list(members, more);
    } catch (error) {
      await wrong(error);
    }
  };
  const form = h("form", { class: "stack close", onsubmit: (/** @type {Event} */ event) => void search(event) },
    field({ id: "look", label: text.lookLabel, hint: text.lookHint, attributes: { autocomplete: "off", spellcheck: "false", maxlength: 100 } }),
    h("p", { class: "actions" }, h("button", { class: "button" }, text.lookAct)));
  return h("section", { class: "card" }, h("h2", {}, text.lookTitle), form, outcome);
}
