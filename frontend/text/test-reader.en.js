// The words of the page for test readers, in English. Never words of a vote.

export const text = {
  pageTitle: "Test reading",
  lead: "Would you read these statements? They are not finished. We want to know whether they are clear.",
  body: "You need not say what you think of them. This is not a vote. Write down what you think is asked. Every answer is right.",
  until: (/** @type {string} */ moment) => `You can write until ${moment}.`,
  asked: "What is asked here? Say it in your own words.",
  unclear: "What is not clear?",
  left: (/** @type {number} */ left) => (left < 0 ? `${-left} characters too many` : `${left} characters left`),
  name: "Your first name",
  nameHint: "Only those who write the round see your reply. It disappears 90 days after the result.",
  send: "Send your reply",
  thanksTitle: "Thank you",
  thanksBody: "Your reply is in. Those who write the round will read it.",
  change: "Change your reply",
  tooLong: "This text is too long.",
  needed: "Write something about at least one statement.",
  wrongTitle: "This link does not work any more",
  wrongBody: "The link was ended, or the statements are finished. Ask for a new one where you got it.",
};
