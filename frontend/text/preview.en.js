// The words on the example of the voting page, in English. Never words that a voter sees.

export const text = {
  title: "Example",
  body: "This is what a member sees on a phone. You can click, but nothing is kept or sent.",
  end: "Here a member would send the vote.",
  again: "Again from statement 1",
};
