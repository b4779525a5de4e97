// The words of signing out, in Dutch. Never words that another page shows.

export const text = {
  title: "Uitloggen",
  kept: (/** @type {number} */ n) => (n === 1 ? "Op dit toestel staat nog de code van je stem." : `Op dit toestel staan nog ${n} codes van stemmen.`),
  advice: "Gebruikt iemand anders dit toestel ook? Wis de codes dan. Je stem blijft gewoon tellen. Wil je later nog iets wijzigen of nakijken? Schrijf de code dan eerst over.",
  unsent: "Let op: er staat ook een stem die nog niet is verstuurd. Als je wist, is die weg.",
  forget: "Uitloggen en codes wissen",
  keep: "Uitloggen, codes bewaren",
  stay: "Niet uitloggen",
};
