// One visit to the ballot paper: what is known, what is kept on the device, and the acts that need the network. Never draws.
import { ballotStatus, castBallot, issueTicket, openRoundLink } from "../api/voting.js";
import { ballotPaper, Refusal } from "../api/wire.js";
import { toBase64url } from "../lib/bytes.js";
import { makeCode } from "../lib/code.js";
import { checkPaper } from "../lib/manifest.js";
import { sendVote } from "../lib/sending.js";
import { openShelf } from "../lib/storage.js";
import { openCode } from "../lib/ticket.js";
import { confirmed, readSaved, recordVote, situation } from "../lib/voting.js";

/** @typedef {import("../lib/shapes.js").BallotPaper} BallotPaper */
/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {import("../lib/voting.js").Saved} Saved */

const votes = openShelf("localStorage");
const drafts = openShelf("sessionStorage");
const LOCK = "preferendum.sending";
const LAST = "last";

export const lasting = votes.lasting;

/** Everything about one ballot paper, from before the link is opened until the vote is in. */
export class Visit {
  /** @param {import("../pages/vote.js").Sheet} sheet @param {string|null} token of the mailed link, null for who is signed in */
  constructor(sheet, token) {
    this.sheet = sheet;
    this.token = token;
    this.round = sheet.round;
    this.statements = sheet.round.statements;
    this.order = sheet.order;
    this.boxVersion = 0;
    this.changing = false;
    /** @type {Saved|null} */
    this.saved = null;
    /** @type {Promise<void>|null} */
    this.opening = null;
    /** @type {Promise<import("../lib/sending.js").Where>|null} */
    this.checked = null;
    /** @type {(() => void)|null} */
    this.hurry = null;
    /** True when somebody answered before the rest of the page was there. */
    this.touched = sheet.answers.some((answer) => answer !== undefined);
    if (sheet.paper) this.take(sheet.paper);
  }

  get paper() {
    return this.sheet.paper;
  }

  get answers() {
    return this.sheet.answers;
  }

  get key() {
    return `vote.${this.paper?.member.key}`;
  }

  /** True when somebody opened this round on this device before: then opening it again needs no tap. */
  get openedBefore() {
    return votes.read(`opened.${this.round.id}`) !== null;
  }

  /** Opens the mailed link, once; after a lost line it can be tried again. @returns {Promise<void>} */
  open() {
    if (this.paper !== null) return Promise.resolve();
    this.opening ??= openRoundLink(this.token ?? "").then(
      (paper) => this.take(paper),
      (error) => {
        this.opening = null;
        throw error;
      });
    return this.opening;
  }

  /** Makes sure that the session is this member's, also after somebody else opened a link on this device. @returns {Promise<void>} */
  async ensureMine() {
    if (lasting && votes.read(LAST) === this.key) return;
    await this.reopen();
  }

  /** Asks for a fresh session. @returns {Promise<void>} */
  async reopen() {
    const paper = this.token === null ? await ballotPaper(this.round.id) : await openRoundLink(this.token);
    if (paper.member.key !== this.paper?.member.key) throw new Refusal({ status: 401, code: "not_signed_in" });
    votes.keep(LAST, this.key);
  }

  /** @param {BallotPaper} paper */
  take(paper) {
    this.sheet.paper = paper;
    votes.keep(`opened.${this.round.id}`, { vote: this.key, branch: paper.member.branch_name });
    votes.keep(LAST, this.key);
    this.saved = readSaved(votes.read(this.key));
    this.readDraft().forEach((answer, i) => (this.answers[i] = this.answers[i] === undefined ? answer : this.answers[i]));
    if (this.answers.some((answer) => answer !== undefined)) this.keepDraft();
    this.check().catch(() => null);
  }

  /** Which situation holds now. */
  situation() {
    const { round, paper } = this;
    return situation({ state: paper?.round.state ?? round.state, ticketIssued: paper?.ticket_issued ?? false, declined: paper?.declined ?? false, saved: this.saved });
  }

  /** Opens the link and checks what is on the screen against the manifest, once. @returns {Promise<import("../lib/sending.js").Where>} */
  async check() {
    await this.open();
    const paper = /** @type {BallotPaper} */ (this.paper);
    return (this.checked ??= checkPaper({ ...paper, round: this.round }));
  }

  /** @returns {(Answer|undefined)[]} */
  readDraft() {
    const kept = drafts.read(this.key);
    const list = Array.isArray(kept) ? kept : [];
    return this.statements.map((_, i) => (list[i] === "none" ? null : [1, 2, 3, 4, 5].includes(list[i]) ? list[i] : undefined));
  }

  /** Keeps the choices on the device until the vote is sent, as soon as it is known whose they are. */
  keepDraft() {
    if (this.paper !== null) drafts.keep(this.key, this.answers.map((one) => (one === null ? "none" : one)));
  }

  /** Starts over with empty answers, over what the box holds. @param {number} boxVersion */
  startChange(boxVersion) {
    this.boxVersion = boxVersion;
    this.changing = true;
    this.forgetDraft();
  }

  forgetDraft() {
    this.answers.fill(undefined);
    drafts.drop(this.key);
  }

  /** @param {Saved} saved */
  keep(saved) {
    this.saved = saved;
    votes.keep(this.key, saved);
  }

  drop() {
    this.saved = null;
    votes.drop(this.key);
  }

  /** Makes the record that is to be sent; the code is born here. @returns {Promise<Saved>} */
  async record() {
    const earlier = readSaved(votes.read(this.key)) ?? this.saved;
    const answers = this.answers.map((answer) => answer ?? null);
    this.keep(recordVote(earlier, await makeCode(), answers, this.boxVersion));
    this.forgetDraft();
    this.changing = false;
    return /** @type {Saved} */ (this.saved);
  }

  /** Sends the kept vote until it is in or cannot be, one tab at a time. @param {(code: string) => void} report @returns {Promise<import("../lib/sending.js").Outcome>} */
  async send(report) {
    const where = await this.check();
    const trip = async () => {
      const saved = readSaved(votes.read(this.key)) ?? /** @type {Saved} */ (this.saved);
      const wire = { issueTicket: this.issue, castBallot };
      return sendVote({ saved, where, wire, report, keep: (kept) => this.keep(kept), pause: (ms) => this.pause(ms), dice: Math.random });
    };
    let outcome = await (navigator.locks ? navigator.locks.request(LOCK + this.key, trip) : trip());
    // A lost reply may hide a success: the box is asked once more before the page says "too late".
    if (outcome.kind === "stop" && outcome.code === "round_closed" && this.saved?.signature) outcome = await this.lastLook(outcome, this.saved);
    if (outcome.kind === "sent") this.keep(outcome.saved);
    return outcome;
  }

  /** @type {typeof issueTicket} */
  issue = async (round, blinded) => {
    await this.ensureMine();
    return issueTicket(round, blinded);
  };

  /** @param {import("../lib/sending.js").Outcome} outcome @param {Saved} saved @returns {Promise<import("../lib/sending.js").Outcome>} */
  async lastLook(outcome, saved) {
    const { version } = await this.status().catch(() => ({ version: 0 }));
    return version < saved.version ? outcome : { kind: "sent", saved: confirmed(saved, version) };
  }

  /** Waits, but no longer than until the line is back or somebody is in a hurry. @param {number} ms @returns {Promise<void>} */
  pause(ms) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener("online", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      addEventListener("online", done);
      this.hurry = done;
    });
  }

  /** What the box holds under a code. @param {string} [code] @returns {Promise<{version: number, changes_left: number}>} */
  async status(code = this.saved?.code ?? "") {
    const where = await this.check();
    const { token } = await openCode(code, where.round);
    return ballotStatus(where.box, where.round, toBase64url(token));
  }
}
