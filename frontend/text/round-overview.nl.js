// The words of the national overview for staff, in Dutch, beside those of the round. Never words that members see.
import { text as round } from "./round.nl.js";

export const text = {
  ...round,
  title: "Landelijk overzicht",
  lead: "Alle groepen van afdelingen die samen in de uitslag staan, naast elkaar.",
  back: "Naar de ronde",
  table: "Alle groepen",
  sortHint: "Kies een kop om op die kolom te sorteren.",
  group: "Groep",
  region: "Regio",
  noRegion: "meer dan één",
  roll: "Leden",
  turnoutShare: "Opkomst",
  agreeWith: (/** @type {number} */ number) => `Eens ${number}`,
  agreeMeaning: "‘Eens’ met een nummer is het aandeel (helemaal) mee eens bij die stelling, van wie een mening gaf.",
  country: "Het hele land",
  farTitle: "Waar de meningen het meest afwijken van het land",
  farLead: "In procentpunten (helemaal) mee eens. Een kleine groep wijkt eerder af dan een grote.",
  farLine: (/** @type {number} */ agree, /** @type {number} */ country) => `${agree} % mee eens, in het land ${country} %`,
  farMore: (/** @type {number} */ points) => `${points} punten meer`,
  farLess: (/** @type {number} */ points) => `${points} punten minder`,
  farOpinions: (/** @type {string} */ n) => `${n} meningen`,
  none: "Geen groep wijkt af van het land.",
  notYet: "Dit overzicht is er pas als de uitslag bekend is.",
};
