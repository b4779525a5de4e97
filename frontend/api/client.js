// The only file that fetches: the platform's JSON API and the ballot box. Never the page, never storage, never keys.

const PLATFORM = "/api/v1";
const PATIENCE_MS = 20000;

/** An answer that is not the one asked for; `code` is from the server's closed list, or "offline" when no answer came. */
export class Refusal extends Error {
  /** @param {{status: number, code: string, message?: string, field?: string|null, retryAfter?: number|null}} answer */
  constructor({ status, code, message = "", field = null, retryAfter = null }) {
    super(message || code);
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/** @param {string} url @param {RequestInit} options @returns {Promise<Response>} */
async function reach(url, options) {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Refusal({ status: 0, code: "offline" });
  }
}

/** @param {Response} response @returns {Promise<any>} */
async function read(response) {
  const body = await response.text().catch(() => {
    throw new Refusal({ status: 0, code: "offline" });
  });
  let data = null;
  try {
    data = body === "" ? null : JSON.parse(body);
  } catch {
    throw new Refusal({ status: response.status, code: "internal" });
  }
  if (response.ok) return data;
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  throw new Refusal({
    status: response.status,
    code: data?.code ?? "internal",
    message: data?.message,
    field: data?.field,
    retryAfter: Number.isNaN(seconds) ? null : seconds,
  });
}

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
async function platform(method, path, body) {
  const options = { method, credentials: /** @type {const} */ ("same-origin"), headers: { Accept: "application/json" } };
  if (method === "GET") return read(await reach(PLATFORM + path, options));
  const headers = { ...options.headers, "Content-Type": "application/json" };
  return read(await reach(PLATFORM + path, { ...options, headers, body: JSON.stringify(body ?? {}) }));
}

/** @param {string} origin @param {string} path @param {unknown} body @returns {Promise<any>} */
async function ballotBox(origin, path, body) {
  const url = `${origin}/box/v1${path}`;
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return read(await reach(url, { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", headers, body: JSON.stringify(body) }));
}

const part = encodeURIComponent;

/** Name and addresses of this installation. @returns {Promise<import("../lib/shapes.js").Instance>} */
export const instance = () => platform("GET", "/instance");
/** All public rounds, newest first. @returns {Promise<{rounds: import("../lib/shapes.js").RoundSummary[]}>} */
export const rounds = () => platform("GET", "/rounds");
/** One public round. @param {string} id @returns {Promise<import("../lib/shapes.js").PublicRound>} */
export const round = (id) => platform("GET", `/rounds/${part(id)}`);
/** The published results of a round. @param {string} id @returns {Promise<import("../lib/shapes.js").Results>} */
export const results = (id) => platform("GET", `/rounds/${part(id)}/results`);
/** Address of the results as a file. @param {string} id @param {"csv"|"json"} kind @returns {string} */
export const resultsFile = (id, kind) => `${PLATFORM}/rounds/${part(id)}/results${kind === "csv" ? ".csv" : ""}`;
/** What a mailed round link is about; changes nothing. @param {string} token @returns {Promise<{round: import("../lib/shapes.js").PublicRound}>} */
export const roundLink = (token) => platform("GET", `/round-links/${part(token)}`);
/** Opens a mailed round link: a session for this round only. @param {string} token @returns {Promise<import("../lib/shapes.js").BallotPaper>} */
export const openRoundLink = (token) => platform("POST", `/round-links/${part(token)}/open`);
/** The ballot paper of the signed-in member. @param {string} id @returns {Promise<import("../lib/shapes.js").BallotPaper>} */
export const ballotPaper = (id) => platform("GET", `/rounds/${part(id)}/ballot-paper`);
/** Asks a signature on a blinded ticket. @param {string} id @param {string} blinded @returns {Promise<{signature: string}>} */
export const issueTicket = (id, blinded) => platform("POST", `/rounds/${part(id)}/ticket`, { blinded });
/** Says "not this time", or takes it back. @param {string} id @param {boolean} declined @returns {Promise<{declined: boolean}>} */
export const decline = (id, declined) => platform("POST", `/rounds/${part(id)}/decline`, { declined });
/** Puts a ballot in the box. @param {string} origin @param {string} id @param {import("../lib/ticket.js").Ballot} ballot @returns {Promise<{version: number}>} */
export const castBallot = (origin, id, ballot) => ballotBox(origin, `/rounds/${part(id)}/ballots`, ballot);
/** Which version the box holds; never answers. @param {string} origin @param {string} id @param {string} token @returns {Promise<{version: number, changes_left: number}>} */
export const ballotStatus = (origin, id, token) => ballotBox(origin, `/rounds/${part(id)}/status`, { token });

/** Asks for a login mail. @param {string} email @returns {Promise<{login: string}>} */
export const login = (email) => platform("POST", "/login", { email });
/** Signs in with the mailed code. @param {string} id @param {string} code @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginCode = (id, code) => platform("POST", "/login/code", { login: id, code });
/** Signs in with the mailed link. @param {string} token @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginLink = (token) => platform("POST", "/login/link", { token });
/** Second step, from the authenticator app. @param {string} code @returns {Promise<import("../lib/shapes.js").SignedIn>} */
export const loginTotp = (code) => platform("POST", "/login/totp", { code });
/** Ends the session. @returns {Promise<null>} */
export const logout = () => platform("POST", "/logout");
/** Who is signed in. @returns {Promise<import("../lib/shapes.js").Me>} */
export const me = () => platform("GET", "/me");
/** The rounds of the signed-in member. @returns {Promise<{rounds: import("../lib/shapes.js").MyRound[]}>} */
export const myRounds = () => platform("GET", "/my-rounds");
/** What an unsubscribe link is about. @param {string} token @returns {Promise<import("../lib/shapes.js").Subscription>} */
export const subscription = (token) => platform("GET", `/unsubscribe/${part(token)}`);
/** Turns one stream of mail off or on. @param {string} token @param {boolean} off @returns {Promise<import("../lib/shapes.js").Subscription>} */
export const setSubscription = (token, off) => platform("POST", `/unsubscribe/${part(token)}`, { off });
/** Rounds as an afdeling sees them. @returns {Promise<{branches: {code: string, name: string}[], rounds: import("../lib/shapes.js").RoundSummary[]}>} */
export const branchRounds = () => platform("GET", "/branch/rounds");

/** All rounds, for staff. @returns {Promise<{rounds: import("../lib/shapes.js").StaffRoundSummary[]}>} */
export const staffRounds = () => platform("GET", "/staff/rounds");
/** One round, for staff. @param {string} id @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const staffRound = (id) => platform("GET", `/staff/rounds/${part(id)}`);
/** Begins a round. @param {import("../lib/shapes.js").RoundDraft} draft @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const createRound = (draft) => platform("POST", "/staff/rounds", draft);
/** Saves a changed round, over the version that was read. @param {string} id @param {number} version @param {import("../lib/shapes.js").RoundDraft} draft @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const saveRound = (id, version, draft) => platform("PUT", `/staff/rounds/${part(id)}?version=${version}`, draft);
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
