//! Turnout by age in the whole country: bands that are too small join the one beside them, so that none can be computed.

use crate::domain::age::STARTS;
use crate::domain::result::BandTurnout;

/// How many of one year of birth were on the roll and took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearTurnout {
    /// Year of birth; none where the party does not know it.
    pub born: Option<i32>,
    /// Members on the roll.
    pub roll: i64,
    /// Members who took part.
    pub tickets: i64,
}

/// A band is shown from so many on the roll …
const LEAST_ROLL: i64 = 100;
/// … and so many who took part.
const LEAST_TICKETS: i64 = 25;

/// Turnout by age, youngest first and unknown ages last, counted at the end of the year `closing`.
///
/// While a band has too few on the roll or too few who took part, the smallest such band (who took part, then the
/// younger) joins the smaller of those beside it. Bands with nobody on the roll do not exist. With fewer than two
/// bands there is nothing to tell apart: then none.
#[must_use]
pub fn band_turnout(years: &[YearTurnout], closing: i32) -> Vec<BandTurnout> {
    let mut bands = empty_bands();
    for year in years {
        let age = year.born.map(|born| closing.saturating_sub(born)).filter(|age| *age >= 0);
        let at = age.map_or(STARTS.len(), |age| STARTS.iter().filter(|start| **start <= age).count() - 1);
        if let Some(band) = bands.get_mut(at) {
            band.roll += year.roll;
            band.tickets += year.tickets;
        }
    }
    bands.retain(|band| band.roll > 0);
    while let Some(at) = smallest_failing(&bands)
        && bands.len() > 1
    {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let Some(other) = beside.filter_map(|i| Some((bands.get(i)?.roll, i))).min().map(|(_, i)| i) else { break };
        let older = bands.remove(at.max(other));
        if let Some(younger) = bands.get_mut(at.min(other)) {
            *younger = joined(younger, &older);
        }
    }
    if bands.len() < 2 { Vec::new() } else { bands }
}

fn empty_bands() -> Vec<BandTurnout> {
    let ends = STARTS.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    let known = STARTS.iter().zip(ends).map(|(start, to)| BandTurnout {
        from: Some(*start).filter(|start| *start > 0),
        to,
        unknown: false,
        roll: 0,
        tickets: 0,
    });
    known.chain([BandTurnout { from: None, to: None, unknown: true, roll: 0, tickets: 0 }]).collect()
}

fn smallest_failing(bands: &[BandTurnout]) -> Option<usize> {
    let failing = bands.iter().enumerate().filter(|(_, band)| band.roll < LEAST_ROLL || band.tickets < LEAST_TICKETS);
    failing.min_by_key(|(at, band)| (band.tickets, *at)).map(|(at, _)| at)
}

fn joined(younger: &BandTurnout, older: &BandTurnout) -> BandTurnout {
    BandTurnout {
        from: younger.from,
        to: if older.unknown { younger.to } else { older.to },
        unknown: younger.unknown || older.unknown,
        roll: younger.roll + older.roll,
        tickets: younger.tickets + older.tickets,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn born(born: impl Into<Option<i32>>, roll: i64, tickets: i64) -> YearTurnout {
        YearTurnout { born: born.into(), roll, tickets }
    }

    /// From, to, unknown, roll, tickets.
    type Shown = (Option<i32>, Option<i32>, bool, i64, i64);

    fn shown(years: &[YearTurnout]) -> Vec<Shown> {
        band_turnout(years, 2026).iter().map(|b| (b.from, b.to, b.unknown, b.roll, b.tickets)).collect()
    }

    #[test]
    fn ages_fall_into_bands_by_the_year_of_closing() {
        let years = [born(1997, 100, 25), born(1996, 200, 50), born(1951, 300, 75), born(None, 400, 100)];
        let expected = [
            (None, Some(29), false, 100, 25),
            (Some(30), Some(44), false, 200, 50),
            (Some(75), None, false, 300, 75),
            (None, None, true, 400, 100),
        ];
        assert_eq!(shown(&years), expected);
    }

    #[test]
    fn a_band_that_is_too_small_joins_the_smaller_one_beside_it() {
        // 30 to 44 lacks one who took part; 45 to 59 is smaller than the youngest.
        let years = [born(2000, 500, 90), born(1990, 300, 24), born(1970, 400, 80), born(1960, 600, 80)];
        let expected = [
            (None, Some(29), false, 500, 90),
            (Some(30), Some(59), false, 700, 104),
            (Some(60), Some(74), false, 600, 80),
        ];
        assert_eq!(shown(&years), expected);
        // Too few unknown ages stand with the oldest.
        let years = [born(2000, 500, 90), born(1940, 300, 80), born(None, 99, 60)];
        assert_eq!(shown(&years), [(None, Some(29), false, 500, 90), (Some(75), None, true, 399, 140)]);
    }

    #[test]
    fn one_band_or_none_says_nothing() {
        assert_eq!(shown(&[]), []);
        assert_eq!(shown(&[born(1990, 9_000, 900)]), []);
        assert_eq!(shown(&[born(2000, 500, 90), born(1990, 99, 90)]), []);
    }

    #[test]
    fn a_year_of_birth_in_the_future_is_unknown() {
        let years = [born(2030, 100, 25), born(2000, 100, 25)];
        assert_eq!(shown(&years), [(None, Some(29), false, 100, 25), (None, None, true, 100, 25)]);
    }

    proptest! {
        #[test]
        fn every_band_is_large_enough_and_nobody_is_lost(
            years in proptest::collection::vec((proptest::option::of(1920..2012i32), 0i64..200, 0i64..=100), 0..40)
        ) {
            let years: Vec<YearTurnout> = years.iter().map(|(b, roll, part)| born(*b, *roll, roll * part / 100)).collect();
            let bands = band_turnout(&years, 2026);
            prop_assert!(bands.iter().all(|band| band.roll >= 100 && band.tickets >= 25));
            if !bands.is_empty() {
                let roll: i64 = years.iter().map(|year| year.roll).sum();
                prop_assert_eq!(bands.iter().map(|band| band.roll).sum::<i64>(), roll);
                let tickets: i64 = years.iter().map(|year| year.tickets).sum();
                prop_assert_eq!(bands.iter().map(|band| band.tickets).sum::<i64>(), tickets);
            }
        }
    }
}
