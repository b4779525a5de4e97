// How accessible the site is, in plain English. Never claims that nobody has tested.

/** @type {import("../parts/prose.js").Prose} */
export const text = {
  title: "Accessibility",
  lead: "Everybody must be able to take part. We build this site to WCAG 2.2, level AA.",
  sections: [
    { title: "What we do", body: [], list: ["The site works with a keyboard alone and with a screen reader.", "You can enlarge the text a lot. The page fits a small screen too.", "Colour is never the only difference. Every chart is also there as a sentence and as a table.", "The site follows your choice of light or dark, high contrast and less motion.", "The texts are in plain language, in Dutch and in English."] },
    { title: "What is not finished", body: ["The site is new. There has been no independent audit yet. That is why we do not yet claim conformance."] },
    { title: "Does something not work?", body: ["Tell your branch or the party office. Say on which page it was, and what you wanted to do. We will find a way, also while the round is still open."] },
  ],
};
