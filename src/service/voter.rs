//! What a member sees and says before voting: the ballot paper, "not this time", the open rounds.

use std::sync::Arc;

use ring::digest::{SHA256, digest};

use super::current::{self, Current};
use super::{feedback, manifest};
use crate::domain::feedback::Summary;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::manifest::Proven;
use crate::domain::member::first_name;
use crate::domain::round::{Round, State};
use crate::service::{Code, Platform, Refusal};
use crate::store::{person, roll, round};

/// Everything that the voting page needs, in one answer.
#[derive(Clone, Debug)]
pub struct BallotPaper {
    /// The round with its turnout.
    pub current: Arc<Current>,
    /// Names the member's corner of the device's storage, hex; says nothing to anybody else.
    pub device_key: String,
    /// To greet the member with.
    pub first_name: String,
    /// Branch at the time of freezing.
    pub branch_name: String,
    /// Counting area.
    pub area: i32,
    /// Leaf 0 and the area's leaf with proofs.
    pub proven: Arc<Proven>,
    /// Whether a ticket was handed out for this member.
    pub ticket_issued: bool,
    /// Whether the member said "not this time".
    pub declined: bool,
}

/// The ballot paper of a member on the roll of a public round.
pub async fn ballot_paper(platform: &Platform, id: MemberId, round: RoundId) -> Result<BallotPaper, Refusal> {
    let current = current::public(platform, round).await?;
    let Some(card) = platform.lookups.card(round, id).await? else {
        return Err(not_on_roll(platform, id, &current.round).await?);
    };
    Ok(BallotPaper {
        current,
        device_key: device_key(id, round),
        first_name: first_name(&card.member_name).to_owned(),
        branch_name: card.branch_name,
        area: card.area,
        proven: manifest::proven(platform, round, card.area).await?,
        ticket_issued: card.took_part,
        declined: card.declined,
    })
}

/// Why a member is not on the roll: another branch, or not a member when it was frozen.
pub(super) async fn not_on_roll(platform: &Platform, id: MemberId, round: &Round) -> Result<Refusal, Refusal> {
    let scope = &round.draft.scope;
    let code = person::card(&platform.db, id).await?.map(|(_, code, _)| code);
    let outside = !scope.is_empty() && code.is_some_and(|code| scope.iter().all(|branch| branch.code != code));
    Ok(if outside { Code::OutsideScope.into() } else { Code::NotOnRoll.into() })
}

fn device_key(member: MemberId, round: RoundId) -> String {
    let bytes = [b"device".as_slice(), member.0.as_bytes(), round.0.as_bytes()].concat();
    digest(&SHA256, &bytes).as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Says "not this time", or takes it back: no reminder for this round. Staff see a number, never a name.
pub async fn set_declined(platform: &Platform, id: MemberId, round: RoundId, declined: bool) -> Result<bool, Refusal> {
    let tx = platform.db.begin().await?;
    let known = current::public(platform, round).await?;
    if known.round.state != State::Open {
        return Err(Code::RoundClosed.into());
    }
    if roll::find(&tx, round, id).await?.is_none() {
        return Err(not_on_roll(platform, id, &known.round).await?);
    }
    roll::set_declined(&tx, round, id, declined).await?;
    tx.commit().await?;
    Ok(declined)
}

/// A round as the member's home shows it.
#[derive(Clone, Debug)]
pub struct OwnRound {
    /// The round.
    pub round: Round,
    /// Whether a ticket was handed out for this member.
    pub ticket_issued: bool,
    /// Whether the member said "not this time".
    pub declined: bool,
    /// What was done with it, once it is published.
    pub feedback: Option<Summary>,
}

/// Public rounds that the member is on the roll of, the last one first.
pub async fn own_rounds(platform: &Platform, id: MemberId) -> Result<Vec<OwnRound>, Refusal> {
    let public: Vec<State> = State::ALL.into_iter().filter(|state| state.is_public()).collect();
    let rounds = round::list(&platform.db, &public).await?;
    let summaries = feedback::summaries(platform, &rounds).await?;
    let mut own = Vec::new();
    for known in rounds {
        if let Some(place) = roll::find(&platform.db, known.id, id).await? {
            let declined = roll::declined(&platform.db, known.id, id).await?;
            let feedback = summaries.get(&known.id).copied();
            own.push(OwnRound { round: known, ticket_issued: place.took_part, declined, feedback });
        }
    }
    Ok(own)
}
