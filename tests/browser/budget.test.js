// What the voting page costs over the wire, headers and all, on an empty cache, and how soon it can be used on a slow line.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerAll, arrived, firstStatement, open } from "./harness.js";

const FIRST = { requests: 6, bytes: 14_000, slowMs: 2_500 };
const LATER = { requests: 2, bytes: 12_000 };
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

let house;
before(async () => (house = await open()));
after(() => house.close());

/** Notes every request of a page with its bytes on the wire and when it ended. */
async function meter({ context, page }, slow) {
  const cdp = await context.newCDPSession(page);
  const requests = new Map();
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (slow) await cdp.send("Network.emulateNetworkConditions", SLOW);
  cdp.on("Network.requestWillBeSent", ({ requestId, request, timestamp }) => /^http/.test(request.url) && requests.set(requestId, { url: request.url, from: timestamp }));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength, timestamp }) => Object.assign(requests.get(requestId) ?? {}, { bytes: encodedDataLength, to: timestamp }));
  return () => [...requests.values()];
}
const sum = (list) => list.reduce((total, { bytes = 0 }) => total + bytes, 0);

/** Those that had to be there before the first statement: everything up to the answer of the one question to the API. */
function untilFirst(list) {
  const question = list.find(({ url }) => /\/round-links\//.test(url));
  return list.filter(({ from, url }) => from <= question.from && !/favicon/.test(url));
}

test(`the first statement can be answered after ${FIRST.requests} requests and ${FIRST.bytes} bytes, and nothing goes to others`, async (t) => {
  const device = await house.device({ isMobile: true, hasTouch: true });
  const measured = await meter(device);
  await device.page.goto((await house.freshLink()).url);
  await firstStatement(device.page);
  await device.page.waitForTimeout(1500);
  const first = untilFirst(measured());
  t.diagnostic(`first: ${first.length} requests, ${sum(first)} bytes`);
  for (const { url, bytes } of first) t.diagnostic(`  ${bytes} ${new URL(url).pathname.slice(0, 50)}`);
  assert.ok(first.length <= FIRST.requests);
  assert.ok(sum(first) <= FIRST.bytes);
  assert.deepEqual(device.faults, []);
  await answerAll(device.page);
  await device.page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(device.page);
  await device.page.waitForTimeout(500);
  const later = measured().filter((one) => !first.includes(one));
  const [files, questions] = [later.filter(({ url }) => /\/s\//.test(url)), later.filter(({ url }) => !/\/s\//.test(url))];
  t.diagnostic(`later, until the code is on the screen: ${files.length} files, ${sum(files)} bytes; and ${questions.length} questions to the servers, ${sum(questions)} bytes`);
  for (const { url, bytes } of later) t.diagnostic(`  ${bytes} ${new URL(url).pathname.slice(0, 70)}`);
  assert.ok(files.length <= LATER.requests);
  assert.ok(sum(files) <= LATER.bytes);
  await device.close();
});

test(`at 400 ms and 400 kbit/s the first statement can be answered within ${FIRST.slowMs} ms`, async (t) => {
  const device = await house.device({ isMobile: true, hasTouch: true });
  const { url } = await house.freshLink();
  await meter(device, true);
  const begun = Date.now();
  await device.page.goto(url, { waitUntil: "commit" });
  await firstStatement(device.page);
  const taken = Date.now() - begun;
  t.diagnostic(`slow line: ${taken} ms`);
  assert.ok(taken <= FIRST.slowMs);
  await device.close();
});

test("assets carry the tree's hash, may be kept for ever, and come compressed", async () => {
  const html = await (await fetch(house.url)).text();
  for (const [path] of html.matchAll(/\/s\/[0-9a-f]+\/[^"]+\.(?:js|css)/g)) {
    const { headers } = await fetch(house.url + path, { headers: { "Accept-Encoding": "br" } });
    assert.match(headers.get("cache-control"), /immutable/, path);
    assert.equal(headers.get("content-encoding"), "br", path);
  }
});
