//! What members say beside voting: what they would talk about, and that they want no letters for a while.

use std::collections::HashMap;

use preferendum::domain::role::Role;
use preferendum::domain::time::Day;
use preferendum::service::{Code, Platform, interest, letter, pause};
use preferendum::store::mail_link::Use;
use preferendum::store::person;
use serde_json::json;

use crate::app::{Browser, TestApp};
use crate::disclosure::published;
use crate::ground::{Ground, on_both};
use crate::voting::{PUBLISHES, Voter};

const MONTH: i64 = 30 * 86_400;

async fn signed_in(app: &TestApp, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.log_in(email).await;
    browser
}

#[actix_web::test]
async fn a_member_says_what_to_talk_about_and_changes_it() {
    on_both(async |ground| {
        ground.people().await;
        let round = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        let mut browser = signed_in(&app, "lid0@leden.example").await;
        let path = format!("/rounds/{}/interests", round.id);
        assert_eq!(browser.get(&path).await.json(), json!({"statements": []}));
        for (said, kept) in [(json!([3, 1]), json!([1, 3])), (json!([4]), json!([4])), (json!([]), json!([]))] {
            assert_eq!(browser.post(&path, json!({"statements": said})).await.json()["statements"], kept);
            assert_eq!(browser.get(&path).await.json()["statements"], kept);
        }
        for wrong in [json!([0]), json!([5]), json!([1, 1]), json!([1, 2, 3, 4, 4])] {
            let refused = browser.post(&path, json!({"statements": wrong})).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "field_invalid"), "{wrong}");
            assert_eq!(refused.json()["field"], "statements");
        }
        for malformed in [json!({}), json!({"statements": [1], "at": 1}), json!({"statements": ["1"]})] {
            assert_eq!(browser.post(&path, malformed).await.code(), "malformed");
        }
    })
    .await;
}

#[actix_web::test]
async fn interests_are_kept_without_time_and_close_thirty_days_after_the_result() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        Voter::new(ground, people[0], round.id).await.vote(ground, "5,4,3,2").await;
        let before = ground.number("SELECT COUNT(*) FROM audit").await;
        // In an order that no key has; who did not vote may say so too.
        for (person, statements) in [(70, [4]), (0, [2]), (35, [1])] {
            interest::choose(&ground.platform, people[person], round.id, &statements).await.unwrap();
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit").await, before);
        ground.finish(round.id).await;
        assert_eq!(interest::chosen(&ground.platform, people[0], round.id).await.unwrap(), [2]);
        interest::choose(&ground.platform, people[0], round.id, &[1, 2]).await.unwrap();
        ground.clock.set(PUBLISHES.plus(MONTH - 1));
        interest::choose(&ground.platform, people[0], round.id, &[3]).await.unwrap();
        ground.clock.set(PUBLISHES.plus(MONTH));
        let late = interest::choose(&ground.platform, people[0], round.id, &[1]).await.unwrap_err();
        assert_eq!(late.code, Code::RoundClosed);
        assert_eq!(interest::chosen(&ground.platform, people[0], round.id).await.unwrap(), [3]);
    })
    .await;
}

#[actix_web::test]
async fn after_closing_the_rows_lie_in_the_order_of_their_key() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        for person in [90, 3, 55, 20, 1] {
            interest::choose(&ground.platform, people[person], round.id, &[1, 4]).await.unwrap();
        }
        ground.finish(round.id).await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM round_interest").await, 10);
        if ground.schema.is_some() {
            let one = "SELECT COUNT(DISTINCT xmin::text) FROM round_interest";
            assert_eq!(ground.number(one).await, 1);
            let stray = "SELECT COUNT(*) FROM (SELECT member_id, statement, LAG((member_id, statement)) \
                         OVER (ORDER BY ctid) AS before FROM round_interest) AS rows WHERE before > (member_id, statement)";
            assert_eq!(ground.number(stray).await, 0);
        }
    })
    .await;
}

#[actix_web::test]
async fn only_who_is_on_the_roll_is_asked() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (round, token) = app.open_round(ground).await;
        let mut browser = app.browser();
        browser.cookie = Some(app.round_pass(&token).await);
        let path = format!("/rounds/{round}/interests");
        assert_eq!(browser.get(&path).await.code(), "not_on_roll");
        assert_eq!(browser.post(&path, json!({"statements": [1]})).await.code(), "not_on_roll");
        assert_eq!(ground.number("SELECT COUNT(*) FROM round_interest").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn a_branch_sees_how_many_of_its_group_would_talk_further_from_ten_on_and_never_its_own_number() {
    on_both(async |ground: &Ground| {
        let (round, _) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        // Aalten is counted with Doetinchem; Zeist is not, and not looked at.
        let said = [("a", 6, [1, 2].as_slice()), ("d", 3, &[1, 2]), ("d", 1, &[1, 3]), ("u", 12, &[1, 4])];
        let mut next = HashMap::new();
        for (branch, members, statements) in said {
            for _ in 0..members {
                let at: &mut usize = next.entry(branch).or_default();
                let found = person::behind_address(&ground.platform.db, &format!("{branch}{at}@leden.example")).await;
                *at += 1;
                interest::choose(&ground.platform, found.unwrap()[0].0, round, statements).await.unwrap();
            }
        }
        let mut viewer = app.sign_in(Role::Viewer).await;
        let path = format!("/branch/rounds/{round}/interest");
        let answer = viewer.get(&path).await.json();
        let groups = answer["groups"].as_array().unwrap();
        assert_eq!((groups.len(), groups[0]["name"].as_str()), (1, Some("Aalten en Doetinchem")), "{answer}");
        let numbers: Vec<&serde_json::Value> = groups[0]["statements"].as_array().unwrap().iter().collect();
        let members = |number: usize| numbers[number - 1]["members"].as_i64();
        assert_eq!([1, 2, 3, 4].map(members), [Some(10), None, None, None]);
        assert_eq!(
            viewer.get("/branch/rounds/00000000-0000-4000-8000-000000000000/interest").await.code(),
            "not_found"
        );
    })
    .await;
}

#[actix_web::test]
async fn interest_is_shown_once_the_result_is() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let round = ground.opened().await.id;
        let app = TestApp::on_bare(ground).await;
        let mut viewer = app.sign_in(Role::Viewer).await;
        assert_eq!(viewer.get(&format!("/branch/rounds/{round}/interest")).await.code(), "not_published");
    })
    .await;
}

#[actix_web::test]
async fn a_pause_is_a_day_within_two_years_and_can_be_taken_back() {
    on_both(async |ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        let mut browser = app.browser();
        let token = app.mail_link(people[0], Use::Round(round.id)).await;
        browser.cookie = Some(app.round_pass(&token).await);
        assert_eq!(browser.get("/pause").await.json(), json!({"until": null}));
        // Today is 24 November 2026.
        for until in ["2026-11-25", "2028-11-24"] {
            assert_eq!(browser.post("/pause", json!({"until": until})).await.json(), json!({"until": until}));
            assert_eq!(browser.get("/pause").await.json(), json!({"until": until}));
        }
        for until in ["2026-11-24", "2028-11-25", "2026-02-30", "morgen", ""] {
            let refused = browser.post("/pause", json!({"until": until})).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (422, Some("until")), "{until}");
        }
        assert_eq!(browser.post("/pause", json!({})).await.code(), "malformed");
        assert_eq!(signed_in(&app, "lid0@leden.example").await.get("/pause").await.json()["until"], "2028-11-24");
        assert_eq!(signed_in(&app, "lid1@leden.example").await.get("/pause").await.json()["until"], json!(null));
        assert_eq!(browser.post("/pause", json!({"until": null})).await.json(), json!({"until": null}));
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_pause").await, 0);
    })
    .await;
}

/// Letters of one kind that would leave now.
async fn leaving(platform: &Platform, kind: &str) -> usize {
    let now = platform.clock.now();
    let rows = preferendum::store::outbox::due(&platform.db, now, 500).await.unwrap();
    let rows = rows.into_iter().filter(|row| row.kind.name() == kind).collect();
    let composed = letter::compose_many(platform, rows).await.unwrap();
    composed.iter().filter(|(_, one)| matches!(one, letter::Composed::Send(_))).count()
}

#[actix_web::test]
async fn a_paused_member_gets_no_letters_about_rounds_until_that_day() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let scheduled = ground.scheduled().await;
        pause::set(&ground.platform, people[0], Day::parse("2026-11-25")).await.unwrap();
        ground.clock.set(crate::voting::OPENS);
        ground.turn().await;
        assert_eq!(ground.state(scheduled.id).await.roll, Some(130));
        assert_eq!(leaving(&ground.platform, "invitation").await, 129);
        // The day itself, just after midnight in Amsterdam.
        ground.clock.set(preferendum::domain::time::Timestamp::parse("2026-11-24T23:00:00Z").unwrap());
        assert_eq!(leaving(&ground.platform, "invitation").await, 130);
    })
    .await;
}
