//! Taking over what the ballot box counted: held against the tickets, put through the publication rule, and kept as the
//! one snapshot that everything is shown from.

use std::collections::HashMap;

use ring::digest::{SHA256, digest};

use super::nested;
use super::watch::{Alarm, TOO_FEW, TOO_MANY, WRONG, stop};
use crate::domain::area::CountingArea;
use crate::domain::ids::RoundId;
use crate::domain::list::Seal;
use crate::domain::publication::{AreaFacts, Earlier, Heading, Merge, Sum, YearTurnout, publish, with_ages};
use crate::domain::result::{Counted, RoundResult};
use crate::domain::round::{Round, State};
use crate::service::ballot_box::BoxLink;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::area::KeptArea;
use crate::store::snapshot::{self, Snapshot};
use crate::store::{area, audit, branch, ledger, round};

/// Fetches the count of every closed round that the box has counted, and makes its snapshot.
pub async fn collect_counts(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Closed]).await? {
        // A halted round has no result: somebody has to find out what happened, and withdraw it.
        if !known.ledger_sealed || known.halted.is_some() {
            continue;
        }
        match ballot_box.counted(known.id).await {
            Ok(Some(counted)) => keep_count(platform, ballot_box, &known, &counted).await?,
            Ok(None) => {}
            Err(refusal) => tracing::warn!(code = refusal.code.name(), "the ballot box gave no count"),
        }
    }
    Ok(())
}

/// What the platform itself knows of a closed round. The ledger is sealed, so nothing of it changes any more.
struct Known {
    areas: Vec<KeptArea>,
    tickets: HashMap<i32, i64>,
}

impl Known {
    async fn load(platform: &Platform, id: RoundId) -> Result<Self, Refusal> {
        let (areas, branches, tickets) = tokio::try_join!(
            area::list(&platform.db, id),
            branch::all(&platform.db),
            ledger::tickets_by_area(&platform.db, id)
        )?;
        // Which afdelingen belong together is not frozen with the round: it decides on names, never on safety.
        let clusters: HashMap<String, String> =
            branches.into_iter().filter_map(|branch| Some((branch.code, branch.cluster?))).collect();
        let mut areas = areas;
        for branch in areas.iter_mut().flat_map(|kept| &mut kept.area.branches) {
            branch.cluster = clusters.get(&branch.code).cloned();
        }
        Ok(Self { areas, tickets: tickets.into_iter().collect() })
    }

    fn issued(&self, area: i32) -> i64 {
        self.tickets.get(&area).copied().unwrap_or(0)
    }
}

async fn keep_count(
    platform: &Platform,
    ballot_box: &dyn BoxLink,
    round: &Round,
    counted: &Counted,
) -> Result<(), Refusal> {
    let root = round.root.map(|root| root.to_string());
    if root.as_deref() != Some(counted.root.as_str()) {
        tracing::error!("the ballot box counted under another manifest");
        return Err(Code::Internal.into());
    }
    let known = Known::load(platform, round.id).await?;
    if let Some((reason, detail)) = contradiction(&known, counted) {
        return stop(platform, round.id, reason, &detail).await;
    }
    let earlier = nested::published_groups(platform, round).await?;
    let (mut result, merges) = assemble(platform, round, counted, &known, earlier)?;
    let (lists, years) = tokio::try_join!(lists(ballot_box, &result), years(platform, round))?;
    result.lists = lists;
    if let Some(years) = years {
        result = with_ages(result, &years, round.draft.closes_at.ok_or(Code::Internal)?.year());
    }
    let body = serde_json::to_string(&result).map_err(|_| Code::Internal)?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, body.as_bytes()).as_ref());
    let tx = platform.db.begin().await?;
    snapshot::insert(&tx, round.id, Snapshot { body, sha256 }).await?;
    if !round::advance(&tx, round.id, State::Closed, State::Counted).await? {
        return Err(Code::WrongState.into());
    }
    let detail = told(&result, &merges);
    audit::append(&tx, platform.clock.now(), None, "round.count", ("round", Some(round.id.0)), &detail).await?;
    commit(platform, tx).await?;
    // Done again before the letters with the result leave, should the box be away just now.
    if let Err(refusal) = ballot_box.forget_areas(round.id).await {
        tracing::warn!(code = refusal.code.name(), "the box has not forgotten its counting areas yet");
    }
    Ok(())
}

/// The public lists of a result that has any, made by the box.
async fn lists(ballot_box: &dyn BoxLink, result: &RoundResult) -> Result<Vec<Seal>, Refusal> {
    if result.turnout_only { Ok(Vec::new()) } else { ballot_box.publish(result.round, &result.area_groups()).await }
}

/// Turnout by year of birth; none of a local round, whose members know each other's ages.
async fn years(platform: &Platform, round: &Round) -> Result<Option<Vec<YearTurnout>>, Refusal> {
    if !round.draft.scope.is_empty() {
        return Ok(None);
    }
    Ok(Some(ledger::turnout_by_birth_year(&platform.db, round.id).await?))
}

/// Why a count cannot be true: more ballots than tickets in an area, fewer ballots than were seen while the round was
/// open, or lists of different lengths. The hourly comparison cannot see what happens after its last turn.
fn contradiction(known: &Known, counted: &Counted) -> Option<Alarm> {
    for area in &counted.areas {
        let issued = known.issued(area.area);
        if area.ballots > issued {
            let detail = format!("area {}: {} ballots counted on {issued} tickets", area.area, area.ballots);
            return Some((TOO_MANY, detail));
        }
    }
    let seen: i64 = known.areas.iter().map(|kept| kept.ballots_seen).sum();
    if counted.ballots + counted.invalid < seen {
        return Some((TOO_FEW, format!("{} ballots counted, there were {seen}", counted.ballots + counted.invalid)));
    }
    (!counted.adds_up()).then(|| (WRONG, "the four lists differ in length".to_owned()))
}

fn assemble(
    platform: &Platform,
    round: &Round,
    counted: &Counted,
    known: &Known,
    earlier: Vec<Earlier>,
) -> Result<(RoundResult, Vec<Merge>), Refusal> {
    let heading = Heading {
        round: round.id,
        title: round.draft.title.clone(),
        purpose: round.draft.purpose.ok_or(Code::Internal)?,
        published_at: round.draft.publishes_at.ok_or(Code::Internal)?,
        statements: round.draft.statements.iter().map(|draft| draft.text.clone()).collect(),
        local: !round.draft.scope.is_empty(),
        earlier,
        invalid: counted.invalid,
    };
    let facts = |area: &CountingArea| {
        let count = counted.areas.iter().find(|count| count.area == area.number);
        AreaFacts {
            area: area.clone(),
            tickets: known.issued(area.number),
            sum: count.map_or_else(Sum::default, |count| Sum { ballots: count.ballots, tallies: count.tallies }),
        }
    };
    let areas: Vec<AreaFacts> = known.areas.iter().map(|kept| facts(&kept.area)).collect();
    Ok(publish(heading, &areas, &platform.terms.publication))
}

/// For the audit: how much was merged, never which afdeling and why.
fn told(result: &RoundResult, merges: &[Merge]) -> String {
    let RoundResult { ballots, invalid, groups, regions, .. } = result;
    let merged = merges.len();
    if result.turnout_only {
        return format!("{ballots} ballots, {invalid} invalid; turnout only");
    }
    format!("{ballots} ballots, {invalid} invalid; {} groups, {} regions, {merged} merges", groups.len(), regions.len())
}
