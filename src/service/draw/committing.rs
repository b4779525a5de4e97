//! Fixing a draw: from here on nobody can change who is in it or what the quotas are.

use super::pool::{Wishes, draws, fillable};
use crate::domain::composer::Composer;
use crate::domain::draw::Draw;
use crate::domain::ids::{ConversationId, DrawId, Subject};
use crate::domain::link::LinkToken;
use crate::service::conversation::held;
use crate::service::{Code, Platform, Refusal};
use crate::store::{audit, draw};

/// Somebody besides the organiser who can check everything, with the link that shows it. The link is told once.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Name, shown to everybody.
    pub name: String,
    /// The address of the file.
    pub link: String,
}

/// A draw that was just fixed.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The draw.
    pub draw: Draw,
    /// Its witnesses.
    pub witnesses: Vec<Witness>,
}

const WITNESSES: usize = 2;
const LONGEST_NAME: usize = 120;

/// Fixes the draw and publishes what fixes it. Two different witnesses are named. One draw for each stage: a second is
/// refused, also when the first has no value yet.
pub async fn commit(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    wishes: &Wishes,
    witnesses: &[String],
) -> Result<Fixed, Refusal> {
    let names: Vec<String> = witnesses.iter().map(|name| name.trim().to_owned()).collect();
    let unfit =
        |name: &String| name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control);
    if names.len() != WITNESSES || names.iter().any(unfit) || names.first() == names.last() {
        return Err(Refusal::about(Code::FieldInvalid, "witnesses"));
    }
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if !draws(&known, wishes.stage) {
        return Err(Code::WrongState.into());
    }
    if draw::find(&tx, id, wishes.stage).await?.is_some() {
        return Err(Code::AlreadyDrawn.into());
    }
    let (pool, lots) = fillable(platform, &tx, &known, wishes).await?;
    let fixed = Draw {
        id: DrawId(platform.chance.uuid()),
        conversation: id,
        stage: wishes.stage,
        terms: pool.terms().clone(),
        lots: lots.len(),
        root: pool.commitment().root(),
        committed_at: now,
        proposed: None,
        value: None,
        settled: None,
        replaced: Vec::new(),
    };
    let tokens: Vec<(String, LinkToken)> =
        names.into_iter().map(|name| (name, LinkToken::new(platform.chance.bytes()))).collect();
    let hashes: Vec<_> = tokens.iter().map(|(name, token)| (name.clone(), token.hash())).collect();
    draw::insert(&tx, &fixed, by.account, &lots, &hashes).await?;
    let detail = format!("{} lots, {} seats, root {}", fixed.lots, fixed.terms.seats, fixed.root);
    let object = ("conversation", Some(id.0));
    audit::append(&tx, now, Some(Subject::Account(by.account)), "draw.commit", object, &detail).await?;
    tx.commit().await?;
    let link = |token: &LinkToken| format!("{}/api/v1/draw-files/{}", platform.terms.public_url, token.text());
    let witnesses = tokens.iter().map(|(name, token)| Witness { name: name.clone(), link: link(token) }).collect();
    Ok(Fixed { draw: fixed, witnesses })
}
