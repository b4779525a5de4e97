// The words of the demo mailbox, in English. Never words that another page shows.

/** @type {typeof import("./mailbox.nl.js").text} */
export const text = {
  title: "Mailbox of the demo",
  lead: "These are the e-mails that would really have been sent. This page exists in the demo only.",
  none: "There is no e-mail yet.",
  to: "To",
  plain: "As text",
  html: "As in the e-mail",
  open: "Open",
  all: "All e-mails",
  frame: "The e-mail as it looks",
};
