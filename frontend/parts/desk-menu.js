// The rooms of the desk, below the head of every page there: those that the role of whoever is signed in opens. Never a page's own acts.
import { fill, h } from "./dom.js";

/** @typedef {import("../lib/shapes.js").Me} Me */
/** @typedef {keyof typeof import("../text/desk-menu.nl.js").text.rooms} Room */

const STAFF = ["staff", "admin"];

/** Address and name of every room, and the roles that it opens to. @type {[string, Room, string[]][]} */
const ROOMS = [
  ["/staf", "rounds", [...STAFF, "board"]],
  ["/staf/kalender", "calendar", [...STAFF, "board"]],
  ["/staf/stellingen", "statements", STAFF],
  ["/staf/gesprekken", "conversations", [...STAFF, "board"]],
  ["/staf/leden", "members", STAFF],
  ["/staf/afdelingen", "branches", STAFF],
  ["/staf/gegevens", "data", STAFF],
  ["/staf/logboek", "log", STAFF],
  ["/staf/toegang", "access", ["admin"]],
  ["/staf/koppelingen", "clients", ["admin"]],
];
const WIDE = matchMedia("(min-width: 60rem)");

/** Draws the menu for this person, in the language of the page; again when that changes. @param {Me} me @returns {void} */
export function drawDeskMenu(me) {
  const rooms = ROOMS.filter(([, , roles]) => me.roles.some(({ role }) => roles.includes(role)));
  if (rooms.length < 2 || document.querySelector("#desk-menu") !== null) return;
  const place = h("div", { id: "desk-menu", class: "desk-menu" });
  document.querySelector(".masthead")?.append(place);
  const draw = async () => {
    const english = document.documentElement.lang === "en";
    const { text } = await (english ? import("../text/desk-menu.en.js") : import("../text/desk-menu.nl.js"));
    const here = current(rooms.map(([address]) => address), location.pathname);
    const name = rooms.find(([address]) => address === here)?.[1];
    const links = rooms.map(([href, room]) => h("li", {}, h("a", { href, "aria-current": href === here ? "page" : null }, text.rooms[room])));
    fill(place, h("nav", { "aria-label": text.title }, h("details", { open: WIDE.matches }, h("summary", {}, name ? text.here(text.rooms[name]) : text.title), h("ul", {}, links))));
  };
  new MutationObserver(() => void draw()).observe(document.documentElement, { attributeFilter: ["lang"] });
  WIDE.addEventListener("change", () => void draw());
  void draw();
}

/** The room that an address lies in: the longest that it begins with. A round is in the room of the rounds. @param {string[]} rooms @param {string} address @returns {string|undefined} */
export function current(rooms, address) {
  const within = rooms.filter((room) => address === room || address.startsWith(`${room}/`));
  return within.sort((one, other) => other.length - one.length)[0];
}
