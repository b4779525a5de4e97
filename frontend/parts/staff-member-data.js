// The data of one member at the desk: handing over what may be handed over, and erasing. Never what tells of taking part.
import { eraseMember, exportMember } from "../api/members.js";
import { button, h } from "./dom.js";
import { field, markField } from "./field.js";
import { notice } from "./notice.js";
import { saveFile } from "./save-file.js";
import { askSure } from "./sure.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */

/** Both acts; `replace` puts something in the place of the member who is gone. @param {MembersStage} stage @param {import("../lib/member-shapes.js").DeskMember} member @param {boolean} admin @param {(...words: HTMLElement[]) => void} replace @returns {HTMLElement} */
export function memberData(stage, member, admin, replace) {
  const { text } = stage;
  const wrong = h("p", { class: "field-error", role: "alert" });
  const save = async () => {
    try {
      saveFile(`lid-${member.number}.json`, JSON.stringify(await exportMember(member.id), null, 2), "application/json");
    } catch (error) {
      wrong.textContent = await stage.explain(error);
    }
  };
  const number = field({ id: "erase-number", label: text.eraseLabel, attributes: { autocomplete: "off", class: "input-short" } });
  const typed = () => (number.querySelector("input")?.value ?? "").trim();
  const erase = async () => {
    try {
      const { account_stays: stays } = await eraseMember(member.id, typed());
      replace(notice("good", text.erasedTitle, h("p", {}, text.erasedBody), stays && h("p", {}, text.accountStays)));
    } catch (error) {
      markField("erase-number", await stage.explain(error));
    }
  };
  const ask = () => {
    markField("erase-number", typed() === member.number ? null : text.eraseWrong);
    if (typed() === member.number) askSure(text.eraseSure, () => void erase());
  };
  return h("div", { class: "stack" }, wrong,
    h("div", { class: "stack close" }, h("p", {}, text.exportBody), h("p", { class: "actions" }, button(text.exportAct, () => void save(), "button button-quiet"))),
    h("hr"),
    h("div", { class: "stack close" }, h("p", {}, text.eraseBody),
      ...(admin ? [number, h("p", { class: "actions" }, button(text.eraseAct, ask, "button button-bad"))] : [h("p", { class: "soft" }, text.eraseAdmin)])));
}
