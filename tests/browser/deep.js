// Lighthouse, pa11y and vnu on the pages that matter most, with the marks they must reach. Started by scripts/deep.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open } from "./harness.js";

const tools = process.env.DEEP_TOOLS;
const chrome = ["--headless=new", "--no-sandbox", "--disable-gpu", ...(process.env.BROWSER_PROXY ? [`--proxy-server=${process.env.BROWSER_PROXY}`, "--proxy-bypass-list=<-loopback>"] : [])];
const LEAST = { accessibility: 100, "best-practices": 100, performance: 98 };
const folder = mkdtempSync(join(tmpdir(), "deep-"));
const run = (name, args) => execFileSync(process.execPath, [join(tools, "node_modules", name), ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1e8 });
let failed = 0;
const say = (good, line) => {
  if (!good) failed++;
  console.log(`${good ? "good" : "BAD "} ${line}`);
};

/** @param {string} name @param {string} url */
function lighthouse(name, url) {
  const report = join(folder, `${name}.json`);
  run("lighthouse/cli/index.js", [url, "--quiet", "--output=json", `--output-path=${report}`, "--only-categories=performance,accessibility,best-practices", `--chrome-flags=${chrome.join(" ")}`]);
  const { categories, audits } = JSON.parse(readFileSync(report, "utf8"));
  for (const [category, least] of Object.entries(LEAST)) {
    const mark = Math.round(categories[category].score * 100);
    say(mark >= least, `lighthouse ${name} ${category} ${mark}`);
    if (mark < least) for (const { id } of categories[category].auditRefs) if (audits[id].score !== null && audits[id].score < 0.9) console.log(`       ${id}: ${audits[id].title} ${audits[id].displayValue ?? ""}`);
  }
}

/** @param {string} name @param {string} url */
function pa11y(name, url) {
  const settings = join(folder, "pa11y.json");
  writeFileSync(settings, JSON.stringify({ chromeLaunchConfig: { executablePath: process.env.CHROMIUM, args: chrome }, standard: "WCAG2AA", wait: 1500 }));
  try {
    run("pa11y/bin/pa11y.js", ["--config", settings, "--reporter", "cli", url]);
    say(true, `pa11y ${name}`);
  } catch (error) {
    say(false, `pa11y ${name}\n${error.stdout}${error.stderr}`);
  }
}

const house = await open();
try {
  const { rounds } = await house.ask("/api/v1/rounds");
  const published = rounds.find(({ state }) => state === "published").id;
  const pages = { vote: (await house.freshLink()).url, results: `${house.url}/rondes/${published}`, home: `${house.url}/` };
  for (const [name, url] of Object.entries(pages)) lighthouse(name, url);
  for (const [name, path] of Object.entries({ rounds: "/rondes", login: "/inloggen", secrecy: "/stemgeheim", privacy: "/privacy", accessibility: "/toegankelijkheid" })) pages[name] = house.url + path;
  for (const [name, url] of Object.entries(pages)) pa11y(name, url);
  try {
    execFileSync("java", ["-jar", join(tools, "node_modules/vnu-jar/build/dist/vnu.jar"), "--skip-non-html", new URL("../../frontend/pages", import.meta.url).pathname], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    say(true, "vnu, all pages");
  } catch (error) {
    if (error.code === "ENOENT") console.log("skip vnu: no java on this machine");
    else say(false, `vnu\n${error.stderr}`);
  }
} finally {
  await house.close();
}
process.exitCode = failed === 0 ? 0 : 1;
