// The states of the workshop and of the page for test readers, on a draft of its own each time. Never an assertion.

export const BAD = [
  { text: "De bus moet altijd vaker rijden en goedkoper worden", explanation: "De OV-autoriteit gaat over de bus.", argument_for: "Dan laten meer mensen de auto staan, en dat is goed voor de lucht, de rust in de straat en de ruimte op de weg.", argument_against: "Het kost geld." },
  { text: "Er mag geen verbod op vuurwerk komen", explanation: null, argument_for: null, argument_against: null },
  { text: "Het zwembad blijft op maandag open", explanation: null, argument_for: null, argument_against: null },
  { text: "De markt gaat naar het plein bij de kerk", explanation: "Nu staat de markt in de Dorpsstraat.", argument_for: null, argument_against: null },
];

/** Asks the API as who is signed in on this page. */
export const asks = (page, method, path, body) =>
  page.evaluate(async ([verb, address, said]) => {
    const options = verb === "GET" ? {} : { method: verb, headers: { "Content-Type": "application/json" }, body: JSON.stringify(said ?? {}) };
    return (await fetch(`/api/v1${address}`, options)).json();
  }, [method, path, body]);

const asForm = (statements) => ({
  title: "Proef van de werkplaats", introduction: "We willen weten wat jullie ervan vinden.", purpose: "adviseren", opens_at: null, closes_at: null, publishes_at: null, scope: [],
  statements: statements.map((one) => ({ ...one, owner: "Het bestuur", feedback_due: null, reused_from: null })),
});

/** A new draft with these statements, made by who is signed in. */
export const drafted = (page, statements = BAD) => asks(page, "POST", "/staff/rounds", asForm(statements));
/** The same draft with other statements. */
export const redrafted = (page, { id, version }, statements) => asks(page, "PUT", `/staff/rounds/${id}?version=${version}`, asForm(statements));

/** A draft with a link for test readers. */
export async function withLink(page) {
  const round = await drafted(page);
  const { links } = await asks(page, "POST", `/staff/rounds/${round.id}/test-links`);
  return { round, token: links[0].address.split("/").at(-1) };
}

const read = async (page, id, text) => {
  const answers = BAD.map((_, i) => ({ asked: i === 0 ? text : "", unclear: i === 1 ? "Wat is hier een verbod?" : "" }));
  await asks(page, "POST", `/test-links/${id}/readings`, { id: crypto.randomUUID(), name: "Ans", answers });
};

/** The desk's pages and the reader's. */
export const workshopStates = (signIn) => {
  const staff = (reach) => async (page, house) => (await signIn("staff")(page, house), reach(page));
  const desk = async (page, { id }) => (await page.goto(`/staf/rondes/${id}`), page.getByText("twee ontkenningen").first().waitFor());
  return {
    "werkplaats-opmerkingen": staff(async (page) => {
      await desk(page, await drafted(page));
      await page.locator(".remark summary").first().click();
    }),
    "werkplaats-reacties": staff(async (page) => {
      const { round, token } = await withLink(page);
      await read(page, token, "Of de bus vaker moet komen.");
      await desk(page, round);
      await page.getByText("Of de bus vaker moet komen.").waitFor();
    }),
    "werkplaats-versies": staff(async (page) => {
      const round = await drafted(page);
      await redrafted(page, round, [{ ...BAD[0], text: "De bus moet elk kwartier rijden" }, ...BAD.slice(1)]);
      await page.goto(`/staf/rondes/${round.id}/versies`);
      await page.locator("ins").first().waitFor();
    }),
    "werkplaats-voorbeeld": async (page) => (await page.goto("/staf/voorbeeld"), page.getByText("Voorbeeld").first().waitFor()),
    "proeflezen": staff(async (page) => {
      const { token } = await withLink(page);
      await page.goto(`/lees/${token}`);
      await page.getByLabel("Wat is niet duidelijk?").first().waitFor();
    }),
    "proeflezen-leeg": staff(async (page) => {
      const { token } = await withLink(page);
      await page.goto(`/lees/${token}`);
      await page.getByRole("button", { name: "Verstuur je reactie" }).click();
      await page.getByRole("alert").waitFor();
    }),
    "proeflezen-voorbij": async (page) => (await page.goto("/lees/bestaatniet"), page.getByText("Deze link werkt niet meer").first().waitFor()),
  };
};
