// Signing out, and what is to be done with the codes on this device. Loaded at the tap on "Uitloggen", never before.
import { logout, Refusal } from "../api/wire.js";
import { openShelf } from "../lib/storage.js";
import { text as dutch } from "../text/sign-out.nl.js";
import { button, h } from "./dom.js";
import { liveRegion, notice } from "./notice.js";

/** @typedef {ReturnType<typeof openShelf>} Shelf */

/** Signs out; asks first, when codes of votes are kept here. @param {import("./frame.js").Frame} frame @returns {Promise<void>} */
export async function askSignOut({ common, language, shelf }) {
  const words = language === "nl" ? dutch : (await import("../text/sign-out.en.js")).text;
  const kept = shelf.list("vote.").map((key) => /** @type {{sent?: boolean, answers?: unknown}} */ (shelf.read(key)));
  const told = liveRegion();
  const leave = async (/** @type {boolean} */ forget) => {
    try {
      await logout();
    } catch (error) {
      // Who is not signed in any more is where they wanted to be.
      if (!(error instanceof Refusal) || error.status !== 401) return told.say(notice("bad", null, h("p", {}, common.offline)));
    }
    if (forget) forgetVotes(shelf);
    shelf.drop("me");
    location.assign("/");
  };
  // At once: the event that says so comes a moment later, and until then two buttons would have one name.
  const stay = () => {
    box.close();
    box.remove();
  };
  const box = h("dialog", { class: "card", "aria-labelledby": "sign-out-title", onclose: () => box.remove() },
    h("h2", { id: "sign-out-title" }, words.title),
    kept.length > 0 && [h("p", {}, words.kept(kept.length)), h("p", {}, words.advice)],
    kept.some((vote) => vote?.answers && !vote.sent) && notice("warn", null, h("p", {}, words.unsent)),
    told.element,
    h("div", { class: "stack close" },
      kept.length > 0 && button(words.forget, () => void leave(true)),
      kept.length > 0 ? button(words.keep, () => void leave(false), "button button-quiet") : button(words.title, () => void leave(false)),
      button(words.stay, stay, "button-link")));
  document.body.append(box);
  box.showModal();
  if (kept.length === 0) await leave(false);
}

/** Takes every trace of a vote off this device. @param {Shelf} shelf */
function forgetVotes(shelf) {
  for (const one of [shelf, openShelf("sessionStorage")]) for (const key of ["vote.", "opened.", "last"].flatMap(one.list)) one.drop(key);
}
