// Whole votes as people give them: narrow screens, keyboard, large text, several devices, tabs and people, and everything refused.
import assert from "node:assert/strict";
import { answer, answerAll, arrived, code, firstStatement, heading, sideways, vote } from "./harness.js";
import { walks } from "./walks.js";

const { house, walkAlone } = await walks();
let diagnostic;

/** A walk of one member who did nothing yet. */
function walk(name, options, act) {
  walkAlone(name, options, async (device, t) => {
    diagnostic = (words) => t.diagnostic(words);
    await act(device, await house.freshLink());
  });
}

for (const width of [360, 320]) {
  walk(`a member votes at ${width} px in ten taps, and nothing scrolls sideways`, { width, height: 640, hasTouch: true }, async ({ page }, { url, paper }) => {
    let taps = 1;
    const tap = async (locator) => (await locator.tap(), taps++);
    await page.goto(url);
    await firstStatement(page);
    assert.doesNotMatch(await page.locator("main").innerText(), new RegExp(paper.member.first_name), "no name before the first tap");
    for (const value of [5, 4, 3, "none"]) {
      await tap(page.locator(`.choice:has(#answer-${value})`));
      assert.equal(await sideways(page), 0);
      await tap(page.locator("#next"));
      await page.waitForTimeout(150);
    }
    assert.equal(await heading(page), "Kijk je antwoorden na");
    assert.equal(await sideways(page), 0);
    await tap(page.getByRole("button", { name: "Verstuur" }));
    await arrived(page);
    assert.equal(await sideways(page), 0);
    assert.match(await code(page), /^[0-9A-HJKMNP-TV-Z]{25}$/);
    assert.equal(taps, 10);
    assert.equal((await house.ask(`/api/v1/round-links/${url.split("/r/")[1]}/open`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })).ticket_issued, true);
  });
}

walk("a stranger who reads and looks first is done within a minute and ten taps from the mail", { hasTouch: true }, async ({ page }, { url, mail }) => {
  const READS_PER_SECOND = 25; // characters: a quick adult reader has some 20 to 30
  let taps = 0;
  const begun = Date.now();
  const tap = async (locator) => {
    await page.waitForTimeout(700); // to find it and to move a thumb
    await locator.tap();
    taps++;
  };
  const read = async (locator) => page.waitForTimeout((1000 * (await locator.innerText()).length) / READS_PER_SECOND);
  await page.goto("/demo/mailbox");
  await page.goto(url);
  taps++; // the link in the mail
  assert.ok(mail.text.includes(url));
  await firstStatement(page);
  await read(page.locator("#welcome"));
  for (const value of [4, 2, 5, 3]) {
    await read(page.locator("#statement"));
    await tap(page.locator(`.choice:has(#answer-${value})`));
    await tap(page.locator("#next"));
  }
  await read(page.locator(".answers"));
  await tap(page.getByRole("button", { name: "Verstuur" }));
  await arrived(page);
  const seconds = (Date.now() - begun) / 1000;
  diagnostic(`a stranger: ${taps} taps, ${seconds.toFixed(1)} s`);
  assert.ok(taps <= 10);
  assert.ok(seconds < 60);
});

walk("a link that is badly written says that it does not work", {}, async ({ page }) => {
  for (const address of ["/r/%", "/r/%E0%A4%A", "/r/a%2Fb", "/rondes/%/stem"]) {
    await page.goto(address);
    await page.locator("h1:visible").waitFor();
    assert.match(await heading(page), /^(Deze link werkt niet|Inloggen|Deze pagina is er niet|Er klopt iets niet)$/, address);
  }
});

walk("the first tap shows the name and the afdeling", {}, async ({ page }, { url, paper }) => {
  await page.goto(url);
  await firstStatement(page);
  await page.locator("#answer-2").check();
  await page.getByText(`Welkom, ${paper.member.first_name} (${paper.member.branch_name})`).waitFor();
});

walk("a member votes with the keyboard alone", {}, async ({ page }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  const press = async (name, most = 25) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id)) === name) return;
    }
    assert.fail(`no way to ${name} by Tab`);
  };
  for (let i = 0; i < 4; i++) {
    const place = await page.locator("#place").textContent();
    await press("answer-5");
    await page.keyboard.press("Space");
    for (let down = 0; down < i; down++) await page.keyboard.press("ArrowDown");
    await press("Verder");
    await page.keyboard.press("Enter");
    await page.waitForFunction((was) => document.querySelector("#step").hidden || document.querySelector("#place").textContent !== was, place);
  }
  await press("Verstuur");
  await page.keyboard.press("Enter");
  await arrived(page);
});

walk("a member votes with text at 200 % on a 320 px screen", { width: 320 }, async ({ page }, { url }) => {
  await page.addInitScript(() => addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "200%")));
  await page.goto(url);
  await firstStatement(page);
  assert.equal(await sideways(page), 0);
  await answerAll(page);
  assert.equal(await sideways(page), 0);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(page);
  assert.equal(await sideways(page), 0);
});

walk("at 400 % zoom with large text no word of “Je stem is binnen” is broken apart", { width: 320, height: 256 }, async ({ page }, { url }) => {
  await page.addInitScript(() => addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "200%")));
  await page.goto(url);
  await vote(page);
  const lines = await page.locator("h1:visible").first().evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading);
    return range.getClientRects().length;
  });
  assert.ok(lines <= 4, `${lines} lines for four words`);
});

walk("with less motion asked nothing moves, and on paper there is the code and nothing to tap", {}, async ({ page }, { url }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(url);
  await vote(page);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".button:visible, .button-link:visible").count(), 0);
  assert.equal(await page.locator(".code:visible").count(), 1);
  assert.equal(await page.locator(".qr svg:visible").count(), 1);
});

walk("after a reload the page still knows that the vote is in, and the code", {}, async ({ page }, { url }) => {
  await page.goto(url);
  const kept = await vote(page);
  await page.reload();
  await arrived(page);
  assert.equal(await code(page), kept);
});

walk("a second device changes the vote with the code, and the first one sees it", {}, async ({ page }, { url }) => {
  await page.goto(url);
  const kept = await vote(page);
  const other = await house.device();
  await other.page.goto(url);
  await firstStatement(other.page);
  await other.page.getByRole("button", { name: /Heb je al gestemd/ }).click();
  await other.page.getByLabel("Je code").fill(kept.toLowerCase().match(/.{5}/g).join(" "));
  await other.page.getByRole("button", { name: "Ga verder" }).click();
  await arrived(other.page);
  await other.page.getByRole("button", { name: "Antwoorden wijzigen" }).click();
  await firstStatement(other.page);
  await answerAll(other.page, [1, 1, 1, 1]);
  await other.page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(other.page);
  await other.page.getByText("versie 2").waitFor();
  assert.deepEqual(other.faults, []);
  await other.close();
  await page.reload();
  await page.getByText("versie 2").waitFor();
});

walk("who says “deze keer niet” can take it back", {}, async ({ page }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await page.getByRole("button", { name: "Deze keer niet" }).click();
  await page.getByRole("heading", { name: "Deze keer doe je niet mee" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Deze keer doe je niet mee" }).waitFor();
  await page.getByRole("button", { name: "Toch meedoen" }).click();
  await vote(page);
});

walk("the back button goes one step back and keeps the answers", {}, async ({ page }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await answer(page, 5);
  await answer(page, 2);
  await page.goBack();
  await page.getByText("Stelling 2 van 4").waitFor();
  assert.equal(await page.locator("#answer-2").isChecked(), true);
  await page.goBack();
  await page.getByText("Stelling 1 van 4").waitFor();
  assert.equal(await page.locator("#answer-5").isChecked(), true);
});

walk("answers survive a reload before they are sent", {}, async ({ page }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await answer(page, 5);
  await page.getByText("Stelling 2 van 4").waitFor();
  await answer(page, 4);
  await page.reload();
  await page.getByText("Stelling 1 van 4").waitFor();
  await page.waitForTimeout(500);
  const kept = await page.evaluate(() => Object.entries(sessionStorage).find(([key]) => key.startsWith("preferendum.vote."))?.[1]);
  assert.deepEqual(JSON.parse(kept).filter((one) => one !== null && one !== undefined).sort(), [4, 5]);
});

walk("two tabs of one member end with one vote", {}, async ({ page, tab }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  const second = await tab();
  await second.goto(url);
  await firstStatement(second);
  await answerAll(second, [1, 1, 1, 1]);
  await page.bringToFront();
  await answerAll(page, [5, 5, 5, 5]);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(page);
  await second.bringToFront();
  await second.getByRole("button", { name: "Verstuur" }).click();
  await arrived(second);
  assert.equal(await code(second), await code(page));
  await second.getByText("versie 2").waitFor();
});

walk("two people on one phone each keep their own vote and ticket", {}, async ({ page, tab }, { url }) => {
  const partner = await house.freshLink();
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  const second = await tab();
  await second.goto(partner.url);
  const theirs = await vote(second);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(page);
  assert.notEqual(await code(page), theirs);
  await second.reload();
  await arrived(second);
  assert.equal(await code(second), theirs);
});

walk("with storage refused the vote arrives, and the page says what it cannot do", {}, async ({ page }, { url }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { get: () => { throw new DOMException("refused", "SecurityError"); } });
  });
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await page.getByText("Dit toestel kan niets bewaren.").waitFor();
  await page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(page);
  await page.getByText("Dit toestel kan niets bewaren. Schrijf de code over").waitFor();
});

walk("with cookies refused the page says that, and keeps the answers", {}, async ({ page, context }, { url }) => {
  await context.route(/\/open$/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers["set-cookie"];
    await route.fulfill({ response, headers });
    await context.clearCookies();
  });
  await page.goto(url);
  await firstStatement(page);
  await answerAll(page);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByRole("heading", { name: "Nog niet verstuurd" }).waitFor();
  await page.getByText(/cookies/).waitFor();
});

walk("the page speaks English from the first to the last screen", {}, async ({ page }, { url }) => {
  await page.goto(url);
  await firstStatement(page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Continue" }).waitFor();
  for (const value of [5, 4, 3, "none"]) await answer(page, value);
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("heading", { name: "Your vote has arrived" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await page.getByRole("heading", { name: "Your vote has arrived" }).waitFor();
});
