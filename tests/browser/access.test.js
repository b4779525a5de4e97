// Inviting a colleague, who sets up an app, keeps codes, and comes back with one; a program of others; and all of it in the trail.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { appDigits, invitationLink, inviteStaff, makeClient, quietMailbox } from "./access-states.js";
import { axe, open, sideways } from "./harness.js";
import { signIn } from "./states.js";

// Somebody may walk twice on one demo.
const walk = Date.now().toString(36);
let house;
before(async () => {
  house = await open();
  await quietMailbox(house);
});
after(() => house.close());

async function fine(page) {
  assert.deepEqual(await axe(page), []);
  assert.ok((await sideways(page)) <= 0);
}

test("an invited colleague sets up an app, keeps the codes, and later signs in with one of them", async () => {
  const admin = await house.device({ width: 1280 });
  await signIn("admin")(admin.page, house);
  const email = `bea.${walk}@werk.example`;
  await inviteStaff(admin.page, email, "Bea Bos");
  await fine(admin.page);
  const device = await house.device();
  const { page } = device;
  await page.goto(await invitationLink(house, email));
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Welkom, Bea Bos" }).waitFor();
  await page.getByRole("img", { name: "QR-code voor je app" }).waitFor();
  await fine(page);
  const secret = await page.locator("#secret").textContent();
  await page.getByLabel("Code van zes cijfers").fill("12");
  await page.getByRole("button", { name: "Bevestig" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Code van zes cijfers").fill(appDigits(secret));
  await page.getByRole("button", { name: "Bevestig" }).click();
  await page.locator(".recovery li").first().waitFor();
  const codes = await page.locator(".recovery li").allTextContents();
  assert.equal(new Set(codes).size, 10);
  for (const one of codes) assert.match(one, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  await fine(page);
  // The codes are shown once: another language must not lose them.
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
  assert.deepEqual(await page.locator(".recovery li").allTextContents(), codes);
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.getByRole("button", { name: "Ik heb de codes bewaard" }).click();
  await page.waitForURL("**/staf");
  await page.getByRole("heading", { name: "Rondes beheren" }).waitFor();
  const back = await house.device();
  await back.page.goto("/inloggen");
  await back.page.getByLabel(/mail/i).fill(email);
  await back.page.getByRole("button", { name: /Stuur/ }).click();
  await back.page.getByLabel(/code/i).waitFor();
  const mail = await letterTo(email, "Inloggen");
  await back.page.getByLabel(/code/i).fill(mail.text.match(/code in: (\d{3} \d{3})/)[1]);
  await back.page.getByRole("button", { name: "Verder" }).click();
  await back.page.locator("#totp").fill(codes[4].toLowerCase());
  await back.page.getByRole("button", { name: "Verder" }).click();
  await back.page.waitForURL("**/staf");
  for (const one of [admin, device, back]) assert.deepEqual(one.faults, []);
  await Promise.all([admin, device, back].map((one) => one.close()));
});

async function letterTo(email, subject) {
  for (let i = 0; i < 120; i++) {
    const found = (await house.letters()).find((one) => one.to === email && one.subject.startsWith(subject));
    if (found) return house.letter(found.id);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no letter ${subject}`);
}

test("a board's access gets a last day, and an account is switched off and on", async () => {
  const { page, faults, close } = await house.device();
  await signIn("admin")(page, house);
  const email = `kees.${walk}@werk.example`;
  await inviteStaff(page, email, "Kees Kok");
  const card = page.locator("li.card", { hasText: email });
  await card.getByText("Wijzig Kees Kok").click();
  await card.getByRole("radio", { name: /^Bestuur/ }).check();
  await card.getByRole("group", { name: "Afdelingen" }).getByRole("checkbox").first().check();
  await card.getByLabel("Laatste dag").fill("2099-12-31");
  await card.getByRole("button", { name: "Voeg een rol toe" }).click();
  await card.getByText(/Bestuur .*tot en met 31 december 2099/).first().waitFor();
  await fine(page);
  await card.getByRole("button", { name: "Zet account uit" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Zet account uit" }).click();
  await card.getByText("Uitgezet").waitFor();
  await card.getByRole("button", { name: "Zet account weer aan" }).click();
  await card.getByText("Uitgezet").waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await close();
});

test("a program of others exchanges its secret, fetches what is published, and is refused once it is revoked", async () => {
  const { page, faults, close } = await house.device({ width: 1280 });
  await signIn("admin")(page, house);
  await makeClient(page, "Open data");
  await fine(page);
  const [client, secret] = await page.locator(".secret").allTextContents();
  const headers = { "Content-Type": "application/json" };
  const { token } = await house.ask("/api/v1/token", { method: "POST", headers, body: JSON.stringify({ client, secret }) });
  const fetched = () => fetch(`${house.url}/api/v1/open-data/rounds`, { headers: { Authorization: `Bearer ${token}` } });
  const lines = (await (await fetched()).text()).trim().split("\n").map((line) => JSON.parse(line));
  assert.ok(lines.length >= 3);
  assert.ok(lines.every(({ result, sha256 }) => result.statements.length === 4 && sha256.length === 64));
  await page.getByRole("button", { name: "Trek in: Open data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Trek in" }).click();
  await page.getByText("De koppeling is ingetrokken.").waitFor();
  assert.equal((await fetched()).status, 401);
  assert.deepEqual(faults, []);
  await close();
});

test("the trail says all of that, is searched, and stands beside a round", async () => {
  const { page, faults, close } = await house.device();
  await signIn("admin")(page, house);
  await page.goto("/staf/logboek");
  await page.locator(".audit-line", { hasText: "Trok een koppeling in" }).first().waitFor();
  assert.match(await page.locator("#audit-head").textContent(), /^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
  await page.getByText("Zoeken", { exact: true }).click();
  await page.getByLabel("Wat", { exact: true }).selectOption({ label: "Nodigde een collega uit" });
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await page.getByText(/^\d+ regels\.$/).waitFor();
  await fine(page);
  await page.getByRole("button", { name: "Alles hierover: Account: Kees Kok" }).first().click();
  await page.locator(".audit-line", { hasText: "Zette een account weer aan" }).first().waitFor();
  assert.match(page.url(), /\/staf\/logboek\?thing=[0-9a-f-]{36}$/);
  const { rounds } = await house.ask("/api/v1/rounds");
  await page.goto(`/staf/rondes/${rounds[0].id}`);
  await page.getByText("Wat is hiermee gedaan?").click();
  await page.locator(".audit-line").first().waitFor();
  await fine(page);
  assert.deepEqual(faults, []);
  await close();
});
