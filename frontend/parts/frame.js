// Head and foot of every page: name, menu, links, language switch. Never the page between them.
import { instance } from "../api/wire.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./stage.js").Common} Common */
/** @typedef {{common: Common, language: "nl"|"en", shelf: ReturnType<typeof import("../lib/storage.js").openShelf>, choose: (language: "nl"|"en") => void}} Frame */
/** @typedef {{member: boolean, staff: boolean, branch: boolean}} Hint */

/** Draws head and foot; the name of the installation follows when it is known. @param {Frame} frame @returns {void} */
export function drawFrame(frame) {
  drawHead(frame);
  drawFoot(frame);
  void showName(frame);
}

/** Remembers, as a hint for the menu only, who is signed in. @param {ReturnType<typeof import("../lib/storage.js").openShelf>} shelf @param {import("../lib/shapes.js").Me|null} me @returns {void} */
export function rememberMe(shelf, me) {
  if (me === null) return shelf.drop("me");
  const has = (/** @type {string[]} */ names) => me.roles.some(({ role }) => names.includes(role));
  shelf.keep("me", { member: me.kind === "member", staff: has(["staff", "admin"]), branch: has(["viewer", "board"]) });
}

/** @param {Frame} frame @returns {void} */
function drawHead(frame) {
  const { common, shelf } = frame;
  const nav = document.querySelector("#masthead-menu");
  if (nav === null) return;
  const here = location.pathname;
  // The example at the desk shows what a member sees with a mailed link.
  const example = here === "/staf/voorbeeld";
  const hint = example ? null : /** @type {Hint|null} */ (shelf.read("me"));
  const link = (/** @type {string} */ href, /** @type {string} */ label) =>
    h("a", { href, "aria-current": here === href || (href !== "/" && here.startsWith(href + "/")) ? "page" : null }, label);
  const voting = example || here.startsWith("/r/");
  nav.setAttribute("aria-label", common.mainMenu);
  fill(nav,
    !voting && link("/rondes", common.menu.rounds),
    hint?.branch && link("/afdeling", common.menu.branch),
    hint?.staff && link("/staf", common.menu.staff),
    !voting && (hint ? h("button", { type: "button", onclick: () => void import("./sign-out.js").then(({ askSignOut }) => askSignOut(frame)) }, common.menu.logout) : link("/inloggen", common.menu.login)));
  const skip = document.querySelector("#skip");
  if (skip) skip.textContent = common.skip;
}

/** @param {Frame} frame @returns {void} */
function drawFoot({ common, choose, shelf }) {
  const foot = document.querySelector("#footing");
  if (foot === null) return;
  const { label, lang } = common.otherLanguage;
  const other = /** @type {"nl"|"en"} */ (lang);
  const links = [["/stemgeheim", common.footer.secrecy], ["/privacy", common.footer.privacy], ["/toegankelijkheid", common.footer.accessibility]];
  if (shelf.read("demo") === true) links.push(["/demo/mailbox", common.footer.mailbox]);
  fill(foot,
    h("nav", { "aria-label": common.footerMenu }, h("ul", {}, links.map(([href, words]) => h("li", {}, h("a", { href }, words))))),
    h("button", { type: "button", class: "language", lang, onclick: () => choose(other) }, label));
}

/** @param {Frame} frame @returns {Promise<void>} */
async function showName({ shelf, common, language, choose }) {
  const place = document.querySelector("#instance-name");
  const known = shelf.read("name");
  if (place && typeof known === "string") place.textContent = known;
  // The voting page asks for nothing that it can do without.
  if (frameAsked || document.querySelector("#step")) return;
  frameAsked = true;
  try {
    const { name, demo } = await instance();
    if (place) place.textContent = name;
    if (name !== known) document.title = document.title.replace(/ – [^–]*$/, ` – ${name}`);
    const changed = shelf.read("demo") !== demo;
    shelf.keep("name", name);
    shelf.keep("demo", demo);
    if (changed) drawFoot({ shelf, common, language, choose });
  } catch {
    // The name is decoration: without it the page works as well.
  }
}
let frameAsked = false;
