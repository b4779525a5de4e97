// The states of the pages about access, the audit trail and programs of others, by real routes. Never an assertion.
import { createHmac } from "node:crypto";

const unfolded = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
const ready = async (page) => {
  await page.locator("h1").waitFor();
  await page.locator(".loading").waitFor({ state: "detached" });
};

/** What an authenticator app shows for a secret in base32, `steps` times thirty seconds from now (RFC 6238). */
export function appDigits(secret, steps = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/** Fills in the invitation of somebody for the staff, and sends it. */
export async function inviteStaff(page, email, name) {
  await page.goto("/staf/toegang");
  await ready(page);
  await page.getByText("Nodig een collega uit").click();
  const form = page.locator("#invite");
  await form.getByLabel("Mailadres").fill(email);
  await form.getByLabel("Naam").fill(name);
  await form.getByRole("radio", { name: /^Staf/ }).check();
  await page.getByRole("button", { name: "Stuur de uitnodiging" }).click();
  await page.getByText(`${name} krijgt een mail.`).waitFor();
}

/** Waits until the round's thousands of letters have left: the mailbox shows the newest hundred, and a batch has more. */
export async function quietMailbox(house) {
  let last = null;
  for (let i = 0; i < 60; i++) {
    const [newest] = await house.letters();
    if (newest !== undefined && newest.id === last) return;
    last = newest?.id ?? null;
    await new Promise((resolve) => setTimeout(resolve, 4000));
  }
  throw new Error("letters keep leaving");
}

/** The link in the newest invitation to this address, once it has left. */
export async function invitationLink(house, email) {
  for (let i = 0; i < 120; i++) {
    for (const { id, to, subject } of await house.letters()) {
      if (to !== email || !subject.startsWith("Uitnodiging voor het beheer")) continue;
      return (await house.letter(id)).text.match(/\/welkom\/[\w-]+/)[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the invitation did not leave");
}

let colleague = Date.now();
/** An invitation that was opened, on a page of its own; the admin's page stays signed in. */
const opened = (signIn) => async (page, house) => {
  const email = `collega${++colleague}@werk.example`;
  await quietMailbox(house);
  await signIn("admin")(page, house);
  await inviteStaff(page, email, "Bea Bos");
  await page.context().clearCookies();
  await page.goto(await invitationLink(house, email));
  await page.getByRole("button", { name: "Begin" }).click();
  await page.locator("#secret").waitFor();
};

/** Makes a program of others, up to and with today. */
export async function makeClient(page, name) {
  await page.goto("/staf/koppelingen");
  await ready(page);
  await page.getByText("Nieuwe koppeling").click();
  await page.getByLabel("Naam").fill(name);
  await page.getByRole("checkbox", { name: /Uitslagen halen/ }).check();
  await page.getByLabel("Laatste dag").fill(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date()));
  await page.getByRole("button", { name: "Maak de koppeling" }).click();
  await page.getByRole("heading", { name: "Bewaar dit geheim nu" }).waitFor();
}

/** The states, each with the way to reach it. */
export const accessStates = (signIn) => {
  const at = (address, role) => async (page, house) => (await signIn(role)(page, house), await page.goto(address), ready(page));
  return {
    "staf-logboek": async (page, house) => (await at("/staf/logboek", "admin")(page, house), await page.locator(".audit-line").first().waitFor(), unfolded(page)),
    "staf-logboek-niets": async (page, house) => (await at("/staf/logboek?from=2001-01-01&until=2001-01-02", "staff")(page, house), page.getByText("Er zijn geen regels gevonden.").waitFor()),
    "staf-toegang": at("/staf/toegang", "admin"),
    "staf-toegang-open": async (page, house) => (await at("/staf/toegang", "admin")(page, house), unfolded(page)),
    "staf-koppelingen": async (page, house) => (await at("/staf/koppelingen", "admin")(page, house), unfolded(page)),
    "staf-koppelingen-geheim": async (page, house) => (await signIn("admin")(page, house), makeClient(page, "Ledenadministratie")),
    "welkom-1-begin": async (page) => (await page.goto("/welkom/eenlink"), page.getByRole("button", { name: "Begin" }).waitFor()),
    "welkom-2-verlopen": async (page) => (await page.goto("/welkom/eenlink"), await page.getByRole("button", { name: "Begin" }).click(), page.getByRole("alert").waitFor()),
    "welkom-3-app": opened(signIn),
    "welkom-4-codes": async (page, house) => {
      await opened(signIn)(page, house);
      await page.getByLabel("Code van zes cijfers").fill(appDigits(await page.locator("#secret").textContent()));
      await page.getByRole("button", { name: "Bevestig" }).click();
      await page.locator(".recovery li").first().waitFor();
    },
    "welkom-5-eigen-codes": at("/welkom", "admin"),
  };
};
