//! Watching an open round: tickets against ballots, per area. When they cannot both be true, everything stops.

use std::collections::HashMap;

use crate::domain::ids::RoundId;
use crate::domain::round::State;
use crate::service::ballot_box::{BoxFigures, BoxLink};
use crate::service::current::commit;
use crate::service::{Platform, Refusal};
use crate::store::turnout::{self, TurnoutNote};
use crate::store::{area, audit, ledger, round};

/// Compares tickets and ballots of every open round, and notes both for the public turnout.
///
/// More ballots than tickets in an area (somebody made tickets), or fewer ballots than before (an old copy of the box
/// was put back), stops issuing and casting. Both happen at start and every hour.
pub async fn compare_with_box(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Open, State::Closed]).await? {
        // Again and again, because the box may have been out of reach when the round was halted.
        if let Some(alarm) = &known.halted {
            if let Err(refusal) = ballot_box.halt(known.id, alarm).await {
                tracing::warn!(code = refusal.code.name(), "the ballot box was not told of the halt");
            }
            continue;
        }
        // Asked first: a ticket is always issued before its ballot is cast, so tickets read later can only be more.
        let figures = match ballot_box.figures(known.id).await {
            Ok(figures) if figures.state == "counted" => continue,
            Ok(figures) => figures,
            Err(refusal) => {
                tracing::warn!(code = refusal.code.name(), "the ballot box gave no figures");
                continue;
            }
        };
        if let Some((reason, detail)) = note(platform, known.id, &figures).await? {
            stop(platform, known.id, reason, &detail).await?;
            ballot_box.halt(known.id, reason).await?;
        }
    }
    Ok(())
}

/// More ballots than tickets, as staff and boards are told it: figures of an area would show single votes.
pub(super) const TOO_MANY: &str = "Er zijn meer stemmen dan stembewijzen.";
/// Fewer ballots than before.
pub(super) const TOO_FEW: &str = "Er zijn minder stemmen dan eerst.";
/// Ballots that can have come from nowhere, or lists that contradict each other.
pub(super) const WRONG: &str = "De tellingen spreken elkaar tegen.";

/// What is wrong, for people; and with its figures, for the log.
pub(super) type Alarm = (&'static str, String);

/// Notes the figures; says what is wrong with them, if anything.
async fn note(platform: &Platform, id: RoundId, figures: &BoxFigures) -> Result<Option<Alarm>, Refusal> {
    let tx = platform.db.begin().await?;
    let tickets: HashMap<i32, i64> = ledger::tickets_by_area(&tx, id).await?.into_iter().collect();
    let ballots: HashMap<i32, i64> = figures.ballots_per_area.iter().map(|area| (area.area, area.ballots)).collect();
    let mut alarm = None;
    for kept in area::list(&tx, id).await? {
        let number = kept.area.number;
        let issued = tickets.get(&number).copied().unwrap_or(0);
        let cast = ballots.get(&number).copied().unwrap_or(0);
        if cast > issued {
            alarm = Some((TOO_MANY, format!("area {number}: {cast} ballots on {issued} tickets")));
        } else if cast < kept.ballots_seen {
            alarm = Some((TOO_FEW, format!("area {number}: {cast} ballots, there were {}", kept.ballots_seen)));
        } else if cast > kept.ballots_seen {
            area::set_ballots_seen(&tx, id, number, cast).await?;
        }
    }
    if ballots.keys().any(|number| *number < 1) {
        alarm = Some((WRONG, "ballots of an area that does not exist".to_owned()));
    }
    let note = TurnoutNote {
        taken_at: platform.clock.now(),
        tickets: tickets.values().sum(),
        ballots: ballots.values().sum(),
    };
    turnout::insert(&tx, id, note).await?;
    commit(platform, tx).await?;
    Ok(alarm)
}

/// Halts a round for this reason; the figures go to the log only.
pub(super) async fn stop(platform: &Platform, id: RoundId, reason: &str, detail: &str) -> Result<(), Refusal> {
    tracing::error!(round = %id, detail, "a round was halted");
    let tx = platform.db.begin().await?;
    round::halt(&tx, id, reason).await?;
    audit::append(&tx, platform.clock.now(), None, "round.halt", ("round", Some(id.0)), reason).await?;
    commit(platform, tx).await
}
