//! Tables at a conversation: splitting those who are there, the moderator's phone, and notes.

use std::collections::HashMap;

use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::domain::composer::Composer;
use crate::domain::conversation::{Conversation, State};
use crate::domain::draw::{Person, Trait};
use crate::domain::ids::{ConversationId, NoteId, SeatId, Subject};
use crate::domain::link::LinkToken;
use crate::domain::member::first_name;
use crate::domain::seating::{Note, Seating, Table, note_flaws};
use crate::domain::sortition::Seed;
use crate::domain::tables::{TablesError, Traits, Weights, split, tables_for};
use crate::service::conversation::{found, held};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Conn, audit, conversation, round, seat, seating, traits};

/// A plan with the names that belong to it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The plan.
    pub seating: Seating,
    /// The address of each table's page for its moderator.
    pub links: Vec<String>,
    /// Full names by seat.
    pub names: HashMap<SeatId, String>,
}

/// What is mixed, and how much it weighs that two at a table are alike in it: the shared side most, because that is what the
/// conversation is about.
const MIXED: [(Trait, u32); 4] = [(Trait::Region, 2), (Trait::Age, 2), (Trait::Gender, 1), (Trait::Side, 3)];
/// To sit together once more weighs more than to be alike in everything.
const AGAIN: u32 = 10;

/// Splits those who are there into tables of four to six, each with one of the moderators, for one round or two. Done again,
/// it takes the place of what was planned before.
pub async fn plan(platform: &Platform, by: &Composer, id: ConversationId, rounds: u8) -> Result<Planned, Refusal> {
    if !(1..=2).contains(&rounds) {
        return Err(Refusal::about(Code::FieldInvalid, "rounds"));
    }
    let known = found(&platform.db, by, id).await?;
    if !matches!(known.state, State::Settled | State::Held) {
        return Err(Code::WrongState.into());
    }
    let there = present(platform, &known).await?;
    let (people, seats): (Vec<Traits>, Vec<SeatId>) = there.into_iter().unzip();
    let moderators = known.draft.moderators.clone();
    let tables = tables_for(people.len(), moderators.len()).map_err(|error| lacking(&error))?;
    let weights = Weights { traits: MIXED.iter().map(|(_, weight)| *weight).collect(), again: AGAIN };
    let seed = Seed(platform.chance.bytes());
    let made = spawn_blocking(move || split(&people, tables, &weights, &seed)).await.map_err(|_| Code::Internal)?;
    let made = made.map_err(|error| lacking(&error))?;
    let seats_of = |places: &[usize]| places.iter().filter_map(|place| seats.get(*place).copied()).collect();
    let both = made.first.iter().zip(&made.second).zip(moderators).map(|((first, second), moderator)| Table {
        moderator,
        rounds: [first, second].into_iter().take(rounds.into()).map(|places| seats_of(places)).collect(),
    });
    let seating = Seating { tables: both.collect() };
    let hashes: Vec<_> = tokens(platform, id, &seating).map(|token| token.hash()).collect();
    let tx = platform.db.begin().await?;
    held(&tx, by, id).await?;
    seating::replace(&tx, id, &seating, &hashes).await?;
    let actor = Some(Subject::Account(by.account));
    let detail = format!("{} tables, {rounds} rounds", seating.tables.len());
    audit::append(&tx, platform.clock.now(), actor, "tables.plan", ("conversation", Some(id.0)), &detail).await?;
    tx.commit().await?;
    planned(platform, by, id).await
}

fn lacking(error: &TablesError) -> Refusal {
    match error {
        TablesError::Moderators { needed, there } => {
            let message = format!("Er zijn {needed} gespreksleiders nodig; er staan er {there} bij het gesprek.");
            Refusal { code: Code::ModeratorsNeeded, field: Some("moderators".to_owned()), message: Some(message) }
        }
        TablesError::Nobody => Code::NobodyPresent.into(),
        TablesError::Mismatch => Code::Internal.into(),
    }
}

/// Those who are checked in, with what is mixed; in the order of their seats.
async fn present(platform: &Platform, known: &Conversation) -> Result<Vec<(Traits, SeatId)>, Refusal> {
    let there = seat::present(&platform.db, known.id).await?;
    if there.len() < crate::domain::tables::SMALLEST {
        return Err(Code::NobodyPresent.into());
    }
    let shared = known.draft.round.zip(known.draft.statements.first().copied());
    let all = traits::of_members(&platform.db, shared).await?;
    let by_member: HashMap<_, Person> = all.into_iter().map(|(_, person)| (person.member, person)).collect();
    let year = platform.clock.now().year();
    let traits_of = |person: Option<&Person>| -> Traits {
        MIXED.iter().map(|(of, _)| person.and_then(|person| person.known(*of, year))).collect()
    };
    Ok(there.into_iter().map(|(member, seat)| (traits_of(by_member.get(&member)), seat)).collect())
}

/// A table's link follows from the platform's secret, so that the desk can show it again and only its hash is kept.
fn tokens(platform: &Platform, id: ConversationId, seating: &Seating) -> impl Iterator<Item = LinkToken> {
    (1..=seating.tables.len()).map(move |number| LinkToken::new(platform.secrets.key(&format!("table {id} {number}"))))
}

/// What was planned; an empty plan while nothing was.
pub async fn planned(platform: &Platform, by: &Composer, id: ConversationId) -> Result<Planned, Refusal> {
    found(&platform.db, by, id).await?;
    let seating = seating::find(&platform.db, id).await?.unwrap_or(Seating { tables: Vec::new() });
    let links =
        tokens(platform, id, &seating).map(|token| format!("{}/tafel/{}", platform.terms.public_url, token.text()));
    Ok(Planned { links: links.collect(), names: names(&platform.db, id).await?, seating })
}

async fn names(on: &impl Conn, id: ConversationId) -> Result<HashMap<SeatId, String>, Refusal> {
    let people = seat::people(on, id).await?;
    Ok(people.into_iter().map(|person| (SeatId(person.seat_id), person.name)).collect())
}

/// A table as its moderator sees it.
#[derive(Clone, Debug)]
pub struct AtTable {
    /// The conversation.
    pub conversation: Conversation,
    /// Its statements, with their numbers.
    pub statements: Vec<(u8, String)>,
    /// Number of the table.
    pub number: i32,
    /// Name of the moderator.
    pub moderator: String,
    /// First names, round by round.
    pub people: Vec<Vec<String>>,
    /// The table's notes.
    pub notes: Vec<Note>,
}

async fn of_link(platform: &Platform, token: &str) -> Result<(ConversationId, i32), Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    Ok(seating::of_link(&platform.db, hash).await?.ok_or(Code::LinkUnknown)?)
}

/// The table that a moderator's link is for. Changes nothing.
pub async fn at_table(platform: &Platform, token: &str) -> Result<AtTable, Refusal> {
    let (id, number) = of_link(platform, token).await?;
    let known = conversation::find(&platform.db, id).await?.ok_or(Code::LinkUnknown)?;
    let seating = seating::find(&platform.db, id).await?.ok_or(Code::LinkUnknown)?;
    let table = seating.table(number).ok_or(Code::LinkUnknown)?;
    let names = names(&platform.db, id).await?;
    let first = |seat: &SeatId| names.get(seat).map(|name| first_name(name).to_owned()).unwrap_or_default();
    let mut notes = seating::notes(&platform.db, id).await?;
    notes.retain(|note| note.table == number);
    Ok(AtTable {
        statements: statements(platform, &known).await?,
        conversation: known,
        number,
        moderator: table.moderator.name.clone(),
        people: table.rounds.iter().map(|seats| seats.iter().map(first).collect()).collect(),
        notes,
    })
}

async fn statements(platform: &Platform, known: &Conversation) -> Result<Vec<(u8, String)>, Refusal> {
    let Some(id) = known.draft.round else { return Ok(Vec::new()) };
    let Some(round) = round::find(&platform.db, id).await? else { return Ok(Vec::new()) };
    let numbered = (1..).zip(round.draft.statements).filter(|(number, _)| known.draft.statements.contains(number));
    Ok(numbered.map(|(number, statement)| (number, statement.text)).collect())
}

/// Keeps a note of a moderator. Until a report is published.
pub async fn add_note(
    platform: &Platform,
    token: &str,
    round: i32,
    theme: &str,
    text: &str,
) -> Result<AtTable, Refusal> {
    let (id, number) = of_link(platform, token).await?;
    let (theme, text) = (theme.trim().to_owned(), text.trim().to_owned());
    let tx = platform.db.begin().await?;
    let seating = open(&tx, id).await?;
    if let Some(flaw) = note_flaws(round, &theme, &text, seating.rounds()).into_iter().next() {
        return Err(flaw.into());
    }
    let note = Note { id: NoteId(platform.chance.uuid()), table: number, round, theme, text };
    seating::add_note(&tx, id, &note, platform.clock.now()).await?;
    tx.commit().await?;
    at_table(platform, token).await
}

/// Removes a note of this table; one that is gone stays gone.
pub async fn remove_note(platform: &Platform, token: &str, note: Uuid) -> Result<AtTable, Refusal> {
    let (id, number) = of_link(platform, token).await?;
    let tx = platform.db.begin().await?;
    open(&tx, id).await?;
    seating::remove_note(&tx, id, number, NoteId(note)).await?;
    tx.commit().await?;
    at_table(platform, token).await
}

/// The plan of a conversation that notes are still taken of.
async fn open(tx: &crate::store::Tx, id: ConversationId) -> Result<Seating, Refusal> {
    let known = conversation::locked(tx, id).await?.ok_or(Code::LinkUnknown)?;
    if !matches!(known.state, State::Settled | State::Held) {
        return Err(Code::WrongState.into());
    }
    Ok(seating::find(tx, id).await?.ok_or(Code::LinkUnknown)?)
}

/// All notes of a conversation, with the name of who led the table.
pub async fn notes(platform: &Platform, by: &Composer, id: ConversationId) -> Result<Vec<(Note, String)>, Refusal> {
    found(&platform.db, by, id).await?;
    let seating = seating::find(&platform.db, id).await?;
    let moderator = |number: i32| {
        let table = seating.as_ref().and_then(|seating| seating.table(number));
        table.map(|table| table.moderator.name.clone()).unwrap_or_default()
    };
    let notes = seating::notes(&platform.db, id).await?;
    Ok(notes.into_iter().map(|note| (note.clone(), moderator(note.table))).collect())
}
