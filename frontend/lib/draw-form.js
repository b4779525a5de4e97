// The form of a draw, as typed, and the wishes in it. Pure: the moment now is given.
import { toUtc } from "./amsterdam.js";

/** @typedef {import("./draw-shapes.js").Wishes} Wishes */
/** @typedef {Record<string, string>} Form `traits` has a line for each */
/** @typedef {"needed"|"tooSoon"|"gap"|"badTime"|"tooLong"|"sameWitness"} Fault */
/** @typedef {{drandValue: (utc: string) => string, diceValue: (where: string) => string}} Names how a source is named to everybody */

const TRAITS = /** @type {const} */ (["region", "age", "gender", "side"]);
const DAY = 86400000;
const LONGEST_VALUE = 200;
const LONGEST_NAME = 120;

/** What is in a form at first. @param {string} when a local moment @returns {Form} */
export function emptyForm(when) {
  return { traits: TRAITS.slice(0, 3).join("\n"), source: "drand", when, where: "", winners: "yes", "witness.0": "", "witness.1": "", relax: "" };
}

/** The public value as it will be named, or what is wrong with it. @param {Form} form @param {Names} names @param {number} now milliseconds @returns {{value: string}|{fault: Fault, path: "when"|"where"}} */
export function publicValue(form, names, now) {
  if (form.source === "drand") {
    const { utc, kind } = toUtc(form.when);
    if (utc === null) return { fault: kind === "gap" ? "gap" : "badTime", path: "when" };
    return Date.parse(utc) < now + DAY ? { fault: "tooSoon", path: "when" } : { value: names.drandValue(utc) };
  }
  const where = form.where.trim();
  if (where === "") return { fault: "needed", path: "where" };
  const value = names.diceValue(where);
  return [...value].length > LONGEST_VALUE ? { fault: "tooLong", path: "where" } : { value };
}

/** The wishes in a form, with what is wrong. @param {Form} form @param {import("./draw-shapes.js").DrawStage} stage @param {Names} names @param {number} now @returns {{wishes: Wishes, faults: Record<string, Fault>}} */
export function wishesOf(form, stage, names, now) {
  const chosen = form.traits.split("\n");
  const named = publicValue(form, names, now);
  const wishes = { stage, traits: TRAITS.filter((one) => chosen.includes(one)), public_value: "value" in named ? named.value : "", winners_behind: form.winners === "yes", relax: form.relax === "yes" };
  return { wishes, faults: "value" in named ? {} : { [named.path]: named.fault } };
}

/** The two witnesses, with what is wrong. @param {Form} form @returns {{witnesses: string[], faults: Record<string, Fault>}} */
export function witnessesOf(form) {
  const witnesses = [0, 1].map((i) => form[`witness.${i}`].trim());
  /** @type {Record<string, Fault>} */
  const faults = {};
  witnesses.forEach((name, i) => {
    if (name === "") faults[`witness.${i}`] = "needed";
    else if ([...name].length > LONGEST_NAME) faults[`witness.${i}`] = "tooLong";
  });
  if (Object.keys(faults).length === 0 && witnesses[0] === witnesses[1]) faults["witness.1"] = "sameWitness";
  return { witnesses, faults };
}
