//! A round as staff write it, on its way in.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::draft::{Reused, RoundDraft, StatementDraft};
use crate::domain::ids::RoundId;
use crate::domain::manifest::ManifestBranch;
use crate::domain::round::Purpose;
use crate::domain::time::Timestamp;
use crate::service::{Code, Refusal};

/// A statement as it is being written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementForm {
    /// At most 200 characters.
    text: String,
    /// At most 800 characters.
    explanation: Option<String>,
    /// At most 400 characters; with the other argument or not at all.
    argument_for: Option<String>,
    /// At most 400 characters; with the other argument or not at all.
    argument_against: Option<String>,
    owner: Option<String>,
    /// `2027-01-15`
    feedback_due: Option<String>,
    /// The statement of an earlier round that this is, word for word; forgotten once the text is another.
    reused_from: Option<ReusedForm>,
}

/// A statement of an earlier round.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReusedForm {
    round: Uuid,
    /// 1 to 4.
    number: u8,
}

/// A round as it is being written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundForm {
    /// At most 120 characters.
    title: String,
    /// At most 1000 characters.
    introduction: Option<String>,
    /// `ophalen`, `adviseren` or `besluiten`.
    purpose: Option<String>,
    /// RFC 3339.
    opens_at: Option<String>,
    /// RFC 3339.
    closes_at: Option<String>,
    /// RFC 3339.
    publishes_at: Option<String>,
    /// Codes of the branches whose members it is for; none for the whole country.
    #[serde(default)]
    scope: Vec<String>,
    /// Exactly four.
    statements: Vec<StatementForm>,
}

impl TryFrom<RoundForm> for RoundDraft {
    type Error = Refusal;

    fn try_from(form: RoundForm) -> Result<Self, Refusal> {
        let purpose = form.purpose.map(|name| Purpose::from_name(&name).ok_or_else(|| invalid("purpose")));
        let statement = |form: StatementForm| StatementDraft {
            text: form.text,
            explanation: form.explanation,
            argument_for: form.argument_for,
            argument_against: form.argument_against,
            owner: form.owner,
            feedback_due: form.feedback_due,
            reused_from: form.reused_from.map(|form| Reused { round: RoundId(form.round), number: form.number }),
        };
        Ok(Self {
            title: form.title,
            introduction: form.introduction,
            purpose: purpose.transpose()?,
            opens_at: moment(form.opens_at, "opens_at")?,
            closes_at: moment(form.closes_at, "closes_at")?,
            publishes_at: moment(form.publishes_at, "publishes_at")?,
            // The desk fills in the names.
            scope: form.scope.into_iter().map(|code| ManifestBranch { code, name: String::new() }).collect(),
            statements: form.statements.into_iter().map(statement).collect(),
        })
    }
}

fn moment(text: Option<String>, field: &str) -> Result<Option<Timestamp>, Refusal> {
    text.map(|text| Timestamp::parse(&text).ok_or_else(|| invalid(field))).transpose()
}

fn invalid(field: &str) -> Refusal {
    Refusal::about(Code::FieldInvalid, field)
}
