// The walks around a draw: the desk fixes it, two people enter the value, everybody checks what came of it; then tables and their notes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { BINARY } from "./harness.js";
import { askAs as ask, walks } from "./walks.js";

const PHONE = { isMobile: true, hasTouch: true };
const { house, walk, demoSignIn } = await walks();

/** Asks the API as somebody with a mailed link. */
const post = (path, body) => house.ask(`/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const inSeconds = (seconds) => new Date(Math.round(Date.now() / 1000 + seconds) * 1000).toISOString().replace(".000Z", "Z");
const DAY = 86400;

/** A conversation of a branch with some hundred members whose guests and seats are drawn. */
async function planned(page, title, change = {}) {
  const { branches } = await ask(page, "GET", "/staff/branches");
  const [{ code }] = branches.filter(({ members }) => members >= 60).sort((one, other) => one.members - other.members);
  const { rounds } = await house.ask("/api/v1/rounds");
  const audience = { kind: "members", statement: null, branches: [], regions: [], mix: [], sample: 20 };
  const draft = {
    title, purpose: "Samen kiezen wat eerst moet.", round: rounds.find(({ state }) => state === "published").id, statements: [2], place: "De Zaal, Utrecht", online_link: null, starts_at: inSeconds(12 * DAY), ends_at: inSeconds(12 * DAY + 7200), reply_by: inSeconds(7 * DAY),
    seats: 5, allotment: "draw", held_back_days: 0, audience, organiser_branch: code, moderators: [{ name: "Gerda Smit", email: "gerda@voorbeeld.nl" }, { name: "Hans Bos", email: "hans@voorbeeld.nl" }], reactions_open: false, ...change,
  };
  const { id } = await ask(page, "POST", "/desk/conversations", { draft });
  return { id, draft };
}

/** The links in letters with this beginning of their subject, as many as asked for. */
async function mailed(subject, number) {
  for (let i = 0; i < 60; i++) {
    const letters = (await house.letters()).filter((letter) => letter.subject.startsWith(subject));
    if (letters.length >= number) {
      return Promise.all(letters.slice(0, number).map(async ({ id }) => (await house.letter(id)).text.match(/\/g\/([\w-]+)/)[1]));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return assert.fail(`fewer than ${number} letters came: ${subject}`);
}

const number = async (page, name) => Number((await page.locator("#loting dt", { hasText: name }).first().locator("+ dd").textContent()).replace(/\D/g, ""));

/** Waits until the clock closed the answers. */
async function closed(page, id) {
  for (let i = 0; i < 60; i++) {
    if ((await ask(page, "GET", `/desk/conversations/${id}`)).state === "drawing") return;
    await page.waitForTimeout(1000);
  }
  assert.fail("the answers stayed open");
}

/** Tries a draw on the desk's page, fixes it, and gives the witnesses' links. */
async function fixDraw(desk) {
  await desk.getByLabel("Getuige 1").fill("Ans Jansen");
  await desk.getByLabel("Getuige 2").fill("Bert de Vries");
  await desk.getByRole("button", { name: "Proefloting" }).click();
  await desk.getByRole("heading", { name: "Dit gaf de proefloting" }).waitFor();
  if ((await desk.getByLabel("Ik vind deze verandering goed").count()) > 0) await desk.getByLabel("Ik vind deze verandering goed").check();
  await desk.getByRole("button", { name: "Leg de loting vast" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Leg de loting vast" }).click();
  await desk.getByRole("heading", { name: "De loting ligt vast" }).waitFor();
  return desk.locator("#loting code", { hasText: "/draw-files/" }).allTextContents();
}

/** Enters the public value on the page as it stands. */
async function enterValue(page, value) {
  await page.getByLabel("De waarde, precies zoals de bron die geeft").fill(value);
  await page.getByRole("button", { name: "Vul de waarde in" }).click();
}

// Somebody may walk twice on one demo: letters are found by the title.
walk("the desk draws whom to invite, with a second person, and everybody can check it", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  const title = `Burgerberaad vanuit de browser ${Date.now()}`;
  const { id } = await planned(desk, title);
  await desk.goto(`/staf/gesprekken/${id}`);
  await desk.getByRole("button", { name: "Leg de loting vast" }).click();
  await desk.getByText("Getuige 1: Vul dit in.").waitFor();
  await desk.getByLabel("Getuige 1").fill("Ans Jansen");
  await desk.getByLabel("Getuige 2").fill("Ans Jansen");
  await desk.getByRole("button", { name: "Leg de loting vast" }).click();
  await desk.getByText("Getuige 2: Kies twee verschillende mensen.").waitFor();
  const { page: stranger } = await device(PHONE);
  await stranger.goto(`/gesprek/${id}`);
  await stranger.getByRole("heading", { name: "Deze pagina is er niet" }).waitFor();

  const links = await fixDraw(desk);
  assert.equal(links.length, 2);
  await stranger.reload();
  await stranger.getByRole("heading", { name: title, level: 1 }).waitFor();
  await stranger.getByText("Wie wordt geloot, weet nog niemand").waitFor();
  await stranger.locator("summary", { hasText: "De loting nakijken" }).click();
  await stranger.getByText("Ans Jansen, Bert de Vries").waitFor();

  await desk.reload();
  assert.equal(await desk.getByText("/draw-files/").count(), 0, "the witnesses' links are told once");
  await enterValue(desk, "6 1 3 3 5 2");
  await desk.getByText("Nu wacht de loting op een tweede persoon").waitFor();
  const { page: second } = await device({ width: 1000 });
  await demoSignIn(second, "admin");
  await second.goto(`/staf/gesprekken/${id}`);
  await second.getByText("Eén persoon vulde de waarde in.").waitFor();
  await enterValue(second, "6 1 3 3 5 1");
  await second.getByText("Dit is een andere waarde dan de eerste persoon invulde.").waitFor();
  await enterValue(second, "6 1 3 3 5 2");
  await second.getByText("Er is geloot.").waitFor();
  assert.equal(await number(second, "Geloot"), 20);
  const [download] = await Promise.all([second.waitForEvent("download"), second.getByRole("link", { name: "Haal het bestand van de loting op" }).click()]);
  assert.equal(download.suggestedFilename(), "loting.json");
  const witnessed = await stranger.evaluate(async (link) => (await fetch(link)).json(), new URL(links[0]).pathname);
  const { draws: [draw] } = await house.ask(`/api/v1/conversations/${id}/draws`);
  assert.deepEqual([...witnessed.seated].sort(), [...draw.drawn].sort());
  const file = await download.path();
  execFileSync(BINARY, ["verify-draw", file, "--root", draw.root], { stdio: "ignore" });
  assert.throws(() => execFileSync(BINARY, ["verify-draw", file, "--root", "0".repeat(64)], { stdio: "ignore" }));

  await stranger.reload();
  await stranger.getByText("Gelote nummers (20)").click();
  await stranger.getByText(draw.drawn[0]).waitFor();

  await desk.reload();
  await desk.getByRole("button", { name: "Tel wie je uitnodigt" }).click();
  await desk.getByText("Je nodigt 20 leden uit.").waitFor();
  await desk.getByRole("button", { name: "Nodig 20 leden uit" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Nodig 20 leden uit" }).click();
  await desk.getByText("De uitnodigingen gaan nu weg.").waitFor();
  const [token] = await mailed(`Praat mee: ${title}`, 20);
  await stranger.goto(`/g/${token}`);
  await stranger.getByText("Je bent geloot voor een uitnodiging.").waitFor();
  await stranger.getByText("Nagekeken op dit toestel").waitFor();
});

walk("seats are drawn from who said yes, who is there is split over tables, and a moderator's note reaches the desk", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  const title = `Loting van plekken ${Date.now()}`;
  const everybody = { kind: "members", statement: null, branches: [], regions: [], mix: [], sample: null };
  const { id, draft } = await planned(desk, title, { audience: everybody, reply_by: inSeconds(60) });
  await ask(desk, "POST", `/desk/conversations/${id}/invite`, {});
  const tokens = await mailed(`Praat mee: ${title}`, 12);
  for (const token of tokens) assert.equal((await post(`/conversation-links/${token}/answer`, { answer: "yes", needs: null })).answer.status, "yes");
  await desk.waitForTimeout(Math.max(0, Date.parse(draft.reply_by) - Date.now()));
  await closed(desk, id);
  await desk.goto(`/staf/gesprekken/${id}`);
  await desk.getByLabel(/^Wie het eens en oneens is/).check();
  await fixDraw(desk);
  await enterValue(desk, "42");
  await desk.getByText("Nu wacht de loting op een tweede persoon").waitFor();
  const { page: second } = await device({ width: 1000 });
  await demoSignIn(second, "admin");
  await second.goto(`/staf/gesprekken/${id}`);
  await enterValue(second, "42");
  await second.getByText("Er is geloot.").waitFor();
  assert.equal(await number(second, "Geloot"), 5);

  const { page: phone, context } = await device(PHONE);
  const { lots: [own] } = await post(`/conversation-links/${tokens[0]}/lots`, {});
  await phone.goto(`/g/${tokens[0]}`);
  await phone.getByText(own.drawn ? "Je bent geloot: er was een plek voor je." : "Je bent niet geloot.").waitFor();
  await phone.getByText("de uitslag voor jou klopt met wat iedereen ziet").waitFor();

  await second.getByRole("button", { name: "Verdeel over tafels" }).click();
  await second.getByText("Er zijn nog te weinig mensen binnen.").waitFor();
  const { people } = await ask(second, "GET", `/desk/conversations/${id}/people`);
  const seated = people.filter(({ status }) => status === "seated");
  await ask(second, "POST", `/desk/conversations/${id}/check-ins`, { check_ins: seated.map(({ seat_id }) => ({ seat_id, present: true, at: inSeconds(0) })) });
  await second.getByRole("button", { name: "Verdeel over tafels" }).click();
  await second.getByText("5 mensen verdeeld over 1 tafel.").waitFor();
  await second.locator(".plan summary").first().click();
  const link = await second.locator(".plan code").textContent();

  await phone.goto(new URL(link).pathname);
  await phone.getByText("Jij leidt deze tafel.").waitFor();
  assert.equal(await phone.locator(".names li").count(), 10, "five people in each of two rounds");
  assert.ok(!(await phone.locator("main").textContent()).includes(seated[0].name.split(" ").slice(1).join(" ")), "no surname");
  await phone.getByRole("button", { name: "Bewaar de notitie" }).click();
  await phone.getByText("Vul dit in.").first().waitFor();
  await phone.getByLabel("Thema", { exact: true }).fill("Huur");
  await phone.getByLabel("Wat werd er gezegd?").fill("De huur stijgt sneller dan het loon.");
  await sendWithoutLine(phone, context);
  await phone.getByText("De notitie is bewaard.").waitFor();
  await phone.getByLabel("Ronde 2").check();
  await phone.getByRole("button", { name: "Huur", exact: true }).click();
  await phone.getByLabel("Wat werd er gezegd?").fill("Een vergissing.");
  await phone.getByRole("button", { name: "Bewaar de notitie" }).click();
  await phone.getByText("Een vergissing.").waitFor();
  await phone.locator(".card", { hasText: "Een vergissing." }).last().getByRole("button", { name: "Verwijder de notitie over Huur" }).click();
  await phone.getByRole("dialog").getByRole("button", { name: "Verwijder" }).click();
  await phone.getByText("De notitie is verwijderd.").waitFor();
  assert.equal(await phone.getByText("Een vergissing.").count(), 0);

  await second.getByRole("button", { name: "Haal notities opnieuw op" }).click();
  await second.getByText("De huur stijgt sneller dan het loon.").waitFor();
  await second.getByRole("heading", { name: "Huur" }).waitFor();
});

/** Sends a note without a line first: it stays on the phone, through a reload, until it can go. */
async function sendWithoutLine(phone, context) {
  await context.setOffline(true);
  await phone.getByRole("button", { name: "Bewaar de notitie" }).click();
  await phone.getByText("Je notitie is niet verstuurd.").waitFor();
  await context.setOffline(false);
  await phone.reload();
  assert.equal(await phone.getByLabel("Wat werd er gezegd?").inputValue(), "De huur stijgt sneller dan het loon.");
  await phone.getByRole("button", { name: "Bewaar de notitie" }).click();
}

walk("the organiser reads what moderators wrote down, changes the report, and everybody reads it beside the round", async (device) => {
  const { page } = await device({ width: 1000 });
  await demoSignIn(page, "staff");
  const { conversations } = await ask(page, "GET", "/desk/conversations");
  const { id } = conversations.find(({ state }) => state === "reported");
  await page.goto(`/staf/gesprekken/${id}`);
  await page.getByText("Wie avonddienst heeft, kan nooit.").first().waitFor();
  const report = page.getByLabel("Tekst van het verslag");
  const words = `Nagekeken door de browser, ${Date.now()}.`;
  await report.fill(`${await report.inputValue()}\n\n${words}`);
  await page.getByRole("button", { name: "Bewaar het verslag" }).click();
  await page.getByText("Het verslag is bewaard.").waitFor();
  const reader = (await device({ ...PHONE })).page;
  await reader.goto(`/gesprek/${id}`);
  await reader.getByText(words).waitFor();
  await reader.getByRole("link", { name: "Hoe we als partij werken" }).click();
  await reader.getByRole("link", { name: "Hoe houden we elkaar vast?" }).waitFor();
});
