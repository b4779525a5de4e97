// Staff: the list of all rounds with their state. Never one round's form.
import { calendar } from "../api/calendar.js";
import * as api from "../api/client.js";
import { momentInWords } from "../lib/amsterdam.js";
import { fill, h } from "../parts/dom.js";
import { feedbackLine, feedbackWords } from "../parts/feedback.js";
import { notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { personName } from "../parts/staff-follow.js";
import { calendarWords, firstTasks } from "../parts/task-list.js";

startPage({ nl: () => import("../text/staff.nl.js"), en: () => import("../text/staff.en.js") }, async (stage) => {
  const { text, common, language } = stage;
  stage.title(text.listTitle);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const [{ rounds }, { slots }, words, planned] = await Promise.all([api.staffRounds(), calendar(), feedbackWords(language), calendarWords(language)]);
  const late = rounds.reduce((sum, { feedback }) => sum + (feedback?.late ?? 0), 0);
  const card = (/** @type {import("../lib/shapes.js").StaffRoundSummary} */ round) =>
    h("li", {}, h("a", { class: "card card-link close", href: `/staf/rondes/${round.id}` },
      h("p", { class: "tags" }, h("span", { class: round.state === "open" ? "tag" : "tag tag-quiet" }, common.state[round.state]), (round.scope ?? []).map((name) => h("span", { class: "tag tag-quiet" }, name))),
      h("h2", {}, round.title || text.noTitle),
      h("p", { class: "soft small" },
        round.opens_at && `${momentInWords(round.opens_at, language)}${round.closes_at ? ` – ${momentInWords(round.closes_at, language)}` : ""}. `,
        round.author && `${text.author} ${personName(round.author)}.`),
      feedbackLine(words, round.feedback)));
  fill(stage.main,
    h("div", { class: "column" },
      h("h1", {}, text.listTitle),
      late > 0 && notice("warn", words.staffLate(late), h("p", {}, words.staffLateBody)),
      h("p", { class: "actions" }, h("a", { class: "button", href: "/staf/rondes/nieuw" }, text.newRound)),
      rounds.length > 0 && h("section", { class: "card" },
        h("h2", {}, planned.todo),
        firstTasks({ words: planned, language }, slots, 3),
        h("p", {}, h("a", { href: "/staf/kalender" }, planned.toCalendar))),
      rounds.length === 0 ? h("p", {}, text.none) : h("ul", { class: "cards" }, rounds.map(card))));
});
