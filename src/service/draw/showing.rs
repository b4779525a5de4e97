//! What everybody, the people in a draw, the organiser and the witnesses may see of it.

use super::fixed_pool;
use crate::domain::composer::Composer;
use crate::domain::draw::{Draw, Stage};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::link::LinkToken;
use crate::domain::sortition::{Announcement, Composition, DrawFile, LotProof, Outcome, Seed};
use crate::service::conversation::found;
use crate::service::{Code, Platform, Refusal, conversation};
use crate::store::draw;

/// A draw as everybody may see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The draw.
    pub draw: Draw,
    /// What was published before it.
    pub announcement: Announcement,
    /// Names of the witnesses.
    pub witnesses: Vec<String>,
    /// The seed, once it is known.
    pub seed: Option<Seed>,
    /// Target, pool and panel side by side, once it is drawn; without what people shared themselves.
    pub composition: Vec<Composition>,
}

/// The draws of a conversation that everybody may see.
pub async fn of_conversation(platform: &Platform, id: ConversationId) -> Result<Vec<Shown>, Refusal> {
    let draws = draw::of(&platform.db, id).await?;
    if draws.is_empty() {
        // A draft that nobody knows of does not exist; a draw makes it known.
        conversation::public(platform, id).await?;
        return Ok(Vec::new());
    }
    let ids: Vec<_> = draws.iter().map(|one| one.id).collect();
    let mut witnesses = draw::witnesses(&platform.db, &ids).await?;
    let mut shown = Vec::with_capacity(draws.len());
    for one in draws {
        let (pool, _) = fixed_pool(&platform.db, &one).await?;
        let drawn = one.settled.as_ref().map(|(settled, _)| settled.drawn.as_slice());
        let lines = drawn.map(|drawn| pool.composition(drawn)).unwrap_or_default();
        shown.push(Shown {
            announcement: Announcement::of(&pool, &pool.commitment()),
            witnesses: witnesses.remove(&one.id).unwrap_or_default(),
            seed: one.value.as_ref().map(|value| Seed::of(&one.root, value)),
            composition: lines.into_iter().filter(|line| !line.shared).collect(),
            draw: one,
        });
    }
    Ok(shown)
}

/// The whole file, for the organiser.
pub async fn file(platform: &Platform, by: &Composer, id: ConversationId, stage: Stage) -> Result<DrawFile, Refusal> {
    found(&platform.db, by, id).await?;
    let known = draw::find(&platform.db, id, stage).await?.ok_or(Code::NotFound)?;
    whole(platform, &known).await
}

/// The whole file, for who has a witness's link.
pub async fn file_of_witness(platform: &Platform, token: &str) -> Result<DrawFile, Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    let known = draw::of_witness(&platform.db, hash).await?.ok_or(Code::LinkUnknown)?;
    whole(platform, &known).await
}

async fn whole(platform: &Platform, known: &Draw) -> Result<DrawFile, Refusal> {
    let (Some(value), Some((settled, _))) = (&known.value, &known.settled) else {
        return Err(Code::NotDrawnYet.into());
    };
    let (pool, _) = fixed_pool(&platform.db, known).await?;
    let outcome = Outcome { seated: settled.drawn.clone(), reserves: settled.line.clone() };
    let file = DrawFile::of(&pool, &pool.commitment(), value, outcome);
    Ok(DrawFile { replaced: known.replaced.clone(), ..file })
}

/// Somebody's own lot in a draw.
#[derive(Clone, Debug)]
pub struct OwnLot {
    /// Of which draw.
    pub stage: Stage,
    /// The leaf, and the proof that it was there before the value was known.
    pub proof: LotProof,
    /// The code.
    pub code: String,
    /// The number that the lot got, once the value is known: the lowest come first.
    pub number: Option<String>,
    /// Whether it was drawn, once that is known.
    pub drawn: Option<bool>,
}

/// A member's lots in the draws of a conversation.
pub async fn own_lot(platform: &Platform, id: ConversationId, member: MemberId) -> Result<Vec<OwnLot>, Refusal> {
    let mut own = Vec::new();
    for known in draw::of(&platform.db, id).await? {
        let Some(lot) = draw::lot_of(&platform.db, known.id, member).await? else { continue };
        let (pool, _) = fixed_pool(&platform.db, &known).await?;
        let proof = pool.commitment().proof(&pool, lot.code).ok_or(Code::Internal)?;
        let seed = known.value.as_ref().map(|value| Seed::of(&known.root, value));
        own.push(OwnLot {
            stage: known.stage,
            proof,
            code: lot.code.to_string(),
            number: seed.map(|seed| Seed(seed.number(lot.code)).to_string()),
            drawn: known.settled.as_ref().map(|(settled, _)| settled.drawn.contains(&lot.code)),
        });
    }
    Ok(own)
}
