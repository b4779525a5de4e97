//! Words that allow no exception: few people agree with "always", so it splits on the word and not on the matter.

use super::word::{Word, matches};
use super::{Mark, Rule, span_of};

/// Words that allow no exception.
const ABSOLUTE: &[&str] = &[
    "altijd",
    "nooit",
    "alle",
    "alles",
    "allemaal",
    "iedereen",
    "niemand",
    "niets",
    "elk",
    "elke",
    "ieder",
    "iedere",
    "overal",
    "nergens",
    "volledig",
    "volledige",
    "helemaal",
    "geheel",
    "totaal",
    "totale",
    "compleet",
    "complete",
    "absoluut",
    "absolute",
    "volstrekt",
    "onmiddellijk",
    "onmiddellijke",
    "meteen",
    "direct",
    "per direct",
    "uitsluitend",
    "voorgoed",
    "honderd procent",
    "100%",
    "te allen tijde",
    "hoe dan ook",
    "onder geen beding",
    "zonder uitzondering",
    "ten koste van alles",
];
/// After "elke" and "ieder" these say how often, and not that there is no exception.
const OFTEN: &[&str] = &["jaar", "maand", "week", "dag", "keer", "uur", "kwartaal", "nacht", "avond", "ochtend"];

/// Each word that allows no exception; the longest phrase where several stand in one place.
///
/// Source: Dillman, Smyth and Christian, *Internet, Phone, Mail, and Mixed-Mode Surveys* (2014), guideline on absolutes;
/// Krosnick and Presser (2010).
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    let runs = matches(words, ABSOLUTE);
    let inside_another = |run: &[Word]| {
        runs.iter().any(|other| {
            other.len() > run.len()
                && span_of(other)
                    .zip(span_of(run))
                    .is_some_and(|(outer, inner)| outer.start <= inner.start && inner.end <= outer.end)
        })
    };
    let kept = runs.iter().filter(|run| !inside_another(run) && !says_how_often(words, run));
    kept.filter_map(|run| Some((Rule::Absolute, span_of(run)?))).collect()
}

fn says_how_often(words: &[Word], run: &[Word]) -> bool {
    let Some(word) = run.first().filter(|word| word.is_one_of(&["elk", "elke", "ieder", "iedere", "alle"])) else {
        return false;
    };
    let next = words.iter().find(|next| next.span.start > word.span.start);
    next.is_some_and(|next| next.is_one_of(OFTEN))
}
