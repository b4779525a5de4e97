// The list of all public rounds. Never one round's figures.
import * as api from "../api/client.js";
import { fill, h } from "../parts/dom.js";
import { feedbackWords } from "../parts/feedback.js";
import { roundCards } from "../parts/round-list.js";
import { drawLoading, startPage } from "../parts/stage.js";

startPage({ nl: () => import("../text/round.nl.js"), en: () => import("../text/round.en.js") }, async (stage) => {
  const { text } = stage;
  stage.title(text.listTitle);
  drawLoading(stage);
  const [{ rounds }, words] = await Promise.all([api.rounds(), feedbackWords(stage.language)]);
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" }, h("h1", {}, text.listTitle), h("p", { class: "lead soft" }, text.listLead)),
      rounds.length === 0 ? h("p", {}, text.listEmpty) : roundCards(stage, text, words, rounds)));
});
