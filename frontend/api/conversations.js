// What is asked about conversations: by an invited member, by everybody, at the desk. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {import("../lib/conversation-shapes.js").Invitation} Invitation */
/** @typedef {import("../lib/conversation-shapes.js").Conversation} Conversation */
/** @typedef {import("../lib/conversation-shapes.js").ConversationDraft} ConversationDraft */
/** @typedef {import("../lib/conversation-shapes.js").Needs} Needs */
/** @typedef {import("../lib/conversation-shapes.js").SharedSide} SharedSide */

/** Where an invited member stands: by a mailed link, or signed in by the conversation's id. @typedef {{token: string}|{id: string}} Door */

/** @param {Door} door @returns {string} */
const at = (door) => ("token" in door ? `/conversation-links/${part(door.token)}` : `/conversations/${part(door.id)}`);

/** What an invited member sees; changes nothing. @param {Door} door @returns {Promise<Invitation>} */
export const openInvitation = (door) => platform("POST", `${at(door)}/open`);
/** Says yes or no, and with a yes what the member needs to take part. @param {Door} door @param {"yes"|"no"} answer @param {Needs|null} needs @returns {Promise<Invitation>} */
export const answerInvitation = (door, answer, needs) => platform("POST", `${at(door)}/answer`, { answer, needs });
/** Address of the calendar file of a seated member. @param {Door} door @returns {string} */
export const calendarFile = (door) => `/api/v1${at(door)}/calendar.ics`;

/** Adds a note to the report, in the place of the one before; an empty one takes it away. @param {Door} door @param {string} text @returns {Promise<{contribution: import("../lib/conversation-shapes.js").Contribution|null}>} */
export const addNote = (door, text) => platform("POST", `${at(door)}/note`, { text });

/** Reacts to the report, in the place of the reaction before; an empty one takes it away. @param {string} id @param {string} text @returns {Promise<{contribution: import("../lib/conversation-shapes.js").Contribution|null}>} */
export const react = (id, text) => platform("POST", `/conversations/${part(id)}/reaction`, { text });

/** The conversations of the signed-in member. @returns {Promise<{conversations: import("../lib/conversation-shapes.js").MyConversation[]}>} */
export const myConversations = () => platform("GET", "/my-conversations");
/** One conversation, for everybody. @param {string} id @returns {Promise<import("../lib/conversation-shapes.js").PublicConversation>} */
export const conversation = (id) => platform("GET", `/conversations/${part(id)}`);
/** The conversations about a round. @param {string} id @returns {Promise<{conversations: import("../lib/conversation-shapes.js").RoundConversation[]}>} */
export const roundConversations = (id) => platform("GET", `/rounds/${part(id)}/conversations`);
/** The sides that this member chose to share. @param {string} id @returns {Promise<{sides: SharedSide[]}>} */
export const sharedSides = (id) => platform("GET", `/rounds/${part(id)}/shared-sides`);
/** Shares exactly these sides, and takes back every other. @param {string} id @param {SharedSide[]} sides @returns {Promise<{sides: SharedSide[]}>} */
export const shareSides = (id, sides) => platform("POST", `/rounds/${part(id)}/shared-sides`, { sides });

/** The conversations that this desk sees. @returns {Promise<{conversations: import("../lib/conversation-shapes.js").ListedConversation[]}>} */
export const deskConversations = () => platform("GET", "/desk/conversations");
/** One conversation at the desk. @param {string} id @returns {Promise<Conversation>} */
export const deskConversation = (id) => platform("GET", `/desk/conversations/${part(id)}`);
/** Begins a conversation. @param {ConversationDraft} draft @returns {Promise<Conversation>} */
export const createConversation = (draft) => platform("POST", "/desk/conversations", { draft });
/** Saves a changed conversation, over the version that was read. @param {string} id @param {number} version @param {ConversationDraft} draft @returns {Promise<Conversation>} */
export const saveConversation = (id, version, draft) => platform("PUT", `/desk/conversations/${part(id)}`, { version, draft });
/** How many members an invitation would reach; invites nobody. @param {string} id @returns {Promise<import("../lib/conversation-shapes.js").AudienceCount>} */
export const countAudience = (id) => platform("POST", `/desk/conversations/${part(id)}/audience`);
/** Invites the audience. @param {string} id @returns {Promise<Conversation>} */
export const inviteAudience = (id) => platform("POST", `/desk/conversations/${part(id)}/invite`);
/** Cancels a conversation, with a reason that who answered is told. @param {string} id @param {string} reason @returns {Promise<Conversation>} */
export const cancelConversation = (id, reason) => platform("POST", `/desk/conversations/${part(id)}/cancel`, { reason });
/** Who said yes, with what they need. @param {string} id @returns {Promise<{people: import("../lib/conversation-shapes.js").Participant[]}>} */
export const participants = (id) => platform("GET", `/desk/conversations/${part(id)}/people`);
/** Notes who is there; the same once more changes nothing. @param {string} id @param {import("../lib/conversation-shapes.js").CheckIn[]} checkIns @returns {Promise<import("../lib/conversation-shapes.js").CheckInAnswer>} */
export const checkIn = (id, checkIns) => platform("POST", `/desk/conversations/${part(id)}/check-ins`, { check_ins: checkIns });
/** The report as the desk has it. @param {string} id @returns {Promise<import("../lib/conversation-shapes.js").DeskReport>} */
export const deskReport = (id) => platform("GET", `/desk/conversations/${part(id)}/report`);
/** Writes the report, over the version that was read. @param {string} id @param {number} version @param {string} text @returns {Promise<import("../lib/conversation-shapes.js").DeskReport>} */
export const writeReport = (id, version, text) => platform("PUT", `/desk/conversations/${part(id)}/report`, { version, text });
/** Publishes the report. @param {string} id @returns {Promise<import("../lib/conversation-shapes.js").DeskReport>} */
export const publishReport = (id) => platform("POST", `/desk/conversations/${part(id)}/report/publish`);
/** Shows what a member wrote beside the report, or hides it. @param {string} id @param {string} contribution @param {boolean} shown @returns {Promise<import("../lib/conversation-shapes.js").DeskReport>} */
export const moderate = (id, contribution, shown) => platform("POST", `/desk/conversations/${part(id)}/contributions`, { id: contribution, shown });
