// The words of the first page and of the afdeling page, in Dutch. Never words that another page shows.

export const text = {
  title: "Wat vinden de leden?",
  lead: "Een paar keer per jaar leggen we alle leden vier stellingen voor. Je geeft je mening in een minuut. De uitslag is openbaar, en je hoort wat ermee is gedaan.",
  how: [
    ["Je krijgt een mail", "Daarin staat jouw eigen link. Een wachtwoord heb je niet nodig."],
    ["Je kiest vier antwoorden", "Van helemaal mee eens tot helemaal mee oneens. Geen mening mag ook."],
    ["Niemand ziet wat jij kiest", "We weten dat je meedeed, niet wat je hebt geantwoord. Met je code kun je je stem nog wijzigen."],
  ],
  login: "Inloggen",
  results: "Bekijk uitslagen",
  openNow: "Nu open",
  hello: (/** @type {string} */ name) => `Dag ${name}`,
  todo: "Nog te doen",
  todoNone: "Je bent helemaal bij. Er is nu niets te doen.",
  vote: "Geef je mening",
  done: "Je deed mee",
  declined: "Deze keer niet",
  look: "Bekijk of wijzig",
  after: "Toch meedoen",
  until: "Open tot",
  yourRounds: "Jouw rondes",
  result: "Naar de ronde",
  branchTitle: "Jouw afdeling",
  branchLead: "Uitslagen per afdeling komen later op deze pagina. Nu zie je hier de rondes met de uitslag van het hele land.",
  branchDesk: "Rondes van je afdeling maken",
  branches: "Je ziet dit namens",
};
