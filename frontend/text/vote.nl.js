// The words of the voting page, in Dutch. Never words that another page shows.

export const text = {
  already: "Heb je al gestemd? Bekijk of wijzig je stem",
  secret: "Niemand ziet wat jij antwoordt. Ook wij niet.",
  secretLink: "Hoe werkt het stemgeheim?",
  check: {
    title: "Kijk je antwoorden na",
    body: "Klopt alles? Tik dan op ‘Verstuur’. Daarna krijg je een code. Tot het einde kun je daarmee je antwoorden nog wijzigen.",
    step: "Controle",
    change: "Wijzig",
    changeOf: (/** @type {number} */ number) => `antwoord op stelling ${number}`,
    send: "Verstuur",
    missing: (/** @type {number} */ number) => `Stelling ${number}: kies nog een antwoord.`,
    noStorage: "Dit toestel kan niets bewaren. Blijf op deze pagina tot er staat: ‘Je stem is binnen’. Bewaar ook je code, want dit toestel onthoudt hem niet.",
  },
  decline: { offer: "Wil je deze ronde niet meedoen?", act: "Deze keer niet" },
  sending: {
    title: "Nog niet verstuurd",
    busy: "We sturen je stem nu. Blijf nog even op deze pagina.",
    waiting: "Het lukt nog niet. We proberen het vanzelf opnieuw. Je antwoorden staan op dit toestel.",
    waitingLoose: "Het lukt nog niet. We proberen het vanzelf opnieuw. Sluit deze pagina niet: dit toestel bewaart niets.",
    now: "Nu proberen",
  },
  done: {
    title: "Je stem is binnen",
    changed: "Je nieuwe antwoorden zijn binnen",
    body: "Dank je wel. De uitslag komt op",
    version: (/** @type {number} */ version) => (version === 1 ? "In de stembus ligt 1 stem met jouw code." : `In de stembus ligt je stem, versie ${version}. Alleen die telt.`),
    change: "Antwoorden wijzigen",
    changeHint: "Wijzigen kan tot de ronde sluit. Je begint dan opnieuw, met lege antwoorden. Je oude antwoorden zijn hier niet meer te zien: zo blijven ze geheim.",
  },
  code: {
    qr: "De code als QR-code, om met een ander toestel over te nemen",
    title: "Jouw code",
    body: "Bewaar deze code als je later wilt wijzigen of nakijken. Laat hem aan niemand zien: wie de code heeft, kan je antwoorden opzoeken.",
    copy: "Kopieer",
    copied: "De code is gekopieerd.",
    copyFailed: "Kopiëren lukt niet op dit toestel. Schrijf de code over.",
    save: "Bewaar als bestand",
    fileName: "stemcode.txt",
    file: (/** @type {string} */ title, /** @type {string} */ code, /** @type {string} */ address) =>
      `Stemcode voor de ronde "${title}"\n\n${code}\n\nMet deze code kun je tot sluiting je antwoorden wijzigen.\nNa de uitslag kijk je ermee na of je stem is meegeteld.\nLaat de code aan niemand zien.\n\n${address}\n`,
    thisDevice: "Dit toestel onthoudt de code ook, maar soms wist een telefoon dat na een week.",
    noDevice: "Dit toestel kan niets bewaren. Schrijf de code over of kopieer hem, voordat je deze pagina sluit.",
  },
  talk: { title: "Verder praten?", offer: "Wil je over een van de stellingen verder praten met andere leden of met wie ermee verder gaat? Zeg het hier. Het staat los van je antwoorden.", act: "Ik wil hierover verder praten" },
};
