// The words of the ballot paper's first screen, in English, shared with the results. Never words that can wait.

export const ballot = {
  scale: { 5: "Strongly agree", 4: "Agree", 3: "Neither agree nor disagree", 2: "Disagree", 1: "Strongly disagree", none: "No opinion" },
  explanation: "Explanation",
  arguments: "Arguments for and against",
  argumentFor: "For",
  argumentAgainst: "Against",
  statementOf: (/** @type {number} */ number, /** @type {number} */ total) => `Statement ${number} of ${total}`,
  purposeMeaning: {
    ophalen: "We want to know what members think. No decision is waiting yet.",
    adviseren: "The result is advice. The board then decides, and explains why.",
    besluiten: "The result counts as the members’ decision.",
  },
  welcome: "Welcome",
  welcomeName: (/** @type {string} */ name, /** @type {string} */ branch) => `Welcome, ${name} (${branch})`,
  until: (/** @type {string} */ moment) => `4 statements, 1 minute. You can vote until ${moment}.`,
  next: "Continue",
  previous: "Previous",
  faultTitle: "Something is not right",
  chooseFirst: "Choose an answer. Not sure? Then choose ‘No opinion’.",
  middleHint: "‘Neither agree nor disagree’ is an opinion: you are in the middle. Do you have no opinion, or know too little about it? Then choose ‘No opinion’. We count that separately.",
  lost: "There is no connection. Check your internet and tap ‘Continue’ once more. Your answer stays.",
  moment: (/** @type {string} */ utc) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(utc)),
};
