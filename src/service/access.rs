//! Who may work with the platform: inviting, roles with a last day, switching off, ending sessions. Done by admins.

use super::account::{described, known_branches, newcomer};
use super::welcome::send_invitation;
use super::{Code, Platform, Refusal};
use crate::domain::ids::{AccountId, Subject};
use crate::domain::member::EmailAddress;
use crate::domain::role::{Held, Role};
use crate::domain::time::Timestamp;
use crate::store::account::Account;
use crate::store::{Tx, account, audit, invitation, recovery, session};

/// Somebody who works with the platform, as admins see them. When they were last here is kept nowhere.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Identifier.
    pub id: AccountId,
    /// Address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Every role, and whether it counts today.
    pub held: Vec<(Held, bool)>,
    /// Whether there is a second factor.
    pub second_factor: bool,
    /// Whether the account is switched off.
    pub disabled: bool,
    /// Until when an invitation waits to be accepted.
    pub invited_until: Option<Timestamp>,
}

/// Everybody, by address.
pub async fn list(platform: &Platform) -> Result<Vec<Colleague>, Refusal> {
    let now = platform.clock.now();
    let mut colleagues = Vec::new();
    for Account { id, email, name, totp_secret, disabled } in account::list(&platform.db).await? {
        let held = account::held(&platform.db, id).await?.into_iter();
        let invited = invitation::of(&platform.db, id, now).await?;
        colleagues.push(Colleague {
            id,
            email,
            name,
            held: held.map(|held| (held.clone(), held.counts_on(now.day()))).collect(),
            second_factor: totp_secret.is_some(),
            disabled,
            invited_until: invited.map(|one| one.expires_at),
        });
    }
    Ok(colleagues)
}

/// Invites somebody by mail. Refused where the address has an account: that one gets another role instead.
pub async fn invite(
    platform: &Platform,
    by: AccountId,
    email: &EmailAddress,
    name: &str,
    roles: &[Held],
) -> Result<(), Refusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "name"));
    }
    if roles.is_empty() {
        return Err(Refusal::about(Code::FieldInvalid, "roles"));
    }
    check(platform, roles).await?;
    let tx = platform.db.begin().await?;
    if account::find_by_email(&tx, email.as_str()).await?.is_some() {
        let message = Some("Er is al een account met dit adres. Wijzig daar de rollen.".to_owned());
        return Err(Refusal { message, ..Refusal::about(Code::FieldInvalid, "email") });
    }
    let new = newcomer(platform, email, Some(name));
    account::insert(&tx, &new).await?;
    for held in roles {
        account::grant(&tx, new.id, held).await?;
    }
    send_invitation(platform, &tx, new.id).await?;
    written(platform, tx, by, "access.invite", new.id, &described(roles)).await
}

/// Gives somebody exactly these roles; none takes them all away. Their sessions end. Who needs a second factor from now on
/// and has none gets an invitation.
pub async fn set_roles(platform: &Platform, by: AccountId, id: AccountId, roles: &[Held]) -> Result<(), Refusal> {
    check(platform, roles).await?;
    let tx = platform.db.begin().await?;
    let known = account::find(&tx, id).await?.ok_or(Code::NotFound)?;
    account::take_roles(&tx, id).await?;
    for held in roles {
        account::grant(&tx, id, held).await?;
    }
    if known.totp_secret.is_none() && roles.iter().any(|held| held.grant.role.needs_second_factor()) {
        send_invitation(platform, &tx, id).await?;
    }
    written(platform, tx, by, "access.roles", id, &described(roles)).await
}

/// Refuses a role without its branch or with one too many, a last day that is over, and one for an admin: if the last one
/// ran out, nobody could put that right.
async fn check(platform: &Platform, roles: &[Held]) -> Result<(), Refusal> {
    let today = platform.clock.now().day();
    for held in roles {
        if held.grant.role.is_local() != held.grant.branch.is_some() {
            return Err(Refusal::about(Code::FieldInvalid, "branch"));
        }
        if !held.counts_on(today) || (held.grant.role == Role::Admin && held.last_day.is_some()) {
            return Err(Refusal::about(Code::FieldInvalid, "last_day"));
        }
    }
    known_branches(platform, roles).await
}

/// Switches an account off or on again; its sessions end.
pub async fn switch(platform: &Platform, by: AccountId, id: AccountId, on: bool) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    account::find(&tx, id).await?.ok_or(Code::NotFound)?;
    account::set_disabled(&tx, id, !on).await?;
    match on {
        true => written(platform, tx, by, "access.switch_on", id, "").await,
        false => written(platform, tx, by, "access.switch_off", id, "").await,
    }
}

/// Ends all sessions of somebody; they can sign in again.
pub async fn sign_out(platform: &Platform, by: AccountId, id: AccountId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    account::find(&tx, id).await?.ok_or(Code::NotFound)?;
    written(platform, tx, by, "access.sign_out", id, "").await
}

/// Sends a new invitation: to who did not accept the last one in time, or lost the phone with their second factor. The old
/// second factor and its recovery codes are worth nothing from now on.
pub async fn renew(platform: &Platform, by: AccountId, id: AccountId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    account::find(&tx, id).await?.filter(|known| !known.disabled).ok_or(Code::NotFound)?;
    account::forget_totp(&tx, id).await?;
    recovery::replace(&tx, id, &[]).await?;
    send_invitation(platform, &tx, id).await?;
    written(platform, tx, by, "access.renew", id, "").await
}

/// Ends the sessions of whose access changed, writes the line, makes sure that an admin is left, and commits.
async fn written(
    platform: &Platform,
    tx: Tx,
    by: AccountId,
    act: &str,
    id: AccountId,
    detail: &str,
) -> Result<(), Refusal> {
    session::revoke_all(&tx, Subject::Account(id)).await?;
    let (actor, object) = (Some(Subject::Account(by)), ("account", Some(id.0)));
    audit::append(&tx, platform.clock.now(), actor, act, object, detail).await?;
    // After the line: two admins who take each other's role away at once wait for each other there.
    if account::able_admins(&tx).await? == 0 {
        return Err(Code::LastAdmin.into());
    }
    Ok(tx.commit().await?)
}
