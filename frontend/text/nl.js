// The words every page shares, in Dutch: frame, answers, states. Never the words of one page alone.
import { ballot } from "./ballot.nl.js";

export const text = {
  ...ballot,
  skip: "Ga naar de inhoud",
  mainMenu: "Hoofdmenu",
  footerMenu: "Over deze site",
  menu: { home: "Nu", rounds: "Uitslagen", staff: "Beheer", branch: "Afdeling", login: "Inloggen", logout: "Uitloggen" },
  footer: { secrecy: "Stemgeheim", privacy: "Privacy", accessibility: "Toegankelijkheid", mailbox: "Postbus (demo)" },
  otherLanguage: { label: "English", lang: "en" },
  loading: "Even laden…",
  retry: "Probeer opnieuw",
  offline: "Er is geen verbinding. Kijk of je internet hebt en probeer het opnieuw.",
  unknownRefusal: "Er ging iets mis. Probeer het later opnieuw.",
  errorTitle: "Er klopt iets niet",
  optional: "mag leeg blijven",
  notFoundTitle: "Deze pagina is er niet",
  toHome: "Naar het begin",
  purpose: { ophalen: "Ophalen", adviseren: "Adviseren", besluiten: "Besluiten" },
  state: {
    draft: "In de maak",
    approved: "Goedgekeurd",
    scheduled: "Klaar om te openen",
    open: "Open",
    closed: "Gesloten",
    counted: "Geteld",
    published: "Uitslag bekend",
    withdrawn: "Ingetrokken",
  },
  rootTitle: "Controlegetal van deze ronde",
  rootBody: "Dit getal hoort bij precies deze stellingen, tijden en stembussleutels. In je mail staat hetzelfde getal. Is het anders? Stem dan niet en meld het.",
  statement: (/** @type {number} */ number) => `Stelling ${number}`,
};
