// The voting page's first screen: fills the ballot paper in the HTML with one question to the server. The rest loads while
// people read. Nothing personal is asked before the first tap. Never crypto, never a screen of its own.
import { ballotPaper, reached, Refusal, roundLink } from "../api/wire.js";
import { fill, h, paragraphs } from "../parts/dom.js";
import { addressParts, chosenLanguage, drawFailure, makeStage, shelf, speak } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Common} Words */
/** @typedef {import("../parts/stage.js").Language} Language */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */
/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {{round: PublicRound, paper: import("../lib/shapes.js").BallotPaper|null, order: number[], turned: boolean[], answers: (Answer|undefined)[]}} Sheet */
/** @typedef {{place: number, returning?: boolean, head?: HTMLElement|null, foot?: HTMLElement|null}} Step place 0 … 3 */
/** @typedef {{chosen: (number: number, answer: Answer) => void, next: () => void, previous: () => void, redraw: () => void, retell: () => Promise<void>}} Rest what takes over after the first screen */
/** @typedef {{token: string|null, id: string, language: () => Language, words: () => Words, sheet: Sheet|null, failure: unknown, drawStep: (step: Step) => void, greet: () => void, restart: () => Promise<void>}} Page */

const [first, second = ""] = addressParts();
// The example at the desk is this page without a server: the page around it hands over the draft.
const isExample = first === "staf";
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
  language: () => /** @type {Language} */ (document.documentElement.lang),
  words: () => words,
  sheet: null,
  failure: null,
  drawStep,
  greet,
  restart: start,
};

/** @param {Language} language */
async function choose(language) {
  words = await speak(language, (other) => void change(other).catch(() => null));
}

/** The language switch; a lost line leaves everything as it was. @param {Language} language */
async function change(language) {
  await choose(language);
  shelf.keep("language", language);
  if (!form.hidden) drawStep(step);
  await (await loading)?.retell();
}

async function start() {
  page.failure = null;
  try {
    if (words === undefined) await choose(chosenLanguage()).catch(() => choose("nl"));
    const paper = page.token === null ? await ballotPaper(page.id) : null;
    take(paper?.round ?? (await roundLink(page.token ?? "")).round, paper);
  } catch (error) {
    page.failure = error;
  }
  if (page.sheet !== null && isOpenFor(page.sheet) && page.failure === null) drawStep({ place: 0 });
  const again = loading !== null;
  try {
    const { redraw } = await rest();
    if (again) redraw();
  } catch {
    // Who is answering already hears of it at the next tap.
    if (form.hidden) await drawFailure(makeStage(find("screen"), null, words, page.language()), new Refusal({ status: 0, code: "offline" }), () => void startAgain().catch(() => null));
  }
}

/** @param {PublicRound} round @param {Sheet["paper"]} paper */
function take(round, paper) {
  round.statements.sort((one, other) => one.number - other.number);
  const drawn = round.statements.map(({ number }) => ({ number, at: Math.random() })).sort((one, other) => one.at - other.at);
  const fresh = { order: drawn.map(({ number }) => number), turned: drawn.map(() => Math.random() < 0.5), answers: drawn.map(() => undefined) };
  page.sheet = { round, paper, ...(history.state?.kept ?? fresh) };
}

/** Loads what follows the first screen, once. @returns {Promise<Rest>} */
function rest() {
  const load = () => (isExample ? import("../parts/ballot-preview.js").then(({ playAlong }) => playAlong(page)) : import("../parts/ballot.js").then(({ takeOver }) => takeOver(page)));
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Loads the page again, with what was answered, if the line is back: some browsers never ask again for a module that was lost once. */
async function startAgain() {
  await reached(new URL("../parts/ballot.js", import.meta.url).href);
  const { order, turned, answers } = page.sheet ?? {};
  history.replaceState({ kept: order && { order, turned, answers } }, "");
  location.reload();
}

/** @param {Step} next */
function drawStep(next) {
  step = next;
  const { round, order, answers } = /** @type {Sheet} */ (page.sheet);
  const { place, head = null, foot = null } = next;
  const number = order[place];
  const statement = round.statements[number - 1];
  fill(find("screen"));
  find("welcome").hidden = place > 0;
  fill(find("step-head"), head);
  fill(find("step-foot"), foot);
  find("place").textContent = words.statementOf(place + 1, order.length);
  fill(find("track"), Array.from({ length: order.length + 1 }, (_, i) => h("span", { class: i <= place && "done" })));
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
  complain(null);
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
  block.hidden = blocks.length === 0;
  /** @type {HTMLElement} */ (block.firstElementChild).textContent = title;
  fill(/** @type {HTMLElement} */ (block.lastElementChild), blocks.flatMap(([name, text]) => [name && h("h2", {}, name), ...paragraphs(text)]));
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
function complain(sentence) {
  find("faults").hidden = sentence === null;
  find("choices").classList.toggle("choices-faulty", sentence !== null);
  find("fault-title").textContent = words.faultTitle;
  find("fault-link").textContent = sentence ?? "–";
  if (sentence !== null) find("faults").focus();
}

/** A tap by a person, as far as a page can tell; goes on with what has loaded by then. @param {Event} event @param {(rest: Rest) => void} act */
function tapped(event, act) {
  if (event.isTrusted) rest().then(act, () => startAgain().catch(() => complain(words.lost)));
}

form.addEventListener("change", (event) => {
  const { value } = /** @type {HTMLInputElement} */ (event.target);
  const { order, answers } = /** @type {Sheet} */ (page.sheet);
  const number = order[step.place];
  const answer = value === "none" ? null : /** @type {Answer} */ (Number(value));
  answers[number - 1] = answer;
  complain(null);
  if (event.isTrusted) rest().then(({ chosen }) => chosen(number, answer), () => null);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.querySelector("input:checked") === null) return complain(words.chooseFirst);
  tapped(event, ({ next }) => next());
});
find("previous").addEventListener("click", (event) => tapped(event, ({ previous }) => previous()));
find("fault-link").addEventListener("click", (event) => {
  event.preventDefault();
  radio("5").focus();
});

void (isExample ? choose(chosenLanguage()).then(rest) : start());
