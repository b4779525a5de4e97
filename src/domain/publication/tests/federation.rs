//! Random federations, the same ones on every machine.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::super::{AreaFacts, Heading, Sum};
use crate::domain::area::CountingArea;
use crate::domain::branch::Branch;
use crate::domain::ids::{BranchId, RoundId};
use crate::domain::result::Tally;
use crate::domain::round::Purpose;
use crate::domain::time::Timestamp;

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `from` up to and including `to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.next() % u64::try_from(to - from + 1).unwrap()).unwrap()
    }

    /// True so many times out of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, usize::try_from(self.between(0, i64::try_from(at).unwrap())).unwrap());
        }
    }
}

pub fn heading() -> Heading {
    Heading {
        round: RoundId(Uuid::nil()),
        title: "Vervoer".to_owned(),
        purpose: Purpose::Adviseren,
        published_at: Timestamp(0),
        statements: (1..=4).map(|number| format!("Stelling {number}")).collect(),
        invalid: 0,
        local: false,
        earlier: Vec::new(),
    }
}

/// One area with one afdeling; everybody who took part has a ballot.
pub fn area(number: i32, region: &str, tallies: [[i64; 6]; 4]) -> AreaFacts {
    let code = format!("A{number:02}");
    let branch = Branch {
        id: BranchId(Uuid::nil()),
        name: format!("Afdeling {number}"),
        code,
        region: region.to_owned(),
        cluster: None,
    };
    let ballots = tallies[0].iter().sum();
    AreaFacts {
        area: CountingArea { number, region: region.to_owned(), branches: vec![branch], roll: ballots + 50 },
        tickets: ballots,
        sum: Sum { ballots, tallies: tallies.map(Tally) },
    }
}

pub fn in_cluster(mut facts: AreaFacts, cluster: &str) -> AreaFacts {
    facts.area.branches[0].cluster = Some(cluster.to_owned());
    facts
}

/// Four statements on which opinions are divided.
pub fn divided(ballots: i64) -> [[i64; 6]; 4] {
    let each = ballots / 6;
    [[each, each, each, each, each, ballots - 5 * each]; 4]
}

fn answers(dice: &mut Dice, ballots: i64, like_minded: bool) -> [i64; 6] {
    let mut cells = [0; 6];
    let favourite = usize::try_from(dice.between(0, 5)).unwrap();
    let lean = if like_minded { dice.between(92, 100) } else { dice.between(0, 60) };
    for _ in 0..ballots {
        let cell = if dice.chance(lean) { favourite } else { usize::try_from(dice.between(0, 5)).unwrap() };
        cells[cell] += 1;
    }
    cells
}

/// 3 to 8 areas in 1 to 3 regions, 0 to 200 ballots in each, some of them tiny and some (nearly) unanimous.
pub fn federation(dice: &mut Dice) -> Vec<AreaFacts> {
    let (areas, regions) = (dice.between(3, 8), dice.between(1, 3));
    let one = |number: i64| {
        let ballots = match dice.between(1, 10) {
            1..=2 => dice.between(0, 6),
            3..=5 => dice.between(5, 40),
            _ => dice.between(20, 200),
        };
        let like_minded = dice.chance(25);
        let tallies = std::array::from_fn(|_| {
            let this_one = like_minded && dice.chance(60);
            answers(dice, ballots, this_one)
        });
        let region = format!("R{}", dice.between(1, regions));
        let facts = area(i32::try_from(number).unwrap(), &region, tallies);
        if dice.chance(30) { in_cluster(facts, &format!("C{}", dice.between(1, 2))) } else { facts }
    };
    (1..=areas).map(one).collect()
}

/// The numbers of all areas.
pub fn numbers(areas: &[AreaFacts]) -> BTreeSet<i32> {
    areas.iter().map(|facts| facts.area.number).collect()
}

/// What was counted in these areas together.
pub fn sum_of<'a>(areas: impl IntoIterator<Item = &'a AreaFacts>) -> Sum {
    areas.into_iter().fold(Sum::default(), |sum, facts| sum.plus(&facts.sum))
}
