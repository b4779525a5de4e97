//! The four public lists of a round: one for each statement, on each line a publication group, a line code and an answer.
//! Sorted by group and code, so that a group is one run of lines and the order tells nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::merkle::{TallTree, TreeHash, is_range, leaf_hash};
use super::result::Tally;
use super::ticket::LineCode;

/// The statements, each with a list of its own.
pub const LISTS: [i32; 4] = [1, 2, 3, 4];

/// First line of every file.
pub const HEADING: &str = "groep;code;antwoord";

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Number of the publication group.
    pub group: u32,
    /// Code that its owner can work out.
    pub code: LineCode,
    /// The answer.
    pub answer: Answer,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{};{};", self.group, self.code)?;
        self.answer.point().map_or(Ok(()), |point| write!(f, "{point}"))
    }
}

/// The text is not a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a line of a list")]
pub struct NotAnEntry;

impl FromStr for Entry {
    type Err = NotAnEntry;

    /// Reads exactly what `Display` writes, so that one entry has one line only.
    fn from_str(line: &str) -> Result<Self, NotAnEntry> {
        let mut fields = line.split(';');
        let (Some(group), Some(code), Some(answer), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(NotAnEntry);
        };
        let point = if answer.is_empty() { None } else { Some(answer.parse().map_err(|_| NotAnEntry)?) };
        let entry = Self {
            group: group.parse().map_err(|_| NotAnEntry)?,
            code: code.parse().map_err(|_| NotAnEntry)?,
            answer: Answer::from_point(point).ok_or(NotAnEntry)?,
        };
        if entry.to_string() == line { Ok(entry) } else { Err(NotAnEntry) }
    }
}

/// Which publication group a counting area is published with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaGroup {
    /// Number of the area.
    pub area: i32,
    /// Number of the group.
    pub group: u32,
}

/// What fixes a list for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Number of lines, without the heading.
    pub lines: usize,
    /// SHA-256 of the whole file.
    pub sha256: TreeHash,
    /// RFC 6962 root over the lines, without heading and line ends.
    pub root: TreeHash,
}

/// A whole list in its one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List(Vec<Entry>);

/// The lines of one group as they stand in the file, with what proves their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Number of the publication group.
    pub group: u32,
    /// Place of its first line, from 0.
    pub start: usize,
    /// Its lines, each with a line end.
    pub text: String,
    /// Hashes beside them, left to right.
    pub proof: Vec<TreeHash>,
}

impl Run {
    /// The same with the lines apart, in a list of `size` lines.
    #[must_use]
    pub fn proven(self, size: usize) -> ProvenRun {
        let lines = self.text.lines().map(str::to_owned).collect();
        ProvenRun { start: self.start, size, lines, proof: self.proof }
    }
}

fn text_of(entries: &[Entry]) -> String {
    use fmt::Write as _;
    let mut text = String::with_capacity(24 * entries.len());
    for entry in entries {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{entry}");
    }
    text
}

/// A run of lines with the proof that it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvenRun {
    /// Place of the first line, from 0.
    pub start: usize,
    /// Lines in the whole list.
    pub size: usize,
    /// The lines themselves.
    pub lines: Vec<String>,
    /// Hashes beside them, left to right.
    pub proof: Vec<TreeHash>,
}

impl ProvenRun {
    /// Whether these lines stand at their place in the list with this root.
    #[must_use]
    pub fn is_of(&self, root: &TreeHash) -> bool {
        is_range(&self.lines, self.start, self.size, &self.proof, root)
    }
}

impl List {
    /// The list of these entries, whatever order they come in.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable();
        Self(entries)
    }

    /// Its entries in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The file as it is published: the heading and all lines, each with a line end.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{HEADING}\n{}", text_of(&self.0))
    }

    /// What fixes it, and its groups with their proofs.
    #[must_use]
    pub fn sealed(self) -> (Seal, Vec<Run>) {
        let mut file = Context::new(&SHA256);
        file.update(HEADING.as_bytes());
        file.update(b"\n");
        let mut tree = TallTree::default();
        let mut runs = Vec::new();
        for entries in self.0.chunk_by(|one, next| one.group == next.group) {
            let Some(first) = entries.first() else { continue };
            let text = text_of(entries);
            file.update(text.as_bytes());
            let start = tree.size();
            text.split_terminator('\n').for_each(|line| tree.push(leaf_hash(line.as_bytes())));
            runs.push((start..tree.size(), first.group, text));
        }
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(file.finish().as_ref());
        let (lines, tree) = (tree.size(), tree.grown());
        let seal = Seal { lines, sha256: TreeHash(sha256), root: tree.root() };
        let leaf = |place: usize| self.0.get(place).map(|entry| leaf_hash(entry.to_string().as_bytes()));
        let proven = |(range, group, text): (Range<usize>, u32, String)| {
            tree.range_proof(&range, &leaf).map(|proof| Run { group, start: range.start, text, proof })
        };
        (seal, runs.into_iter().filter_map(proven).collect())
    }

    /// How often each answer stands in the list, by group.
    #[must_use]
    pub fn count(&self) -> BTreeMap<u32, Tally> {
        let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
        for entry in &self.0 {
            tallies.entry(entry.group).or_default().add(entry.answer);
        }
        tallies
    }
}

/// Why a text is not a published list. Lines are counted as an editor does: the heading is line 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListFlaw {
    /// The first line is not the heading.
    #[error("the first line is not “{HEADING}”")]
    Heading,
    /// A line is not a group, a code and an answer.
    #[error("line {0} is not a group, a code and an answer")]
    Line(usize),
    /// A line stands out of order, or a code stands twice.
    #[error("line {0} is out of order, or its code stands there twice")]
    Order(usize),
    /// The last line has no line end.
    #[error("the last line has no line end")]
    End,
}

impl FromStr for List {
    type Err = ListFlaw;

    /// Reads exactly what [`List::file`] writes, and nothing else.
    fn from_str(file: &str) -> Result<Self, ListFlaw> {
        let mut lines = file.strip_suffix('\n').ok_or(ListFlaw::End)?.split('\n');
        if lines.next() != Some(HEADING) {
            return Err(ListFlaw::Heading);
        }
        let mut entries: Vec<Entry> = Vec::new();
        for (number, line) in (2..).zip(lines) {
            let entry: Entry = line.parse().map_err(|_| ListFlaw::Line(number))?;
            if entries.last().is_some_and(|last| (last.group, last.code) >= (entry.group, entry.code)) {
                return Err(ListFlaw::Order(number));
            }
            entries.push(entry);
        }
        Ok(Self(entries))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn entry(group: u32, number: u8, point: Option<i64>) -> Entry {
        Entry { group, code: LineCode::from_bytes(&[number; 10]), answer: Answer::from_point(point).unwrap() }
    }

    fn list() -> List {
        List::new(vec![entry(2, 1, Some(5)), entry(1, 9, None), entry(1, 3, Some(1)), entry(10, 0, Some(3))])
    }

    #[test]
    fn a_list_is_sorted_by_group_as_a_number_and_then_by_code() {
        let groups: Vec<u32> = list().entries().iter().map(|entry| entry.group).collect();
        assert_eq!(groups, [1, 1, 2, 10]);
        assert!(list().file().starts_with("groep;code;antwoord\n1;"));
    }

    #[test]
    fn a_file_reads_back_as_the_list_that_wrote_it_and_as_nothing_else() {
        let file = list().file();
        assert_eq!(file.parse(), Ok(list()));
        assert_eq!(file.trim_end().parse::<List>(), Err(ListFlaw::End));
        assert_eq!(file.replacen("groep", "group", 1).parse::<List>(), Err(ListFlaw::Heading));
        assert_eq!(file.replacen("\n1;", "\n01;", 1).parse::<List>(), Err(ListFlaw::Line(2)));
        assert_eq!(file.replacen(";5\n", ";6\n", 1).parse::<List>(), Err(ListFlaw::Line(4)));
        let mut lines: Vec<&str> = file.lines().collect();
        lines.swap(1, 2);
        assert_eq!(format!("{}\n", lines.join("\n")).parse::<List>(), Err(ListFlaw::Order(3)));
        lines.swap(1, 2);
        lines.insert(2, lines[1]);
        assert_eq!(format!("{}\n", lines.join("\n")).parse::<List>(), Err(ListFlaw::Order(3)));
    }

    #[test]
    fn no_two_entries_have_one_line_and_every_change_changes_both_seals() {
        let (sealed, _) = list().sealed();
        let (flipped, _) = list().file().replacen(";5\n", ";4\n", 1).parse::<List>().unwrap().sealed();
        assert_eq!(sealed.lines, 4);
        assert_eq!(sealed.sha256.0, *ring::digest::digest(&SHA256, list().file().as_bytes()).as_ref());
        assert_ne!(sealed.sha256, flipped.sha256);
        assert_ne!(sealed.root, flipped.root);
    }

    #[test]
    fn the_lines_of_a_group_prove_their_place_and_a_changed_line_does_not() {
        let (seal, runs) = list().sealed();
        let root = seal.root;
        assert_eq!(runs.iter().map(|run| (run.group, run.start)).collect::<Vec<_>>(), [(1, 0), (2, 2), (10, 3)]);
        assert!(runs.iter().all(|run| run.clone().proven(seal.lines).is_of(&root)));
        let run = runs[0].clone().proven(seal.lines);
        assert_eq!((run.start, run.size, run.lines.len()), (0, 4, 2));
        assert!(run.is_of(&root));
        let mut changed = run.clone();
        changed.lines[0] = entry(1, 3, Some(2)).to_string();
        assert!(!changed.is_of(&root));
    }

    #[test]
    fn counting_a_list_gives_a_tally_for_each_group() {
        let counted = list().count();
        assert_eq!(counted[&1].0, [1, 0, 0, 0, 0, 1]);
        assert_eq!(counted[&10].0, [0, 0, 1, 0, 0, 0]);
    }
}
