// One member at the desk: can they take part, their post, their data. Never whether they took part.
import { pauseMember, switchMail } from "../api/members.js";
import { dayInWords } from "../lib/amsterdam.js";
import { button, fill, h } from "./dom.js";
import { field } from "./field.js";
import { memberData } from "./staff-member-data.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */
/** @typedef {import("../lib/member-shapes.js").MemberView} MemberView */

/** Everything about one member. @param {MembersStage} stage @param {MemberView} seen @param {boolean} admin @returns {HTMLElement} */
export function memberCard(stage, seen, admin) {
  const { text, common } = stage;
  const said = h("p", { class: "live soft", role: "status" });
  const place = h("div", { class: "stack" });
  const draw = () => fill(place,
    h("h3", { tabindex: "-1" }, seen.member.name),
    facts(stage, seen),
    h("h3", {}, text.canTitle),
    seen.rounds.length === 0 ? h("p", {}, text.canNone) : h("dl", { class: "facts" }, seen.rounds.map((round) => h("div", {}, h("dt", {}, `${round.title} (${common.state[round.state]})`), h("dd", {}, text.standing[round.standing])))),
    h("p", { class: "soft small" }, text.never),
    h("details", {}, h("summary", {}, text.mailTitle), h("div", { class: "details-body" }, h("p", {}, text.mailLead), mail(stage, seen, draw, said))),
    h("details", {}, h("summary", {}, text.dataTitle), h("div", { class: "details-body" }, memberData(stage, seen.member, admin, (...words) => fill(place, ...words)))),
    said);
  draw();
  return place;
}

/** @param {MembersStage} stage @param {MemberView} seen @returns {HTMLElement} */
function facts({ text, language }, { member, stopped, paused_until: until }) {
  const lines = /** @type {[string, string|null][]} */ ([
    [text.facts.number, member.number],
    [text.facts.branch, member.branch],
    [text.facts.email, member.has_email ? (stopped ? text.stoppedEmail : text.hasEmail) : text.noEmail],
    [text.facts.since, member.known_since === null ? text.sinceUnknown : dayInWords(member.known_since, language)],
    [text.facts.pause, until === null ? text.noPause : text.pausedUntil(dayInWords(until, language))],
    [text.facts.left, member.left_at && dayInWords(member.left_at, language)],
  ]);
  return h("dl", { class: "facts" }, lines.filter(([, words]) => words !== null).map(([label, words]) => h("div", {}, h("dt", {}, label), h("dd", {}, words))));
}

/** @param {MembersStage} stage @param {MemberView} seen @param {() => void} draw @param {HTMLElement} said @returns {HTMLElement} */
function mail(stage, seen, draw, said) {
  const { text } = stage;
  const { id } = seen.member;
  const act = async (/** @type {() => Promise<void>} */ change) => {
    try {
      await change();
      draw();
      fill(said, text.saved);
    } catch (error) {
      fill(said, await stage.explain(error));
    }
  };
  const turn = (/** @type {string} */ stream, /** @type {boolean} */ off) => void act(async () => void (seen.off = (await switchMail(id, stream, off)).off));
  const pause = (/** @type {string|null} */ until) => void act(async () => void (seen.paused_until = (await pauseMember(id, until)).until));
  const line = (/** @type {"rounds"|"results"|"conversations"} */ stream) => {
    const off = seen.off.includes(stream);
    return h("p", { class: "actions" }, h("span", {}, `${text.streams[stream]}: `, h("strong", {}, off ? text.streamOff : text.streamOn)),
      button(off ? text.turnOn : text.turnOff, () => turn(stream, !off), "button-link"));
  };
  const day = field({ id: "pause-day", label: text.pauseLabel, hint: text.pauseHint, type: "date", value: seen.paused_until ?? "", attributes: { class: "input-short" } });
  const until = () => day.querySelector("input")?.value ?? "";
  return h("div", { class: "stack" },
    line("rounds"), line("results"), line("conversations"),
    h("div", { class: "stack close" }, h("p", {}, text.feedbackTitle), h("p", { class: "soft small" }, text.feedbackBody),
      h("p", { class: "actions" }, button(text.turnOff, () => turn("feedback", true), "button-link"), button(text.turnOn, () => turn("feedback", false), "button-link"))),
    day,
    h("p", { class: "actions" }, button(text.pauseAct, () => pause(until()), "button button-quiet"), seen.paused_until !== null && button(text.pauseEnd, () => pause(null), "button-link")));
}
