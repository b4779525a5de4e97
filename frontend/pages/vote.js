// The voting page: behind a mailed link (/r/…) and for signed-in members (/rondes/…/stem). Never crypto, never storage of its own.
import * as api from "../api/client.js";
import { startBallot } from "../parts/ballot-path.js";
import { closedScreen, messageScreen, soonScreen, startScreen, withdrawnScreen } from "../parts/ballot-start.js";
import { fill, goTo, h } from "../parts/dom.js";
import { addressParts, drawFailure, drawLoading, startPage } from "../parts/stage.js";
import { Visit } from "../parts/visit.js";

/** @typedef {import("../parts/ballot-start.js").VoteStage} VoteStage */
/** @typedef {import("../lib/shapes.js").PublicRound} PublicRound */

const [first, second] = addressParts();
const token = first === "r" ? second : null;
const loginAddress = token === null ? `/inloggen?daarna=${encodeURIComponent(location.pathname)}` : null;
/** @type {VoteStage} */
let stage;
/** @type {() => void} */
let redraw = () => void start();

startPage({ nl: () => import("../text/vote.nl.js"), en: () => import("../text/vote.en.js") }, (drawn) => {
  stage = drawn;
  if (!globalThis.crypto?.subtle) return message(stage.text.insecure, "bad");
  return drawn.again ? redraw() : start();
});

/** @param {HTMLElement} screen @param {string} title @param {() => void} again */
function show(screen, title, again) {
  redraw = again;
  stage.title(title);
  fill(stage.main, screen);
  goTo(stage.main.querySelector("h1"));
  scrollTo({ top: 0 });
}

/** @param {{title: string, body: string}} words @param {"info"|"warn"|"bad"} tone @param {...import("../parts/dom.js").Children} more */
function message(words, tone, ...more) {
  show(messageScreen({ title: words.title, tone }, h("p", { class: "lead" }, words.body), ...more), words.title, () => message(words, tone, ...more));
}

async function start() {
  drawLoading(stage);
  try {
    if (token === null) return arrive(await api.ballotPaper(second));
    const { round } = await api.roundLink(token);
    drawRound(round);
  } catch (error) {
    await failed(error, start);
  }
}

/** @param {PublicRound} round */
function drawRound(round) {
  const again = () => drawRound(round);
  if (round.state === "open") return show(startScreen(stage, round, open), round.title, again);
  if (round.state === "withdrawn") return show(withdrawnScreen(stage, round), stage.text.withdrawn.title, again);
  if (round.state === "scheduled" || round.state === "approved" || round.state === "draft") return show(soonScreen(stage, round), stage.text.soon.title, again);
  show(closedScreen(stage, round, token === null ? "nothing" : "unopened", open), stage.text.closed.title, again);
}

async function open() {
  drawLoading(stage);
  try {
    arrive(await api.openRoundLink(token ?? ""));
  } catch (error) {
    await failed(error, start);
  }
}

/** @param {unknown} error @param {() => void} retry */
async function failed(error, retry) {
  const { text } = stage;
  const code = error instanceof api.Refusal ? error.code : "page_error";
  const login = h("p", { class: "actions" }, h("a", { class: "button", href: loginAddress ?? "/inloggen" }, text.stopped.login));
  if (code === "link_unknown") return message(text.wrongLink, "warn", h("p", {}, text.wrongLinkLogin), login);
  if (code === "not_on_roll") return message({ title: text.notOnRoll, body: await stage.explain(error) }, "info");
  if (code === "not_signed_in" && loginAddress) return location.replace(loginAddress);
  if (!(error instanceof api.Refusal)) return message(text.tampered, "bad");
  redraw = retry;
  return drawFailure(stage, error, retry);
}

/** @param {import("../lib/shapes.js").BallotPaper} paper */
function arrive(paper) {
  const desk = {
    stage: () => stage,
    show,
    failed,
    drawRound,
    tampered: () => message(stage.text.tampered, "bad"),
    reopen: async () => (token === null ? api.ballotPaper(second) : api.openRoundLink(token)),
    loginAddress,
  };
  startBallot(new Visit(paper), desk);
}
