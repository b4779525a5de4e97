//! Step by step down the list: who comes next gets a seat if every group has room and the remaining seats can still be
//! filled to all lower bounds with people further down.

use super::feasibility::{Feasibility, Row, SolverError, System, ask};
use super::pool::Kinds;

/// A panel that is being filled.
///
/// Asking the solver about everybody would give the same people. Three things make most questions superfluous. A full
/// panel that the solver (or an exchange) once found is kept as `witness`: who is in it can be seated, and what is left of
/// it remains a witness. Of people with the same traits only numbers matter. And a kind that once could not be seated
/// never can be again, because each step only takes possibilities away.
pub(super) struct Walk<'a> {
    kinds: &'a Kinds,
    solver: &'a dyn Feasibility,
    /// How many of each kind are still further down.
    left: Vec<u32>,
    open: u32,
    /// What the people still to be seated must meet: one row for each quota, then one for all of them.
    rows: Vec<Row>,
    /// How many of each kind may fill the open seats.
    witness: Vec<u32>,
    shut: Vec<bool>,
}

/// The rows for `open` seats: one for each quota (bounds less who sits there already), then one for all.
pub(super) fn rows(kinds: &Kinds, bounds: &[(i32, i32)], open: u32) -> Vec<Row> {
    let mut rows: Vec<Row> =
        bounds.iter().map(|(least, most)| Row { least: *least, most: *most, terms: Vec::new() }).collect();
    for (kind, groups) in kinds.groups.iter().enumerate() {
        for group in groups {
            if let Some(row) = rows.get_mut(*group) {
                row.terms.push((kind, 1));
            }
        }
    }
    let open = i32::try_from(open).unwrap_or(i32::MAX);
    rows.push(Row { least: open, most: open, terms: (0..kinds.groups.len()).map(|kind| (kind, 1)).collect() });
    rows
}

impl<'a> Walk<'a> {
    /// Begins with `open` seats, the bounds that who will sit there must meet, and the people on the list; none if the
    /// seats cannot be filled at all.
    pub(super) fn begin(
        kinds: &'a Kinds,
        solver: &'a dyn Feasibility,
        bounds: &[(i32, i32)],
        left: Vec<u32>,
        open: u32,
    ) -> Result<Option<Self>, SolverError> {
        let system = System { most: left, rows: rows(kinds, bounds, open) };
        let Some(witness) = ask(solver, &system)? else { return Ok(None) };
        let System { most: left, rows } = system;
        let shut = vec![false; left.len()];
        Ok(Some(Self { kinds, solver, left, open, rows, witness, shut }))
    }

    /// Seats not taken yet.
    pub(super) const fn open(&self) -> u32 {
        self.open
    }

    /// The next on the list, who is of this kind; says whether this person gets a seat.
    pub(super) fn next(&mut self, kind: usize) -> Result<bool, SolverError> {
        let Some(left) = self.left.get_mut(kind) else { return Ok(false) };
        *left = left.saturating_sub(1);
        if self.open == 0 || self.shut.get(kind).copied().unwrap_or(true) {
            return Ok(false);
        }
        if self.is_in_witness(kind) || self.exchange(kind) {
            self.seat(kind);
            if let Some(count) = self.witness.get_mut(kind) {
                *count -= 1;
            }
            debug_assert!(self.system().is_met_by(&self.witness), "the witness got lost");
            return Ok(true);
        }
        self.seat(kind);
        if self.has_room()
            && let Some(witness) = ask(self.solver, &self.system())?
        {
            self.witness = witness;
            return Ok(true);
        }
        self.unseat(kind);
        if let Some(shut) = self.shut.get_mut(kind) {
            *shut = true;
        }
        Ok(false)
    }

    fn is_in_witness(&self, kind: usize) -> bool {
        self.witness.get(kind).is_some_and(|count| *count > 0)
    }

    fn system(&self) -> System {
        System { most: self.left.clone(), rows: self.rows.clone() }
    }

    fn has_room(&self) -> bool {
        self.rows.iter().all(|row| row.most >= 0)
    }

    fn seat(&mut self, kind: usize) {
        self.open = self.open.saturating_sub(1);
        self.shift(kind, -1);
    }

    fn unseat(&mut self, kind: usize) {
        self.open += 1;
        self.shift(kind, 1);
    }

    fn shift(&mut self, kind: usize, by: i32) {
        let all = self.rows.len().saturating_sub(1);
        let groups = self.kinds.groups.get(kind).into_iter().flatten().copied();
        for group in groups.chain([all]) {
            if let Some(row) = self.rows.get_mut(group) {
                row.least += by;
                row.most += by;
            }
        }
    }

    /// Puts one of this kind into the witness in the place of another, if the quotas allow that; or with a second pair
    /// that puts right what they do not allow: two people of the witness who trade places in those features.
    fn exchange(&mut self, kind: usize) -> bool {
        let Some(changes) = self.exchanges(kind) else { return false };
        for (kind, by) in changes {
            if let Some(count) = self.witness.get_mut(kind) {
                *count = count.saturating_add_signed(by);
            }
        }
        true
    }

    fn exchanges(&self, kind: usize) -> Option<Vec<(usize, i32)>> {
        let comes = self.kinds.groups.get(kind)?;
        let sums = self.witness_sums();
        let of = |group: &usize| Some((sums.get(*group)?, self.rows.get(*group)?));
        let grows = |group: &usize| of(group).is_some_and(|(sum, row)| *sum < row.most);
        let shrinks = |group: &usize| of(group).is_some_and(|(sum, row)| *sum > row.least);
        let inside: Vec<(usize, &Vec<usize>)> = self.inside().collect();
        inside.iter().find_map(|(goes, leaves)| {
            let allowed = |(gone, come)| gone == come || (shrinks(gone) && grows(come));
            let fixed: Vec<bool> = leaves.iter().zip(comes).map(|pair| !allowed(pair)).collect();
            if !fixed.contains(&true) {
                return Some(vec![(kind, 1), (*goes, -1)]);
            }
            let agrees =
                |groups: &[usize]| groups.iter().zip(comes).zip(&fixed).all(|((a, b), fixed)| !fixed || a == b);
            let trading = inside.iter().filter(|(partner, groups)| partner != goes && agrees(groups));
            let traded = |(partner, groups): &(usize, &Vec<usize>)| {
                Some(vec![(kind, 1), (*goes, -1), (self.with_groups(groups, leaves, &fixed)?, 1), (*partner, -1)])
            };
            trading.into_iter().find_map(traded)
        })
    }

    /// The kinds in the witness, with their groups.
    fn inside(&self) -> impl Iterator<Item = (usize, &'a Vec<usize>)> + '_ {
        let counted = self.witness.iter().zip(&self.kinds.groups).enumerate();
        counted.filter(|(_, (count, _))| **count > 0).map(|(kind, (_, groups))| (kind, groups))
    }

    /// A kind of whom the witness can have one more, with these groups but those of `leaves` where `fixed`.
    fn with_groups(&self, groups: &[usize], leaves: &[usize], fixed: &[bool]) -> Option<usize> {
        let wanted =
            groups.iter().zip(leaves).zip(fixed).map(|((group, other), fixed)| if *fixed { other } else { group });
        let wanted: Vec<usize> = wanted.copied().collect();
        let kind = *self.kinds.by_groups.get(&wanted)?;
        (self.witness.get(kind)? < self.left.get(kind)?).then_some(kind)
    }

    fn witness_sums(&self) -> Vec<i32> {
        let mut sums = vec![0; self.rows.len()];
        for (count, groups) in self.witness.iter().zip(&self.kinds.groups) {
            let count = i32::try_from(*count).unwrap_or(i32::MAX);
            for group in groups {
                if let Some(sum) = sums.get_mut(*group) {
                    *sum += count;
                }
            }
        }
        sums
    }
}
