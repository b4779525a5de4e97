// The words on the example of the voting page, in Dutch. Never words that a voter sees.

export const text = {
  title: "Voorbeeld",
  body: "Zo ziet een lid het op een telefoon. Je kunt klikken, maar er wordt niets bewaard of verstuurd.",
  end: "Hier zou een lid de stem versturen.",
  again: "Opnieuw vanaf stelling 1",
};
