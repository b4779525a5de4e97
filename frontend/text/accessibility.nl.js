// How accessible the site is, in plain Dutch. Never claims that nobody has tested.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Toegankelijkheid",
  lead: "Iedereen moet kunnen meedoen. We bouwen deze site volgens WCAG 2.2, niveau AA.",
  sections: [
    { title: "Wat we doen", body: [], list: ["De site werkt met alleen een toetsenbord en met een schermlezer.", "Je kunt de tekst sterk vergroten. De pagina past ook op een klein scherm.", "Kleur is nooit het enige verschil. Elke grafiek staat er ook als zin en als tabel.", "De site volgt je keuze voor licht of donker, hoog contrast en minder beweging.", "De teksten zijn in gewone taal, in het Nederlands en het Engels."] },
    { title: "Wat nog niet af is", body: ["De site is nieuw. Een onafhankelijk onderzoek is er nog niet geweest. Daarom geven we nog geen oordeel over de naleving."] },
    { title: "Lukt iets niet?", body: ["Laat het weten aan je afdeling of aan het partijbureau. Zeg op welke pagina het was, en wat je wilde doen. Dan zoeken we een oplossing, ook als de ronde nog loopt."] },
  ],
};
