//! When quotas cannot be met: the bounds that must move, by as few seats in all as possible.

use serde::{Deserialize, Serialize};

use super::feasibility::{Feasibility, Row, SolverError, System, ask};
use super::pool::Kinds;
use super::terms::Terms;
use super::walk::rows;

/// Which bound of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The lower bound, which moves down.
    Least,
    /// The upper bound, which moves up.
    Most,
}

/// A bound of a quota that must move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The feature.
    pub feature: String,
    /// The value.
    pub value: String,
    /// Which bound.
    pub bound: Bound,
    /// What it is.
    pub from: u32,
    /// What it must be.
    pub to: u32,
}

/// The smallest change that makes the seats fillable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relaxation {
    /// How many seats there are people for: fewer than asked where the pool is too small.
    pub seats: u32,
    /// The bounds that must move.
    pub moves: Vec<Move>,
}

impl Relaxation {
    /// The sum of all moves, in seats.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.moves.iter().map(|moved| u64::from(moved.from.abs_diff(moved.to))).sum()
    }
}

impl Terms {
    /// These terms with the seats and the moved bounds of a relaxation.
    #[must_use]
    pub fn relaxed(&self, relaxation: &Relaxation) -> Self {
        let mut terms = self.clone();
        terms.seats = terms.seats.min(relaxation.seats);
        for moved in &relaxation.moves {
            let features = terms.features.iter_mut().filter(|feature| feature.name == moved.feature);
            for quota in features.flat_map(|feature| &mut feature.quotas).filter(|quota| quota.value == moved.value) {
                match moved.bound {
                    Bound::Least => quota.least = moved.to,
                    Bound::Most => quota.most = moved.to,
                }
            }
        }
        for quota in terms.features.iter_mut().flat_map(|feature| &mut feature.quotas) {
            quota.most = quota.most.min(terms.seats);
            quota.least = quota.least.min(quota.most);
        }
        terms
    }
}

/// The seats that are to be filled: who sits there already is taken off the bounds.
pub(super) struct Opening<'a> {
    pub kinds: &'a Kinds,
    /// Bounds of each quota, less who sits there already.
    pub bounds: &'a [(i32, i32)],
    /// People of each kind.
    pub left: &'a [u32],
    /// Seats to fill; there are at least so many people.
    pub open: u32,
}

/// How far the lower and the upper bound of each quota must move, so that their sum is as small as it can be. Of several
/// ways the one that moves the first quotas least (the first lower bound, the first upper bound, the second lower …).
pub(super) fn smallest(opening: &Opening<'_>, solver: &dyn Feasibility) -> Result<Vec<(u32, u32)>, SolverError> {
    let mut search = Search::new(opening);
    let mut best =
        search.ask(solver)?.ok_or_else(|| SolverError("bounds that may all move cannot be met".to_owned()))?;
    // The sum: halve what is possible until one number is left.
    let (mut impossible, mut total) = (None::<u32>, best.iter().sum::<u32>());
    while let Some(middle) = between(impossible, total) {
        search.set_budget(middle);
        match search.ask(solver)? {
            Some(found) => (total, best) = (found.iter().sum(), found),
            None => impossible = Some(middle),
        }
    }
    search.set_budget(total);
    // Then each move by itself, in order, given those before it.
    for at in 0..best.len() {
        let (mut impossible, mut least) = (None::<u32>, best.get(at).copied().unwrap_or(0));
        while let Some(middle) = between(impossible, least) {
            search.set_most(at, middle);
            match search.ask(solver)? {
                Some(found) => (least, best) = (found.get(at).copied().unwrap_or(0), found),
                None => impossible = Some(middle),
            }
        }
        search.set_most(at, least);
    }
    let (pairs, _) = best.as_chunks::<2>();
    Ok(pairs.iter().map(|[least, most]| (*least, *most)).collect())
}

/// A number above `impossible` and below `possible`; none when these are neighbours.
fn between(impossible: Option<u32>, possible: u32) -> Option<u32> {
    let first = impossible.map_or(0, |impossible| impossible + 1);
    (first < possible).then(|| first + (possible - first) / 2)
}

/// The system of an opening with two more variables for each quota: how far its lower bound moves down, its upper one up.
struct Search {
    system: System,
    first: usize,
}

impl Search {
    fn new(opening: &Opening<'_>) -> Self {
        let first = opening.left.len();
        let mut system =
            System { most: opening.left.to_vec(), rows: rows(opening.kinds, opening.bounds, opening.open) };
        let (mut loose, mut budget) = (Vec::new(), Row { least: 0, most: 0, terms: Vec::new() });
        let open = i32::try_from(opening.open).unwrap_or(i32::MAX);
        for (row, (least, most)) in system.rows.iter_mut().zip(opening.bounds) {
            let (down, up) = (system.most.len(), system.most.len() + 1);
            // The upper bound must also let in who sits there already.
            let (deepest, highest) = ((*least).max(0), open - (*most).min(0));
            system.most.extend([deepest.unsigned_abs(), highest.unsigned_abs()]);
            loose.push(Row { least: -highest, most: *most, terms: [row.terms.as_slice(), &[(up, -1)]].concat() });
            row.terms.push((down, 1));
            row.most = open + deepest;
            budget.terms.extend([(down, 1), (up, 1)]);
            budget.most += deepest + highest;
        }
        system.rows.extend(loose);
        system.rows.push(budget);
        Self { system, first }
    }

    fn set_budget(&mut self, most: u32) {
        if let Some(row) = self.system.rows.last_mut() {
            row.most = i32::try_from(most).unwrap_or(i32::MAX);
        }
    }

    fn set_most(&mut self, at: usize, most: u32) {
        if let Some(place) = self.system.most.get_mut(self.first + at) {
            *place = most;
        }
    }

    /// How far each bound moves in some way that meets everything.
    fn ask(&self, solver: &dyn Feasibility) -> Result<Option<Vec<u32>>, SolverError> {
        Ok(ask(solver, &self.system)?.map(|mut values| values.split_off(self.first.min(values.len()))))
    }
}

/// The moves in words of the terms: what each bound is and what it must be.
pub(super) fn moves(terms: &Terms, shifts: &[(u32, u32)]) -> Vec<Move> {
    let mut moves = Vec::new();
    for ((feature, quota), (down, up)) in terms.quotas().zip(shifts) {
        let moved =
            |bound, from, to| Move { feature: feature.name.clone(), value: quota.value.clone(), bound, from, to };
        if *down > 0 {
            moves.push(moved(Bound::Least, quota.least, quota.least.saturating_sub(*down)));
        }
        if *up > 0 {
            moves.push(moved(Bound::Most, quota.most, quota.most + up));
        }
    }
    moves
}
