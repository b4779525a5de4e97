// Which data are kept, why and how long, in plain Dutch. Never more than the software does.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Privacy",
  lead: "Dat je lid bent van een partij is gevoelig. Daarom bewaren we weinig, en delen we het met niemand.",
  sections: [
    { title: "Wat we van je bewaren", body: ["Dit komt uit de ledenlijst van de partij:"], list: ["je lidnummer, naam en e-mailadres", "je afdeling", "je geboortejaar en geslacht, als de partij die heeft: alleen om te tellen wie er meedoen"] },
    { title: "Wat we bewaren als je meedoet", body: ["We bewaren dát je in een ronde meedeed, of dat je ‘deze keer niet’ koos. Zo krijg je geen overbodige herinnering. Wat je antwoordde bewaren we los van je naam. Niemand kan dat weer bij elkaar brengen."] },
    { title: "Wat we bewaren als je verder praat", body: ["Nodigen we je uit voor een gesprek, dan bewaren we of je komt, of je er was, en wat je nodig hebt om te komen. Alleen wie het gesprek voorbereidt, ziet dat, en pas als je ja zegt.", "Deel je zelf aan welke kant je staat? Dat bewaren we onder je naam, tot je het terugneemt. Wie een gesprek voorbereidt, ziet alleen aantallen. We leggen het nooit naast de stembus.", "Loten we wie mag komen? Dan krijg je een lot: een nummer, met je regio, leeftijdsgroep en gender als we daarop verdelen, en de kant die je zelf deelde als die meetelt. Iedereen kan de gelote nummers zien. De hele lijst, zonder namen, krijgen alleen de organisator en twee getuigen."] },
    { title: "Wat we niet doen", body: ["Geen advertenties, geen meetpixels in mails, geen diensten van anderen op deze site. Geen cookies, behalve één om ingelogd te blijven."] },
    { title: "Wat op je toestel staat", body: ["Je toestel onthoudt je taal, de rondes die je opende met de afdeling waarvoor je daarin stemt, en na het stemmen je code. Je antwoorden blijven er alleen staan tot de stembus ze heeft. Wis je de gegevens van je browser, dan is dat weg. Bij het uitloggen vragen we of we je codes van dit toestel moeten wissen."] },
    { title: "Jouw rechten", body: ["Je mag zien wat we van je hebben, het laten verbeteren of laten wissen. Vraag dat aan de ledenadministratie van de partij. Een stem kan niet meer worden gewist of opgezocht: we weten niet welke van jou is."] },
    { title: "Mail stoppen", body: ["Onder elke mail staat een link om dat soort mail te stoppen. Stemmen kan dan nog steeds, door in te loggen.", "Komt een mail aan jou terug omdat je adres niet bestaat? Dan onthouden we dat, en sturen we niets meer naar dat adres. Geef je nieuwe adres door aan de partij. Mail om in te loggen kun je altijd vragen."] },
  ],
};
