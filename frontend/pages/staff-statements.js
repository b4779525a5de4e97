// Staff: statements of earlier rounds, and the words under which they are found. Never a draft.
import * as api from "../api/client.js";
import { fill, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { bankSearch } from "../parts/statement-bank.js";

/** @typedef {import("../parts/staff-form.js").StaffStage} StaffStage */

startPage({ nl: () => import("../text/staff.nl.js"), en: () => import("../text/staff.en.js") }, async (stage) => {
  const { text } = stage;
  stage.title(text.bankTitle);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.listTitle)),
        h("h1", {}, text.bankTitle),
        h("p", { class: "lead" }, text.bankLead)),
      bankSearch(stage, "bank", (one) => tagForm(stage, one))));
});

/** @param {StaffStage} stage @param {import("../lib/shapes.js").BankedStatement} one @returns {HTMLElement} */
function tagForm(stage, one) {
  const { text } = stage;
  const id = `tags-${one.round}-${one.number}`;
  const told = h("p", { role: "status", class: "small" });
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    try {
      const { tags } = await api.tagStatement(one.round, one.number, input.value.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""));
      input.value = tags.join(", ");
      fill(told, text.saved);
    } catch (error) {
      fill(told, await stage.explain(error));
    }
  };
  const form = h("form", { class: "stack close", novalidate: true, onsubmit: (/** @type {Event} */ event) => void save(event) },
    field({ id, label: text.bankTags, hint: text.bankTagsHint, value: one.tags.join(", ") }),
    h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.save)), told);
  return form;
}
