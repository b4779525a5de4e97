//! More or less, without a word about how much: who agrees with "more" may mean a little or a lot.
//!
//! Source: Payne (1951) on words of degree; Bradburn, Sudman and Wansink, *Asking Questions* (2004), on vague quantities.

use super::word::{Word, matches, sentences, without_price};
use super::{Mark, Rule};

/// Words that compare.
const COMPARE: &[&str] = &[
    "meer",
    "minder",
    "hoger",
    "hogere",
    "lager",
    "lagere",
    "vaker",
    "sneller",
    "snellere",
    "langer",
    "langere",
    "korter",
    "kortere",
    "groter",
    "grotere",
    "kleiner",
    "kleinere",
    "strenger",
    "strengere",
];
/// After these, "meer" and "langer" compare nothing: "niet meer", "onder meer".
const NOT_COMPARING: &[&str] = &["niet", "nooit", "niets", "niemand", "nergens", "onder", "te", "zonder", "wat"];
/// Words that say how much.
const NUMBERS: &[&str] = &[
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "honderd*",
    "duizend*",
    "miljoen*",
    "miljard*",
    "procent",
    "half",
    "halve",
    "helft",
    "kwart",
    "derde",
    "dubbel*",
    "verdubbel*",
    "halveren",
    "gehalveerd",
    "minstens",
    "hoogstens",
];

/// Each word that compares in what is asked, where neither a number nor "dan" nor "in plaats van" says with what. The
/// price that a statement names ("ook als …") is not asked, so it is passed over.
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    sentences(words).into_iter().flat_map(|sentence| of_sentence(without_price(sentence))).collect()
}

fn of_sentence(asked: &[Word]) -> Vec<Mark> {
    let figure = |word: &Word| word.text.contains(|c: char| c.is_ascii_digit()) || word.is_one_of(NUMBERS);
    if asked.iter().any(figure) || !matches(asked, &["in plaats van"]).is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut before: &[Word] = &[];
    for (at, word) in asked.iter().enumerate() {
        let excused = before.last().is_some_and(|last| last.is_one_of(NOT_COMPARING))
            || word.is("meer") && before.iter().any(|earlier| earlier.is("geen"));
        if word.is_one_of(COMPARE) && !excused && !is_compared(asked.get(at..).unwrap_or_default()) {
            found.push((Rule::NoMeasure, word.span));
        }
        before = asked.get(..=at).unwrap_or_default();
    }
    found
}

/// Whether "dan" follows before the clause ends.
fn is_compared(from: &[Word]) -> bool {
    let end = from.iter().position(Word::ends_clause).map_or(from.len(), |last| last + 1);
    from.iter().take(end).any(|word| word.is("dan"))
}
