// The members whose mail came back, and letting it go again. Never whether they took part.
import { liftMailStop, mailStops } from "../api/members.js";
import { dayInWords } from "../lib/amsterdam.js";
import { button, fill, h } from "./dom.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */
/** @typedef {import("../lib/member-shapes.js").MailStop} MailStop */

/** A block with the members to whom no mail goes; nothing when there are none. @param {MembersStage} stage @returns {Promise<HTMLElement|null>} */
export async function mailStopBlock(stage) {
  const { members } = await mailStops();
  if (members.length === 0) return null;
  const { text, language } = stage;
  const said = h("p", { class: "live soft", role: "status" });
  const list = h("ul", { class: "cards" });
  const lift = async (/** @type {MailStop} */ one) => {
    try {
      draw((await liftMailStop(one.member)).members);
      fill(said, text.stopLifted(one.name));
    } catch (error) {
      fill(said, await stage.explain(error));
    }
  };
  const draw = (/** @type {MailStop[]} */ stopped) => fill(list, stopped.map((one) => h("li", { class: "card close" },
    h("h3", {}, one.name),
    h("p", {}, `${text.facts.number} ${one.number}. ${text.stopClass[one.class]} ${text.stopDay(dayInWords(one.day, language))}`),
    h("p", {}, button(text.stopLift, () => void lift(one), "button button-quiet")))));
  draw(members);
  return h("section", { class: "stack" }, h("h2", {}, text.stopsTitle), h("p", {}, text.stopsLead), said, list);
}
