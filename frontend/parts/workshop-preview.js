// The example on a phone beside the editor: the real voting page in a frame, with what is typed. Never sends a draft anywhere else.
import { h } from "./dom.js";

/** @typedef {typeof import("../text/workshop.nl.js").text} Words */
/** @typedef {Pick<import("../lib/shapes.js").PublicRound, "title"|"purpose"|"closes_at"|"statements">} Shown */
/** @typedef {{element: HTMLElement, update: (place?: number) => void}} Preview */

const WAIT = 150;
/** The frame that stands on the page now, and what it is told once it is ready. @type {{frame: HTMLIFrameElement, tell: () => void}|null} */
let current = null;

addEventListener("message", ({ origin, source, data }) => {
  if (origin === location.origin && source !== null && source === current?.frame.contentWindow && data?.kind === "ready") current.tell();
});

/** The frame, and `update` for a changed draft, with the place (from 0) of the statement that is worked on. @param {Words} words @param {() => Shown} read @returns {Preview} */
export function phonePreview(words, read) {
  // The page asks its own form what was chosen; where that would be sent to, its policy forbids.
  const frame = h("iframe", { src: "/staf/voorbeeld", title: words.preview, class: "phone", sandbox: "allow-forms allow-scripts allow-same-origin" });
  /** @type {number|undefined} */
  let place;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const tell = () => frame.contentWindow?.postMessage({ kind: "draft", round: read(), place }, location.origin);
  current = { frame, tell };
  return {
    element: h("aside", { class: "phone-beside", "aria-label": words.preview }, h("h2", {}, words.preview), h("p", { class: "small soft" }, words.previewHint), frame),
    update: (next) => {
      place = next;
      clearTimeout(timer);
      timer = setTimeout(tell, WAIT);
    },
  };
}
