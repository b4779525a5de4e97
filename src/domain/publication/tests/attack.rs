//! Computing what was not published: exactly (which sums of areas follow from the published ones), and in intervals
//! (what the figures and everybody's turnout leave possible).

use std::collections::BTreeSet;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde_json::Value;

use super::super::{AreaFacts, LEAST_GROUP, Rule};
use super::federation::{numbers, sum_of};
use crate::domain::result::{Counts, Tally};

/// One line of what was published: these areas together answered so.
pub struct Line {
    pub areas: BTreeSet<i32>,
    pub tallies: Vec<Tally>,
}

/// Everything that a published result says about answers, read from its JSON.
pub fn read(result: &Value) -> Vec<Line> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let tallies = |value: &Value| -> Vec<Tally> {
        let counts = |one: &Value| Tally::from(serde_json::from_value::<Counts>(one["counts"].clone()).unwrap());
        list(value, "statements").iter().map(counts).collect()
    };
    let areas = |group: &Value| -> BTreeSet<i32> {
        list(group, "areas").iter().map(|area| i32::try_from(area.as_i64().unwrap()).unwrap()).collect()
    };
    let groups = list(result, "groups");
    let of_region = |region: &Value| -> BTreeSet<i32> {
        let ids = list(region, "groups");
        groups.iter().filter(|group| ids.contains(&group["id"])).flat_map(areas).collect()
    };
    let mut lines: Vec<Line> =
        groups.iter().map(|group| Line { areas: areas(group), tallies: tallies(group) }).collect();
    let regions = list(result, "regions");
    lines.extend(regions.iter().map(|region| Line { areas: of_region(region), tallies: tallies(region) }));
    lines.push(Line { areas: groups.iter().flat_map(areas).collect(), tallies: tallies(result) });
    lines.retain(|line| !line.tallies.is_empty());
    lines
}

/// A prime below 2³¹: numbers modulo it stay in 64 bits when multiplied. What follows from equations with the
/// coefficients 0 and 1 over these few areas in fractions follows modulo it too.
const PRIME: u64 = 2_147_483_647;

fn inverse(number: u64) -> u64 {
    let (mut power, mut base, mut left) = (1, number, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        left >>= 1;
    }
    power
}

/// Row echelon form of the published equations; the unknowns are how often each answer was given in each area.
pub struct Equations {
    columns: Vec<i32>,
    rows: Vec<(usize, Vec<u64>)>,
}

impl Equations {
    /// The published lines, and for who knows it the number of ballots of every area.
    pub fn new(areas: &[AreaFacts], lines: &[Line]) -> Self {
        let mut equations = Self { columns: numbers(areas).into_iter().collect(), rows: Vec::new() };
        for line in lines {
            for cell in 0..6 {
                let row = equations.row(&line.areas, &[cell]);
                equations.add(row);
            }
        }
        for area in equations.columns.clone() {
            let row = equations.row(&BTreeSet::from([area]), &[0, 1, 2, 3, 4, 5]);
            equations.add(row);
        }
        equations
    }

    fn row(&self, areas: &BTreeSet<i32>, cells: &[usize]) -> Vec<u64> {
        let each = self.columns.iter().flat_map(|area| (0..6).map(move |cell| (area, cell)));
        each.map(|(area, cell)| u64::from(areas.contains(area) && cells.contains(&cell))).collect()
    }

    /// What is left of a row when all that follows from the equations is taken off.
    fn reduced(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (pivot, known) in &self.rows {
            let factor = row[*pivot];
            if factor != 0 {
                for (number, other) in row.iter_mut().zip(known) {
                    *number = (*number + (PRIME - factor) * other) % PRIME;
                }
            }
        }
        row
    }

    fn add(&mut self, row: Vec<u64>) {
        let mut row = self.reduced(row);
        if let Some(pivot) = row.iter().position(|number| *number != 0) {
            let factor = inverse(row[pivot]);
            row.iter_mut().for_each(|number| *number = *number * factor % PRIME);
            self.rows.push((pivot, row));
        }
    }

    /// Whether the answers in these areas together can be computed.
    pub fn determine(&self, areas: &BTreeSet<i32>) -> bool {
        // What holds for one answer holds for all: the same is published of each.
        self.reduced(self.row(areas, &[0])).iter().all(|number| *number == 0)
    }
}

/// The sets of areas that are not safe to publish, but can be computed. Sets that nobody voted in tell nothing.
pub fn computable(areas: &[AreaFacts], lines: &[Line], rule: &Rule) -> Vec<BTreeSet<i32>> {
    let equations = Equations::new(areas, lines);
    let subsets = (1_u32..1 << areas.len()).map(|bits| {
        let chosen = areas.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1);
        chosen.map(|(_, facts)| facts).collect::<Vec<_>>()
    });
    let hidden = subsets.filter(|chosen| {
        let sum = sum_of(chosen.iter().copied());
        sum.ballots > 0 && !sum.is_safe(rule.smallest())
    });
    let known = hidden.map(|chosen| chosen.iter().map(|facts| facts.area.number).collect::<BTreeSet<i32>>());
    known.filter(|chosen| equations.determine(chosen)).collect()
}

/// The areas that are not safe themselves and of which more than three quarters of the ballots must have given one
/// answer to `statement`, or of which the number that gave it is certain and not zero.
pub fn cornered(areas: &[AreaFacts], lines: &[Line], statement: usize, rule: &Rule) -> Vec<i32> {
    assert!(rule.smallest() >= LEAST_GROUP);
    let hidden = areas.iter().filter(|facts| facts.sum.ballots > 0 && !facts.sum.is_safe(rule.smallest()));
    let tight = hidden.filter(|facts| {
        (0..6).any(|cell| {
            let bound = |direction| extreme(areas, lines, statement, (facts.area.number, cell), direction);
            let least = bound(OptimizationDirection::Minimize);
            let ballots = f64::from(i32::try_from(facts.sum.ballots).unwrap());
            least > 0.75 * ballots + 1e-6 || (least > 1e-6 && bound(OptimizationDirection::Maximize) - least < 1e-6)
        })
    });
    tight.map(|facts| facts.area.number).collect()
}

/// The least or the most that can be in one cell of one area, given all that was published and every area's turnout.
fn extreme(
    areas: &[AreaFacts],
    lines: &[Line],
    statement: usize,
    target: (i32, usize),
    direction: OptimizationDirection,
) -> f64 {
    let float = |number: i64| f64::from(i32::try_from(number).unwrap());
    let mut problem = Problem::new(direction);
    let mut unknown: Vec<(i32, [Variable; 6])> = Vec::new();
    for facts in areas {
        let number = facts.area.number;
        let variables =
            std::array::from_fn(|cell| problem.add_var(f64::from(u8::from((number, cell) == target)), (0.0, f64::MAX)));
        problem.add_constraint(variables.map(|one| (one, 1.0)), ComparisonOp::Eq, float(facts.sum.ballots));
        unknown.push((number, variables));
    }
    for line in lines {
        for (cell, given) in line.tallies[statement].0.into_iter().enumerate() {
            let together = unknown.iter().filter(|(number, _)| line.areas.contains(number));
            let together: Vec<(Variable, f64)> = together.map(|(_, variables)| (variables[cell], 1.0)).collect();
            problem.add_constraint(&together, ComparisonOp::Eq, float(given));
        }
    }
    problem.solve().unwrap().into_solution().unwrap().objective()
}
