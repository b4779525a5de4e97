// The voting page's first screen: fills the ballot paper in the HTML with one question to the server. The rest loads while
// people read. Nothing personal is asked before the first tap. Never crypto, never a screen of its own.
import { ballotPaper, roundLink } from "../api/wire.js";

/** @typedef {typeof import("../text/ballot.nl.js").ballot} Words */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {{round: PublicRound, paper: import("../lib/shapes.js").BallotPaper|null, order: number[], turned: boolean[], answers: (Answer|undefined)[]}} Sheet */
/** @typedef {{place: number, returning?: boolean, head?: HTMLElement|null, foot?: HTMLElement|null}} Step place 0 … 3 */
/** @typedef {{chosen: (number: number, answer: Answer) => void, next: () => void, previous: () => void, redraw: () => void}} Rest what takes over after the first screen */
/** @typedef {{token: string|null, id: string, language: () => "nl"|"en", words: () => Words, sheet: Sheet|null, failure: unknown, drawStep: (step: Step) => void, greet: () => void, restart: () => Promise<void>, changeLanguage: (language: "nl"|"en") => Promise<void>}} Page */

const [first, second = ""] = location.pathname.split("/").filter(Boolean).map(decodeURIComponent);
const VALUES = ["5", "4", "3", "2", "1", "none"];
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (find("step"));
const radio = (/** @type {string} */ value) => /** @type {HTMLInputElement} */ (find(`answer-${value}`));
const isOpenFor = (/** @type {Sheet} */ sheet) => sheet.round.state === "open" && sheet.round.statements.length > 0;

/** @type {Words} */
let words;
/** @type {Step} */
let step = { place: 0 };
/** @type {Promise<Rest>|null} */
let loading = null;

/** @type {Page} */
const page = {
  token: first === "r" ? second : null,
  id: second,
  language: () => (document.documentElement.lang === "en" ? "en" : "nl"),
  words: () => words,
  sheet: null,
  failure: null,
  drawStep,
  greet,
  restart: start,
  changeLanguage: speak,
};

/** @returns {"nl"|"en"} */
function chosenLanguage() {
  try {
    return localStorage.getItem("preferendum.language") === '"en"' ? "en" : "nl";
  } catch {
    return "nl";
  }
}

/** @param {"nl"|"en"} language */
async function speak(language) {
  ({ ballot: words } = language === "nl" ? await import("../text/ballot.nl.js") : await import("../text/ballot.en.js"));
  document.documentElement.lang = language;
}

async function start() {
  page.failure = null;
  try {
    if (words === undefined) await speak(chosenLanguage());
    const paper = page.token === null ? await ballotPaper(page.id) : null;
    take(paper?.round ?? (await roundLink(page.token ?? "")).round, paper);
  } catch (error) {
    page.failure = error;
  }
  if (page.sheet !== null && isOpenFor(page.sheet) && page.failure === null) drawStep({ place: 0 });
  (await rest()).redraw();
}

/** @param {PublicRound} round @param {Sheet["paper"]} paper */
function take(round, paper) {
  round.statements.sort((one, other) => one.number - other.number);
  const drawn = round.statements.map(({ number }) => ({ number, at: Math.random() })).sort((one, other) => one.at - other.at);
  page.sheet = { round, paper, order: drawn.map(({ number }) => number), turned: drawn.map(() => Math.random() < 0.5), answers: drawn.map(() => undefined) };
}

/** Loads what follows the first screen, once; a lost line can be tried again. @returns {Promise<Rest>} */
function rest() {
  loading ??= import("../parts/ballot.js").then(({ takeOver }) => takeOver(page)).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @param {Step} next */
function drawStep(next) {
  step = next;
  const { round, order, answers } = /** @type {Sheet} */ (page.sheet);
  const { place, head = null, foot = null } = next;
  const number = order[place];
  const statement = round.statements[number - 1];
  find("screen").replaceChildren();
  find("welcome").hidden = place > 0;
  find("step-head").replaceChildren(...(head ? [head] : []));
  find("step-foot").replaceChildren(...(foot ? [foot] : []));
  find("place").textContent = words.statementOf(place + 1, order.length);
  find("track").replaceChildren(...Array.from({ length: order.length + 1 }, (_, i) => Object.assign(document.createElement("span"), { className: i <= place ? "done" : "" })));
  find("statement").textContent = statement.text;
  fold("explanation", words.explanation, statement.explanation ? [[null, statement.explanation]] : []);
  fold("arguments", words.arguments, sides(number));
  for (const value of VALUES) {
    /** @type {HTMLElement} */ (radio(value).nextElementSibling).textContent = words.scale[/** @type {5} */ (/** @type {unknown} */ (value))];
    radio(value).checked = answers[number - 1] === (value === "none" ? null : Number(value));
  }
  find("middle-hint").textContent = place === 0 ? words.middleHint : "";
  find("next").textContent = words.next;
  find("previous").textContent = words.previous;
  find("previous").hidden = place === 0 && !next.returning;
  mark(null);
  greet();
  form.hidden = false;
}

/** @param {number} number @returns {[string, string][]} */
function sides(number) {
  const { round, turned } = /** @type {Sheet} */ (page.sheet);
  const { argument_for: pro, argument_against: contra } = round.statements[number - 1];
  /** @type {[string, string][]} */
  const both = pro && contra ? [[words.argumentFor, pro], [words.argumentAgainst, contra]] : [];
  return turned[number - 1] ? both.reverse() : both;
}

/** Fills a folded block, or hides it. @param {string} id @param {string} title @param {[string|null, string][]} blocks */
function fold(id, title, blocks) {
  const block = find(id);
  const make = (/** @type {string} */ tag, /** @type {string} */ text) => Object.assign(document.createElement(tag), { textContent: text });
  block.hidden = blocks.length === 0;
  /** @type {HTMLElement} */ (block.firstElementChild).textContent = title;
  block.lastElementChild?.replaceChildren(...blocks.flatMap(([name, text]) => [...(name ? [make("h2", name)] : []), ...text.split(/\n\s*\n/).map((part) => make("p", part))]));
}

/** Writes the welcome: the name only once the link has been opened by a tap. */
function greet() {
  const { round, paper } = /** @type {Sheet} */ (page.sheet);
  find("welcome-name").textContent = paper ? words.welcomeName(paper.member.first_name, paper.member.branch_name) : words.welcome;
  find("welcome-title").textContent = `${round.title}. ${words.purposeMeaning[round.purpose]}`;
  find("welcome-body").textContent = words.until(words.moment(round.closes_at));
  document.title = `${words.statementOf(step.place + 1, round.statements.length)} – ${round.title} – ${find("instance-name").textContent}`;
}

/** Says what is wrong with this step, or with null that nothing is. @param {string|null} sentence */
function mark(sentence) {
  find("faults").hidden = sentence === null;
  find("choices").classList.toggle("choices-faulty", sentence !== null);
  find("fault-title").textContent = words.faultTitle;
  find("fault-link").textContent = sentence ?? "–";
  if (sentence !== null) find("faults").focus();
}

/** A tap by a person, as far as a page can tell; goes on with what has loaded by then. @param {Event} event @param {(rest: Rest) => void} act */
function tapped(event, act) {
  if (event.isTrusted) rest().then(act, () => mark(words.lost));
}

form.addEventListener("change", (event) => {
  const { value } = /** @type {HTMLInputElement} */ (event.target);
  const { order, answers } = /** @type {Sheet} */ (page.sheet);
  const number = order[step.place];
  const answer = value === "none" ? null : /** @type {Answer} */ (Number(value));
  answers[number - 1] = answer;
  mark(null);
  if (event.isTrusted) rest().then(({ chosen }) => chosen(number, answer), () => null);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.querySelector("input:checked") === null) return mark(words.chooseFirst);
  tapped(event, ({ next }) => next());
});
find("previous").addEventListener("click", (event) => tapped(event, ({ previous }) => previous()));
find("fault-link").addEventListener("click", (event) => {
  event.preventDefault();
  radio("5").focus();
});

void start().catch(() => find("screen").replaceChildren(words?.lost ?? ""));
