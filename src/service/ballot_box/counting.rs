//! Counting a closed box: every row is checked once more, then four lists are written that share nothing.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};

use super::genuine::Genuine;
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::merkle::TreeHash;
use crate::domain::ticket::Token;
use crate::store::counted::{self, Line, Totals};
use crate::store::{Db, StoreError, ballot};

/// Rows read at once. As many pages as there are processors are in memory at the same time.
const PAGE: u64 = 4_000;

/// Four lists in the making.
#[derive(Default)]
struct Tallying {
    lists: [Vec<Line>; 4],
    by_area: BTreeMap<i32, i64>,
    ballots: i64,
    invalid: i64,
}

impl Tallying {
    fn with_room_for(ballots: i64) -> Self {
        let room = usize::try_from(ballots).unwrap_or(0);
        Self { lists: std::array::from_fn(|_| Vec::with_capacity(room)), ..Self::default() }
    }

    fn add(&mut self, ballot: &Ballot) {
        self.ballots += 1;
        *self.by_area.entry(ballot.area).or_default() += 1;
        for ((list, code), answer) in self.lists.iter_mut().zip(ballot.lines).zip(ballot.answers.0) {
            list.push(Line { code, area: ballot.area, answer });
        }
    }

    fn take(&mut self, page: Self) {
        for (list, lines) in self.lists.iter_mut().zip(page.lists) {
            list.extend(lines);
        }
        for (area, ballots) in page.by_area {
            *self.by_area.entry(area).or_default() += ballots;
        }
        self.ballots += page.ballots;
        self.invalid += page.invalid;
    }
}

/// Counts the closed box of `round` into its new store. What was written of an earlier, interrupted count is not there:
/// lists and totals are one transaction.
pub(super) async fn count(
    round: RoundId,
    root: TreeHash,
    from: &Db,
    into: &Db,
    genuine: Arc<Genuine>,
) -> Result<(), StoreError> {
    let Tallying { lists, by_area, ballots, invalid } = tally(from, genuine).await?;
    let totals = Totals { round, root, ballots, invalid, by_area: by_area.into_iter().collect() };
    let tx = into.begin().await?;
    for (statement, mut list) in (1..).zip(lists) {
        list.sort_unstable();
        counted::insert_list(&tx, statement, list).await?;
    }
    counted::insert_totals(&tx, &totals).await?;
    tx.commit().await?;
    into.truncate_wal().await
}

/// Reads the whole box in the order of its tokens; while one page is read, those before it are checked.
async fn tally(db: &Db, genuine: Arc<Genuine>) -> Result<Tallying, StoreError> {
    let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let rows: i64 = ballot::by_area(db).await?.iter().map(|(_, ballots)| ballots).sum();
    let mut tallying = Tallying::with_room_for(rows);
    let mut checking: VecDeque<JoinHandle<Tallying>> = VecDeque::with_capacity(at_once);
    let mut after: Option<Token> = None;
    loop {
        let page = ballot::page(db, after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        let genuine = genuine.clone();
        checking.push_back(spawn_blocking(move || check(&page, &genuine)));
        if checking.len() >= at_once
            && let Some(first) = checking.pop_front()
        {
            tallying.take(checked(first).await?);
        }
    }
    for page in checking {
        tallying.take(checked(page).await?);
    }
    Ok(tallying)
}

async fn checked(page: JoinHandle<Tallying>) -> Result<Tallying, StoreError> {
    page.await.map_err(|_| StoreError::Inconsistent("a page of ballots could not be checked"))
}

fn check(page: &[(Token, Option<Ballot>)], genuine: &Genuine) -> Tallying {
    let mut tallying = Tallying::default();
    for (_, ballot) in page {
        match ballot {
            Some(ballot) if is_valid(genuine, ballot) => tallying.add(ballot),
            _ => tallying.invalid += 1,
        }
    }
    tallying
}

fn is_valid(genuine: &Genuine, ballot: &Ballot) -> bool {
    ballot.chain_value.opens(&ballot.token, ballot.version) && genuine.has_ticket(ballot)
}
