// The walks around the vote: signing in by mail, staff from compose to withdrawal, unsubscribing, results, the afdeling.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, vote } from "./harness.js";
import { pretendBeside } from "./states.js";

let house;
before(async () => (house = await open()));
after(() => house.close());

function walk(name, act) {
  test(name, async () => {
    const device = await house.device({ width: 1000 });
    try {
      await act(device);
      assert.deepEqual(device.faults, []);
    } finally {
      await device.close();
    }
  });
}

async function demoSignIn(page, as) {
  await page.goto(house.link("Staff").replace("demo=staff", `demo=${as}`));
  await page.getByRole("button", { name: "Inloggen" }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/inloggen"));
}

walk("a member signs in with the mailed code, sees what is left to do, votes and signs out", async ({ page }) => {
  await pretendBeside(page);
  const { mail } = await house.freshLink();
  await page.goto("/inloggen");
  await page.getByLabel("E-mailadres").fill(mail.to);
  await page.getByRole("button", { name: "Stuur mij een mail" }).click();
  await page.getByLabel(/Code/).waitFor();
  const read = async () => {
    for (let i = 0; i < 40; i++) {
      const newest = (await house.letters()).find(({ to, subject }) => to === mail.to && !/Doe mee/.test(subject));
      if (newest) return (await house.letter(newest.id)).text;
      await page.waitForTimeout(500);
    }
    return assert.fail("no login mail came");
  };
  const code = (await read()).match(/\b(\d{3})\s?(\d{3})\b/);
  await page.getByLabel(/Code/).fill(code[1] + code[2]);
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByRole("heading", { name: "Nog te doen" }).waitFor();
  await page.getByRole("link", { name: /Geef je mening/ }).click();
  await vote(page);
  await page.goto("/");
  await page.getByRole("link", { name: /Bekijk of wijzig/ }).waitFor();
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("preferendum.vote.")).length);
  assert.equal(await kept(), 1);
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("button", { name: "Niet uitloggen" }).click();
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByText("Op dit toestel staat nog de code van je stem.").waitFor();
  await page.getByRole("button", { name: "Uitloggen en codes wissen" }).click();
  await page.getByRole("heading", { name: "Wat vinden de leden?" }).waitFor();
  assert.equal(await kept(), 0);
});

const moment = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 16);

async function compose(page) {
  await page.goto("/staf/rondes/nieuw");
  await page.getByLabel("Titel").fill("Proefronde van de browser");
  await page.getByLabel(/^Adviseren/).check();
  await page.getByLabel("Begint op").fill(moment(3));
  await page.getByLabel("Sluit op").fill(moment(13));
  await page.getByLabel("Uitslag op").fill(moment(14));
  for (let i = 0; i < 4; i++) {
    await page.locator(`#f-statements-${i}-text`).fill(`Stelling nummer ${i + 1} van de proefronde`);
    await page.locator(`#f-statements-${i}-owner`).fill("Het landelijk bestuur");
    await page.locator(`#f-statements-${i}-feedback_due`).fill(moment(60).slice(0, 10));
  }
  await page.getByRole("button", { name: "Opslaan" }).click();
  await page.waitForURL(/\/staf\/rondes\/[0-9a-f-]{36}$/);
}

walk("staff compose a round, a second person approves and schedules it, and two take it back", async ({ page }) => {
  await demoSignIn(page, "staff");
  await compose(page);
  const address = page.url();
  await page.getByLabel("Titel").fill("Proefronde, tweede versie");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await page.getByRole("heading", { name: "Proefronde, tweede versie", level: 1 }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Goedkeuren" }).count(), 0, "not for the author");

  const second = await house.device({ width: 1000 });
  await demoSignIn(second.page, "admin");
  await second.page.goto(address);
  await second.page.getByRole("button", { name: "Goedkeuren" }).click();
  await second.page.getByText("Goedgekeurd").first().waitFor();
  await second.page.getByRole("button", { name: "Inplannen" }).click();
  await second.page.getByText("Klaar om te openen").first().waitFor();
  await second.page.locator("summary", { hasText: "Ronde intrekken" }).click();
  await second.page.getByLabel(/reden/i).fill("In stelling 2 stond een fout.");
  await second.page.getByRole("button", { name: "Stel intrekken voor" }).click();
  await second.page.getByText("In stelling 2 stond een fout.").first().waitFor();

  await page.goto(address);
  await page.getByRole("button", { name: /Bevestig/i }).click();
  await page.getByText("Ingetrokken").first().waitFor();
  assert.deepEqual(second.faults, []);
  await second.close();
});

walk("an unsubscribe link does nothing by itself, stops at a tap, and starts again at another", async ({ page }) => {
  const { mail } = await house.freshLink();
  const address = mail.text.match(/\/afmelden\/[\w-]+/)[0];
  const state = async () => (await house.ask(`/api/v1/unsubscribe/${address.split("/").at(-1)}`)).off;
  await page.goto(address);
  await page.locator("h1").waitFor();
  assert.equal(await state(), false);
  await page.getByRole("main").getByRole("button").click();
  await page.locator(".notice-good").waitFor();
  assert.equal(await state(), true);
  await page.getByRole("main").getByRole("button").click();
  await page.locator(".notice-good").waitFor({ state: "detached" });
  assert.equal(await state(), false);
});

walk("a published round shows the server's figures, with shares of opinions only", async ({ page }) => {
  const { rounds } = await house.ask("/api/v1/rounds");
  const { id } = rounds.find(({ state }) => state === "published");
  const { statements } = await house.ask(`/api/v1/rounds/${id}/results`);
  await page.goto(`/rondes/${id}`);
  const block = page.locator("#stelling-1");
  await block.getByText("De cijfers in een tabel").click();
  const { counts } = statements[0];
  const opinions = counts[5] + counts[4] + counts[3] + counts[2] + counts[1];
  const cells = (await block.locator("td").allTextContents()).map((words) => words.replace(/\./g, ""));
  assert.deepEqual(cells.filter((_, i) => i % 2 === 0).map(Number), [5, 4, 3, 2, 1, "none"].map((key) => counts[key]));
  assert.match(await block.locator(".verdict").textContent(), new RegExp(`^${Math.floor((200 * (counts[5] + counts[4]) + opinions) / (2 * opinions))} %`));
});

walk("an afdeling sees its name and the rounds", async ({ page }) => {
  await demoSignIn(page, "viewer");
  await page.getByRole("heading", { name: "Jouw afdeling" }).waitFor();
  assert.ok((await page.locator(".card-link").count()) >= 4);
});
