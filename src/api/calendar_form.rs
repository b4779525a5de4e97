//! A rhythm as staff set it, on its way in and out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::cadence::{Cadence, Leads};
use crate::domain::time::{ClockTime, Day};
use crate::service::{Code, Refusal};

/// A rhythm of rounds. Days and times are those on the calendar and the clock in Amsterdam.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RhythmBody {
    /// The day on which the first round opens; the others open on the same weekday. `2026-12-29`
    first_day: String,
    /// From one opening to the next, 1 to 52.
    weeks: i64,
    /// `09:00`
    opens: String,
    /// From opening to closing, 1 to 60.
    days_open: i64,
    /// `20:00`
    closes: String,
    /// Days from closing to the result, 0 to 30.
    days_to_result: i64,
    /// `12:00`
    publishes: String,
    /// Days before the opening on which the statements are written.
    statements_days: i64,
    /// Days before the opening on which others have read them.
    review_days: i64,
    /// Days before the opening on which a second person has approved.
    approval_days: i64,
    /// Days before the opening on which the round is handed to the clock.
    scheduling_days: i64,
    /// Days after the result on which members hear what was done with it.
    feedback_days: i64,
}

impl TryFrom<RhythmBody> for Cadence {
    type Error = Refusal;

    fn try_from(body: RhythmBody) -> Result<Self, Refusal> {
        Ok(Self {
            first: day(&body.first_day, "first_day")?,
            weeks: body.weeks,
            opens: clock(&body.opens, "opens")?,
            days_open: body.days_open,
            closes: clock(&body.closes, "closes")?,
            days_to_result: body.days_to_result,
            publishes: clock(&body.publishes, "publishes")?,
            leads: Leads {
                statements: body.statements_days,
                review: body.review_days,
                approval: body.approval_days,
                scheduling: body.scheduling_days,
                feedback: body.feedback_days,
            },
        })
    }
}

impl From<&Cadence> for RhythmBody {
    fn from(cadence: &Cadence) -> Self {
        Self {
            first_day: cadence.first.to_string(),
            weeks: cadence.weeks,
            opens: cadence.opens.to_string(),
            days_open: cadence.days_open,
            closes: cadence.closes.to_string(),
            days_to_result: cadence.days_to_result,
            publishes: cadence.publishes.to_string(),
            statements_days: cadence.leads.statements,
            review_days: cadence.leads.review,
            approval_days: cadence.leads.approval,
            scheduling_days: cadence.leads.scheduling,
            feedback_days: cadence.leads.feedback,
        }
    }
}

/// Reads a day; the refusal names the field.
pub(super) fn day(text: &str, field: &str) -> Result<Day, Refusal> {
    Day::parse(text).ok_or_else(|| Refusal::about(Code::FieldInvalid, field))
}

fn clock(text: &str, field: &str) -> Result<ClockTime, Refusal> {
    ClockTime::parse(text).ok_or_else(|| Refusal::about(Code::FieldInvalid, field))
}
