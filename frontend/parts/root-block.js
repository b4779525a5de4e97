// The control number of a round (the manifest's root) as printed in the invitation. Never checks anything.
import { h } from "./dom.js";

/** A hash of 64 characters in sixteen groups of four, as members compare them. @param {string} hash hex @returns {HTMLElement} */
export function rootGroups(hash) {
  return h("p", { class: "root", translate: "no" }, (hash.match(/.{1,4}/g) ?? []).map((group) => h("span", {}, group)));
}

/** The root in sixteen groups of four, folded away. @param {import("./stage.js").Common} common @param {string} root hex @returns {HTMLElement} */
export function rootBlock(common, root) {
  return h("details", {},
    h("summary", {}, common.rootTitle),
    h("div", { class: "details-body" },
      rootGroups(root),
      h("p", { class: "small" }, common.rootBody)));
}
