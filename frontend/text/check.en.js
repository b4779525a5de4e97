// The words of the check page "Am I on it?", in English. Never words that another page shows.
import { text as trouble } from "./trouble.en.js";

const { label, hint, wrong } = trouble.entry;

/** @type {typeof import("./check.nl.js").text} */
export const text = {
  title: "Am I on it?",
  lead: (title) => `Check that your vote was counted in the result of ‘${title}’.`,
  how: "Your code stays on this device. This page fetches the lines of everybody in your group of branches, and looks for yours here. So nobody knows which lines are yours.",
  branch: { label: "Your branch", hint: "Choose the branch that you belonged to when the round began.", none: "Choose your branch", missing: "Choose your branch." },
  entry: { label, hint, wrong },
  kept: "The code of your vote is on this device. We use that one.",
  otherCode: "Enter another code",
  act: "Check my vote",
  busy: (list) => `Fetching list ${list} of 4…`,
  again: "Check once more",
  backToRound: "Back to the result",
  counted: {
    title: "Your vote was counted",
    version: (version) => `This is version ${version} of your vote.`,
    last: "This is the last vote that you sent with this device.",
    newer: "This is a newer vote than the last one of this device. So you changed it on another device. You did not? Then report it: somebody else may have your code.",
    late: (version) => `Your change on this device (version ${version}) did not arrive in time. That is why your earlier vote counts.`,
    unknown: "Did you change your vote? Then the last version should be here. Did you see a higher number than this? Then report it.",
    answers: "These answers were counted",
    proof: (lines, group) => `This device has worked it out: the ${lines} lines of your group (${group}) are in all four lists, and together they are exactly the result of your group.`,
    secret: "Show this screen to nobody if you want to keep your answers secret.",
  },
  lost: { title: "Your last change was not counted", body: (sent, counted) => `This device was told that version ${sent} had arrived. Yet version ${counted} was counted.` },
  missing: {
    title: "We found no vote with this code",
    body: (group) => `The lists of your group (${group}) agree with the result. But there is no line in them with your code. Please check this:`,
    hints: [
      "Is this your code of this round? Every round has a code of its own.",
      "Was this your branch when the round began? Did you move after that? Then choose your old branch.",
      "Did it say ‘Your vote has arrived’ after you voted? Otherwise your vote did not arrive.",
    ],
    sent: "This device says that your vote had arrived. Is the branch right? Then your vote should be in these lists.",
    unsent: "On this device is a vote that did not arrive in time. It does not count.",
    sure: "Is all of this right? Then something is wrong.",
  },
  incomplete: { title: "Your vote was not counted well", body: (lines) => `We found only ${lines} of your 4 lines. There should be one in each list.` },
  twice: { title: "Your vote is in it more than once", body: (versions) => `The lists hold these versions with your code: ${versions}. Only your last vote should be in them.` },
  wrong: {
    title: "The list does not agree with the result",
    list: (statement) => `The list of statement ${statement} is not the one that was fixed in the result. That is why you cannot check your vote with it.`,
    leaf: "The data of this round do not agree with the control number. That is why you cannot check your vote with them.",
  },
  report: "Keep this screen, for example with a screenshot. Report it to your branch or to the party office. Do not give your code to others.",
  evidence: (round, group) => `Round ${round}${group === null ? "" : `, group ${group}`}`,
  notYet: { title: "The lists are not there yet", body: (moment) => `They come together with the result, on ${moment}. Keep your code until then.`, soon: "They come together with the result. Keep your code until then." },
  withdrawn: { title: "This round was withdrawn", body: "The votes were not counted. So there is nothing to check." },
  turnoutOnly: { title: "There are no lists of this round", body: "There are too few answers, or they are too much alike. That is why we only show the turnout. So nobody can find out what one member answered. Checking is therefore not possible in this round." },
  noLists: { title: "There are no lists of this round", body: "They were not made at that time. Checking is therefore not possible in this round." },
  insecure: { title: "Checking is not possible here", body: "This page was not opened over a secure connection, or your browser is too old. Open the link with https:// in an ordinary, up-to-date browser." },
  failed: "Checking did not work just now",
  recount: {
    title: "Count it yourself",
    body: "Anybody can recount the result. There are four lists, one per statement. On each line are a group, a code and an answer. 5 is strongly agree, 1 is strongly disagree, empty is no opinion. The names of the groups are with the result, in the table (CSV).",
    how: "Open a list in a spreadsheet such as Excel, with the semicolon as separator: =COUNTIF(C:C,5) counts how often ‘Strongly agree’ was chosen.",
    tool: "If you are handy with computers, check all four lists at once with the program",
    file: (statement) => `List of statement ${statement}`,
    lines: (lines) => `${lines} lines`,
    seals: "Control numbers of the lists",
    sha256: "SHA-256 of the file",
    root: "Control number of the lines (RFC 6962)",
  },
};
