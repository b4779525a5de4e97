// The address for an authenticator app: what is typed, and what fits a QR code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { otpauthForms, secretOf } from "../lib/otpauth.js";
import { qrLink } from "../lib/qr-link.js";

const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const address = (/** @type {string} */ site, /** @type {string} */ account) => `otpauth://totp/${encodeURIComponent(site)}:${encodeURIComponent(account)}?secret=${SECRET}&issuer=${encodeURIComponent(site)}`;

test("the secret is shown in groups of four", () => {
  assert.equal(secretOf(address("Preferendum", "anna@partij.nl")), "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567");
});

test("however long the names are, one of the forms fits, and each keeps the secret", () => {
  const usual = otpauthForms(address("Preferendum", "anna@partij.nl"));
  assert.notEqual(qrLink(usual[0]), null);
  const long = otpauthForms(address("Partij voor heel lange namen en meer", "voornaam.achternaam@afdeling.partij.example"));
  assert.equal(qrLink(long[0]), null);
  assert.equal(long[1], `otpauth://totp/voornaam.achternaam%40afdeling.partij.example?secret=${SECRET}`);
  assert.notEqual(qrLink(long[1]), null);
  const longest = otpauthForms(address("x", `${"a".repeat(120)}@partij.nl`));
  assert.equal(qrLink(longest[1]), null);
  assert.notEqual(qrLink(longest[2]), null);
  for (const form of [...usual, ...long, ...longest]) assert.match(form, new RegExp(`[?&]secret=${SECRET}`));
});
