//! Programs of others: making one, revoking one, and exchanging its secret for a short pass.

use super::session::Issued;
use super::{Code, Platform, Refusal};
use crate::domain::api_client::{ApiClient, Scope, is_possible_last_day};
use crate::domain::ids::{AccountId, ClientId, Subject};
use crate::domain::link::LinkToken;
use crate::domain::session::{Identity, Pass};
use crate::domain::time::Day;
use crate::store::{account, api_client, audit};

/// How long a pass lasts: until the client has to show its secret again.
const PASS_SECONDS: i64 = 15 * 60;

/// All clients by name, each with the name of who made it.
pub async fn list(platform: &Platform) -> Result<Vec<(ApiClient, String)>, Refusal> {
    let mut clients = Vec::new();
    for client in api_client::list(&platform.db).await? {
        let made_by = account::find(&platform.db, client.created_by).await?.map(|one| one.name).unwrap_or_default();
        clients.push((client, made_by));
    }
    Ok(clients)
}

/// Makes a client that is let in up to and with `last_day`, at most a year from now. Its secret, shown this once.
pub async fn create(
    platform: &Platform,
    by: AccountId,
    name: &str,
    mut scopes: Vec<Scope>,
    last_day: Day,
) -> Result<(ApiClient, String), Refusal> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "name"));
    }
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(Refusal::about(Code::FieldInvalid, "scopes"));
    }
    let now = platform.clock.now();
    if !is_possible_last_day(last_day, now.day()) {
        return Err(Refusal::about(Code::FieldInvalid, "last_day"));
    }
    let id = ClientId(platform.chance.uuid());
    let expires_at = last_day.next().begins();
    let client = ApiClient { id, name, scopes, created_by: by, expires_at, revoked: false };
    let secret = LinkToken::new(platform.chance.bytes());
    let tx = platform.db.begin().await?;
    api_client::insert(&tx, &client, secret.hash()).await?;
    let scopes: Vec<&str> = client.scopes.iter().map(|scope| scope.name()).collect();
    let detail = format!("{} until {last_day}", scopes.join(" "));
    let (actor, object) = (Some(Subject::Account(by)), ("client", Some(id.0)));
    audit::append(&tx, now, actor, "client.create", object, &detail).await?;
    tx.commit().await?;
    Ok((client, secret.text()))
}

/// Revokes a client: its secret and every pass that it still has are worth nothing from now on.
pub async fn revoke(platform: &Platform, by: AccountId, id: ClientId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    if !api_client::revoke(&tx, id).await? {
        return Err(Code::NotFound.into());
    }
    let (actor, object) = (Some(Subject::Account(by)), ("client", Some(id.0)));
    audit::append(&tx, platform.clock.now(), actor, "client.revoke", object, "").await?;
    Ok(tx.commit().await?)
}

/// A pass for fifteen minutes in exchange for a client's secret. The same refusal whether there is no such client, the
/// secret is wrong, or the client is not let in any more.
pub async fn exchange(platform: &Platform, id: ClientId, secret: &str) -> Result<Issued, Refusal> {
    let now = platform.clock.now();
    let shown = LinkToken::parse(secret).map(|secret| secret.hash());
    let (client, hash) = api_client::find(&platform.db, id).await?.ok_or(Code::CodeWrong)?;
    // Comparing hashes of random secrets: how long it takes says nothing about the secret.
    if shown != Some(hash) || !client.is_welcome(now) {
        return Err(Code::CodeWrong.into());
    }
    Ok(Issued { pass: Pass::Client(id), expires_at: now.plus(PASS_SECONDS).min(client.expires_at) })
}

/// Who shows the pass of a client; none once it was revoked or is over, whatever the pass itself says.
pub(super) async fn identify(platform: &Platform, id: ClientId) -> Result<Option<Identity>, Refusal> {
    let found = api_client::find(&platform.db, id).await?.map(|(client, _)| client);
    let welcome = found.filter(|client| client.is_welcome(platform.clock.now()));
    Ok(welcome.map(|client| Identity::Client { client: client.id, scopes: client.scopes }))
}
