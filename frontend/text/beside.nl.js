// The words of what stands beside the vote, in Dutch: not this time, a pause, wanting to talk. Never words of the vote itself.

export const text = {
  decline: { title: "Deze keer doe je niet mee", body: "Dat is prima. Je krijgt over deze ronde geen herinnering meer. Bedenk je je? Dan kan dat tot de ronde sluit.", undo: "Toch meedoen" },
  talk: {
    act: "Ik wil hierover verder praten",
    lead: "Kies de stellingen waarover je wilt meepraten. Dan kan de partij je uitnodigen voor een gesprek. Wat je hebt geantwoord, weet daarbij niemand.",
    legend: "Hierover wil ik verder praten",
    keep: "Bewaar",
    kept: (/** @type {number} */ n) => (n === 0 ? "Bewaard: je wilt nu nergens over verder praten." : n === 1 ? "Bewaard: je wilt over 1 stelling verder praten." : `Bewaard: je wilt over ${n} stellingen verder praten.`),
    back: "Terug naar je stem",
  },
  pause: {
    title: "Een tijd geen mail",
    offer: "Komt het de komende tijd niet uit? Zet de mail over rondes op pauze.",
    legend: "Pauze tot",
    none: "Geen pauze",
    keep: "Bewaar",
    until: (/** @type {string} */ day) => `Je krijgt geen mail over rondes tot ${day}. Stemmen kan dan nog steeds, door in te loggen.`,
    off: "Je krijgt weer mail over rondes.",
  },
};
