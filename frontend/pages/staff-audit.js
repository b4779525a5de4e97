// Staff: the audit trail, searched and paged. Never a member's name, never an answer.
import * as api from "../api/audit.js";
import { auditList } from "../parts/audit-lines.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { liveRegion, showFaults } from "../parts/notice.js";
import { count } from "../parts/result-bar.js";
import { rootGroups } from "../parts/root-block.js";
import { requireMe } from "../parts/signed-in.js";
import { drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/audit.nl.js").text>} AuditStage */
/** @typedef {import("../lib/desk-shapes.js").AuditLine} AuditLine */

const NAMES = ["act", "person", "thing", "from", "until"];
/** What is looked for; in the address, so that a search can be kept and sent. @returns {Record<string, string>} */
const asked = () => Object.fromEntries(NAMES.map((name) => [name, new URLSearchParams(location.search).get(name) ?? ""]));

startPage({ nl: () => import("../text/audit.nl.js"), en: () => import("../text/audit.en.js") }, async (stage) => {
  const { text, common } = stage;
  stage.title(text.title);
  drawLoading(stage);
  if ((await requireMe()) === null) return;
  const choices = await api.auditChoices();
  const faults = h("div", {});
  const list = h("div", { class: "stack" });
  const told = liveRegion();
  const look = async (/** @type {Record<string, string>} */ wishes) => {
    try {
      const { lines, more } = await api.auditLines(wishes);
      showFaults(faults, "", []);
      show(stage, { list, told }, wishes, lines, more);
    } catch (error) {
      const known = error instanceof Error && "field" in error && typeof error.field === "string" ? `audit-${error.field}` : null;
      showFaults(faults, common.errorTitle, [{ id: known, words: await stage.explain(error) }]);
    }
  };
  const search = (/** @type {Record<string, string>} */ wishes) => {
    const filled = new URLSearchParams(Object.entries(wishes).filter(([, value]) => value !== ""));
    history.replaceState(null, "", `/staf/logboek${filled.size > 0 ? `?${filled}` : ""}`);
    fill(form, searchForm(stage, choices, search));
    return look(wishes);
  };
  const form = h("div", {}, searchForm(stage, choices, search));
  about = (id) => void search({ thing: id }).then(() => goTo(list));
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("div", { class: "stack close" }, h("p", {}, h("a", { href: "/staf" }, text.back)), h("h1", {}, text.title), h("p", { class: "lead" }, text.lead)),
      headCard(stage, choices.head), form, told.element, list));
  await look(asked());
});

/** Searches for all lines about a thing. @type {(id: string) => void} */
let about = () => {};

/** @param {AuditStage} stage @param {{list: HTMLElement, told: ReturnType<typeof liveRegion>}} places @param {Record<string, string>} wishes @param {AuditLine[]} lines @param {boolean} more */
function show(stage, { list, told }, wishes, lines, more) {
  const { text, language } = stage;
  told.say(h("p", { class: "soft" }, lines.length === 0 ? text.none : text.found(lines.length)));
  const older = async () => {
    const next = await api.auditLines({ ...wishes, before: String(lines.at(-1)?.number ?? 1) });
    const all = [...lines, ...next.lines];
    show(stage, { list, told }, wishes, all, next.more);
    goTo(/** @type {HTMLElement|null} */ (list.querySelectorAll("li")[lines.length] ?? null));
  };
  const press = button(text.more, () => void older().catch(async (error) => told.say(h("p", { role: "alert" }, await stage.explain(error)))), "button button-quiet");
  fill(list, lines.length > 0 && auditList(text, language, lines, (id) => about(id)), more && h("p", { class: "actions" }, press));
}

/** @param {AuditStage} stage @param {import("../lib/desk-shapes.js").AuditChoices["head"]} head @returns {HTMLElement} */
function headCard(stage, { number, hash, short }) {
  const { text } = stage;
  return h("section", { class: "card" },
    h("h2", {}, text.headTitle),
    h("p", { class: "code", translate: "no", id: "audit-head" }, short.split(" ").flatMap((group, i) => [i > 0 && " ", h("span", {}, group)])),
    h("p", { class: "small soft" }, text.head(count(stage, number))),
    h("details", {}, h("summary", {}, text.whole), h("div", { class: "details-body" }, rootGroups(hash))),
    h("p", {}, h("a", { href: api.AUDIT_FILE, download: "" }, text.file)),
    h("p", { class: "small soft" }, text.fileHint, h("code", { class: "block", translate: "no" }, `preferendum verify-audit ${text.fileName} --head ${short.replaceAll(" ", "")}`)));
}

/** @param {AuditStage} stage @param {import("../lib/desk-shapes.js").AuditChoices} choices @param {(wishes: Record<string, string>) => Promise<void>} search @returns {HTMLElement} */
function searchForm({ text }, { acts, people }, search) {
  const now = asked();
  const select = (/** @type {string} */ name, /** @type {string} */ label, /** @type {[string, string][]} */ options) => {
    const input = h("select", { id: `audit-${name}`, name }, options.map(([value, words]) => h("option", { value }, words)));
    input.value = now[name];
    return h("div", { class: "field" }, h("label", { for: `audit-${name}` }, label), input);
  };
  const words = (/** @type {string} */ act) => text.acts[act] ?? act;
  const named = acts.map((act) => /** @type {[string, string]} */ ([act, words(act)])).sort((a, b) => a[1].localeCompare(b[1]));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void search(Object.fromEntries(NAMES.map((name) => [name, /** @type {HTMLInputElement} */ (form.querySelector(`#audit-${name}`)).value.trim()])));
  };
  const day = (/** @type {string} */ name, /** @type {string} */ label) => field({ id: `audit-${name}`, label, type: "date", value: now[name], attributes: { class: "input-short" } });
  const form = h("form", { class: "stack", novalidate: true, onsubmit: submit },
    h("div", { class: "column-pair" },
      select("act", text.act, [["", text.anyAct], ...named]),
      select("person", text.person, [["", text.anyPerson], ...people.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]))]),
      day("from", text.from), day("until", text.until)),
    field({ id: "audit-thing", label: text.thing, hint: text.thingHint, value: now.thing, attributes: { autocomplete: "off", spellcheck: "false" } }),
    h("p", { class: "actions" }, h("button", { class: "button" }, text.go), button(text.clear, () => void search({}), "button-link")));
  return h("details", { open: Object.values(now).some((value) => value !== "") }, h("summary", {}, text.search), h("div", { class: "details-body" }, form));
}
