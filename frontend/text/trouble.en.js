// The words for when voting does not go straight on, in English: another device, a clash, too late, a wrong link. Never words of the straight path.

/** @type {typeof import("./trouble.nl.js").text} */
export const text = {
  look: "Look at my vote",
  entry: {
    title: "Enter your code",
    other: "You started on another device. Enter the code that you got there. Without that code you cannot send or change anything in this round.",
    otherAfterSend: "You had already started on another device. The code you just saw therefore does not work. Enter the code from the other device. Without that code you cannot send or change anything in this round.",
    label: "Your code",
    hint: "25 letters and digits, in 5 groups of 5. Capitals and dashes do not matter.",
    act: "Continue",
    busy: "We are checking the code…",
    wrong: {
      empty: "Enter your code.",
      length: "A code has 25 letters and digits. Check whether one is missing or too many.",
      letters: "There is a character in it that no code has.",
      check: "This code is not right. Check that you copied it correctly.",
      foreign: "This code does not belong to your vote in this round. Perhaps it is from another round.",
    },
  },
  conflict: {
    title: "There is already another vote with your code",
    body: "Perhaps you sent it from another device or another tab. Which one should count?",
    mine: "Send the answers on this device",
    theirs: "Keep the other vote",
  },
  stopped: {
    cookies: "This page does not know you (any more). Does your browser refuse cookies? Allow them for this site, because without one the member list gives no ticket. Then try again.",
    title: "Not sent yet",
    late: "Your vote is too late",
    lateBody: "The round closed before your answers arrived. They do not count.",
    lateChange: "The round closed before your change arrived. Your earlier vote still counts.",
    kept: "Your answers are still on this device.",
    loose: "Your answers are only on this page now. Do not close it.",
    login: "Sign in",
    noMore: "Your change has not been sent",
  },
  soon: { title: "This round is not open yet", body: "You can vote from" },
  closed: { title: "This round is closed", body: "You can no longer vote. The result comes on", sent: "Your vote has arrived and counts.", unknown: "There is no vote of yours for this round on this device.", result: "To the round and its result" },
  withdrawn: { title: "This round has been withdrawn", body: "There will be no result. The votes are not counted." },
  tampered: { title: "Do not vote now", body: "The check of this ballot paper fails: it does not fit what was fixed for this round. Nothing has been sent. Please report this to your branch or the party office." },
  insecure: { title: "You cannot vote safely here", body: "This page was not opened over a secure connection, or your browser is too old. Open the link with https:// in an ordinary, up-to-date browser." },
  wrongLink: { title: "This link does not work", body: "Check that you have the whole link from the e-mail. Or use the newest e-mail of this round." },
  wrongLinkLogin: "You can also sign in and vote that way.",
  notOnRoll: { title: "You are not taking part in this round", body: "When the round began, you were not on the list of members. Is that wrong? Ask your branch." },
};
