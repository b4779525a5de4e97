//! How often members are asked: which rounds follow each other too closely, or are too many in a year. It advises, and
//! never stops a round. Conversations have a measure of their own.

use std::collections::BTreeSet;

use super::time::Day;

/// When the desk wants to be warned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most rounds that a member is asked in within 365 days.
    pub a_year: usize,
    /// Fewest days from one opening to the next.
    pub days_apart: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { a_year: 9, days_apart: 14 }
    }
}

/// A round that asks members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The day on which it opens.
    pub opens: Day,
    /// Codes of the branches whose members it asks; none asks everybody.
    pub branches: Vec<String>,
}

/// What is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// So many days after the round before it.
    TooSoon(i64),
    /// The last of so many within 365 days.
    TooMany(usize),
}

/// A round that asks members too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowding {
    /// Place of the round in the list that was given.
    pub round: usize,
    /// Why.
    pub reason: Reason,
    /// Places of the other rounds that count, the first one first.
    pub with: Vec<usize>,
    /// Codes of the branches whose members are asked too much; none is everybody.
    pub branches: Vec<String>,
}

const YEAR: i64 = 365;

/// All rounds that ask somebody more than the limits say. A member is asked by the rounds for the whole country and by
/// those for the own branch.
#[must_use]
pub fn crowding(asked: &[Asking], limits: Limits) -> Vec<Crowding> {
    let branches: BTreeSet<&String> = asked.iter().flat_map(|one| &one.branches).collect();
    let audiences = std::iter::once(None).chain(branches.into_iter().map(Some));
    let mut found: Vec<Crowding> = Vec::new();
    for branch in audiences {
        for (round, reason, with) in of_audience(asked, branch, limits) {
            let same = |one: &&mut Crowding| (one.round, one.reason, &one.with) == (round, reason, &with);
            match (found.iter_mut().find(same), branch) {
                // What holds for everybody holds for a branch too.
                (Some(known), Some(_)) if known.branches.is_empty() => {}
                (Some(known), Some(code)) => known.branches.push(code.clone()),
                _ => found.push(Crowding { round, reason, with, branches: branch.into_iter().cloned().collect() }),
            }
        }
    }
    found
}

/// The same for members of one branch; none for those of branches that no round is for by itself.
fn of_audience(asked: &[Asking], branch: Option<&String>, limits: Limits) -> Vec<(usize, Reason, Vec<usize>)> {
    let asks = |one: &Asking| one.branches.is_empty() || branch.is_some_and(|code| one.branches.contains(code));
    let mut rounds: Vec<(usize, Day)> =
        asked.iter().enumerate().filter(|(_, one)| asks(one)).map(|(at, one)| (at, one.opens)).collect();
    rounds.sort_by_key(|(at, opens)| (*opens, *at));
    let mut found = Vec::new();
    let mut before: Vec<(usize, Day)> = Vec::new();
    for (round, opens) in rounds {
        if let Some((other, earlier)) = before.last()
            && opens.since(*earlier) < limits.days_apart
        {
            found.push((round, Reason::TooSoon(opens.since(*earlier)), vec![*other]));
        }
        before.retain(|(_, earlier)| opens.since(*earlier) < YEAR);
        if before.len() >= limits.a_year {
            found.push((round, Reason::TooMany(before.len() + 1), before.iter().map(|(at, _)| *at).collect()));
        }
        before.push((round, opens));
    }
    found
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn asking(day: &str, branches: &[&str]) -> Asking {
        Asking { opens: Day::parse(day).unwrap(), branches: branches.iter().map(|code| (*code).to_owned()).collect() }
    }

    #[test]
    fn two_rounds_within_two_weeks_are_named_with_each_other() {
        let asked = [asking("2027-01-12", &[]), asking("2027-01-05", &[]), asking("2027-01-26", &[])];
        let found = crowding(&asked, Limits::default());
        assert_eq!(found, [Crowding { round: 0, reason: Reason::TooSoon(7), with: vec![1], branches: vec![] }]);
    }

    #[test]
    fn a_local_round_counts_for_its_own_members_only_and_branches_are_named_together() {
        let asked = [asking("2027-01-05", &[]), asking("2027-01-12", &["A", "B"]), asking("2027-01-14", &["C"])];
        let found = crowding(&asked, Limits::default());
        let one = |round, days, branches: &[&str]| Crowding {
            round,
            reason: Reason::TooSoon(days),
            with: vec![0],
            branches: branches.iter().map(|code| (*code).to_owned()).collect(),
        };
        assert_eq!(found, [one(1, 7, &["A", "B"]), one(2, 9, &["C"])]);
    }

    #[test]
    fn the_tenth_round_within_365_days_is_one_too_many_and_the_day_after_it_is_not() {
        let first = Day::parse("2027-01-05").unwrap();
        let mut asked: Vec<Asking> =
            (0..9).map(|i| Asking { opens: first.plus(i * 30), branches: Vec::new() }).collect();
        asked.push(Asking { opens: first.plus(364), branches: Vec::new() });
        let found = crowding(&asked, Limits::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].round, found[0].reason), (9, Reason::TooMany(10)));
        assert_eq!(found[0].with, (0..9).collect::<Vec<_>>());
        asked[9].opens = first.plus(365);
        assert!(crowding(&asked, Limits::default()).is_empty());
    }
}
