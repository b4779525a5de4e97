//! The draw: seed, numbers, the walk for all seats, and the walk for one seat that fell free.

use std::collections::HashSet;

use ring::digest::{Context, SHA256};

use super::feasibility::{BranchAndBound, Feasibility, SolverError};
use super::lot::{LotCode, Seed};
use super::pool::Pool;
use super::relaxation::{Move, Opening, Relaxation, moves, smallest};
use super::walk::Walk;
use crate::domain::merkle::TreeHash;

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

impl Seed {
    /// SHA-256 of `loting-v1`, the 32 bytes of the root, and the public value as text (UTF-8) without space around it.
    #[must_use]
    pub fn of(root: &TreeHash, value: &str) -> Self {
        Self(sha256(&[super::FORMAT.as_bytes(), &root.0, value.trim().as_bytes()]))
    }

    /// A seed for something that is no draw (estimating chances, tables), so that it can never be one.
    #[must_use]
    pub fn derived(&self, purpose: &str, number: u64) -> Self {
        Self(sha256(&[purpose.as_bytes(), &self.0, &number.to_be_bytes()]))
    }

    /// The number of a lot: SHA-256 of the 32 bytes of the seed and the 32 characters of the code.
    #[must_use]
    pub fn number(&self, code: LotCode) -> [u8; 32] {
        sha256(&[&self.0, code.to_string().as_bytes()])
    }
}

/// Who was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who has a seat, in the order in which they were drawn.
    pub seated: Vec<LotCode>,
    /// Everybody else in the order of the list. Without quotas this is the waiting list; with quotas the next of them who
    /// fits comes first ([`Pool::replacement`]).
    pub reserves: Vec<LotCode>,
}

/// Who gets a seat that fell free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The person.
    pub seated: LotCode,
    /// The bounds that had to move, because nobody who is left could have met all of them; mostly none.
    pub moved: Vec<Move>,
}

/// Why there is no draw.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The quotas cannot be met; with the smallest change after which they can.
    #[error("the quotas cannot be met with these people")]
    Unmet(Relaxation),
    /// A code that is not of this draw.
    #[error("lot {0} is not in this draw")]
    Unknown(LotCode),
    /// Not a "no": try again, or look into it.
    #[error(transparent)]
    Solver(#[from] SolverError),
}

/// Seats that are open, who may take them, and what they must meet.
struct Open {
    seats: u32,
    left: Vec<u32>,
    bounds: Vec<(i32, i32)>,
}

impl Pool {
    /// The places of all lots by ascending number; who stands behind comes after all others.
    #[must_use]
    pub fn order(&self, seed: &Seed) -> Vec<usize> {
        let mut numbered: Vec<_> =
            self.lots().iter().zip(0..).map(|(lot, place)| (lot.behind, seed.number(lot.code), place)).collect();
        numbered.sort_unstable();
        numbered.into_iter().map(|(_, _, place)| place).collect()
    }

    /// The smallest change of the terms after which this pool can fill the seats; none if it can as it is. Ask this before
    /// anything is announced.
    pub fn relaxation(&self) -> Result<Option<Relaxation>, SolverError> {
        let open = self.open(&[], &HashSet::new());
        Ok(match self.begin(&open, &BranchAndBound)? {
            Some(_) if open.seats == self.terms().seats || self.terms().features.is_empty() => None,
            Some(_) => Some(Relaxation { seats: open.seats, moves: Vec::new() }),
            None => Some(self.relax(&open, &BranchAndBound)?),
        })
    }

    /// Draws. Without quotas a pool that is smaller than the number of seats gives everybody a seat.
    pub fn draw(&self, seed: &Seed) -> Result<Outcome, DrawError> {
        self.draw_with(seed, &BranchAndBound)
    }

    /// Draws, with this solver; every right one gives the same people.
    pub fn draw_with(&self, seed: &Seed, solver: &dyn Feasibility) -> Result<Outcome, DrawError> {
        let order = self.order(seed);
        let seated = self.seat(&order, solver)?;
        let taken: HashSet<usize> = seated.iter().copied().collect();
        let rest: Vec<usize> = order.into_iter().filter(|place| !taken.contains(place)).collect();
        Ok(Outcome { seated: self.codes(&seated), reserves: self.codes(&rest) })
    }

    /// The places of who gets a seat, in this order.
    pub(super) fn seat(&self, order: &[usize], solver: &dyn Feasibility) -> Result<Vec<usize>, DrawError> {
        let open = self.open(&[], &HashSet::new());
        let too_few = open.seats < self.terms().seats && !self.terms().features.is_empty();
        let walk = if too_few { None } else { self.begin(&open, solver)? };
        let Some(mut walk) = walk else { return Err(DrawError::Unmet(self.relax(&open, solver)?)) };
        let mut seated = Vec::new();
        for place in order {
            if walk.open() == 0 {
                break;
            }
            if let Some(kind) = self.kind_of(*place)
                && walk.next(kind)?
            {
                seated.push(*place);
            }
        }
        Ok(seated)
    }

    /// Who takes a seat that is free, given who sits there now (`seated`, with those who still have to answer) and who is
    /// out of it (`gone`: gave up a seat, said no, did not answer). It is the lowest number of all others that fits, also
    /// one that was passed over before: that group may have room now. None when no seat is free or nobody is left.
    ///
    /// Where nobody who is left could meet the quotas, the smallest change of bounds is made for this one seat, and said.
    pub fn replacement(
        &self,
        seed: &Seed,
        seated: &[LotCode],
        gone: &[LotCode],
    ) -> Result<Option<Replacement>, DrawError> {
        let (seated, gone) = (self.places(seated)?, self.places(gone)?);
        let out: HashSet<usize> = seated.iter().chain(&gone).copied().collect();
        let mut open = self.open(&seated, &out);
        if open.seats == 0 {
            return Ok(None);
        }
        let mut moved = Vec::new();
        if self.begin(&open, &BranchAndBound)?.is_none() {
            let shifts = self.shifts(&open, &BranchAndBound)?;
            for ((least, most), (down, up)) in open.bounds.iter_mut().zip(&shifts) {
                *least = least.saturating_sub_unsigned(*down);
                *most = most.saturating_add_unsigned(*up);
            }
            moved = moves(self.terms(), &shifts);
        }
        let Some(mut walk) = self.begin(&open, &BranchAndBound)? else {
            return Err(SolverError("bounds that were moved cannot be met".to_owned()).into());
        };
        for place in self.order(seed).into_iter().filter(|place| !out.contains(place)) {
            let (Some(kind), Some(lot)) = (self.kind_of(place), self.lots().get(place)) else { continue };
            if walk.next(kind)? {
                return Ok(Some(Replacement { seated: lot.code, moved }));
            }
        }
        Ok(None)
    }

    fn places(&self, codes: &[LotCode]) -> Result<Vec<usize>, DrawError> {
        codes.iter().map(|code| self.place(*code).ok_or(DrawError::Unknown(*code))).collect()
    }

    /// What is open when these sit there, and those who are out cannot be asked.
    fn open(&self, seated: &[usize], out: &HashSet<usize>) -> Open {
        let kinds = self.kinds();
        let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let mut bounds: Vec<_> =
            self.terms().quotas().map(|(_, quota)| (signed(quota.least), signed(quota.most))).collect();
        let groups = seated.iter().filter_map(|place| kinds.groups.get(self.kind_of(*place)?)).flatten();
        for group in groups {
            if let Some((least, most)) = bounds.get_mut(*group) {
                (*least, *most) = (*least - 1, *most - 1);
            }
        }
        let mut left = kinds.people.clone();
        for kind in out.iter().filter_map(|place| self.kind_of(*place)) {
            if let Some(people) = left.get_mut(kind) {
                *people = people.saturating_sub(1);
            }
        }
        let free = self.terms().seats.saturating_sub(u32::try_from(seated.len()).unwrap_or(u32::MAX));
        Open { seats: free.min(left.iter().sum()), left, bounds }
    }

    fn begin<'a>(&'a self, open: &Open, solver: &'a dyn Feasibility) -> Result<Option<Walk<'a>>, SolverError> {
        Walk::begin(self.kinds(), solver, &open.bounds, open.left.clone(), open.seats)
    }

    fn shifts(&self, open: &Open, solver: &dyn Feasibility) -> Result<Vec<(u32, u32)>, SolverError> {
        let opening = Opening { kinds: self.kinds(), bounds: &open.bounds, left: &open.left, open: open.seats };
        smallest(&opening, solver)
    }

    fn relax(&self, open: &Open, solver: &dyn Feasibility) -> Result<Relaxation, SolverError> {
        Ok(Relaxation { seats: open.seats, moves: moves(self.terms(), &self.shifts(open, solver)?) })
    }
}
