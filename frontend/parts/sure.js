// Asking once more before an act that cannot simply be taken back. Never the act itself.
import { button, h } from "./dom.js";

/** Asks in a dialog; only the first button acts. @param {{title: string, body: string, act: string, stay: string}} words @param {() => void} act @returns {void} */
export function askSure(words, act) {
  const go = () => {
    box.close();
    act();
  };
  const stay = button(words.stay, () => box.close(), "button-link");
  // Who presses Enter without reading changes nothing.
  stay.autofocus = true;
  const box = h("dialog", { class: "card", "aria-labelledby": "sure-title", onclose: () => box.remove() },
    h("h2", { id: "sure-title" }, words.title),
    h("p", {}, words.body),
    h("p", { class: "actions" }, button(words.act, go), stay));
  document.body.append(box);
  box.showModal();
}
