//! What everybody may ask of rounds: the list, one round, its manifest, its result.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::bank::EarlierBody;
use super::packing::Packer;
use super::problem::{Problem, ProblemBody};
use super::round_view::{ListedRound, ManifestBody, ProvenBody, PublicRound, RoundList};
use crate::domain::ids::RoundId;
use crate::domain::result::{Counts, RoundResult};
use crate::service::{Code, Platform, bank, current, feedback, manifest, result};

/// Public rounds, the last one first.
#[utoipa::path(tag = "public", responses((status = 200, body = RoundList)))]
#[get("/rounds")]
pub async fn rounds(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let rounds = result::public_rounds(&platform).await?;
    let summaries = feedback::summaries(&platform, &rounds).await?;
    packer.json(&request, &RoundList { rounds: ListedRound::all(&rounds, &summaries) })
}

/// One public round.
#[utoipa::path(tag = "public", responses((status = 200, body = PublicRound), (status = 404, body = ProblemBody)))]
#[get("/rounds/{id}")]
pub async fn round(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let current = current::public(&platform, RoundId(*id)).await?;
    packer.json(&request, &PublicRound::from(current.as_ref()))
}

/// The whole manifest.
#[utoipa::path(tag = "public", responses((status = 200, body = ManifestBody), (status = 404, body = ProblemBody)))]
#[get("/rounds/{id}/manifest")]
pub async fn whole_manifest(platform: Data<Platform>, id: Path<Uuid>) -> Answer<ManifestBody> {
    Ok(Json(manifest::manifest(&platform, RoundId(*id)).await?.as_ref().into()))
}

/// Leaf 0 and one area's leaf with their proofs.
#[utoipa::path(tag = "public", responses((status = 200, body = ProvenBody), (status = 404, body = ProblemBody)))]
#[get("/rounds/{id}/manifest/areas/{number}")]
pub async fn area_manifest(platform: Data<Platform>, path: Path<(Uuid, i32)>) -> Answer<ProvenBody> {
    let (id, number) = path.into_inner();
    Ok(Json(manifest::proven(&platform, RoundId(id), number).await?.as_ref().into()))
}

/// A published result: the country, regions, groups.
#[derive(Serialize, ToSchema)]
pub struct ResultBody {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    result: RoundResult,
    /// SHA-256 of the snapshot, hex.
    sha256: String,
    /// Where the same statements were put before, word for word; not part of the snapshot.
    earlier: Vec<EarlierBody>,
}

/// The published result.
#[utoipa::path(
    tag = "public",
    responses((status = 200, body = ResultBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[get("/rounds/{id}/results")]
pub async fn results(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let published = result::published(&platform, RoundId(*id)).await?;
    let sha256 = published.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let earlier = bank::earlier(&platform, RoundId(*id)).await?.iter().map(EarlierBody::from).collect();
    packer.json(&request, &ResultBody { result: published.result, sha256, earlier })
}

/// The published result as a file for a spreadsheet: UTF-8 with BOM, semicolons.
#[utoipa::path(
    tag = "public",
    responses(
        (status = 200, description = "niveau;groep;naam;stelling;tekst;antwoord;aantal", content_type = "text/csv"),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)
    )
)]
#[get("/rounds/{id}/results.csv")]
pub async fn results_csv(platform: Data<Platform>, id: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let published = result::published(&platform, RoundId(*id)).await?;
    let file = to_csv(&published.result).ok_or(Code::Internal)?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"uitslag-{id}.csv\"")))
        .body(file))
}

const COLUMNS: [&str; 7] = ["niveau", "groep", "naam", "stelling", "tekst", "antwoord", "aantal"];

/// The country, then the regions, then the groups, each with all answers to all statements.
fn to_csv(result: &RoundResult) -> Option<Vec<u8>> {
    // Spreadsheets take a file for UTF-8 only when it begins like this.
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS).ok()?;
    let text =
        |number: u8| result.statements.iter().find(|one| one.number == number).map_or("", |one| one.text.as_str());
    let mut part = |level: &str, group: &str, name: &str, number: u8, counts: Counts| -> Option<()> {
        let (name, number, text) = (no_formula(name), number.to_string(), no_formula(text(number)));
        for (label, given) in counts.labelled() {
            writer.write_record([level, group, &name, &number, &text, label, &given.to_string()]).ok()?;
        }
        Some(())
    };
    for one in &result.statements {
        part("land", "", "", one.number, one.counts)?;
    }
    for region in &result.regions {
        region.statements.iter().try_for_each(|one| part("regio", "", &region.name, one.number, one.counts))?;
    }
    for group in &result.groups {
        let id = group.id.to_string();
        group.statements.iter().try_for_each(|one| part("groep", &id, &group.name, one.number, one.counts))?;
    }
    writer.into_inner().ok()
}

/// A text that begins like a formula would be one in a spreadsheet.
fn no_formula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(rounds)
        .service(round)
        .service(whole_manifest)
        .service(area_manifest)
        .service(results)
        .service(results_csv);
}
