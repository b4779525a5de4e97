//! What every voter's request looks up first, for all who wait in one question to the database.

use std::collections::HashMap;

use tokio::runtime::Handle;

use super::together::Together;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::link::LinkHash;
use crate::service::{Code, Refusal};
use crate::store::mail_link::{self, RoundLink};
use crate::store::roll::{self, Card};
use crate::store::{Db, StoreError};

type Answer<T> = Result<Option<T>, Refusal>;

/// The ways to look up a round link, and a member's place on the roll.
pub struct Lookups {
    links: Together<LinkHash, Answer<RoundLink>>,
    cards: Together<(RoundId, MemberId), Answer<Card>>,
}

impl Lookups {
    /// Begins the workers. They work in the present runtime, which must outlive their use.
    #[must_use]
    pub fn begin(db: &Db) -> Self {
        let (links, cards) = (db.clone(), db.clone());
        let runtime = Handle::current();
        Self {
            links: Together::begin(&runtime, move |hashes: Vec<LinkHash>| {
                let db = links.clone();
                async move { in_order(&hashes, mail_link::find_rounds(&db, &hashes).await) }
            }),
            cards: Together::begin(&runtime, move |places: Vec<(RoundId, MemberId)>| {
                let db = cards.clone();
                async move { in_order(&places, find_cards(&db, &places).await) }
            }),
        }
    }

    /// The round link with this hash; none if it is unknown or revoked.
    pub(super) async fn link(&self, hash: LinkHash) -> Answer<RoundLink> {
        self.links.ask(hash).await.ok_or(Code::Busy)?
    }

    /// What a ballot paper says of a member; none if the member is not on the roll.
    pub(super) async fn card(&self, round: RoundId, member: MemberId) -> Answer<Card> {
        self.cards.ask((round, member)).await.ok_or(Code::Busy)?
    }
}

async fn find_cards(db: &Db, places: &[(RoundId, MemberId)]) -> Result<HashMap<(RoundId, MemberId), Card>, StoreError> {
    let mut rounds: HashMap<RoundId, Vec<MemberId>> = HashMap::new();
    for (round, member) in places {
        rounds.entry(*round).or_default().push(*member);
    }
    let mut found = HashMap::with_capacity(places.len());
    for (round, members) in rounds {
        let cards = roll::cards(db, round, &members).await?;
        found.extend(cards.into_iter().map(|(member, card)| ((round, member), card)));
    }
    Ok(found)
}

fn in_order<K: Eq + std::hash::Hash, V: Clone>(
    asked: &[K],
    found: Result<HashMap<K, V>, StoreError>,
) -> Vec<Answer<V>> {
    match found {
        Ok(found) => asked.iter().map(|key| Ok(found.get(key).cloned())).collect(),
        Err(error) => {
            let refusal = Refusal::from(error);
            asked.iter().map(|_| Err(refusal.clone())).collect()
        }
    }
}
