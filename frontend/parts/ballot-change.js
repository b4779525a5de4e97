// Changing a vote that is in, or sending one under a code that has none yet. Loaded when needed, never sends.
import { Refusal } from "../api/wire.js";
import { text as dutch } from "../text/change.nl.js";
import { button, h } from "./dom.js";
import { notice } from "./notice.js";

/** @typedef {typeof dutch} Words */
/** @typedef {import("./ballot-path.js").Path} Path */
/** @typedef {import("./ballot-sent.js").Done} Done */

/** The words of these screens; the English ones come when they are asked for. @param {"nl"|"en"} language @returns {Promise<Words>} */
export const words = async (language) => (language === "nl" ? dutch : (await import("../text/change.en.js")).text);

/** Begins a change, if the box takes one more. @param {Path} path @param {Words} words @param {Done} screen @returns {Promise<void>} */
export async function change(path, words, screen) {
  const { visit, desk } = path;
  try {
    const { version, changes_left: left } = await visit.status();
    if (left === 0) return screen.fixed(words.noChanges);
    startChange(path, version);
  } catch (error) {
    if (!(error instanceof Refusal)) return desk.fail(error, path.goOn);
    screen.tell(notice("warn", null, h("p", {}, await desk.stage().explain(error))));
  }
}

/** What the box says about a vote that was in: it has none, or takes no more changes. @param {Path} path @param {Words} words @param {Done} screen @param {number} held the version in the box, 0 for none @returns {void} */
export function tellHeld(path, words, screen, held) {
  const { visit } = path;
  if (held > 0) return screen.fixed(words.noChanges);
  const again = () => {
    if (visit.saved) visit.keep({ ...visit.saved, sent: false, answers: null });
    startChange(path, 0);
  };
  screen.tell(notice("warn", null, h("p", {}, words.missing), h("div", {}, button(words.missingAct, again))));
}

/** The steps for who has a code from another device, under which no vote came in. @param {Path} path @returns {void} */
export function notIn(path) {
  path.head = (draw) => void path.desk.change((_, words) => draw(notice("info", null, h("p", {}, words.notIn))));
  path.resume();
}

/** @param {Path} path @param {number} boxVersion */
function startChange(path, boxVersion) {
  const { visit, desk } = path;
  const keepOld = () => {
    visit.changing = false;
    visit.forgetDraft();
    path.head = null;
    path.goOn();
  };
  path.head = (draw) => void desk.change((_, words) => draw(notice("info", null, h("p", {}, words.changing), h("div", {}, button(words.keepOld, keepOld, "button-link")))));
  visit.startChange(boxVersion);
  path.move(0);
}
