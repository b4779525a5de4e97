// The door of a conversation, on the host's phone: who is there, with a line or without. Never keeps a name on the phone.
import * as api from "../api/conversations.js";
import { Refusal } from "../api/wire.js";
import { afterSending, BATCH, checkInCode, noted, queueOf } from "../lib/check-in-queue.js";
import { codeForm, countLine, peopleList, waitingLine } from "../parts/check-in-list.js";
import { fill, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { liveRegion, notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { addressParts, drawLoading, shelf, startPage } from "../parts/stage.js";

/** @typedef {import("../lib/conversation-shapes.js").CheckIn} CheckIn */

const id = addressParts()[2] ?? "";
const KEY = `check-in.${id}`;
const CODE = "#code=";
const AGAIN_MS = 10000;
const REFRESH_MS = 30000;
// Who may come in; who only waits for a place may, when the host lets them.
const EXPECTED = ["seated", "offered", "waiting", "yes"];

/** @type {import("../parts/check-in-list.js").DoorStage} */
let stage;
/** @type {import("../lib/conversation-shapes.js").Participant[]} */
let people = [];
let title = "";
let search = "";
let trouble = "";
let listed = false;
let sending = false;
/** @type {() => void} */
let redraw = () => {};
const told = liveRegion();
/** What waits, read anew each time: every scan of the camera opens one more tab of this page. */
const waiting = () => queueOf(shelf.read(KEY));
/** The code that the camera opened this page with; null when it is no code, undefined when there is nothing. */
const fromCamera = () => (location.hash.startsWith(CODE) ? checkInCode(location.hash.slice(CODE.length)) : undefined);
const moment = () => new Date().toISOString();

startPage({ nl: () => import("../text/staff-conversation.nl.js"), en: () => import("../text/staff-conversation.en.js") }, async (now) => {
  stage = now;
  if (now.again) return draw();
  drawLoading(now);
  if ((await requireMe()) === null) {
    // Who signs in first comes back without what the camera read.
    const code = fromCamera();
    if (code) keep(noted(waiting(), { code, present: true, at: moment() }));
    return;
  }
  title = (await api.deskConversation(id)).draft.title;
  await fetchPeople();
  draw();
  scanned();
  addEventListener("hashchange", scanned);
  addEventListener("storage", () => redraw());
  for (const event of ["online", "focus"]) addEventListener(event, () => void send());
  setInterval(() => void send(), AGAIN_MS);
  setInterval(() => void refresh(), REFRESH_MS);
  await send();
});

/** The names, which are never kept on the phone. */
async function fetchPeople() {
  try {
    people = (await api.participants(id)).people.filter(({ status }) => EXPECTED.includes(status));
    listed = true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    trouble = await stage.explain(error);
  }
}

/** What other hosts noted; without a line the list stays as it is. */
async function refresh() {
  const before = JSON.stringify(people);
  if (!document.hidden && waiting().length === 0) await fetchPeople();
  // A finger may be on the list: it is drawn again only when something changed.
  if (JSON.stringify(people) !== before) redraw();
}

function draw() {
  const { door } = stage.text;
  const [count, waits, list] = [h("div", { role: "status" }), h("div", { role: "status" }), h("div", { class: "stack" })];
  const note = (/** @type {string} */ seat, /** @type {boolean} */ present) => void add({ seat_id: seat, present, at: moment() });
  redraw = () => {
    const queue = waiting();
    fill(count, countLine(stage, people, queue));
    fill(waits, waitingLine(stage, { queue, trouble, lasting: shelf.lasting, now: () => void send() }));
    peopleList(stage, list, { people, queue, search, listed, note, reload: () => void fetchPeople().then(redraw) });
  };
  stage.title(`${door.title}: ${title}`);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: `/staf/gesprekken/${id}` }, title)),
        h("h1", { tabindex: "-1" }, door.title),
        count),
      waits,
      told.element,
      field({ id: "search", label: door.search, type: "search", value: search, attributes: { autocomplete: "off" }, oninput: (value) => (search = value, redraw()) }),
      codeForm(stage, (code) => void add({ code, present: true, at: moment() })),
      h("section", { class: "stack close", "aria-labelledby": "list-title" }, h("h2", { id: "list-title" }, door.list), list)));
  redraw();
}

/** A code that the camera opened this page with; it leaves the address at once. */
function scanned() {
  const code = fromCamera();
  if (code === undefined) return;
  history.replaceState(null, "", location.pathname);
  if (code === null) told.say(notice("bad", stage.text.door.codeWrong));
  else void add({ code, present: true, at: moment() });
}

/** @param {CheckIn[]} queue */
function keep(queue) {
  if (queue.length === 0) shelf.drop(KEY);
  else shelf.keep(KEY, queue);
}

/** Notes something, shows it, and sends what there is to send. @param {CheckIn} note */
async function add(note) {
  const { door } = stage.text;
  keep(noted(waiting(), note));
  const name = people.find(({ seat_id: seat }) => seat === note.seat_id)?.name;
  if (name) told.say(notice(note.present ? "good" : "info", note.present ? door.in(name) : door.out(name)));
  redraw();
  await send();
  if (note.code && waiting().some(({ code }) => code === note.code)) told.say(notice("info", door.codeKept));
}

/** Sends what waits; without a line it stays where it is. */
async function send() {
  const batch = waiting().slice(0, BATCH);
  if (sending || batch.length === 0) return;
  sending = true;
  try {
    const answer = await api.checkIn(id, batch);
    keep(afterSending(waiting(), batch));
    trouble = "";
    tell(batch, answer);
  } catch (error) {
    trouble = error instanceof Refusal && error.status === 401 ? stage.text.door.signIn : await stage.explain(error);
  }
  sending = false;
  redraw();
  // What was noted on the way, or did not fit, goes at once.
  if (trouble === "") await send();
}

/** What the server made of it. @param {CheckIn[]} batch @param {import("../lib/conversation-shapes.js").CheckInAnswer} answer */
function tell(batch, { done, unknown }) {
  const { door } = stage.text;
  for (const { seat_id: seat, present } of batch) Object.assign(people.find((one) => one.seat_id === seat) ?? {}, { checked_in: present });
  const byCode = people.filter(({ seat_id: seat }) => done.includes(seat) && !batch.some((one) => one.seat_id === seat));
  for (const person of byCode) person.checked_in = true;
  const codes = batch.flatMap(({ code }) => code ?? []);
  const wrong = codes.filter((code) => unknown.includes(code));
  if (wrong.length > 0) told.say(notice("bad", door.unknown(wrong.join(", "))));
  else if (unknown.length > 0) told.say(notice("bad", door.unknownSeat));
  else if (codes.length > 0) told.say(notice("good", byCode.length > 0 ? door.in(byCode.map(({ name }) => name).join(", ")) : door.codeIn));
}
