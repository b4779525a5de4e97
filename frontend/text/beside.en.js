// The words of what stands beside the vote, in English: not this time, a pause, wanting to talk. Never words of the vote itself.

/** @type {typeof import("./beside.nl.js").text} */
export const text = {
  decline: { title: "You are not taking part this time", body: "That is fine. You will not get a reminder about this round. Changed your mind? You can until the round closes.", undo: "Take part after all" },
  talk: {
    act: "I want to talk about this",
    lead: "Choose the statements you want to talk about. The party can then invite you to a conversation. Nobody there knows what you answered.",
    legend: "I want to talk about",
    keep: "Save",
    kept: (n) => (n === 0 ? "Saved: you do not want to talk about any of them now." : n === 1 ? "Saved: you want to talk about 1 statement." : `Saved: you want to talk about ${n} statements.`),
    back: "Back to your vote",
  },
  pause: {
    title: "No e-mail for a while",
    offer: "Not convenient in the coming time? Pause the e-mail about rounds.",
    legend: "Pause until",
    none: "No pause",
    keep: "Save",
    until: (day) => `You get no e-mail about rounds until ${day}. You can still vote by signing in.`,
    off: "You get e-mail about rounds again.",
  },
};
