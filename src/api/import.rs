//! Uploading the party's files: look at what would change, then change exactly that. The file is read and let go; nothing
//! of it is kept but its hash.

use actix_web::web::{self, Bytes, Data, Json, Query};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::guard::{self, Staff};
use super::import_view::{BranchPreview, MemberPreview, Names};
use super::problem::{Problem, ProblemBody};
use crate::domain::hex::to_hex;
use crate::domain::import::{BadRow, ImportDigest};
use crate::domain::time::Timestamp;
use crate::service::import::{
    ImportRefusal, ImportRun, Importer, apply_branches_by, apply_members_by, branches, history, preview_branches,
    preview_members,
};
use crate::service::{Code, Platform, Refusal};

/// Largest file that is read: some 200,000 members.
const LARGEST: usize = 16 * 1024 * 1024;

/// What to do with a file.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// Only say what would change.
    #[serde(default)]
    dry_run: bool,
    /// Members only: the file holds every member, so who is not in it has left.
    #[serde(default)]
    complete: bool,
    /// The digest that the preview gave. Needed to change something: what was not looked at is not imported.
    digest: Option<String>,
}

impl ImportQuery {
    fn importer(&self, who: guard::Importer) -> Result<Importer, Refusal> {
        let digest = self.digest.as_deref().ok_or_else(|| Refusal::about(Code::Incomplete, "digest"))?;
        let seen = ImportDigest::parse(digest).ok_or_else(|| Refusal::about(Code::FieldInvalid, "digest"))?;
        Ok(Importer { by: Some(who.by), seen: Some(seen) })
    }
}

/// The whole body, up to [`LARGEST`].
async fn file(body: web::Payload) -> Result<Bytes, Problem> {
    match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Code::Malformed.into()),
        Err(_) => Err(Code::TooLarge.into()),
    }
}

/// Bad rows are an answer to a preview, and a refusal of an import.
fn bad_rows(refusal: ImportRefusal, dry_run: bool) -> Result<Vec<BadRow>, Refusal> {
    match refusal {
        ImportRefusal::BadRows(rows) if dry_run => Ok(rows),
        ImportRefusal::BadRows(_) => Err(Refusal::about(Code::FieldInvalid, "file")),
        ImportRefusal::Refused(refusal) => Err(refusal),
    }
}

/// Imports a file of members (`lidnummer,naam,email,afdeling,geboortejaar,geslacht`), or says what it would change.
#[utoipa::path(
    tag = "import",
    params(ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = MemberPreview), (status = 409, body = ProblemBody), (status = 413, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/import/members")]
pub async fn members(
    platform: Data<Platform>,
    who: guard::Importer,
    query: Query<ImportQuery>,
    body: web::Payload,
) -> Answer<MemberPreview> {
    let file = file(body).await?;
    let made = if query.dry_run {
        preview_members(&platform, &file, query.complete).await
    } else {
        apply_members_by(&platform, query.importer(who)?, &file, query.complete, &|_| {}).await
    };
    Ok(Json(match made {
        Ok(difference) => {
            let digest = ImportDigest::of(&file, query.complete, &difference);
            MemberPreview::new(&difference, digest, &Names::new(branches(&platform).await?))
        }
        Err(refusal) => MemberPreview::bad(&bad_rows(refusal, query.dry_run)?),
    }))
}

/// Imports a file of branches (`code,naam,regio`, and `cluster` if it is there), or says what it would change.
#[utoipa::path(
    tag = "import",
    params(ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = BranchPreview), (status = 409, body = ProblemBody), (status = 413, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/import/branches")]
pub async fn branches_file(
    platform: Data<Platform>,
    who: guard::Importer,
    query: Query<ImportQuery>,
    body: web::Payload,
) -> Answer<BranchPreview> {
    let file = file(body).await?;
    let made = if query.dry_run {
        preview_branches(&platform, &file).await
    } else {
        apply_branches_by(&platform, query.importer(who)?, &file).await
    };
    Ok(Json(match made {
        Ok(difference) => BranchPreview::new(&difference, ImportDigest::of(&file, false, &difference)),
        Err(refusal) => BranchPreview::bad(&bad_rows(refusal, query.dry_run)?),
    }))
}

/// An import that was done.
#[derive(Serialize, ToSchema)]
pub struct ImportLine {
    #[schema(value_type = String)]
    at: Timestamp,
    /// `members` or `branches`.
    what: String,
    /// Who; null for the command line.
    by: Option<String>,
    /// Whether it was a file of all members.
    complete: bool,
    new: i64,
    changed: i64,
    moved: i64,
    returned: i64,
    left: i64,
    /// SHA-256 of the file.
    sha256: String,
}

/// The last imports.
#[derive(Serialize, ToSchema)]
pub struct ImportList {
    imports: Vec<ImportLine>,
}

impl ImportList {
    fn new(runs: &[(ImportRun, Option<String>)]) -> Self {
        let line = |(run, by): &(ImportRun, Option<String>)| ImportLine {
            at: run.at,
            what: run.what.clone(),
            by: by.clone(),
            complete: run.complete,
            new: run.counts.added,
            changed: run.counts.changed,
            moved: run.counts.moved,
            returned: run.counts.returned,
            left: run.counts.gone,
            sha256: to_hex(&run.file),
        };
        Self { imports: runs.iter().map(line).collect() }
    }
}

/// The last imports, of the desk and of the command line.
#[utoipa::path(tag = "staff", responses((status = 200, body = ImportList)))]
#[get("/staff/imports")]
pub async fn list(platform: Data<Platform>, _staff: Staff) -> Answer<ImportList> {
    Ok(Json(ImportList::new(&history(&platform).await?)))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(members).service(branches_file).service(list);
}
