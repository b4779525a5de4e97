//! What letters say of what was done with outcomes.

use crate::domain::feedback::Said;

/// The round before this one, and what was done with it.
#[derive(Clone, Debug)]
pub struct PreviousRound {
    /// Its title.
    pub title: String,
    /// For each statement: its text, and where it stands, in a sentence.
    pub answers: Vec<(String, String)>,
    /// Page with all of it.
    pub link: String,
}

/// What a letter says of what was done with the outcome of one statement.
#[derive(Clone, Debug)]
pub struct FeedbackLetter {
    /// First name of the receiver.
    pub first_name: String,
    /// Title of the round.
    pub title: String,
    /// The statement.
    pub statement: String,
    /// What was said.
    pub said: Said,
    /// Page with all of it.
    pub link: String,
}
