// The control number of a round (the manifest's root) as printed in the invitation. Never checks anything.
import { h } from "./dom.js";

/** The root in sixteen groups of four, folded away. @param {import("./stage.js").Common} common @param {string} root hex @returns {HTMLElement} */
export function rootBlock(common, root) {
  const groups = root.match(/.{1,4}/g) ?? [];
  return h("details", {},
    h("summary", {}, common.rootTitle),
    h("div", { class: "details-body" },
      h("p", { class: "root", translate: "no" }, groups.map((group) => h("span", {}, group))),
      h("p", { class: "small" }, common.rootBody)));
}
