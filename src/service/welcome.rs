//! Accepting an invitation to work with the platform: the link, the second factor, the recovery codes. By the invited.

use super::login::{SignIn, complete};
use super::session::grants_now;
use super::{Code, Platform, Refusal, recovery, second_factor};
use crate::domain::ids::{AccountId, LetterId, Subject};
use crate::domain::letter::{Content, LetterKind};
use crate::domain::link::LinkToken;
use crate::domain::outbox::Topic;
use crate::domain::recovery::RecoveryCode;
use crate::domain::role::Grant;
use crate::domain::session::{Stage, need_second_factor};
use crate::domain::time::Timestamp;
use crate::store::account::Account;
use crate::store::invitation::Invitation;
use crate::store::outbox::{NewLetter, queue};
use crate::store::{Conn, StoreError, Tx, account, audit, invitation};

const VALID_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Invites an account, in the place of an invitation that it may have: queues the letter. The link is not kept: it follows
/// from the invitation and the platform's secret when the letter is sent.
pub(super) async fn send_invitation(platform: &Platform, tx: &Tx, account: AccountId) -> Result<(), StoreError> {
    let now = platform.clock.now();
    let id = platform.chance.uuid();
    let invitation = Invitation { account, id, hash: token(platform, id).hash(), expires_at: now.plus(VALID_SECONDS) };
    invitation::put(tx, invitation).await?;
    let letter = NewLetter {
        id: LetterId(platform.chance.uuid()),
        kind: LetterKind::StaffInvitation,
        recipient_kind: "account",
        recipient_id: account.0,
        occasion: id.to_string(),
        topic: Topic::Login,
        due: now,
    };
    queue(tx, letter).await?;
    Ok(())
}

fn token(platform: &Platform, id: uuid::Uuid) -> LinkToken {
    LinkToken::new(platform.secrets.key(&format!("staff invitation {id}")))
}

/// Address and content of an invitation whose turn has come; none if it was accepted or is over.
pub(super) async fn letter_content(platform: &Platform, id: AccountId) -> Result<Option<(String, Content)>, Refusal> {
    let Some(waiting) = invitation::of(&platform.db, id, platform.clock.now()).await? else { return Ok(None) };
    let known = account::find(&platform.db, id).await?.filter(|known| !known.disabled);
    let Some(Account { email, name, .. }) = known else { return Ok(None) };
    let link = format!("{}/welkom/{}", platform.terms.public_url, token(platform, waiting.id).text());
    Ok(Some((email, Content::StaffInvitation { name, link, expires_at: waiting.expires_at })))
}

/// What somebody sees who opened an invitation.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// Name.
    pub name: String,
    /// Address, for telling accounts in an app apart.
    pub email: String,
    /// What they will be able to do.
    pub grants: Vec<Grant>,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// The address that an app reads, where a second factor is needed.
    pub otpauth: Option<String>,
}

/// Opens an invitation. Changes nothing, so it can be repeated until the invitation is accepted.
pub async fn open(platform: &Platform, text: &str) -> Result<Welcome, Refusal> {
    let (waiting, known, grants) = found(platform, &platform.db, text).await?;
    let otpauth = match need_second_factor(&grants) {
        true => Some(second_factor::offered(platform, waiting.id, &known.email)?.1),
        false => None,
    };
    Ok(Welcome { name: known.name, email: known.email, grants, expires_at: waiting.expires_at, otpauth })
}

/// Accepts an invitation and signs in. Where a second factor is needed, `digits` from the app show that it is there, and
/// the recovery codes come back, this once.
pub async fn accept(
    platform: &Platform,
    text: &str,
    digits: Option<&str>,
) -> Result<(SignIn, Vec<RecoveryCode>), Refusal> {
    let tx = platform.db.begin().await?;
    let (waiting, known, grants) = found(platform, &tx, text).await?;
    let mut codes = Vec::new();
    if need_second_factor(&grants) {
        let (secret, _) = second_factor::offered(platform, waiting.id, &known.email)?;
        account::set_totp(&tx, known.id, second_factor::sealed(platform, known.id, &secret)).await?;
        if !second_factor::accept(platform, &tx, known.id, digits.unwrap_or_default()).await? {
            return Err(Code::CodeWrong.into());
        }
        codes = recovery::draw(platform, &tx, known.id).await?;
    }
    // Of two who accept at once, one finds nothing left to take away.
    if !invitation::forget(&tx, known.id).await? {
        return Err(Code::LinkUnknown.into());
    }
    let subject = Subject::Account(known.id);
    let object = ("account", Some(known.id.0));
    audit::append(&tx, platform.clock.now(), Some(subject), "access.accept", object, "").await?;
    let signed_in = complete(platform, &tx, subject, Stage::Full).await?;
    tx.commit().await?;
    Ok((signed_in, codes))
}

/// The invitation behind a link with its account and what that may do; refused once the account has a second factor: a
/// link from a mail must not replace one.
async fn found(platform: &Platform, on: &impl Conn, text: &str) -> Result<(Invitation, Account, Vec<Grant>), Refusal> {
    let hash = LinkToken::parse(text).ok_or(Code::LinkUnknown)?.hash();
    let waiting = invitation::find(on, hash, platform.clock.now()).await?.ok_or(Code::LinkUnknown)?;
    let known = account::find(on, waiting.account).await?.filter(|known| known.totp_secret.is_none());
    let known = known.ok_or(Code::LinkUnknown)?;
    let grants = grants_now(platform, on, known.id).await?.ok_or(Code::LinkUnknown)?;
    Ok((waiting, known, grants))
}
