//! Abbreviations that are explained nowhere.

use super::word::{Word, words};
use super::{Mark, Rule};

/// Abbreviations that are written small.
const SMALL: &[&str] = &[
    "btw", "vmbo", "havo", "vwo", "mbo", "hbo", "wo", "ov", "zzp", "zzp'er", "zzp'ers", "ww", "wia", "wlz", "wmo",
    "ggz", "ggd", "azc", "azc's", "ozb", "bbp", "bnp", "mkb", "ic", "woz", "aow'er", "aow'ers", "a.u.b", "m.b.t",
    "i.v.m",
];
/// Abbreviations that are the word itself.
const WORDS: &[&str] = &["tv", "wc", "pc", "ok", "sms", "app", "dna"];

/// Each abbreviation, once, that neither the text itself nor the explanation writes out.
///
/// Source: the advice of the Dutch government on plain language (Rijksoverheid, "Direct Duidelijk"): write an abbreviation
/// out the first time that it is used.
pub(super) fn find(text: &[Word], explanation: &str) -> Vec<Mark> {
    let explaining = words(explanation);
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for word in text {
        let name = bare(word);
        if !is_abbreviation(word, name) || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        if !is_explained(name, text) && !is_explained(name, &explaining) {
            found.push((Rule::Abbreviation, word.span));
        }
    }
    found
}

/// The abbreviation in a word: "AOW" of "AOW-leeftijd", "EU" of "EU's".
fn bare(word: &Word) -> &str {
    word.text.split(['-', '\'', '’']).next().unwrap_or(&word.text)
}

fn is_abbreviation(word: &Word, name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let known = |table: &[&str]| table.contains(&name.to_lowercase().as_str()) || table.contains(&word.lower.as_str());
    !known(WORDS) && (capitals >= 2 || known(SMALL))
}

/// Whether these words say what it stands for: "AOW (…)", "… (AOW)", "AOW is …", "AOW betekent …", "AOW: …".
fn is_explained(name: &str, words: &[Word]) -> bool {
    let says = |word: &&Word| word.is_one_of(&["is", "zijn", "betekent", "staat", "heet"]);
    words.iter().enumerate().any(|(at, word)| {
        let opened =
            at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.after.contains('('));
        let closed = opened && word.after.contains(')');
        let goes_on = word.after.contains(['(', ':', '=']) || words.get(at + 1).filter(says).is_some();
        bare(word).eq_ignore_ascii_case(name) && (closed || goes_on)
    })
}
