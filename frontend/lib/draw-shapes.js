// The shapes of the API's answers about draws, tables and notes, as types only. Never code.

/** @typedef {"invite"|"seats"} DrawStage */
/** @typedef {"region"|"age"|"gender"|"side"} Trait */
/** @typedef {{stage: DrawStage, traits: Trait[], public_value: string, winners_behind: boolean, relax: boolean}} Wishes */
/** @typedef {{feature: string, value: string, target: number, pool: number, panel: number}} Line */
/** @typedef {{smallest: number, largest: number}} Chances in hundredths of a per cent */
/** @typedef {{feature: string, value: string, bound: "least"|"most", from: number, to: number}} Move */
/** @typedef {{seats: number, moves: Move[]}} Relaxation */
/** @typedef {{lots: number, seats: number, composition: Line[], relaxation: Relaxation|null, chances: Chances|null}} DryRun */
/** @typedef {{name: string, link: string}} Witness */
/** @typedef {{root: string, lots: number, seats: number, witnesses: Witness[]}} Fixed */
/** @typedef {{value: string, count: number, least: number, most: number}} Quota */
/** @typedef {{name: string, quotas: Quota[]|null}} Feature without quotas for what people shared themselves */
/**
 * @typedef {object} Draw
 * @property {DrawStage} stage
 * @property {string} event
 * @property {number} seats
 * @property {number} lots
 * @property {Feature[]} features
 * @property {string} root hex
 * @property {string} committed_at
 * @property {string} public_value
 * @property {string[]} witnesses
 * @property {boolean} proposed
 * @property {string|null} value
 * @property {string|null} seed hex
 * @property {string|null} drawn_at
 * @property {string[]} drawn
 * @property {number} replaced
 * @property {Chances|null} chances
 * @property {Line[]} composition
 */
/** @typedef {{stage: DrawStage, code: string, leaf: string, root: string, size: number, index: number, proof: string[], number: string|null, drawn: boolean|null}} OwnLot */

/** @typedef {{round: number, people: {seat_id: string, name: string}[]}} Sitting */
/** @typedef {{number: number, moderator: string, link: string, rounds: Sitting[]}} Table */
/** @typedef {{people: number, rounds: number, tables: Table[]}} Tables */
/** @typedef {{id: string, round: number, theme: string, text: string}} Note */
/** @typedef {{table: number, moderator: string, round: number, theme: string, text: string}} DeskNote */
/** @typedef {{conversation: {id: string, title: string, purpose: string|null, statements: {number: number, text: string}[]}, table: number, moderator: string, rounds: number, people: {round: number, names: string[]}[], notes: Note[]}} TablePage */

export {};
