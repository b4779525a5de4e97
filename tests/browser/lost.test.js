// The line drops at each of the four requests, and the round closes under way: the page says which of the two is true, and nothing is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, answerAll, arrived, code, firstStatement, open } from "./harness.js";
import { pretend, refuse } from "./states.js";

let house;
before(async () => (house = await open()));
after(() => house.close());

/** Drops the first `times` requests; with `late`, only their answers, after the server did its work. */
async function drop(page, address, { times = 1, late = false } = {}) {
  let dropped = 0;
  await page.route(address, async (route) => {
    if (dropped++ >= times) return route.continue();
    if (late) await route.fetch();
    await route.abort();
  });
}

function walk(name, act) {
  test(name, async () => {
    const device = await house.device();
    try {
      await act(device.page, await house.freshLink(), device);
    } finally {
      await device.close();
    }
  });
}
const send = (page) => page.getByRole("button", { name: "Verstuur" }).click();

walk("line lost at the first request: the page says so, and goes on at a tap", async (page, { url }) => {
  await drop(page, /\/round-links\/[^/]+$/);
  await page.goto(url);
  await page.getByText("Er is geen verbinding.").waitFor();
  await page.getByRole("button", { name: "Probeer opnieuw" }).click();
  await firstStatement(page);
});

walk("line lost while opening the link: answering goes on, and sending opens it", async (page, { url }) => {
  await drop(page, /\/open$/, { times: 2 });
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await send(page);
  await arrived(page);
});

for (const [name, address] of [["asking the ticket", /\/ticket$/], ["casting", /\/ballots$/]]) {
  for (const late of [false, true]) {
    walk(`line lost while ${name}, ${late ? "after" : "before"} the server got it: “nog niet verstuurd”, and one vote in the end`, async (page, { url }) => {
      await page.goto(url);
      await firstStatement(page);
      await answerAll(page);
      await drop(page, address, { times: 2, late });
      await send(page);
      await page.getByRole("heading", { name: "Nog niet verstuurd" }).waitFor();
      const shown = await code(page);
      await page.getByRole("button", { name: "Nu proberen" }).click();
      await arrived(page);
      assert.equal(await code(page), shown);
      await page.getByText("In de stembus ligt 1 stem").waitFor();
    });
  }
}

walk("the page is closed while nothing comes through: the next visit sends the kept answers", async (page, { url }, device) => {
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await refuse(page, /\/ballots$/);
  await send(page);
  await page.getByRole("heading", { name: "Nog niet verstuurd" }).waitFor();
  await page.getByRole("button", { name: "Nu proberen" }).waitFor();
  const shown = await code(page);
  await page.close();
  const next = await device.tab();
  await next.goto(url);
  await arrived(next);
  assert.equal(await code(next), shown);
});

walk("a slow line: answering before the rest of the page is there stays on its statement, and then goes on", async (page, { url }) => {
  await page.route(/vote\/ballot\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(url);
  await page.locator("#answer-4").check();
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("#place").textContent(), "Stelling 1 van 4");
  assert.equal(await page.locator("#answer-4").isChecked(), true);
  await answerAll(page);
});

for (const times of [1, 2]) {
  walk(`the rest of the page is lost ${times === 1 ? "once" : "twice"}: the answer stays, and after a tap the vote goes on`, async (page, { url }) => {
    await drop(page, /vote\/ballot\.js$/, { times });
    await page.goto(url);
    await firstStatement(page);
    const statement = await page.locator("#statement").textContent();
    await page.locator("#answer-4").check();
    await page.locator("#next").click();
    if (times === 2) {
      await page.getByRole("link", { name: /Er is geen verbinding/ }).waitFor();
      await page.locator("#next").click();
    }
    await page.getByRole("button", { name: "Deze keer niet" }).waitFor();
    assert.equal(await page.locator("#statement").textContent(), statement);
    assert.equal(await page.locator("#answer-4").isChecked(), true);
    await answerAll(page);
    await send(page);
    await arrived(page);
  });
}

walk("the line drops together with a refusal: the page says that, and the next tap begins again with the kept answers", async (page, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await drop(page, /vote\/ballot-trouble\.js$/);
  await refuse(page, /\/ticket$/, 409, "round_closed");
  await send(page);
  await page.getByText("Er is geen verbinding.").waitFor();
  await page.getByRole("button", { name: "Probeer opnieuw" }).click();
  await page.getByRole("heading", { name: "Je stem is te laat" }).waitFor();
});

walk("the phone goes offline after the first statement is there", async (page, { url }, device) => {
  await page.goto(url);
  await firstStatement(page);
  await page.getByRole("button", { name: "Deze keer niet" }).waitFor();
  await device.context.setOffline(true);
  await answer(page, 5);
  await answer(page, 4);
  await device.context.setOffline(false);
  await answer(page, 3);
  await answer(page, 2);
  await send(page);
  await arrived(page);
});

walk("the round closes before the answers arrive: too late, in so many words", async (page, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await refuse(page, /\/ticket$/, 409, "round_closed");
  await send(page);
  await page.getByRole("heading", { name: "Je stem is te laat" }).waitFor();
});

walk("a closed round says when the result comes", async (page, { url }) => {
  await pretend(page, { state: "closed" });
  await page.goto(url);
  await page.getByRole("heading", { name: "Deze ronde is gesloten" }).waitFor();
  await page.getByText(/De uitslag komt op/).waitFor();
});

walk("answers of another ballot paper than the published one are never sent", async (page, { url }) => {
  await pretend(page, { title: "Een heel andere ronde" });
  let sent = 0;
  await page.route(/\/(ticket|ballots)$/, (route) => (sent++, route.continue()));
  await page.goto(url);
  await firstStatement(page);
  await page.locator("#answer-1").check();
  await page.getByRole("heading", { name: "Stem nu niet" }).waitFor();
  assert.equal(sent, 0);
});
