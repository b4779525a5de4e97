//! "Can I take part, and if not, why?" from what the roll and the member file say; never whether somebody did.

use super::round::State;

/// What decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Where the round stands.
    pub state: State,
    /// Stands on its frozen roll.
    pub on_roll: bool,
    /// The round is for everybody, or for the branch that the member is in now.
    pub in_scope: bool,
    /// Has left the party.
    pub has_left: bool,
}

/// Whether a member can take part in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// Yes, now.
    Now,
    /// Yes, once it opens, if nothing changes.
    Later,
    /// On the roll, but voting is over.
    Closed,
    /// The round is for other branches.
    OutsideScope,
    /// Was no member, or in no branch that the round is for, when the roll was frozen.
    NotInTime,
    /// Has left the party.
    HasLeft,
}

impl Eligibility {
    /// Of a member in a round that is scheduled, open or closed.
    #[must_use]
    pub const fn of(facts: Facts) -> Self {
        match facts {
            Facts { has_left: true, .. } => Self::HasLeft,
            Facts { state: State::Open, on_roll: true, .. } => Self::Now,
            Facts {
                on_roll: true,
                state: State::Closed | State::Counted | State::Published | State::Withdrawn,
                ..
            } => Self::Closed,
            Facts { in_scope: false, on_roll: false, .. } => Self::OutsideScope,
            // While the roll is frozen or not yet, who is a member in one of its branches comes on it.
            Facts { state: State::Draft | State::Approved | State::Scheduled, .. } => Self::Later,
            Facts { .. } => Self::NotInTime,
        }
    }

    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Later => "later",
            Self::Closed => "closed",
            Self::OutsideScope => "outside_scope",
            Self::NotInTime => "not_in_time",
            Self::HasLeft => "has_left",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTER: Facts = Facts { state: State::Open, on_roll: true, in_scope: true, has_left: false };

    #[test]
    fn who_is_on_the_roll_votes_while_the_round_is_open() {
        assert_eq!(Eligibility::of(VOTER), Eligibility::Now);
        assert_eq!(Eligibility::of(Facts { in_scope: false, ..VOTER }), Eligibility::Now, "moved since");
        assert_eq!(Eligibility::of(Facts { state: State::Closed, ..VOTER }), Eligibility::Closed);
        assert_eq!(Eligibility::of(Facts { has_left: true, ..VOTER }), Eligibility::HasLeft);
    }

    #[test]
    fn who_is_not_on_it_hears_why() {
        let stranger = Facts { on_roll: false, ..VOTER };
        assert_eq!(Eligibility::of(stranger), Eligibility::NotInTime);
        assert_eq!(Eligibility::of(Facts { in_scope: false, ..stranger }), Eligibility::OutsideScope);
        assert_eq!(Eligibility::of(Facts { state: State::Scheduled, ..stranger }), Eligibility::Later);
        let elsewhere = Facts { state: State::Scheduled, in_scope: false, ..stranger };
        assert_eq!(Eligibility::of(elsewhere), Eligibility::OutsideScope);
    }
}
