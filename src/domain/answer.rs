//! The five-point scale, with "no opinion" apart.

/// The scale as members read it, from 1 to 5.
pub const SCALE: [&str; 5] =
    ["helemaal mee oneens", "mee oneens", "niet mee eens, niet mee oneens", "mee eens", "helemaal mee eens"];

/// One answer: 1 (helemaal mee oneens) … 5 (helemaal mee eens), or no opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// A point on the scale, 1 to 5.
    Point(u8),
    /// "Geen mening": no point on the scale, and not its middle.
    NoOpinion,
}

impl Answer {
    /// Reads a point on the scale; none is no opinion. Refuses everything but 1 to 5.
    #[must_use]
    pub fn from_point(point: Option<i64>) -> Option<Self> {
        match point {
            None => Some(Self::NoOpinion),
            Some(point) => u8::try_from(point).ok().filter(|p| (1..=5).contains(p)).map(Self::Point),
        }
    }

    /// The point, or none for no opinion.
    #[must_use]
    pub const fn point(self) -> Option<u8> {
        match self {
            Self::Point(point) => Some(point),
            Self::NoOpinion => None,
        }
    }

    /// Place in a table of six: points 1 to 5 at 0 to 4, no opinion at 5.
    #[must_use]
    pub fn cell(self) -> usize {
        match self {
            Self::Point(point) => usize::from(point) - 1,
            Self::NoOpinion => 5,
        }
    }
}

/// The four answers of one ballot, in the order of the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers(pub [Answer; 4]);

impl Answers {
    /// As the ballot box keeps them in format 1: `5,,1,3` (empty is no opinion).
    #[must_use]
    pub fn to_body(self) -> String {
        self.0.map(|answer| answer.point().map(|p| p.to_string()).unwrap_or_default()).join(",")
    }

    /// Reads a body of format 1; none if it is not one.
    #[must_use]
    pub fn from_body(body: &str) -> Option<Self> {
        let mut answers = [Answer::NoOpinion; 4];
        let mut parts = body.split(',');
        for answer in &mut answers {
            let part = parts.next()?;
            let point = if part.is_empty() { None } else { Some(part.parse().ok()?) };
            *answer = Answer::from_point(point)?;
        }
        parts.next().is_none().then_some(Self(answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_reads_back_as_it_was_written() {
        for body in ["5,,1,3", ",,,", "1,2,3,4"] {
            assert_eq!(Answers::from_body(body).map(Answers::to_body).as_deref(), Some(body));
        }
    }

    #[test]
    fn three_five_or_impossible_answers_are_refused() {
        for body in ["1,2,3", "1,2,3,4,5", "0,1,2,3", "6,1,2,3", "a,1,2,3", ""] {
            assert_eq!(Answers::from_body(body), None, "{body}");
        }
    }
}
