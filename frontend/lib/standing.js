// Where an invited member stands, as one word for what the page shows. Pure: what may still be done is the server's word, never the clock's.

/** @typedef {import("./conversation-shapes.js").Invitation} Invitation */
/** @typedef {"ask"|"late"|"cancelled"|"over"|"no"|"yes"|"drawing"|"seated"|"waiting"|"offered"|"withdrawn"|"lapsed"} Standing */

/** The one thing to show of an invitation. @param {Pick<Invitation, "state"|"can"> & {answer: {status: import("./conversation-shapes.js").SeatStatus}}} invitation @returns {Standing} */
export function standing({ state, can, answer: { status } }) {
  if (state === "cancelled") return "cancelled";
  if (state === "held" || state === "reported") return "over";
  if (status === "invited") return can.includes("yes") ? "ask" : "late";
  if (status === "yes" && state === "drawing") return "drawing";
  return status;
}

/** Whether the member takes part, or may come to. @param {Standing} now @returns {boolean} */
export function isComing(now) {
  return now === "yes" || now === "drawing" || now === "seated" || now === "waiting";
}
