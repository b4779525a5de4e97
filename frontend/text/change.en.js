// The words of changing a vote that is in, in English. Never words of the first vote.

export const text = {
  missing: "The ballot box does not know your vote. Please send your answers again.",
  missingAct: "Vote again",
  noChanges: "You have sent your vote 32 times. You cannot change it any more.",
  keepOld: "Do not change after all",
  changing: "You are changing your vote. As long as you do not tap ‘Send’, your old vote counts.",
  notIn: "No vote has arrived with this code yet. You can vote now.",
};
