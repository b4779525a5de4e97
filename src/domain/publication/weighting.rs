//! How far who answered resembles the roll: the least represented, and the result weighted by region. Computed from
//! published figures only.

use crate::domain::result::{
    BandTurnout, Counts, GroupResult, LeastRepresented, Part, RegionResult, StatementFigures, Tally, Weighted,
    WeightedStatement,
};

/// Published parts that cover the country once: regions where their total is published, else groups.
pub(super) struct Stratum<'a> {
    pub name: &'a str,
    group: Option<u32>,
    roll: i64,
    tickets: i64,
    ballots: i64,
    statements: &'a [StatementFigures],
}

/// The parts by region, as far as they are published.
pub(super) fn strata<'a>(groups: &'a [GroupResult], regions: &'a [RegionResult]) -> Vec<Stratum<'a>> {
    let whole = regions.iter().map(|region| Stratum {
        name: &region.name,
        group: None,
        roll: region.roll,
        tickets: region.tickets,
        ballots: region.ballots,
        statements: &region.statements,
    });
    let inside = |group: &&GroupResult| !regions.iter().any(|region| region.groups.contains(&group.id));
    let rest = groups.iter().filter(inside).map(|group| Stratum {
        name: &group.name,
        group: Some(group.id),
        roll: group.roll,
        tickets: group.tickets,
        ballots: group.ballots,
        statements: &group.statements,
    });
    whole.chain(rest).collect()
}

/// The part and the age band of which the smallest share took part; of equal shares the first. None where there are no
/// two parts (bands) with different shares.
pub(super) fn least_represented(strata: &[Stratum<'_>], bands: &[BandTurnout]) -> LeastRepresented {
    let part = lowest(strata, |part| (part.tickets, part.roll));
    LeastRepresented {
        part: part.map(|part| Part {
            name: part.name.to_owned(),
            group: part.group,
            roll: part.roll,
            tickets: part.tickets,
        }),
        band: lowest(bands, |band| (band.tickets, band.roll)).cloned(),
    }
}

fn lowest<T>(all: &[T], turnout: impl Fn(&T) -> (i64, i64)) -> Option<&T> {
    let less = |a: &T, b: &T| {
        let ((part, of), (other, of_other)) = (turnout(a), turnout(b));
        (i128::from(part) * i128::from(of_other)).cmp(&(i128::from(other) * i128::from(of)))
    };
    let (least, most) = (all.iter().min_by(|a, b| less(a, b))?, all.iter().max_by(|a, b| less(a, b))?);
    less(least, most).is_lt().then_some(least)
}

/// Fractions are kept in 2⁻⁴⁰, so that the outcome is the same on every machine.
const ONE: i128 = 1 << 40;

/// The result as if each part had answered as much as its share of the roll.
///
/// Post-stratification (Holt and Smith, Journal of the Royal Statistical Society A 142, 1979): a ballot of part h
/// weighs (N_h / N) / (n_h / n), with N on the roll and n ballots. The effective number of ballots is that of Kish (Survey
/// Sampling, 1965): (Σw)² / Σw² over all ballots, which here is N² / Σ(N_h² / n_h). None with fewer than two parts.
pub(super) fn weighted(strata: &[Stratum<'_>]) -> Option<Weighted> {
    if strata.len() < 2 || strata.iter().any(|part| part.ballots < 1) {
        return None;
    }
    let roll: i128 = strata.iter().map(|part| i128::from(part.roll)).sum();
    let spread: i128 = strata.iter().map(|h| ONE * i128::from(h.roll).pow(2) / i128::from(h.ballots)).sum();
    let effective = (ONE * roll.pow(2)).checked_div(spread)?;
    let first = strata.first()?;
    let statements = first.statements.iter().enumerate().map(|(at, one)| {
        let mut cells = [0_i128; 6];
        for part in strata {
            let tally = part.statements.get(at).map_or(Tally::default(), |figures| figures.counts.into());
            for (cell, given) in cells.iter_mut().zip(tally.0) {
                *cell += ONE * i128::from(part.roll) * i128::from(given) / i128::from(part.ballots);
            }
        }
        shares(one.number, cells)
    });
    Some(Weighted { effective_n: i64::try_from(effective).ok()?, statements: statements.collect() })
}

fn shares(number: u8, cells: [i128; 6]) -> WeightedStatement {
    let opinions: i128 = cells.iter().take(5).sum();
    let [one, two, _, four, five, _] = cells;
    let all: i128 = cells.iter().sum();
    WeightedStatement {
        number,
        percentages: Counts::from(Tally(cells.map(|cell| percent(cell, all)))),
        agree: percent(four + five, opinions),
        disagree: percent(one + two, opinions),
    }
}

/// Whole percentage, rounded half up; 0 of nothing.
fn percent(part: i128, whole: i128) -> i64 {
    (200 * part + whole).checked_div(2 * whole).and_then(|percent| i64::try_from(percent).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(cells: [i64; 6]) -> Vec<StatementFigures> {
        vec![StatementFigures { number: 1, counts: Tally(cells).into(), n: cells.iter().sum() }]
    }

    fn stratum<'a>(name: &'a str, roll: i64, statements: &'a [StatementFigures]) -> Stratum<'a> {
        let ballots = statements.first().map_or(0, |one| one.n);
        Stratum { name, group: None, roll, tickets: ballots, ballots, statements }
    }

    #[test]
    fn who_answered_too_little_weighs_more() {
        // Half of the roll each, but 300 and 100 ballots: in favour 300 of 400 plainly, half when weighted.
        let (eager, quiet) = (figures([0, 0, 0, 0, 300, 0]), figures([100, 0, 0, 0, 0, 0]));
        let parts = [stratum("A", 500, &eager), stratum("B", 500, &quiet)];
        let weighted = weighted(&parts).map(|w| (w.effective_n, w.statements[0].agree, w.statements[0].disagree));
        // Weights 2/3 and 2: (300·2/3 + 100·2)² / (300·4/9 + 100·4) = 160000 / 533.3 = 300.
        assert_eq!(weighted, Some((300, 50, 50)));
    }

    #[test]
    fn equal_response_changes_nothing_and_no_opinion_is_left_out_of_agree() {
        let (one, other) = (figures([10, 0, 0, 30, 0, 10]), figures([20, 0, 0, 60, 0, 20]));
        let parts = [stratum("A", 500, &one), stratum("B", 1_000, &other)];
        let Some(weighted) = weighted(&parts) else { panic!("two parts") };
        let only = &weighted.statements[0];
        assert_eq!((weighted.effective_n, only.agree, only.disagree), (150, 75, 25));
        assert_eq!(only.percentages, Counts::from(Tally([20, 0, 0, 60, 0, 20])));
    }

    #[test]
    fn one_part_has_no_weights() {
        let one = figures([10, 0, 0, 30, 0, 10]);
        assert!(weighted(&[stratum("A", 500, &one)]).is_none());
        assert!(weighted(&[]).is_none());
    }

    #[test]
    fn the_least_represented_is_named_unless_all_are_alike() {
        let (few, many) = (figures([10, 0, 0, 0, 0, 20]), figures([10, 0, 0, 0, 50, 0]));
        let parts = [stratum("A", 300, &many), stratum("B", 300, &few)];
        let least = least_represented(&parts, &[]);
        assert_eq!(least.part.map(|part| (part.name, part.tickets)), Some(("B".to_owned(), 30)));
        assert_eq!(least.band, None);
        let alike = [stratum("A", 300, &few), stratum("B", 300, &few)];
        assert_eq!(least_represented(&alike, &[]).part, None);
    }
}
