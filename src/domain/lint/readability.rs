//! A readability figure: Flesch's reading ease as W. H. Douma fitted it to Dutch (*De leesbaarheid van landbouwbladen*,
//! Landbouwhogeschool Wageningen, 1960): 206.84 − 0.93 × words per sentence − 77 × syllables per word.

use super::word::{Word, sentences};
use super::{Mark, Rule, span_of};

/// Below this Douma's scale says "very difficult".
const VERY_DIFFICULT: f64 = 30.0;
/// In fewer words than this one compound decides the figure.
const FEW: usize = 10;
/// Flesch counted in samples of a hundred words; a shorter text gives a rough figure only.
const SAMPLE: usize = 100;

/// The figure and what it was made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readability {
    /// As a rule between 0 (very difficult) and 100 (very easy), to one decimal.
    pub figure: f64,
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Readability {
    /// Whether the text is too short for more than a rough figure.
    #[must_use]
    pub const fn is_rough(&self) -> bool {
        self.words < SAMPLE
    }
}

/// The figure of a text; none without words.
pub(super) fn of(words: &[Word]) -> Option<Readability> {
    let sentences = sentences(words).len();
    if words.is_empty() || sentences == 0 {
        return None;
    }
    let syllables = words.iter().map(|word| syllables(&word.lower)).sum();
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let per_sentence = number(words.len()) / number(sentences);
    let figure = 206.84 - 0.93 * per_sentence - 77.0 * number(syllables) / number(words.len());
    Some(Readability { figure: (figure * 10.0).round() / 10.0, words: words.len(), sentences, syllables })
}

/// The whole text, if it has ten words and its figure says that it is very difficult.
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    let hard = words.len() >= FEW && of(words).is_some_and(|readability| readability.figure < VERY_DIFFICULT);
    span_of(words).filter(|_| hard).map(|span| (Rule::HardToRead, span)).into_iter().collect()
}

/// Vowels that are said as one, the longest first.
const TOGETHER: &[&str] =
    &["aai", "ooi", "oei", "eeu", "ieu", "eau", "aa", "ee", "oo", "uu", "ie", "oe", "ui", "ij", "ei", "eu", "ou", "au"];

/// Syllables of a word in lower case, by its groups of vowels; at least one. A trema begins a syllable, "qu" is a
/// consonant, and so is a "y" before a vowel at the beginning.
pub(super) fn syllables(word: &str) -> usize {
    let mut rest = word.replace("qu", "kw");
    if rest.starts_with('y') && rest.chars().nth(1).is_some_and(is_vowel) {
        rest.replace_range(..1, "j");
    }
    let mut rest = rest.as_str();
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let group = TOGETHER.iter().find(|group| rest.starts_with(**group));
        let length = group.map_or(first.len_utf8(), |group| group.len());
        count += usize::from(group.is_some() || is_vowel(first));
        rest = rest.get(length..).unwrap_or_default();
    }
    count.max(1)
}

fn is_vowel(letter: char) -> bool {
    "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(letter)
}
