// The staff's round form as a model: field paths, limits, and what the server is sent. Pure: never the page, never the network.
import { toLocal, toUtc } from "./amsterdam.js";

/** @typedef {import("./shapes.js").RoundDraft} RoundDraft */
/** @typedef {Record<string, string>} Form keyed by field path, as typed */
/** @typedef {"too_long"|"gap"|"malformed"|"needed"} Fault */

export const TIMES = /** @type {const} */ (["opens_at", "closes_at", "publishes_at"]);
export const LIMITS = /** @type {Record<string, number>} */ ({ title: 120, introduction: 1000, text: 200, explanation: 800, argument_for: 400, argument_against: 400, owner: 120 });
const PARTS = /** @type {const} */ (["text", "explanation", "argument_for", "argument_against", "owner", "feedback_due"]);

/** The form's field path for a field name of the server ("statements[0].text", "statements.0.text"). @param {string} path @returns {string} */
export function fieldPath(path) {
  return path.replace(/\[(\d+)\]/g, ".$1").replace(/^draft\./, "").replace(/^\./, "");
}

/** The codes of afdelingen in a form's scope; none is the whole country. @param {string|undefined} scope @returns {string[]} */
export function codes(scope) {
  return (scope ?? "").split("\n").filter((code) => code !== "");
}

/** The form of a draft, or an empty one. @param {RoundDraft|null} draft @returns {Form} */
export function toForm(draft) {
  /** @type {Form} */
  const form = { title: draft?.title ?? "", introduction: draft?.introduction ?? "", purpose: draft?.purpose ?? "", scope: (draft?.scope ?? []).map(({ code }) => code).join("\n") };
  for (const time of TIMES) form[time] = draft?.[time] ? toLocal(/** @type {string} */ (draft[time])) : "";
  for (let i = 0; i < 4; i++) {
    for (const part of PARTS) form[`statements.${i}.${part}`] = draft?.statements[i]?.[part] ?? "";
    const from = draft?.statements[i]?.reused_from;
    form[`statements.${i}.reused_from`] = from ? `${from.round}/${from.number}` : "";
  }
  return form;
}

/**
 * What the server is sent. A time that was not touched keeps its exact moment, also in the doubled hour of autumn.
 * @param {Form} form @param {RoundDraft|null} before
 * @returns {{draft: import("./shapes.js").RoundForm, faults: Record<string, Fault>}}
 */
export function fromForm(form, before) {
  /** @type {Record<string, Fault>} */
  const faults = {};
  const orNull = (/** @type {string} */ path) => (form[path]?.trim() ? form[path].trim() : null);
  const moment = (/** @type {typeof TIMES[number]} */ time) => {
    const kept = before?.[time];
    if (!orNull(time)) return null;
    if (kept && toLocal(kept) === form[time]) return kept;
    const read = toUtc(form[time]);
    if (read.utc === null) faults[time] = read.kind;
    return read.utc;
  };
  for (const [path, value] of Object.entries(form)) {
    const limit = LIMITS[path.split(".").at(-1) ?? ""];
    if (limit && [...value.trim()].length > limit) faults[path] = "too_long";
  }
  if (!orNull("title")) faults.title = "needed";
  // Who said "some afdelingen" and chose none did not mean the whole country.
  if (form.scope && codes(form.scope).length === 0) faults.scope = "needed";
  const draft = {
    title: orNull("title") ?? "",
    introduction: orNull("introduction"),
    purpose: /** @type {RoundDraft["purpose"]} */ (orNull("purpose")),
    opens_at: moment("opens_at"),
    closes_at: moment("closes_at"),
    publishes_at: moment("publishes_at"),
    scope: codes(form.scope),
    statements: [0, 1, 2, 3].map((i) => {
      const rest = /** @type {any} */ (Object.fromEntries(PARTS.map((part) => [part, orNull(`statements.${i}.${part}`)])));
      const [round, number] = (form[`statements.${i}.reused_from`] ?? "").split("/");
      return { ...rest, text: rest.text ?? "", reused_from: number ? { round, number: Number(number) } : null };
    }),
  };
  return { draft, faults };
}
