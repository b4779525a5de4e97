//! Advice on the wording of a draft: while it is typed, and passing it over.

use actix_web::post;
use actix_web::web::{Data, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Desk;
use super::problem::ProblemBody;
use super::staff_round_view::PersonBody;
use crate::domain::draft::StatementDraft;
use crate::domain::ids::RoundId;
use crate::domain::lint::{Readability, Rule};
use crate::service::workshop::{Chosen, Noted, Wording};
use crate::service::{Code, Platform, Refusal, workshop};

/// The texts of a statement as somebody is typing them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingTexts {
    text: String,
    #[serde(default)]
    explanation: String,
    #[serde(default)]
    argument_for: String,
    #[serde(default)]
    argument_against: String,
}

impl From<WordingTexts> for StatementDraft {
    fn from(texts: WordingTexts) -> Self {
        Self {
            text: texts.text,
            explanation: Some(texts.explanation),
            argument_for: Some(texts.argument_for),
            argument_against: Some(texts.argument_against),
            ..Self::default()
        }
    }
}

fn drafts(statements: Vec<WordingTexts>) -> Vec<StatementDraft> {
    statements.into_iter().map(StatementDraft::from).collect()
}

/// Statements to be looked at; nothing of them is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingForm {
    /// The round that they are of, to learn what was passed over there.
    round: Option<Uuid>,
    /// At most four.
    statements: Vec<WordingTexts>,
}

/// Who passed a remark over, and why.
#[derive(Serialize, ToSchema)]
pub struct OverruledBody {
    by: PersonBody,
    at: String,
    reason: Option<String>,
}

/// Something that is worth a second look. It is advice: nothing is refused because of it.
#[derive(Serialize, ToSchema)]
pub struct RemarkBody {
    /// Name of the rule, as in `docs/lint.md`.
    rule: &'static str,
    /// `strong`, `advice` or `hint`.
    severity: &'static str,
    /// From 1; none for the whole set.
    statement: Option<usize>,
    /// `text`, `explanation`, `argument_for` or `argument_against`; none where it is about more than one.
    part: Option<&'static str>,
    /// The first character in the trimmed text, counted in Unicode scalar values.
    start: Option<usize>,
    /// The one behind the last.
    end: Option<usize>,
    /// The characters between the two.
    marked: Option<String>,
    /// Where it is, to pass it over.
    place: String,
    overruled: Option<OverruledBody>,
}

/// A readability figure after Douma (1960).
#[derive(Serialize, ToSchema)]
pub struct ReadabilityBody {
    /// As a rule between 0 (very difficult) and 100 (very easy).
    figure: f64,
    words: usize,
    sentences: usize,
    syllables: usize,
    /// Below a hundred words.
    rough: bool,
}

/// What the workshop has to say.
#[derive(Serialize, ToSchema)]
pub struct WordingBody {
    remarks: Vec<RemarkBody>,
    /// Of each statement.
    readability: Vec<Option<ReadabilityBody>>,
    /// Of all texts together.
    whole: Option<ReadabilityBody>,
}

impl From<Noted> for RemarkBody {
    fn from(noted: Noted) -> Self {
        let Noted { remark, overruled } = noted;
        Self {
            rule: remark.rule.name(),
            severity: remark.rule.severity().name(),
            statement: remark.statement,
            part: remark.place.map(|(part, _)| part.name()),
            start: remark.place.map(|(_, span)| span.start),
            end: remark.place.map(|(_, span)| span.end),
            marked: remark.marked(),
            place: remark.place_name(),
            overruled: overruled.map(|(by, at, reason)| OverruledBody { by: (&by).into(), at: at.to_string(), reason }),
        }
    }
}

impl From<Readability> for ReadabilityBody {
    fn from(of: Readability) -> Self {
        let Readability { figure, words, sentences, syllables } = of;
        Self { figure, words, sentences, syllables, rough: of.is_rough() }
    }
}

impl From<Wording> for WordingBody {
    fn from(wording: Wording) -> Self {
        Self {
            remarks: wording.noted.into_iter().map(RemarkBody::from).collect(),
            readability: wording.statements.into_iter().map(|one| one.map(ReadabilityBody::from)).collect(),
            whole: wording.whole.map(ReadabilityBody::from),
        }
    }
}

/// Looks at the wording of statements. Keeps nothing.
#[utoipa::path(
    tag = "workshop",
    request_body = WordingForm,
    responses((status = 200, body = WordingBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/lint")]
pub async fn lint(platform: Data<Platform>, desk: Desk, form: Json<WordingForm>) -> Answer<WordingBody> {
    let WordingForm { round, statements } = form.into_inner();
    let said = workshop::wording(&platform, &desk.composer, round.map(RoundId), &drafts(statements)).await?;
    Ok(Json(said.into()))
}

/// A remark that is passed over, with the statements that it is about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverruleForm {
    statements: Vec<WordingTexts>,
    rule: String,
    /// From 1; none for the whole set.
    statement: Option<usize>,
    place: String,
    /// At most 300 characters.
    reason: Option<String>,
}

/// Passes over one remark, for exactly the text that it is about. It is kept by whom.
#[utoipa::path(
    tag = "workshop",
    request_body = OverruleForm,
    responses((status = 200, body = WordingBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/lint/overrule")]
pub async fn overrule(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<OverruleForm>,
) -> Answer<WordingBody> {
    let OverruleForm { statements, rule, statement, place, reason } = form.into_inner();
    let rule = Rule::from_name(&rule).ok_or_else(|| Refusal::about(Code::FieldInvalid, "rule"))?;
    let chosen = Chosen { rule, statement, place, reason };
    let said = workshop::overrule(&platform, &desk.composer, RoundId(*id), &drafts(statements), chosen).await?;
    Ok(Json(said.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(lint).service(overrule);
}
