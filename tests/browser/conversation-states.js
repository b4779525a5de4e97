// The states of the conversation pages, with answers of the server that take days to come about by themselves. Never an assertion.

const HOUR = 3600000;
const inHours = (hours) => new Date(Math.round(Date.now() / HOUR + hours) * HOUR).toISOString().replace(".000Z", "Z");
export const CONVERSATION = "0b8f3f4e-6a5e-4b57-9a53-3f1f5d0c9a11";

const STATEMENTS = [
  { number: 2, text: "De partij moet eerst zorgen voor meer sociale huurwoningen, ook als dat koopwoningen kost." },
  { number: 3, text: "Een gemeente mag wijken aanwijzen waar verhuur aan toeristen verboden is." },
];
export const INVITED_TO = {
  id: CONVERSATION, title: "Verder praten over wonen: wat moet eerst?", round: null, round_title: null, statements: STATEMENTS,
  purpose: "We kiezen samen welke drie plannen eerst moeten. De fractie is erbij, en zegt binnen een maand wat ze ermee doet.",
  place: "De Zaal, Marktplein 3, 3511 AB Utrecht", online_link: null, online: true, starts_at: inHours(24 * 12), ends_at: inHours(24 * 12 + 2), reply_by: inHours(24 * 7), seats: 60, allotment: "arrival", organiser: "Preferendum", cancel_reason: null,
};

/** An invitation as the server tells it, with another state or answer. */
export const invitation = ({ state = "inviting", status = "invited", can = ["yes", "no"], answer = {}, conversation = {}, ...rest } = {}) => ({
  first_name: "Ans", state, can, conversation: { ...INVITED_TO, ...conversation }, check_in: null, ...rest,
  answer: { status, place_in_line: null, reply_by: null, needs: { access: false, childcare: false, travel: false, note: null }, ...answer },
  note: null,
});
const checkIn = (house) => ({ code: "7XQ2M0123ABCDEFG", url: `${house.url}/staf/gesprekken/${CONVERSATION}/inchecken#code=7XQ2M0123ABCDEFG` });

/** Answers for one invitation: what is shown first, and after an answer what that answer gives. */
async function pretendInvitation(page, first, then = first) {
  await page.route(/\/conversation-links\/[^/]+\/open$/, (route) => route.fulfill({ json: first }));
  await page.route(/\/conversation-links\/[^/]+\/answer$/, (route) => route.fulfill({ json: then }));
}
const shows = (wishes, name) => async (page, house) => {
  const made = typeof wishes === "function" ? wishes(house) : wishes;
  await pretendInvitation(page, invitation(made));
  await page.goto("/g/een-link");
  await page.getByRole("heading", { name, level: 2 }).first().waitFor();
};

/** What an invited member sees. */
export const invitationStates = {
  "gesprek-1-uitgenodigd": shows({}, "Kom je?"),
  "gesprek-2-uitgenodigd-loting": shows({ conversation: { allotment: "draw", place: null, organiser: "Utrecht" } }, "Kom je?"),
  "gesprek-3-plek": shows((house) => ({ status: "seated", can: ["no"], check_in: checkIn(house), conversation: { online_link: "https://video.voorbeeld.nl/wonen" } }), "Je hebt een plek"),
  "gesprek-4-toch-niet": async (page, house) => {
    await invitationStates["gesprek-3-plek"](page, house);
    await page.getByRole("button", { name: "Ik kan toch niet" }).click();
    await page.getByRole("dialog").waitFor();
  },
  "gesprek-5-wachtlijst": shows({ status: "waiting", can: ["no"], answer: { place_in_line: 7 } }, "Je staat op de wachtlijst"),
  "gesprek-6-plek-vrij": shows({ status: "offered", state: "settled", answer: { reply_by: inHours(48) } }, "Er is een plek voor je vrij"),
  "gesprek-7-nee": shows({ status: "no", can: ["yes"] }, "Je komt niet"),
  "gesprek-8-afgemeld": shows({ status: "withdrawn", state: "settled", can: [] }, "Je hebt je afgemeld"),
  "gesprek-9-verlopen": shows({ status: "lapsed", state: "settled", can: [] }, "De plek is naar een ander gegaan"),
  "gesprek-10-loting": shows({ status: "yes", can: ["no"], conversation: { allotment: "draw" } }, "Je doet mee aan de loting"),
  "gesprek-11-te-laat": shows({ state: "settled", can: [] }, "Antwoorden kan niet meer"),
  "gesprek-12-afgezegd": shows({ state: "cancelled", status: "seated", can: [], conversation: { cancel_reason: "De zaal is door waterschade gesloten." } }, "Dit gesprek gaat niet door"),
  "gesprek-13-geweest": shows({ state: "held", status: "seated", can: [] }, "Dit gesprek is geweest"),
  "gesprek-16-aanvulling": shows({ state: "reported", status: "seated", can: ["note"] }, "Klopt het verslag?"),
  "gesprek-14-nodig": async (page, house) => {
    await invitationStates["gesprek-3-plek"](page, house);
    await page.getByLabel("Kinderopvang").check();
    await page.getByRole("button", { name: "Bewaar" }).click();
    await page.getByText("Bewaard.").waitFor();
  },
  "gesprek-15-verkeerde-link": async (page) => {
    await page.route(/\/conversation-links\//, (route) => route.fulfill({ status: 404, json: { code: "link_unknown", message: "", field: null } }));
    await page.goto("/g/bestaatniet");
    await page.getByRole("heading", { name: "Deze link werkt niet" }).waitFor();
  },
};

const OPEN_TO_ALL = { ...INVITED_TO, statements: [], state: "settled", allotment: "arrival", seated: 58, reactions_open: false, report: null };
const REPORT = {
  text: "Aan negen tafels praatten 58 leden over wonen. De meeste tafels willen eerst huurwoningen bouwen, en daarna pas koopwoningen.\n\nDe fractie neemt dit mee in het debat van februari.",
  published_at: inHours(-72), changed_at: inHours(-24), notes: ["Aan onze tafel ging het ook over studenten. Dat mis ik nog."], reactions: ["Goed dat dit zo is opgeschreven."],
};
const everybody = (change) => async (page) => {
  await page.route(new RegExp(`/api/v1/conversations/${CONVERSATION}$`), (route) => route.fulfill({ json: { ...OPEN_TO_ALL, ...change } }));
  await page.goto(`/gesprek/${CONVERSATION}`);
  await page.getByRole("heading", { name: INVITED_TO.title }).waitFor();
};

/** What everybody sees. */
export const publicStates = {
  "gesprek-openbaar": everybody({}),
  "gesprek-openbaar-verslag": everybody({ state: "reported", report: REPORT }),
  "gesprek-openbaar-reageren": everybody({ state: "reported", reactions_open: true, report: REPORT }),
  "gesprek-openbaar-afgezegd": everybody({ state: "cancelled", cancel_reason: "De zaal is door waterschade gesloten." }),
};

const NAMES = ["Ans de Vries", "Bram Jansen", "Chantal van den Heuvel-Oosterhout", "Dirk-Jan Wolters", "Esma Yıldız", "Femke Bakker"];
const PEOPLE = NAMES.map((name, i) => ({
  seat_id: `5ea7000${i}-6a5e-4b57-9a53-3f1f5d0c9a11`, name, branch: ["Utrecht", "Amersfoort"][i % 2], status: i === 5 ? "waiting" : "seated", place_in_line: i === 5 ? 1 : null, checked_in: i === 1,
  needs: { access: i === 2, childcare: i === 3, travel: i === 2 }, note: i === 2 ? "Ik kom met een rolstoel, en zie de zaal graag vooraf." : null,
}));
const AUDIENCE = { kind: "respondents", statement: null, branches: [], regions: [], mix: [], sample: null };
export const DRAFT = {
  title: INVITED_TO.title, purpose: INVITED_TO.purpose, round: null, statements: [], place: INVITED_TO.place, online_link: null, starts_at: INVITED_TO.starts_at, ends_at: INVITED_TO.ends_at, reply_by: INVITED_TO.reply_by,
  seats: 60, allotment: "arrival", held_back_days: 30, audience: AUDIENCE, organiser_branch: null, moderators: [{ name: "Gerda Smit", email: "gerda@voorbeeld.nl" }], reactions_open: true,
};
const FIGURES = { invited: 1184, yes: 0, no: 212, seated: 58, waiting: 3, offered: 1, checked_in: 1 };
const COUNT = {
  found: 1241, without_address: 16, held_back: 41, switched_off: 0, will_be_invited: 1184,
  by_side: [{ statement: 2, side: "agree", found: 310 }, { statement: 2, side: "neutral", found: null }, { statement: 2, side: "disagree", found: 122 }],
};

/** Answers for one conversation at the desk. */
export async function pretendDesk(page, { state = "inviting", missing = [], people = PEOPLE, draft = DRAFT } = {}) {
  const one = { id: CONVERSATION, version: 3, state, sequence: 0, cancel_reason: state === "cancelled" ? "De zaal is gesloten." : null, draft, figures: FIGURES, missing };
  const listed = { id: CONVERSATION, title: DRAFT.title, state, starts_at: DRAFT.starts_at, seats: 60, seated: 58, waiting: 3, invited: 1184, organiser_branch: null };
  await page.route(/\/api\/v1\/desk\/conversations$/, (route) => route.fulfill({ json: { conversations: [listed, { ...listed, id: "2", state: "draft", title: "Werk en inkomen", starts_at: null }] } }));
  await page.route(new RegExp(`/api/v1/desk/conversations/${CONVERSATION}$`), (route) => route.fulfill({ json: one }));
  await page.route(new RegExp(`/api/v1/desk/conversations/${CONVERSATION}/audience$`), (route) => route.fulfill({ json: COUNT }));
  const read = [{ id: "1", text: REPORT.notes[0], shown: true }];
  const unread = [{ id: "2", text: REPORT.reactions[0], shown: null }];
  await page.route(new RegExp(`/api/v1/desk/conversations/${CONVERSATION}/report$`), (route) => route.fulfill({ json: { version: 1, text: REPORT.text, changed_at: REPORT.changed_at, published_at: null, notes: read, reactions: unread } }));
  await page.route(new RegExp(`/api/v1/desk/conversations/${CONVERSATION}/tables$`), (route) => route.fulfill({ json: { people: 0, rounds: 0, tables: [] } }));
  await page.route(new RegExp(`/api/v1/desk/conversations/${CONVERSATION}/people$`), (route) => route.fulfill({ json: { people } }));
}

/** The pages of the desk, the door and everybody; `signIn` signs in as a role. */
export const deskStates = (signIn) => {
  const at = (address, wishes, reach = async () => {}) => async (page, house) => {
    await pretendDesk(page, wishes);
    await signIn("staff")(page, house);
    await page.goto(address);
    await page.locator("h1").waitFor();
    await reach(page);
  };
  const one = `/staf/gesprekken/${CONVERSATION}`;
  return {
    "gesprekken-lijst": at("/staf/gesprekken"),
    "gesprekken-nieuw": at("/staf/gesprekken/nieuw", {}, async (page) => {
      const options = page.getByLabel("Bij welke ronde hoort het?").locator("option");
      await page.getByLabel("Bij welke ronde hoort het?").selectOption({ index: (await options.count()) - 1 });
      await page.getByText("Over welke stellingen gaat het?").waitFor();
      await page.getByText("Verdelen over wie het eens en oneens is").click();
      await page.locator("#f-audience-mix").selectOption("2");
      await page.getByText("Samen 100 procent.").waitFor();
      await page.getByText("Alleen uit sommige afdelingen of regio’s").click();
      await page.getByRole("button", { name: "Nog een gespreksleider" }).click();
    }),
    "gesprekken-fouten": at("/staf/gesprekken/nieuw", {}, async (page) => (await page.getByLabel("Aantal plekken").fill("zestig"), await page.getByRole("button", { name: "Opslaan" }).click(), page.getByRole("alert").waitFor())),
    "gesprekken-mist-nog": at(one, { state: "draft", missing: ["place", "reply_by"] }, (page) => page.getByText("Dit ontbreekt nog").waitFor()),
    "gesprekken-uitnodigen": at(one, { state: "draft" }, async (page) => (await page.getByRole("button", { name: "Tel wie je uitnodigt" }).click(), page.getByText("Je nodigt 1.184 leden uit.").waitFor())),
    "gesprekken-zeker": at(one, { state: "draft" }, async (page) => (await page.getByRole("button", { name: "Tel wie je uitnodigt" }).click(), await page.getByRole("button", { name: "Nodig 1.184 leden uit" }).click(), page.getByRole("dialog").waitFor())),
    "gesprekken-volgen": at(one, {}, async (page) => (await page.getByText("Chantal").waitFor(), await page.locator("summary", { hasText: "Gesprek afzeggen" }).click())),
    "gesprekken-afgezegd": at(one, { state: "cancelled" }, (page) => page.getByText("De zaal is gesloten.").waitFor()),
    "gesprekken-verslag": at(one, { state: "held" }, (page) => page.getByRole("button", { name: "Plaats het verslag" }).waitFor()),
    "inchecken": at(`${one}/inchecken`, { state: "settled" }, (page) => page.getByText("Chantal").waitFor()),
    "inchecken-zonder-lijn": at(`${one}/inchecken`, { state: "settled" }, async (page) => {
      await page.getByText("Chantal").waitFor();
      await page.route(/\/check-ins$/, (route) => route.abort());
      await page.getByRole("button", { name: /^Ans de Vries/ }).click();
      await page.getByText("wacht op verbinding").first().waitFor();
    }),
  };
};
