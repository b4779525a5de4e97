// The names of the rooms of the desk, in Dutch. Never words of a page.

export const text = {
  title: "Menu van de staf",
  here: (/** @type {string} */ room) => `Staf: ${room}`,
  rooms: {
    rounds: "Rondes",
    calendar: "Kalender",
    statements: "Stellingen",
    conversations: "Gesprekken",
    members: "Leden",
    branches: "Afdelingen",
    data: "Bewaren",
    log: "Logboek",
    access: "Toegang",
    clients: "Koppelingen",
  },
};
