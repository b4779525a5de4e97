//! Tables as they are shown: to the desk with full names, to a moderator with first names.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::seating::{Note, Table};
use crate::service::seating::{AtTable, Planned};

/// Somebody at a table.
#[derive(Serialize, ToSchema)]
pub struct Seated {
    seat_id: Uuid,
    name: String,
}

/// Who sits at a table in one round.
#[derive(Serialize, ToSchema)]
pub struct RoundAtTable {
    /// From 1.
    round: usize,
    people: Vec<Seated>,
}

/// A table.
#[derive(Serialize, ToSchema)]
pub struct TableTold {
    /// From 1.
    number: usize,
    moderator: String,
    /// The page for the moderator's phone.
    link: String,
    rounds: Vec<RoundAtTable>,
}

/// Who sits where.
#[derive(Serialize, ToSchema)]
pub struct Tables {
    /// How many people.
    people: usize,
    /// How many rounds.
    rounds: usize,
    /// None while nothing is planned.
    tables: Vec<TableTold>,
}

impl From<Planned> for Tables {
    fn from(planned: Planned) -> Self {
        let Planned { seating, links, names } = planned;
        let rounds = seating.rounds();
        let table = |(number, (table, link)): (usize, (Table, String))| TableTold {
            number,
            moderator: table.moderator.name,
            link,
            rounds: (1..)
                .zip(table.rounds)
                .map(|(round, seats)| RoundAtTable {
                    round,
                    people: seats
                        .into_iter()
                        .map(|seat| Seated { seat_id: seat.0, name: names.get(&seat).cloned().unwrap_or_default() })
                        .collect(),
                })
                .collect(),
        };
        let tables: Vec<TableTold> = (1..).zip(seating.tables.into_iter().zip(links)).map(table).collect();
        let people = tables.iter().filter_map(|table| table.rounds.first()).map(|round| round.people.len()).sum();
        Self { people, rounds, tables }
    }
}

/// A note of any table.
#[derive(Serialize, ToSchema)]
pub struct NoteTold {
    table: i32,
    moderator: String,
    round: i32,
    theme: String,
    text: String,
}

/// What all moderators wrote down.
#[derive(Serialize, ToSchema)]
pub struct Notes {
    notes: Vec<NoteTold>,
}

impl From<Vec<(Note, String)>> for Notes {
    fn from(notes: Vec<(Note, String)>) -> Self {
        let told = notes.into_iter().map(|(note, moderator)| NoteTold {
            table: note.table,
            moderator,
            round: note.round,
            theme: note.theme,
            text: note.text,
        });
        Self { notes: told.collect() }
    }
}

/// A statement that the conversation is about.
#[derive(Serialize, ToSchema)]
pub struct StatementAtTable {
    number: u8,
    text: String,
}

/// The conversation, as far as its tables need it.
#[derive(Serialize, ToSchema)]
pub struct ConversationAtTable {
    id: Uuid,
    title: String,
    purpose: Option<String>,
    statements: Vec<StatementAtTable>,
}

/// First names at the table in one round.
#[derive(Serialize, ToSchema)]
pub struct NamesAtTable {
    round: usize,
    names: Vec<String>,
}

/// A note of this table.
#[derive(Serialize, ToSchema)]
pub struct OwnNote {
    id: Uuid,
    round: i32,
    theme: String,
    text: String,
}

/// A table as its moderator sees it.
#[derive(Serialize, ToSchema)]
pub struct TableBody {
    conversation: ConversationAtTable,
    table: i32,
    moderator: String,
    rounds: usize,
    people: Vec<NamesAtTable>,
    notes: Vec<OwnNote>,
}

impl From<AtTable> for TableBody {
    fn from(at: AtTable) -> Self {
        let statements = at.statements.into_iter().map(|(number, text)| StatementAtTable { number, text });
        let notes = at.notes.into_iter().map(|note| OwnNote {
            id: note.id.0,
            round: note.round,
            theme: note.theme,
            text: note.text,
        });
        Self {
            conversation: ConversationAtTable {
                id: at.conversation.id.0,
                title: at.conversation.draft.title,
                purpose: at.conversation.draft.purpose,
                statements: statements.collect(),
            },
            table: at.number,
            moderator: at.moderator,
            rounds: at.people.len(),
            people: (1..).zip(at.people).map(|(round, names)| NamesAtTable { round, names }).collect(),
            notes: notes.collect(),
        }
    }
}
