// What is to be done for one round by when, and whether members are asked too much with it, on the page of that round. Never the round itself.
import { roundTasks } from "../api/calendar.js";
import { fill, h } from "./dom.js";
import { calendarWords, crowdingNotice, taskList } from "./task-list.js";

/** The plan of a round; it comes when the server has told it, and stays away when it does not. @param {import("./staff-form.js").StaffStage} stage @param {{id: string}} round @param {import("../lib/shapes.js").DeskBranch[]} branches @returns {HTMLElement} */
export function roundPlan({ language }, { id }, branches) {
  const place = h("div", { class: "stack" });
  void draw(place, language, id, branches).catch(() => place.remove());
  return place;
}

/** @param {HTMLElement} place @param {"nl"|"en"} language @param {string} id @param {import("../lib/shapes.js").DeskBranch[]} branches */
async function draw(place, language, id, branches) {
  const [{ slot, crowding }, words] = await Promise.all([roundTasks(id), calendarWords(language)]);
  const said = { words, language };
  const done = slot.tasks.filter(({ status }) => status === "done").length;
  fill(place,
    crowdingNotice(said, crowding, (code) => branches.find((one) => one.code === code)?.name ?? code),
    slot.tasks.length > 0 && h("details", {}, h("summary", {}, words.tasks(done, slot.tasks.length)), h("div", { class: "details-body" }, taskList(said, slot.tasks))));
}
