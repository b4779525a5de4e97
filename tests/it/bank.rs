//! The statement bank: earlier statements, found by words and tags, taken over word for word, and their trend.

use preferendum::domain::draft::{Reused, RoundDraft, StatementDraft};
use preferendum::domain::ids::RoundId;
use preferendum::domain::role::Role;
use preferendum::service::{bank, round};
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::voting::{Voter, draft};

const WEEK: i64 = 7 * 86_400;

/// A published round in which two of three members answered statement 2 with mee eens, and one with mee oneens.
async fn published(ground: &Ground) -> RoundId {
    let people = ground.people().await;
    let open = ground.opened().await;
    for (member, body) in people[70..].iter().zip(["5,4,3,2", "4,5,2,2", "1,2,4,4"].iter().cycle().take(30)) {
        Voter::new(ground, *member, open.id).await.vote(ground, body).await;
    }
    ground.finish(open.id).await;
    open.id
}

fn reused(text: &str, round: RoundId, number: u8) -> StatementDraft {
    let from = Some(Reused { round, number });
    StatementDraft { text: text.to_owned(), reused_from: from, ..draft().statements[0].clone() }
}

#[actix_web::test]
async fn statements_of_public_rounds_are_found_by_words_and_tags_with_what_came_of_them() {
    on_both(async |ground: &Ground| {
        let id = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        // A draft is nobody's business yet.
        let hidden = RoundDraft { title: "Geheim".to_owned(), ..draft() };
        round::create(&ground.platform, ground.hire("auteur@werk.example", Role::Staff).await, hidden).await.unwrap();
        let all = staff.get("/staff/statements").await.json();
        assert_eq!(all["statements"].as_array().unwrap().len(), 4);
        let found = staff.get("/staff/statements?words=STELLING%202").await.json();
        let expected = json!({"statements": [{
            "round": id.to_string(), "title": "Vervoer", "published_at": "2026-11-25T11:46:40Z", "number": 2,
            "text": "Stelling 2", "explanation": "Uitleg.", "argument_for": null, "argument_against": null, "tags": [],
            "outcome": {"n": 30, "agree": 67, "disagree": 33},
        }]});
        assert_eq!(found, expected);
        let path = format!("/staff/rounds/{id}/statements/3/tags");
        let put = async |staff: &mut crate::app::Browser, tags: Value| {
            staff.ask(actix_web::http::Method::PUT, &path, Some(json!({"tags": tags}))).await
        };
        assert_eq!(put(&mut staff, json!([" OV ", "dorpen", "ov"])).await.json(), json!({"tags": ["dorpen", "ov"]}));
        let numbers = |found: &Value| -> Vec<i64> {
            found["statements"].as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).collect()
        };
        assert_eq!(numbers(&staff.get("/staff/statements?words=ov%20vervoer").await.json()), [3]);
        assert_eq!(numbers(&staff.get("/staff/statements?words=ov%20wonen").await.json()), [] as [i64; 0]);
        for wrong in [
            json!([""]),
            json!(["x".repeat(41)]),
            json!((0..11).map(|n| n.to_string()).collect::<Vec<_>>()),
            json!([1]),
        ] {
            assert!(put(&mut staff, wrong).await.status.is_client_error());
        }
        assert_eq!(put(&mut staff, json!([])).await.json(), json!({"tags": []}));
        assert_eq!(numbers(&staff.get("/staff/statements?words=ov").await.json()), [] as [i64; 0]);
        assert_eq!(staff.get(&format!("/staff/statements?words={}", "x".repeat(201))).await.json()["field"], "words");
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_was_taken_over_says_so_until_its_text_is_another() {
    on_both(async |ground: &Ground| {
        let id = published(ground).await;
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let own = |text: &str, from: RoundId, number: u8| {
            let mut statements = draft().statements;
            statements[0] = reused(text, from, number);
            RoundDraft { statements, ..draft() }
        };
        let made = round::create(&ground.platform, author, own("Stelling 2", id, 2)).await.unwrap();
        assert_eq!(made.draft.statements[0].reused_from, Some(Reused { round: id, number: 2 }));
        for (text, from, number) in [
            ("Stelling 2!", id, 2),
            ("Stelling 2", id, 3),
            ("Stelling 2", id, 0),
            ("Stelling 2", id, 9),
            ("Stelling 2", RoundId(ground.platform.chance.uuid()), 2),
            // A round that is not public yet cannot be taken over from.
            ("Stelling 2", made.id, 1),
        ] {
            let known = ground.state(made.id).await;
            let kept =
                round::edit(&ground.platform, author, made.id, known.version, own(text, from, number)).await.unwrap();
            assert_eq!(kept.draft.statements[0].reused_from, None, "{text} {number}");
        }
    })
    .await;
}

#[actix_web::test]
async fn a_result_says_where_the_same_statement_was_put_before_to_the_same_members() {
    on_both(async |ground: &Ground| {
        let first = published(ground).await;
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let mut statements = draft().statements;
        for (statement, text) in statements.iter_mut().zip(["Nieuw", "Nog nieuwer", "Stelling 2", "Stelling 4 "]) {
            statement.text = text.to_owned();
        }
        let again = RoundDraft { statements, ..draft() };
        let later = |moment: preferendum::domain::time::Timestamp| Some(moment.plus(4 * WEEK));
        let again = RoundDraft {
            opens_at: again.opens_at.and_then(later),
            closes_at: again.closes_at.and_then(later),
            publishes_at: again.publishes_at.and_then(later),
            ..again
        };
        let made = round::create(&ground.platform, author, again.clone()).await.unwrap();
        round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
        round::schedule(&ground.platform, author, made.id).await.unwrap();
        for moment in [again.opens_at, again.closes_at, again.closes_at.map(|end| end.plus(900)), again.publishes_at] {
            ground.clock.set(moment.unwrap());
            ground.turn().await;
            ground.turn().await;
        }
        let app = TestApp::on_bare(ground).await;
        let shown = app.browser().get(&format!("/rounds/{}/results", made.id)).await.json();
        let outcome = |agree: i64, disagree: i64| json!({"n": 30, "agree": agree, "disagree": disagree});
        let before = |statement: i64, number: i64, outcome: Value| {
            json!({"statement": statement, "round": first.to_string(), "title": "Vervoer", "number": number,
                "published_at": "2026-11-25T11:46:40Z", "outcome": outcome})
        };
        // White space at the end was tidied away, so the fourth is the same too.
        assert_eq!(shown["earlier"], json!([before(3, 2, outcome(67, 33)), before(4, 4, outcome(33, 67))]));
        assert!(bank::earlier(&ground.platform, first).await.unwrap().is_empty(), "nothing was before the first");
    })
    .await;
}
