// Staff: the members desk. Looking somebody up, reading in files, and the history of that. Never whether somebody took part.
import { h, fill } from "../parts/dom.js";
import { importForm } from "../parts/staff-import.js";
import { importHistory } from "../parts/staff-import-history.js";
import { mailStopBlock } from "../parts/staff-mail-stops.js";
import { memberLookup } from "../parts/staff-member-lookup.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";

startPage({ nl: () => import("../text/staff-members.nl.js"), en: () => import("../text/staff-members.en.js") }, async (stage) => {
  const { text } = stage;
  stage.title(text.title);
  drawLoading(stage);
  const me = await requireMe();
  if (me === null) return;
  const admin = me.roles.some(({ role }) => role === "admin");
  const history = h("div", { class: "stack" });
  const reload = async () => fill(history, ...(await importHistory(stage)));
  const [stops] = await Promise.all([mailStopBlock(stage), reload()]);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf" }, text.back)),
        h("h1", {}, text.title),
        h("p", { class: "lead" }, text.lead),
        h("p", {}, h("a", { href: "/staf/gegevens" }, text.dataLink))),
      memberLookup(stage, admin),
      stops,
      importForm(stage, reload),
      history));
});
