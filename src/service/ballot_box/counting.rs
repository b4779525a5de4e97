//! Counting a closed box: every row is checked once more, and what is valid is tallied in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::future::try_join_all;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use tokio::task::{JoinError, spawn_blocking};

use super::genuine::Genuine;
use crate::domain::ballot::Ballot;
use crate::domain::merkle::TreeHash;
use crate::domain::result::{AreaCount, Counted, Line};
use crate::store::reading::{self, Page, Part};
use crate::store::{Db, StoreError};

/// Rows read at once; a page takes some 800 kilobytes.
const PAGE: u64 = 1_000;
/// Parts of the box that are read at the same time. A store has four connections for reading.
const AT_ONCE: usize = 3;

/// The lines of the four public lists, each list in the order of its codes: nothing ties the lists together.
pub(super) type Lines = [Vec<Line>; 4];

/// A count in the making.
#[derive(Default)]
struct Tallying {
    lines: Lines,
    areas: BTreeMap<i32, AreaCount>,
    invalid: i64,
}

impl Tallying {
    /// Room for all lines at once: growing would leave twice as much behind.
    fn with_room_for(rows: u64) -> Self {
        let room = usize::try_from(rows).unwrap_or(0);
        Self { lines: std::array::from_fn(|_| Vec::with_capacity(room)), ..Self::default() }
    }

    fn of(page: &Page, genuine: &Genuine) -> Self {
        let mut tallying = Self::default();
        for ballot in page.ballots() {
            match ballot {
                Some(ballot) if is_valid(genuine, &ballot) => tallying.add(&ballot),
                _ => tallying.invalid += 1,
            }
        }
        tallying
    }

    fn add(&mut self, ballot: &Ballot) {
        let area = ballot.area;
        self.areas.entry(area).or_insert_with(|| AreaCount::none(area)).add(ballot.answers);
        for ((lines, code), answer) in self.lines.iter_mut().zip(ballot.lines).zip(ballot.answers.0) {
            lines.push(Line { code, area, answer });
        }
    }

    fn take(&mut self, other: Self) {
        for (lines, more) in self.lines.iter_mut().zip(other.lines) {
            lines.extend(more);
        }
        for (area, count) in other.areas {
            self.areas.entry(area).or_insert_with(|| AreaCount::none(area)).add_all(count);
        }
        self.invalid += other.invalid;
    }
}

fn is_valid(genuine: &Genuine, ballot: &Ballot) -> bool {
    ballot.chain_value.opens(&ballot.token, ballot.version) && genuine.has_ticket(ballot)
}

/// Counts a box that takes no ballots any more: what to hand over, and the lines behind it. Writes nothing.
pub(super) async fn tally(db: &Db, root: TreeHash, genuine: Arc<Genuine>) -> Result<(Counted, Lines), StoreError> {
    let mut tallying = Tallying::with_room_for(reading::rows(db).await?);
    let mut parts = parts_of(db, genuine);
    while let Some(part) = parts.next().await {
        tallying.take(part?);
    }
    let Tallying { lines, areas, invalid } = tallying;
    let areas: Vec<AreaCount> = areas.into_values().collect();
    let ballots = areas.iter().map(|area| area.ballots).sum();
    if u64::try_from(ballots + invalid) != Ok(reading::rows(db).await?) {
        return Err(StoreError::Inconsistent("a box that changes while it is counted"));
    }
    Ok((Counted { root: root.to_string(), ballots, invalid, areas }, in_order(lines).await?))
}

/// Checks all ballots of a box, also of an open one, and keeps nothing but which tickets are genuine.
pub(super) async fn check(db: &Db, genuine: Arc<Genuine>) -> Result<(), StoreError> {
    let mut parts = parts_of(db, genuine);
    while let Some(part) = parts.next().await {
        part?;
    }
    Ok(())
}

fn parts_of(db: &Db, genuine: Arc<Genuine>) -> BoxStream<'static, Result<Tallying, StoreError>> {
    let db = db.clone();
    let tally = move |part| tally_part(db.clone(), part, genuine.clone());
    stream::iter(reading::parts()).map(tally).buffer_unordered(AT_ONCE).boxed()
}

async fn tally_part(db: Db, mut part: Part, genuine: Arc<Genuine>) -> Result<Tallying, StoreError> {
    let mut tallying = Tallying::default();
    while let Some(page) = reading::next_page(&db, &mut part, PAGE).await? {
        let genuine = genuine.clone();
        tallying.take(spawn_blocking(move || Tallying::of(&page, &genuine)).await.map_err(stopped)?);
    }
    Ok(tallying)
}

async fn in_order(lines: Lines) -> Result<Lines, StoreError> {
    let sort = |mut lines: Vec<Line>| {
        spawn_blocking(move || {
            lines.sort_unstable_by_key(|line| line.code);
            lines
        })
    };
    let sorted = try_join_all(lines.map(sort)).await.map_err(stopped)?;
    sorted.try_into().map_err(|_| StoreError::Inconsistent("a count without four lists"))
}

fn stopped(_: JoinError) -> StoreError {
    StoreError::Inconsistent("a count that stopped half-way")
}
