// The wire: the only file that fetches. JSON to the platform's API and to the ballot box, and refusals. Never the page, never storage, never keys.

const PLATFORM = "/api/v1";
const PATIENCE_MS = 20000;
// No ballot is longer than this, in characters.
const BOX_BODY = 1024;

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

/** One request, with a limit to how long it may take. @param {string} url @param {RequestInit} options @param {number} [patience] @returns {Promise<Response>} */
export async function reach(url, options, patience = PATIENCE_MS) {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new Refusal({ status: 0, code: "offline" });
  }
}

/** The JSON of a response, or the refusal in it. @param {Response} response @returns {Promise<any>} */
export async function read(response) {
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

/** Asks the platform. @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
export async function platform(method, path, body) {
  const options = { method, credentials: /** @type {const} */ ("same-origin"), headers: { Accept: "application/json" } };
  if (method === "GET") return read(await reach(PLATFORM + path, options));
  const headers = { ...options.headers, "Content-Type": "application/json" };
  return read(await reach(PLATFORM + path, { ...options, headers, body: JSON.stringify(body ?? {}) }));
}

/** Asks the ballot box: without cookies, without a trace of where from. @param {string} origin @param {string} path @param {unknown} body @returns {Promise<any>} */
export async function ballotBox(origin, path, body) {
  const url = `${origin}/box/v1${path}`;
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  // Always as long: "geen mening" is null, so the length of an encrypted ballot would tell how often it was chosen.
  const sealed = JSON.stringify(body).padEnd(BOX_BODY);
  return read(await reach(url, { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", headers, body: sealed }));
}

export const part = encodeURIComponent;

/** Asks for one of our own files, only to know that the line is back. @param {string} url @returns {Promise<string>} */
export const reached = async (url) => (await reach(url, {})).text();

/** What a mailed round link is about; changes nothing. @param {string} token @returns {Promise<{round: import("../lib/shapes.js").PublicRound}>} */
export const roundLink = (token) => platform("GET", `/round-links/${part(token)}`);
/** The ballot paper of the signed-in member. @param {string} id @returns {Promise<import("../lib/shapes.js").BallotPaper>} */
export const ballotPaper = (id) => platform("GET", `/rounds/${part(id)}/ballot-paper`);
/** Name and addresses of this installation. @returns {Promise<import("../lib/shapes.js").Instance>} */
export const instance = () => platform("GET", "/instance");
/** Ends the session. @returns {Promise<null>} */
export const logout = () => platform("POST", "/logout");
