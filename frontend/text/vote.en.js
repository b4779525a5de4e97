// The words of the voting page, in English. Never words that another page shows.

/** @type {typeof import("./vote.nl.js").text} */
export const text = {
  already: "Voted already? Look at your vote or change it",
  secret: "Nobody sees what you answer. Not even we do.",
  secretLink: "How does the secret ballot work?",
  check: {
    title: "Check your answers",
    body: "Is everything right? Then tap ‘Send’. You will get a code. With it you can still change your answers until the end.",
    step: "Check",
    change: "Change",
    changeOf: (number) => `answer to statement ${number}`,
    send: "Send",
    missing: (number) => `Statement ${number}: please choose an answer.`,
    noStorage: "This device cannot keep anything. Stay on this page until it says: ‘Your vote has arrived’. Keep your code too, because this device will not remember it.",
  },
  decline: { offer: "Do you not want to take part in this round?", act: "Not this time" },
  sending: {
    title: "Not sent yet",
    busy: "We are sending your vote now. Please stay on this page.",
    waiting: "We keep trying. Your answers are kept on this device.",
    waitingLoose: "We keep trying. Do not close this page: this device keeps nothing.",
    now: "Try now",
  },
  done: {
    title: "Your vote has arrived",
    changed: "Your new answers have arrived",
    body: "Thank you. The result comes on",
    version: (version) => (version === 1 ? "The ballot box holds 1 vote with your code." : `The ballot box holds your vote, version ${version}. Only that one counts.`),
    check: "After the result you can check here that your vote was counted",
    change: "Change answers",
    changeHint: "You can change until the round closes. You start again, with empty answers. Your old answers can no longer be seen here: that keeps them secret.",
  },
  code: {
    qr: "The code as a QR code, to take over with another device",
    title: "Your code",
    body: "Keep this code if you want to change or check your vote later. Show it to nobody: whoever has the code can look up your answers.",
    copy: "Copy",
    copied: "The code has been copied.",
    copyFailed: "Copying does not work on this device. Please write the code down.",
    save: "Save as a file",
    fileName: "voting-code.txt",
    thisDevice: "This device remembers the code too, but some phones erase that after a week.",
    noDevice: "This device cannot keep anything. Write the code down or copy it before you close this page.",
  },
  talk: { title: "Talk about it?", offer: "Would you like to talk about one of the statements with other members, or with those who take it further? Say so here. It is kept apart from your answers.", act: "I want to talk about this" },
};
