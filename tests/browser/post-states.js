// The states of the pages about a round's mail. The demo looks nothing up, so what a red look says is put in its place. Never an assertion.

const openRound = async (house) => (await house.ask("/api/v1/rounds")).rounds.find(({ state }) => state === "open").id;

const go = (signIn, role, last) => async (page, house) => {
  await signIn(role)(page, house);
  await page.goto(`/staf/rondes/${await openRound(house)}/${last}`);
  await page.locator("h1").waitFor();
  await page.locator(".loading").waitFor({ state: "detached" });
};

/** Changes what the server says about the post. */
async function pretendPost(page, change) {
  await page.route(/\/staff\/rounds\/[^/]+\/post$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...(await response.json()), ...change } });
  });
}

const finding = (name, level) => ({ name, level });
const RED = {
  state: "scheduled", held_up: true,
  preflight: { checked_at: "2026-11-24T08:00:00Z", verdict: "red", overruled: null, findings: [finding("spf_several", "red"), finding("dkim_fine", "green"), finding("dmarc_none", "amber")] },
  may: { check: true, pause: true, trial: true, overrule: true, paper: false },
};

/** What the desk sees of a round's mail. */
export const postStates = (signIn) => ({
  "staf-post": go(signIn, "admin", "post"),
  "staf-post-rood": async (page, house) => {
    await pretendPost(page, RED);
    await go(signIn, "admin", "post")(page, house);
    await page.locator("summary", { hasText: "Toch openen" }).click();
  },
  "staf-post-voorbeeld": async (page, house) => {
    await go(signIn, "staff", "post")(page, house);
    await page.getByRole("button", { name: "Uitnodiging" }).click();
    await page.frameLocator("iframe").getByText("Hoi Sam,").waitFor();
  },
  "staf-brieven": async (page, house) => {
    await go(signIn, "admin", "brieven")(page, house);
    await page.getByText("Eén brief opnieuw maken").click();
  },
  "staf-brieven-gemaakt": async (page, house) => {
    await go(signIn, "admin", "brieven")(page, house);
    await page.getByRole("button", { name: "Maak de brieven" }).click();
    await page.locator(".paper").first().waitFor();
    // The demo has some tens of them; the first three are enough to look at.
    await page.evaluate(() => document.querySelectorAll(".paper:nth-child(n + 4)").forEach((one) => one.remove()));
  },
});
