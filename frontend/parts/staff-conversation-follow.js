// How a conversation is doing, for the desk: whom an invitation reaches, figures, who said yes. Never who did not.
import * as api from "../api/conversations.js";
import { spanInWords } from "../lib/amsterdam.js";
import { button, fill, goTo, h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";
import { askSure } from "./sure.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {import("../lib/conversation-shapes.js").Conversation} Conversation */
/** @typedef {import("../lib/conversation-shapes.js").Participant} Participant */

const FIGURES = /** @type {const} */ (["invited", "seated", "waiting", "offered", "yes", "no", "checked_in"]);

/** First the number, then the button that invites so many. @param {DeskStage} stage @param {Conversation} now @param {() => void} invite @returns {HTMLElement} */
export function inviteBlock(stage, now, invite) {
  const { text } = stage;
  const counted = h("div", { class: "stack close", tabindex: "-1" });
  const look = async () => {
    try {
      fill(counted, ...audienceLines(stage, await api.countAudience(now.id), invite));
    } catch (error) {
      fill(counted, notice("bad", null, h("p", {}, await stage.explain(error))));
    }
    goTo(counted);
  };
  return h("section", { class: "card" },
    h("h2", {}, text.inviteTitle),
    h("p", {}, text.inviteLead),
    h("p", { class: "actions" }, button(text.countAct, () => void look(), "button button-quiet")),
    counted);
}

/** @param {DeskStage} stage @param {import("../lib/conversation-shapes.js").AudienceCount} found @param {() => void} invite @returns {import("./dom.js").Child[]} */
function audienceLines(stage, found, invite) {
  const { text } = stage;
  const number = (/** @type {number} */ n) => count(stage, n);
  const invited = found.will_be_invited ?? 0;
  const act = text.inviteAct(invited, number(invited));
  const ask = () => askSure({ title: text.sureTitle, body: text.inviteSure, act, stay: text.stay }, invite);
  return [
    h("p", { class: "verdict" }, found.will_be_invited === null ? text.tooFew : text.willInvite(invited, number(invited))),
    h("ul", { class: "stack close" },
      h("li", {}, text.found(number(found.found))),
      found.without_address > 0 && h("li", {}, text.withoutAddress(found.without_address, number(found.without_address))),
      found.switched_off > 0 && h("li", {}, text.switchedOff(found.switched_off, number(found.switched_off))),
      found.held_back > 0 && h("li", {}, text.heldBack(found.held_back, number(found.held_back)))),
    found.by_side.length > 0 && h("div", { class: "stack close" },
      h("h3", {}, text.bySide),
      h("ul", {}, found.by_side.map((one) => h("li", {}, text.sideCount(one.statement, text.sideName[one.side], one.found === null ? null : number(one.found)))))),
    invited > 0 && h("p", { class: "actions" }, button(act, ask)),
  ];
}

/** Figures, ways on, and who said yes. @param {DeskStage} stage @param {Conversation} now @returns {HTMLElement} */
export function followBlock(stage, now) {
  const { text } = stage;
  const { figures, draft } = now;
  const fact = (/** @type {typeof FIGURES[number]} */ name) => {
    const n = count(stage, figures[name]);
    return h("div", {}, h("dt", {}, text.figures[name]), h("dd", {}, name === "seated" && draft.seats !== null ? text.ofSeats(n, count(stage, draft.seats)) : n));
  };
  const shown = FIGURES.filter((name) => !(name === "yes" && draft.allotment === "arrival") && !(name === "offered" && figures.offered === 0));
  const people = h("div", { class: "stack close" });
  void api.participants(now.id).then(
    (answer) => fill(people, ...peopleLines(stage, answer.people)),
    async (error) => fill(people, notice("bad", null, h("p", {}, await stage.explain(error)))));
  return h("section", { class: "stack" },
    h("h2", {}, text.follow),
    h("dl", { class: "facts" }, shown.map(fact)),
    h("p", { class: "actions" },
      now.state !== "cancelled" && h("a", { class: "button button-quiet", href: `/staf/gesprekken/${now.id}/inchecken` }, text.checkIn),
      h("a", { href: `/gesprek/${now.id}` }, text.publicPage)),
    h("section", { class: "stack close" }, h("h2", {}, text.people), people));
}

/** @param {DeskStage} stage @param {Participant[]} people @returns {import("./dom.js").Child[]} */
function peopleLines(stage, people) {
  const { text } = stage;
  if (people.length === 0) return [h("p", {}, text.peopleNone)];
  const line = (/** @type {Participant} */ one) => {
    const needs = needsWords(stage, one);
    return h("li", {},
      h("p", { class: "tags" },
        h("strong", {}, one.name || text.nameless), h("span", { class: "soft" }, one.branch),
        h("span", { class: one.status === "seated" ? "tag" : "tag tag-quiet" }, text.status[one.status], one.place_in_line !== null && one.status === "waiting" && `, ${text.line(one.place_in_line)}`),
        one.checked_in && h("span", { class: "tag" }, text.door.here)),
      needs.length > 0 && h("p", {}, h("strong", {}, `${text.needsTitle}: `), needs.join(", ")),
      one.note && h("blockquote", {}, one.note));
  };
  return [h("p", { class: "soft" }, text.peopleHint), h("ul", { class: "people" }, people.map(line))];
}

/** What somebody needs, in words. @param {DeskStage} stage @param {Participant} person @returns {string[]} */
function needsWords({ text }, { needs }) {
  return (/** @type {const} */ (["access", "childcare", "travel"])).filter((kind) => needs[kind]).map((kind) => text.needs[kind]);
}

/** A conversation that can no longer change. @param {DeskStage} stage @param {Conversation} now @param {{id: string, title: string}[]} rounds @returns {HTMLElement} */
export function fixedFacts({ text, language }, { draft }, rounds) {
  const fact = (/** @type {string} */ name, /** @type {string|null|undefined} */ value) => value && h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("section", { class: "stack" },
    h("dl", { class: "facts" },
      fact(text.whereWhen, draft.starts_at && draft.ends_at && spanInWords(draft.starts_at, draft.ends_at, language)),
      fact(text.place, draft.place),
      fact(text.round, rounds.find(({ id }) => id === draft.round)?.title)),
    draft.purpose && h("p", {}, draft.purpose));
}
