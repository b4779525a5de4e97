// The words in the file with somebody's own data, in Dutch. Never the data.

export const text = {
  file: "mijn-gegevens.json",
  about: "over_dit_bestand",
  lead: "Dit is alles wat deze website over jou bewaart. Wat je antwoordde staat er niet in: dat ligt in de stembus, en niemand weet welke stem van jou is.",
  made: "gemaakt_op",
  content: "inhoud",
  part: "onderdeel",
  meaning: "wat_is_dit",
  data: "gegevens",
  parts: {
    member: "Dit komt uit de ledenlijst van de partij.",
    mail_choices: "Soorten mail die je uitzette of weer aanzette.",
    pauses: "Tot wanneer je geen mail wilt.",
    rounds: "Rondes waarbij je op de kiezerslijst stond, en met welke afdeling.",
    took_part: "Of je een stembewijs kreeg, en of je ‘deze keer niet’ koos. Alleen jij krijgt dit te zien.",
    interests: "Stellingen waarover je verder wilt praten.",
    shared_sides: "De kant die je zelf deelde.",
    conversations: "Gesprekken waarvoor je bent uitgenodigd, of je kwam, en wat je daarvoor nodig had.",
    written: "Wat je bij een verslag schreef.",
    lots: "Jouw loten, met waarop we verdeelden.",
    letters: "Mails die we je stuurden, zonder de tekst.",
    links: "Hoeveel links uit mails we kennen. We bewaren ze onleesbaar.",
    sessions: "Waar je nog bent ingelogd, en tot wanneer.",
    requests: "Aanvragen om in te loggen.",
    audit: "Wat medewerkers met jouw gegevens deden.",
  },
};
