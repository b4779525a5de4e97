//! A draw for a conversation: its stage, where it stands, and the traits that people are drawn on. The draw itself is in
//! [`sortition`](super::sortition).

use serde::{Deserialize, Serialize};

use super::age::AgeBand;
use super::ids::{AccountId, ConversationId, DrawId, MemberId};
use super::merkle::TreeHash;
use super::sortition::{Lot, LotCode, Replaced, Target, Terms};
use super::time::Timestamp;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Whom to invite.
    Invite,
    /// Who of those that said yes gets a seat.
    Seats,
}

impl Stage {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Seats => "seats",
        }
    }

    /// The stage with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Invite, Self::Seats].into_iter().find(|stage| stage.name() == name)
    }
}

/// What a draw can be spread over. All but sides come from the member file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trait {
    /// Region of the branch.
    Region,
    /// Age at the end of the year, in bands.
    Age,
    /// As the member file has it.
    Gender,
    /// What the person chose to share of their view on the statement of the conversation.
    Side,
}

impl Trait {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Region, Self::Age, Self::Gender, Self::Side];

    /// Name in the API, and of the feature in terms and files; pages have words of their own for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Age => "age",
            Self::Gender => "gender",
            Self::Side => "side",
        }
    }

    /// The trait with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What stands for an unknown value: a value too, so that nobody is left out.
pub const UNKNOWN: &str = "onbekend";

/// Somebody with the traits that a draw can look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub member: MemberId,
    /// Region of the branch.
    pub region: String,
    /// Year of birth, if the party knows it.
    pub born: Option<i32>,
    /// As the member file has it.
    pub gender: Option<String>,
    /// What they chose to share, if the draw looks at it.
    pub side: Option<&'static str>,
}

impl Person {
    /// The value of a trait in the year `year`, or the value that stands for an unknown one.
    #[must_use]
    pub fn value(&self, of: Trait, year: i32) -> String {
        self.known(of, year).unwrap_or_else(|| UNKNOWN.to_owned())
    }

    /// The value of a trait in the year `year`, if it is known or shared.
    #[must_use]
    pub fn known(&self, of: Trait, year: i32) -> Option<String> {
        let known = match of {
            Trait::Region => Some(self.region.clone()),
            Trait::Age => {
                self.born.and_then(|born| AgeBand::of(year.saturating_sub(born))).map(|band| band.to_string())
            }
            Trait::Gender => self.gender.clone(),
            Trait::Side => self.side.map(str::to_owned),
        };
        known.filter(|value| !value.is_empty())
    }
}

/// The targets for these traits: the shares of `members`; of `pool` for what people shared themselves. Values that
/// nobody in the pool has are left out of neither: whether they can be met is for the draw to say.
#[must_use]
pub fn targets(traits: &[Trait], members: &[Person], pool: &[Person], year: i32) -> Vec<Target> {
    let target = |of: &Trait| {
        let shared = *of == Trait::Side;
        let mut counts = std::collections::BTreeMap::<String, u64>::new();
        for person in if shared { pool } else { members } {
            *counts.entry(person.value(*of, year)).or_default() += 1;
        }
        Target { feature: of.name().to_owned(), shared, counts: counts.into_iter().collect() }
    };
    traits.iter().map(target).collect()
}

/// What came of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// Lots that were drawn, in the order of the draw.
    pub drawn: Vec<LotCode>,
    /// The others, in the order of the list.
    pub line: Vec<LotCode>,
    /// The smallest and the largest personal chance in hundredths of a per cent, estimated by repeating the draw; none where
    /// that would take too long.
    pub chances: Option<(u64, u64)>,
}

/// A draw as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Identifier.
    pub id: DrawId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// What is drawn.
    pub stage: Stage,
    /// Seats, quotas, and which public value.
    pub terms: Terms,
    /// How many lots there are.
    pub lots: usize,
    /// Merkle root over terms and lots.
    pub root: TreeHash,
    /// When they were fixed.
    pub committed_at: Timestamp,
    /// The value that one person entered and that waits for a second.
    pub proposed: Option<(String, AccountId)>,
    /// The public value, once two people entered the same.
    pub value: Option<String>,
    /// What came of it, and when.
    pub settled: Option<(Settled, Timestamp)>,
    /// Seats that fell free and were taken again.
    pub replaced: Vec<Replaced>,
}

/// Somebody's lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whose.
    pub member: MemberId,
    /// The lot.
    pub lot: Lot,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(region: &str, born: Option<i32>, gender: Option<&str>) -> Person {
        let gender = gender.map(str::to_owned);
        Person { member: MemberId(uuid::Uuid::nil()), region: region.to_owned(), born, gender, side: None }
    }

    #[test]
    fn an_age_falls_in_the_bands_of_the_results_and_an_unknown_one_in_its_own() {
        let band = |born| person("", born, None).value(Trait::Age, 2030);
        let born = [2016, 2001, 2000, 1986, 1985, 1971, 1970, 1956, 1955, 1930];
        let bands = ["0-29", "0-29", "30-44", "30-44", "45-59", "45-59", "60-74", "60-74", "75+", "75+"];
        assert_eq!(born.map(|born| band(Some(born))), bands);
        assert_eq!([band(None), band(Some(2031))], [UNKNOWN, UNKNOWN]);
    }

    #[test]
    fn a_target_counts_every_member_once_and_of_what_is_shared_everybody_in_the_pool() {
        let people = [person("Zuid", None, Some("v")), person("Noord", None, None), person("Zuid", None, Some("m"))];
        let agreeing = Person { side: Some("agree"), ..person("Zuid", None, None) };
        let made = targets(&Trait::ALL, &people, &[agreeing], 2030);
        let counts = |of: Trait| made.iter().find(|target| target.feature == of.name()).map(|one| one.counts.clone());
        let of = |counts: &[(&str, u64)]| Some(counts.iter().map(|(value, n)| ((*value).to_owned(), *n)).collect());
        assert_eq!(counts(Trait::Region), of(&[("Noord", 1), ("Zuid", 2)]));
        assert_eq!(counts(Trait::Age), of(&[(UNKNOWN, 3)]));
        assert_eq!(counts(Trait::Gender), of(&[("m", 1), (UNKNOWN, 1), ("v", 1)]));
        assert_eq!(counts(Trait::Side), of(&[("agree", 1)]));
        assert_eq!(made.iter().map(|target| target.shared).collect::<Vec<_>>(), [false, false, false, true]);
    }
}
