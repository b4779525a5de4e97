// What a host noted at the door and could not send yet. Pure: no clock, no storage, no network.

/** @typedef {import("./conversation-shapes.js").CheckIn} CheckIn */

/** How many are sent at once. */
export const BATCH = 100;

/** Whom a note is about. @param {CheckIn} note @returns {string} */
const about = ({ seat_id: seat, code }) => (seat === undefined ? `code ${code}` : `seat ${seat}`);

/** The code in what was scanned or typed: forgives case, spaces, dashes and O, I, L; null when it is no code. @param {string} typed @returns {string|null} */
export function checkInCode(typed) {
  const letters = typed.toUpperCase().replace(/[\s\-–—.]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-Z]{16}$/.test(letters) ? letters : null;
}

/** The queue with one more note; of what was noted about somebody only the last counts. @param {CheckIn[]} queue @param {CheckIn} note @returns {CheckIn[]} */
export function noted(queue, note) {
  return [...queue.filter((one) => about(one) !== about(note)), note];
}

/** What is left after these were sent; who was noted again meanwhile stays. @param {CheckIn[]} queue @param {CheckIn[]} sent @returns {CheckIn[]} */
export function afterSending(queue, sent) {
  return queue.filter((one) => !sent.some((other) => about(other) === about(one) && other.at === one.at && other.present === one.present));
}

/** What was kept on this phone; whatever is not a queue is an empty one. @param {unknown} kept @returns {CheckIn[]} */
export function queueOf(kept) {
  const fits = (/** @type {any} */ one) => typeof one?.present === "boolean" && typeof one.at === "string" && (typeof one.seat_id === "string") !== (typeof one.code === "string");
  return Array.isArray(kept) ? kept.filter(fits) : [];
}

/** Who is there, with the notes that still wait laid over what the server knows. @template {{seat_id: string, checked_in: boolean}} T @param {T[]} people @param {CheckIn[]} queue @returns {(T & {waits: boolean})[]} */
export function present(people, queue) {
  return people.map((person) => {
    const note = queue.find(({ seat_id: seat }) => seat === person.seat_id);
    return { ...person, checked_in: note?.present ?? person.checked_in, waits: note !== undefined };
  });
}
