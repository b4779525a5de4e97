// The shapes that the calendar of the desk speaks, as types only. Never code.

/** @typedef {"statements"|"review"|"approval"|"scheduling"|"opening"|"reminder"|"closing"|"publication"|"feedback"} TaskKind */
/** @typedef {{kind: TaskKind, statement: number|null, by_the_clock: boolean, due_on: string|null, due_at: string|null, status: "done"|"late"|"next"|"ahead"}} Task */
/** @typedef {{rhythm: string, number: number, in_rhythm: string, skipped: string|null, may_change: boolean}} Occurrence */
/** @typedef {{round: string|null, title: string, state: import("./shapes.js").RoundState|null, scope: string[], opens_at: string|null, closes_at: string|null, publishes_at: string|null, occurrence: Occurrence|null, tasks: Task[]}} Slot */
/** @typedef {{round: string|null, title: string, opens_at: string|null}} NamedRound */
/** @typedef {{round: NamedRound, reason: "too_soon"|"too_many", number: number, limit: number, with: NamedRound[], branches: string[]}} Crowding */
/** @typedef {{first_day: string, weeks: number, opens: string, days_open: number, closes: string, days_to_result: number, publishes: string, statements_days: number, review_days: number, approval_days: number, scheduling_days: number, feedback_days: number}} Rhythm */
/** @typedef {{today: string, rhythm: Rhythm|null, slots: Slot[], crowding: Crowding[]}} Calendar */
/** @typedef {{slot: Slot, crowding: Crowding[]}} RoundTasks */

export {};
