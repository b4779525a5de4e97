//! The members desk looks somebody up and helps them: can they take part, do letters reach them. Never whether they took
//! part, nor anything from which that follows. Each look leaves an audit line, by internal id.

use super::{Code, Platform, Refusal, bounce, pause};
use crate::domain::eligibility::{Eligibility, Facts};
use crate::domain::ids::{AccountId, MemberId, RoundId, Subject};
use crate::domain::letter::Stream;
use crate::domain::round::{Round, State};
use crate::domain::time::Day;
use crate::store::{Tx, audit, mail_choice, mail_pause, member, roll, round};

pub use crate::store::member::AtDesk;

/// Most people that one search shows; one more is asked for, to know whether there are more.
pub const MOST: usize = 20;
const ASKED: u64 = 21;

/// Fewest characters of a name.
const FEWEST: usize = 3;

/// Longest text that is looked for.
const LONGEST: usize = 100;

/// Rounds that somebody may ask about.
const ASKED_ABOUT: [State; 3] = [State::Scheduled, State::Open, State::Closed];

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// At most [`MOST`].
    pub members: Vec<AtDesk>,
    /// There are more.
    pub more: bool,
}

/// A round, and whether somebody can take part in it.
#[derive(Clone, Debug)]
pub struct RoundAnswer {
    /// Which.
    pub id: RoundId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Whether, and if not, why.
    pub eligibility: Eligibility,
}

/// A member as the desk sees one.
#[derive(Clone, Debug)]
pub struct Looked {
    /// From the member file.
    pub member: AtDesk,
    /// Streams that they switched off, without those of which that would tell that they took part.
    pub off: Vec<Stream>,
    /// The day on which letters come again; none if there is no pause.
    pub paused_until: Option<Day>,
    /// Letters came back from the address that they have now, so none go there.
    pub stopped: bool,
    /// Rounds that are planned or under way.
    pub rounds: Vec<RoundAnswer>,
}

/// Looks for members by number, address, or a part of a name of at least three characters.
pub async fn search(platform: &Platform, by: AccountId, text: &str) -> Result<Found, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > LONGEST || text.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "text"));
    }
    let mut members = member::search(&platform.db, text, length >= FEWEST, ASKED).await?;
    let more = members.len() > MOST;
    members.truncate(MOST);
    let ids: Vec<String> = members.iter().map(|one| one.id.to_string()).collect();
    let tx = platform.db.begin().await?;
    note(platform, &tx, by, "member.search", None, &ids.join(" ")).await?;
    tx.commit().await?;
    Ok(Found { members, more })
}

/// Looks at one member.
pub async fn look(platform: &Platform, by: AccountId, id: MemberId) -> Result<Looked, Refusal> {
    let found = member::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    let mut rounds = Vec::new();
    for known in round::list(&platform.db, &ASKED_ABOUT).await? {
        rounds.push(answer(platform, &found, known).await?);
    }
    let tx = platform.db.begin().await?;
    note(platform, &tx, by, "member.look", Some(id), "").await?;
    tx.commit().await?;
    Ok(Looked {
        off: shown_off(platform, id).await?,
        stopped: bounce::is_stopped(platform, id).await?,
        paused_until: pause::until(platform, id).await?,
        member: found,
        rounds,
    })
}

async fn shown_off(platform: &Platform, id: MemberId) -> Result<Vec<Stream>, Refusal> {
    let mut off = mail_choice::all_off(&platform.db, id).await?;
    off.retain(|stream| !stream.tells_of_taking_part());
    Ok(off)
}

async fn answer(platform: &Platform, found: &AtDesk, known: Round) -> Result<RoundAnswer, Refusal> {
    let scope = &known.draft.scope;
    let facts = Facts {
        state: known.state,
        on_roll: roll::is_on(&platform.db, known.id, MemberId(found.id)).await?,
        in_scope: scope.is_empty() || scope.iter().any(|branch| branch.code == found.branch_code),
        has_left: found.left_at.is_some(),
    };
    Ok(RoundAnswer { id: known.id, title: known.draft.title, state: known.state, eligibility: Eligibility::of(facts) })
}

/// Begins, changes or ends somebody's pause because they asked for it.
pub async fn set_pause(platform: &Platform, by: AccountId, id: MemberId, until: Option<Day>) -> Result<(), Refusal> {
    pause::check(platform, until)?;
    let tx = held(platform, id).await?;
    mail_pause::set(&tx, id, until).await?;
    let detail = until.map_or_else(|| "ended".to_owned(), |day| format!("until {day}"));
    note(platform, &tx, by, "member.pause", Some(id), &detail).await?;
    Ok(tx.commit().await?)
}

/// Switches letters off or on because somebody asked for it; gives what is shown to be off afterwards.
pub async fn set_stream(
    platform: &Platform,
    by: AccountId,
    id: MemberId,
    (stream, off): (Stream, bool),
) -> Result<Vec<Stream>, Refusal> {
    let tx = held(platform, id).await?;
    mail_choice::set(&tx, id, stream, off).await?;
    let detail = format!("{} {}", stream.name(), if off { "off" } else { "on" });
    note(platform, &tx, by, "member.mail", Some(id), &detail).await?;
    tx.commit().await?;
    shown_off(platform, id).await
}

async fn held(platform: &Platform, id: MemberId) -> Result<Tx, Refusal> {
    let tx = platform.db.begin().await?;
    member::find(&tx, id).await?.ok_or(Code::NotFound)?;
    Ok(tx)
}

pub(super) async fn note(
    platform: &Platform,
    tx: &Tx,
    by: AccountId,
    act: &str,
    id: Option<MemberId>,
    detail: &str,
) -> Result<(), Refusal> {
    let object = ("member", id.map(|id| id.0));
    Ok(audit::append(tx, platform.clock.now(), Some(Subject::Account(by)), act, object, detail).await?)
}
