//! A ballot as it comes to the box, and the rule that says what becomes of it.

use super::answer::Answers;
use super::ticket::{ChainValue, LineCode, Prefix, Signature, Token, Version};

/// The only format so far: the four answers in plain. A sealed body will be another number.
pub const FORMAT_PLAIN: i32 = 1;

/// A ballot whose parts have the right form. Whether its ticket is genuine is asked apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Counting area that the ticket is from.
    pub area: i32,
    /// The signed message, first half.
    pub prefix: Prefix,
    /// The signed message, second half; names the ballot in the box.
    pub token: Token,
    /// The issuer's signature.
    pub signature: Signature,
    /// 1 for the first cast, more for a change.
    pub version: Version,
    /// Opens the token for this version.
    pub chain_value: ChainValue,
    /// The four answers.
    pub answers: Answers,
    /// The line codes, one a statement.
    pub lines: [LineCode; 4],
}

/// What the box has of a token already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The version that stands.
    pub version: Version,
    /// Its area, answers and line codes.
    pub area: i32,
    /// Body in the box.
    pub body: String,
    /// Its line codes.
    pub lines: [String; 4],
}

/// What becomes of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is kept, in place of what stood there.
    Keep,
    /// It is there already, word for word: the same answer again.
    Same,
    /// This version is there with other contents.
    VersionTaken,
    /// A later version is there.
    VersionOutdated,
    /// It stands in another counting area: a ballot does not move, or two people with one token could make an area's
    /// count go down.
    OtherArea,
}

/// Decides on a genuine ballot, given what the box has of its token.
#[must_use]
pub fn decide(kept: Option<&Kept>, ballot: &Ballot) -> Verdict {
    let Some(kept) = kept else { return Verdict::Keep };
    if kept.area != ballot.area {
        return Verdict::OtherArea;
    }
    match ballot.version.cmp(&kept.version) {
        std::cmp::Ordering::Greater => Verdict::Keep,
        std::cmp::Ordering::Less => Verdict::VersionOutdated,
        std::cmp::Ordering::Equal => {
            let same = kept.body == ballot.answers.to_body() && kept.lines == ballot.lines.map(|line| line.to_string());
            if same { Verdict::Same } else { Verdict::VersionTaken }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn ballot(version: u8, body: &str) -> Ballot {
        let start = ChainValue([1; 32]);
        let version = Version::try_from(version).unwrap();
        Ballot {
            area: 1,
            prefix: Prefix([2; 32]),
            token: start.token(),
            signature: Signature([3; 256]),
            version,
            chain_value: start.revealed_for(version),
            answers: Answers::from_body(body).unwrap(),
            lines: [LineCode::from_bytes(&[version.number(); 10]); 4],
        }
    }

    fn kept(ballot: &Ballot) -> Kept {
        Kept {
            version: ballot.version,
            area: ballot.area,
            body: ballot.answers.to_body(),
            lines: ballot.lines.map(|line| line.to_string()),
        }
    }

    #[test]
    fn a_first_ballot_is_kept_and_its_repetition_changes_nothing() {
        let first = ballot(1, "5,4,3,2");
        assert_eq!(decide(None, &first), Verdict::Keep);
        assert_eq!(decide(Some(&kept(&first)), &first), Verdict::Same);
    }

    #[test]
    fn a_later_version_replaces_and_versions_may_be_skipped() {
        let first = kept(&ballot(1, "5,4,3,2"));
        assert_eq!(decide(Some(&first), &ballot(2, "1,1,1,1")), Verdict::Keep);
        assert_eq!(decide(Some(&first), &ballot(32, "1,1,1,1")), Verdict::Keep);
    }

    #[test]
    fn a_ballot_never_moves_to_another_area() {
        let first = kept(&ballot(1, "5,4,3,2"));
        let elsewhere = Ballot { area: 2, ..ballot(2, "5,4,3,2") };
        assert_eq!(decide(Some(&first), &elsewhere), Verdict::OtherArea);
    }

    #[test]
    fn the_same_version_with_other_answers_is_taken_and_a_lower_one_outdated() {
        let second = kept(&ballot(2, "5,4,3,2"));
        assert_eq!(decide(Some(&second), &ballot(2, "5,4,3,1")), Verdict::VersionTaken);
        assert_eq!(decide(Some(&second), &ballot(1, "5,4,3,2")), Verdict::VersionOutdated);
    }
}
