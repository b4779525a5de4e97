// The walk of a newcomer at the desk: from an empty database to a scheduled round, without the manual. The first admin comes from the
// command line; afdelingen, members and the colleague who approves come in through the pages. A server of its own, no demo.
// PREFERENDUM_PICTURES names a folder for a picture of every page, at 1280 and at 360 px.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { appDigits, inviteStaff } from "./access-states.js";
import { axe, BINARY, device, launch, sideways } from "./harness.js";
import { HEAD, preview } from "./member-states.js";

const PICTURES = process.env.PREFERENDUM_PICTURES;
const DAY = 86400000;
/** An installation with one admin and nothing else. */
async function startEmpty() {
  const folder = mkdtempSync(join(tmpdir(), "preferendum-newcomer-"));
  // Within the suite the wished port is the demo's.
  const wished = process.env.PREFERENDUM_URL ? undefined : process.env.BROWSER_PORT;
  const bind = `127.0.0.1:${wished ?? 20000 + Math.floor(Math.random() * 20000)}`;
  const env = {
    ...process.env, PREFERENDUM_SECRET: randomBytes(32).toString("hex"), PREFERENDUM_BIND: bind, PREFERENDUM_PUBLIC_URL: `http://${bind}`,
    PREFERENDUM_DATABASE_URL: `sqlite:${join(folder, "platform.sqlite")}`, PREFERENDUM_BOX_DATABASE_URL: `sqlite:${join(folder, "box")}`, PREFERENDUM_MAIL: `folder:${join(folder, "mail")}`,
  };
  const run = (...args) => execFileSync(BINARY, args, { env, encoding: "utf8" });
  run("migrate", "up");
  const printed = run("staff", "add", "anna@partij.example", "--name", "Anna", "--role", "admin");
  const anna = { email: "anna@partij.example", secret: new URL(printed.match(/otpauth:\S+/)[0]).searchParams.get("secret") };
  const child = spawn(BINARY, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://${bind}`;
  for (let i = 0; i < 600 && child.exitCode === null; i++) {
    if ((await fetch(`${url}/health`).catch(() => null))?.ok) return { url, anna, stop, mail: join(folder, "mail") };
    await sleep(500);
  }
  await stop();
  throw new Error("the server did not start");
}

/** What the newest letter to this address has in the place of the group of `wanted`. */
async function mailed(mail, email, wanted) {
  for (let i = 0; i < 120; i++) {
    const letters = existing(mail).map((name) => readFileSync(join(mail, name), "utf8").replace(/=\r?\n/g, "").replace(/=3D/g, "="));
    const found = letters.filter((letter) => letter.includes(`To: ${email}`) || letter.includes(`<${email}>`)).map((letter) => letter.match(wanted)?.[1]).filter(Boolean);
    if (found.length > 0) return found.at(-1);
    await sleep(500);
  }
  return assert.fail(`no letter came for ${email}`);
}
const existing = (folder) => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".eml"));
  } catch {
    return [];
  }
};

let house;
let browser;
before(async () => {
  house = await startEmpty();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

let pictures = 0;
/** Looks at the page as it stands: axe finds nothing, it fits a phone, and where pictures are wanted there are two. */
async function look(page, name) {
  pictures += 1;
  assert.deepEqual(await axe(page), [], name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    assert.equal(await sideways(page), 0, `${name} scrolls sideways at ${width} px`);
    if (!PICTURES) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${String(pictures).padStart(2, "0")}-${name}-${width}.png`), fullPage: true });
  }
}

async function signIn(page, { email, secret }) {
  await page.goto("/inloggen");
  await page.getByLabel("E-mailadres").fill(email);
  await look(page, "inloggen");
  await page.getByRole("button", { name: "Stuur mij een mail" }).click();
  await page.getByRole("heading", { name: "Kijk in je mail" }).waitFor();
  await look(page, "code-uit-mail");
  await page.getByLabel("Code van 6 cijfers").fill(await mailed(house.mail, email, /vul deze code in: (\d{3} \d{3})/));
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByRole("heading", { name: "Nog één stap" }).waitFor();
  await look(page, "code-uit-app");
  await page.getByLabel("Code uit je app").fill(appDigits(secret));
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByRole("heading", { name: "Rondes beheren" }).waitFor();
}

/** Reads in a file at the members desk. */
async function readIn(page, what, text) {
  await page.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
  await preview(page, text);
  await page.getByRole("button", { name: "Lees dit in" }).waitFor();
  await look(page, `bestand-${what.toLowerCase()}`);
  await page.getByRole("button", { name: "Lees dit in" }).click();
  await page.getByText("Het bestand is ingelezen.").waitFor();
}

/** An invited colleague sets up an app and keeps the codes. */
async function settleIn(page, email) {
  await page.goto(`/welkom/${await mailed(house.mail, email, /\/welkom\/([\w-]+)/)}`);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("img", { name: "QR-code voor je app" }).waitFor();
  await look(page, "welkom-app");
  await page.getByLabel("Code van zes cijfers").fill(appDigits(await page.locator("#secret").textContent()));
  await page.getByRole("button", { name: "Bevestig" }).click();
  await page.locator(".recovery li").first().waitFor();
  await look(page, "welkom-codes");
  await page.getByRole("button", { name: "Ik heb de codes bewaard" }).click();
  await page.getByRole("heading", { name: "Rondes beheren" }).waitFor();
}

/** A Tuesday seven to eight weeks from now: there is time for everything before it. */
function farTuesday() {
  const day = new Date(Date.now() + 50 * DAY);
  return new Date(day.valueOf() + ((9 - day.getUTCDay()) % 7) * DAY).toISOString().slice(0, 10);
}

const STATEMENTS = [
  "De gemeente moet in elke wijk een bibliotheek openhouden.",
  "De bus moet overdag elk kwartier rijden.",
  "Wie een huis verkoopt, moet eerst het dak isoleren.",
  "De partij moet elk jaar een ledencongres houden.",
];

test("a newcomer reads in the members, invites a colleague, fills a round of the rhythm, has it approved and schedules it", async () => {
  const [anna, bram] = [await device(browser, house.url, { width: 1280, height: 900 }), await device(browser, house.url, { width: 1280, height: 900 })];
  const page = anna.page;
  const room = (/** @type {string} */ name) => page.locator("#desk-menu").getByRole("link", { name, exact: true }).click();
  await signIn(page, house.anna);
  await look(page, "lege-staf");

  await room("Leden");
  await page.getByRole("heading", { name: "Lees een bestand in" }).waitFor();
  await readIn(page, "Afdelingen", "code,naam,regio\nA,Aalten,Gelderland\n");
  await readIn(page, "Leden", HEAD + ["Ans", "Bas", "Cor", "Dia"].map((name, i) => `${i + 1},${name} Smit,${name.toLowerCase()}@leden.example,A,1980,v\n`).join(""));
  await inviteStaff(page, "bram@partij.example", "Bram");
  await look(page, "toegang-uitgenodigd");

  await room("Kalender");
  await page.getByRole("heading", { name: "Kalender", level: 1 }).waitFor();
  await look(page, "lege-kalender");
  await page.getByRole("button", { name: "Leg dit ritme vast" }).click();
  await page.getByRole("alert").waitFor();
  await look(page, "kalender-fout");
  await page.getByLabel("Eerste ronde op").fill(farTuesday());
  await page.getByText("Alle rondes openen op dinsdag.").waitFor();
  await page.getByRole("button", { name: "Leg dit ritme vast" }).click();
  await page.getByText("Het ritme ligt vast.").waitFor();
  await look(page, "kalender-met-ritme");

  const untitled = page.locator(".month").getByRole("link", { name: /^Ronde van / });
  await untitled.first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByLabel("Titel").fill("Wat vinden we van de wijk?");
  await page.getByText("De uitslag is een advies").first().click();
  for (const [i, text] of STATEMENTS.entries()) {
    await page.locator(`#f-statements-${i}-text`).fill(text);
    await page.locator(`#f-statements-${i}-owner`).fill("Het bestuur");
    assert.match(await page.locator(`#f-statements-${i}-feedback_due`).inputValue(), /^\d{4}-\d{2}-\d{2}$/, "the rhythm filled in the promise");
  }
  await look(page, "ronde-invullen");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await page.getByText("Opgeslagen.").waitFor();
  await page.getByText(/^Taken: 1 van 12 klaar$/).click();
  await look(page, "ronde-opgeslagen");
  const address = new URL(page.url()).pathname;

  const second = bram.page;
  await settleIn(second, "bram@partij.example");
  await second.getByRole("heading", { name: "Te doen" }).waitFor();
  await look(second, "staf-taken");
  await second.getByRole("link", { name: "Wat vinden we van de wijk?" }).first().click();
  await second.getByRole("button", { name: "Goedkeuren" }).waitFor();
  await look(second, "ronde-goedkeuren");
  await second.getByRole("button", { name: "Goedkeuren" }).click();
  await second.getByRole("button", { name: "Inplannen" }).waitFor();
  await look(second, "ronde-goedgekeurd");

  await page.goto(address);
  await page.getByRole("button", { name: "Inplannen" }).click();
  await page.getByRole("button", { name: "Terug naar in de maak" }).waitFor();
  await look(page, "ronde-ingepland");

  await page.goto("/staf/kalender");
  await untitled.first().waitFor();
  const month = page.locator(".month").nth(1);
  await month.getByText("Verplaats of sla over").first().click();
  await look(page, "kalender-verplaatsen");
  await month.getByLabel("Waarom sla je deze ronde over?").fill("Dan is het vakantie.");
  await month.getByRole("button", { name: "Sla over", exact: true }).click();
  await page.getByText("De ronde is overgeslagen.").waitFor();
  await page.getByText("Reden: Dan is het vakantie.").waitFor();
  await look(page, "kalender-overgeslagen");
  await page.getByRole("button", { name: "Toch laten doorgaan" }).click();
  await page.getByText("De ronde gaat weer door.").waitFor();

  assert.deepEqual([...anna.faults, ...bram.faults], []);
  await anna.close();
  await bram.close();
});
