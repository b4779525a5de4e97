// The shapes that the workshop speaks, as types only. Never code.

/** @typedef {{text: string, explanation: string, argument_for: string, argument_against: string}} Texts */
/** @typedef {{by: import("./shapes.js").Person, at: string, reason: string|null}} Overruled */
/** @typedef {{rule: string, severity: "strong"|"advice"|"hint", statement: number|null, part: keyof Texts|null, start: number|null, end: number|null, marked: string|null, place: string, overruled: Overruled|null}} Remark */
/** @typedef {{figure: number, words: number, sentences: number, syllables: number, rough: boolean}} Readability */
/** @typedef {{remarks: Remark[], readability: (Readability|null)[], whole: Readability|null}} Wording */
/** @typedef {{version: number, by: import("./shapes.js").Person, at: string}} Version */
/** @typedef {{asked: string, unclear: string}} TestAnswer */
/** @typedef {{id: string, name: string|null, answers: TestAnswer[]}} TestReading */
/** @typedef {{id: string, version: number, made_by: import("./shapes.js").Person, made_at: string, ends_at: string, address: string|null, readings: TestReading[]}} TestLink */
/** @typedef {{links: TestLink[]}} TestLinks */
/** @typedef {{title: string, introduction: string|null, statements: import("./shapes.js").Statement[], ends_at: string}} TestDraft */

export {};
