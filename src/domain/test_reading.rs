//! Test readers: a handful of people who say in their own words what a draft asks, before anybody votes on it.

use serde::{Deserialize, Serialize};

use super::draft::{Flaw, flaw, tidy, unfit};
use super::ids::{AccountId, TestLinkId, TestReadingId};
use super::time::Timestamp;

/// People that one link is for: a handful find most of what is unclear (Willis, *Cognitive Interviewing*, 2005).
pub const READERS: u64 = 10;
/// How long a link works, in seconds.
pub const LINK_LASTS: i64 = 14 * DAY;
/// How long after publication the answers are kept, in seconds.
pub const KEPT_AFTER_PUBLICATION: i64 = 90 * DAY;
/// How long answers about a draft that never became a round are kept, in seconds.
pub const KEPT_AT_MOST: i64 = 365 * DAY;
const DAY: i64 = 86_400;

/// A link for test readers of one version of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestLink {
    /// Its identifier; the secret follows from it and from the platform's own.
    pub id: TestLinkId,
    /// The version that it shows.
    pub version: i32,
    /// Who made it.
    pub made_by: AccountId,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it stops, or stopped.
    pub ends_at: Timestamp,
}

/// What somebody wrote about one statement; empty where they wrote nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestAnswer {
    /// What is asked, in their own words.
    pub asked: String,
    /// What is not clear.
    pub unclear: String,
}

/// What one test reader wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestReading {
    /// Its identifier.
    pub id: TestReadingId,
    /// A first name, if they gave one.
    pub name: Option<String>,
    /// One for each statement, in their order.
    pub answers: Vec<TestAnswer>,
}

impl TestReading {
    /// With white space trimmed and an empty name left out.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        tidy(&mut self.name);
        for answer in &mut self.answers {
            answer.asked = answer.asked.trim().to_owned();
            answer.unclear = answer.unclear.trim().to_owned();
        }
        self
    }

    /// What makes it impossible to keep, for a draft of `statements` statements: too long, not as many answers, nothing
    /// written at all.
    #[must_use]
    pub fn flaws(&self, statements: usize) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        unfit(&mut flaws, "name", self.name.as_deref(), 60);
        for (i, answer) in self.answers.iter().enumerate() {
            unfit(&mut flaws, &format!("answers.{i}.asked"), Some(&answer.asked), 500);
            unfit(&mut flaws, &format!("answers.{i}.unclear"), Some(&answer.unclear), 500);
        }
        if self.answers.len() != statements {
            flaw(&mut flaws, "answers", "Er hoort één antwoord bij elke stelling.");
        } else if self.answers.iter().all(|answer| answer.asked.is_empty() && answer.unclear.is_empty()) {
            flaw(&mut flaws, "answers.0.asked", "Schrijf bij ten minste één stelling iets op.");
        }
        flaws
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(asked: &str) -> TestReading {
        let answer = TestAnswer { asked: asked.to_owned(), unclear: " ".to_owned() };
        let empty = TestAnswer::default();
        TestReading {
            id: TestReadingId(uuid::Uuid::nil()),
            name: Some("  ".to_owned()),
            answers: vec![answer, empty.clone(), empty.clone(), empty],
        }
    }

    #[test]
    fn one_answer_and_no_name_is_enough() {
        let tidy = reading(" Of de bus blijft. ").tidied();
        assert_eq!(
            (tidy.flaws(4), tidy.name.clone(), tidy.answers[0].asked.as_str()),
            (vec![], None, "Of de bus blijft.")
        );
    }

    #[test]
    fn nothing_too_much_and_too_few_are_refused_with_their_place() {
        let fields =
            |reading: TestReading| reading.tidied().flaws(4).into_iter().map(|flaw| flaw.field).collect::<Vec<_>>();
        assert_eq!(fields(reading("")), ["answers.0.asked"]);
        assert_eq!(fields(reading(&"é".repeat(501))), ["answers.0.asked"]);
        assert_eq!(fields(reading(&"é".repeat(500))), Vec::<String>::new());
        let mut few = reading("Of de bus blijft.");
        few.answers.pop();
        assert_eq!(fields(few), ["answers"]);
        let named = TestReading { name: Some("x".repeat(61)), ..reading("Of de bus blijft.") };
        assert_eq!(fields(named), ["name"]);
    }
}
