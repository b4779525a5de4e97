// The member's half of the ticket: published vectors, our own recorded ticket, and another library's opinion.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { concat, fromBase64url, fromHex, toBase64url, toHex, toNumber } from "../lib/bytes.js";
import { blind, finalize, inverse, readKey, verify } from "../lib/blind.js";
import { makeCode } from "../lib/code.js";
import { chainValue, hashTimes, lineCode, openCode, requestTicket } from "../lib/ticket.js";
import { VECTOR, buildVector, sign } from "./ticket-fixture.js";

const vectors = JSON.parse(readFileSync(new URL("../../tests/data/rfc9474-vectors.json", import.meta.url), "utf8"));
const ours = JSON.parse(readFileSync(VECTOR, "utf8"));
const bytesOf = (/** @type {string} */ hex) => fromHex(hex.replace(/^0x/, ""));

for (const vector of vectors) {
  test(`RFC 9474 ${vector.name} is reproduced`, async () => {
    const key = readKey({ kty: "RSA", n: toBase64url(bytesOf(vector.n)), e: "AQAB" });
    const message = concat(bytesOf(vector.msg_prefix), bytesOf(vector.msg));
    assert.equal(toHex(message), vector.input_msg);
    const inverted = toNumber(bytesOf(vector.inv));
    const made = await blind(key, message, bytesOf(vector.salt), inverse(inverted, key.n));
    assert.equal(toHex(made.blinded), vector.blinded_msg);
    assert.equal(made.inverse, inverted);
    const signature = await finalize(key, message, bytesOf(vector.blind_sig), inverted, bytesOf(vector.salt).length);
    assert.equal(toHex(signature), vector.sig);
  });
}

test("the recorded ticket is made again, byte for byte", async () => {
  assert.deepEqual(await buildVector(ours.jwk_private), ours);
});

test("a ticket of ours verifies with another library, and one of theirs with us", async () => {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const scheme = { name: "RSA-PSS", hash: "SHA-384" };
  const publicKey = await crypto.subtle.importKey("jwk", ours.jwk, scheme, true, ["verify"]);
  const privateKey = await crypto.subtle.importKey("jwk", { ...ours.jwk_private, ext: true }, scheme, true, ["sign"]);
  const message = concat(fromBase64url(ours.prefix), fromBase64url(ours.token));
  assert.ok(await suite.verify(publicKey, fromBase64url(ours.signature), message));
  const theirs = suite.prepare(fromBase64url(ours.token));
  const { blindedMsg, inv } = await suite.blind(publicKey, theirs);
  const signature = await suite.finalize(publicKey, theirs, await suite.blindSign(privateKey, blindedMsg), inv);
  assert.ok(await verify(readKey(ours.jwk), new Uint8Array(theirs), new Uint8Array(signature), 48));
});

test("a wrong answer of the signer is refused before it is kept", async () => {
  const request = await requestTicket(await openCode(await makeCode(), ours.round), ours.jwk);
  await assert.rejects(request.finish(ours.blind_signature));
  const good = fromBase64url(sign(request.blinded, ours.jwk_private));
  assert.equal(fromBase64url(await request.finish(toBase64url(good))).length, 256);
  good[200] ^= 1;
  await assert.rejects(request.finish(toBase64url(good)));
  await assert.rejects(request.finish(toBase64url(good.slice(1))));
});

test("every version leads to the same token, and no version outside 1 to 32 exists", async () => {
  const secrets = await openCode(await makeCode(), ours.round);
  for (const version of [1, 2, 17, 32]) {
    assert.deepEqual(await hashTimes(await chainValue(secrets, version), version), secrets.token);
  }
  for (const version of [0, 33, 1.5]) await assert.rejects(chainValue(secrets, version));
});

test("line codes differ per statement, version and round", async () => {
  const code = await makeCode();
  const here = await openCode(code, ours.round);
  const there = await openCode(code, "00000000-0000-4000-8000-000000000002");
  const lines = [await lineCode(here, 1, 1), await lineCode(here, 2, 1), await lineCode(here, 1, 2), await lineCode(there, 1, 1)];
  assert.equal(new Set(lines).size, 4);
  for (const line of lines) assert.match(line, /^[0-9A-HJKMNP-TV-Z]{16}$/);
});

test("unfit keys are refused", () => {
  const good = fromBase64url(ours.jwk.n);
  assert.throws(() => readKey({ ...ours.jwk, e: "Aw" }));
  assert.throws(() => readKey({ ...ours.jwk, kty: "EC" }));
  assert.throws(() => readKey({ ...ours.jwk, n: toBase64url(good.slice(1)) }));
  assert.throws(() => readKey({ ...ours.jwk, n: toBase64url(concat(good.slice(0, -1), Uint8Array.of(2))) }));
});
