// The words of the first page and of the afdeling page, in English. Never words that another page shows.

/** @type {typeof import("./home.nl.js").text} */
export const text = {
  title: "What do the members think?",
  lead: "A few times a year we put four statements to all members. You give your opinion in a minute. The result is public, and you hear what was done with it.",
  how: [
    ["You get an e-mail", "It has your own link. You do not need a password."],
    ["You choose four answers", "From strongly agree to strongly disagree. No opinion is fine too."],
    ["Nobody sees what you choose", "We know that you took part, not what you answered. With your code you can still change your vote."],
  ],
  login: "Sign in",
  results: "See results",
  openNow: "Open now",
  hello: (name) => `Hello ${name}`,
  todo: "To do",
  todoNone: "You are up to date. There is nothing to do now.",
  vote: "Give your opinion",
  done: "You took part",
  declined: "Not this time",
  look: "Look or change",
  after: "Take part after all",
  until: "Open until",
  yourRounds: "Your rounds",
  result: "To the round",
  share: "Share where you stand",
  ownBranch: (name) => `Result for branch ${name}`,
  branchTitle: "Your branch",
  branchLead: "Here you see what your members think, beside the region and the country. You can print it for the meeting.",
  branchResults: "Results of your branch",
  branchRounds: "All rounds",
  branchDesk: "Make rounds of your branch",
  branches: "You see this on behalf of",
};
