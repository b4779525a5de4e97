// Walks through the workshop: remarks that stay when they are passed over, the example on a phone, versions, test readers.
import assert from "node:assert/strict";
import { walks } from "./walks.js";
import { asks, BAD, drafted, redrafted, withLink } from "./workshop-states.js";

const { house, walkAlone, demoSignIn } = await walks();
const walk = (name, act) => walkAlone(name, { width: 1280, height: 900 }, act);
const told = (page, sentence) => page.getByText(sentence).first().waitFor();

walk("remarks come while somebody types, and one that is passed over stays so for the second person and for that text only", async ({ page }) => {
  await demoSignIn(page, "staff");
  const { id } = await drafted(page);
  await page.goto(`/staf/rondes/${id}`);
  await told(page, "twee ontkenningen");
  const remarks = page.getByRole("region", { name: "Opmerkingen bij stelling 3" });
  await page.locator("#f-statements-2-text").fill("Het zwembad blijft altijd open");
  await remarks.getByText("dit laat geen uitzondering toe").waitFor();
  await remarks.locator(".remark summary").click();
  await remarks.getByLabel("Waarom?").fill("Dat is de afspraak");
  await remarks.getByRole("button", { name: "Laat zo" }).click();
  await remarks.getByText("Toch zo gelaten: 1").waitFor();
  assert.equal(await remarks.locator("> .remarks").count(), 0);
  await page.getByRole("button", { name: "Opslaan" }).click();
  await told(page, "Opgeslagen.");

  const second = await house.device({ width: 1280 });
  await demoSignIn(second.page, "admin");
  await second.page.goto(`/staf/rondes/${id}`);
  const seen = second.page.getByRole("region", { name: "Opmerkingen bij stelling 3" });
  await seen.getByText("Toch zo gelaten: 1").click();
  await seen.getByText("Dat is de afspraak").waitFor();
  await second.page.locator("#f-statements-2-text").fill("Het zwembad blijft echt altijd open");
  await seen.locator("> .remarks").getByText("dit laat geen uitzondering toe").waitFor();
  await second.close();
});

walk("the example is the real page with what is typed; it can be walked to the end and sends nothing", async ({ page, faults }) => {
  await demoSignIn(page, "staff");
  const { id } = await drafted(page);
  await page.goto(`/staf/rondes/${id}`);
  const phone = page.frameLocator("iframe.phone");
  await phone.getByRole("heading", { name: BAD[0].text }).waitFor();
  assert.equal(await page.locator("iframe.phone").evaluate((frame) => frame.clientWidth), 360);
  await page.locator("#f-statements-1-text").fill("Vuurwerk blijft");
  await phone.getByRole("heading", { name: "Vuurwerk blijft" }).waitFor();
  await page.locator("#f-statements-0-explanation").fill("Nieuwe uitleg van de bus.");
  await phone.getByText("Nieuwe uitleg van de bus.").waitFor();
  const asked = [];
  page.on("request", (request) => request.frame() !== page.mainFrame() && !/\/s\//.test(request.url()) && asked.push(request.url()));
  for (let i = 0; i < 4; i++) {
    await phone.locator("#place", { hasText: `${i + 1} van` }).waitFor();
    await phone.locator("#answer-4").check();
    await phone.locator("#next").click();
  }
  await phone.getByRole("button", { name: "Verstuur" }).click();
  await phone.getByText("Hier zou een lid de stem versturen.").waitFor();
  assert.deepEqual(asked, []);
  // Even a script in the frame could not send: the policy of that page forbids it.
  const frame = page.frames().find((one) => one.url().endsWith("/staf/voorbeeld"));
  assert.equal(await frame.evaluate(() => fetch("/api/v1/instance").then(() => "sent", () => "held")), "held");
  // The browser tells so in its console; that, and nothing else.
  assert.deepEqual(faults.splice(0).filter((words) => !/connect-src 'none'|api\/v1\/instance. Refused to connect/.test(words)), []);
});

walk("a version can be compared with another and brought back as a new one", async ({ page }) => {
  await demoSignIn(page, "staff");
  const round = await drafted(page);
  await redrafted(page, round, [{ ...BAD[0], text: "De bus moet elk kwartier rijden" }, ...BAD.slice(1)]);
  await page.goto(`/staf/rondes/${round.id}`);
  await page.getByRole("link", { name: "Eerdere versies van de tekst" }).click();
  await page.locator("del", { hasText: "altijd vaker" }).waitFor();
  await page.locator("ins", { hasText: "elk kwartier" }).waitFor();
  await page.getByRole("button", { name: "Haal de tekst van versie 1 terug" }).click();
  await told(page, "De tekst van versie 1 staat er weer.");
  const now = await asks(page, "GET", `/staff/rounds/${round.id}`);
  assert.deepEqual([now.version, now.draft.statements[0].text], [3, BAD[0].text]);
});

walk("a test reader reads and writes without a pass, and the desk sees it beside the statement until the link is ended", async ({ page }) => {
  await demoSignIn(page, "staff");
  const { round, token } = await withLink(page);
  const reader = await house.device();
  await reader.page.goto(`/lees/${token}`);
  await reader.page.getByLabel("Wat wordt hier gevraagd?").nth(1).fill("Of vuurwerk mag.");
  await reader.page.getByLabel("Je voornaam").fill("Joke");
  await reader.page.getByRole("button", { name: "Verstuur je reactie" }).click();
  await reader.page.getByRole("heading", { name: "Dank je wel" }).waitFor();
  assert.equal((await reader.context.cookies()).length, 0);
  await page.goto(`/staf/rondes/${round.id}`);
  await told(page, "Of vuurwerk mag.");
  await told(page, "Joke, bij versie 1");
  await page.getByRole("button", { name: "Stop deze link" }).click();
  await told(page, /^Gestopt op/);
  await reader.page.reload();
  await reader.page.getByRole("heading", { name: "Deze link werkt niet meer" }).waitFor();
  assert.deepEqual(reader.faults, []);
  await reader.close();
});
