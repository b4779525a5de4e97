// How the secret ballot works, in plain English, with the small print. Never promises that the software does not keep.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Secret ballot",
  lead: "You may freely say what you think. That is why your vote is secret, to us too. Here you read how that works, and what we cannot promise.",
  promise: "We know that you took part, but not what you answered; with your code you can see for yourself after closing that your answers were counted.",
  sections: [
    {
      title: "How it works",
      body: ["There are two places: the list of members and the ballot box. The list of members knows who you are, but never sees an answer. The ballot box sees answers, but never knows whose."],
      list: [
        "Your device makes a secret code. That code is never sent to us.",
        "With it your device makes a ticket and puts it into a closed envelope. The list of members stamps it without reading it. You get one stamp per round.",
        "Your device takes the ticket out of the envelope. The stamp is still on it. The ballot box sees: this is real. But not whose it is.",
        "We keep no time and no order of votes. So there is no trace afterwards either.",
      ],
    },
    {
      title: "Your code",
      body: [
        "After ‘Send’ you see a code of 25 letters and digits. With it you can change your vote until the round closes. Keep it after that too: after the result you use it to check that your answers were counted.",
        "Did you lose the code? Your vote simply counts. Only changing and checking are no longer possible. We cannot find the code for you.",
      ],
    },
    {
      title: "Am I on it?",
      body: [
        "With every result is the button ‘Check my vote’. You choose your branch and enter your code. Your device then fetches the lines of everybody in your group of branches. It works out that these really are in the four lists, and looks for your four lines in them. You see which version of your vote was counted, with your answers.",
        "Your code is not sent to us then either. Nobody can see which lines you look for.",
      ],
      link: { href: "/rondes", words: "Choose a round to check your vote" },
    },
    {
      title: "After closing",
      body: [
        "The answers go to four separate lists, one per statement. Your four answers never stand side by side. The ballot box and the keys are erased.",
        "The result comes by itself, at the time that was fixed beforehand. Nobody sees it earlier and nobody can hold it back.",
      ],
    },
    {
      title: "The control number",
      body: ["Every round has a number of 64 characters. It is tied to the statements, the times and the keys of the ballot box. It is in your e-mail and on the voting page. Your device checks that everything fits before you vote."],
    },
    {
      title: "The small print",
      body: ["No system is perfect. This is what you should know:"],
      list: [
        "If your phone or the page has been hacked, somebody can see your answers.",
        "Whoever has your code can look up your answers. So show it to nobody.",
        "In a small area an unusual turnout can be guessed at. That is why we count small branches together.",
        "Who runs the servers could, while a round is open, watch both sides. Who copies both places again and again could perhaps match the order.",
        "Who runs the servers could make up votes in the name of members who did not take part. That is why you see at every round whether a ticket was handed out for you.",
      ],
    },
    {
      title: "Talking further",
      body: ["You are invited to a talk because you took part, not because of what you chose. Do you want to share there what you answered? That is a separate choice, which you can take back. We keep it under your name, without a time, and never put it beside the ballot box."],
    },
  ],
};
