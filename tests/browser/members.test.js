// The walk of the members desk: reading in a file, looking somebody up, their post, their data, erasing; and a member's own data.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { branchCode, HEAD, preview, search } from "./member-states.js";
import { walks } from "./walks.js";

const { walkAlone, demoSignIn } = await walks();
const walk = (name, act) => walkAlone(name, { width: 1000 }, act);

const saved = async (page, press) => {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
};
const look = async (page) => (await search(page, "Xanthippe"), await page.getByRole("button", { name: "Xanthippe Walvis" }).click(), page.getByRole("heading", { name: "Mag dit lid meedoen?" }).waitFor());

walk("staff read in a member, help them, and an admin erases them", async ({ page }) => {
  await demoSignIn(page, "staff");
  await page.goto("/staf");
  await page.getByRole("link", { name: "Leden", exact: true }).click();
  await page.getByRole("heading", { name: "Lees een bestand in" }).waitFor();
  const file = `${HEAD}WANDEL1,Xanthippe Walvis,x.walvis@leden.example,${await branchCode(page)},1980,v\n`;
  await preview(page, file);
  await page.getByText("Nieuw (1)").waitFor();
  await page.getByRole("button", { name: "Lees dit in" }).click();
  await page.getByText("Het bestand is ingelezen.").waitFor();
  await preview(page, file);
  await page.getByText("Er verandert niets.").waitFor();
  await look(page);
  await page.getByText("Toen de ronde begon, stond dit lid nog niet op de ledenlijst").first().waitFor();
  await page.getByText("Mail van dit lid").click();
  await page.getByRole("button", { name: "Zet uit" }).nth(1).click();
  await page.getByText("Opgeslagen.").waitFor();
  await page.getByText("Mail van dit lid").click();
  await page.getByText("Staat uit").waitFor();
  await page.getByText("Gegevens van dit lid").click();
  const handed = await saved(page, () => page.getByRole("button", { name: "Maak een bestand" }).click());
  assert.equal(handed.member.name, "Xanthippe Walvis");
  assert.equal(handed.took_part, undefined);
  assert.equal(await page.getByRole("button", { name: "Wis dit lid" }).count(), 0);

  await demoSignIn(page, "admin");
  await page.goto("/staf/leden");
  await look(page);
  await page.getByText("Gegevens van dit lid").click();
  await page.getByLabel("Typ het lidnummer over").fill("WANDEL1");
  await page.getByRole("button", { name: "Wis dit lid" }).click();
  await page.getByRole("button", { name: "Ja, wis dit lid" }).click();
  await page.getByText("Haal het lid ook uit de ledenadministratie.").waitFor();
  await search(page, "Xanthippe");
  await page.getByText("Niemand gevonden.").waitFor();
  await page.getByRole("link", { name: "Hoe lang bewaren we wat?" }).click();
  await page.getByRole("heading", { name: "Hoe lang bewaren we wat?" }).waitFor();
});

walk("a member takes their own data along", async ({ page }) => {
  await demoSignIn(page, "member");
  await page.goto("/");
  const own = await saved(page, () => page.getByRole("button", { name: "Haal mijn gegevens op" }).click());
  assert.equal(own.inhoud[0].onderdeel, "member");
  assert.ok(own.inhoud.every((part) => part.wat_is_dit.length > 10));
  assert.ok(own.inhoud.some((part) => part.onderdeel === "took_part"));
});
