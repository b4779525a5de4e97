//! Length: of the statement, of sentences beside it, and of words.

use super::word::Word;
use super::{Mark, Rule, sentences, span_of};

/// Words that a statement, and a sentence beside it, has at most.
const WORDS: usize = 20;
/// Letters that a word, or a part of it between hyphens, has at most. In Dutch most words above this are compounds, which
/// can be taken apart ("hulp aan andere landen").
const LETTERS: usize = 15;

/// The whole statement, if it has more than 20 words.
///
/// Twenty words is what Dutch advice on plain language (B1) commonly gives as the most for one sentence.
pub(super) fn too_many_words(words: &[Word]) -> Vec<Mark> {
    if words.len() <= WORDS {
        return Vec::new();
    }
    span_of(words).map(|span| (Rule::TooManyWords, span)).into_iter().collect()
}

/// Sentences of more than 20 words.
pub(super) fn long_sentences(words: &[Word]) -> Vec<Mark> {
    let long = sentences(words).into_iter().filter(|sentence| sentence.len() > WORDS);
    long.filter_map(|sentence| Some((Rule::LongSentence, span_of(sentence)?))).collect()
}

/// Words of more than 15 letters.
pub(super) fn long_words(words: &[Word]) -> Vec<Mark> {
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let long = words.iter().filter(|word| word.text.split('-').any(|part| letters(part) > LETTERS));
    long.map(|word| (Rule::LongWord, word.span)).collect()
}
