// The words of a result by region, age and afdeling, in English: part of the words of a round. Never words of the country alone.

/** @type {typeof import("./regions.nl.js").regions} */
export const regions = {
  whoTitle: "Who took part?",
  least: (who) => `The smallest share of members took part ${who.join(" and ")}.`,
  leastPart: (name, percent) => `in ${name} (${percent}%)`,
  leastBand: (band, percent) => `among members ${band} (${percent}%)`,
  band: {
    until: (to) => `aged ${to} or younger`,
    between: (from, to) => `aged ${from} to ${to}`,
    from: (from) => `aged ${from} or older`,
    unknown: "whose age we do not know",
    andUnknown: (band) => `${band}, or whose age we do not know`,
  },
  turnoutByRegion: "Turnout by region",
  turnoutByAge: "Turnout by age",
  region: "Region",
  age: "Members",
  members: "Number of members",
  voted: "Voted",
  tookPart: "Took part",
  ageNote: "Took part: started to vote. The age is that on 31 December of the year in which the round closed.",
  byRegion: "The regions side by side",
  weighted: (agree, disagree) => `Weighted by region: ${agree}% (strongly) agree, ${disagree}% (strongly) disagree.`,
  weightedMeaning: (n) => `Weighted by region: as if every region had taken part equally. That is as precise as ${n} votes spread fairly over the regions.`,
  branchesTitle: "By branch",
  branchesLead: "What does your branch think, beside the region and the country?",
  branchFind: "Find a branch",
  branchFindHint: "Type a part of the name.",
  branchFound: (n) => (n === 0 ? "No branch found." : n === 1 ? "1 branch found." : `${n} branches found.`),
  branchMore: "Type more letters to see fewer.",
  branchPage: (name) => `Result for branch ${name}`,
};
