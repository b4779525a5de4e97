// The shapes of the members desk, as types only. Never code.

/** @typedef {{line: number, reason: string, about: string[]}} BadLine */
/** @typedef {{total: number, shown: BadLine[]}} BadLines */
/** @typedef {{number: string, name: string, branch: string, from: string|null, changes: string[]}} ListedMember */
/** @typedef {{total: number, shown: ListedMember[]}} MemberGroup */
/** @typedef {{new: MemberGroup, changed: MemberGroup, moved: MemberGroup, returned: MemberGroup, left: MemberGroup, unchanged: number, without_email: number, sharing: number, shared_addresses: number}} MemberDifference */
/** @typedef {{digest: string|null, difference: MemberDifference|null, bad: BadLines|null}} MemberPreview */
/** @typedef {{code: string, name: string, region: string}} ListedBranch */
/** @typedef {{digest: string|null, new: ListedBranch[], changed: ListedBranch[], unchanged: number, bad: BadLines|null}} BranchPreview */
/** @typedef {{at: string, what: "members"|"branches", by: string|null, complete: boolean, new: number, changed: number, moved: number, returned: number, left: number, sha256: string}} ImportLine */
/** @typedef {{id: string, number: string, name: string, branch: string, has_email: boolean, known_since: string|null, left_at: string|null}} DeskMember */
/** @typedef {{id: string, title: string, state: "scheduled"|"open"|"closed", standing: "now"|"later"|"closed"|"outside_scope"|"not_in_time"|"has_left"}} RoundStanding */
/** @typedef {{member: string, number: string, name: string, class: "hard"|"soft", day: string}} MailStop */
/** @typedef {{member: DeskMember, off: string[], stopped: boolean, paused_until: string|null, rounds: RoundStanding[]}} MemberView */
/** @typedef {{kind: string, days: number|null, by_setting: boolean, number: number, oldest: string|null, looked_at: string|null, removed: number|null}} RetentionKind */

export {};
