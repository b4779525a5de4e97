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

/** @typedef {import("../parts/check-in-list.js").DoorStage} DoorStage */
/** @typedef {import("../lib/conversation-shapes.js").CheckIn} CheckIn */

const id = addressParts()[2] ?? "";
const KEY = `check-in.${id}`;
const AGAIN_MS = 10000;
// Who may come in; who only waits for a place may, when the host lets them.
const EXPECTED = ["seated", "offered", "waiting", "yes"];

/** @type {import("../lib/conversation-shapes.js").Participant[]} */
let people = [];
/** @type {CheckIn[]} */
let queue = queueOf(shelf.read(KEY));
let search = "";
let trouble = "";
let listed = false;
let sending = false;
/** @type {() => void} */
let redraw = () => {};
const told = liveRegion();

startPage({ nl: () => import("../text/staff-conversation.nl.js"), en: () => import("../text/staff-conversation.en.js") }, async (stage) => {
  if (!stage.again) {
    drawLoading(stage);
    if ((await requireMe()) === null) return;
    const { draft } = await api.deskConversation(id);
    await fetchPeople(stage);
    draw(stage, draft.title);
    scanned(stage);
    addEventListener("hashchange", () => scanned(stage));
    for (const event of ["online", "focus"]) addEventListener(event, () => void send(stage));
    setInterval(() => void send(stage), AGAIN_MS);
    await send(stage);
  } else {
    draw(stage, stage.main.querySelector("[data-title]")?.textContent ?? "");
  }
});

/** The names, which are never kept on the phone. @param {DoorStage} stage */
async function fetchPeople(stage) {
  try {
    people = (await api.participants(id)).people.filter(({ status }) => EXPECTED.includes(status));
    listed = true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    trouble = await stage.explain(error);
  }
}

/** @param {DoorStage} stage @param {string} title */
function draw(stage, title) {
  const { text } = stage;
  const [count, waiting, list] = [h("div", { role: "status" }), h("div", { role: "status" }), h("div", { class: "stack" })];
  const note = (/** @type {string} */ seat, /** @type {boolean} */ present) => void add(stage, { seat_id: seat, present, at: moment() });
  redraw = () => {
    fill(count, countLine(stage, people, queue));
    fill(waiting, waitingLine(stage, { queue, trouble, lasting: shelf.lasting, now: () => void send(stage) }));
    peopleList(stage, list, { people, queue, search, listed, note, reload: () => void fetchPeople(stage).then(redraw) });
  };
  stage.title(`${text.door.title}: ${title}`);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: `/staf/gesprekken/${id}` }, h("span", { "data-title": true }, title))),
        h("h1", { tabindex: "-1" }, text.door.title),
        count),
      waiting,
      told.element,
      field({ id: "search", label: text.door.search, type: "search", value: search, attributes: { autocomplete: "off" }, oninput: (value) => (search = value, redraw()) }),
      codeForm(stage, (code) => void add(stage, { code, present: true, at: moment() })),
      h("section", { class: "stack close", "aria-labelledby": "list-title" }, h("h2", { id: "list-title" }, text.door.list), list)));
  redraw();
}

const moment = () => new Date().toISOString();

/** A code that the camera opened this page with; it leaves the address at once. @param {DoorStage} stage */
function scanned(stage) {
  const found = location.hash.match(/^#code=(.+)$/);
  if (!found) return;
  history.replaceState(null, "", location.pathname);
  const code = checkInCode(decodeURIComponent(found[1]));
  if (code === null) told.say(notice("bad", stage.text.door.codeWrong));
  else void add(stage, { code, present: true, at: moment() });
}

/** @param {CheckIn[]} next */
function keep(next) {
  queue = next;
  if (queue.length === 0) shelf.drop(KEY);
  else shelf.keep(KEY, queue);
}

/** Notes something, shows it, and sends what there is to send. @param {DoorStage} stage @param {CheckIn} note */
async function add(stage, note) {
  const { door } = stage.text;
  keep(noted(queue, note));
  const name = people.find(({ seat_id: seat }) => seat === note.seat_id)?.name;
  if (name) told.say(notice(note.present ? "good" : "info", note.present ? door.in(name) : door.out(name)));
  redraw();
  await send(stage);
  if (note.code && queue.some(({ code }) => code === note.code)) told.say(notice("info", door.codeKept));
}

/** Sends the queue; without a line it stays where it is. @param {DoorStage} stage */
async function send(stage) {
  if (sending || queue.length === 0) return;
  sending = true;
  const batch = queue.slice(0, BATCH);
  try {
    const answer = await api.checkIn(id, batch);
    keep(afterSending(queue, batch));
    trouble = "";
    tell(stage, batch, answer);
  } catch (error) {
    trouble = error instanceof Refusal && error.status === 401 ? stage.text.door.signIn : await stage.explain(error);
  }
  sending = false;
  redraw();
  // What was noted on the way, or did not fit, goes at once.
  if (trouble === "" && queue.length > 0) await send(stage);
}

/** What the server made of it. @param {DoorStage} stage @param {CheckIn[]} batch @param {import("../lib/conversation-shapes.js").CheckInAnswer} answer */
function tell({ text: { door } }, batch, { done, unknown }) {
  for (const { seat_id: seat, present } of batch) Object.assign(people.find((one) => one.seat_id === seat) ?? {}, { checked_in: present });
  const byCode = people.filter(({ seat_id: seat }) => done.includes(seat) && !batch.some((one) => one.seat_id === seat));
  for (const person of byCode) person.checked_in = true;
  const codes = batch.flatMap(({ code }) => code ?? []);
  const wrong = codes.filter((code) => unknown.includes(code));
  if (wrong.length > 0) told.say(notice("bad", door.unknown(wrong.join(", "))));
  else if (unknown.length > 0) told.say(notice("bad", door.unknownSeat));
  else if (codes.length > 0) told.say(notice("good", byCode.length > 0 ? door.in(byCode.map(({ name }) => name).join(", ")) : door.codeIn));
}
