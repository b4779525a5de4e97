// The walks around the vote: signing in by mail, staff from compose to withdrawal, unsubscribing, results, the afdeling.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { vote } from "./harness.js";
import { branchAddress, pretendRepeated } from "./states.js";
import { walks } from "./walks.js";

const { house, walkAlone, demoSignIn } = await walks();
const walk = (name, act) => walkAlone(name, { width: 1000 }, act);

/** The invitation of a member who did nothing yet and shares the address with nobody: of the demo's members, every hundredth shares one that ends in 59. */
async function ofOnePerson() {
  for (;;) {
    const { mail } = await house.freshLink();
    if (!/59@/.test(mail.to)) return mail;
  }
}

/** The text of the letter with the code, once it has come. */
async function loginLetter(address) {
  for (let i = 0; i < 60; i++) {
    const letter = (await house.letters()).find(({ to, subject }) => to === address && /^Inloggen/.test(subject));
    if (letter) return (await house.letter(letter.id)).text;
    await sleep(500);
  }
  return assert.fail("no login mail came");
}

walk("a member signs in with the mailed code, sees what is left to do, votes and signs out", async ({ page }) => {
  const mail = await ofOnePerson();
  await page.goto("/inloggen");
  await page.getByLabel("E-mailadres").fill(mail.to);
  await page.getByRole("button", { name: "Stuur mij een mail" }).click();
  await page.getByLabel(/Code/).waitFor();
  const code = (await loginLetter(mail.to)).match(/\b(\d{3})\s?(\d{3})\b/);
  await page.getByLabel(/Code/).fill(code[1] + code[2]);
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByRole("heading", { name: "Nog te doen" }).waitFor();
  await page.getByRole("link", { name: /Geef je mening/ }).click();
  await vote(page);
  await page.goto("/");
  await page.getByRole("link", { name: /Bekijk of wijzig/ }).waitFor();
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("preferendum.vote.")).length);
  assert.equal(await kept(), 1);
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByRole("button", { name: "Niet uitloggen" }).click();
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
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

const share = (part, whole) => Math.floor((200 * part + whole) / (2 * whole));
const agreed = (counts) => share(counts[5] + counts[4], counts[5] + counts[4] + counts[3] + counts[2] + counts[1]);
const published = async () => {
  const { id } = (await house.ask("/api/v1/rounds")).rounds.find(({ state }) => state === "published");
  return { id, results: await house.ask(`/api/v1/rounds/${id}/results`) };
};

walk("an afdeling is found from the result, and stands above its region and the country with the server's figures", async ({ page }) => {
  const { id, results } = await published();
  const region = results.regions.find(({ groups }) => groups.length > 1);
  const group = results.groups.find((one) => region.groups.includes(one.id) && one.branches.length === 1);
  const [branch] = group.branches;
  await page.goto(`/rondes/${id}`);
  await page.getByLabel("Zoek een afdeling").fill(branch.name.toUpperCase());
  await page.getByRole("link", { name: `Uitslag voor afdeling ${branch.name}` }).first().click();
  await page.getByRole("heading", { name: `Uitslag voor afdeling ${branch.name}`, level: 1 }).waitFor();
  const items = await page.locator("#stelling-1 .level").allTextContents();
  const expected = [group, region, results].map(({ statements: [one], ballots }) => ({ agree: agreed(one.counts), n: new Intl.NumberFormat("nl-NL").format(ballots) }));
  assert.equal(items.length, 3);
  expected.forEach(({ agree, n }, i) => assert.ok(items[i].includes(`${agree} % (helemaal) mee eens`) && items[i].includes(`${n} stemmen`), items[i]));
});

walk("an afdeling that is counted together is told with whom, and its file has the same figures", async ({ page }) => {
  const { results } = await published();
  const address = await branchAddress(false)(house);
  const group = results.groups.find(({ branches }) => branches.some(({ code }) => code === address.split("/").at(-1)));
  await page.goto(address);
  await page.getByText(`is meegeteld met ${group.branches[1].name}`).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /CSV/ }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const rows = Buffer.concat(chunks).toString("utf8").split("\r\n").map((row) => row.split(";"));
  assert.equal(rows[0][0], "\ufeffniveau");
  const given = rows.filter(([level, , number]) => level === "afdeling" && number === "1").map((row) => Number(row.at(-2)));
  assert.deepEqual(given, [5, 4, 3, 2, 1, "none"].map((key) => group.statements[0].counts[key]));
});

walk("a repeated statement shows the trend of what was published each time", async ({ page }) => {
  await pretendRepeated(page, house);
  await page.goto(await branchAddress(true)(house));
  await page.locator("#stelling-1 .level").first().waitFor();
  const [now, before] = (await house.ask("/api/v1/rounds")).rounds.filter(({ state }) => state === "published");
  const code = page.url().split("/").at(-1);
  const part = new Set([code]);
  const partitions = await Promise.all([now, before].map(async ({ id }) => (await house.ask(`/api/v1/rounds/${id}/results`)).groups));
  for (const one of part) for (const groups of partitions) groups.find(({ branches }) => branches.some((branch) => branch.code === one)).branches.forEach((branch) => part.add(branch.code));
  const lines = await page.locator("#stelling-1 .trend li").allTextContents();
  assert.equal(lines.length, 2);
  partitions.forEach((groups, i) => {
    const counts = groups.filter(({ branches }) => part.has(branches[0].code)).map(({ statements }) => statements[0].counts);
    const sum = Object.fromEntries([5, 4, 3, 2, 1].map((key) => [key, counts.reduce((total, one) => total + one[key], 0)]));
    assert.ok(lines[i].includes(`${agreed(sum)} % (helemaal) mee eens`), lines[i]);
  });
});

walk("the page for a meeting is one sheet of paper", async ({ page }) => {
  await page.goto(await branchAddress(true)(house));
  await page.locator("#stelling-4 .level").first().waitFor();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(paper.match(/\/Type\s*\/Page\b/g).length, 1);
});

walk("staff sort the groups, and read where they differ most from the country", async ({ page }) => {
  await demoSignIn(page, "staff");
  const { id, results } = await published();
  await page.goto(`/staf/rondes/${id}`);
  await page.getByRole("link", { name: /Landelijk overzicht/ }).click();
  await page.getByRole("heading", { name: "Alle groepen" }).waitFor();
  await page.getByRole("button", { name: "Leden" }).click();
  const column = async (n) => (await page.locator(`tbody tr td:nth-child(${n})`).allTextContents()).map((words) => Number.parseInt(words.replace(/\./g, ""), 10));
  assert.deepEqual(await column(3), results.groups.map(({ roll }) => roll).sort((a, b) => b - a));
  assert.equal(await page.locator('th[aria-sort="descending"]').textContent(), "Leden");
  await page.getByRole("button", { name: "Leden" }).click();
  assert.deepEqual(await column(3), results.groups.map(({ roll }) => roll).sort((a, b) => a - b));
  const most = Math.max(...results.groups.flatMap(({ statements }) => statements.map(({ counts }, i) => Math.abs(agreed(counts) - agreed(results.statements[i].counts)))));
  assert.match(await page.locator(".far").first().textContent(), new RegExp(`^${most} punten`));
});
