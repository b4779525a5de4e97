// The walks around a conversation: the desk plans and invites, a member answers from the mail, the host checks in, with a line or without.
import assert from "node:assert/strict";
import { askAs as ask, walks } from "./walks.js";

const PHONE = { isMobile: true, hasTouch: true };
const { house, walk, demoSignIn } = await walks();

const published = async () => (await house.ask("/api/v1/rounds")).rounds.find(({ state }) => state === "published");
const inDays = (days) => new Date(Math.round(Date.now() / 3600000 + 24 * days) * 3600000).toISOString();
const moment = (days) => inDays(days).slice(0, 16);

/** The smallest branch, so that few letters leave. */
const smallest = async (page) => (await ask(page, "GET", "/staff/branches")).branches.sort((one, other) => one.members - other.members)[0];

/** A conversation of a branch that people were invited to, made without the form. */
async function invited(page, title, change = {}) {
  const { code } = await smallest(page);
  const audience = { kind: "respondents", statement: null, branches: [], regions: [], mix: [], sample: null };
  const draft = {
    title, purpose: "Samen kiezen wat eerst moet.", round: (await published()).id, statements: [2], place: "De Zaal, Utrecht", online_link: null, starts_at: inDays(12), ends_at: inDays(12.1), reply_by: inDays(7),
    seats: 4, allotment: "arrival", held_back_days: 0, audience, organiser_branch: code, moderators: [], reactions_open: false, ...change,
  };
  const { id } = await ask(page, "POST", "/desk/conversations", { draft });
  await ask(page, "POST", `/desk/conversations/${id}/invite`, {});
  return id;
}

/** The links in letters with this beginning of their subject, as many as asked for, the newest first. */
async function mailed(subject, number) {
  for (let i = 0; i < 60; i++) {
    const letters = (await house.letters()).filter((letter) => letter.subject.startsWith(subject));
    if (letters.length >= number) {
      return Promise.all(letters.slice(0, number).map(async ({ id, to }) => {
        const { text } = await house.letter(id);
        return { to, text, path: text.match(/\/g\/[\w-]+/)[0] };
      }));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return assert.fail(`fewer than ${number} letters came: ${subject}`);
}

const heading = (page, name) => page.getByRole("heading", { name, level: 2 }).waitFor();

/** A member opens the mailed link on a phone and says yes; gives the code at the door. */
async function sayYes(page, path) {
  await page.goto(path);
  await page.getByRole("button", { name: "Ja, ik kom" }).click();
  await heading(page, "Je hebt een plek");
  return (await page.locator(".code").textContent()).replace(/\s/g, "");
}

walk("the desk plans and invites, a member says yes from the mail, takes the calendar file, and is checked in with the code", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  await desk.goto("/staf/gesprekken/nieuw");
  await desk.getByRole("button", { name: "Opslaan" }).click();
  await desk.getByText("Titel: Vul dit in.").waitFor();
  const title = "Verder praten vanuit de browser";
  await desk.getByLabel("Titel").fill(title);
  await desk.getByLabel("Waarvoor is dit gesprek?").fill("Samen kiezen wat eerst moet.");
  await desk.getByLabel("Bij welke ronde hoort het?").selectOption((await published()).id);
  await desk.getByLabel(/^Stelling 2/).check();
  await desk.getByLabel("Begint op").fill(moment(12));
  await desk.getByLabel("Eindigt op").fill(moment(12.1));
  await desk.getByLabel("Antwoorden kan tot").fill(moment(7));
  await desk.getByLabel("Aantal plekken").fill("4");
  await desk.locator("summary", { hasText: "Alleen uit sommige afdelingen" }).click();
  const { name } = await smallest(desk);
  await desk.getByLabel("Zoek een afdeling").fill(name.toUpperCase());
  await desk.locator("#f-audience-branches").getByLabel(name).check();
  await desk.getByRole("button", { name: "Opslaan" }).click();
  await desk.waitForURL(/\/staf\/gesprekken\/[0-9a-f-]{36}$/);
  await desk.getByText("Dit ontbreekt nog voor je kunt uitnodigen").waitFor();
  await desk.getByLabel("Plaats", { exact: true }).fill("De Zaal, Marktplein 3, Utrecht");
  await desk.getByRole("button", { name: "Opslaan" }).click();
  await desk.getByRole("button", { name: "Tel wie je uitnodigt" }).click();
  const sentence = await desk.getByText(/^Je nodigt [\d.]+ leden uit\.$/).textContent();
  const [number] = sentence.match(/[\d.]+/);
  await desk.getByRole("button", { name: `Nodig ${number} leden uit` }).click();
  await desk.getByRole("dialog").getByRole("button", { name: `Nodig ${number} leden uit` }).click();
  await desk.getByText("De uitnodigingen gaan nu weg.").waitFor();
  assert.equal(await desk.locator("dt", { hasText: "Uitgenodigd" }).locator("+ dd").textContent(), number);

  const [{ path, text }] = await mailed(`Praat mee: ${title}`, 1);
  const { page: phone } = await device(PHONE);
  await phone.goto(path);
  await phone.getByRole("button", { name: "Ja, ik kom" }).waitFor();
  const id = desk.url().split("/").at(-1);
  assert.equal((await ask(desk, "GET", `/desk/conversations/${id}`)).figures.seated, 0, "opening the page answers nothing");
  const code = await sayYes(phone, path);
  await phone.getByLabel("Kinderopvang").check();
  await phone.getByLabel("Wil je er iets over zeggen?").fill("Eén kind van vier.");
  await phone.getByRole("button", { name: "Bewaar" }).click();
  await phone.getByText("Bewaard.").waitFor();
  const [download] = await Promise.all([phone.waitForEvent("download"), phone.getByRole("link", { name: "Zet in je agenda" }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const calendar = Buffer.concat(chunks).toString("utf8");
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.ok(calendar.includes(`\r\nSUMMARY:${title}\r\n`), calendar);
  assert.ok(text.includes("Marktplein 3"));

  const { page: host } = await device(PHONE);
  await host.goto(`/staf/gesprekken/${id}/inchecken#code=${code}`);
  await host.getByRole("button", { name: "Stuur mij een mail" }).waitFor();
  await demoSignIn(host, "staff");
  await host.goto(`/staf/gesprekken/${id}/inchecken`);
  await host.getByText("1 van 1 aanwezig").waitFor();
  await host.getByText(/is binnen\.$/).waitFor();
  await host.goto(`/staf/gesprekken/${id}/inchecken#code=${code}`);
  await host.getByText(/is binnen\.$/).waitFor();
  assert.equal(new URL(host.url()).hash, "", "the code does not stay in the address");
  await host.getByRole("button", { name: /Aanwezig$/ }).click();
  await host.getByText("0 van 1 aanwezig").waitFor();
  await host.locator("summary", { hasText: "Inchecken met een code" }).click();
  await host.getByLabel("Code van de deelnemer").fill("0000-0000-0000-0000");
  await host.getByRole("button", { name: "Check in met code" }).click();
  await host.getByText("hoort niet bij dit gesprek").waitFor();

  await desk.reload();
  await desk.getByText("Eén kind van vier.").waitFor();
  await desk.locator(".people").getByText("kinderopvang").waitFor();
});

walk("who was checked in without a line is kept on the phone, through closing the page, and sent when the line is back", async (device) => {
  const { page: host, context, tab } = await device(PHONE);
  await demoSignIn(host, "staff");
  const title = "Inchecken zonder lijn";
  const id = await invited(host, title);
  const [one, other] = await mailed(`Praat mee: ${title}`, 2);
  const { page: phone } = await device(PHONE);
  await sayYes(phone, one.path);
  const code = await sayYes(phone, other.path);
  await host.goto(`/staf/gesprekken/${id}/inchecken`);
  await host.getByText("0 van 2 aanwezig").waitFor();
  await context.setOffline(true);
  for (const there of [1, 2]) {
    await host.getByRole("button", { name: /Nog niet$/ }).first().click();
    await host.getByText(`${there} van 2 aanwezig`).waitFor();
  }
  await host.getByText("2 incheckingen wachten op verbinding").waitFor();
  await host.locator("summary", { hasText: "Inchecken met een code" }).click();
  await host.getByLabel("Code van de deelnemer").fill(code.toLowerCase());
  await host.getByRole("button", { name: "Check in met code" }).click();
  await host.getByText("3 incheckingen wachten op verbinding").waitFor();
  const kept = () => Object.entries(localStorage).filter(([key]) => key.includes("check-in.")).map(([, value]) => value).join();
  const queue = await host.evaluate(kept);
  assert.ok(queue.includes(code) && !queue.includes("name"), "what waits is kept, and no name");
  const later = await tab();
  await host.close();
  await context.setOffline(false);
  await later.goto(`/staf/gesprekken/${id}/inchecken`);
  await later.getByText("2 van 2 aanwezig").waitFor();
  await later.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes("check-in.")));
  assert.equal((await ask(later, "GET", `/desk/conversations/${id}`)).figures.checked_in, 2);
  assert.equal(await later.getByText("wacht op verbinding").count(), 0);
});

walk("a full conversation has a waiting list, a seat that is given up is offered, and a cancelled one says why", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  const title = "Vol gesprek";
  const id = await invited(desk, title);
  const letters = await mailed(`Praat mee: ${title}`, 6);
  const { page: phone } = await device(PHONE);
  for (const { path } of letters.slice(0, 4)) await sayYes(phone, path);
  await phone.goto(letters[4].path);
  await phone.getByRole("button", { name: "Ja, ik kom" }).click();
  await heading(phone, "Je staat op de wachtlijst");
  await phone.getByText("Je bent nummer 1 op de lijst.").waitFor();

  await phone.goto(letters[0].path);
  await phone.getByRole("button", { name: "Ik kan toch niet" }).click();
  await phone.getByRole("dialog").getByRole("button", { name: "Nee, terug" }).click();
  await heading(phone, "Je hebt een plek");
  await phone.getByRole("button", { name: "Ik kan toch niet" }).click();
  await phone.getByRole("dialog").getByRole("button", { name: "Ik kan toch niet" }).click();
  await heading(phone, "Je hebt je afgemeld");

  const [free] = await mailed(`Er is een plek vrij: ${title}`, 1);
  assert.equal(free.to, letters[4].to);
  await phone.goto(free.path);
  await heading(phone, "Er is een plek voor je vrij");
  await phone.getByRole("button", { name: "Ja, ik neem de plek" }).click();
  await heading(phone, "Je hebt een plek");
  await phone.goto(letters[5].path);
  await phone.getByRole("button", { name: "Nee, ik kan niet" }).click();
  await heading(phone, "Je komt niet");

  await desk.goto(`/staf/gesprekken/${id}`);
  await desk.getByText("4 van 4").waitFor();
  await desk.locator("summary", { hasText: "Gesprek afzeggen" }).click();
  await desk.getByLabel("Reden, die deelnemers lezen").fill("De zaal is gesloten.");
  await desk.getByRole("button", { name: "Zeg het gesprek af" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Zeg het gesprek af" }).click();
  await desk.getByText("Het gesprek is afgezegd.").waitFor();
  await phone.goto(letters[1].path);
  await heading(phone, "Dit gesprek gaat niet door");
  await phone.getByText("De zaal is gesloten.").waitFor();
  await phone.goto(`/gesprek/${id}`);
  await phone.getByText("De zaal is gesloten.").waitFor();
});

walk("a round names its conversations, and a member shares a side and takes it back", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  const title = "Genoemd bij de ronde";
  await invited(desk, title);
  const { id } = await published();
  const { page } = await device(PHONE);
  await demoSignIn(page, "member");
  await page.goto(`/rondes/${id}`);
  await page.getByRole("link", { name: new RegExp(title) }).click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();

  await page.goto("/");
  await page.getByRole("link", { name: /^Deel waar je staat/ }).first().waitFor();
  await page.goto(`/rondes/${id}/delen`);
  const first = page.getByRole("group", { name: /^Stelling 1/ });
  await first.getByLabel("Oneens").check();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.getByText("Bewaard: je deelt je kant bij 1 stelling.").waitFor();
  await page.reload();
  await first.getByLabel("Oneens").waitFor();
  assert.ok(await first.getByLabel("Oneens").isChecked());
  await first.getByLabel("Dat deel ik niet").check();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.getByText("Bewaard: je deelt nu niets.").waitFor();
});

walk("a board plans for its own members only, and its conversation is on the desk of staff too", async (device) => {
  const { page: board } = await device({ width: 1000 });
  await demoSignIn(board, "board");
  await board.goto("/staf/gesprekken/nieuw");
  const title = "Gesprek van de afdeling";
  await board.getByLabel("Titel").fill(title);
  assert.equal(await board.getByText("Alleen uit sommige afdelingen").count(), 0);
  await board.getByRole("button", { name: "Opslaan" }).click();
  await board.waitForURL(/\/staf\/gesprekken\/[0-9a-f-]{36}$/);
  const { draft } = await ask(board, "GET", `/desk/conversations/${board.url().split("/").at(-1)}`);
  const { roles } = await ask(board, "GET", "/me");
  assert.ok(roles.some(({ role, branch }) => role === "board" && branch === draft.organiser_branch));
  const { page: staff } = await device({ width: 1000 });
  await demoSignIn(staff, "staff");
  await staff.goto("/staf");
  await staff.getByRole("link", { name: "Gesprekken" }).click();
  await staff.getByRole("link", { name: new RegExp(title) }).waitFor();
});

walk("a member who signs in finds the conversation on the first page, and answers there", async (device) => {
  const { page: desk } = await device({ width: 1000 });
  await demoSignIn(desk, "staff");
  const title = "Te vinden op de eerste pagina";
  await invited(desk, title);
  const [{ to }] = await mailed(`Praat mee: ${title}`, 1);
  const { page } = await device(PHONE);
  await page.goto("/inloggen");
  await page.getByLabel("E-mailadres").fill(to);
  await page.getByRole("button", { name: "Stuur mij een mail" }).click();
  await page.getByLabel(/Code/).waitFor();
  const code = async () => {
    for (let i = 0; i < 40; i++) {
      const letter = (await house.letters()).find((one) => one.to === to);
      const digits = letter && (await house.letter(letter.id)).text.match(/\b(\d{3})\s?(\d{3})\b/);
      if (digits && !letter.subject.includes(title)) return digits[1] + digits[2];
      await page.waitForTimeout(500);
    }
    return assert.fail("no login mail came");
  };
  await page.getByLabel(/Code/).fill(await code());
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: "Ja, ik kom" }).click();
  await heading(page, "Je hebt een plek");
  await page.goto("/");
  await page.locator("li", { hasText: title }).getByText("Je hebt een plek").waitFor();
});

walk("a member reacts to the report of a conversation, and hears that it is read first", async (device) => {
  const { page } = await device(PHONE);
  const { conversations } = await house.ask(`/api/v1/rounds/${(await published()).id}/conversations`);
  const reported = conversations.find(({ state }) => state === "reported");
  await page.goto(`/gesprek/${reported.id}`);
  await page.getByRole("link", { name: "Log in om op het verslag te reageren" }).waitFor();
  await demoSignIn(page, "member");
  await page.goto(`/gesprek/${reported.id}`);
  await page.getByLabel("Jouw reactie").fill("Goed dat ook de kosten erin staan.");
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByText("De organisatie leest hem eerst.", { exact: false }).last().waitFor();
});
