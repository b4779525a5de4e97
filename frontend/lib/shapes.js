// The shapes that the JSON API speaks, as types only. Never code.

/** @typedef {import("./ticket.js").Answer} Answer */
/** @typedef {import("./blind.js").PublicKey} PublicKey */
/** @typedef {"ophalen"|"adviseren"|"besluiten"} Purpose */
/** @typedef {"draft"|"approved"|"scheduled"|"open"|"closed"|"counted"|"published"|"withdrawn"} RoundState */
/** @typedef {{number: number, text: string, explanation: string|null, argument_for: string|null, argument_against: string|null, owner?: string|null, feedback_due?: string|null}} Statement */
/** @typedef {{id: string, title: string, purpose: Purpose, state: RoundState, opens_at: string, closes_at: string, publishes_at: string, scope?: string[]}} RoundSummary */
/** @typedef {{tickets: number, ballots: number, as_of: string}} Turnout */
/** @typedef {RoundSummary & {introduction: string|null, grace_ends_at: string, root: string|null, roll: number|null, statements: Statement[], withdrawn_reason: string|null, turnout: Turnout|null}} PublicRound */
/** @typedef {{root: string, size: number, leaf0: string, area_leaf: string, index: number, area_proof: string[], leaf0_proof: string[]}} Proven */
/** @typedef {{round: PublicRound, member: {key: string, first_name: string, branch_name: string}, area: number, proven: Proven, ticket_issued: boolean, declined: boolean}} BallotPaper */
/** @typedef {{5: number, 4: number, 3: number, 2: number, 1: number, none: number}} Counts */
/** @typedef {{number: number, text: string, counts: Counts, n: number}} StatementResult */
/** @typedef {{number: number, counts: Counts, n: number}} StatementFigures */
/** @typedef {{id: number, name: string, region: string|null, areas: number[], branches: {code: string, name: string}[], roll: number, tickets: number, ballots: number, statements: StatementFigures[]}} GroupResult */
/** @typedef {{name: string, groups: number[], roll: number, tickets: number, ballots: number, statements: StatementFigures[]}} RegionResult */
/** @typedef {{from: number|null, to: number|null, unknown: boolean, roll: number, tickets: number}} BandTurnout */
/** @typedef {{part: {name: string, group: number|null, roll: number, tickets: number}|null, band: BandTurnout|null}} LeastRepresented */
/** @typedef {{effective_n: number, statements: {number: number, percentages: Counts, agree: number, disagree: number}[]}} Weighted */
/** @typedef {{lines: number, sha256: string, root: string}} ListSeal */
/** @typedef {{start: number, size: number, lines: string[], proof: string[]}} ProvenRun */
/** @typedef {{round: string, title: string, purpose: Purpose, published_at: string, roll: number, tickets: number, ballots: number, invalid: number, statements: StatementResult[], turnout_only: boolean, turnout_withheld: boolean, smallest_group: number|null, groups: GroupResult[], regions: RegionResult[], ages: BandTurnout[], least_represented: LeastRepresented, lists: ListSeal[], weighted: Weighted|null, sha256: string, earlier: Earlier[]}} Results */
/** @typedef {{total: number, answered: number, late: number}} FeedbackSummary */
/** @typedef {"discussed"|"adopted"|"partly"|"rejected"|"done"|"postponed"} FeedbackKind */
/** @typedef {{label: string|null, url: string}} FeedbackLink */
/** @typedef {{at: string, by: "staff"|"board", kind: FeedbackKind, body: string|null, day: string|null, text: string, links: FeedbackLink[]}} FeedbackEntry */
/** @typedef {{number: number, stage: "known"|"discussed"|"adopted"|"partly"|"rejected"|"done", first_due: string|null, due: string|null, late: boolean, entries: FeedbackEntry[]}} StatementFeedback */
/** @typedef {{statements: StatementFeedback[]}} Feedback */
/** @typedef {{seen: number, kind: FeedbackKind, body: string|null, day: string|null, text: string, links: FeedbackLink[]}} FeedbackStep */
/** @typedef {RoundSummary & {feedback: FeedbackSummary|null}} ListedRound */
/** @typedef {{group: number, name: string, statements: {number: number, members: number|null}[]}} GroupInterest */
/** @typedef {{role: "viewer"|"board"|"staff"|"admin", branch: string|null}} Role */
/** @typedef {{kind: "member"|"account", first_name: string|null, name: string, branch: {code: string, name: string}|null, roles: Role[], round: string|null}} Me */
/** @typedef {{next: "done"|"totp", me: Me|null}} SignedIn */
/** @typedef {{id: string, title: string, state: RoundState, closes_at: string, ticket_issued: boolean, declined: boolean, feedback: FeedbackSummary|null}} MyRound */
/** @typedef {{stream: "rounds"|"results"|"feedback"|"conversations", off: boolean}} Subscription */
/** @typedef {{name: string, box_origin: string, public_url: string, demo: boolean, roles: string[], locale: string}} Instance */
/** @typedef {{text: string, explanation: string|null, argument_for: string|null, argument_against: string|null, owner: string|null, feedback_due: string|null, reused_from: {round: string, number: number}|null}} StatementDraft */
/** @typedef {{title: string, introduction: string|null, purpose: Purpose|null, opens_at: string|null, closes_at: string|null, publishes_at: string|null, scope: {code: string, name: string}[], statements: StatementDraft[]}} RoundDraft */
/** @typedef {Omit<RoundDraft, "scope"> & {scope: string[]}} RoundForm */
/** @typedef {{code: string, name: string, region: string, members: number, composing: boolean}} DeskBranch */
/** @typedef {{branches: DeskBranch[], minimum: number}} DeskBranches */
/** @typedef {{n: number, agree: number|null, disagree: number|null}} Outcome */
/** @typedef {{round: string, title: string, published_at: string|null, number: number, text: string, explanation: string|null, argument_for: string|null, argument_against: string|null, tags: string[], outcome: Outcome|null}} BankedStatement */
/** @typedef {{statement: number, round: string, title: string, number: number, published_at: string, outcome: Outcome}} Earlier */
/** @typedef {{queued: number, sending: number, sent: number, failed: number, unknown: number, skipped: number}} MailFigures */
/** @typedef {{edit: boolean, approve: boolean, schedule: boolean, unschedule: boolean, propose_withdrawal: boolean, confirm_withdrawal: boolean, answer: boolean, letters: boolean}} May */
/** @typedef {{id: string, name: string}|string} Person */
/**
 * @typedef {object} StaffRound
 * @property {string} id
 * @property {RoundState} state
 * @property {number} version
 * @property {RoundDraft} draft
 * @property {Person} author
 * @property {Person|null} approved_by
 * @property {{step: string, done: number, total: number}|null} opening
 * @property {string|null} halted
 * @property {boolean} [held_up]
 * @property {{proposed_by: Person, reason: string}|null} withdrawal
 * @property {string|null} root
 * @property {number|null} roll
 * @property {string[]} missing
 * @property {Record<string, MailFigures>} mail
 * @property {Turnout|null} turnout
 * @property {May} may
 */
/** @typedef {ListedRound & {author?: Person}} StaffRoundSummary */
/** @typedef {{rows: {kind: string, recipient: string, status: string, error: string|null}[], total: number}} MailRows */
/** @typedef {{id: string, to: string, subject: string, at: string}} LetterSummary */
/** @typedef {{subject: string, to: string, text: string, html: string}} Letter */

export {};
