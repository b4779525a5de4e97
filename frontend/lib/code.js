// The member's code: 15 random bytes as 24 Crockford base32 letters and one check letter. Never what is derived from it.
import { concat, sha256, utf8 } from "./bytes.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES = 15;
const CODE_LETTERS = 25;

/** Crockford base32 of bytes whose bits divide by five, big-endian. @param {Uint8Array} bytes @returns {string} */
export function crockford(bytes) {
  let bits = 0;
  let held = 0;
  let letters = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += ALPHABET[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return letters;
}

/** @param {string} letters @returns {Uint8Array<ArrayBuffer>} */
function crockfordBytes(letters) {
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const letter of letters) {
    held = (held << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}

/** @param {Uint8Array} bytes @returns {Promise<string>} */
async function checkLetter(bytes) {
  const hash = await sha256(concat(utf8("preferendum code check"), bytes));
  return ALPHABET[hash[0] >> 3];
}

/** Spells 15 bytes as the 25 letters of a code, without spaces. @param {Uint8Array} bytes @returns {Promise<string>} */
export async function spellCode(bytes) {
  if (bytes.length !== CODE_BYTES) throw new Error("a code has 15 bytes");
  return crockford(bytes) + (await checkLetter(bytes));
}

/** Draws a new code of 120 random bits. @returns {Promise<string>} */
export async function makeCode() {
  return spellCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
}

/**
 * Reads a typed code: forgives case, spaces, dashes and O, I, L; tells what is wrong otherwise.
 * @param {string} typed
 * @returns {Promise<{code: string, bytes: Uint8Array<ArrayBuffer>, wrong: null} | {code: null, bytes: null, wrong: "empty"|"length"|"letters"|"check"}>}
 */
export async function readCode(typed) {
  const letters = typed.toUpperCase().replace(/[\s\-–—.]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const refuse = (/** @type {"empty"|"length"|"letters"|"check"} */ wrong) => ({ code: null, bytes: null, wrong });
  if (letters === "") return refuse("empty");
  if ([...letters].some((letter) => !ALPHABET.includes(letter))) return refuse("letters");
  if (letters.length !== CODE_LETTERS) return refuse("length");
  const bytes = crockfordBytes(letters.slice(0, -1));
  if ((await checkLetter(bytes)) !== letters.at(-1)) return refuse("check");
  return { code: letters, bytes, wrong: null };
}
