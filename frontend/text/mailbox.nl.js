// The words of the demo mailbox, in Dutch. Never words that another page shows.

export const text = {
  title: "Postbus van de demo",
  lead: "Dit zijn de mails die in het echt verstuurd zouden zijn. Deze pagina bestaat alleen in de demo.",
  none: "Er is nog geen mail.",
  to: "Aan",
  plain: "Als tekst",
  html: "Zoals in de mail",
  open: "Open",
  all: "Alle mails",
  frame: "De mail zoals hij eruitziet",
};
