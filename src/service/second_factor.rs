//! The second factor: six digits from an app (TOTP), each good for one sign-in only.

use totp_rs::{Builder, Totp};
use uuid::Uuid;

use super::{Code, Platform, Refusal};
use crate::domain::ids::AccountId;
use crate::store::{Tx, account};

/// A key of its own for each account, so that no secret opens in another's row.
fn sealed_for(id: AccountId) -> String {
    format!("totp {id}")
}

/// A new secret: sealed for the database, and as the address that an app reads, to be shown once.
pub(super) fn draw(platform: &Platform, id: AccountId, email: &str) -> Result<(Vec<u8>, String), Refusal> {
    let secret: [u8; 20] = platform.chance.bytes();
    let address = totp(platform, &secret, email)?.to_url().map_err(|_| Code::Internal)?;
    Ok((sealed(platform, id, &secret), address))
}

/// A secret as it lies in the database.
pub(super) fn sealed(platform: &Platform, id: AccountId, secret: &[u8]) -> Vec<u8> {
    platform.secrets.seal(&sealed_for(id), platform.chance.bytes(), secret)
}

/// The secret that goes with an invitation, and the address that an app reads: always the same for one invitation, so that
/// the page can be loaded again and nothing is kept before somebody shows that their app has it.
pub(super) fn offered(platform: &Platform, invitation: Uuid, email: &str) -> Result<(Vec<u8>, String), Refusal> {
    let key = platform.secrets.key(&format!("second factor of invitation {invitation}"));
    let secret: Vec<u8> = key.into_iter().take(20).collect();
    let address = totp(platform, &secret, email)?.to_url().map_err(|_| Code::Internal)?;
    Ok((secret, address))
}

/// Whether these digits are right now, and notes them as used: the same digits are never right twice.
pub(super) async fn accept(platform: &Platform, tx: &Tx, id: AccountId, code: &str) -> Result<bool, Refusal> {
    let Some(account) = account::find(tx, id).await? else { return Ok(false) };
    let Some(sealed) = account.totp_secret else { return Ok(false) };
    // Not a wrong code: the secret in the settings has changed, and somebody has to know.
    let Some(secret) = platform.secrets.open(&sealed_for(id), &sealed) else {
        tracing::error!("a second factor does not open with the secret in the settings");
        return Ok(false);
    };
    let now = u64::try_from(platform.clock.now().0).unwrap_or(0);
    let Some(step) = totp(platform, &secret, &account.email)?.check(code, now) else { return Ok(false) };
    Ok(account::use_totp_step(tx, id, i64::try_from(step).unwrap_or(i64::MAX)).await?)
}

fn totp(platform: &Platform, secret: &[u8], email: &str) -> Result<Totp, Refusal> {
    // A colon would end the issuer within the address.
    let issuer = platform.terms.name.replace(':', " ");
    let built = Builder::new().with_secret(secret.to_vec()).with_issuer(Some(issuer)).with_account_name(email).build();
    built.map_err(|_| Code::Internal.into())
}
