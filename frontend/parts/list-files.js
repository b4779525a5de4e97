// The four public lists to download, with what fixes them, for who counts again. Never checks a list.
import { listFile } from "../api/lists.js";
import { h } from "./dom.js";
import { count } from "./result-bar.js";
import { rootGroups } from "./root-block.js";

/** How everybody can count again. @param {import("./check-form.js").CheckStage} stage @param {{id: string, box: string, seals: import("../lib/shapes.js").ListSeal[]}} lists @returns {HTMLElement} */
export function listFiles(stage, { id, box, seals }) {
  const words = stage.text.recount;
  return h("section", { class: "stack close", "aria-labelledby": "recount" },
    h("h2", { id: "recount" }, words.title),
    h("p", {}, words.body),
    h("ul", {}, seals.map((seal, i) =>
      h("li", {}, h("a", { href: listFile(box, id, i + 1), download: `stelling-${i + 1}.csv` }, words.file(i + 1)), ` (${words.lines(count(stage, seal.lines))})`))),
    h("p", {}, words.how),
    h("p", {}, words.tool, " ", h("code", { translate: "no" }, "preferendum verify-lists results.json stelling-*.csv")),
    h("details", {},
      h("summary", {}, words.seals),
      h("div", { class: "details-body" }, h("p", {}, words.inLetter), seals.flatMap((seal, i) => [
        h("h3", {}, words.file(i + 1)),
        h("p", { class: "small" }, words.sha256), rootGroups(seal.sha256),
        h("p", { class: "small" }, words.root), rootGroups(seal.root)]))));
}
