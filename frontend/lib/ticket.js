// Everything a code gives for one round: token, chain, line codes, and the blind-signed ticket. Never stores, never fetches.
import { concat, fromBase64url, sha256, toBase64url, toNumber, utf8, uuidBytes } from "./bytes.js";
import { blind, finalize, readKey } from "./blind.js";
import { crockford, readCode } from "./code.js";

export const LAST_VERSION = 32;
const SALT_BYTES = 48;

/** @typedef {{a: Uint8Array<ArrayBuffer>, token: Uint8Array<ArrayBuffer>, prefix: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, expand: (info: string, length: number) => Promise<Uint8Array<ArrayBuffer>>}} Secrets */
/** @typedef {5|4|3|2|1|null} Answer */
/** @typedef {{area: number, prefix: string, token: string, version: number, x: string, signature: string, format: 1, answers: Answer[], lines: string[]}} Ballot */

/** Opens a code for one round; throws on a code that does not read. @param {string} code @param {string} round UUID @returns {Promise<Secrets>} */
export async function openCode(code, round) {
  const read = await readCode(code);
  if (read.bytes === null) throw new Error("bad code");
  const salt = concat(utf8("preferendum ticket v1"), uuidBytes(round));
  const material = await crypto.subtle.importKey("raw", read.bytes, "HKDF", false, ["deriveBits"]);
  /** @param {string} info @param {number} length */
  const expand = async (info, length) => {
    const scheme = { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(scheme, material, 8 * length));
  };
  const a = await expand("a", 32);
  const token = await hashTimes(a, LAST_VERSION);
  return { a, token, prefix: await expand("prefix", 32), salt: await expand("salt", SALT_BYTES), expand };
}

/** SHA-256 applied a number of times. @param {Uint8Array<ArrayBuffer>} start @param {number} times @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function hashTimes(start, times) {
  let value = start;
  for (let i = 0; i < times; i++) value = await sha256(value);
  return value;
}

/** The chain value that a ballot of this version shows. @param {Secrets} secrets @param {number} version 1 … 32 @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function chainValue(secrets, version) {
  if (!Number.isInteger(version) || version < 1 || version > LAST_VERSION) throw new Error("no such version");
  return hashTimes(secrets.a, LAST_VERSION - version);
}

/** The 16-letter line code of one statement (1 … 4) in one version. @param {Secrets} secrets @param {number} statement @param {number} version @returns {Promise<string>} */
export async function lineCode(secrets, statement, version) {
  return crockford(await secrets.expand(`line/${statement}/${version}`, 10));
}

/** The blinding factor for a key, always the same for the same code and round. @param {Secrets} secrets @param {bigint} n @returns {Promise<bigint>} */
export async function blindingFactor(secrets, n) {
  return 1n + (toNumber(await secrets.expand("blind", 272)) % (n - 1n));
}

/**
 * What is sent to the platform to be signed (base64url), and the act that makes a checked signature of its reply.
 * @param {Secrets} secrets @param {import("./blind.js").PublicKey} jwk
 * @returns {Promise<{blinded: string, finish: (reply: string) => Promise<string>}>}
 */
export async function requestTicket(secrets, jwk) {
  const key = readKey(jwk);
  const message = concat(secrets.prefix, secrets.token);
  const made = await blind(key, message, secrets.salt, await blindingFactor(secrets, key.n));
  return {
    blinded: toBase64url(made.blinded),
    finish: async (reply) =>
      toBase64url(await finalize(key, message, fromBase64url(reply), made.inverse, SALT_BYTES)),
  };
}

/**
 * The body for the ballot box. Answers stand in the order of statements 1 … 4.
 * @param {Secrets} secrets @param {{area: number, version: number, signature: string, answers: Answer[]}} vote
 * @returns {Promise<Ballot>}
 */
export async function makeBallot(secrets, { area, version, signature, answers }) {
  const lines = await Promise.all([1, 2, 3, 4].map((statement) => lineCode(secrets, statement, version)));
  return {
    area,
    prefix: toBase64url(secrets.prefix),
    token: toBase64url(secrets.token),
    version,
    x: toBase64url(await chainValue(secrets, version)),
    signature,
    format: 1,
    answers,
    lines,
  };
}
