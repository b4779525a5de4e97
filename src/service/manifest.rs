//! The public manifest of a round, read once and kept, for it never changes.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use async_trait::async_trait;

use crate::domain::ids::RoundId;
use crate::domain::manifest::{Manifest, Proven};
use crate::domain::round::State;
use crate::service::ballot_box::ManifestSource;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{area, round};

/// A manifest with the proofs of all its areas.
struct Opened {
    manifest: Arc<Manifest>,
    proven: Vec<Arc<Proven>>,
}

/// Manifests in use.
#[derive(Default)]
pub struct OpenManifests(RwLock<HashMap<RoundId, Arc<Opened>>>);

/// More rounds than this are not asked for at the same time.
const KEPT: usize = 8;

/// The manifest of a round that is public.
pub async fn manifest(platform: &Platform, id: RoundId) -> Result<Arc<Manifest>, Refusal> {
    Ok(opened(platform, id).await?.manifest.clone())
}

/// Leaf 0 and the leaf of one area with their proofs.
pub async fn proven(platform: &Platform, id: RoundId, area: i32) -> Result<Arc<Proven>, Refusal> {
    let index = usize::try_from(i64::from(area) - 1).map_err(|_| Code::NotFound)?;
    Ok(opened(platform, id).await?.proven.get(index).ok_or(Code::NotFound)?.clone())
}

async fn opened(platform: &Platform, id: RoundId) -> Result<Arc<Opened>, Refusal> {
    if let Some(opened) = platform.manifests.0.read().ok().and_then(|kept| kept.get(&id).cloned()) {
        return Ok(opened);
    }
    current::public(platform, id).await?;
    let leaf = round::leaf(&platform.db, id).await?.ok_or(Code::NotFound)?;
    let leaves = [vec![leaf], area::leaves(&platform.db, id).await?].concat();
    let manifest = Manifest::of(leaves);
    let proven = (1..).map_while(|area| manifest.proven(area)).map(Arc::new).collect();
    let opened = Arc::new(Opened { manifest: Arc::new(manifest), proven });
    if let Ok(mut kept) = platform.manifests.0.write() {
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(id, opened.clone());
    }
    Ok(opened)
}

#[async_trait]
impl ManifestSource for Platform {
    async fn open_rounds(&self) -> Result<Vec<RoundId>, Refusal> {
        let rounds = round::list(&self.db, &[State::Open, State::Closed]).await?;
        Ok(rounds.into_iter().map(|round| round.id).collect())
    }

    async fn manifest(&self, round: RoundId) -> Result<Manifest, Refusal> {
        Ok(manifest(self, round).await?.as_ref().clone())
    }
}
