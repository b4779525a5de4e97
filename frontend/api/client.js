// The platform's questions outside the voting page, each with what it answers. Never the page, never storage; wire.js fetches.
import { part, platform } from "./wire.js";

export { Refusal, ballotPaper } from "./wire.js";

/** All public rounds, newest first. @returns {Promise<{rounds: import("../lib/shapes.js").ListedRound[]}>} */
export const rounds = () => platform("GET", "/rounds");
/** One public round. @param {string} id @returns {Promise<import("../lib/shapes.js").PublicRound>} */
export const round = (id) => platform("GET", `/rounds/${part(id)}`);
/** The published results of a round. @param {string} id @returns {Promise<import("../lib/shapes.js").Results>} */
export const results = (id) => platform("GET", `/rounds/${part(id)}/results`);
/** The leaf of a round in its manifest, with its proof; the area beside it is always the first. @param {string} id @returns {Promise<import("../lib/shapes.js").Proven>} */
export const roundLeaf = (id) => platform("GET", `/rounds/${part(id)}/manifest/areas/1`);
/** What was done with each statement of a published round. @param {string} id @returns {Promise<import("../lib/shapes.js").Feedback>} */
export const feedback = (id) => platform("GET", `/rounds/${part(id)}/feedback`);
/** What one afdeling says for itself about a published round. @param {string} code @param {string} id @returns {Promise<import("../lib/shapes.js").Feedback>} */
export const branchFeedback = (code, id) => platform("GET", `/branches/${part(code)}/rounds/${part(id)}/feedback`);
/** Adds to the answer that was promised to everybody. @param {string} id @param {number} number @param {import("../lib/shapes.js").FeedbackStep} step @returns {Promise<import("../lib/shapes.js").Feedback>} */
export const answerStatement = (id, number, step) => platform("POST", `/staff/rounds/${part(id)}/statements/${number}/feedback`, step);
/** Adds to what an afdeling says for itself. @param {string} code @param {string} id @param {number} number @param {import("../lib/shapes.js").FeedbackStep} step @returns {Promise<import("../lib/shapes.js").Feedback>} */
export const answerForBranch = (code, id, number, step) => platform("POST", `/branches/${part(code)}/rounds/${part(id)}/statements/${number}/feedback`, step);
/** Address of the results as a file. @param {string} id @param {"csv"|"json"} kind @returns {string} */
export const resultsFile = (id, kind) => `/api/v1/rounds/${part(id)}/results${kind === "csv" ? ".csv" : ""}`;
/** Address of the picture of one statement's result. @param {string} id @param {number} number @returns {string} */
export const resultPicture = (id, number) => `/api/v1/rounds/${part(id)}/statements/${number}.svg`;
/** Asks for a login mail. @param {string} email @returns {Promise<{login: string}>} */
export const login = (email) => platform("POST", "/login", { email });
/** Signs in with the mailed code. @param {string} id @param {string} code @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginCode = (id, code) => platform("POST", "/login/code", { login: id, code });
/** Signs in with the mailed link. @param {string} token @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginLink = (token) => platform("POST", "/login/link", { token });
/** Second step, from the authenticator app. @param {string} code @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginTotp = (code) => platform("POST", "/login/totp", { code });
/** Who is signed in. @returns {Promise<import("../lib/shapes.js").Me>} */
export const me = () => platform("GET", "/me");
/** The rounds of the signed-in member. @returns {Promise<{rounds: import("../lib/shapes.js").MyRound[]}>} */
export const myRounds = () => platform("GET", "/my-rounds");
/** What an unsubscribe link is about. @param {string} token @returns {Promise<import("../lib/shapes.js").Subscription>} */
export const subscription = (token) => platform("GET", `/unsubscribe/${part(token)}`);
/** Turns one stream of mail off or on. @param {string} token @param {boolean} off @returns {Promise<import("../lib/shapes.js").Subscription>} */
export const setSubscription = (token, off) => platform("POST", `/unsubscribe/${part(token)}`, { off });
/** Rounds as an afdeling sees them. @returns {Promise<{branches: {code: string, name: string}[], rounds: import("../lib/shapes.js").ListedRound[]}>} */
export const branchRounds = () => platform("GET", "/branch/rounds");
/** How many members would talk further, in the groups of the signed-in afdelingen; null below ten. @param {string} id @returns {Promise<{groups: import("../lib/shapes.js").GroupInterest[]}>} */
export const branchInterest = (id) => platform("GET", `/branch/rounds/${part(id)}/interest`);
/** All rounds, for staff. @returns {Promise<{rounds: import("../lib/shapes.js").StaffRoundSummary[]}>} */
export const staffRounds = () => platform("GET", "/staff/rounds");
/** One round, for staff. @param {string} id @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const staffRound = (id) => platform("GET", `/staff/rounds/${part(id)}`);
/** Begins a round. @param {import("../lib/shapes.js").RoundForm} draft @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const createRound = (draft) => platform("POST", "/staff/rounds", draft);
/** Saves a changed round, over the version that was read. @param {string} id @param {number} version @param {import("../lib/shapes.js").RoundForm} draft @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const saveRound = (id, version, draft) => platform("PUT", `/staff/rounds/${part(id)}?version=${version}`, draft);
/** Statements of earlier rounds in which all words stand. @param {string} words @returns {Promise<{statements: import("../lib/shapes.js").BankedStatement[]}>} */
export const bankedStatements = (words) => platform("GET", `/staff/statements?words=${part(words)}`);
/** Words under which a statement is found. @param {string} id @param {number} number @param {string[]} tags @returns {Promise<{tags: string[]}>} */
export const tagStatement = (id, number, tags) => platform("PUT", `/staff/rounds/${part(id)}/statements/${number}/tags`, { tags });
/** The afdelingen that a round can be for. @returns {Promise<import("../lib/shapes.js").DeskBranches>} */
export const deskBranches = () => platform("GET", "/staff/branches");
/** Lets an afdeling compose rounds, or stops that. @param {string} code @param {boolean} on @returns {Promise<{on: boolean}>} */
export const setComposing = (code, on) => platform("POST", `/staff/branches/${part(code)}/composing`, { on });
/** Approves exactly this version. @param {string} id @param {number} version @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const approveRound = (id, version) => platform("POST", `/staff/rounds/${part(id)}/approve`, { version });
/** Sets the clock on an approved round. @param {string} id @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const scheduleRound = (id) => platform("POST", `/staff/rounds/${part(id)}/schedule`);
/** Takes a round off the clock, back to draft. @param {string} id @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const unscheduleRound = (id) => platform("POST", `/staff/rounds/${part(id)}/unschedule`);
/** Letters of a round with one status. @param {string} id @param {string} status @param {number} page @returns {Promise<import("../lib/shapes.js").MailRows>} */
export const roundMail = (id, status, page) => platform("GET", `/staff/rounds/${part(id)}/mail?status=${part(status)}&page=${page}`);
/** Proposes to withdraw a round. @param {string} id @param {string} reason @returns {Promise<unknown>} */
export const proposeWithdrawal = (id, reason) => platform("POST", `/staff/rounds/${part(id)}/withdrawal`, { reason });
/** Confirms somebody else's proposal. @param {string} id @returns {Promise<unknown>} */
export const confirmWithdrawal = (id) => platform("POST", `/staff/rounds/${part(id)}/withdrawal/confirm`);
/** Drops a proposal. @param {string} id @returns {Promise<unknown>} */
export const dropWithdrawal = (id) => platform("DELETE", `/staff/rounds/${part(id)}/withdrawal`);
/** Demo only: the mails that would have left. @returns {Promise<{letters: import("../lib/shapes.js").LetterSummary[]}>} */
export const letters = () => platform("GET", "/demo/letters");
/** Demo only: one mail. @param {string} id @returns {Promise<import("../lib/shapes.js").Letter>} */
export const letter = (id) => platform("GET", `/demo/letters/${part(id)}`);
/** Demo only: signs in without mail. @param {string} as @param {string} token @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const demoSignIn = (as, token) => platform("POST", "/demo/sign-in", { as, token });
