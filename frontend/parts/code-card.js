// The member's code on the page: shown in groups and as QR, copied, saved. Never makes or checks a code.
import { qrMatrix } from "../lib/qr.js";
import { button, h } from "./dom.js";
import { liveRegion } from "./notice.js";
import { qrPicture } from "./qr-picture.js";
import { saveFile } from "./save-file.js";

/** @typedef {import("./ballot.js").VoteStage} VoteStage */
/** @typedef {{code: string, title: string, lasting: boolean}} Card */

/** Shows a code in five groups, with ways to keep it. @param {VoteStage["text"]} text @param {Card} card @returns {HTMLElement} */
export function codeCard(text, { code, title, lasting }) {
  const groups = code.match(/.{5}/g) ?? [];
  const spelled = groups.join("-");
  const told = liveRegion();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(spelled);
      told.say(h("p", { class: "small" }, text.code.copied));
    } catch {
      told.say(h("p", { class: "small" }, text.code.copyFailed));
    }
  };
  return h("section", { class: "card code-card", "aria-labelledby": "code-title" },
    h("div", { class: "code-words" },
      h("h2", { id: "code-title" }, text.code.title),
      h("p", { class: "code", translate: "no" }, groups.flatMap((group, i) => (i === 0 ? [h("span", {}, group)] : [" ", h("span", {}, group)]))),
      h("p", {}, text.code.body),
      h("p", { class: "actions" }, button(text.code.copy, () => void copy(), "button button-quiet"), button(text.code.save, () => saveFile(text.code.fileName, [`${text.code.title}: ${title}`, spelled, text.code.body, `${location.origin}\n`].join("\n\n")), "button-link")),
      told.element,
      h("p", { class: "small soft" }, lasting ? text.code.thisDevice : text.code.noDevice)),
    h("div", { class: "qr" }, qrPicture(qrMatrix(spelled), text.code.qr)));
}
