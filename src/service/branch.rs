//! Branches: as those who belong to them see them, and whose boards may compose rounds.

use crate::domain::branch::Branch;
use crate::domain::composer::Composer;
use crate::domain::ids::{AccountId, Subject};
use crate::service::{Code, Platform, Refusal};
use crate::store::{audit, branch, scope};

/// The branches with these codes, by name.
pub async fn named(platform: &Platform, codes: &[String]) -> Result<Vec<Branch>, Refusal> {
    Ok(branch::with_codes(&platform.db, codes).await?)
}

/// A branch as the desk shows it.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// The branch.
    pub branch: Branch,
    /// Its members now.
    pub members: i64,
    /// Whether its board may compose rounds.
    pub composing: bool,
}

/// The branches that this person can compose a round for, by name: all for staff, its own for a board.
pub async fn at_desk(platform: &Platform, by: &Composer) -> Result<Vec<AtDesk>, Refusal> {
    let composing = scope::composing(&platform.db).await?;
    let mut all = branch::with_members(&platform.db).await?;
    all.retain(|(branch, _)| by.branches.as_ref().is_none_or(|own| own.contains(&branch.code)));
    all.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let at_desk = |(branch, members): (Branch, i64)| {
        let composing = composing.contains(&branch.code);
        AtDesk { branch, members, composing }
    };
    Ok(all.into_iter().map(at_desk).collect())
}

/// Lets the board of a branch compose rounds for its own members, or stops that. Rounds that are under way go on.
pub async fn set_composing(platform: &Platform, by: AccountId, code: &str, on: bool) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let known = branch::with_codes(&tx, &[code.to_owned()]).await?;
    let known = known.first().ok_or(Code::NotFound)?;
    scope::set_composing(&tx, code, on).await?;
    let detail = format!("{code} {}", if on { "on" } else { "off" });
    let object = ("branch", Some(known.id.0));
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "branch.composing", object, &detail).await?;
    Ok(tx.commit().await?)
}
