//! Negation: who has to disagree with a "niet" answers the wrong way round more often.

use super::word::{Word, matches};
use super::{Mark, Rule, Span};

/// Words that deny.
const DENY: &[&str] = &[
    "niet",
    "geen",
    "nooit",
    "niemand",
    "niets",
    "nergens",
    "zonder",
    "noch",
    "evenmin",
    "nimmer",
    "geenszins",
    "nauwelijks",
    "neen",
    "nee",
];
/// Where a word that denies does not.
const NOT_DENYING: &[&str] = &["niet alleen", "niet slechts", "zonder meer", "al dan niet"];
/// Words with a "no" inside: beside a word that denies, that makes two.
const INSIDE: &[&str] = &[
    "verbod*",
    "verbied*",
    "verboden",
    "afschaf*",
    "afgeschaft",
    "schrappen",
    "geschrapt",
    "weiger*",
    "voorkomen",
    "verhinderen",
    "tegengaan",
    "onmogelijk*",
    "onnodig*",
    "ontkennen",
    "stopzetten",
    "uitsluiten",
    "uitgesloten",
    "oneens",
    "tegen",
];

/// Each word that denies; or, where two come together, the stretch from the first to the last.
///
/// Sources: Converse and Presser, *Survey Questions* (1986), on avoiding negatives; Krosnick and Presser, "Question and
/// Questionnaire Design", in *Handbook of Survey Research* (2010), on single and double negations.
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    let excused = matches(words, NOT_DENYING);
    let is_excused = |word: &Word| excused.iter().any(|run| run.iter().any(|one| one.span == word.span));
    let denying: Vec<Span> =
        words.iter().filter(|word| word.is_one_of(DENY) && !is_excused(word)).map(|word| word.span).collect();
    let mut all = denying.clone();
    all.extend(words.iter().filter(|word| word.is_one_of(INSIDE)).map(|word| word.span));
    let start = all.iter().map(|span| span.start).min();
    let end = all.iter().map(|span| span.end).max();
    match (start, end) {
        (Some(start), Some(end)) if !denying.is_empty() && all.len() > 1 => {
            vec![(Rule::DoubleNegation, Span { start, end })]
        }
        _ => denying.into_iter().map(|span| (Rule::Negation, span)).collect(),
    }
}
