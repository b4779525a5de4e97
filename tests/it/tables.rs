//! Tables at a conversation: who sits where, the moderator's phone, and what is written down.

use preferendum::domain::composer::Composer;
use preferendum::domain::conversation::{ConversationDraft, Moderator};
use preferendum::domain::ids::{ConversationId, SeatId};
use preferendum::domain::time::Timestamp;
use preferendum::service::conversation::{CheckIn, Key};
use preferendum::service::{Code, conversation, seating};
use serde_json::json;

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::talking::{REPLY_BY, STARTS, evening};

fn moderators(number: usize) -> Vec<Moderator> {
    (1..=number).map(|n| Moderator { name: format!("Leider {n}"), email: format!("leider{n}@werk.example") }).collect()
}

/// An evening at which so many are checked in, with so many moderators.
async fn begun(ground: &Ground, people: usize, leaders: usize) -> (Composer, ConversationId, Vec<SeatId>) {
    let members = ground.crowd(people).await;
    let id = ground.invited(ConversationDraft { moderators: moderators(leaders), ..evening(60) }).await;
    for member in &members {
        ground.says(*member, id, true).await.unwrap();
    }
    ground.clock.set(REPLY_BY);
    ground.turn().await;
    let desk = ground.desk().await;
    let there = conversation::people(&ground.platform, &desk, id).await.unwrap();
    let seats: Vec<SeatId> = there.into_iter().map(|person| SeatId(person.seat_id)).collect();
    (desk, id, seats)
}

async fn check_in(ground: &Ground, desk: &Composer, id: ConversationId, seats: &[SeatId], at: Timestamp) {
    let notes = seats.iter().map(|seat| CheckIn { key: Key::Seat(*seat), present: true, at });
    conversation::check_in(&ground.platform, desk, id, notes.collect()).await.unwrap();
}

#[tokio::test]
async fn those_who_are_there_are_split_into_tables_with_a_moderator_each_and_meet_others_in_the_second_round() {
    on_both(async |ground: &Ground| {
        let (desk, id, seats) = begun(ground, 25, 5).await;
        let plan = async |rounds| seating::plan(&ground.platform, &desk, id, rounds).await;
        assert_eq!(plan(2).await.unwrap_err().code, Code::NobodyPresent);
        check_in(ground, &desk, id, &seats[..23], STARTS).await;
        let planned = plan(2).await.unwrap();
        let tables = &planned.seating.tables;
        let sizes: Vec<usize> = tables.iter().map(|table| table.rounds[0].len()).collect();
        assert_eq!((tables.len(), sizes.iter().sum::<usize>()), (5, 23));
        assert!(sizes.iter().all(|size| (4..=5).contains(size)), "{sizes:?}");
        for round in 0..2 {
            let mut all: Vec<SeatId> = tables.iter().flat_map(|table| table.rounds[round].clone()).collect();
            all.sort();
            let mut there = seats[..23].to_vec();
            there.sort();
            assert_eq!(all, there, "everybody sits once in round {round}");
        }
        let together = |table: &[SeatId], pair: (SeatId, SeatId)| table.contains(&pair.0) && table.contains(&pair.1);
        let pairs = tables.iter().flat_map(|table| {
            let first = &table.rounds[0];
            first.iter().enumerate().flat_map(move |(at, one)| first[at + 1..].iter().map(move |other| (*one, *other)))
        });
        let again = pairs.filter(|pair| tables.iter().any(|table| together(&table.rounds[1], *pair))).count();
        assert!(again <= 3, "{again} pairs sit together twice");
        assert_eq!(plan(1).await.unwrap().seating.rounds(), 1, "planned again, in the place of the first plan");
    })
    .await;
}

#[tokio::test]
async fn too_few_moderators_are_named_with_how_many_are_needed() {
    on_both(async |ground: &Ground| {
        let (desk, id, seats) = begun(ground, 13, 2).await;
        check_in(ground, &desk, id, &seats, STARTS).await;
        let refused = seating::plan(&ground.platform, &desk, id, 2).await.unwrap_err();
        assert_eq!(refused.code, Code::ModeratorsNeeded);
        assert!(refused.message.unwrap().contains('3'));
    })
    .await;
}

#[actix_web::test]
async fn a_moderator_sees_first_names_and_writes_notes_that_the_desk_reads() {
    on_both(async |ground: &Ground| {
        let (desk, id, seats) = begun(ground, 9, 2).await;
        check_in(ground, &desk, id, &seats, STARTS).await;
        let planned = seating::plan(&ground.platform, &desk, id, 2).await.unwrap();
        let token = planned.links[0].rsplit('/').next().unwrap().to_owned();
        let app = TestApp::on_bare(ground).await;
        let mut phone = app.browser();
        let opened = phone.post(&format!("/table-links/{token}/open"), json!({})).await.json();
        assert_eq!((&opened["table"], &opened["moderator"]), (&json!(1), &json!("Leider 1")));
        let names = opened["people"][0]["names"].as_array().unwrap();
        assert!(names.len() >= 4 && !opened.to_string().contains("Jansen"), "{opened}");
        let notes = format!("/table-links/{token}/notes");
        let note = json!({"round": 2, "theme": " Huren ", "text": "De huur stijgt te snel."});
        let kept = phone.post(&notes, note).await.json();
        assert_eq!(kept["notes"][0]["theme"], "Huren");
        let wrong = phone.post(&notes, json!({"round": 3, "theme": "Huren", "text": "x"})).await;
        assert_eq!(wrong.code(), "field_invalid");
        let other = planned.links[1].rsplit('/').next().unwrap();
        let gone = kept["notes"][0]["id"].as_str().unwrap();
        phone.post(&format!("/table-links/{other}/notes/{gone}/remove"), json!({})).await;
        let read = seating::notes(&ground.platform, &desk, id).await.unwrap();
        assert_eq!((read.len(), read[0].1.as_str()), (1, "Leider 1"), "another table's note stays");
        phone.post(&format!("/table-links/{token}/notes/{gone}/remove"), json!({})).await;
        assert!(seating::notes(&ground.platform, &desk, id).await.unwrap().is_empty());
        assert_eq!(phone.post("/table-links/onzin/open", json!({})).await.code(), "link_unknown");
        let board = Composer { branches: Some(vec!["Z".to_owned()]), ..desk.clone() };
        assert_eq!(seating::planned(&ground.platform, &board, id).await.unwrap_err().code, Code::NotFound);
        let path = format!("/desk/conversations/{}/tables", id.0);
        assert_eq!(phone.get(&path).await.status.as_u16(), 401);
    })
    .await;
}
