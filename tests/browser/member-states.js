// The states of the members desk and of the retention page, on the demo's own members. Never an assertion.

/** A file as staff choose one. */
export const csv = (text) => ({ name: "leden.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
export const HEAD = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n";

const open = (signIn, role, address = "/staf/leden") => async (page, house) => {
  await signIn(role)(page, house);
  await page.goto(address);
  await page.locator("h1").waitFor();
  await page.locator(".loading").waitFor({ state: "detached" });
};

/** The code of some afdeling. */
export const branchCode = async (page) => page.evaluate(async () => (await (await fetch("/api/v1/staff/branches")).json()).branches[0].code);

/** Looks for members. */
export async function search(page, text) {
  await page.getByLabel(/Lidnummer, e-mailadres/).fill(text);
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
}

/** Chooses a file and looks at what it would change. */
export async function preview(page, text) {
  await page.getByLabel("Bestand (csv)").setInputFiles(csv(text));
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
}

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));

/** What staff see. @param {(as: string) => (page: any, house: any) => Promise<void>} signIn */
export function memberStates(signIn) {
  const desk = (role, reach) => async (page, house) => (await open(signIn, role)(page, house), reach(page));
  const found = async (page) => (await search(page, "jan"), page.getByText(/gevonden$/).waitFor());
  const one = async (page) => {
    await found(page);
    await page.locator(".cards .button-link").first().click();
    await page.getByRole("heading", { name: "Mag dit lid meedoen?" }).waitFor();
    await unfold(page);
  };
  return {
    "staf-leden": desk("staff", async () => {}),
    "staf-leden-gevonden": desk("staff", found),
    "staf-leden-lid": desk("staff", one),
    "staf-leden-wissen": desk("admin", async (page) => (await one(page), await page.getByLabel("Typ het lidnummer over").fill("0"), await page.getByRole("button", { name: "Wis dit lid" }).click(), page.getByText("Dit is een ander lidnummer.").waitFor())),
    "staf-leden-verschil": desk("staff", async (page) => {
      const code = await branchCode(page);
      await preview(page, `${HEAD}NIEUW1,Chantal van den Heuvel-Oosterhout,,${code},1980,v\nNIEUW2,Dirk Wolters,dirk@leden.example,${code},,\n`);
      await page.getByRole("button", { name: "Lees dit in" }).waitFor();
      await unfold(page);
    }),
    "staf-leden-fouten": desk("staff", async (page) => (await preview(page, `${HEAD}1,,geen-adres,bestaat-niet,1850,v\n1,Ans,,bestaat-niet,,\n`), page.getByText(/fouten in dit bestand/).first().waitFor())),
    "staf-gegevens": open(signIn, "staff", "/staf/gegevens"),
  };
}
