// The states of draws and tables, with answers of the server that take days to come about by themselves. Never an assertion.
import { createHash } from "node:crypto";
import { CONVERSATION, DRAFT, invitation, INVITED_TO, pretendDesk } from "./conversation-states.js";

const ROOT = createHash("sha256").update("root").digest("hex");
const COMMITTED = "2026-11-14T10:00:00Z";
const VALUE = "4d38e8e9b3c6f2a1d0b9c8a7f6e5d4c3b2a190807060504030201000f0e0d0c0";
const code = (i) => createHash("sha256").update(`lot ${i}`).digest("hex").slice(0, 32);
const QUOTAS = {
  region: [["Noord-Holland", 4210], ["Utrecht", 2204], ["Noord-Brabant", 1840], ["Zuid-Holland", 5120], ["Limburg", 214]],
  age: [["16-24", 1100], ["25-34", 2310], ["35-44", 2050], ["45-54", 2200], ["55-64", 2700], ["65-74", 2310], ["75+", 918]],
  gender: [["v", 6400], ["m", 6980], ["x", 120], ["onbekend", 88]],
};
const total = (rows) => rows.reduce((sum, [, count]) => sum + count, 0);
const features = Object.entries(QUOTAS).map(([name, rows]) => ({
  name, quotas: rows.map(([value, count]) => ({ value, count, least: Math.floor((60 * count) / total(rows)), most: Math.ceil((60 * count) / total(rows)) })),
}));
const composition = Object.entries(QUOTAS).flatMap(([feature, rows]) => rows.map(([value, target]) => ({ feature, value, target, pool: Math.round(target / 16), panel: Math.round((60 * target) / total(rows)) })));
const CHANCES = { smallest: 412, largest: 2130 };

const fixed = {
  stage: "seats", event: INVITED_TO.title, seats: 60, lots: 848, features: [...features, { name: "side", quotas: null }], root: ROOT, committed_at: COMMITTED, public_value: "drand quicknet, ronde 34091213 (zondag 15 november 2026, 11:00)",
  witnesses: ["Ans Jansen", "Bert de Vries"], proposed: false, value: null, seed: null, drawn_at: null, drawn: [], replaced: 0, chances: null, composition: [],
};
const made = {
  ...fixed, value: VALUE, seed: createHash("sha256").update("loting-v1").update(Buffer.from(ROOT, "hex")).update(VALUE).digest("hex"), drawn_at: "2026-11-15T10:05:00Z", proposed: true,
  drawn: Array.from({ length: 60 }, (_, i) => code(i)), replaced: 3, chances: CHANCES, composition,
};
const RUN = { lots: 848, seats: 60, composition, relaxation: null, chances: CHANCES };
const UNMET = { ...RUN, relaxation: { seats: 60, moves: [{ feature: "region", value: "Limburg", bound: "least", from: 1, to: 0 }, { feature: "gender", value: "onbekend", bound: "most", from: 1, to: 2 }] } };

const pretendDraws = (page, draws) => page.route(new RegExp(`/api/v1/conversations/${CONVERSATION}/draws$`), (route) => route.fulfill({ json: { draws } }));

/** A lot of a tree with one leaf, which is its own proof. */
function ownLot() {
  const leaf = JSON.stringify(["lot", code(0), "ab".repeat(16), false, ["Utrecht", "25-34", "v", "agree"]]);
  const root = createHash("sha256").update(Buffer.concat([Buffer.of(0), Buffer.from(leaf)])).digest("hex");
  const seed = createHash("sha256").update("loting-v1").update(Buffer.from(root, "hex")).update(VALUE).digest("hex");
  const number = createHash("sha256").update(Buffer.from(seed, "hex")).update(code(0)).digest("hex");
  return { lot: { stage: "seats", code: code(0), leaf, root, size: 1, index: 0, proof: [], number, drawn: true }, draw: { ...made, root, seed } };
}
const member = (change, words) => async (page) => {
  const { lot, draw } = ownLot();
  await pretendDraws(page, [draw]);
  await page.route(/\/conversation-links\/[^/]+\/lots$/, (route) => route.fulfill({ json: { lots: [{ ...lot, ...change }] } }));
  await page.route(/\/conversation-links\/[^/]+\/open$/, (route) => route.fulfill({ json: invitation({ status: "seated", state: "settled", can: ["no"] }) }));
  await page.goto("/g/een-link");
  await page.getByText(words).waitFor();
};

const everybody = (draw, summary) => async (page) => {
  await pretendDraws(page, [draw]);
  await page.route(new RegExp(`/api/v1/conversations/${CONVERSATION}$`), (route) => route.fulfill({ json: { ...INVITED_TO, statements: [], state: "settled", seated: 58 } }));
  await page.goto(`/gesprek/${CONVERSATION}`);
  await page.locator("summary", { hasText: summary }).waitFor();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
};

/** What a member and everybody see of a draw. */
export const drawnStates = {
  "loting-openbaar-wacht": everybody(fixed, "De loting nakijken"),
  "loting-openbaar-geloot": everybody(made, "Gelote nummers (60)"),
  "loting-eigen-lot": member({}, "de uitslag voor jou klopt"),
  "loting-eigen-lot-fout": member({ index: 1, size: 2 }, "Je lot klopt niet met wat is gepubliceerd."),
};

const NAMES = ["Ans de Vries", "Bram Jansen", "Chantal van den Heuvel-Oosterhout", "Dirk-Jan Wolters", "Esma Yıldız", "Femke Bakker", "Gijs Smit", "Hanna de Boer", "Ibrahim El Amrani", "Jet Mulder"];
const sitting = (round, from) => ({ round, people: NAMES.slice(from, from + 5).map((name, i) => ({ seat_id: `${round}${from}${i}`, name })) });
const tablesOf = (house) => ({
  people: 10, rounds: 2,
  tables: [1, 2].map((number) => ({ number, moderator: ["Gerda Smit", "Hans Bos"][number - 1], link: `${house.url}/tafel/vT0pP2s0Hk1M3qUuYw9cS8xLr5eQb7aZ4dJ6nGfIoE${number}`, rounds: [sitting(1, number === 1 ? 0 : 5), sitting(2, number === 1 ? 5 : 0)] })),
});
const NOTES = [
  { table: 1, moderator: "Gerda Smit", round: 1, theme: "Huur", text: "De huur stijgt sneller dan het loon. Een huurplafond helpt, maar dan moet er wel gebouwd worden." },
  { table: 2, moderator: "Hans Bos", round: 1, theme: "huur", text: "Wie weinig verdient, betaalt nu het meest." },
  { table: 2, moderator: "Hans Bos", round: 2, theme: "Bouwen bij het spoor", text: "Bouw eerst bij stations." },
];

const at = (signIn, wishes, answers, reach) => async (page, house) => {
  await pretendDesk(page, wishes);
  await pretendDraws(page, answers.draws ?? []);
  await page.route(/\/draw\/dry-run$/, (route) => route.fulfill({ json: answers.run ?? RUN }));
  await page.route(/\/desk\/conversations\/[^/]+\/draw$/, (route) => (answers.draws = [fixed], pretendDraws(page, [fixed]), route.fulfill({ json: { root: ROOT, lots: 848, seats: 60, witnesses: fixed.witnesses.map((name, i) => ({ name, link: `${house.url}/api/v1/draw-files/k3JYp0s0Hk1M3qUuYw9cS8xLr5eQb7aZ4dJ6nGfIoE${i}` })) } })));
  await page.route(/\/draw\/value$/, (route) => route.fulfill({ json: { draws: [{ ...fixed, proposed: true }] } }));
  await page.route(/\/tables$/, (route) => route.fulfill({ json: answers.tables ? tablesOf(house) : { people: 0, rounds: 0, tables: [] } }));
  await page.route(/\/notes$/, (route) => route.fulfill({ json: { notes: answers.notes ?? [] } }));
  await signIn("staff")(page, house);
  await page.goto(`/staf/gesprekken/${CONVERSATION}`);
  await page.locator("h1").waitFor();
  await reach(page);
};

const DRAWING = { state: "drawing", draft: { ...DRAFT, allotment: "draw" } };
const tried = async (page) => {
  await page.getByLabel("Getuige 1").fill("Ans Jansen");
  await page.getByLabel("Getuige 2").fill("Bert de Vries");
  await page.getByRole("button", { name: "Proefloting" }).click();
  await page.getByRole("heading", { name: "Dit gaf de proefloting" }).waitFor();
};
const fixing = async (page) => {
  await tried(page);
  await page.getByRole("button", { name: "Leg de loting vast" }).click();
  await page.getByRole("dialog").waitFor();
};
const fix = async (page) => {
  await fixing(page);
  await page.getByRole("dialog").getByRole("button", { name: "Leg de loting vast" }).click();
  await page.getByRole("heading", { name: "De loting ligt vast" }).waitFor();
};

/** The desk's draws and tables; `signIn` signs in as a role. */
export const deskDrawStates = (signIn) => ({
  "loting-plannen": at(signIn, DRAWING, {}, (page) => page.getByLabel("Getuige 1").waitFor()),
  "loting-dobbelstenen": at(signIn, DRAWING, {}, async (page) => (await page.getByLabel(/^Dobbelstenen op/).check(), await page.getByRole("button", { name: "Proefloting" }).click(), page.getByRole("alert").waitFor())),
  "loting-proef": at(signIn, DRAWING, {}, tried),
  "loting-lukt-niet": at(signIn, DRAWING, { run: UNMET }, tried),
  "loting-zeker": at(signIn, DRAWING, {}, fixing),
  "loting-ligt-vast": at(signIn, DRAWING, {}, fix),
  "loting-waarde": at(signIn, DRAWING, { draws: [{ ...fixed, proposed: true }] }, (page) => page.getByText("Eén persoon vulde de waarde in.").waitFor()),
  "loting-waarde-ingevuld": at(signIn, DRAWING, { draws: [fixed] }, async (page) => {
    await page.getByLabel(/^De waarde/).fill(VALUE);
    await pretendDraws(page, [{ ...fixed, proposed: true }]);
    await page.getByRole("button", { name: "Vul de waarde in" }).click();
    await page.getByText("Jij vulde de waarde in.").waitFor();
  }),
  "loting-geloot": at(signIn, { ...DRAWING, state: "settled" }, { draws: [made] }, (page) => page.getByText("Er is geloot.").waitFor()),
  "tafels-verdelen": at(signIn, { state: "settled" }, {}, (page) => page.getByRole("button", { name: "Verdeel over tafels" }).waitFor()),
  "tafels-verdeeld": at(signIn, { state: "settled" }, { tables: true, notes: NOTES }, async (page) => (await page.getByText("Bouw eerst bij stations.").waitFor(), page.locator(".plan summary").first().click())),
});

const TABLE = {
  conversation: { id: CONVERSATION, title: INVITED_TO.title, purpose: INVITED_TO.purpose, statements: INVITED_TO.statements }, table: 3, moderator: "Gerda Smit", rounds: 2,
  people: [{ round: 1, names: ["Ans", "Bram", "Chantal", "Dirk-Jan", "Esma"] }, { round: 2, names: ["Femke", "Gijs", "Hanna", "Ibrahim", "Ans"] }],
  notes: NOTES.map(({ round, theme, text }, i) => ({ id: String(i), round, theme, text })),
};
const table = (change, reach = async () => {}) => async (page) => {
  await page.route(/\/table-links\/[^/]+\/open$/, (route) => route.fulfill({ json: { ...TABLE, ...change } }));
  await page.goto("/tafel/een-link");
  await page.getByText("Jij leidt deze tafel.").waitFor();
  await reach(page);
};

/** The page of who leads a table. */
export const tableStates = {
  "tafel-leeg": table({ rounds: 1, people: TABLE.people.slice(0, 1), notes: [] }),
  "tafel-notities": table({}),
  "tafel-niet-verstuurd": table({}, async (page) => {
    await page.route(/\/table-links\/[^/]+\/notes$/, (route) => route.abort());
    await page.getByLabel("Thema", { exact: true }).fill("Huur");
    await page.getByLabel("Wat werd er gezegd?").fill("De huur stijgt sneller dan het loon.");
    await page.getByRole("button", { name: "Bewaar de notitie" }).click();
    await page.getByText("Je notitie is niet verstuurd.").waitFor();
  }),
  "tafel-verwijderen": table({}, async (page) => (await page.getByRole("button", { name: /^Verwijder de notitie/ }).first().click(), page.getByRole("dialog").waitFor())),
  "tafel-verkeerde-link": async (page) => {
    await page.route(/\/table-links\//, (route) => route.fulfill({ status: 404, json: { code: "link_unknown", message: "", field: null } }));
    await page.goto("/tafel/bestaatniet");
    await page.getByRole("heading", { name: "Deze link werkt niet" }).waitFor();
  },
};
