// The words of the page for test readers, in Dutch. Never words of a vote.

export const text = {
  pageTitle: "Proeflezen",
  lead: "Wil je deze stellingen lezen? Ze zijn nog niet af. We willen weten of ze duidelijk zijn.",
  body: "Je hoeft niet te zeggen wat je ervan vindt. Dit is geen stemming. Schrijf op wat je denkt dat er wordt gevraagd. Elk antwoord is goed.",
  until: (/** @type {string} */ moment) => `Je kunt reageren tot ${moment}.`,
  asked: "Wat wordt hier gevraagd? Schrijf het in je eigen woorden.",
  unclear: "Wat is niet duidelijk?",
  left: (/** @type {number} */ left) => (left < 0 ? `${-left} tekens te veel` : `nog ${left} tekens`),
  name: "Je voornaam",
  nameHint: "Alleen wie de ronde maakt, ziet je reactie. Hij verdwijnt 90 dagen na de uitslag.",
  send: "Verstuur je reactie",
  thanksTitle: "Dank je wel",
  thanksBody: "Je reactie is binnen. Wie de ronde maakt, leest hem.",
  change: "Reactie wijzigen",
  tooLong: "Deze tekst is te lang.",
  needed: "Schrijf bij ten minste één stelling iets op.",
  wrongTitle: "Deze link werkt niet meer",
  wrongBody: "De link is gestopt, of de stellingen zijn al klaar. Vraag een nieuwe aan wie je de link gaf.",
};
