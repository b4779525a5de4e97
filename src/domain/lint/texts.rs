//! The texts of a statement, and places in them. Never a rule.

use crate::domain::draft::StatementDraft;

/// Which text of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The statement itself.
    Text,
    /// What it means.
    Explanation,
    /// The argument for.
    For,
    /// The argument against.
    Against,
}

impl Part {
    /// All parts, in the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Text, Self::Explanation, Self::For, Self::Against];

    /// Name of the field in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Explanation => "explanation",
            Self::For => "argument_for",
            Self::Against => "argument_against",
        }
    }
}

/// A place in a text: from the first character to the one behind the last, counted in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
}

/// The texts of a statement, trimmed; what is not there is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// The statement itself.
    pub text: &'a str,
    /// What it means.
    pub explanation: &'a str,
    /// The argument for.
    pub argument_for: &'a str,
    /// The argument against.
    pub argument_against: &'a str,
}

impl<'a> Texts<'a> {
    /// One of them.
    #[must_use]
    pub const fn part(&self, part: Part) -> &'a str {
        match part {
            Part::Text => self.text,
            Part::Explanation => self.explanation,
            Part::For => self.argument_for,
            Part::Against => self.argument_against,
        }
    }
}

impl<'a> From<&'a StatementDraft> for Texts<'a> {
    fn from(draft: &'a StatementDraft) -> Self {
        Self {
            text: draft.text.trim(),
            explanation: draft.explanation.as_deref().unwrap_or_default().trim(),
            argument_for: draft.argument_for.as_deref().unwrap_or_default().trim(),
            argument_against: draft.argument_against.as_deref().unwrap_or_default().trim(),
        }
    }
}
