//! A text cut into words with their places, and words into sentences and clauses. Never a rule.

use super::Span;

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it is written.
    pub text: String,
    /// In lower case.
    pub lower: String,
    /// Where it stands.
    pub span: Span,
    /// What stands between it and the next word.
    pub after: String,
}

impl Word {
    /// Whether a comma, bracket or the like follows.
    pub fn ends_clause(&self) -> bool {
        self.after.contains([',', ';', ':', '(', ')', '–', '—']) || self.ends_sentence()
    }

    fn ends_sentence(&self) -> bool {
        self.after.contains(['!', '?', '\n']) || self.after.contains(". ") || self.after.ends_with('.')
    }

    /// Whether it is this word, or with a `*` at the end begins with it.
    pub fn is(&self, pattern: &str) -> bool {
        match pattern.strip_suffix('*') {
            Some(beginning) => self.lower.starts_with(beginning),
            None => self.lower == pattern,
        }
    }

    /// Whether it is one of these.
    pub fn is_one_of(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.is(pattern))
    }
}

/// The words of a text: letters and figures, with what joins them from within (`auto's`, `CO2-heffing`, `1.000`, `2%`).
pub(super) fn words(text: &str) -> Vec<Word> {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: usize| characters.get(place).copied();
    let mut words: Vec<Word> = Vec::new();
    let mut place = 0;
    while let Some(character) = at(place) {
        if !character.is_alphanumeric() {
            if let Some(last) = words.last_mut() {
                last.after.push(character);
            }
            place += 1;
            continue;
        }
        let start = place;
        while let Some(inside) = at(place) {
            let before = place.checked_sub(1).and_then(at);
            if !inside.is_alphanumeric() && !joins(before, inside, at(place + 1)) {
                break;
            }
            place += 1;
        }
        let text: String = characters.iter().skip(start).take(place - start).collect();
        let lower = text.to_lowercase().replace('’', "'");
        words.push(Word { text, lower, span: Span { start, end: place }, after: String::new() });
    }
    words
}

fn joins(before: Option<char>, inside: char, after: Option<char>) -> bool {
    let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let figure = |side: Option<char>| side.is_some_and(|side| side.is_ascii_digit());
    match inside {
        '\'' | '’' | '-' | '&' => letter(before) && letter(after),
        '.' | ',' => figure(before) && figure(after),
        '%' => figure(before),
        _ => false,
    }
}

/// The sentences of a text. A full stop ends one only where a capital or a figure follows, so that "bijv. de" goes on.
pub(super) fn sentences(words: &[Word]) -> Vec<&[Word]> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let begins = next.is_none_or(|next| next.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        if next.is_none() || word.ends_sentence() && begins {
            sentences.extend(words.get(start..=at));
            start = at + 1;
        }
    }
    sentences
}

/// What is asked, without the price that it names: "X, ook als Y" asks X. Two words begin such a price.
const PRICE: &[(&str, &str)] =
    &[("ook", "als"), ("ook", "al"), ("ook", "wanneer"), ("zelfs", "als"), ("zelfs", "al"), ("zelfs", "wanneer")];

/// The words of a sentence up to the price that it names, if it does.
pub(super) fn without_price(sentence: &[Word]) -> &[Word] {
    let begins = |pair: &[Word]| match pair {
        [one, two] => PRICE.iter().any(|(first, second)| one.is(first) && two.is(second)),
        _ => false,
    };
    let end = sentence.windows(2).position(begins).unwrap_or(sentence.len());
    sentence.get(..end).unwrap_or(sentence)
}

/// Places of words and of phrases of several words; a `*` at the end of a pattern stands for any ending.
pub(super) fn matches<'a>(words: &'a [Word], table: &[&str]) -> Vec<&'a [Word]> {
    let mut found = Vec::new();
    for pattern in table {
        let parts: Vec<&str> = pattern.split(' ').collect();
        let hits = words.windows(parts.len()).filter(|run| run.iter().zip(&parts).all(|(word, part)| word.is(part)));
        found.extend(hits);
    }
    found
}
