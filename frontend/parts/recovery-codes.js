// Recovery codes on the page, once: to print, copy or write down. Never keeps them.
import { copyText } from "./copying.js";
import { button, h } from "./dom.js";
import { liveRegion } from "./notice.js";

/** The codes with ways to keep them; `done` leads on. @param {typeof import("../text/welcome.nl.js").text} text @param {string[]} codes @param {() => void} done @returns {HTMLElement} */
export function recoveryCodes(text, codes, done) {
  const told = liveRegion();
  return h("div", { class: "column" },
    h("div", { class: "stack close" }, h("h1", { tabindex: "-1" }, text.codesTitle), h("p", { class: "lead" }, text.codesLead)),
    h("section", { class: "card" },
      h("ul", { class: "recovery", translate: "no" }, codes.map((code) => h("li", {}, code))),
      h("p", {}, text.codesOnce),
      h("p", { class: "actions" }, button(text.print, () => print(), "button button-quiet"), button(text.copyCodes, () => void copyText(codes.join("\n"), text, told), "button button-quiet")),
      told.element),
    h("p", { class: "actions" }, button(text.kept, done)));
}
