// The words in the file with somebody's own data, in English. Never the data.

export const text = {
  file: "my-data.json",
  about: "about_this_file",
  lead: "This is all that this website keeps about you. What you answered is not in it: that is in the ballot box, and nobody knows which vote is yours.",
  made: "made_at",
  content: "content",
  part: "part",
  meaning: "what_is_this",
  data: "data",
  parts: {
    member: "This comes from the party's list of members.",
    mail_choices: "Kinds of mail that you turned off, or on again.",
    pauses: "Until when you want no mail.",
    rounds: "Rounds in which you were on the roll, and with which branch.",
    took_part: "Whether you got a ticket, and whether you chose ‘not this time’. Only you get to see this.",
    interests: "Statements that you want to talk about further.",
    shared_sides: "The side that you shared yourself.",
    conversations: "Conversations that you were invited to, whether you came, and what you needed for that.",
    written: "What you wrote beside a report.",
    lots: "Your lots, with what we spread over.",
    letters: "Mails that we sent you, without the text.",
    links: "How many links from mails we know. We keep them unreadable.",
    sessions: "Where you are still signed in, and until when.",
    requests: "Requests to sign in.",
    audit: "What staff did with your data.",
  },
};
