//! The one question that a draw asks a solver: is there a way in whole numbers? Every right solver gives the same answer,
//! so the people drawn do not depend on which one it is.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions};

/// Whole-number variables from 0 to a maximum, and rows that must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// The largest value of each variable.
    pub most: Vec<u32>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A sum of variables times coefficients, between two bounds (both included).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Lower bound.
    pub least: i32,
    /// Upper bound.
    pub most: i32,
    /// Index of a variable, with its coefficient.
    pub terms: Vec<(usize, i32)>,
}

impl System {
    /// The smallest and the largest sum that the maxima leave to a row.
    fn reach(&self, row: &Row) -> (i64, i64) {
        let extreme = |(at, by): &(usize, i32)| i64::from(*by) * self.most.get(*at).copied().map_or(0, i64::from);
        row.terms.iter().map(extreme).fold((0, 0), |(low, high), sum| (low + sum.min(0), high + sum.max(0)))
    }

    /// Whether these values meet every maximum and every row; worked out in whole numbers.
    #[must_use]
    pub fn is_met_by(&self, values: &[u32]) -> bool {
        let sum = |row: &Row| -> Option<i64> {
            row.terms.iter().map(|(at, by)| values.get(*at).map(|value| i64::from(*value) * i64::from(*by))).sum()
        };
        values.len() == self.most.len()
            && values.iter().zip(&self.most).all(|(value, most)| value <= most)
            && self
                .rows
                .iter()
                .all(|row| sum(row).is_some_and(|sum| i64::from(row.least) <= sum && sum <= i64::from(row.most)))
    }
}

/// The solver fell over; that is never a "no", so a draw stops there and can be done again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the solver gave no answer: {0}")]
pub struct SolverError(pub String);

/// Something that answers whether a system can be met.
pub trait Feasibility {
    /// Values that meet the system, or none when there provably are none.
    fn find(&self, system: &System) -> Result<Option<Vec<u32>>, SolverError>;
}

/// Asks, and believes a "yes" only when it holds in whole numbers.
pub(super) fn ask(solver: &dyn Feasibility, system: &System) -> Result<Option<Vec<u32>>, SolverError> {
    match solver.find(system)? {
        Some(values) if !system.is_met_by(&values) => Err(SolverError("its values do not hold".to_owned())),
        answer => Ok(answer),
    }
}

/// Branch and bound by the pure-Rust solver microlp.
#[derive(Clone, Copy, Debug, Default)]
pub struct BranchAndBound;

/// Far more nodes than any draw has needed (most need none): the end of a search that would not end.
const NODES: u64 = 200_000;

impl Feasibility for BranchAndBound {
    fn find(&self, system: &System) -> Result<Option<Vec<u32>>, SolverError> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::with_capacity(system.most.len());
        for most in &system.most {
            let most = i32::try_from(*most).map_err(|_| SolverError("a maximum is too large".to_owned()))?;
            variables.push(problem.add_integer_var(0.0, (0, most)));
        }
        for row in &system.rows {
            let term = |(at, by): &(usize, i32)| variables.get(*at).map(|variable| (*variable, f64::from(*by)));
            let terms: Option<Vec<_>> = row.terms.iter().map(term).collect();
            let terms = terms.ok_or_else(|| SolverError("a row names an unknown variable".to_owned()))?;
            if row.least == row.most {
                problem.add_constraint(terms, ComparisonOp::Eq, f64::from(row.least));
                continue;
            }
            // A bound that nothing can pass is left out: most lower bounds are of that kind.
            let (lowest, highest) = system.reach(row);
            if lowest < i64::from(row.least) {
                problem.add_constraint(terms.clone(), ComparisonOp::Ge, f64::from(row.least));
            }
            if highest > i64::from(row.most) {
                problem.add_constraint(terms, ComparisonOp::Le, f64::from(row.most));
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES);
        match problem.solve_with(options).map(microlp::SolveOutcome::into_solution) {
            Ok(Ok(solution)) => Ok(Some(variables.iter().map(|at| whole(solution.var_value(*at))).collect())),
            Ok(Err(_)) => Err(SolverError(format!("no answer within {NODES} nodes"))),
            Err(Error::Infeasible) => Ok(None),
            Err(error) => Err(SolverError(error.to_string())),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ask() checks the whole numbers")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn row(least: i32, most: i32, terms: &[(usize, i32)]) -> Row {
        Row { least, most, terms: terms.to_vec() }
    }

    #[test]
    fn a_system_with_a_way_is_met_and_one_without_is_a_no() {
        let mut system = System { most: vec![3, 3], rows: vec![row(4, 4, &[(0, 1), (1, 1)]), row(2, 9, &[(1, 1)])] };
        let found = ask(&BranchAndBound, &system).unwrap().unwrap();
        assert!(system.is_met_by(&found));
        system.rows.push(row(0, 0, &[(0, 1)]));
        assert_eq!(ask(&BranchAndBound, &system).unwrap(), None);
    }

    #[test]
    fn halves_are_no_answer() {
        // a + b = b + c = a + c = 1 has only the solution ½, ½, ½.
        let pairs = [[(0, 1), (1, 1)], [(1, 1), (2, 1)], [(0, 1), (2, 1)]];
        let system = System { most: vec![1; 3], rows: pairs.iter().map(|pair| row(1, 1, pair)).collect() };
        assert_eq!(ask(&BranchAndBound, &system).unwrap(), None);
    }

    #[test]
    fn a_yes_that_does_not_hold_and_a_solver_that_falls_over_are_errors() {
        struct Liar(Result<Option<Vec<u32>>, SolverError>);
        impl Feasibility for Liar {
            fn find(&self, _: &System) -> Result<Option<Vec<u32>>, SolverError> {
                self.0.clone()
            }
        }
        let system = System { most: vec![1], rows: vec![row(1, 1, &[(0, 1)])] };
        for wrong in [vec![0], vec![2], vec![], vec![1, 0]] {
            assert!(ask(&Liar(Ok(Some(wrong))), &system).is_err());
        }
        assert!(ask(&Liar(Err(SolverError("x".into()))), &system).is_err());
        assert_eq!(ask(&Liar(Ok(Some(vec![1]))), &system).unwrap(), Some(vec![1]));
    }

    #[test]
    fn a_system_that_cannot_be_written_down_is_an_error() {
        assert!(BranchAndBound.find(&System { most: vec![u32::MAX], rows: vec![] }).is_err());
        assert!(BranchAndBound.find(&System { most: vec![1], rows: vec![row(0, 1, &[(7, 1)])] }).is_err());
    }
}
