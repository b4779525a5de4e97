//! AUDIT: what somebody who knows how many took part in every area can still conclude about one area of a group.

use super::safety::Sum;

/// Whether a group's figures say too much about one of its areas: at least so many of its ballots gave one answer
/// that it is more than three quarters of them.
///
/// All others of the group may have given that answer, and still some are left over for the area:
/// lo = max(0, nₐ + c_G − n_G); too much is lo / nₐ > 3/4.
pub(super) fn tells_on(group: &Sum, ballots: i64) -> bool {
    let cells = group.tallies.iter().flat_map(|tally| tally.0);
    cells.into_iter().any(|given| 4 * (ballots + given - group.ballots).max(0) > 3 * ballots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::result::Tally;

    #[test]
    fn an_area_that_must_hold_three_quarters_of_an_answer_is_told_on() {
        let group = |given: i64| Sum { ballots: 60, tallies: [Tally([given, 60 - given, 0, 0, 0, 0]); 4] };
        // 40 ballots: with 50 of 60 at least 30 of them are here, three quarters; with 51 it is more.
        assert!(!tells_on(&group(50), 40));
        assert!(tells_on(&group(51), 40));
        assert!(!tells_on(&group(51), 20));
        assert!(!tells_on(&group(60), 0));
    }
}
