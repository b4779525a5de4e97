//! What is looked for, and a scanner that finds all of it in one pass over any bytes.

use std::collections::HashMap;

use super::Suspect;

/// Which half of a link something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A person, or that person's participation.
    Platform,
    /// A ballot.
    BallotBox,
}

/// What kind of thing identifies a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The internal number.
    Id,
    /// The e-mail address.
    Email,
    /// The whole name; shared by namesakes.
    Name,
    /// SHA-256 of the blinded message.
    BlindedHash,
    /// The ballot's token.
    Token,
    /// The ticket's prefix.
    Prefix,
    /// A line code of the published list.
    Line,
}

impl Kind {
    /// Whether it belongs to a person or to a ballot.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Id | Self::Email | Self::Name | Self::BlindedHash => Side::Platform,
            Self::Token | Self::Prefix | Self::Line => Side::BallotBox,
        }
    }
}

/// Bytes that identify a member; several needles may be different writings of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    /// The bytes as they are stored.
    pub bytes: Vec<u8>,
    /// Whose: the index among the suspects.
    pub whose: usize,
    /// What it is.
    pub kind: Kind,
}

/// All needles, ready to be looked for.
pub struct Needles {
    needles: Vec<Needle>,
    by_start: HashMap<[u8; START], Vec<usize>>,
    by_bytes: HashMap<Vec<u8>, usize>,
    // One bit per possible value of the first three bytes: rules out nearly every place at once.
    sieve: Vec<u64>,
}

/// Shorter needles would be found by chance.
const START: usize = 8;

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

fn writings(suspect: &Suspect) -> Vec<(Kind, Vec<u8>)> {
    let id = suspect.id;
    let mut all = vec![
        (Kind::Id, id.as_bytes().to_vec()),
        (Kind::Id, id.to_string().into_bytes()),
        (Kind::Id, hex(id.as_bytes())),
        (Kind::Email, suspect.member.email.clone().into_bytes()),
        (Kind::Name, suspect.member.name.clone().into_bytes()),
        (Kind::BlindedHash, suspect.blinded_hash.clone()),
        (Kind::BlindedHash, hex(&suspect.blinded_hash)),
        (Kind::Token, suspect.token.0.to_vec()),
        (Kind::Token, suspect.token.to_string().into_bytes()),
        (Kind::Token, hex(&suspect.token.0)),
        (Kind::Prefix, suspect.prefix.0.to_vec()),
        (Kind::Prefix, suspect.prefix.to_string().into_bytes()),
        (Kind::Prefix, hex(&suspect.prefix.0)),
    ];
    all.extend(suspect.lines.iter().map(|line| (Kind::Line, line.as_bytes().to_vec())));
    all
}

impl Needles {
    /// The needles of these suspects, in every writing that a program would use.
    #[must_use]
    pub fn of(suspects: &[Suspect]) -> Self {
        let needles = suspects.iter().enumerate().flat_map(|(whose, suspect)| {
            writings(suspect).into_iter().map(move |(kind, bytes)| Needle { bytes, whose, kind })
        });
        Self::new(needles.filter(|needle| needle.bytes.len() >= START).collect())
    }

    /// Ready to look for these.
    #[must_use]
    pub fn new(needles: Vec<Needle>) -> Self {
        let mut by_start: HashMap<[u8; START], Vec<usize>> = HashMap::new();
        let (mut by_bytes, mut sieve) = (HashMap::new(), vec![0_u64; (1 << 24) / 64]);
        for (index, needle) in needles.iter().enumerate() {
            if let Some(start) = needle.bytes.first_chunk::<START>() {
                by_start.entry(*start).or_default().push(index);
                let place = sieve_place(start);
                sieve[place / 64] |= 1 << (place % 64);
            }
            by_bytes.entry(needle.bytes.clone()).or_insert(index);
        }
        Self { needles, by_start, by_bytes, sieve }
    }

    /// The needle that is exactly these bytes.
    #[must_use]
    pub fn exactly(&self, bytes: &[u8]) -> Option<&Needle> {
        self.by_bytes.get(bytes).map(|index| &self.needles[*index])
    }

    /// Every place where a needle stands in `hay`, in the order of the places.
    #[must_use]
    pub fn find(&self, hay: &[u8]) -> Vec<(usize, &Needle)> {
        let (mut found, mut last_three) = (Vec::new(), 0_usize);
        // A plain loop: whole data folders pass through here, in debug builds too.
        for (behind, byte) in (1..).zip(hay) {
            last_three = (last_three << 8 | usize::from(*byte)) & 0xff_ffff;
            if self.sieve[last_three / 64] >> (last_three % 64) & 1 == 1 && behind >= 3 {
                self.at(hay, behind - 3, &mut found);
            }
        }
        found
    }

    fn at<'n>(&'n self, hay: &[u8], place: usize, found: &mut Vec<(usize, &'n Needle)>) {
        let candidates = hay.get(place..place + START).and_then(|start| self.by_start.get(start));
        let needles = candidates.into_iter().flatten().map(|index| &self.needles[*index]);
        found.extend(needles.filter(|needle| hay[place..].starts_with(&needle.bytes)).map(|needle| (place, needle)));
    }
}

fn sieve_place(start: &[u8]) -> usize {
    start.iter().take(3).fold(0, |place, byte| place << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_also_where_two_needles_begin_alike() {
        let needle = |bytes: &[u8], whose| Needle { bytes: bytes.to_vec(), whose, kind: Kind::Token };
        let needles = Needles::new(vec![needle(b"abcdefgh", 0), needle(b"abcdefghij", 1), needle(b"zzzzzzzz", 2)]);
        let found: Vec<(usize, usize)> = needles
            .find(b"..abcdefghij..abcdefgh.zzzzzzz")
            .iter()
            .map(|(place, needle)| (*place, needle.whose))
            .collect();
        assert_eq!(found, [(2, 0), (2, 1), (14, 0)]);
        assert_eq!(needles.exactly(b"zzzzzzzz").map(|needle| needle.whose), Some(2));
        assert!(needles.find(b"short").is_empty());
    }
}
