// A running demo, a browser, and fresh round links for the walks. Never a walk itself.
// PREFERENDUM_URL and PREFERENDUM_DEMO_OUTPUT (what the demo printed) use a demo that runs already, PREFERENDUM_DEMO_LETTERS
// with the letters that it had at first; otherwise one is started from target/debug in a fresh folder, on BROWSER_PORT or
// some other. BROWSER_PROXY sends the browser through a proxy.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

export const BINARY = process.env.PREFERENDUM_BINARY ?? new URL("../../target/debug/preferendum", import.meta.url).pathname;
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const used = new Set();

/** The demo: its address, its printed links, and how to end it. */
export async function startDemo() {
  if (process.env.PREFERENDUM_URL) {
    return { url: process.env.PREFERENDUM_URL, printed: readFileSync(process.env.PREFERENDUM_DEMO_OUTPUT, "utf8"), stop: () => {} };
  }
  const bind = `127.0.0.1:${process.env.BROWSER_PORT ?? 20000 + Math.floor(Math.random() * 20000)}`;
  const folder = mkdtempSync(join(tmpdir(), "preferendum-"));
  const child = spawn(BINARY, ["demo", "--data-dir", folder, "--bind", bind], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let printed = "";
  child.stdout.on("data", (text) => (printed += text));
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://${bind}`;
  for (let i = 0; i < 600 && child.exitCode === null; i++) {
    if (/Mailbox\s+http/.test(printed) && (await fetch(url).catch(() => null))?.ok) return { url, printed, stop };
    await sleep(500);
  }
  await stop();
  throw new Error("the demo did not start");
}

/** A browser. */
export function launch() {
  const proxy = process.env.BROWSER_PROXY ? { server: process.env.BROWSER_PROXY } : undefined;
  return chromium.launch({ executablePath: CHROMIUM, proxy, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

/** A demo and a browser for one file of walks. */
export async function open() {
  const demo = await startDemo();
  const browser = await launch();
  const ask = async (path, options) => (await fetch(demo.url + path, options)).json();
  const house = {
    url: demo.url,
    ask,
    link: (name) => demo.printed.match(new RegExp(`${name}\\s+(http\\S+)`))[1],
    close: async () => {
      await browser.close();
      await demo.stop();
    },
    device: (options = {}) => device(browser, demo.url, options),
    letters: async () => (await ask("/api/v1/demo/letters")).letters,
    letter: (id) => ask(`/api/v1/demo/letters/${id}`),
    // The mailbox shows the newest letters only: those about other things push the round links out of it.
    first: (process.env.PREFERENDUM_DEMO_LETTERS ? JSON.parse(readFileSync(process.env.PREFERENDUM_DEMO_LETTERS, "utf8")) : await ask("/api/v1/demo/letters")).letters,
  };
  return { ...house, freshLink: () => freshLink(house) };
}

/** The round link of a member who did nothing yet, with the mail that it came in. */
async function freshLink(house) {
  for (const { id } of house.first) {
    if (used.has(id)) continue;
    used.add(id);
    const mail = await house.letter(id);
    const token = mail.text.match(/\/r\/([\w-]+)/)?.[1];
    if (!token) continue;
    const paper = await house.ask(`/api/v1/round-links/${token}/open`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    if (paper.round?.state === "open" && !paper.ticket_issued && !paper.declined) return { url: `${house.url}/r/${token}`, mail, paper, token };
  }
  throw new Error("no member is left who did nothing yet: start the demo in a fresh folder");
}

/** One device with its own storage and cookies. */
export async function device(browser, url, { width = 360, height = 740, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: url, ...options });
  // Long enough for a machine that builds something else at the same time: a wait ends when what it waits for is there.
  context.setDefaultTimeout(30000);
  const faults = [];
  const watch = (page) => {
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && !/Failed to load resource/.test(message.text()) && faults.push(message.text()));
    page.on("request", (request) => !request.url().startsWith(url) && !/^(data|blob):/.test(request.url()) && faults.push(`third party: ${request.url()}`));
  };
  context.on("page", watch);
  const page = await context.newPage();
  return { context, page, faults, tab: () => context.newPage(), close: () => context.close() };
}

/** Waits until the first statement can be answered. */
export async function firstStatement(page) {
  await page.locator("#step:not([hidden]) #answer-5").waitFor();
}

/** Answers the statement on the screen and goes on. */
export async function answer(page, value) {
  await page.locator(`#answer-${value}`).check();
  const before = await page.locator("#place").textContent();
  await page.locator("#next").click();
  await page.waitForFunction((was) => document.querySelector("#step").hidden || document.querySelector("#place").textContent !== was, before);
}

/** Answers all four statements, up to the check step. */
export async function answerAll(page, values = [5, 4, 2, "none"]) {
  for (const value of values) await answer(page, value);
  await page.getByRole("heading", { name: "Kijk je antwoorden na" }).waitFor();
}

/** The whole vote; gives the code on the screen. */
export async function vote(page, values) {
  await firstStatement(page);
  await answerAll(page, values);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await arrived(page);
  return code(page);
}

/** Waits until the page says that the vote is in. */
export const arrived = (page) => page.getByRole("heading", { name: /Je stem is binnen|Je nieuwe antwoorden zijn binnen/ }).waitFor();
/** The code on the screen. */
export const code = async (page) => (await page.locator(".code").textContent()).replace(/\s/g, "");
/** The heading of the page. */
export const heading = (page) => page.locator("h1:visible").first().textContent();

/** Everything that axe finds wrong on the page as it stands. */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary?.split("\n")[1] ?? ""}`).join(" | ")}`);
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
