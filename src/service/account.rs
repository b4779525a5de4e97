//! Accounts: making one, what it may do, and what somebody sees of themselves.

use super::{Code, Platform, Refusal, second_factor};
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::member::{EmailAddress, first_name};
use crate::domain::role::{Grant, Held, Role};
use crate::domain::session::Identity;
use crate::store::account::Account;
use crate::store::{Tx, account, audit, person, session};

/// An account and what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Identifier.
    pub id: AccountId,
    /// Address.
    pub email: String,
    /// Name shown to colleagues.
    pub name: String,
    /// What it may do.
    pub grants: Vec<Held>,
}

/// What came of adding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Identifier.
    pub id: AccountId,
    /// The address that an app reads for the second factor; shown this once, and only where one was made.
    pub otpauth: Option<String>,
}

/// The roles for these branches: local roles for each branch, the others for all. Refuses a local role without a branch,
/// and a branch without a local role.
fn grants_for(roles: &[Role], branches: &[String]) -> Result<Vec<Held>, Refusal> {
    let local = roles.iter().any(|role| role.is_local());
    if roles.is_empty() {
        return Err(Refusal::about(Code::FieldInvalid, "role"));
    }
    if local == branches.is_empty() {
        return Err(Refusal::about(Code::FieldInvalid, "branch"));
    }
    let grants = roles.iter().flat_map(|role| match role.is_local() {
        true => branches.iter().map(|code| Grant { role: *role, branch: Some(code.clone()) }).collect(),
        false => vec![Grant { role: *role, branch: None }],
    });
    Ok(grants.map(|grant| Held { grant, last_day: None }).collect())
}

/// Makes an account, or gives an existing one more roles; its sessions end. The name of an existing one stays.
pub async fn add(
    platform: &Platform,
    email: &EmailAddress,
    name: Option<&str>,
    roles: &[Role],
    branches: &[String],
) -> Result<Added, Refusal> {
    let grants = grants_for(roles, branches)?;
    known_branches(platform, &grants).await?;
    let tx = platform.db.begin().await?;
    let account = find_or_insert(platform, &tx, email, name).await?;
    for grant in &grants {
        account::grant(&tx, account.id, grant).await?;
    }
    let otpauth = if grants.iter().any(|held| held.grant.role.needs_second_factor()) && account.totp_secret.is_none() {
        let (sealed, address) = second_factor::draw(platform, account.id, &account.email)?;
        account::set_totp(&tx, account.id, sealed).await?;
        Some(address)
    } else {
        None
    };
    // A session that began without a second factor must not outlive the need for one.
    session::revoke_all(&tx, Subject::Account(account.id)).await?;
    let object = ("account", Some(account.id.0));
    audit::append(&tx, platform.clock.now(), None, "grant_roles", object, &described(&grants)).await?;
    tx.commit().await?;
    Ok(Added { id: account.id, otpauth })
}

/// Refuses roles for a branch that does not exist.
pub(super) async fn known_branches(platform: &Platform, grants: &[Held]) -> Result<(), Refusal> {
    let codes: Vec<String> = grants.iter().filter_map(|held| held.grant.branch.clone()).collect();
    let known = person::branch_names(&platform.db, &codes).await?;
    match codes.iter().find(|code| !known.iter().any(|(known, _)| known == *code)) {
        None => Ok(()),
        Some(code) => {
            let message = Some(format!("Er is geen afdeling met code {code}."));
            Err(Refusal { message, ..Refusal::about(Code::FieldInvalid, "branch") })
        }
    }
}

async fn find_or_insert(
    platform: &Platform,
    tx: &Tx,
    email: &EmailAddress,
    name: Option<&str>,
) -> Result<Account, Refusal> {
    if let Some(account) = account::find_by_email(tx, email.as_str()).await? {
        return Ok(account);
    }
    let account = newcomer(platform, email, name);
    account::insert(tx, &account).await?;
    Ok(account)
}

/// A new account, called by the part before the `@` where there is no name.
pub(super) fn newcomer(platform: &Platform, email: &EmailAddress, name: Option<&str>) -> Account {
    let local_part = email.as_str().split('@').next().unwrap_or_default();
    Account {
        id: AccountId(platform.chance.uuid()),
        email: email.as_str().to_owned(),
        name: name.unwrap_or(local_part).to_owned(),
        totp_secret: None,
        disabled: false,
    }
}

/// Roles as the audit trail says them.
pub(super) fn described(grants: &[Held]) -> String {
    grants.iter().map(Held::to_string).collect::<Vec<_>>().join(", ")
}

/// All accounts that may still sign in, by address.
pub async fn list(platform: &Platform) -> Result<Vec<Listed>, Refusal> {
    let mut listed = Vec::new();
    for Account { id, email, name, .. } in
        account::list(&platform.db).await?.into_iter().filter(|account| !account.disabled)
    {
        listed.push(Listed { id, email, name, grants: account::held(&platform.db, id).await? });
    }
    Ok(listed)
}

/// What somebody sees of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// To greet a member with; none for accounts.
    pub first_name: Option<String>,
    /// Full name.
    pub name: String,
    /// Code and name of a member's branch.
    pub branch: Option<(String, String)>,
    /// What an account may do.
    pub grants: Vec<Grant>,
    /// The only round that this session opens, if it came by a round link.
    pub round: Option<RoundId>,
}

/// What this person sees of themselves. Behind a round link that is a first name and a branch, and no more.
pub async fn profile(platform: &Platform, identity: &Identity) -> Result<Profile, Refusal> {
    let (member, round) = match identity {
        Identity::Member(member) => (*member, None),
        Identity::RoundLink { member, round, .. } => (*member, Some(*round)),
        Identity::Account { account: id, grants } => {
            let name = account::find(&platform.db, *id).await?.ok_or(Code::NotSignedIn)?.name;
            return Ok(Profile { first_name: None, name, branch: None, grants: grants.clone(), round: None });
        }
        Identity::FirstFactor { .. } => return Err(Code::SecondFactorNeeded.into()),
        Identity::Client { .. } => return Err(Code::Forbidden.into()),
    };
    let (name, code, branch) = person::card(&platform.db, member).await?.ok_or(Code::NotSignedIn)?;
    let first = first_name(&name).to_owned();
    let name = if round.is_some() { first.clone() } else { name };
    Ok(Profile { first_name: Some(first), name, branch: Some((code, branch)), grants: Vec::new(), round })
}
