//! The letters of a round before there is anything to send: made like the real ones, for a made-up member, with made-up numbers.
//! The links in them open nothing.

use super::{About, feedback};
use crate::domain::feedback::{Author, Entry, Place, Said, Step, Verdict};
use crate::domain::ids::{LetterId, MemberId};
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::member::EmailAddress;
use crate::domain::merkle::TreeHash;
use crate::domain::outbox::{Receiver, Recipient, Topic, Waiting};
use crate::domain::result::{Counts, LeastRepresented, RoundResult, StatementResult, Tally};
use crate::domain::round::{Purpose, Round, State, Withdrawal};
use crate::domain::time::Timestamp;
use crate::service::{Platform, Refusal};

/// Every letter that a round can lead to, in the order in which they would leave.
pub(in crate::service) async fn samples(
    platform: &Platform,
    round: &Round,
) -> Result<Vec<(LetterKind, Letter)>, Refusal> {
    let kinds = [
        (LetterKind::Invitation, State::Open),
        (LetterKind::Reminder, State::Open),
        (LetterKind::Result, State::Published),
        (LetterKind::Withdrawn, State::Withdrawn),
        (LetterKind::Feedback, State::Published),
    ];
    let previous = feedback::previous(platform, round).await?;
    let round = filled(round, platform.clock.now());
    let mut samples = Vec::with_capacity(kinds.len());
    for (kind, state) in kinds {
        let about = About {
            kind,
            result: Some(result(&round)),
            previous: previous.clone().filter(|_| kind == LetterKind::Invitation),
            entry: Some(entry(&round)),
            round: Round { state, ..round.clone() },
        };
        // Kept nowhere, so that nobody can open what is shown here.
        let mut links = Vec::new();
        let letter = about.letter(platform, &row(&round, kind), &receiver(kind), &mut links);
        samples.extend(letter.map(|letter| (kind, letter)));
    }
    Ok(samples)
}

/// The round with something in the place of what is not known yet.
fn filled(round: &Round, now: Timestamp) -> Round {
    let mut filled = round.clone();
    filled.draft.purpose.get_or_insert(Purpose::Adviseren);
    filled.draft.closes_at.get_or_insert(now);
    filled.root.get_or_insert(TreeHash([0; 32]));
    filled.roll.get_or_insert(1000);
    let reason = "Hier komt de reden te staan.".to_owned();
    filled.withdrawal.get_or_insert(Withdrawal { by: round.author, reason });
    filled
}

fn row(round: &Round, kind: LetterKind) -> Waiting {
    Waiting {
        id: LetterId(uuid::Uuid::nil()),
        kind,
        recipient: Recipient::Member(MemberId(uuid::Uuid::nil())),
        topic: Topic::Round(round.id, None),
        attempts: 0,
    }
}

fn receiver(kind: LetterKind) -> Receiver {
    Receiver {
        member: MemberId(uuid::Uuid::nil()),
        name: "Sam Voorbeeld".to_owned(),
        email: EmailAddress::parse("sam@voorbeeld.example"),
        branch_name: "Voorbeeldstad".to_owned(),
        has_left: false,
        on_roll: true,
        took_part: kind == LetterKind::Feedback,
        declined: false,
        stream_off: false,
        paused: false,
        stopped: false,
    }
}

/// Never the real one, which nobody may see before its time.
fn result(round: &Round) -> RoundResult {
    let counts = Counts::from(Tally([40, 60, 90, 150, 80, 20]));
    let statement = |(number, draft): (u8, &crate::domain::draft::StatementDraft)| StatementResult {
        number,
        text: draft.text.clone(),
        counts,
        n: Tally::from(counts).total(),
    };
    RoundResult {
        round: round.id,
        title: round.draft.title.clone(),
        purpose: Purpose::Adviseren,
        published_at: Timestamp(0),
        roll: 1000,
        tickets: 440,
        ballots: 440,
        invalid: 0,
        statements: (1..).zip(&round.draft.statements).map(statement).collect(),
        turnout_only: false,
        turnout_withheld: false,
        smallest_group: None,
        groups: Vec::new(),
        regions: Vec::new(),
        ages: Vec::new(),
        least_represented: LeastRepresented::default(),
        lists: Vec::new(),
        weighted: None,
    }
}

fn entry(round: &Round) -> (Place, Entry) {
    let said = Said {
        step: Step::Decided(Verdict::Adopted),
        text: "Hier komt te staan waarom.".to_owned(),
        links: Vec::new(),
    };
    let at = round.draft.closes_at.unwrap_or(Timestamp(0));
    (Place { statement: 1, number: 1 }, Entry { number: 1, at, by: Author::Staff, said })
}
