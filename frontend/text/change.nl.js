// The words of changing a vote that is in, in Dutch. Never words of the first vote.

export const text = {
  missing: "De stembus kent jouw stem niet. Stuur je antwoorden opnieuw.",
  missingAct: "Opnieuw stemmen",
  noChanges: "Je hebt je stem 32 keer verstuurd. Vaker wijzigen kan niet.",
  keepOld: "Toch niet wijzigen",
  changing: "Je wijzigt je stem. Zolang je niet op ‘Verstuur’ tikt, blijft je oude stem tellen.",
  notIn: "Met deze code is nog geen stem binnen. Je kunt nu stemmen.",
};
