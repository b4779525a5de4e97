//! Seats under pressure: everybody at once, people who give up, places that nobody takes, and processes that are killed.

use std::collections::HashSet;
use std::time::Duration;

use preferendum::domain::ids::{ConversationId, MemberId};
use preferendum::service::conversation::{Drawn, settle_draw};
use preferendum::service::{Code, conversation};
use sea_orm::{ConnectionTrait, Statement};
use tokio::task::JoinSet;

use crate::ground::{Ground, on_both};
use crate::talking::{DAY, REPLY_BY, STARTS, evening};

/// All of them at the same moment; returns how many were taken.
async fn all_say(ground: &Ground, people: &[MemberId], id: ConversationId, yes: bool) -> usize {
    let mut answers = JoinSet::new();
    for member in people.iter().copied() {
        let platform = ground.platform.clone();
        answers.spawn(async move { conversation::answer(&platform, member, id, yes, None).await });
    }
    answers.join_all().await.into_iter().filter(Result::is_ok).count()
}

/// Members in line, the first first.
async fn line(ground: &Ground) -> Vec<MemberId> {
    let sql = "SELECT member_id FROM seat WHERE status = 'waiting' ORDER BY place_in_line";
    let rows = ground.raw.query_all_raw(Statement::from_string(ground.raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| MemberId(row.try_get_by_index(0).unwrap())).collect()
}

async fn with_status(ground: &Ground, status: &str) -> HashSet<MemberId> {
    let sql = format!("SELECT member_id FROM seat WHERE status = '{status}'");
    let rows = ground.raw.query_all_raw(Statement::from_string(ground.raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| MemberId(row.try_get_by_index(0).unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_hundred_who_say_yes_at_once_sixty_have_a_seat_and_thirty_who_give_up_are_followed_by_thirty() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(200).await;
        let id = ground.invited(evening(60)).await;
        assert_eq!(all_say(ground, &people, id, true).await, 200);
        assert_eq!((ground.seats("seated").await, ground.seats("waiting").await), (60, 140));
        assert_eq!((ground.letters("seat").await, ground.letters("waiting").await), (60, 140));
        let waiting = line(ground).await;
        assert_eq!(ground.number("SELECT COUNT(DISTINCT place_in_line) FROM seat WHERE status = 'waiting'").await, 140);
        // Thirty give up, all at once, and say it twice.
        let leaving: Vec<MemberId> = with_status(ground, "seated").await.into_iter().take(30).collect();
        let twice: Vec<MemberId> = leaving.iter().chain(&leaving).copied().collect();
        assert_eq!(all_say(ground, &twice, id, false).await, 60);
        assert_eq!((ground.seats("seated").await, ground.seats("withdrawn").await), (30, 30));
        let offered = with_status(ground, "offered").await;
        assert_eq!(offered, waiting.iter().take(30).copied().collect(), "not the first thirty in line");
        assert_eq!(ground.letters("place_free").await, 30);
        assert_eq!(line(ground).await, waiting.iter().skip(30).copied().collect::<Vec<_>>());
        // All of them take it, and say so twice.
        let offered: Vec<MemberId> = offered.into_iter().collect();
        let twice: Vec<MemberId> = offered.iter().chain(&offered).copied().collect();
        assert_eq!(all_say(ground, &twice, id, true).await, 60);
        assert_eq!((ground.seats("seated").await, ground.seats("waiting").await), (60, 110));
        assert_eq!((ground.letters("seat").await, ground.letters("place_free").await), (90, 30));
        assert_eq!(ground.number("SELECT COUNT(*) FROM seat").await, 200, "somebody was lost");
        let letters = "SELECT COUNT(*) FROM outbox WHERE kind = 'conversation_place_free'";
        let people = letters.replace("COUNT(*)", "COUNT(DISTINCT recipient_id)");
        assert_eq!(ground.number(letters).await, ground.number(&people).await);
    })
    .await;
}

/// What must hold whenever a process is killed: no seat too many, nobody waits beside a free place, and each offer has
/// its one letter. Each is asked in one statement: what was cut off may still be written down in the meantime.
async fn is_sound(ground: &Ground, seats: i64) {
    let taken = "(SELECT COUNT(*) FROM seat WHERE status IN ('seated', 'offered'))";
    let waiting = "(SELECT COUNT(*) FROM seat WHERE status = 'waiting')";
    let sound = format!("{taken} = {seats} OR ({taken} < {seats} AND {waiting} = 0)");
    let full = format!("SELECT COUNT(*) FROM (SELECT 1 AS one) AS once WHERE {sound}");
    assert_eq!(ground.number(&full).await, 1, "a seat too many, or somebody waits beside a free one");
    let untold = "SELECT COUNT(*) FROM seat WHERE status = 'offered' AND NOT EXISTS (SELECT 1 FROM outbox o \
                  WHERE o.recipient_id = seat.member_id AND o.kind = 'conversation_place_free')";
    assert_eq!(ground.number(untold).await, 0, "an offer without a letter");
    let twice = "SELECT COUNT(*) - COUNT(DISTINCT recipient_id) FROM outbox WHERE kind = 'conversation_place_free'";
    assert_eq!(ground.number(twice).await, 0, "somebody was offered a place twice");
    let never = "SELECT COUNT(*) FROM outbox o JOIN seat s ON s.member_id = o.recipient_id \
                 WHERE o.kind = 'conversation_place_free' AND s.status IN ('waiting', 'invited')";
    assert_eq!(ground.number(never).await, 0, "a letter without an offer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_that_is_cut_off_anywhere_leaves_all_of_it_or_nothing() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(60).await;
        let id = ground.invited(evening(20)).await;
        for member in &people {
            ground.says(*member, id, true).await.unwrap();
        }
        let leaving: Vec<MemberId> = with_status(ground, "seated").await.into_iter().collect();
        // Cut off after 0, 1, 2 … tenths of a millisecond, so at every place within; then once more to its end.
        for (member, tenths) in leaving.iter().copied().zip(0_u64..) {
            let platform = ground.platform.clone();
            let cut = tokio::spawn(async move { conversation::answer(&platform, member, id, false, None).await });
            tokio::time::sleep(Duration::from_micros(tenths * 100)).await;
            cut.abort();
            let _ = cut.await;
            is_sound(ground, 20).await;
            ground.says(member, id, false).await.unwrap();
            is_sound(ground, 20).await;
        }
        assert_eq!((ground.seats("withdrawn").await, ground.seats("offered").await), (20, 20));
        assert_eq!(ground.letters("place_free").await, 20);
    })
    .await;
}

#[tokio::test]
async fn a_place_that_is_not_taken_in_time_goes_on_and_the_line_is_told_once_each() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(8).await;
        let id = ground.invited(evening(4)).await;
        for member in &people {
            ground.says(*member, id, true).await.unwrap();
        }
        ground.says(people[0], id, false).await.unwrap();
        assert_eq!(ground.status(people[4], id).await, "offered");
        ground.clock.advance(2 * DAY - 1);
        ground.turn().await;
        assert_eq!(ground.status(people[4], id).await, "offered");
        ground.clock.advance(1);
        let late = ground.says(people[4], id, true).await.unwrap_err();
        assert_eq!(late.code, Code::OfferLapsed);
        ground.turn().await;
        ground.turn().await;
        assert_eq!((ground.status(people[4], id).await, ground.status(people[5], id).await), ("lapsed", "offered"));
        assert_eq!(ground.letters("place_free").await, 2);
        // Who let it go may come back, at the end of the line; who said no goes to the end as well.
        ground.says(people[4], id, true).await.unwrap();
        ground.says(people[0], id, true).await.unwrap();
        assert_eq!(line(ground).await, [people[6], people[7], people[4], people[0]]);
        let shown = conversation::invitation(&ground.platform, people[0], id).await.unwrap();
        assert_eq!(shown.position, Some(4));
    })
    .await;
}

#[tokio::test]
async fn after_the_deadline_places_that_fall_free_are_still_handed_on_until_two_hours_before() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(7).await;
        let id = ground.invited(evening(4)).await;
        for member in people.iter().take(6) {
            ground.says(*member, id, true).await.unwrap();
        }
        ground.clock.set(REPLY_BY);
        ground.turn().await;
        assert_eq!(ground.says(people[6], id, true).await.unwrap_err().code, Code::AnswersClosed);
        ground.clock.set(STARTS.plus(-3 * 3_600));
        ground.says(people[0], id, false).await.unwrap();
        assert_eq!(ground.status(people[4], id).await, "offered");
        let kept = ground.number("SELECT reply_by FROM seat WHERE status = 'offered'").await;
        assert_eq!(kept, STARTS.plus(-7_200).0);
        ground.clock.set(STARTS.plus(-7_200));
        ground.turn().await;
        assert_eq!(ground.status(people[4], id).await, "lapsed");
        assert_eq!(ground.status(people[5], id).await, "waiting", "nobody is called at the last moment");
        ground.says(people[1], id, false).await.unwrap();
        ground.clock.set(STARTS);
        assert_eq!(ground.says(people[2], id, false).await.unwrap_err().code, Code::AnswersClosed);
        ground.clock.set(STARTS.plus(7_200));
        ground.turn().await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM conversation WHERE state = 'held'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_a_seat_too_many_and_forgets_nobody() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(6).await;
        let id = ground.invited(evening(4)).await;
        for member in &people {
            ground.says(*member, id, true).await.unwrap();
        }
        for (sql, guard) in [
            ("UPDATE seat SET status = 'seated' WHERE status = 'waiting'", "seats_are_never_exceeded"),
            ("UPDATE seat SET status = 'offered' WHERE status = 'waiting'", "seats_are_never_exceeded"),
            ("DELETE FROM seat", "nobody_is_lost"),
            ("UPDATE conversation SET audience = '{}'", "invited_conversation_is_fixed"),
            ("UPDATE conversation SET state = 'draft'", "invited_conversation_is_fixed"),
            ("DELETE FROM conversation", "invited_conversation_stays"),
        ] {
            let error = ground.fails(sql).await;
            assert!(error.contains(guard), "{sql}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_draw_gives_seats_and_places_in_line_once_and_passes_over_who_gave_up() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(12).await;
        let id = ground.drawn(4).await;
        for member in people.iter().take(10) {
            ground.says(*member, id, true).await.unwrap();
        }
        assert_eq!((ground.seats("yes").await, ground.letters("seat").await), (10, 0));
        ground.clock.set(REPLY_BY);
        ground.turn().await;
        assert_eq!(ground.says(people[10], id, true).await.unwrap_err().code, Code::AnswersClosed);
        ground.says(people[9], id, false).await.unwrap();
        let order = [9, 3, 1, 7, 0, 2, 4, 5, 6, 8];
        let outcome: Vec<Drawn> =
            order.iter().zip(0..).map(|(at, rank)| Drawn { member: people[*at], seated: rank < 4 }).collect();
        let short = settle_draw(&ground.platform, None, id, &outcome[..9]).await.unwrap_err();
        assert_eq!(short.code, Code::FieldInvalid);
        let mut many = outcome.clone();
        many[4].seated = true;
        assert_eq!(settle_draw(&ground.platform, None, id, &many).await.unwrap_err().code, Code::FieldInvalid);
        assert_eq!(ground.seats("yes").await, 9, "a refused draw leaves nothing behind");
        settle_draw(&ground.platform, None, id, &outcome).await.unwrap();
        assert_eq!(settle_draw(&ground.platform, None, id, &outcome).await.unwrap_err().code, Code::WrongState);
        assert_eq!(with_status(ground, "seated").await, [people[3], people[1], people[7]].into());
        // The seat of who gave up is offered to the first who was not drawn.
        assert_eq!(with_status(ground, "offered").await, [people[0]].into());
        assert_eq!(line(ground).await, [2, 4, 5, 6, 8].map(|at| people[at]));
        let told = ["seat", "not_drawn", "place_free", "waiting"];
        let mut letters = Vec::new();
        for kind in told {
            letters.push(ground.letters(kind).await);
        }
        assert_eq!(letters, [3, 6, 1, 0]);
        // Who was offered a place at once is not told first that they were not drawn.
        let sent: Vec<String> = ground.post().await.into_iter().map(|email| email.subject).collect();
        assert_eq!(sent.iter().filter(|subject| subject.starts_with("De loting")).count(), 5);
        assert_eq!(sent.iter().filter(|subject| subject.starts_with("Er is een plek vrij")).count(), 1);
    })
    .await;
}
