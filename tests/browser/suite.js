// Starts one demo, runs all walks against it one file after the other, and ends it. Never a walk itself.
// Give files to run only those: node suite.js vote.test.js
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDemo } from "./harness.js";

const here = new URL(".", import.meta.url).pathname;
const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(here).filter((name) => name.endsWith(".test.js"));
const demo = await startDemo();
const notes = mkdtempSync(join(tmpdir(), "preferendum-walks-"));
try {
  const output = join(notes, "printed.txt");
  writeFileSync(output, demo.printed);
  const letters = join(notes, "letters.json");
  writeFileSync(letters, await (await fetch(`${demo.url}/api/v1/demo/letters`)).text());
  const env = { ...process.env, PREFERENDUM_URL: demo.url, PREFERENDUM_DEMO_OUTPUT: output, PREFERENDUM_DEMO_LETTERS: letters };
  const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], { cwd: here, env, stdio: "inherit" });
  process.exitCode = await new Promise((resolve) => tests.once("exit", (code) => resolve(code ?? 1)));
} finally {
  await demo.stop();
  rmSync(notes, { recursive: true, force: true });
}
