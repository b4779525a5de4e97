//! One member's way through a round: link, ballot paper, ticket, cast, and sometimes a change.

use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use preferendum::domain::ticket::{MemberCode, Signature, TicketKey, TicketSecrets, Version};
use rand::RngExt;
use rand::rngs::SmallRng;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Value, json};
use uuid::Uuid;

use super::INTERESTING;
use super::desk::{Desk, Step};
use super::truth::Known;
use super::wire::{Ballot, BallotPaper, CastReply, RoundLink, TicketReply, TicketRequest};
use crate::http::{Answer, Call};
use crate::input::Answers;

/// A member with the links from the mail and the answers from the file.
pub struct Voter {
    /// The member number.
    pub number: String,
    /// The tokens of the round links, oldest first.
    pub links: Vec<String>,
    /// The final answers.
    pub answers: Answers,
}

struct Ticket {
    area: u32,
    secrets: TicketSecrets,
    signature: Signature,
}

/// What a member does besides voting once.
#[derive(Clone, Copy)]
pub struct Habits {
    /// Votes otherwise first, and then changes it.
    pub changes: bool,
    /// Chooses to talk about [`INTERESTING`] further.
    pub interested: bool,
}

/// What lets a member in: the mailed link, and the session that it opened.
struct Pass {
    link: String,
    cookie: String,
    round: Uuid,
}

impl Pass {
    /// Asks with the session. One that did not survive a restart is opened again: the link is still good.
    async fn ask(&mut self, desk: &mut Desk, step: Step, call: Call) -> Result<Answer> {
        let answer = desk.ask_platform(step, &call.clone().with_cookie(Some(&self.cookie))).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        self.cookie = open(desk, &self.link, self.round).await?.0;
        desk.ask_platform(step, &call.with_cookie(Some(&self.cookie))).await
    }
}

/// Votes for one member; returns what a probe needs to know about it.
pub async fn vote(desk: &mut Desk, voter: &Voter, round: Uuid, habits: Habits) -> Result<Known> {
    let begun = Instant::now();
    let link = find_link(desk, voter, round).await?;
    let (cookie, paper) = open(desk, &link, round).await?;
    let mut pass = Pass { link, cookie, round };
    let key = TicketKey::from_jwk(&paper.checked_key(round)?)?;
    let code = fresh_code()?;
    let secrets = TicketSecrets::derive(&code, round);
    let (blinded, blinding) = key.blind(&secrets)?;
    let request = TicketRequest { blinded };
    let call = Call::post(format!("/api/v1/rounds/{round}/ticket"), &request)?;
    let reply: TicketReply = pass.ask(desk, Step::Ticket, call).await?.json().context("ticket")?;
    let signature = key.finish(&blinding, &reply.signature)?;
    let known = Known {
        number: voter.number.clone(),
        code: code.to_string().replace(' ', ""),
        token: secrets.token().to_string(),
        area: paper.area,
        blinded_hash: digest(&SHA256, &blinded.0).as_ref().to_vec(),
    };
    let ticket = Ticket { area: paper.area, secrets, signature };
    cast_all(desk, &ticket, voter, round, habits.changes).await?;
    desk.note(Step::Vote, begun);
    if habits.interested {
        be_interested(desk, &mut pass).await?;
    }
    Ok(known)
}

async fn be_interested(desk: &mut Desk, pass: &mut Pass) -> Result<()> {
    let chosen = json!({"statements": [INTERESTING]});
    let call = Call::post(format!("/api/v1/rounds/{}/interests", pass.round), &chosen)?;
    let kept: Value = pass.ask(desk, Step::Interest, call).await?.json().context("interest")?;
    ensure!(kept == chosen, "chose {chosen}, kept {kept}");
    Ok(())
}

async fn find_link(desk: &mut Desk, voter: &Voter, round: Uuid) -> Result<String> {
    for token in voter.links.iter().rev() {
        let answer = desk.ask_platform(Step::Look, &Call::get(format!("/api/v1/round-links/{token}"))).await?;
        let found: RoundLink = answer.json().context("round link")?;
        if found.round.id == round {
            return Ok(token.clone());
        }
    }
    bail!("no link of member {} is for round {round}", voter.number)
}

async fn open(desk: &mut Desk, link: &str, round: Uuid) -> Result<(String, BallotPaper)> {
    let call = Call::post(format!("/api/v1/round-links/{link}/open"), &json!({}))?;
    let answer = desk.ask_platform(Step::Open, &call).await?;
    let paper: BallotPaper = answer.json().context("opening the link")?;
    ensure!(paper.round.id == round, "the ballot paper is for round {}", paper.round.id);
    ensure!(!answer.cookies.is_empty(), "opening the link set no cookie");
    Ok((answer.cookies.join("; "), paper))
}

fn fresh_code() -> Result<MemberCode> {
    let mut bytes = [0; 15];
    SystemRandom::new().fill(&mut bytes).ok().context("no random bytes")?;
    Ok(MemberCode::from_bytes(bytes))
}

async fn cast_all(desk: &mut Desk, ticket: &Ticket, voter: &Voter, round: Uuid, changes: bool) -> Result<()> {
    if !changes {
        return cast(desk, ticket, voter.answers, Version::FIRST, round).await;
    }
    let others = other_answers(&voter.answers, &mut desk.dice);
    cast(desk, ticket, others, Version::FIRST, round).await?;
    // A version may be left out, as when a device lost count.
    let version = Version::try_from(desk.dice.random_range(2..=4))?;
    desk.notes.changes += 1;
    cast(desk, ticket, voter.answers, version, round).await
}

async fn cast(desk: &mut Desk, ticket: &Ticket, answers: Answers, version: Version, round: Uuid) -> Result<()> {
    let secrets = &ticket.secrets;
    let ballot = Ballot {
        area: ticket.area,
        prefix: secrets.prefix(),
        token: secrets.token(),
        version,
        x: secrets.chain_start().revealed_for(version),
        signature: ticket.signature,
        format: 1,
        answers,
        lines: secrets.line_codes(version),
    };
    let call = Call::post(format!("/box/v1/rounds/{round}/ballots"), &ballot)?;
    let reply: CastReply = desk.ask_box(Step::Cast, &call).await?.json().context("cast")?;
    ensure!(reply.version == version, "cast version {}, the box says {}", version.number(), reply.version.number());
    Ok(())
}

/// Four answers of which none is the given one.
fn other_answers(answers: &Answers, dice: &mut SmallRng) -> Answers {
    answers.map(|answer| {
        let given = answer.unwrap_or(0);
        let other = (given + dice.random_range(1..=5)) % 6;
        (other > 0).then_some(other)
    })
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn a_first_vote_that_will_be_changed_differs_in_every_answer() {
        let mut dice = SmallRng::seed_from_u64(1);
        for value in 0..=5u8 {
            let given = [(value > 0).then_some(value); 4];
            for _ in 0..50 {
                let others = other_answers(&given, &mut dice);
                assert!(others.iter().zip(given).all(|(other, given)| *other != given));
                assert!(others.iter().all(|other| other.is_none_or(|value| (1..=5).contains(&value))));
            }
        }
    }
}
