// Staff: which afdelingen may compose rounds for their own members. Never a round.
import * as api from "../api/client.js";
import { fill, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { showFaults } from "../parts/notice.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";

startPage({ nl: () => import("../text/staff.nl.js"), en: () => import("../text/staff.en.js") }, async (stage) => {
  const { text, common } = stage;
  stage.title(text.branchesTitle);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const { branches } = await api.deskBranches();
  const faults = h("div", {});
  const list = h("div", { class: "choices" });
  const box = (/** @type {import("../lib/shapes.js").DeskBranch} */ branch) => {
    const change = async () => {
      try {
        branch.composing = (await api.setComposing(branch.code, input.checked)).on;
        showFaults(faults, common.errorTitle, []);
      } catch (error) {
        showFaults(faults, common.errorTitle, [{ id: input.id, words: await stage.explain(error) }]);
      }
      input.checked = branch.composing;
    };
    const input = h("input", { type: "checkbox", id: `branch-${branch.code}`, onchange: () => void change() });
    input.checked = branch.composing;
    return h("label", { class: "choice" }, input, h("span", {}, branch.name, h("span", { class: "soft small block plain" }, `${branch.region} · ${text.scopeMembers(count(stage, branch.members))}`)));
  };
  const show = (/** @type {string} */ part) => fill(list, branches.filter(({ name, region }) => `${name} ${region}`.toLowerCase().includes(part.trim().toLowerCase())).map(box));
  show("");
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.listTitle)),
        h("h1", {}, text.branchesTitle),
        h("p", { class: "lead" }, text.branchesLead)),
      field({ id: "filter", label: text.scopeFilter, oninput: show }),
      h("fieldset", {}, h("legend", { class: "label" }, text.branchesLegend), list)));
});
