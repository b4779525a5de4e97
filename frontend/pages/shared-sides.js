// A member shares on purpose which side they are on, or takes that back. Never a ballot, and never read from one.
import * as rounds from "../api/client.js";
import * as api from "../api/conversations.js";
import { fill, h } from "../parts/dom.js";
import { liveRegion, notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/shared-sides.nl.js").text>} SidesStage */
/** @typedef {import("../lib/conversation-shapes.js").SharedSide} SharedSide */

const SIDES = /** @type {const} */ (["agree", "neutral", "disagree"]);
const id = addressParts()[1] ?? "";

startPage({ nl: () => import("../text/shared-sides.nl.js"), en: () => import("../text/shared-sides.en.js") }, async (stage) => {
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const [round, { sides }] = await Promise.all([rounds.round(id), api.sharedSides(id)]);
  const { text } = stage;
  stage.title(text.title);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("h1", { tabindex: "-1" }, text.title),
        h("p", { class: "lead" }, text.lead(round.title))),
      h("section", { class: "card close" },
        h("h2", {}, text.whatFor),
        h("ul", { class: "stack close" }, text.points.map((words) => h("li", {}, words)))),
      round.state === "counted" || round.state === "published" ? sidesForm(stage, round.statements, sides) : notice("info", null, h("p", {}, text.closed)),
      h("p", {}, h("a", { href: `/rondes/${round.id}` }, text.back))));
});

/** @param {SidesStage} stage @param {import("../lib/shapes.js").Statement[]} statements @param {SharedSide[]} shared @returns {HTMLElement} */
function sidesForm({ text, common, explain }, statements, shared) {
  const told = liveRegion();
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input")].filter(({ checked, value }) => checked && value !== "");
    try {
      const { sides } = await api.shareSides(id, chosen.map(({ name, value }) => ({ statement: Number(name.slice(5)), side: /** @type {SharedSide["side"]} */ (value) })));
      told.say(notice("good", null, h("p", {}, text.kept(sides.length))));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  const choices = (/** @type {number} */ number) => {
    const now = shared.find(({ statement }) => statement === number)?.side ?? "";
    return [...SIDES, /** @type {const} */ ("")].map((value) => {
      const input = h("input", { type: "radio", name: `side-${number}`, value });
      input.checked = value === now;
      return h("label", { class: "choice" }, input, h("span", {}, text.side[value || "none"]));
    });
  };
  const form = h("form", { class: "stack", onsubmit: (/** @type {Event} */ event) => void submit(event) },
    statements.map(({ number, text: words }) => h("fieldset", { class: "card" },
      h("legend", { class: "hidden-text" }, `${common.statement(number)}: ${words}`),
      h("div", { class: "stack close", "aria-hidden": "true" }, h("p", { class: "result-number" }, common.statement(number)), h("p", { class: "level-name" }, words)),
      h("div", { class: "choices" }, choices(number)))),
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button" }, text.keep)));
  return form;
}
