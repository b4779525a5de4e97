// The front end's house rules, kept by a machine: who may import and fetch what, sizes, and both languages complete.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../", import.meta.url);
const folders = ["api", "lib", "pages", "parts", "styles", "text", "tests"];
const files = folders.flatMap((folder) => readdirSync(new URL(folder, root)).map((name) => `${folder}/${name}`));
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
const scripts = files.filter((path) => path.endsWith(".js"));

test("pages import parts, lib, api and text; lib imports lib; only the wire fetches", () => {
  const allowed = /** @type {Record<string, RegExp>} */ ({ pages: /^\.\.\/(parts|lib|api|text)\//, parts: /^(\.|\.\.\/(lib|api|text))\//, lib: /^\.\//, api: /^(\.|\.\.\/lib)\//, text: /^\.\// });
  for (const path of scripts.filter((one) => !one.startsWith("tests/"))) {
    const source = read(path).replace(/\/\*\*[\s\S]*?\*\//g, "");
    for (const [, target] of source.matchAll(/(?:from\s+|import\(\s*)"([^"]+)"/g)) assert.match(target, allowed[path.split("/")[0]], path);
    if (path !== "api/wire.js") assert.doesNotMatch(source, /\bfetch\(|XMLHttpRequest|sendBeacon|EventSource|WebSocket/, path);
  }
});

test("no markup out of text, no inline style or script", () => {
  for (const path of scripts.filter((one) => !one.startsWith("tests/"))) assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, path);
  for (const path of files.filter((one) => one.endsWith(".html"))) {
    assert.doesNotMatch(read(path), /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/, path);
    for (const [, link] of read(path).matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.match(link, /^(\/s\/_\/|\/$|#)/, path);
      if (link.startsWith("/s/_/")) assert.ok(read(link.slice(5)).length > 0, link);
    }
  }
});

test("every file says what lives in it and stays under 250 lines", () => {
  for (const path of files.filter((one) => /\.(js|css)$/.test(one))) {
    assert.match(read(path), /^(\/\/|\/\*) .*\bNever\b|^(\/\/|\/\*) /, path);
    assert.ok(read(path).split("\n").length <= 251, path);
  }
});

test("exported functions and constants have their sentence", () => {
  for (const path of scripts.filter((one) => !/^(tests|text)\//.test(one))) {
    const source = read(path);
    for (const found of source.matchAll(/^export (?:async )?(?:function|class) (\w+)/gm)) assert.match(source.slice(0, found.index), /\*\/\s*$/, `${path}: ${found[1]}`);
  }
});

test("both languages say the same things, and refusals are complete in both", async () => {
  const shape = (/** @type {unknown} */ value, path = "") => {
    /** @type {string[]} */
    const paths = typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, one]) => shape(one, `${path}.${key}`)) : [`${path}:${typeof value}`];
    return paths;
  };
  for (const path of files.filter((one) => one.startsWith("text/") && one.endsWith("nl.js"))) {
    const [dutch, english] = await Promise.all([import(new URL(path, root).href), import(new URL(path.replace(/nl\.js$/, "en.js"), root).href)]);
    assert.deepEqual(shape(english), shape(dutch), path);
  }
});

test("comments can be left out on the wire: none of them stands inside a text", () => {
  for (const path of scripts.filter((one) => !one.startsWith("tests/"))) {
    for (const line of read(path).split("\n")) assert.equal(line.split("`").length % 2, 1, `${path}: a text over several lines`);
  }
});

/** What a script imports at once, and what it imports later. @param {string} path */
function imported(path) {
  const source = read(path).replace(/\/\*\*[\s\S]*?\*\//g, "");
  const find = (/** @type {RegExp} */ form) => [...source.matchAll(form)].map(([, target]) => new URL(target, new URL(path, "file:///")).pathname.slice(1));
  return { now: find(/^import .* from "([^"]+)";$/gm), later: find(/\bimport\("([^"]+)"\)/g) };
}

test("the modules of the voting page can share one scope in each of the files that the server joins them in", () => {
  const gather = (/** @type {string} */ path, /** @type {string[]} */ there) => {
    /** @type {string[]} */
    const found = [];
    const visit = (/** @type {string} */ one) => {
      if (there.includes(one) || found.includes(one)) return;
      found.push(one);
      imported(one).now.forEach(visit);
    };
    visit(path);
    return found;
  };
  const first = gather("pages/vote.js", []);
  const later = gather("parts/ballot.js", first);
  const rare = [...new Set(later.flatMap((path) => imported(path).later))].map((path) => gather(path, [...first, ...later]));
  for (const file of [first, later, gather("parts/ballot-preview.js", first), ...rare]) {
    const names = file.flatMap((path) => {
      assert.doesNotMatch(read(path), /^import \*|^export \{|^export default/m, path);
      return [...read(path).matchAll(/^(?:export )?(?:async )?(?:function|const|let|class) (\w+)|^import .*?(\w+)(?= \} from)/gm)].map(([line, made]) => made ?? (/ as /.test(line) ? line.split(" as ")[1] : null)).filter(Boolean);
    });
    assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), [], file[0]);
  }
});

test("a page's style is one file that only puts others together, the theme last", () => {
  for (const sheet of ["styles/vote.css", "styles/site.css"]) {
    const lines = read(sheet).trim().split("\n").slice(1);
    for (const line of lines) assert.match(line, /^@import "\.\/[a-z]+\.css";$/, sheet);
    assert.equal(lines[0], '@import "./tokens.css";');
    assert.equal(lines.at(-1), '@import "./theme.css";');
  }
});

test("no function is longer than 50 lines", () => {
  for (const path of scripts) {
    for (const [whole, name] of read(path).matchAll(/^(?:export )?(?:async )?function (\w+)[\s\S]*?^}$/gm)) assert.ok(whole.split("\n").length <= 50, `${path}: ${name}`);
  }
});
