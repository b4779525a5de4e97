//! Reading the audit trail: all of it for staff, the lines about one thing for who sees that thing. Nothing is written here.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Code, Platform, Refusal, conversation, round};
use crate::domain::audit::{Chained, Head, write_export};
use crate::domain::composer::Composer;
use crate::domain::ids::{AccountId, ClientId, ConversationId, RoundId};
use crate::store::{self, account, api_client, audit, branch};

pub use crate::store::audit::Search;

/// Lines on one page.
const PAGE: u64 = 50;
/// Lines beside the thing that they are about.
const BESIDE: u64 = 20;

/// Some lines, with what to call who and what they are about. Members have no name here.
#[derive(Clone, Debug)]
pub struct Found {
    /// The lines, the newest first.
    pub lines: Vec<Chained>,
    /// Whether there are older ones.
    pub more: bool,
    /// Names of accounts, rounds, conversations and branches, by identifier.
    pub names: BTreeMap<Uuid, String>,
}

/// What can be looked for, and where the trail ends.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Names of the acts that occur.
    pub acts: Vec<String>,
    /// Everybody who works or worked with the platform.
    pub people: Vec<(AccountId, String)>,
    /// The last line.
    pub head: Head,
}

/// The newest lines that are looked for, a page of them.
pub async fn search(platform: &Platform, search: &Search) -> Result<Found, Refusal> {
    found(platform, search, PAGE).await
}

/// What can be looked for.
pub async fn choices(platform: &Platform) -> Result<Choices, Refusal> {
    let people = account::list(&platform.db).await?.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(Choices { acts: audit::acts(&platform.db).await?, people, head: audit::head(&platform.db).await? })
}

/// The whole trail as a file, for `verify-audit`.
pub async fn export(platform: &Platform) -> Result<Vec<u8>, Refusal> {
    Ok(write_export(&audit::all(&platform.db).await?))
}

/// The last lines about a round or a conversation, for whoever sees it at the desk; what lies outside that does not exist.
pub async fn about(platform: &Platform, by: &Composer, kind: &str, id: Uuid) -> Result<Found, Refusal> {
    match kind {
        "round" => drop(round::on_desk(platform, by, RoundId(id)).await?),
        "conversation" => drop(conversation::found(&platform.db, by, ConversationId(id)).await?),
        _ => return Err(Code::NotFound.into()),
    }
    found(platform, &Search { object: Some(id), ..Search::default() }, BESIDE).await
}

async fn found(platform: &Platform, search: &Search, limit: u64) -> Result<Found, Refusal> {
    let mut lines = audit::newest(&platform.db, search, limit + 1).await?;
    let more = lines.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        lines.pop();
    }
    let mut names = BTreeMap::new();
    for Chained { line, .. } in &lines {
        for (kind, id) in [(&line.actor_kind, line.actor), (&line.object_kind, line.object)] {
            if let Some(id) = id
                && !names.contains_key(&id)
                && let Some(name) = name(platform, kind, id).await?
            {
                names.insert(id, name);
            }
        }
    }
    Ok(Found { lines, more, names })
}

/// What to call a thing; none for members, whom the trail knows by internal identifier only.
async fn name(platform: &Platform, kind: &str, id: Uuid) -> Result<Option<String>, Refusal> {
    let db = &platform.db;
    Ok(match kind {
        "account" => account::find(db, AccountId(id)).await?.map(|one| one.name),
        "round" => store::round::find(db, RoundId(id)).await?.map(|one| one.draft.title),
        "conversation" => store::conversation::find(db, ConversationId(id)).await?.map(|one| one.draft.title),
        "client" => api_client::find(db, ClientId(id)).await?.map(|(one, _)| one.name),
        "branch" => branch::all(db).await?.into_iter().find(|one| one.id.0 == id).map(|one| one.name),
        _ => None,
    })
}
