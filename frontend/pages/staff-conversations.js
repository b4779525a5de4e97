// The desk: all conversations that it may see, with how full they are. Never one conversation's form.
import { deskBranches } from "../api/client.js";
import * as api from "../api/conversations.js";
import { momentInWords } from "../lib/amsterdam.js";
import { fill, h } from "../parts/dom.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";

startPage({ nl: () => import("../text/staff-conversation.nl.js"), en: () => import("../text/staff-conversation.en.js") }, async (stage) => {
  const { text, language } = stage;
  stage.title(text.listTitle);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const [{ conversations }, { branches }] = await Promise.all([api.deskConversations(), deskBranches()]);
  const organiser = (/** @type {string|null} */ code) => (code === null ? text.national : branches.find((one) => one.code === code)?.name ?? code);
  const number = (/** @type {number|null} */ n) => count(stage, n ?? 0);
  const card = (/** @type {import("../lib/conversation-shapes.js").ListedConversation} */ one) =>
    h("li", {}, h("a", { class: "card card-link close", href: `/staf/gesprekken/${one.id}` },
      h("p", { class: "tags" },
        h("span", { class: one.state === "inviting" ? "tag" : "tag tag-quiet" }, text.state[one.state]),
        h("span", { class: "tag tag-quiet" }, organiser(one.organiser_branch))),
      h("h2", {}, one.title || text.noTitle),
      h("p", { class: "soft" }, one.starts_at === null ? text.noTime : momentInWords(one.starts_at, language)),
      one.state !== "draft" && h("p", { class: "small soft" }, text.listFigures(number(one.invited), number(one.seated), number(one.seats), number(one.waiting)))));
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" }, h("h1", {}, text.listTitle), h("p", { class: "lead" }, text.listLead)),
      h("p", { class: "actions" }, h("a", { class: "button", href: "/staf/gesprekken/nieuw" }, text.newTitle)),
      conversations.length === 0 ? h("p", {}, text.none) : h("ul", { class: "cards" }, conversations.map(card))));
});
