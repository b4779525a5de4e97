// The names of the rooms of the desk, in English. Never words of a page.

export const text = {
  title: "Staff menu",
  here: (/** @type {string} */ room) => `Staff: ${room}`,
  rooms: {
    rounds: "Rounds",
    calendar: "Calendar",
    statements: "Statements",
    conversations: "Conversations",
    members: "Members",
    branches: "Branches",
    data: "Retention",
    log: "Log",
    access: "Access",
    clients: "API clients",
  },
};
