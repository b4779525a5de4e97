// Bytes, numbers and their spellings (hex, base64url, UTF-8). Never keys, never storage, never the page.

const encoder = new TextEncoder();

/** UTF-8 bytes of a text. @param {string} value @returns {Uint8Array<ArrayBuffer>} */
export function utf8(value) {
  return new Uint8Array(encoder.encode(value));
}

/** One array with all parts after each other. @param {...Uint8Array} parts @returns {Uint8Array<ArrayBuffer>} */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lower-case hex of the bytes. @param {Uint8Array} bytes @returns {string} */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes of a hex text; throws on anything else. @param {string} hex @returns {Uint8Array<ArrayBuffer>} */
export function fromHex(hex) {
  if (hex.length % 2 !== 0 || /[^0-9a-f]/i.test(hex)) throw new Error("not hex");
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Base64url without padding. @param {Uint8Array} bytes @returns {string} */
export function toBase64url(bytes) {
  const plain = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Bytes of base64url without padding; throws on anything else. @param {string} value @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64url(value) {
  if (/[^A-Za-z0-9_-]/.test(value)) throw new Error("not base64url");
  const plain = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** The bytes as one big-endian number. @param {Uint8Array} bytes @returns {bigint} */
export function toNumber(bytes) {
  return bytes.length === 0 ? 0n : BigInt("0x" + toHex(bytes));
}

/** A number as big-endian bytes of a fixed length; throws when it does not fit. @param {bigint} number @param {number} length @returns {Uint8Array<ArrayBuffer>} */
export function fromNumber(number, length) {
  const hex = number.toString(16);
  if (number < 0n || hex.length > 2 * length) throw new Error("number too large");
  return fromHex(hex.padStart(2 * length, "0"));
}

/** The 16 bytes of a UUID with dashes; throws on anything else. @param {string} uuid @returns {Uint8Array<ArrayBuffer>} */
export function uuidBytes(uuid) {
  const bytes = fromHex(uuid.replaceAll("-", ""));
  if (bytes.length !== 16) throw new Error("not a uuid");
  return bytes;
}

/** SHA-256 of the bytes. @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
