// Staff: which data are kept, why and for how long, and how many there are. Never the data.
import { retention } from "../api/members.js";
import { dayInWords, momentInWords } from "../lib/amsterdam.js";
import { fill, h } from "../parts/dom.js";
import { count } from "../parts/result-bar.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../lib/member-shapes.js").RetentionKind} RetentionKind */

startPage({ nl: () => import("../text/retention.nl.js"), en: () => import("../text/retention.en.js") }, async (stage) => {
  const { text, language } = stage;
  stage.title(text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const { kinds } = await retention();
  const words = /** @type {Record<string, {what: string, why: string, from: string}>} */ (text.kinds);
  const term = (/** @type {RetentionKind} */ { kind, days }) => {
    const { from } = words[kind];
    if (days === null) return from === "" ? text.kept : text.until(from);
    return days === 0 ? text.atOnce(from) : text.days(count(stage, days), from);
  };
  const last = (/** @type {RetentionKind} */ one) => (one.looked_at === null ? text.never : `${momentInWords(one.looked_at, language)} (${text.removed(count(stage, one.removed ?? 0))})`);
  const card = (/** @type {RetentionKind} */ one) => {
    const facts = /** @type {[string, string|null][]} */ ([
      [text.term, term(one)],
      [text.why, words[one.kind].why],
      [text.now, count(stage, one.number)],
      [text.oldest, one.oldest && dayInWords(one.oldest, language)],
      [text.last, one.days === null ? null : last(one)],
    ]);
    return h("li", { class: "card close" }, h("h2", {}, words[one.kind].what),
      h("dl", { class: "facts" }, facts.filter(([, value]) => value !== null).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value)))),
      one.by_setting && h("p", { class: "soft small" }, text.bySetting));
  };
  fill(stage.main,
    h("div", { class: "column" },
      h("div", { class: "stack close" },
        h("p", {}, h("a", { href: "/staf/leden" }, text.back)),
        h("h1", {}, text.title),
        h("p", { class: "lead" }, text.lead)),
      h("ul", { class: "cards" }, kinds.map(card))));
});
