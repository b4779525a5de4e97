//! How terugkoppeling looks in the API: steps with their dates, by role and never by name.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::feedback::{Entry, Link, Summary};
use crate::service::feedback::Track;

/// A round's terugkoppeling in numbers.
#[derive(Serialize, ToSchema)]
pub struct FeedbackSummary {
    /// Statements.
    total: usize,
    /// Of which it is known what was decided.
    answered: usize,
    /// Of which the promised day is over without that.
    late: usize,
}

impl From<Summary> for FeedbackSummary {
    fn from(Summary { total, answered, late }: Summary) -> Self {
        Self { total, answered, late }
    }
}

/// Where more can be read.
#[derive(Serialize, ToSchema)]
pub struct LinkBody {
    label: Option<String>,
    url: String,
}

/// One step.
#[derive(Serialize, ToSchema)]
pub struct EntryBody {
    at: String,
    /// `staff` or `board`.
    by: &'static str,
    /// `discussed`, `adopted`, `partly`, `rejected`, `done` or `postponed`.
    kind: &'static str,
    body: Option<String>,
    day: Option<String>,
    text: String,
    links: Vec<LinkBody>,
}

impl From<&Entry> for EntryBody {
    fn from(entry: &Entry) -> Self {
        let link = |Link { label, url }: &Link| LinkBody { label: label.clone(), url: url.clone() };
        Self {
            at: entry.at.to_string(),
            by: entry.by.name(),
            kind: entry.said.step.kind(),
            body: entry.said.step.body().map(str::to_owned),
            day: entry.said.step.day().map(|day| day.to_string()),
            text: entry.said.text.clone(),
            links: entry.said.links.iter().map(link).collect(),
        }
    }
}

/// What was done with the outcome of one statement.
#[derive(Serialize, ToSchema)]
pub struct StatementFeedback {
    number: u8,
    /// `known`, `discussed`, `adopted`, `partly`, `rejected` or `done`.
    stage: &'static str,
    /// The day that was promised before the round opened.
    first_due: Option<String>,
    /// The day that is promised now.
    due: Option<String>,
    /// The promised day is over, in Amsterdam, and nobody said what was decided.
    late: bool,
    /// All that was said, the first entry first.
    entries: Vec<EntryBody>,
}

/// What was done with each statement of a round.
#[derive(Serialize, ToSchema)]
pub struct Feedback {
    statements: Vec<StatementFeedback>,
}

impl From<&[Track]> for Feedback {
    fn from(tracks: &[Track]) -> Self {
        let statement = |track: &Track| StatementFeedback {
            number: track.statement,
            stage: track.standing.stage.name(),
            first_due: track.standing.first_due.map(|day| day.to_string()),
            due: track.standing.due.map(|day| day.to_string()),
            late: track.standing.late,
            entries: track.entries.iter().map(EntryBody::from).collect(),
        };
        Self { statements: tracks.iter().map(statement).collect() }
    }
}
