// How the secret ballot works, in plain Dutch, with the small print. Never promises that the software does not keep.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Stemgeheim",
  lead: "Je mag vrij zeggen wat je vindt. Daarom is je stem geheim, ook voor ons. Hier lees je hoe dat werkt, en wat we niet kunnen beloven.",
  promise: "Wij weten dát je hebt meegedaan, maar niet wát je hebt geantwoord; met jouw code zie je na sluiting zelf dat je antwoorden zijn meegeteld.",
  sections: [
    {
      title: "Zo werkt het",
      body: ["Er zijn twee plekken: de ledenlijst en de stembus. De ledenlijst weet wie je bent, maar ziet nooit een antwoord. De stembus ziet antwoorden, maar weet nooit van wie."],
      list: [
        "Je toestel maakt een geheime code. Die code gaat nooit naar ons toe.",
        "Je toestel maakt daarmee een stembewijs en stopt het in een dichte envelop. De ledenlijst zet daar een stempel op, zonder het te lezen. Je krijgt per ronde één stempel.",
        "Je toestel haalt het stembewijs uit de envelop. Het stempel staat er nog op. De stembus ziet: dit is echt. Maar niet van wie.",
        "We bewaren geen tijd en geen volgorde van stemmen. Zo is er ook achteraf geen spoor.",
      ],
    },
    {
      title: "Jouw code",
      body: [
        "Na ‘Verstuur’ zie je een code van 25 letters en cijfers. Met die code kun je je stem nog wijzigen tot de ronde sluit. Bewaar hem ook daarna: na de uitslag kijk je er zelf mee na of je antwoorden zijn meegeteld.",
        "Raak je de code kwijt? Je stem telt gewoon. Alleen wijzigen en nakijken kan dan niet meer. Wij kunnen de code niet terugvinden.",
      ],
    },
    {
      title: "Sta ik erop?",
      body: [
        "Bij elke uitslag staat de knop ‘Kijk mijn stem na’. Je kiest je afdeling en vult je code in. Je toestel haalt dan de regels op van iedereen in jouw groep afdelingen. Het rekent na of die echt in de vier lijsten staan, en zoekt daarin jouw vier regels. Je ziet welke versie van je stem is geteld, met je antwoorden.",
        "Je code gaat ook dan niet naar ons toe. Niemand kan zien naar welke regels je zoekt.",
      ],
      link: { href: "/rondes", words: "Kies een ronde om je stem na te kijken" },
    },
    {
      title: "Na het sluiten",
      body: [
        "De antwoorden gaan naar vier losse lijsten, één per stelling. Jouw vier antwoorden staan nooit naast elkaar. De stembus en de sleutels worden gewist.",
        "De uitslag komt vanzelf, op de tijd die vooraf vastligt. Niemand ziet hem eerder en niemand kan hem tegenhouden.",
      ],
    },
    {
      title: "Het controlegetal",
      body: ["Bij elke ronde hoort een getal van 64 tekens. Het hangt vast aan de stellingen, de tijden en de sleutels van de stembus. Het staat in je mail en op de stempagina. Je toestel kijkt na of alles erbij past, voordat je stemt."],
    },
    {
      title: "De kleine letters",
      body: ["Geen systeem is perfect. Dit moet je weten:"],
      list: [
        "Is je telefoon of de pagina gehackt, dan kan iemand je antwoorden zien.",
        "Wie jouw code heeft, kan je antwoorden opzoeken. Laat de code dus aan niemand zien.",
        "In een klein gebied kan een opvallende opkomst iets verraden. Daarom tellen we kleine afdelingen samen.",
        "Wie de servers beheert, kan zolang een ronde open is naar beide kanten kijken. Wie steeds opnieuw beide plekken kopieert, kan misschien de volgorde naast elkaar leggen.",
        "Wie de servers beheert, kan stemmen verzinnen namens leden die niet meededen. Daarom zie je bij elke ronde of er voor jou een stembewijs is uitgegeven.",
      ],
    },
    {
      title: "Verder praten",
      body: ["Een uitnodiging voor een gesprek krijg je omdat je meedeed, niet om wat je koos. Wil je daar delen wat je antwoordde? Dat is een aparte keuze, die je kunt intrekken. We bewaren die onder je naam, zonder tijd, en leggen hem nooit naast de stembus."],
    },
  ],
};
