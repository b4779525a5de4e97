// The desk's form of a conversation as a model: field paths, limits, and what the server is sent. Pure: never the page, never the network.
import { toLocal, toUtc } from "./amsterdam.js";

/** @typedef {import("./conversation-shapes.js").ConversationDraft} ConversationDraft */
/** @typedef {import("./conversation-shapes.js").Audience} Audience */
/** @typedef {Record<string, string>} Form keyed by field path, as typed; lists have a line for each */
/** @typedef {"too_long"|"gap"|"malformed"|"needed"|"number"|"share"} Fault */

export const TIMES = /** @type {const} */ (["starts_at", "ends_at", "reply_by"]);
export const SIDES = /** @type {const} */ (["agree", "neutral", "disagree"]);
export const LIMITS = /** @type {Record<string, number>} */ ({ title: 120, purpose: 1000, place: 200 });
const HELD_BACK_DAYS = 30;

/** The lines of a list in a form. @param {string|undefined} text @returns {string[]} */
export function lines(text) {
  return (text ?? "").split("\n").filter((line) => line !== "");
}

/** The form of a draft, or an empty one. @param {ConversationDraft|null} draft @returns {Form} */
export function toForm(draft) {
  const audience = draft?.audience;
  /** @type {Form} */
  const form = {
    title: draft?.title ?? "", purpose: draft?.purpose ?? "", round: draft?.round ?? "", statements: (draft?.statements ?? []).join("\n"),
    place: draft?.place ?? "", online_link: draft?.online_link ?? "", seats: String(draft?.seats ?? ""), allotment: draft?.allotment ?? "arrival",
    held_back_days: String(draft?.held_back_days ?? HELD_BACK_DAYS), organiser_branch: draft?.organiser_branch ?? "", reactions_open: draft?.reactions_open ? "yes" : "",
    "audience.kind": audience?.kind ?? "respondents", "audience.statement": String(audience?.statement ?? ""),
    "audience.branches": (audience?.branches ?? []).join("\n"), "audience.regions": (audience?.regions ?? []).join("\n"),
    "audience.mix": String(audience?.mix[0]?.statement ?? ""), "audience.sample": String(audience?.sample ?? ""),
  };
  for (const side of SIDES) form[`audience.mix.${side}`] = String(audience?.mix.find((part) => part.side === side)?.share ?? "");
  for (const time of TIMES) form[time] = draft?.[time] ? toLocal(/** @type {string} */ (draft[time])) : "";
  (draft?.moderators ?? []).forEach(({ name, email }, i) => Object.assign(form, { [`moderators.${i}.name`]: name, [`moderators.${i}.email`]: email }));
  return form;
}

/** How many moderators a form has room for now. @param {Form} form @returns {number} */
export function moderatorRows(form) {
  return Object.keys(form).filter((path) => /^moderators\.\d+\.name$/.test(path)).length;
}

/**
 * What the server is sent. A time that was not touched keeps its exact moment, also in the doubled hour of autumn.
 * @param {Form} form @param {ConversationDraft|null} before
 * @returns {{draft: ConversationDraft, faults: Record<string, Fault>}}
 */
export function fromForm(form, before) {
  /** @type {Record<string, Fault>} */
  const faults = {};
  const orNull = (/** @type {string} */ path) => (form[path]?.trim() ? form[path].trim() : null);
  const whole = (/** @type {string} */ path) => {
    const typed = orNull(path);
    if (typed !== null && !/^\d{1,6}$/.test(typed)) faults[path] = "number";
    return typed === null || faults[path] ? null : Number(typed);
  };
  const moment = (/** @type {typeof TIMES[number]} */ time) => {
    const kept = before?.[time];
    if (!orNull(time)) return null;
    if (kept && toLocal(kept) === form[time]) return kept;
    const read = toUtc(form[time]);
    if (read.utc === null) faults[time] = read.kind;
    return read.utc;
  };
  for (const [path, limit] of Object.entries(LIMITS)) if ([...form[path].trim()].length > limit) faults[path] = "too_long";
  if (!orNull("title")) faults.title = "needed";
  const round = orNull("round");
  const moderators = Array.from({ length: moderatorRows(form) }, (_, i) => ({ name: orNull(`moderators.${i}.name`) ?? "", email: orNull(`moderators.${i}.email`) ?? "" }));
  return {
    draft: {
      title: orNull("title") ?? "", purpose: orNull("purpose"), round, statements: round === null ? [] : lines(form.statements).map(Number),
      place: orNull("place"), online_link: orNull("online_link"), starts_at: moment("starts_at"), ends_at: moment("ends_at"), reply_by: moment("reply_by"),
      seats: whole("seats"), allotment: form.allotment === "draw" ? "draw" : "arrival", held_back_days: whole("held_back_days") ?? 0,
      audience: audience(form, round, faults, whole), organiser_branch: orNull("organiser_branch"),
      moderators: moderators.filter(({ name, email }) => name !== "" || email !== ""), reactions_open: form.reactions_open === "yes",
    },
    faults,
  };
}

/** Without a round only members can be asked, and nobody's side is known; an afdeling asks its own members. @param {Form} form @param {string|null} round @param {Record<string, Fault>} faults @param {(path: string) => number|null} whole @returns {Audience} */
function audience(form, round, faults, whole) {
  const kind = round === null ? "members" : /** @type {Audience["kind"]} */ (form["audience.kind"]);
  const statement = kind === "interested" ? whole("audience.statement") : null;
  if (kind === "interested" && statement === null) faults["audience.statement"] = "needed";
  const mixed = round === null || form["audience.mix"] === "" ? null : Number(form["audience.mix"]);
  const mix = mixed === null ? [] : SIDES.map((side) => ({ statement: mixed, side, share: whole(`audience.mix.${side}`) ?? 0 })).filter(({ share }) => share > 0);
  if (mixed !== null && mix.reduce((sum, { share }) => sum + share, 0) !== 100) faults["audience.mix"] = "share";
  const from = (/** @type {string} */ path) => (form.organiser_branch === "" ? lines(form[path]) : []);
  return { kind, statement, branches: from("audience.branches"), regions: from("audience.regions"), mix, sample: mixed === null ? whole("audience.sample") : null };
}
