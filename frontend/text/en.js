// The words every page shares, in English: frame, answers, states. Never the words of one page alone.
import { ballot } from "./ballot.en.js";

/** @type {typeof import("./nl.js").text} */
export const text = {
  ...ballot,
  skip: "Skip to content",
  mainMenu: "Main menu",
  footerMenu: "About this site",
  menu: { home: "Now", rounds: "Results", staff: "Manage", branch: "Branch", login: "Sign in", logout: "Sign out" },
  footer: { secrecy: "Secret ballot", privacy: "Privacy", accessibility: "Accessibility", mailbox: "Mailbox (demo)" },
  otherLanguage: { label: "Nederlands", lang: "nl" },
  loading: "Loading…",
  retry: "Try again",
  offline: "There is no connection. Check your internet and try again.",
  unknownRefusal: "Something went wrong. Please try again later.",
  errorTitle: "Something is not right",
  optional: "may stay empty",
  notFoundTitle: "This page does not exist",
  toHome: "To the start",
  purpose: { ophalen: "Listening", adviseren: "Advice", besluiten: "Decision" },
  state: {
    draft: "In the making",
    approved: "Approved",
    scheduled: "Ready to open",
    open: "Open",
    closed: "Closed",
    counted: "Counted",
    published: "Result known",
    withdrawn: "Withdrawn",
  },
  rootTitle: "Control number of this round",
  rootBody: "This number belongs to exactly these statements, times and ballot box keys. Your e-mail shows the same number. Is it different? Then do not vote, and report it.",
  statement: (number) => `Statement ${number}`,
};
