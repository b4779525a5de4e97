//! Refusals as HTTP: `{code, message, field}` and a status. Never a text or empty body, never a word of SQL.

use actix_web::error::{JsonPayloadError, ResponseError};
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::service::{Code, Refusal};

/// Largest body that is read, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// A refusal on its way to the caller; every handler's error. `?` makes it from a [`Refusal`] or a [`Code`].
#[derive(Debug)]
pub struct Problem {
    refusal: Refusal,
    status: StatusCode,
    retry_after: Option<u64>,
}

impl Problem {
    /// Too many tries; the next one is welcome after `seconds`.
    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Code::TooMany.into() }
    }

    /// The same refusal where it means that signing in failed.
    #[must_use]
    pub fn unauthorized(refusal: Refusal) -> Self {
        match refusal.code {
            Code::LinkUnknown => Self { status: StatusCode::UNAUTHORIZED, ..refusal.into() },
            _ => refusal.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self { status: status(refusal.code), refusal, retry_after: None }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Refusal::from(code).into()
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.refusal.code.name())
    }
}

/// The body of every refusal.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// From the closed list of codes.
    code: &'static str,
    /// A Dutch sentence for people.
    message: String,
    /// Path of the field that it is about.
    field: Option<String>,
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let Refusal { code, field, message } = self.refusal.clone();
        let message = message.unwrap_or_else(|| code.message().to_owned());
        let mut answer = HttpResponse::build(self.status);
        if let Some(seconds) = self.retry_after {
            answer.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        answer.json(ProblemBody { code: code.name(), message, field })
    }
}

/// The status that goes with a code.
#[expect(clippy::too_many_lines, reason = "a table: a line for each code, and none is forgotten")]
const fn status(code: Code) -> StatusCode {
    match code {
        Code::Malformed => StatusCode::BAD_REQUEST,
        Code::NotSignedIn | Code::SecondFactorNeeded | Code::CodeWrong => StatusCode::UNAUTHORIZED,
        Code::Forbidden
        | Code::NotOnRoll
        | Code::OutsideScope
        | Code::ComposingOff
        | Code::TicketInvalid
        | Code::CrossSite => StatusCode::FORBIDDEN,
        Code::LinkUnknown | Code::NotFound | Code::RoundUnknown => StatusCode::NOT_FOUND,
        Code::RoundNotOpen
        | Code::RoundClosed
        | Code::RoundHalted
        | Code::TicketAlreadyIssued
        | Code::NotPublished
        | Code::OwnWork
        | Code::LastAdmin
        | Code::StaleVersion
        | Code::WrongState
        | Code::AnswersClosed
        | Code::OfferLapsed
        | Code::RoundStillOpen
        | Code::DrawNeeded
        | Code::AlreadyDrawn
        | Code::EnoughReaders
        | Code::NobodyPresent
        | Code::NotDrawnYet
        | Code::ValueDiffers
        | Code::VersionTaken
        | Code::VersionOutdated
        | Code::NoChangesLeft
        | Code::ImportChanged
        | Code::LineCodeTaken
        | Code::PreflightRed => StatusCode::CONFLICT,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::JsonNeeded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::Incomplete
        | Code::FieldInvalid
        | Code::AnswersInvalid
        | Code::LinesInvalid
        | Code::VersionInvalid
        | Code::MalformedTicketRequest
        | Code::RollTooSmall
        | Code::TooClose
        | Code::QuotasUnmet
        | Code::ModeratorsNeeded
        | Code::AudienceTooSmall
        | Code::NobodyToInvite
        | Code::OpensInPast => StatusCode::UNPROCESSABLE_ENTITY,
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::BoxUnreachable | Code::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Answers whatever no route takes, and a known path with another method.
pub async fn not_found(_request: HttpRequest) -> HttpResponse {
    Problem::from(Code::NotFound).error_response()
}

/// How bodies, paths and queries are read, and what is said when they do not read.
pub fn extractors(config: &mut web::ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(BODY_LIMIT))
        .app_data(web::JsonConfig::default().limit(BODY_LIMIT).error_handler(|error, _| json_problem(&error).into()))
        .app_data(web::PathConfig::default().error_handler(|_, _| Problem::from(Code::NotFound).into()))
        .app_data(web::QueryConfig::default().error_handler(|_, _| Problem::from(Code::Malformed).into()))
        .app_data(
            web::FormConfig::default().limit(BODY_LIMIT).error_handler(|_, _| Problem::from(Code::Malformed).into()),
        );
}

fn json_problem(error: &JsonPayloadError) -> Problem {
    match error {
        JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => Code::TooLarge,
        JsonPayloadError::ContentType => Code::JsonNeeded,
        _ => Code::Malformed,
    }
    .into()
}
