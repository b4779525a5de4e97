// Staff: the list of all rounds with their state. Never one round's form.
import * as api from "../api/client.js";
import { momentInWords } from "../lib/amsterdam.js";
import { fill, h } from "../parts/dom.js";
import { feedbackLine, feedbackWords } from "../parts/feedback.js";
import { notice } from "../parts/notice.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { personName } from "../parts/staff-follow.js";

startPage({ nl: () => import("../text/staff.nl.js"), en: () => import("../text/staff.en.js") }, async (stage) => {
  const { text, common, language } = stage;
  stage.title(text.listTitle);
  drawLoading(stage);
  const me = await requireMe();
  if (me === null) return;
  const staff = me.roles.some(({ role }) => role === "staff" || role === "admin");
  const admin = me.roles.some(({ role }) => role === "admin");
  const [{ rounds }, words] = await Promise.all([api.staffRounds(), feedbackWords(language)]);
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
      h("p", { class: "actions" }, h("a", { class: "button", href: "/staf/rondes/nieuw" }, text.newRound),
        h("a", { href: "/staf/gesprekken" }, text.conversations),
        staff && h("a", { href: "/staf/stellingen" }, text.bankTitle),
        staff && h("a", { href: "/staf/afdelingen" }, text.branchesTitle),
        staff && h("a", { href: "/staf/logboek" }, text.auditTitle),
        admin && h("a", { href: "/staf/toegang" }, text.accessTitle),
        admin && h("a", { href: "/staf/koppelingen" }, text.clientsTitle)),
      rounds.length === 0 ? h("p", {}, text.none) : h("ul", { class: "cards" }, rounds.map(card))));
});
