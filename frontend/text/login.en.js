// The words of signing in and of unsubscribing, in English. Never words that another page shows.

/** @type {typeof import("./login.nl.js").text} */
export const text = {
  title: "Sign in",
  lead: "Enter the e-mail address that the party has of you. You will get an e-mail with a link and a code.",
  email: "E-mail address",
  emailWrong: "Enter an e-mail address, such as name@example.org.",
  send: "Send me an e-mail",
  codeTitle: "Look in your e-mail",
  codeLead: (email) => `If we know ${email}, an e-mail is waiting for you. Tap the link in it, or enter the code here. The code works for 10 minutes.`,
  code: "Code of 6 digits",
  codeWrong: "Enter the 6 digits from the e-mail.",
  go: "Continue",
  other: "Other e-mail address",
  spam: "No e-mail? Look in your spam folder. Or try another address.",
  totpTitle: "One more step",
  totpLead: "Open the app on your phone that holds your codes for this site. Enter the code of this moment.",
  recovery: "Did you lose your phone? Fill in one of your recovery codes then. Do you not have those either? Ask an admin for a new invitation.",
  totp: "Code from your app",
  linkTitle: "Sign in with your link",
  linkLead: "Tap the button to sign in. This works once.",
  linkAct: "Sign in",
  linkOther: "Ask for a new e-mail",
  off: {
    title: "Stop e-mail",
    streams: { rounds: "invitations and reminders for rounds", results: "results", feedback: "what was done with results", conversations: "invitations to talks" },
    on: (stream) => `You now get e-mail about ${stream}. Do you want to stop that?`,
    stop: "Stop this e-mail",
    stopped: (stream) => `You no longer get e-mail about ${stream}.`,
    resume: "Receive it again",
    note: "You can still sign in and vote.",
  },
};
