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

    /// Puts one of this kind into the witness in the place of another, if the quotas allow that.
    fn exchange(&mut self, kind: usize) -> bool {
        let Some(comes) = self.kinds.groups.get(kind) else { return false };
        let sums = self.witness_sums();
        let of = |group: &usize| Some((sums.get(*group)?, self.rows.get(*group)?));
        let grows = |group: &usize| of(group).is_some_and(|(sum, row)| *sum < row.most);
        let shrinks = |group: &usize| of(group).is_some_and(|(sum, row)| *sum > row.least);
        let fits = |goes: &Vec<usize>| {
            goes.iter().zip(comes).all(|(gone, come)| gone == come || (shrinks(gone) && grows(come)))
        };
        let other = self.witness.iter().zip(&self.kinds.groups).position(|(count, goes)| *count > 0 && fits(goes));
        let Some(other) = other else { return false };
        for (at, count) in self.witness.iter_mut().enumerate() {
            *count = *count + u32::from(at == kind) - u32::from(at == other);
        }
        true
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
