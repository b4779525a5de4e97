// The words of the page on which members share which side they are on, in Dutch. Never words of the vote.

export const text = {
  title: "Delen waar je staat",
  lead: (/** @type {string} */ round) => `Over de ronde ‘${round}’. Zeg per stelling aan welke kant je staat, als je dat wilt. Het hoeft niet.`,
  whatFor: "Waarvoor gebruiken we dit?",
  points: [
    "Voor gesprekken tussen leden. Zo nodigen we leden uit die het eens zijn, én leden die het oneens zijn.",
    "Wat je hier deelt, bewaren we onder je naam. Wie een gesprek voorbereidt, ziet alleen aantallen.",
    "Je stem blijft geheim. We weten niet wat je hebt gestemd, en leggen dit er nooit naast.",
    "Je kunt het altijd terugnemen. Kies dan ‘Dat deel ik niet’ en bewaar het.",
  ],
  side: { agree: "Eens", neutral: "Neutraal", disagree: "Oneens", none: "Dat deel ik niet" },
  closed: "Delen kan als de stemmen van deze ronde geteld zijn. Tot dan bewaren we niets over wie wat vindt.",
  keep: "Bewaar",
  kept: (/** @type {number} */ n) => (n === 0 ? "Bewaard: je deelt nu niets." : n === 1 ? "Bewaard: je deelt je kant bij 1 stelling." : `Bewaard: je deelt je kant bij ${n} stellingen.`),
  back: "Naar de ronde",
};
