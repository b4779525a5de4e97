// RFC 9474 blind RSA signatures, the member's side, SHA-384, any salt length. Never the code, never the network.
import { concat, fromBase64url, fromNumber, toNumber } from "./bytes.js";

const HASH_BYTES = 48;
const MIN_BITS = 2048;

/** @typedef {{kty: string, n: string, e: string}} PublicKey */
/** @typedef {{n: bigint, e: bigint, bits: number, bytes: number, jwk: {kty: "RSA", n: string, e: string}}} RsaKey */

/** Reads a public JWK; throws unless it is RSA, e = 65537 and n is odd with at least 2048 bits. @param {PublicKey} jwk @returns {RsaKey} */
export function readKey(jwk) {
  const n = toNumber(fromBase64url(jwk.n));
  const e = toNumber(fromBase64url(jwk.e));
  const bits = n.toString(2).length;
  if (jwk.kty !== "RSA" || e !== 65537n || bits < MIN_BITS || n % 2n === 0n) throw new Error("unfit key");
  return { n, e, bits, bytes: Math.ceil(bits / 8), jwk: { kty: "RSA", n: jwk.n, e: jwk.e } };
}

/** base^exponent mod modulus. @param {bigint} base @param {bigint} exponent @param {bigint} modulus @returns {bigint} */
export function power(base, exponent, modulus) {
  let result = 1n;
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse of a number mod modulus; throws when there is none. @param {bigint} number @param {bigint} modulus @returns {bigint} */
export function inverse(number, modulus) {
  let [r0, r1, t0, t1] = [modulus, number % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw new Error("no inverse");
  return t0 < 0n ? t0 + modulus : t0;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function sha384(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
}

/** @param {Uint8Array} seed @param {number} length @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function mgf1(seed, length) {
  const blocks = [];
  for (let i = 0; i * HASH_BYTES < length; i++) blocks.push(await sha384(concat(seed, fromNumber(BigInt(i), 4))));
  return concat(...blocks).slice(0, length);
}

/** EMSA-PSS of a message (RFC 8017, 9.1.1). @param {Uint8Array<ArrayBuffer>} message @param {Uint8Array} salt @param {number} emBits @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function encodePss(message, salt, emBits) {
  const emBytes = Math.ceil(emBits / 8);
  if (emBytes < HASH_BYTES + salt.length + 2) throw new Error("key too short");
  const hash = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  const block = concat(new Uint8Array(emBytes - salt.length - HASH_BYTES - 2), Uint8Array.of(1), salt);
  const mask = await mgf1(hash, block.length);
  block.forEach((byte, i) => (block[i] = byte ^ mask[i]));
  block[0] &= 255 >> (8 * emBytes - emBits);
  return concat(block, hash, Uint8Array.of(0xbc));
}

/**
 * Blinds a prepared message with the factor r (1 … n−1).
 * @param {RsaKey} key @param {Uint8Array<ArrayBuffer>} message @param {Uint8Array} salt @param {bigint} r
 * @returns {Promise<{blinded: Uint8Array<ArrayBuffer>, inverse: bigint}>}
 */
export async function blind(key, message, salt, r) {
  const m = toNumber(await encodePss(message, salt, key.bits - 1));
  inverse(m, key.n);
  const blinded = (m * power(r, key.e, key.n)) % key.n;
  return { blinded: fromNumber(blinded, key.bytes), inverse: inverse(r, key.n) };
}

/** True when the signature fits the message under the key. @param {RsaKey} key @param {Uint8Array<ArrayBuffer>} message @param {Uint8Array<ArrayBuffer>} signature @param {number} saltBytes @returns {Promise<boolean>} */
export async function verify(key, message, signature, saltBytes) {
  const scheme = { name: "RSA-PSS", hash: "SHA-384" };
  const jwk = { ...key.jwk, alg: "PS384", ext: true };
  const imported = await crypto.subtle.importKey("jwk", jwk, scheme, false, ["verify"]);
  return crypto.subtle.verify({ name: "RSA-PSS", saltLength: saltBytes }, imported, signature, message);
}

/**
 * Takes the blinding off and verifies; throws when the signer answered anything but a good signature.
 * @param {RsaKey} key @param {Uint8Array<ArrayBuffer>} message @param {Uint8Array} blindSignature @param {bigint} inverted @param {number} saltBytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function finalize(key, message, blindSignature, inverted, saltBytes) {
  const blindNumber = toNumber(blindSignature);
  if (blindSignature.length !== key.bytes || blindNumber >= key.n) throw new Error("bad signature");
  const signature = fromNumber((blindNumber * inverted) % key.n, key.bytes);
  if (!(await verify(key, message, signature, saltBytes))) throw new Error("bad signature");
  return signature;
}
