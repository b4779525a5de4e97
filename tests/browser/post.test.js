// The walk along a round's mail: who it reaches, what it looks like, pausing, a trial mail, and a letter on paper that opens the round.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./harness.js";
import { postStates } from "./post-states.js";
import { signIn } from "./states.js";

let house;
before(async () => (house = await open()));
after(() => house.close());

test("staff looks at the mail of a round, lets it wait and go, and gets a trial mail", async () => {
  const { page, faults, close } = await house.device({ width: 1280 });
  await signIn("staff")(page, house);
  await page.locator(".card-link", { hasText: "Open" }).first().click();
  await page.getByRole("link", { name: "Mail van deze ronde" }).click();
  await page.getByRole("heading", { name: "Wie krijgt de uitnodiging?" }).waitFor();
  await page.getByRole("button", { name: "Zet de mail stil" }).click();
  await page.getByText("Mail van deze ronde wacht.").waitFor();
  await page.getByRole("button", { name: "Stuur mij een proefmail" }).click();
  await page.getByText("De proefmail is onderweg").waitFor();
  await page.getByRole("button", { name: "Laat de mail weer gaan" }).click();
  await page.getByRole("button", { name: "Zet de mail stil" }).waitFor();
  await page.getByRole("button", { name: "Uitslag" }).click();
  await page.frameLocator("iframe").getByText("Hoi Sam,").waitFor();
  for (let i = 0; i < 20 && !(await house.letters()).some(({ subject }) => subject.startsWith("Proef: ")); i++) await page.waitForTimeout(500);
  assert.ok((await house.letters()).some(({ subject, to }) => subject.startsWith("Proef: Doe mee: ") && to === "staf@demo.example"));
  assert.deepEqual(faults, []);
  await close();
});

test("the link on paper opens the round, and a copy has the same link", async () => {
  const desk = await house.device({ width: 1280 });
  await postStates(signIn)["staf-brieven-gemaakt"](desk.page, house);
  const link = await desk.page.locator(".paper-link").first().textContent();
  await desk.page.getByRole("button", { name: "Maak de brieven" }).click();
  await desk.page.locator(".paper").nth(3).waitFor();
  assert.equal(await desk.page.locator(".paper-link").first().textContent(), link);
  await desk.page.emulateMedia({ media: "print" });
  assert.equal(await desk.page.getByRole("button", { name: "Print" }).isVisible(), false);
  const phone = await house.device();
  await phone.page.goto(link);
  await phone.page.locator("#step, h1").first().waitFor();
  assert.match(new URL(phone.page.url()).pathname, /^\/r\//);
  assert.deepEqual([...desk.faults, ...phone.faults], []);
  await desk.close();
  await phone.close();
});
