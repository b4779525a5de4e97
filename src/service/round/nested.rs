//! The same statement put to other members: two results that can be subtracted from each other must not leave a few people.

use std::collections::BTreeSet;

use crate::domain::area::form_areas;
use crate::domain::branch::Branch;
use crate::domain::publication::Earlier;
use crate::domain::result::RoundResult;
use crate::domain::round::{Round, State};
use crate::service::{Code, Platform, Refusal, bank};
use crate::store::{Conn, branch, round, scope, snapshot};

/// Rounds whose result may still come.
const UNDER_WAY: [State; 4] = [State::Scheduled, State::Open, State::Closed, State::Counted];

/// Refuses a round that shares a statement with another one for other members, where subtraction would leave fewer members
/// than a counting area has: while the other has no result yet, when one of them is for members of both; later, when an
/// afdeling or a group of the other is cut through so that too few are left on either side.
///
/// What only the answers decide, the publication rule looks at ([`published_groups`]).
pub(super) async fn check(on: &impl Conn, platform: &Platform, known: &Round) -> Result<(), Refusal> {
    let rounds = round::list(on, &UNDER_WAY).await?;
    let same_members = |other: &Round| other.draft.scope == known.draft.scope;
    let waiting = rounds.iter().filter(|other| other.id != known.id && !same_members(other) && shares(known, other));
    if waiting.clone().any(|other| overlap(known, other)) {
        return Err(Refusal::about(Code::TooClose, "statements"));
    }
    let groups = published_groups_on(on, known).await?;
    if groups.is_empty() {
        return Ok(());
    }
    let (members, minimum) = (scope::members_by_branch(on).await?, platform.terms.area_minimum);
    let own = |code: &str| known.draft.scope.is_empty() || known.draft.scope.iter().any(|one| one.code == code);
    let size = |codes: &mut dyn Iterator<Item = &str>| codes.map(|code| members.get(code).copied().unwrap_or(0)).sum();
    let is_few = |size: i64| size > 0 && size < minimum;
    let cut = groups.iter().any(|group| {
        let inside: i64 = size(&mut group.iter().map(String::as_str).filter(|code| own(code)));
        let outside: i64 = size(&mut group.iter().map(String::as_str).filter(|code| !own(code)));
        inside > 0 && is_few(outside)
    });
    let all = branch::all(on).await?;
    let sized = |branch: &Branch| (branch.clone(), members.get(&branch.code).copied().unwrap_or(0));
    let electorate: Vec<(Branch, i64)> = all.iter().filter(|branch| own(&branch.code)).map(sized).collect();
    let published: BTreeSet<&str> = groups.iter().flatten().map(String::as_str).collect();
    let split = form_areas(&electorate, minimum).iter().any(|area| {
        let codes = || area.branches.iter().map(|branch| branch.code.as_str());
        let left: i64 = size(&mut codes().filter(|code| !published.contains(code)));
        codes().any(|code| published.contains(code)) && is_few(left)
    });
    if cut || split { Err(Refusal::about(Code::TooClose, "statements")) } else { Ok(()) }
}

/// The publication groups of earlier results with one of this round's statements.
pub(super) async fn published_groups(platform: &Platform, known: &Round) -> Result<Vec<Earlier>, Refusal> {
    published_groups_on(&platform.db, known).await
}

async fn published_groups_on(on: &impl Conn, known: &Round) -> Result<Vec<Earlier>, Refusal> {
    let mut groups = Vec::new();
    for other in round::list(on, &[State::Counted, State::Published]).await? {
        if other.id == known.id || !shares(known, &other) {
            continue;
        }
        let Some(kept) = snapshot::find(on, other.id).await? else { continue };
        let result: RoundResult = serde_json::from_str(&kept.body).map_err(|_| Code::Internal)?;
        let codes =
            |branches: Vec<_>| branches.into_iter().map(|branch: crate::domain::manifest::ManifestBranch| branch.code);
        groups.extend(result.groups.into_iter().map(|group| codes(group.branches).collect::<Earlier>()));
    }
    Ok(groups)
}

fn shares(one: &Round, other: &Round) -> bool {
    !bank::pairs(&one.draft.statements, &other.draft.statements).is_empty()
}

fn overlap(one: &Round, other: &Round) -> bool {
    let (one, other) = (&one.draft.scope, &other.draft.scope);
    one.is_empty() || other.is_empty() || one.iter().any(|branch| other.iter().any(|same| same.code == branch.code))
}
