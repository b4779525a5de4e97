// The shapes of the API's answers about conversations, as types only. Never code.

/** @typedef {"draft"|"inviting"|"drawing"|"settled"|"held"|"reported"|"cancelled"} ConversationState */
/** @typedef {"invited"|"no"|"yes"|"seated"|"waiting"|"offered"|"withdrawn"|"lapsed"} SeatStatus */
/** @typedef {"agree"|"neutral"|"disagree"} Side */
/** @typedef {"respondents"|"interested"|"members"} AudienceKind */
/** @typedef {{access: boolean, childcare: boolean, travel: boolean, note: string|null}} Needs */
/** @typedef {{statement: number, side: Side}} SharedSide */
/** @typedef {{statement: number, side: Side, share: number}} MixPart share in percent; all parts are of one statement and together make 100 */
/** @typedef {{kind: AudienceKind, statement: number|null, branches: string[], regions: string[], mix: MixPart[], sample: number|null}} Audience */
/** @typedef {{name: string, email: string}} Moderator */
/**
 * @typedef {object} ConversationDraft
 * @property {string} title
 * @property {string|null} purpose
 * @property {string|null} round
 * @property {number[]} statements
 * @property {string|null} place
 * @property {string|null} online_link
 * @property {string|null} starts_at
 * @property {string|null} ends_at
 * @property {number|null} seats
 * @property {string|null} reply_by
 * @property {"arrival"|"draw"} allotment
 * @property {number} held_back_days
 * @property {Audience} audience
 * @property {string|null} organiser_branch
 * @property {Moderator[]} moderators
 * @property {boolean} reactions_open
 */
/** @typedef {{invited: number, yes: number, no: number, seated: number, waiting: number, offered: number, checked_in: number}} SeatFigures */
/** @typedef {{id: string, version: number, state: ConversationState, sequence: number, cancel_reason: string|null, draft: ConversationDraft, figures: SeatFigures, missing: string[]}} Conversation */
/** @typedef {{id: string, title: string, state: ConversationState, starts_at: string|null, seats: number|null, seated: number, waiting: number, invited: number, organiser_branch: string|null}} ListedConversation */
/** @typedef {{found: number, without_address: number, switched_off: number, held_back: number, will_be_invited: number|null, by_side: {statement: number, side: Side, found: number|null}[]}} AudienceCount a number under ten is null */
/** @typedef {{seat_id: string, name: string, branch: string, status: SeatStatus, needs: Omit<Needs, "note">, note: string|null, checked_in: boolean, place_in_line: number|null}} Participant */
/** @typedef {{seat_id?: string, code?: string, present: boolean, at: string}} CheckIn exactly one of seat_id and code */
/** @typedef {{done: string[], unknown: string[]}} CheckInAnswer seats that were found; seats and codes that were not */
/**
 * @typedef {object} InvitedTo
 * @property {string} id
 * @property {string} title
 * @property {string|null} purpose
 * @property {string|null} round
 * @property {string|null} round_title
 * @property {{number: number, text: string}[]} statements
 * @property {string|null} place
 * @property {string|null} online_link
 * @property {string} starts_at
 * @property {string} ends_at
 * @property {string} reply_by
 * @property {number} seats
 * @property {"arrival"|"draw"} allotment
 * @property {boolean} online
 * @property {string} organiser
 * @property {string|null} cancel_reason
 */
/** @typedef {{status: SeatStatus, place_in_line: number|null, reply_by: string|null, needs: Needs}} SeatAnswer */
/** @typedef {{first_name: string, conversation: InvitedTo, state: ConversationState, answer: SeatAnswer, check_in: {code: string, url: string}|null, note: string|null, can: ("yes"|"no"|"note")[]}} Invitation */
/** @typedef {{id: string, title: string, starts_at: string, status: SeatStatus}} MyConversation */
/** @typedef {{id: string, title: string, purpose: string|null, round: string|null, statements: number[], starts_at: string, ends_at: string, place: string|null, online: boolean, organiser: string, state: ConversationState, seats: number, seated: number|null, cancel_reason: string|null, reactions_open: boolean, report: Report|null}} PublicConversation */
/** @typedef {{id: string, title: string, starts_at: string, state: ConversationState}} RoundConversation */
/** @typedef {{text: string, published_at: string|null, changed_at: string, notes: string[], reactions: string[]}} Report */
/** @typedef {{id: string, text: string, shown: boolean|null}} Contribution shown is null while it waits for the desk */
/** @typedef {{version: number, text: string, changed_at: string|null, published_at: string|null, notes: Contribution[], reactions: Contribution[]}} DeskReport version 0 while there is none */

export {};
