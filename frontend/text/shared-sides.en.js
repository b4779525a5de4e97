// The words of the page on which members share which side they are on, in English. Never words of the vote.

/** @type {typeof import("./shared-sides.nl.js").text} */
export const text = {
  title: "Share where you stand",
  lead: (round) => `About the round ‘${round}’. Say for each statement which side you are on, if you want to. You need not.`,
  whatFor: "What do we use this for?",
  points: [
    "For conversations between members. It lets us invite members who agree as well as members who disagree.",
    "What you share here is kept under your name. Who prepares a conversation only sees numbers.",
    "Your vote stays secret. We do not know how you voted, and never compare this with it.",
    "You can always take it back. Choose ‘I do not share that’ and save.",
  ],
  side: { agree: "Agree", neutral: "Neutral", disagree: "Disagree", none: "I do not share that" },
  closed: "You can share once the votes of this round are counted. Until then we keep nothing about who thinks what.",
  keep: "Save",
  kept: (n) => (n === 0 ? "Saved: you share nothing now." : n === 1 ? "Saved: you share your side on 1 statement." : `Saved: you share your side on ${n} statements.`),
  back: "To the round",
};
