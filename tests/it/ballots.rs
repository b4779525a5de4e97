//! Tickets and ballots: what is kept, what is refused, and that nothing is kept of what is refused.

use preferendum::domain::ids::RoundId;
use preferendum::domain::ticket::{MemberCode, Signature};
use preferendum::jobs;
use preferendum::service::ballot_box::BoxLink;
use preferendum::service::{Code, Refusal};
use uuid::Uuid;

use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, GRACE_ENDS, Voter};

async fn in_box(ground: &Ground, round: RoundId) -> i64 {
    ground.ballot_box.figures(round).await.unwrap().ballots_per_area.iter().map(|area| area.ballots).sum()
}

fn code<T>(outcome: Result<T, Refusal>) -> Option<Code> {
    outcome.err().map(|refusal| refusal.code)
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_and_another_ticket_is_refused() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let voter = Voter::new(ground, people[0], round).await;
        let first = voter.ask_ticket(ground).await.unwrap();
        assert_eq!(voter.ask_ticket(ground).await.unwrap().0, first.0);
        let second = Voter::new(ground, people[0], round).await;
        assert_eq!(code(second.ask_ticket(ground).await), Some(Code::TicketAlreadyIssued));
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act LIKE '%ticket%'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn fifty_requests_at_once_give_one_member_one_ticket() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let voter = Voter::new(ground, people[0], round).await;
            let platform = ground.platform.clone();
            asking.spawn(async move {
                preferendum::service::ticket::issue(&platform, (voter.member, None), round, &voter.blinded)
                    .await
                    .is_ok()
            });
        }
        assert_eq!(asking.join_all().await.into_iter().filter(|issued| *issued).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_ballot_can_be_repeated_and_changed_but_not_turned_back() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let voter = Voter::new(ground, people[0], round).await;
        let ticket = voter.ticket(ground).await;
        let cast = async |version, body| ground.ballot_box.cast(round, voter.ballot(ticket, version, body)).await;
        assert_eq!(cast(1, "5,4,3,2").await.unwrap().number(), 1);
        assert_eq!(cast(1, "5,4,3,2").await.unwrap().number(), 1);
        assert_eq!(code(cast(1, "5,4,3,1").await), Some(Code::VersionTaken));
        assert_eq!(cast(7, "1,1,1,1").await.unwrap().number(), 7);
        assert_eq!(code(cast(2, "5,4,3,1").await), Some(Code::VersionOutdated));
        let standing = ground.ballot_box.status(round, &voter.ballot(ticket, 1, ",,,").token).await.unwrap();
        assert_eq!(standing.map(|version| version.number()), Some(7));
        assert_eq!(in_box(ground, round).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_code_on_a_second_phone_is_the_same_ticket() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let code = MemberCode::from_bytes([9; 15]);
        let phone = Voter::with_code(ground, people[0], round, &code).await;
        phone.vote(ground, "5,4,3,2").await;
        let laptop = Voter::with_code(ground, people[0], round, &code).await;
        let ballot = laptop.ballot(laptop.ticket(ground).await, 2, "1,1,1,1");
        ground.ballot_box.cast(round, ballot).await.unwrap();
        assert_eq!(in_box(ground, round).await, 1);
    })
    .await;
}

#[tokio::test]
async fn forged_foreign_and_replayed_ballots_are_refused_and_nothing_of_them_is_kept() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let voter = Voter::new(ground, people[0], round).await;
        let ticket = voter.ticket(ground).await;
        let genuine = voter.ballot(ticket, 1, "5,4,3,2");
        let other = Voter::new(ground, people[1], round).await;
        let cast = async |ballot| code(ground.ballot_box.cast(round, ballot).await);
        let mut forged = genuine.clone();
        forged.signature = Signature([7; 256]);
        assert_eq!(cast(forged).await, Some(Code::TicketInvalid));
        let mut foreign = genuine.clone();
        foreign.area = 3 - foreign.area;
        assert_eq!(cast(foreign).await, Some(Code::TicketInvalid));
        let mut unknown = genuine.clone();
        unknown.area = 99;
        assert_eq!(cast(unknown).await, Some(Code::TicketInvalid));
        // Somebody else's ticket on another token.
        let mut stolen = other.ballot(ticket, 1, "1,1,1,1");
        assert_eq!(cast(stolen.clone()).await, Some(Code::TicketInvalid));
        // Whoever copied the box knows x of version 1, not of version 2.
        stolen = genuine.clone();
        stolen.version = 2.try_into().unwrap();
        assert_eq!(cast(stolen).await, Some(Code::VersionInvalid));
        let nowhere = RoundId(Uuid::from_u128(1));
        assert_eq!(code(ground.ballot_box.cast(nowhere, genuine.clone()).await), Some(Code::RoundUnknown));
        assert_eq!(in_box(ground, round).await, 0);
        assert_eq!(cast(genuine).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_line_code_of_somebody_else_is_refused_and_spoils_nobody_elses_ballot() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let first = Voter::new(ground, people[0], round).await;
        let ballot = first.ballot(first.ticket(ground).await, 1, "5,4,3,2");
        let lines = ballot.lines;
        ground.ballot_box.cast(round, ballot).await.unwrap();
        let second = Voter::new(ground, people[1], round).await;
        let mut copied = second.ballot(second.ticket(ground).await, 1, "1,1,1,1");
        copied.lines[2] = lines[2];
        let third = Voter::new(ground, people[2], round).await;
        let honest = third.ballot(third.ticket(ground).await, 1, "3,3,3,3");
        // At the same moment, so that they may share a batch.
        let (copied, honest) =
            tokio::join!(ground.ballot_box.cast(round, copied), ground.ballot_box.cast(round, honest));
        assert_eq!(code(copied), Some(Code::LineCodeTaken));
        assert!(honest.is_ok());
        assert_eq!(in_box(ground, round).await, 2);
    })
    .await;
}

#[tokio::test]
async fn from_closing_time_on_no_new_ticket_but_what_was_begun_can_be_finished() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let begun = Voter::new(ground, people[0], round).await;
        let ticket = begun.ticket(ground).await;
        let late = Voter::new(ground, people[1], round).await;
        ground.clock.set(CLOSES);
        // Before the clockwork has turned, the time itself decides.
        assert_eq!(code(late.ask_ticket(ground).await), Some(Code::RoundClosed));
        ground.turn().await;
        assert_eq!(code(late.ask_ticket(ground).await), Some(Code::RoundClosed));
        assert!(begun.ask_ticket(ground).await.is_ok());
        ground.clock.set(GRACE_ENDS.plus(-1));
        ground.ballot_box.cast(round, begun.ballot(ticket, 1, "5,4,3,2")).await.unwrap();
        ground.clock.set(GRACE_ENDS);
        let too_late = ground.ballot_box.cast(round, begun.ballot(ticket, 2, "1,1,1,1")).await;
        assert_eq!(code(too_late), Some(Code::RoundClosed));
        assert_eq!(code(begun.ask_ticket(ground).await), Some(Code::RoundClosed));
        ground.turn().await;
        let counted = ground.ballot_box.counted(round).await.unwrap().unwrap();
        assert_eq!((counted.ballots, counted.areas[0].tallies[0].0), (1, [0, 0, 0, 0, 1, 0]));
    })
    .await;
}

#[tokio::test]
async fn more_ballots_than_tickets_or_fewer_than_before_stop_everything() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        for member in &people[..3] {
            Voter::new(ground, *member, round).await.vote(ground, "5,4,3,2").await;
        }
        jobs::watch_once(&ground.platform, &ground.ballot_box).await;
        assert_eq!(ground.state(round).await.halted, None);
        // As if somebody had taken a ticket back.
        let zeros = if ground.schema.is_some() { "decode(repeat('00', 32), 'hex')" } else { "zeroblob(32)" };
        ground.run(&format!("UPDATE roll_entry SET blinded_hash = {zeros}")).await;
        jobs::watch_once(&ground.platform, &ground.ballot_box).await;
        assert!(ground.state(round).await.halted.is_some());
        let next = Voter::new(ground, people[5], round).await;
        assert_eq!(code(next.ask_ticket(ground).await), Some(Code::RoundHalted));
        let ballot = next.ballot(Signature([0; 256]), 1, "5,4,3,2");
        // The ticket is looked at first; a genuine one meets the halt.
        assert_eq!(code(ground.ballot_box.cast(round, ballot).await), Some(Code::TicketInvalid));
    })
    .await;
}

#[tokio::test]
async fn after_closing_no_key_no_blinded_message_and_no_ballot_is_left() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await.id;
        let voter = Voter::new(ground, people[0], round).await;
        voter.vote(ground, "5,4,3,2").await;
        ground.finish(round).await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM issuing_key").await, 0);
        assert_eq!(ground.number("SELECT COUNT(DISTINCT blinded_hash) FROM roll_entry").await, 1);
        let took_part = "SELECT COUNT(*) FROM roll_entry WHERE took_part";
        assert_eq!(ground.number(took_part).await, 1);
        assert_eq!(
            code(ground.ballot_box.status(round, &voter.ballot(Signature([0; 256]), 1, ",,,").token).await),
            Some(Code::RoundClosed)
        );
    })
    .await;
}
