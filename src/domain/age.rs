//! Bands of age: the same ones wherever people are counted or drawn by age.

use std::fmt;

/// First ages of the bands.
pub const STARTS: [i32; 5] = [0, 30, 45, 60, 75];

/// A band of ages, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgeBand {
    from: i32,
    to: Option<i32>,
}

impl AgeBand {
    /// The band of an age in years; none below 0.
    #[must_use]
    pub fn of(age: i32) -> Option<Self> {
        let from = STARTS.into_iter().rev().find(|start| *start <= age)?;
        Some(Self { from, to: STARTS.into_iter().find(|start| *start > from).map(|next| next - 1) })
    }
}

impl fmt::Display for AgeBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}-{to}", self.from),
            None => write!(f, "{}+", self.from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_has_one_band_and_what_is_no_age_has_none() {
        let band = |age| AgeBand::of(age).map(|band| band.to_string());
        for (age, expected) in
            [(0, "0-29"), (29, "0-29"), (30, "30-44"), (59, "45-59"), (60, "60-74"), (75, "75+"), (120, "75+")]
        {
            assert_eq!(band(age).as_deref(), Some(expected), "{age}");
        }
        assert_eq!(band(-1), None);
    }
}
