// Every state of every page, each with the way to reach it: for axe and for pictures. Never an assertion.
import { makeCode } from "../../frontend/lib/code.js";
import { ballotOf, others, sealLists } from "../../frontend/tests/list-fixture.js";
import { accessStates } from "./access-states.js";
import { deskStates, invitationStates, publicStates } from "./conversation-states.js";
import { deskDrawStates, drawnStates, tableStates } from "./draw-states.js";
import { answer, answerAll, arrived, firstStatement, vote } from "./harness.js";

const JSON_TYPE = { contentType: "application/json" };

/** Changes what the server says about the linked round. */
export async function pretend(page, change) {
  await page.route(/\/api\/v1\/round-links\//, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    Object.assign(body.round, change);
    await route.fulfill({ json: body });
  });
}

/** Refuses requests to an address with a code, or drops them when there is none. */
export async function refuse(page, address, status, code) {
  await page.route(address, (route) => (status ? route.fulfill({ status, ...JSON_TYPE, json: { code, message: "", field: null } }) : route.abort()));
}

/** The last published round, and the first afdeling of its first group. */
async function published(house) {
  const { rounds } = await house.ask("/api/v1/rounds");
  const { id } = rounds.find(({ state }) => state === "published");
  const results = await house.ask(`/api/v1/rounds/${id}/results`);
  return { id, results, group: results.groups[0], branch: results.groups[0].branches[0] };
}

/** Stands in for a round in which this code was counted: lists of our own in the place of those in the box, and a result that fixes them. */
export async function pretendVote(page, house, code, { version, answers }) {
  const { id, results, group, branch } = await published(house);
  const sealed = await sealLists([...others(group.id, 40), ...others(group.id + 1, 30), await ballotOf(code, id, group.id, version, answers)]);
  const counted = { ...group, ballots: 41, statements: sealed.figures(group.id) };
  await page.route(`**/api/v1/rounds/${id}/results`, (route) => route.fulfill({ json: { ...results, lists: sealed.lists, groups: [counted] } }));
  await page.route(/\/lists\/\d\/groups\/\d+$/, async (route) => {
    const [, statement, of] = route.request().url().match(/lists\/(\d)\/groups\/(\d+)$/);
    await route.fulfill({ json: await sealed.run(Number(statement), Number(of)) });
  });
  return { id, branch };
}

/** Fills in the check page of the last published round, and waits for what it says. */
export async function check(page, house, code) {
  const { id, branch } = await published(house);
  await page.goto(`/rondes/${id}/nakijken`);
  await page.getByLabel("Je afdeling").selectOption(branch.code);
  await page.getByLabel("Je code").fill(code);
  await page.getByRole("button", { name: "Kijk mijn stem na" }).click();
  await page.locator("main h2[tabindex]").waitFor();
}

const go = async (page, house) => {
  const link = await house.freshLink();
  await page.goto(link.url);
  return link;
};
const step = async (page, house) => (await go(page, house), firstStatement(page));
const toCheck = async (page, house) => (await step(page, house), answerAll(page));
const send = (page) => page.getByRole("button", { name: "Verstuur" }).click();
const seen = (page, name) => page.getByRole("heading", { name, level: 1 }).waitFor();

/** What a member sees from the mailed link on. */
export const ballotStates = {
  "stem-1-eerste-stelling": async (page, house) => (await step(page, house), page.getByRole("button", { name: "Deze keer niet" }).waitFor()),
  "stem-2-gekozen": async (page, house) => (await step(page, house), page.locator("#answer-4").check(), page.getByText("Welkom, ").waitFor()),
  "stem-3-niets-gekozen": async (page, house) => (await step(page, house), page.locator("#next").click(), page.getByRole("alert").waitFor()),
  "stem-4-tweede-stelling": async (page, house) => (await step(page, house), answer(page, 4)),
  "stem-5-controle": toCheck,
  "stem-6-bezig": async (page, house) => (await toCheck(page, house), page.route(/\/ticket$/, () => {}), send(page), seen(page, "Nog niet verstuurd")),
  "stem-7-geen-verbinding": async (page, house) => (await toCheck(page, house), refuse(page, /\/ballots$/), send(page), page.getByRole("button", { name: "Nu proberen" }).waitFor()),
  "stem-8-binnen": async (page, house) => (await go(page, house), vote(page)),
  "stem-9-wijzigen": async (page, house) => (await go(page, house), await vote(page), page.getByRole("button", { name: "Antwoorden wijzigen" }).click(), firstStatement(page)),
  "stem-10-gewijzigd": async (page, house) => {
    await go(page, house);
    await vote(page);
    await page.getByRole("button", { name: "Antwoorden wijzigen" }).click();
    await answerAll(page, [1, 1, 1, 1]);
    await send(page);
    await arrived(page);
  },
  "stem-11-verder-praten": async (page, house) => (await go(page, house), await vote(page), page.getByRole("button", { name: "Ik wil hierover verder praten" }).click(), seen(page, "Ik wil hierover verder praten")),
  "stem-12-deze-keer-niet": async (page, house) => (await step(page, house), page.getByRole("button", { name: "Deze keer niet" }).click(), seen(page, "Deze keer doe je niet mee")),
};

/** When it does not go straight on. */
export const troubleStates = {
  "nood-1-geen-verbinding": async (page, house) => (await refuse(page, /\/api\/v1\/round-links\/[^/]+$/), await go(page, house), seen(page, "Er klopt iets niet")),
  "nood-2-onbekende-link": async (page) => (await page.goto("/r/bestaatniet"), seen(page, "Deze link werkt niet")),
  "nood-3-gesloten": async (page, house) => (await pretend(page, { state: "closed" }), await go(page, house), seen(page, "Deze ronde is gesloten")),
  "nood-4-ingetrokken": async (page, house) => (await pretend(page, { state: "withdrawn", withdrawn_reason: "In stelling 2 stond een fout." }), await go(page, house), seen(page, "Deze ronde is ingetrokken")),
  "nood-5-nog-niet-open": async (page, house) => (await pretend(page, { state: "scheduled" }), await go(page, house), seen(page, "Deze ronde is nog niet open")),
  "nood-6-ander-toestel": async (page, house) => {
    const link = await house.freshLink();
    const other = await house.device();
    await other.page.goto(link.url);
    await vote(other.page);
    await other.close();
    await page.goto(link.url);
    await firstStatement(page);
    await page.getByRole("button", { name: /Heb je al gestemd/ }).click();
    await seen(page, "Vul je code in");
  },
  "nood-7-verkeerde-code": async (page, house) => {
    await troubleStates["nood-6-ander-toestel"](page, house);
    await page.getByLabel("Je code").fill("12345");
    await page.getByRole("button", { name: "Ga verder" }).click();
    await page.getByRole("alert").waitFor();
  },
  "nood-8-te-laat": async (page, house) => (await toCheck(page, house), await refuse(page, /\/ticket$/, 409, "round_closed"), await send(page), seen(page, "Je stem is te laat")),
  "nood-9-andere-stem": async (page, house) => (await toCheck(page, house), await refuse(page, /\/ballots$/, 409, "version_taken"), await send(page), seen(page, "Er is al een andere stem met jouw code")),
  "nood-10-vervalst": async (page, house) => {
    await pretend(page, { title: "Een heel andere ronde" });
    await step(page, house);
    await page.locator("#answer-4").check();
    await seen(page, "Stem nu niet");
  },
  "nood-11-stilgezet": async (page, house) => (await toCheck(page, house), await refuse(page, /\/ticket$/, 409, "round_halted"), await send(page), page.getByRole("alert").waitFor()),
};

/** Signs in as one of the demo's roles. */
export const signIn = (as) => async (page, house) => {
  await page.goto(house.link("Staff").replace("demo=staff", `demo=${as}`));
  await page.getByRole("button", { name: "Inloggen" }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/inloggen"));
};
const at = (address, role) => async (page, house) => {
  if (role) await signIn(role)(page, house);
  await page.goto(typeof address === "string" ? address : await address(house));
  await page.locator("h1").waitFor();
  await page.locator(".loading").waitFor({ state: "detached" });
};
const inState = (state) => async (house) => `/rondes/${(await house.ask("/api/v1/rounds")).rounds.find((round) => round.state === state).id}`;
const unfolded = async (page) => page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));

/** Address of the page of an afdeling in the last published round: alone, or counted together with another. */
export const branchAddress = (alone) => async (house) => {
  const address = await inState("published")(house);
  const { groups } = await house.ask(`/api/v1${address.replace("/rondes", "/rounds")}/results`);
  return `${address}/afdeling/${groups.find(({ branches }) => (branches.length === 1) === alone).branches[0].code}`;
};

/** Says that the first statement of the last published round was put before, as the first of the published one before it. */
export async function pretendRepeated(page, house) {
  const [last, before] = (await house.ask("/api/v1/rounds")).rounds.filter(({ state }) => state === "published");
  await page.route(new RegExp(`/api/v1/rounds/${last.id}/results$`), async (route) => {
    const body = await (await route.fetch()).json();
    body.earlier = [{ statement: 1, round: before.id, title: before.title, number: 1, published_at: before.publishes_at, outcome: { n: 1, agree: 100, disagree: 0 } }];
    await route.fulfill({ json: body });
  });
}

const found = async (page, house) => {
  const code = await makeCode();
  await pretendVote(page, house, code, { version: 2, answers: [5, null, 2, 1] });
  await check(page, house, code);
};
const bent = async (page, house) => {
  await page.route(/\/lists\/3\/groups\//, async (route) => {
    const run = await (await route.fetch()).json();
    await route.fulfill({ json: { ...run, lines: run.lines.slice(1) } });
  });
  await check(page, house, await makeCode());
};

/** The own afdeling in the last round, where as many would talk further about the first statement as may be said. */
const ownBranch = async (page, house) => {
  await page.route(/\/branch\/rounds\/[^/]+\/interest$/, async (route) => {
    const body = await (await route.fetch()).json();
    body.groups[0].statements[0].members = 14;
    await route.fulfill({ json: body });
  });
  await signIn("viewer")(page, house);
  const { branches } = await page.evaluate(async () => (await fetch("/api/v1/branch/rounds")).json());
  await at(`${await inState("published")(house)}/afdeling/${branches[0].code}`)(page, house);
  await page.getByText(/14 leden van/).waitFor();
};

/** The other pages. */
export const pageStates = {
  "site-home": at("/"),
  "site-home-lid": at("/", "member"),
  "site-uitloggen": async (page, house) => {
    await ballotStates["stem-8-binnen"](page, house);
    await at("/", "member")(page, house);
    await page.getByRole("button", { name: "Uitloggen" }).click();
    await page.getByRole("button", { name: "Niet uitloggen" }).waitFor();
  },
  "site-inloggen": at("/inloggen"),
  "site-inloggen-code": async (page) => (await page.goto("/inloggen"), await page.getByLabel(/mail/).fill("iemand@voorbeeld.nl"), await page.getByRole("button", { name: /Stuur/ }).click(), page.getByLabel(/code/i).waitFor()),
  "site-inloggen-link": at("/inloggen/eenlink"),
  "site-rondes": at("/rondes"),
  "site-uitslag": at(inState("published")),
  "nakijken": at(async (house) => `${await inState("published")(house)}/nakijken`),
  "nakijken-meegeteld": found,
  "nakijken-niet-gevonden": async (page, house) => check(page, house, await makeCode()),
  "nakijken-vervalst": bent,
  "nakijken-te-vroeg": at(async (house) => `${await inState("open")(house)}/nakijken`),
  "site-uitslag-zoeken": async (page, house) => (await at(inState("published"))(page, house), await page.getByLabel("Zoek een afdeling").fill("e"), page.getByText(/afdelingen gevonden/).waitFor()),
  "site-uitslag-afdeling": async (page, house) => (await pretendRepeated(page, house), at(branchAddress(true))(page, house)),
  "site-uitslag-samen": async (page, house) => (await at(branchAddress(false))(page, house), unfolded(page)),
  "site-uitslag-geen-afdeling": at(async (house) => `${await inState("published")(house)}/afdeling/bestaat-niet`),
  "site-open-ronde": at(inState("open")),
  "site-stemgeheim": at("/stemgeheim"),
  "site-privacy": at("/privacy"),
  "site-toegankelijkheid": at("/toegankelijkheid"),
  "site-niet-gevonden": at("/bestaat/niet"),
  "site-afmelden": at(async (house) => (await house.freshLink()).mail.text.match(/\/afmelden\/[\w-]+/)[0]),
  "site-postbus": at("/demo/mailbox"),
  "afdeling": at("/afdeling", "viewer"),
  "afdeling-uitslag": ownBranch,
  "afdeling-terugkoppeling": at(async (house) => (await inState("published")(house)).replace("/rondes", "/afdeling/terugkoppeling"), "board"),
  "afdeling-nieuwe-ronde": at("/staf/rondes/nieuw", "board"),
  "afdeling-nieuw-gesprek": at("/staf/gesprekken/nieuw", "board"),
  "staf-terugkoppeling": at(async (house) => (await inState("published")(house)).replace("/rondes", "/staf/rondes"), "staff"),
  "staf-overzicht": at(async (house) => `${(await inState("published")(house)).replace("/rondes", "/staf/rondes")}/groepen`, "staff"),
  "staf-afdelingen": at("/staf/afdelingen", "staff"),
  "staf-stellingen": at("/staf/stellingen", "staff"),
  "delen": at(async (house) => `${await inState("published")(house)}/delen`, "member"),
  ...invitationStates,
  ...publicStates,
  ...deskStates(signIn),
  ...drawnStates,
  ...deskDrawStates(signIn),
  ...tableStates,
  ...accessStates(signIn),
  "staf-lijst": at("/staf", "staff"),
  "staf-nieuw": at("/staf/rondes/nieuw", "staff"),
  "staf-open-ronde": at(async (house) => (await inState("open")(house)).replace("/rondes", "/staf/rondes"), "admin"),
};
