// Who is signed in, for pages that cannot do without. Never the login itself.
import * as api from "../api/client.js";
import { openShelf } from "../lib/storage.js";
import { rememberMe } from "./frame.js";

const shelf = openShelf("localStorage");

/** Who is signed in; otherwise leads to the login, with the way back, and gives null. @returns {Promise<import("../lib/shapes.js").Me|null>} */
export async function requireMe() {
  try {
    const me = await api.me();
    rememberMe(shelf, me);
    if (location.pathname.startsWith("/staf")) void import("./desk-menu.js").then(({ drawDeskMenu }) => drawDeskMenu(me));
    return me;
  } catch (error) {
    if (!(error instanceof api.Refusal) || error.status !== 401) throw error;
    rememberMe(shelf, null);
    location.replace(`/inloggen?daarna=${encodeURIComponent(location.pathname)}`);
    return null;
  }
}

/** Where to go after signing in: the page that asked for it, else the page that fits the role. @param {import("../lib/shapes.js").Me|null} me @param {string|null} asked @returns {string} */
export function afterSignIn(me, asked) {
  if (asked !== null) {
    // Asked of the browser itself: what counts is where it would go, not how it is written.
    const to = URL.canParse(asked, location.origin) ? new URL(asked, location.origin) : null;
    if (to !== null && to.origin === location.origin) return to.pathname + to.search;
  }
  const has = (/** @type {string} */ role) => me?.roles.some((one) => one.role === role) ?? false;
  if (me?.kind === "member") return "/";
  if (has("staff") || has("admin")) return "/staf";
  return has("viewer") || has("board") ? "/afdeling" : "/";
}

/** Keeps the menu's hint after signing in. @param {import("../lib/shapes.js").Me|null} me @returns {void} */
export function signedIn(me) {
  rememberMe(shelf, me);
}
