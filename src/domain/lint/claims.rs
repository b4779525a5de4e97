//! Two claims in one: who holds one and not the other cannot answer.

use super::verb::{is_finite, is_verb};
use super::word::{Word, sentences, without_price};
use super::{Mark, Rule, Span, span_of};

/// Words that always join two claims: a demand and its effect or its reason, or two demands.
const JOIN: &[&str] = &["zodat", "waardoor", "opdat", "omdat", "want", "aangezien", "maar", "én", "terwijl"];
/// "om … te" says what these words are about, and adds no goal.
const COMPLETED: &[&str] = &[
    "dwingen",
    "gedwongen",
    "verplicht*",
    "inzetten",
    "ingezet",
    "helpen",
    "geholpen",
    "vragen",
    "gevraagd",
    "proberen",
    "makkelijk*",
    "moeilijk*",
    "mogelijk",
    "onmogelijk",
    "recht",
    "plicht",
    "toegestaan",
    "verboden",
    "goed",
    "slecht",
    "beter",
    "belangrijk*",
    "nodig",
    "verstandig",
    "besluiten",
    "kiezen",
    "vrij",
    "kans",
    "kansen",
    "tijd",
    "plan",
];
/// Before "of" these make it a question inside the sentence.
const WHETHER: &[&str] = &[
    "weten",
    "kijken",
    "vragen",
    "bepalen",
    "beslissen",
    "onderzoeken",
    "afvragen",
    "controleren",
    "zeggen",
    "kiezen",
];
/// Two words for one thing.
const PAIRS: &[(&str, &str)] = &[
    ("kunst", "cultuur"),
    ("vraag", "aanbod"),
    ("dag", "nacht"),
    ("min", "meer"),
    ("have", "goed"),
    ("rust", "orde"),
    ("orde", "netheid"),
    ("wet", "regelgeving"),
    ("man", "vrouw"),
    ("mannen", "vrouwen"),
    ("land", "tuinbouw"),
    ("op", "neer"),
    ("af", "toe"),
    ("plus", "min"),
];

/// Where a second claim begins or may begin.
///
/// Source: Converse and Presser (1986) and Krosnick and Presser (2010) on double-barrelled questions. Which Dutch words
/// join two claims is our own choice, made on real statements; `docs/lint.md` says which and why.
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    let sentences = sentences(words);
    let further = sentences.iter().skip(1).filter_map(|sentence| Some((Rule::TwoClaims, span_of(sentence)?)));
    let mut found: Vec<Mark> = further.collect();
    for sentence in sentences {
        let asked = without_price(sentence);
        for (at, word) in asked.iter().enumerate() {
            let (before, from) = asked.split_at(at);
            let mark = match word.lower.as_str() {
                "om" => goal(before, from),
                "en" | "of" => joined(before, from),
                _ if word.is_one_of(JOIN) && !before.is_empty() => Some((Rule::TwoClaims, word.span)),
                _ => None,
            };
            found.extend(mark);
        }
    }
    found
}

/// "Om X te doen, moet Y": a goal before a demand, that somebody may share without wanting Y. Behind the demand it may be
/// no more than what the demand is for.
fn goal(before: &[Word], from: &[Word]) -> Option<Mark> {
    let end = from.iter().position(Word::ends_clause).map_or(from.len(), |last| last + 1);
    let clause = from.get(..end)?;
    let te = clause.iter().position(|word| word.is("te"))?;
    if before.is_empty() {
        return Some((Rule::TwoClaims, span_of(clause)?));
    }
    let completes = before.iter().rev().take(2).any(|word| word.is_one_of(COMPLETED));
    (!completes).then_some((Rule::TwoThings, span_of(clause.get(..=te + 1).unwrap_or(clause))?))
}

/// "en" and "of" join two claims where both sides have a verb of their own; else they join two things under one verb.
fn joined(before: &[Word], from: &[Word]) -> Option<Mark> {
    let (conjunction, after) = from.split_first()?;
    let (last, first) = (before.last()?, after.first()?);
    let start = before.iter().rposition(Word::ends_clause).map_or(0, |comma| comma + 1);
    let end = after.iter().position(Word::ends_clause).map_or(after.len(), |comma| comma + 1);
    let (left, right) = (before.get(start..)?, after.get(..end)?);
    let pair = PAIRS.iter().any(|(one, other)| last.is(one) && first.is(other));
    let whether = conjunction.is("of") && last.is_one_of(WHETHER);
    if pair || whether || left.iter().any(|word| word.is("tussen")) {
        return None;
    }
    let finite = |words: &[Word]| {
        words.iter().enumerate().any(|(at, word)| is_finite(word, words.get(at + 1..).unwrap_or_default()))
    };
    let verb = |words: &[Word]| words.iter().any(is_verb);
    let two = finite(left) && finite(right) || is_verb(last) && (verb(right) || finite(right));
    let thing = Span { start: last.span.start, end: first.span.end };
    Some(if two { (Rule::TwoClaims, conjunction.span) } else { (Rule::TwoThings, thing) })
}
