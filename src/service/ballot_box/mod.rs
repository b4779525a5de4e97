//! The ballot box: takes ballots with a genuine ticket, counts them, and never learns who anybody is.

mod cast;
mod closing;
mod counting;
mod genuine;
mod opening;
mod publishing;
mod urn;
mod writer;

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, RwLock};

use crate::clock::Clock;
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::manifest::Manifest;
use crate::domain::result::Counted;
use crate::service::Refusal;
use crate::store::box_stores::BoxStores;

use counting::Lines;
use urn::Urn;

/// Where the box gets the manifests of open rounds: the platform, in this process or over HTTP.
#[async_trait]
pub trait ManifestSource: Send + Sync {
    /// Rounds that are open, or closed and not yet counted.
    async fn open_rounds(&self) -> Result<Vec<RoundId>, Refusal>;
    /// The manifest of a round that is public.
    async fn manifest(&self, round: RoundId) -> Result<Manifest, Refusal>;
}

/// What the platform may ask of the box: figures and acts about a whole round, never a ballot.
#[async_trait]
pub trait BoxLink: Send + Sync {
    /// How many ballots there are in each counting area.
    async fn figures(&self, round: RoundId) -> Result<BoxFigures, Refusal>;
    /// The count of each area; none as long as the box has not counted.
    async fn counted(&self, round: RoundId) -> Result<Option<Counted>, Refusal>;
    /// Makes the four public lists of a counted round, its counting areas in these publication groups; gives what fixes
    /// each list.
    async fn publish(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal>;
    /// Forgets whatever is finer than the publication groups: the result stands, nobody needs it any more. Lists that
    /// were not made before this are never made.
    async fn forget_areas(&self, round: RoundId) -> Result<(), Refusal>;
    /// Stops casting in a round.
    async fn halt(&self, round: RoundId, reason: &str) -> Result<(), Refusal>;
    /// Destroys the ballots of a withdrawn round without counting them.
    async fn destroy(&self, round: RoundId) -> Result<(), Refusal>;
}

/// Ballots in one counting area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaBallots {
    /// Number of the area.
    pub area: i32,
    /// Ballots in the box.
    pub ballots: i64,
}

/// How the box stands in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxFigures {
    /// `open`, `closed` or `counted`.
    pub state: String,
    /// Areas with at least one ballot. Empty once counted.
    pub ballots_per_area: Vec<AreaBallots>,
}

/// The ballot box with all its rounds.
#[derive(Clone)]
pub struct BallotBox {
    stores: Arc<BoxStores>,
    clock: Arc<dyn Clock>,
    source: Arc<dyn ManifestSource>,
    urns: Arc<RwLock<HashMap<RoundId, Arc<Urn>>>>,
    // What a count found, until the lists are made of it. Nowhere else: after a restart the ballots are tallied again.
    lines: Arc<Mutex<HashMap<RoundId, Lines>>>,
    // Lists are made one round after the other: they take memory.
    publishing: Arc<Mutex<()>>,
    // Writers outlive the request that began them, and so does the making of lists: they run where the box was made.
    runtime: Handle,
}

impl BallotBox {
    /// A box on these stores. Must be called within a runtime that lives as long as the box.
    #[must_use]
    pub fn new(stores: BoxStores, clock: Arc<dyn Clock>, source: Arc<dyn ManifestSource>) -> Self {
        let (urns, lines, publishing) = (Arc::default(), Arc::default(), Arc::default());
        Self { stores: Arc::new(stores), clock, source, urns, lines, publishing, runtime: Handle::current() }
    }
}
