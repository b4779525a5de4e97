// The words of the ballot paper's first screen, in Dutch, shared with the results. Never words that can wait.

export const ballot = {
  scale: { 5: "Helemaal mee eens", 4: "Mee eens", 3: "Niet mee eens, niet mee oneens", 2: "Mee oneens", 1: "Helemaal mee oneens", none: "Geen mening" },
  explanation: "Uitleg",
  arguments: "Argumenten voor en tegen",
  argumentFor: "Voor",
  argumentAgainst: "Tegen",
  statementOf: (/** @type {number} */ number, /** @type {number} */ total) => `Stelling ${number} van ${total}`,
  purposeMeaning: {
    ophalen: "We willen weten wat leden vinden. Er ligt nog geen besluit klaar.",
    adviseren: "De uitslag is een advies. Daarna kiest het bestuur, en legt uit waarom.",
    besluiten: "De uitslag telt als besluit van de leden.",
  },
  welcome: "Welkom",
  welcomeName: (/** @type {string} */ name, /** @type {string} */ branch) => `Welkom, ${name} (${branch})`,
  until: (/** @type {string} */ moment) => `4 stellingen, 1 minuut. Stemmen kan tot ${moment}.`,
  next: "Verder",
  previous: "Vorige",
  faultTitle: "Er klopt iets niet",
  chooseFirst: "Kies een antwoord. Weet je het niet? Kies dan ‘Geen mening’.",
  middleHint: "‘Niet mee eens, niet mee oneens’ is een mening: je staat er midden in. Heb je er geen mening over, of weet je er te weinig van? Kies dan ‘Geen mening’. Dat tellen we apart.",
  lost: "Er is geen verbinding. Kijk of je internet hebt en tik nog een keer op ‘Verder’. Je antwoord blijft staan.",
  moment: (/** @type {string} */ utc) =>
    new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(utc)),
};
