// The list at the door: how many are there, who is, and the field for a code. Never sends, never keeps, and never what somebody
// needs: others look over the host's shoulder.
import { checkInCode, present } from "../lib/check-in-queue.js";
import { button, fill, h } from "./dom.js";
import { clearMarks, field, markField } from "./field.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DoorStage */
/** @typedef {import("../lib/conversation-shapes.js").Participant} Participant */
/** @typedef {import("../lib/conversation-shapes.js").CheckIn} CheckIn */
/** @typedef {Participant & {waits: boolean}} Shown */

/** How many are there. @param {DoorStage} stage @param {Participant[]} people @param {CheckIn[]} queue @returns {HTMLElement} */
export function countLine(stage, people, queue) {
  const here = present(people, queue).filter(({ checked_in: there }) => there).length;
  return h("p", { class: "verdict" }, stage.text.door.present(count(stage, here), count(stage, people.filter(({ status }) => status === "seated").length)));
}

/** How many notes wait for a line; nothing when none does. @param {DoorStage} stage @param {{queue: CheckIn[], trouble: string, lasting: boolean, now: () => void}} state @returns {HTMLElement|null} */
export function waitingLine({ text: { door } }, { queue, trouble, lasting, now }) {
  if (queue.length === 0 || trouble === "") return null;
  const signIn = trouble === door.signIn;
  return notice("warn", door.waiting(queue.length),
    h("p", {}, trouble),
    !lasting && h("p", {}, door.loose),
    h("p", { class: "actions" }, signIn ? h("a", { class: "button", href: `/inloggen?daarna=${encodeURIComponent(location.pathname)}` }, door.signInAct) : button(door.now, now, "button button-quiet")));
}

/**
 * The names, with one tap each; a tap once more takes it back. Who is tapped keeps the focus.
 * @param {DoorStage} stage @param {HTMLElement} place
 * @param {{people: Participant[], queue: CheckIn[], search: string, listed: boolean, note: (seat: string, present: boolean) => void, reload: () => void}} state
 */
export function peopleList(stage, place, { people, queue, search, listed, note, reload }) {
  const { door } = stage.text;
  const focused = document.activeElement?.id;
  if (!listed) return fill(place, notice("warn", null, h("p", {}, door.noList), h("p", {}, button(door.reload, reload, "button button-quiet"))));
  const wanted = search.trim().toLowerCase();
  const shown = present(people, queue).filter(({ name }) => name.toLowerCase().includes(wanted)).sort((one, other) => one.name.localeCompare(other.name, "nl"));
  if (shown.length === 0) return fill(place, h("p", { role: "status" }, people.length === 0 ? door.nobody : door.none));
  fill(place, h("ul", { class: "door" }, shown.map((one) => h("li", {}, row(stage, one, note)))));
  if (focused?.startsWith("seat-")) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** @param {DoorStage} stage @param {Shown} one @param {(seat: string, present: boolean) => void} note @returns {HTMLElement} */
function row(stage, one, note) {
  const { text } = stage;
  const state = one.checked_in ? text.door.here : text.door.notHere;
  return h("button", { type: "button", class: "door-person", id: `seat-${one.seat_id}`, "aria-pressed": String(one.checked_in), onclick: () => note(one.seat_id, !one.checked_in) },
    h("span", { class: "door-tick", "aria-hidden": "true" }),
    h("span", { class: "door-words" },
      h("span", { class: "door-name" }, one.name),
      h("span", { class: "small soft" }, one.status === "seated" ? one.branch : `${one.branch} · ${text.status[one.status]}`)),
    h("span", { class: "small door-state" }, one.waits ? text.door.waits : state));
}

/** The field for a code, for who has no camera at hand. @param {DoorStage} stage @param {(code: string) => void} enter @returns {HTMLElement} */
export function codeForm({ text: { door } }, enter) {
  const input = field({ id: "code", label: door.code, hint: door.codeHint, attributes: { class: "input-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", autocorrect: "off" } });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    clearMarks(form);
    const typed = /** @type {HTMLInputElement} */ (input.querySelector("input"));
    const code = checkInCode(typed.value);
    if (code === null) {
      markField("code", door.codeWrong);
      return typed.focus();
    }
    typed.value = "";
    enter(code);
  };
  const form = h("form", { class: "details-body", novalidate: true, onsubmit: submit }, input, h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, door.codeAct)));
  return h("details", {}, h("summary", {}, door.codeOpen), form);
}
