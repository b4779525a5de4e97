//! At the door: who said yes, by name, and noting who is there. A phone without a line sends what it noted later.

use super::desk::finish;
use super::{found, held};
use crate::domain::composer::Composer;
use crate::domain::conversation::{CheckInCode, State};
use crate::domain::ids::{ConversationId, SeatId};
use crate::domain::time::Timestamp;
use crate::service::conversation::Person;
use crate::service::{Code, Platform, Refusal};
use crate::store::seat;

/// Everybody who said yes at least once, by name. Who did not is nobody's business.
pub async fn people(platform: &Platform, by: &Composer, id: ConversationId) -> Result<Vec<Person>, Refusal> {
    found(&platform.db, by, id).await?;
    Ok(seat::people(&platform.db, id).await?)
}

/// Whose arrival is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Tapped in the list.
    Seat(SeatId),
    /// Scanned or typed.
    Code(String),
}

/// Somebody is there, or is not after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Who.
    pub key: Key,
    /// Whether they are there.
    pub present: bool,
    /// When that was noted.
    pub at: Timestamp,
}

/// Most notes that are taken at once.
const MOST: usize = 1000;

/// Notes who is there, in the order in which it was noted; the same again changes nothing. Returns the seats that were
/// found, and the notes that belong to nobody who said yes.
pub async fn check_in(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    mut notes: Vec<CheckIn>,
) -> Result<(Vec<SeatId>, Vec<Key>), Refusal> {
    if notes.len() > MOST {
        return Err(Refusal::about(Code::FieldInvalid, "check_ins"));
    }
    notes.sort_by_key(|note| note.at);
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if !matches!(known.state, State::Inviting | State::Settled | State::Held | State::Reported) {
        return Err(Code::WrongState.into());
    }
    let (mut done, mut unknown) = (Vec::new(), Vec::new());
    for CheckIn { key, present, at } in notes {
        let seat = match &key {
            Key::Seat(seat) => Some(*seat),
            Key::Code(text) => match CheckInCode::parse(text) {
                Some(code) => seat::find_person(&tx, id, &code).await?,
                None => None,
            },
        };
        match seat {
            Some(seat) if seat::check_in(&tx, id, seat, present.then_some(at)).await? => done.push(seat),
            _ => unknown.push(key),
        }
    }
    done.sort_unstable();
    done.dedup();
    if done.is_empty() {
        return Ok((done, unknown));
    }
    // How many, not who: seats are in their own table.
    finish(tx, platform, by, "conversation.check_in", id, &done.len().to_string()).await?;
    Ok((done, unknown))
}
