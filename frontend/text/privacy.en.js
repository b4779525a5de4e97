// Which data are kept, why and how long, in plain English. Never more than the software does.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Privacy",
  lead: "Being a member of a party is sensitive. That is why we keep little, and share it with nobody.",
  sections: [
    { title: "What we keep about you", body: ["This comes from the party's list of members:"], list: ["your member number, name and e-mail address", "your branch", "your year of birth and gender, if the party has them: only to count who take part"] },
    { title: "What we keep when you take part", body: ["We keep that you took part in a round, or that you chose ‘not this time’. That way you get no needless reminder. What you answered is kept apart from your name. Nobody can put the two together again."] },
    { title: "What we keep when you talk further", body: ["If we invite you to a conversation, we keep whether you come, whether you were there, and what you need to come. Only those who prepare the conversation see that, and only once you say yes.", "Do you share yourself which side you are on? We keep that under your name, until you take it back. Those who prepare a conversation see numbers only. We never compare it with the ballot box.", "Do we draw who can come? Then you get a lot: a number, with your region, age group and gender if we spread over those, and the side that you shared yourself if that counts. Everybody can see the numbers that were drawn. The whole list, without names, goes to the organiser and two witnesses only."] },
    { title: "What we do not do", body: ["No advertising, no tracking pixels in e-mail, no services of others on this site. No cookies, except one that keeps you signed in."] },
    { title: "What is on your device", body: ["Your device remembers your language, the rounds you opened with the branch you vote for in them, and after voting your code. Your answers stay there only until the ballot box has them. If you erase your browser's data, all of it is gone. When you log out we ask whether to erase your codes from this device."] },
    { title: "Your rights", body: ["You may see what we have about you, have it corrected or erased. Ask the membership office of the party. A vote can no longer be erased or looked up: we do not know which one is yours."] },
    { title: "Stopping e-mail", body: ["Every e-mail has a link to stop that kind of e-mail. You can still vote then, by signing in.", "Does an e-mail to you come back because your address does not exist? Then we remember that, and send nothing more to that address. Give your new address to the party. You can always ask for an e-mail to sign in."] },
  ],
};
