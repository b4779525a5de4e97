// What an afdeling sees: all rounds, and its own page of each that is published. Never a member.
import * as api from "../api/client.js";
import { branchPage } from "../parts/branch-choice.js";
import { fill, h } from "../parts/dom.js";
import { feedbackWords } from "../parts/feedback.js";
import { roundCards } from "../parts/round-list.js";
import { drawLoading, startPage } from "../parts/stage.js";
import { requireMe } from "../parts/signed-in.js";

startPage({ nl: () => import("../text/home.nl.js"), en: () => import("../text/home.en.js") }, async (stage) => {
  const { text, language } = stage;
  stage.title(text.branchTitle);
  drawLoading(stage);
  const me = await requireMe();
  if (me === null) return;
  const words = language === "nl" ? await import("../text/round.nl.js") : await import("../text/round.en.js");
  const [{ branches, rounds }, feedback] = await Promise.all([api.branchRounds(), feedbackWords(language)]);
  const published = rounds.filter(({ state }) => state === "published");
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("h1", {}, text.branchTitle),
        h("p", { class: "lead" }, text.branchLead),
        branches.length > 0 && h("p", { class: "soft" }, `${text.branches} `, h("strong", {}, branches.map(({ name }) => name).join(", ")))),
      me.roles.some(({ role }) => role === "board") && h("p", { class: "actions" }, h("a", { class: "button button-quiet", href: "/staf" }, text.branchDesk), h("a", { class: "button button-quiet", href: "/staf/gesprekken" }, text.branchConversations)),
      published.length > 0 && h("section", { class: "stack close" },
        h("h2", {}, text.branchResults),
        h("ul", { class: "stack close" }, published.flatMap((round) => branches.map(({ code, name }) =>
          h("li", {}, h("a", { href: branchPage(round.id, code) }, branches.length > 1 ? `${round.title}: ${name}` : round.title)))))),
      published.length > 0 && h("section", { class: "stack close" },
        h("h2", {}, feedback.branchTitle),
        h("ul", { class: "stack close" }, published.map((round) =>
          h("li", {}, h("a", { href: `/afdeling/terugkoppeling/${round.id}` }, round.title))))),
      h("section", { class: "stack" }, h("h2", {}, text.branchRounds), roundCards(stage, words.text, feedback, rounds))));
});
