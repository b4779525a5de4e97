//! Who is invited to a conversation: from whom, and how many of each side that members chose to share.

use serde::{Deserialize, Serialize};

use crate::domain::draft::{Flaw, flaw};
use crate::domain::ids::MemberId;

/// From whom people are invited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Who took part in the round.
    Respondents,
    /// Who would talk about a statement further.
    Interested,
    /// All members.
    #[default]
    Members,
}

impl Kind {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Respondents => "respondents",
            Self::Interested => "interested",
            Self::Members => "members",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Respondents, Self::Interested, Self::Members].into_iter().find(|kind| kind.name() == name)
    }
}

/// What a member chose to say of their own view on a statement. Never read from a ballot, never compared with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// (Helemaal) mee eens.
    Agree,
    /// In the middle.
    Neutral,
    /// (Helemaal) mee oneens.
    Disagree,
}

impl Side {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Neutral => "neutral",
            Self::Disagree => "disagree",
        }
    }

    /// The side with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Agree, Self::Neutral, Self::Disagree].into_iter().find(|side| side.name() == name)
    }
}

/// A part of those who are invited: those who shared this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// The statement that the side is about.
    pub statement: u8,
    /// The side.
    pub side: Side,
    /// In hundredths of all who are invited.
    pub share: u8,
}

/// Who is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// From whom.
    pub kind: Kind,
    /// The statement, for [`Kind::Interested`].
    pub statement: Option<u8>,
    /// Codes of branches: with `regions`, who is in one of them; both empty for the whole country.
    pub branches: Vec<String>,
    /// Names of regions.
    pub regions: Vec<String>,
    /// Parts by shared side; empty for everybody.
    pub mix: Vec<Portion>,
    /// How many are drawn of them; none for all.
    pub sample: Option<i32>,
}

/// Smallest number of people who shared a side that is shown or invited by: below that, numbers could point at people.
pub const SMALLEST_SIDE: usize = 10;

/// Smallest part by a shared side. With less, who comes to a conversation would show what nearly all of them think.
const SMALLEST_SHARE: u8 = 20;

impl Audience {
    /// The same with lists in order and without doubles.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for list in [&mut self.branches, &mut self.regions] {
            list.sort();
            list.dedup();
        }
        self
    }

    /// The statement whose shared sides make the mix.
    #[must_use]
    pub fn mixed_on(&self) -> Option<u8> {
        self.mix.first().map(|portion| portion.statement)
    }

    /// Adds what makes it impossible to keep. `with_round`: whether the conversation follows a round.
    pub(super) fn flaws(&self, with_round: bool, flaws: &mut Vec<Flaw>) {
        let is_number = |number: u8| (1..=4).contains(&number);
        if (self.kind == Kind::Interested) != self.statement.is_some_and(is_number)
            || (!with_round && self.statement.is_some())
        {
            flaw(flaws, "audience.statement", "Kies een stelling van de ronde.");
        }
        if !with_round && (self.kind != Kind::Members || !self.mix.is_empty()) {
            flaw(flaws, "audience.kind", "Kies eerst een ronde.");
        }
        if self.branches.len() + self.regions.len() > 1000 {
            flaw(flaws, "audience.branches", "Dit zijn er te veel.");
        }
        if !self.mix.is_empty() && !self.mix_fits() {
            flaw(
                flaws,
                "audience.mix",
                "Kies van één stelling minstens twee kanten, elk minstens 20 procent, samen 100 procent.",
            );
        }
        if self.sample.is_some_and(|sample| sample < 1 || !self.mix.is_empty()) {
            flaw(flaws, "audience.sample", "Kies hoeveel mensen je loot, zonder verdeling naar mening.");
        }
    }

    fn mix_fits(&self) -> bool {
        let one_statement = self.mix.iter().all(|part| Some(part.statement) == self.mixed_on());
        let sides: std::collections::HashSet<Side> = self.mix.iter().map(|part| part.side).collect();
        let whole: u32 = self.mix.iter().map(|part| u32::from(part.share)).sum();
        one_statement
            && self.mixed_on().is_some_and(|number| (1..=4).contains(&number))
            && sides.len() == self.mix.len()
            && sides.len() >= 2
            && whole == 100
            && self.mix.iter().all(|part| part.share >= SMALLEST_SHARE)
    }
}

/// Somebody who belongs to the audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub member: MemberId,
    /// Has an address.
    pub reachable: bool,
    /// Switched letters about conversations off, or wants no letters now.
    pub switched_off: bool,
    /// Was invited to another conversation a short while ago.
    pub held_back: bool,
    /// What they shared of their view on the statement of the mix.
    pub side: Option<Side>,
}

/// How many are found, and how many of them are invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// Everybody in the audience.
    pub found: usize,
    /// Of them, without an address.
    pub without_address: usize,
    /// Of the others, who switched such letters off.
    pub switched_off: usize,
    /// Of the others, who were asked a short while ago.
    pub held_back: usize,
    /// Of the others, who are invited; none when a side is smaller than [`SMALLEST_SIDE`].
    pub will_be_invited: Option<usize>,
    /// For each part of the mix, how many could be invited; none below [`SMALLEST_SIDE`].
    pub by_side: Vec<(Portion, Option<usize>)>,
    /// From whom how many are invited, picked by chance where not all of them are.
    pub pools: Vec<(usize, Vec<MemberId>)>,
}

/// Counts an audience. This is what the desk sees before it invites, and what inviting does: the number is exact.
///
/// A mix takes as many people as its smallest side allows: the largest total at which no part, rounded down, needs more
/// people than shared that side. Half and half with 40 who agree and 25 who disagree is 25 of each.
#[must_use]
pub fn reckon(audience: &Audience, candidates: &[Candidate]) -> Reckoning {
    let count = |is: fn(&Candidate) -> bool| candidates.iter().filter(|one| is(one)).count();
    let able: Vec<&Candidate> =
        candidates.iter().filter(|one| one.reachable && !one.switched_off && !one.held_back).collect();
    let (pools, too_small) = pools(audience, &able);
    let parts = audience.mix.iter().zip(&pools);
    let by_side = parts.map(|(portion, (_, pool))| (*portion, Some(pool.len()).filter(|size| *size >= SMALLEST_SIDE)));
    let invited = pools.iter().map(|(quota, _)| quota).sum();
    Reckoning {
        found: candidates.len(),
        without_address: count(|one| !one.reachable),
        switched_off: count(|one| one.reachable && one.switched_off),
        held_back: count(|one| one.reachable && !one.switched_off && one.held_back),
        will_be_invited: (!too_small).then_some(invited),
        by_side: by_side.collect(),
        pools,
    }
}

type Pools = Vec<(usize, Vec<MemberId>)>;

/// From whom how many; and whether a side of the mix is too small to invite by.
fn pools(audience: &Audience, able: &[&Candidate]) -> (Pools, bool) {
    if audience.mix.is_empty() {
        let all: Vec<MemberId> = able.iter().map(|one| one.member).collect();
        let wanted = audience.sample.and_then(|sample| usize::try_from(sample).ok());
        return (vec![(wanted.unwrap_or(all.len()).min(all.len()), all)], false);
    }
    let side = |portion: &Portion| -> Vec<MemberId> {
        able.iter().filter(|one| one.side == Some(portion.side)).map(|one| one.member).collect()
    };
    let sides: Vec<(usize, Vec<MemberId>)> =
        audience.mix.iter().map(|portion| (usize::from(portion.share), side(portion))).collect();
    let too_small = sides.iter().any(|(_, pool)| pool.len() < SMALLEST_SIDE);
    let total = sides.iter().map(|(share, pool)| pool.len() * 100 / (*share).max(1)).min().unwrap_or(0);
    (sides.into_iter().map(|(share, pool)| (total * share / 100, pool)).collect(), too_small)
}
