//! Who sits where at a conversation: tables with a moderator each, in one round or two; and what moderators write down.

use serde::{Deserialize, Serialize};

use super::conversation::Moderator;
use super::draft::{Flaw, flaw, unfit};
use super::ids::{NoteId, SeatId};

/// A table: the same place and moderator in every round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Who leads it.
    pub moderator: Moderator,
    /// Seats of who sits there, round by round.
    pub rounds: Vec<Vec<SeatId>>,
}

/// Who sits where. The place of a table in the list, from 1, is its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    /// The tables.
    pub tables: Vec<Table>,
}

impl Seating {
    /// The table with this number, from 1.
    #[must_use]
    pub fn table(&self, number: i32) -> Option<&Table> {
        usize::try_from(number).ok()?.checked_sub(1).and_then(|place| self.tables.get(place))
    }

    /// How many rounds there are.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.tables.iter().map(|table| table.rounds.len()).max().unwrap_or(0)
    }
}

/// What a moderator wrote down of a round at a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Identifier.
    pub id: NoteId,
    /// Number of the table.
    pub table: i32,
    /// Round, from 1.
    pub round: i32,
    /// What it is about, at most 60 characters: notes with the same theme come together in the report.
    pub theme: String,
    /// At most 2000 characters.
    pub text: String,
}

/// What makes a note impossible to keep, all at once. `rounds` is how many there are.
#[must_use]
pub fn note_flaws(round: i32, theme: &str, text: &str, rounds: usize) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if usize::try_from(round).ok().is_none_or(|round| round == 0 || round > rounds) {
        flaw(&mut flaws, "round", "Deze ronde is er niet.");
    }
    for (field, value, most) in [("theme", theme, 60), ("text", text, 2000)] {
        unfit(&mut flaws, field, Some(value), most);
        if value.is_empty() {
            flaw(&mut flaws, field, "Vul dit in.");
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_a_round_that_there_is_a_theme_and_a_text() {
        let fields = |round, theme: &str, text: &str| -> Vec<String> {
            note_flaws(round, theme, text, 2).into_iter().map(|flaw| flaw.field).collect()
        };
        assert_eq!(fields(2, "Huren", "De huur stijgt te snel."), Vec::<String>::new());
        assert_eq!(fields(3, "", ""), ["round", "theme", "text"]);
        assert_eq!(fields(0, &"x".repeat(61), "goed"), ["round", "theme"]);
    }
}
