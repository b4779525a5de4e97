// The check page: a vote that stands in the published lists is found, one that does not is not, and lists that were bent are noticed.
import assert from "node:assert/strict";
import { makeCode } from "../../frontend/lib/code.js";
import { axe, heading, sideways } from "./harness.js";
import { check, pretendVote } from "./states.js";
import { walks } from "./walks.js";

const { house, walkAlone } = await walks();
const ANSWERS = [5, null, 2, 1];

function walk(name, act) {
  walkAlone(name, {}, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push({ url: request.url(), body: request.postData() ?? "", headers: request.allHeaders() }));
    await act(page, asked);
    assert.ok((await sideways(page)) <= 0);
    assert.deepEqual(await axe(page), []);
  });
}

const said = (page) => page.locator("main h2[tabindex]").textContent();
const answered = (page) => page.locator(".answers .given").allTextContents();

walk("the lists of the demo hold what its result says, and a code that nobody voted with is not in them", async (page, asked) => {
  const code = await makeCode();
  await page.context().addCookies([{ name: "somebody", value: "1", url: house.url }]);
  await check(page, house, code);
  assert.equal(await said(page), "We vonden geen stem met deze code");
  const headers = (part) => Promise.all(asked.filter(({ url }) => url.includes(part)).map((one) => one.headers));
  const lists = asked.filter(({ url }) => url.includes("/box/v1/"));
  assert.ok((await headers("/api/v1/rounds/")).every(({ cookie }) => cookie === "somebody=1"));
  assert.ok((await headers("/box/v1/")).every(({ cookie, referer }) => cookie === undefined && referer === undefined));
  assert.deepEqual(lists.map(({ url }) => Number(url.match(/lists\/(\d)\/groups\/\d+$/)[1])), [1, 2, 3, 4]);
  assert.ok(asked.every(({ url, body }) => !`${url} ${body}`.includes(code)));
  assert.equal(await page.evaluate((typed) => JSON.stringify({ ...localStorage, ...sessionStorage }).includes(typed), code), false);
});

walk("a counted vote is found with its version and its answers", async (page) => {
  const code = await makeCode();
  await pretendVote(page, house, code, { version: 2, answers: ANSWERS });
  await check(page, house, code.toLowerCase().match(/.{5}/g).join("-"));
  assert.equal(await said(page), "Je stem is meegeteld");
  await page.getByText("Dit is versie 2 van je stem.").waitFor();
  assert.deepEqual(await answered(page), ["Helemaal mee eens", "Geen mening", "Mee oneens", "Helemaal mee oneens"]);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("This is version 2 of your vote.").waitFor();
  assert.deepEqual(await answered(page), ["Strongly agree", "No opinion", "Disagree", "Strongly disagree"]);
  await page.locator("summary", { hasText: "Control numbers" }).click();
});

for (const { sent, version, title } of [{ sent: true, version: 2, title: "Je stem is meegeteld" }, { sent: true, version: 3, title: "Je laatste wijziging is niet meegeteld" }]) {
  walk(`a device that keeps the code of version ${version} needs no typing, and says of version 2: ${title}`, async (page) => {
    const code = await makeCode();
    const { id, branch } = await pretendVote(page, house, code, { version: 2, answers: ANSWERS });
    await page.goto("/stemgeheim");
    await page.evaluate(([round, name, saved]) => {
      localStorage.setItem(`preferendum.opened.${round}`, JSON.stringify({ vote: "vote.someone", branch: name }));
      localStorage.setItem("preferendum.vote.someone", saved);
    }, [id, branch.name, JSON.stringify({ format: 1, code, version, answers: null, signature: null, sent, replaces: false })]);
    await page.goto(`/rondes/${id}/nakijken`);
    await page.getByText("De code van je stem staat op dit toestel.").waitFor();
    assert.equal(await page.getByLabel("Je afdeling").inputValue(), branch.code);
    await page.getByRole("button", { name: "Kijk mijn stem na" }).click();
    await page.locator("main h2[tabindex]").waitFor();
    assert.equal(await said(page), title);
  });
}

walk("a line that was changed in one list is noticed, and nothing is called counted", async (page) => {
  await page.route(/\/lists\/3\/groups\//, async (route) => {
    const run = await (await route.fetch()).json();
    run.lines[0] = run.lines[0].replace(/;.?$/, (answer) => (answer === ";5" ? ";4" : ";5"));
    await route.fulfill({ json: run });
  });
  await check(page, house, await makeCode());
  assert.equal(await said(page), "De lijst klopt niet met de uitslag");
  await page.getByText("De lijst van stelling 3").waitFor();
});

walk("a lost line and a wrong code are said, and what was entered stays", async (page) => {
  await page.route(/\/lists\/2\/groups\//, (route) => route.abort(), { times: 1 });
  const code = await makeCode();
  await check(page, house, code);
  assert.equal(await said(page), "Nakijken is nu niet gelukt");
  await page.getByRole("button", { name: "Nog een keer nakijken" }).click();
  assert.equal(await page.getByLabel("Je code").inputValue(), code);
  await page.getByLabel("Je code").fill(code.slice(1));
  await page.getByRole("button", { name: "Kijk mijn stem na" }).click();
  await page.getByRole("alert").getByText("Een code heeft 25 letters en cijfers.").waitFor();
  await page.getByLabel("Je code").fill(code);
  await page.getByRole("button", { name: "Kijk mijn stem na" }).click();
  await page.getByRole("heading", { name: "We vonden geen stem met deze code" }).waitFor();
});

walk("before the result the page says when the lists come", async (page) => {
  const { rounds } = await house.ask("/api/v1/rounds");
  await page.goto(`/rondes/${rounds.find(({ state }) => state === "open").id}/nakijken`);
  await page.getByText("De lijsten zijn er nog niet").waitFor();
  assert.equal(await heading(page), "Sta ik erop?");
});
