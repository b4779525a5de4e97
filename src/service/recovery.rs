//! Recovery codes: ten at once, shown once, each good for one sign-in in the place of the second factor.

use ring::hmac;

use super::{Code, Platform, Refusal, second_factor};
use crate::domain::ids::{AccountId, Subject};
use crate::domain::recovery::{CODES, RecoveryCode};
use crate::store::{StoreError, Tx, audit, recovery};

/// New codes in the place of all earlier ones, for an account that is just getting its second factor.
pub(super) async fn draw(platform: &Platform, tx: &Tx, id: AccountId) -> Result<Vec<RecoveryCode>, StoreError> {
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| RecoveryCode::new(platform.chance.bytes())).collect();
    let hashes: Vec<_> = codes.iter().map(|code| hash(platform, id, code)).collect();
    recovery::replace(tx, id, &hashes).await?;
    Ok(codes)
}

/// Whether this is one of the account's codes; it is none from then on, and the trail says that it was used.
pub(super) async fn accept(platform: &Platform, tx: &Tx, id: AccountId, text: &str) -> Result<bool, StoreError> {
    let Some(code) = RecoveryCode::parse(text) else { return Ok(false) };
    if !recovery::spend(tx, id, hash(platform, id, &code)).await? {
        return Ok(false);
    }
    let left = format!("{} left", recovery::left(tx, id).await?);
    let (actor, object) = (Some(Subject::Account(id)), ("account", Some(id.0)));
    audit::append(tx, platform.clock.now(), actor, "recovery_code.use", object, &left).await?;
    Ok(true)
}

/// New codes for somebody who is signed in and gives the digits of their app once more: a session alone is not enough, or
/// who finds an open laptop could make themselves at home.
pub async fn renew(platform: &Platform, id: AccountId, digits: &str) -> Result<Vec<RecoveryCode>, Refusal> {
    let tx = platform.db.begin().await?;
    if !second_factor::accept(platform, &tx, id, digits).await? {
        return Err(Code::CodeWrong.into());
    }
    let codes = draw(platform, &tx, id).await?;
    let (actor, object) = (Some(Subject::Account(id)), ("account", Some(id.0)));
    audit::append(&tx, platform.clock.now(), actor, "recovery_code.new", object, "").await?;
    tx.commit().await?;
    Ok(codes)
}

/// Keyed and with the account in it: a hash says nothing without the platform's secret, and fits one account.
fn hash(platform: &Platform, id: AccountId, code: &RecoveryCode) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &platform.secrets.key("recovery code"));
    let mut hash = [0; 32];
    hash.copy_from_slice(hmac::sign(&key, &[id.0.as_bytes(), code.as_str().as_bytes()].concat()).as_ref());
    hash
}
