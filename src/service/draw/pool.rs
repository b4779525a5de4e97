//! Who is in a draw, on which targets, and trying it before anything is announced.

use std::collections::{HashMap, HashSet};

use tokio::task::spawn_blocking;

use crate::domain::composer::Composer;
use crate::domain::conversation::{Allotment, Conversation, State, Status};
use crate::domain::draw::{Held, Person, Stage, Trait, targets};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::sortition::{Composition, DrawError, Lot, LotCode, Pool, Relaxation, Salt, Seed, Terms};
use crate::service::conversation::{able, found};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Conn, seat, traits};

/// How somebody wants a draw to be.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// What is drawn.
    pub stage: Stage,
    /// What it is spread over, the most important first; none for an ordinary evening.
    pub traits: Vec<Trait>,
    /// Which public random value will be used.
    pub public_value: String,
    /// Whether who won a seat in the last year stands behind who did not.
    pub winners_behind: bool,
    /// Whether quotas that cannot be met move by as little as possible.
    pub relax: bool,
}

/// What a draw would come to, with a seed that nobody will use.
#[derive(Clone, Debug)]
pub struct DryRun {
    /// People in the pool.
    pub lots: usize,
    /// Seats.
    pub seats: u32,
    /// Target, pool and a panel, side by side; without what people shared themselves.
    pub composition: Vec<Composition>,
    /// The smallest change after which the quotas can be met, where they cannot.
    pub relaxation: Option<Relaxation>,
    /// The smallest and the largest personal chance in hundredths of a per cent.
    pub chances: Option<(u64, u64)>,
}

/// How often a draw is repeated to estimate chances; a pool that is larger than this many lots is not repeated at all.
const REPEATS: u32 = 200;
const REPEATED: usize = 20_000;
const LONGEST_VALUE: usize = 200;

/// Tries a draw. Nothing is kept, and nobody is drawn.
pub async fn dry_run(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    wishes: &Wishes,
) -> Result<DryRun, Refusal> {
    let known = found(&platform.db, by, id).await?;
    let (terms, held) = terms_and_lots(platform, &platform.db, &known, wishes).await?;
    let lots = held.into_iter().map(|one| one.lot).collect();
    let pool = Pool::new(terms, lots).map_err(|error| unfit(&error.to_string()))?;
    let seed = Seed(platform.chance.bytes());
    let tried = spawn_blocking(move || tried(pool, &seed)).await.map_err(|_| Code::Internal)?;
    tried.map_err(|error| failed(&error))
}

fn tried(pool: Pool, seed: &Seed) -> Result<DryRun, DrawError> {
    let relaxation = pool.relaxation()?;
    let pool = match &relaxation {
        Some(relaxation) => relaxed(&pool, relaxation)?,
        None => pool,
    };
    let seated = pool.draw(seed)?.seated;
    let shown = pool.composition(&seated).into_iter().filter(|line| !line.shared);
    Ok(DryRun {
        lots: pool.lots().len(),
        seats: pool.terms().seats,
        composition: shown.collect(),
        relaxation,
        chances: chances(&pool, seed)?,
    })
}

fn relaxed(pool: &Pool, relaxation: &Relaxation) -> Result<Pool, DrawError> {
    let terms = pool.terms().relaxed(relaxation);
    Pool::new(terms, pool.lots().to_vec()).map_err(|_| DrawError::Unmet(relaxation.clone()))
}

/// The smallest and the largest personal chance, estimated by repeating the draw.
pub(super) fn chances(pool: &Pool, seed: &Seed) -> Result<Option<(u64, u64)>, DrawError> {
    if pool.lots().len() > REPEATED {
        return Ok(None);
    }
    let odds = pool.odds(seed, REPEATS)?;
    Ok(odds.least().zip(odds.most()).map(|(least, most)| (least.per_ten_thousand(), most.per_ten_thousand())))
}

/// The pool of a draw, checked, and with quotas that can be met.
pub(super) async fn fillable(
    platform: &Platform,
    on: &impl Conn,
    known: &Conversation,
    wishes: &Wishes,
) -> Result<(Pool, Vec<Held>), Refusal> {
    let (terms, held) = terms_and_lots(platform, on, known, wishes).await?;
    let lots: Vec<Lot> = held.iter().map(|one| one.lot.clone()).collect();
    let pool = Pool::new(terms, lots).map_err(|error| unfit(&error.to_string()))?;
    let relax = wishes.relax;
    let checked = spawn_blocking(move || match pool.relaxation()? {
        None => Ok(pool),
        Some(relaxation) if relax => relaxed(&pool, &relaxation),
        Some(relaxation) => Err(DrawError::Unmet(relaxation)),
    });
    let pool = checked.await.map_err(|_| Code::Internal)?.map_err(|error| failed(&error))?;
    Ok((pool, held))
}

/// Seats, quotas and lots with fresh codes and salts.
async fn terms_and_lots(
    platform: &Platform,
    on: &impl Conn,
    known: &Conversation,
    wishes: &Wishes,
) -> Result<(Terms, Vec<Held>), Refusal> {
    let value = wishes.public_value.trim();
    if value.is_empty() || value.chars().count() > LONGEST_VALUE || value.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "public_value"));
    }
    let once: HashSet<&Trait> = wishes.traits.iter().collect();
    if once.len() != wishes.traits.len() {
        return Err(Refusal::about(Code::FieldInvalid, "traits"));
    }
    let (seats, in_pool) = drawn_from(platform, on, known, wishes.stage).await?;
    let everybody = traits::of_members(on, side_of(known, &wishes.traits)?).await?;
    let members: Vec<Person> =
        everybody.into_iter().filter(|(code, person)| is_for(known, code, person)).map(|(_, person)| person).collect();
    let by_id: HashMap<MemberId, &Person> = members.iter().map(|person| (person.member, person)).collect();
    // Who left the party since they said yes is not in the pool.
    let pool: Vec<Person> = in_pool.iter().filter_map(|member| by_id.get(member).copied().cloned()).collect();
    let year = platform.clock.now().year();
    let targets = targets(&wishes.traits, &members, &pool, year);
    let winners = if wishes.winners_behind {
        traits::winners(on, platform.clock.now().plus(-YEAR), known.id).await?
    } else {
        HashSet::new()
    };
    let chance = &*platform.chance;
    let lot = |person: &Person| Held {
        member: person.member,
        lot: Lot {
            code: LotCode(chance.bytes()),
            salt: Salt(chance.bytes()),
            behind: winners.contains(&person.member),
            traits: wishes.traits.iter().map(|of| person.value(*of, year)).collect(),
        },
    };
    let event = format!("{} {} {}", known.draft.title, known.id, wishes.stage.name());
    Ok((Terms::new(&event, seats, value, &targets), pool.iter().map(lot).collect()))
}

const YEAR: i64 = 365 * 86_400;

/// How many are drawn, and of whom.
async fn drawn_from(
    platform: &Platform,
    on: &impl Conn,
    known: &Conversation,
    stage: Stage,
) -> Result<(u32, Vec<MemberId>), Refusal> {
    let (seats, pool) = match stage {
        Stage::Seats if known.state == State::Drawing => {
            let said_yes = seat::with_status(on, known.id, &[Status::Yes]).await?;
            (known.draft.seats, said_yes.into_iter().map(|(member, _)| member).collect())
        }
        Stage::Invite if known.state == State::Draft => (known.draft.audience.sample, able(platform, on, known).await?),
        _ => return Err(Code::WrongState.into()),
    };
    let seats = seats.and_then(|seats| u32::try_from(seats).ok()).ok_or(Refusal::about(Code::Incomplete, "seats"))?;
    Ok((seats, pool))
}

/// Whether the draw is held for this person: the targets are the shares of all who could have been asked.
fn is_for(known: &Conversation, code: &str, person: &Person) -> bool {
    let audience = &known.draft.audience;
    let chosen = audience.branches.is_empty() && audience.regions.is_empty()
        || audience.branches.iter().any(|own| own == code)
        || audience.regions.contains(&person.region);
    chosen && known.draft.organiser_branch.as_ref().is_none_or(|own| own == code)
}

/// Which shared sides are read, if the draw is spread over them: those of the first statement of the conversation.
fn side_of(known: &Conversation, wanted: &[Trait]) -> Result<Option<(crate::domain::ids::RoundId, u8)>, Refusal> {
    if !wanted.contains(&Trait::Side) {
        return Ok(None);
    }
    let about = known.draft.round.zip(known.draft.statements.first().copied());
    about.map(Some).ok_or_else(|| Refusal::about(Code::FieldInvalid, "traits"))
}

fn unfit(message: &str) -> Refusal {
    tracing::info!(message, "a draw cannot be made so");
    Refusal::about(Code::FieldInvalid, "traits")
}

/// A draw that could not be made: named, where the quotas are to blame.
pub(super) fn failed(error: &DrawError) -> Refusal {
    match error {
        DrawError::Unmet(relaxation) => {
            let moves =
                relaxation.moves.iter().map(|one| format!("{} {}: {} → {}", one.feature, one.value, one.from, one.to));
            let moves: Vec<String> = moves.collect();
            let message = format!("Er zijn {} plaatsen te vullen. Nodig: {}.", relaxation.seats, moves.join("; "));
            Refusal { code: Code::QuotasUnmet, field: Some("traits".to_owned()), message: Some(message) }
        }
        DrawError::Unknown(_) | DrawError::Solver(_) => {
            tracing::error!(%error, "a draw could not be made");
            Code::Internal.into()
        }
    }
}

/// Whether seats of this conversation are drawn at all.
pub(super) fn draws(known: &Conversation, stage: Stage) -> bool {
    match stage {
        Stage::Invite => known.draft.audience.sample.is_some(),
        Stage::Seats => known.draft.allotment == Allotment::Draw,
    }
}
