//! Advice on the wording of statements, for whoever writes them. Pure; it never blocks anything and knows no sentence
//! for people: those are in the front end, by rule.

mod abbreviation;
mod absolute;
mod balance;
mod claims;
mod length;
mod loaded;
mod measure;
mod negation;
mod readability;
mod review;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests;
mod texts;
mod verb;
mod word;

pub use balance::{Direction, direction, set};
pub use readability::Readability;
pub use review::{Remark, review};
pub use texts::{Part, Span, Texts};

use word::{Word, sentences, words};

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// What a finding is about. Each rule says in its own file where it comes from.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $variant,)* }

        impl Rule {
            /// All rules, in the order in which findings are listed.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name in the API, in the database and in `docs/lint.md`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How much weight its advice has.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// The rule of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|rule| rule.name() == name)
            }
        }
    };
}

rules! {
    /// A statement of more than 20 words.
    TooManyWords = "too_many_words", Advice;
    /// A word that denies.
    Negation = "negation", Advice;
    /// Two words that deny, so that nobody knows what "oneens" means.
    DoubleNegation = "double_negation", Strong;
    /// Two claims or demands, of which somebody may hold one and not the other.
    TwoClaims = "two_claims", Strong;
    /// Two things under one verb, or a goal behind a demand: perhaps two claims.
    TwoThings = "two_things", Hint;
    /// A word that allows no exception.
    Absolute = "absolute", Advice;
    /// A word that judges.
    Loaded = "loaded", Advice;
    /// An abbreviation that is explained nowhere.
    Abbreviation = "abbreviation", Advice;
    /// More or less, without a word about how much.
    NoMeasure = "no_measure", Hint;
    /// A word of more than 15 letters.
    LongWord = "long_word", Hint;
    /// A sentence of more than 20 words beside the statement.
    LongSentence = "long_sentence", Hint;
    /// A low readability figure.
    HardToRead = "hard_to_read", Hint;
    /// The set: all four want the same direction of change.
    SameDirection = "same_direction", Advice;
    /// The set: one argument of a statement is much longer than the other.
    ArgumentLengths = "argument_lengths", Advice;
    /// The set: the same side has the longer argument in all four.
    ArgumentSide = "argument_side", Advice;
}

/// Weight of an advice; none of them keeps anybody from going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The answers would mean little.
    Strong,
    /// As a rule better otherwise.
    Advice,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Advice => "advice",
            Self::Hint => "hint",
        }
    }
}

/// Something in one text that is worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// In which text.
    pub part: Part,
    /// Where in that text.
    pub span: Span,
}

/// What is worth a second look in one statement, by text and then by place.
#[must_use]
pub fn statement(texts: &Texts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in Part::ALL {
        let words = words(texts.part(part));
        let found = match part {
            Part::Text => of_text(&words, texts.explanation),
            Part::Explanation => of_explanation(&words, texts.explanation),
            // An argument may deny and judge: it is one side's own.
            Part::For | Part::Against => of_argument(&words, texts.explanation),
        };
        findings.extend(found.into_iter().map(|(rule, span)| Finding { rule, part, span }));
    }
    findings.sort_by_key(|finding| (finding.part, finding.span.start, finding.rule));
    findings
}

/// A rule and the place where it fires.
type Mark = (Rule, Span);

fn of_text(words: &[Word], explanation: &str) -> Vec<Mark> {
    let mut found = length::too_many_words(words);
    found.extend(negation::find(words));
    found.extend(claims::find(words));
    found.extend(absolute::find(words));
    found.extend(loaded::find(words));
    found.extend(abbreviation::find(words, explanation));
    found.extend(measure::find(words));
    found.extend(length::long_words(words));
    found.extend(readability::find(words));
    found
}

fn of_explanation(words: &[Word], explanation: &str) -> Vec<Mark> {
    let mut found = of_argument(words, explanation);
    found.extend(loaded::find(words));
    found
}

fn of_argument(words: &[Word], explanation: &str) -> Vec<Mark> {
    let mut found = length::long_sentences(words);
    found.extend(abbreviation::find(words, explanation));
    found
}

/// The readability figure of one text; none without words.
#[must_use]
pub fn readability(text: &str) -> Option<Readability> {
    readability::of(&words(text))
}

fn span_of(words: &[Word]) -> Option<Span> {
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}
