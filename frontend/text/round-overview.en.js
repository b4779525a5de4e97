// The words of the national overview for staff, in English, beside those of the round. Never words that members see.
import { text as round } from "./round.en.js";

/** @type {typeof import("./round-overview.nl.js").text} */
export const text = {
  ...round,
  title: "National overview",
  lead: "All groups of branches that stand in the result together, side by side.",
  back: "To the round",
  table: "All groups",
  sortHint: "Choose a heading to sort by that column.",
  group: "Group",
  region: "Region",
  noRegion: "more than one",
  roll: "Members",
  turnoutShare: "Turnout",
  agreeWith: (number) => `Agree ${number}`,
  agreeMeaning: "‘Agree’ with a number is the share that (strongly) agrees with that statement, of those who gave an opinion.",
  country: "The whole country",
  farTitle: "Where opinions differ most from the country",
  farLead: "In percentage points (strongly) agree. A small group differs sooner than a large one.",
  farLine: (agree, country) => `${agree}% agree, ${country}% in the country`,
  farMore: (points) => `${points} points more`,
  farLess: (points) => `${points} points fewer`,
  farOpinions: (n) => `${n} opinions`,
  none: "No group differs from the country.",
  notYet: "This overview comes when the result is published.",
};
