// The words of signing out, in English. Never words that another page shows.

export const text = {
  title: "Log out",
  kept: (/** @type {number} */ n) => (n === 1 ? "The code of your vote is still on this device." : `There are still ${n} codes of votes on this device.`),
  advice: "Does somebody else use this device too? Then erase the codes. Your vote simply counts. Do you want to change or check something later? Then write the code down first.",
  unsent: "Mind: there is also a vote here that has not been sent yet. If you erase, it is gone.",
  forget: "Log out and erase codes",
  keep: "Log out, keep codes",
  stay: "Do not log out",
};
