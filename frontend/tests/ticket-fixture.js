// Makes the one recorded end-to-end ticket that browser and server are both tested against. Run with --write to record it again.
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fromBase64url, fromNumber, toBase64url, toHex, toNumber } from "../lib/bytes.js";
import { power, readKey } from "../lib/blind.js";
import { spellCode } from "../lib/code.js";
import { blindingFactor, chainValue, lineCode, makeBallot, openCode, requestTicket } from "../lib/ticket.js";

/** @typedef {{kty: string, n: string, e: string, d: string}} PrivateKey */

export const VECTOR = new URL("../../tests/data/ticket-vector.json", import.meta.url);
const ROUND = "00000000-0000-4000-8000-000000000001";

/** A raw RSA private operation, as the server's signer does it. @param {string} blinded @param {PrivateKey} key @returns {string} */
export function sign(blinded, key) {
  const n = toNumber(fromBase64url(key.n));
  const signed = power(toNumber(fromBase64url(blinded)), toNumber(fromBase64url(key.d)), n);
  return toBase64url(fromNumber(signed, 256));
}

/** Builds the record for a fixed code and round and the given key. @param {PrivateKey} jwkPrivate @returns {Promise<Record<string, unknown>>} */
export async function buildVector(jwkPrivate) {
  const bytes = Uint8Array.from({ length: 15 }, (_, i) => i);
  const jwk = { kty: "RSA", n: jwkPrivate.n, e: jwkPrivate.e };
  const code = await spellCode(bytes);
  const secrets = await openCode(code, ROUND);
  const request = await requestTicket(secrets, jwk);
  const blindSignature = sign(request.blinded, jwkPrivate);
  const signature = await request.finish(blindSignature);
  const r = await blindingFactor(secrets, readKey(jwk).n);
  /** @type {Record<string, string>} */
  const x = {};
  /** @type {Record<string, string>} */
  const lines = {};
  for (const version of [1, 2, 31, 32]) {
    x[version] = toBase64url(await chainValue(secrets, version));
    for (const statement of [1, 2, 3, 4]) lines[`${statement}/${version}`] = await lineCode(secrets, statement, version);
  }
  const ballot = await makeBallot(secrets, { area: 1, version: 2, signature, answers: [5, 4, null, 1] });
  return {
    about: "code bytes 00..0e; r is hex of 256 bytes, all other bytes are base64url without padding; x and lines are keyed by version and statement/version",
    code, code_bytes_hex: toHex(bytes), round: ROUND, jwk, jwk_private: jwkPrivate,
    a: toBase64url(secrets.a), token: toBase64url(secrets.token), prefix: toBase64url(secrets.prefix),
    salt: toBase64url(secrets.salt), r: toHex(fromNumber(r, 256)),
    blinded: request.blinded, blind_signature: blindSignature, signature, x, lines, ballot,
  };
}

/** @returns {Promise<PrivateKey>} */
async function recordedKey() {
  try {
    return JSON.parse(readFileSync(VECTOR, "utf8")).jwk_private;
  } catch {
    const scheme = { name: "RSA-PSS", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-384" };
    const pair = await crypto.subtle.generateKey(scheme, true, ["sign", "verify"]);
    const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey("jwk", pair.privateKey);
    return /** @type {any} */ ({ kty, n, e, d, p, q, dp, dq, qi });
  }
}

if (argv.includes("--write")) {
  writeFileSync(VECTOR, JSON.stringify(await buildVector(await recordedKey()), null, 2) + "\n");
}
