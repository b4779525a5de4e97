// What is kept about the signed-in member, in a file with a sentence for each part. Never shows it on the screen.
import { ownData } from "../api/members.js";
import { button, h } from "./dom.js";
import { saveFile } from "./save-file.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/home.nl.js").text>} HomeStage */

/** The block on the first page, with the button. @param {HomeStage} stage @returns {HTMLElement} */
export function ownDataBlock(stage) {
  const { text, language } = stage;
  const wrong = h("p", { class: "field-error", role: "alert" });
  const get = async () => {
    try {
      const [kept, words] = await Promise.all([ownData(), language === "nl" ? import("../text/export.nl.js") : import("../text/export.en.js")]);
      wrong.textContent = "";
      saveFile(words.text.file, JSON.stringify(explained(kept, words.text), null, 2), "application/json");
    } catch (error) {
      wrong.textContent = await stage.explain(error);
    }
  };
  return h("section", { class: "stack close" }, h("h2", {}, text.ownData), h("p", {}, text.ownDataBody), wrong,
    h("p", { class: "actions" }, button(text.ownDataAct, () => void get(), "button button-quiet")));
}

/** Each part with what it is. @param {Record<string, unknown>} kept @param {typeof import("../text/export.nl.js").text} text @returns {Record<string, unknown>} */
function explained(kept, text) {
  const parts = /** @type {Record<string, string>} */ (text.parts);
  const { made_at: made, ...rest } = kept;
  return { [text.about]: text.lead, [text.made]: made, [text.content]: Object.entries(rest).map(([name, data]) => ({ [text.part]: name, [text.meaning]: parts[name] ?? "", [text.data]: data })) };
}
