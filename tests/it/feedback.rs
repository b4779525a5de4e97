//! Terugkoppeling: what was done with an outcome, by when it was promised, and who hears of it.

use preferendum::domain::draft::RoundDraft;
use preferendum::domain::feedback::{Author, Said, Step, Verdict};
use preferendum::domain::ids::{MemberId, RoundId};
use preferendum::domain::letter::{Content, Letter};
use preferendum::domain::role::Role;
use preferendum::domain::time::Timestamp;
use preferendum::service::feedback::Voice;
use preferendum::service::letter::Composed;
use preferendum::service::{Code, Refusal, feedback, letter, outbox as post, round, unsubscribe};
use preferendum::store::outbox;
use serde_json::{Value, json};

use crate::app::{Answer, Browser, TestApp};
use crate::ground::{Ground, on_both};
use crate::voting::{PUBLISHES, Voter, draft};

const WEEK: i64 = 7 * 86_400;

/// A published round in which the first three members took part.
async fn published(ground: &Ground) -> (Vec<MemberId>, RoundId) {
    let people = ground.people().await;
    let open = ground.opened().await;
    for member in people.iter().take(3) {
        Voter::new(ground, *member, open.id).await.vote(ground, "5,4,3,2").await;
    }
    ground.finish(open.id).await;
    post::drop_queued(&ground.platform, open.id).await.unwrap();
    (people, open.id)
}

fn decided(verdict: Verdict, why: &str) -> Said {
    Said { step: Step::Decided(verdict), text: why.to_owned(), links: Vec::new() }
}

async fn say(ground: &Ground, id: RoundId, statement: u8, seen: usize, said: Said) -> Result<(), Refusal> {
    let staff = ground.hire("staf@werk.example", Role::Staff).await;
    let author = (staff, Author::Staff);
    feedback::append(&ground.platform, author, (id, statement), Voice::Round, seen, said).await
}

async fn late(browser: &mut Browser, path: &str) -> Value {
    browser.get(path).await.json()["rounds"][0]["feedback"].clone()
}

async fn answer(browser: &mut Browser, id: RoundId, number: u8, body: Value) -> Answer {
    browser.post(&format!("/staff/rounds/{id}/statements/{number}/feedback"), body).await
}

#[actix_web::test]
async fn a_late_terugkoppeling_shows_as_late_the_next_day_without_anybody_touching_anything() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        say(ground, id, 1, 0, decided(Verdict::Adopted, "Het past in het plan.")).await.unwrap();
        let app = TestApp::on_bare(ground).await;
        let rows = ground.number("SELECT COUNT(*) FROM feedback_entry").await
            + ground.number("SELECT COUNT(*) FROM audit").await;
        // The last second of 15 January in Amsterdam, and the first of 16 January.
        for (moment, number) in [("2027-01-15T22:59:59Z", 0), ("2027-01-15T23:00:00Z", 3)] {
            ground.clock.set(Timestamp::parse(moment).unwrap());
            let shown = app.browser().get(&format!("/rounds/{id}/feedback")).await.json();
            let each: Vec<bool> = (0..4).map(|i| shown["statements"][i]["late"].as_bool().unwrap()).collect();
            assert_eq!(each, [false, number > 0, number > 0, number > 0], "{moment}");
            let expected = json!({"total": 4, "answered": 1, "late": number});
            assert_eq!(late(&mut app.browser(), "/rounds").await, expected, "{moment}");
        }
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM feedback_entry").await
                + ground.number("SELECT COUNT(*) FROM audit").await,
            rows
        );
        let expected = json!({"total": 4, "answered": 1, "late": 3});
        let mut member = app.browser();
        member.log_in("lid0@leden.example").await;
        assert_eq!(late(&mut member, "/my-rounds").await, expected);
        let mut staff = app.sign_in(Role::Staff).await;
        assert_eq!(late(&mut staff, "/staff/rounds").await, expected);
        let mut viewer = app.sign_in(Role::Viewer).await;
        assert_eq!(late(&mut viewer, "/branch/rounds").await, expected);
    })
    .await;
}

#[actix_web::test]
async fn every_step_stays_to_be_read_with_its_date_and_by_role_not_name() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        ground.clock.advance(WEEK);
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let link = json!([{"label": "Notulen", "url": "https://partij.example/notulen"}]);
        let steps = [
            json!({"seen": 0, "kind": "discussed", "body": "De fractie", "day": "2026-11-30", "links": link}),
            json!({"seen": 1, "kind": "postponed", "day": "2027-03-01", "text": "We wachten op cijfers."}),
            json!({"seen": 2, "kind": "partly", "text": "Er is geld voor de helft."}),
            json!({"seen": 3, "kind": "done", "text": "De motie is aangenomen."}),
        ];
        for (step, stage) in steps.into_iter().zip(["discussed", "discussed", "partly", "done"]) {
            let said = answer(&mut staff, id, 2, step).await;
            assert_eq!((said.status.as_u16(), said.json()["statements"][1]["stage"].as_str()), (200, Some(stage)));
        }
        let shown = app.browser().get(&format!("/rounds/{id}/feedback")).await.json();
        let track = &shown["statements"][1];
        let said: Vec<&str> = (0..4).map(|i| track["entries"][i]["kind"].as_str().unwrap()).collect();
        assert_eq!(said, ["discussed", "postponed", "partly", "done"]);
        assert_eq!((&track["first_due"], &track["due"]), (&json!("2027-01-15"), &json!("2027-03-01")));
        assert_eq!(track["entries"][0]["body"], "De fractie");
        assert_eq!(track["entries"][0]["links"], link);
        assert_eq!(track["entries"][1]["text"], "We wachten op cijfers.");
        assert_eq!(track["entries"][3]["at"], PUBLISHES.plus(WEEK).to_string());
        assert_eq!(track["entries"][3]["by"], "staff");
        assert!(!shown.to_string().contains("werk.example"), "{shown}");
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.feedback'").await, 4);
        for (sql, guard) in [
            ("UPDATE feedback_entry SET text = 'Anders'", "feedback_is_fixed"),
            ("UPDATE feedback_entry SET day = '2027-01-15' WHERE kind = 'postponed'", "feedback_is_fixed"),
            ("DELETE FROM feedback_entry", "feedback_stays"),
        ] {
            let error = ground.fails(sql).await;
            assert!(error.contains(guard), "{sql}: {error}");
        }
    })
    .await;
}

#[actix_web::test]
async fn what_makes_no_sense_is_refused_with_its_field_and_adds_nothing() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        for (body, code, field) in [
            (json!({"seen": 0, "kind": "adopted"}), "field_invalid", Some("text")),
            (json!({"seen": 0, "kind": "rejected", "text": "  "}), "field_invalid", Some("text")),
            (json!({"seen": 0, "kind": "known", "text": "x"}), "field_invalid", Some("kind")),
            (json!({"seen": 0, "kind": "adopted", "text": "x", "day": "2027-01-01"}), "field_invalid", Some("kind")),
            (json!({"seen": 0, "kind": "discussed", "day": "2026-11-25"}), "field_invalid", Some("body")),
            (json!({"seen": 0, "kind": "discussed", "body": "x"}), "field_invalid", Some("day")),
            (json!({"seen": 0, "kind": "discussed", "body": "x", "day": "morgen"}), "field_invalid", Some("day")),
            (json!({"seen": 0, "kind": "discussed", "body": "x", "day": "2026-11-26"}), "field_invalid", Some("day")),
            (json!({"seen": 0, "kind": "postponed", "day": "2027-03-01"}), "field_invalid", Some("text")),
            (json!({"seen": 0, "kind": "postponed", "day": "2026-11-25", "text": "x"}), "field_invalid", Some("day")),
            (
                json!({"seen": 0, "kind": "adopted", "text": "x", "links": [{"url": "http://partij.example"}]}),
                "field_invalid",
                Some("links.0.url"),
            ),
            (json!({"seen": 0, "kind": "done", "text": "x"}), "wrong_state", None),
            (json!({"seen": 1, "kind": "adopted", "text": "x"}), "stale_version", None),
            (json!({"seen": 0, "kind": "adopted", "text": "x", "at": 1}), "malformed", None),
            (json!({"seen": -1, "kind": "adopted", "text": "x"}), "malformed", None),
        ] {
            let refused = answer(&mut staff, id, 1, body.clone()).await;
            assert_eq!((refused.code().as_str(), refused.json()["field"].as_str()), (code, field), "{body}");
        }
        let beyond = answer(&mut staff, id, 5, json!({"seen": 0, "kind": "adopted", "text": "x"})).await;
        assert_eq!(beyond.code(), "not_found");
        assert_eq!(ground.number("SELECT COUNT(*) FROM feedback_entry").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'feedback'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_said_before_the_result_stands() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let open = ground.opened().await;
        let early = say(ground, open.id, 1, 0, decided(Verdict::Adopted, "Omdat.")).await.unwrap_err();
        assert_eq!(early.code, Code::NotPublished);
        assert_eq!(
            feedback::tracks(&ground.platform, open.id, Voice::Round).await.unwrap_err().code,
            Code::NotPublished
        );
        let sql = "INSERT INTO feedback_entry (round_id, statement, branch, number, at, author, kind, text, links) \
                   SELECT id, 1, '', 1, 0, 'staff', 'done', '', '[]' FROM round";
        assert!(ground.fails(sql).await.contains("no_feedback_before_the_result"));
        let summaries = feedback::summaries(&ground.platform, &[open]).await.unwrap();
        assert!(summaries.is_empty());
    })
    .await;
}

/// The letters about terugkoppeling that would leave now.
async fn letters(ground: &Ground, kind: &str) -> Vec<Letter> {
    let rows = outbox::due(&ground.platform.db, ground.platform.clock.now(), 500).await.unwrap();
    let rows = rows.into_iter().filter(|row| row.kind.name() == kind).collect();
    let composed = letter::compose_many(&ground.platform, rows).await.unwrap();
    let sent = composed.into_iter().filter_map(|(_, one)| match one {
        Composed::Send(letter) => Some(*letter),
        Composed::Skip | Composed::Later => None,
    });
    let mut sent: Vec<Letter> = sent.collect();
    sent.sort_by(|a, b| a.to.cmp(&b.to));
    sent
}

#[tokio::test]
async fn each_entry_is_one_letter_to_who_took_part_and_to_nobody_else() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        say(ground, id, 2, 0, decided(Verdict::Rejected, "Er is geen geld.")).await.unwrap();
        let twice = say(ground, id, 2, 0, decided(Verdict::Rejected, "Er is geen geld.")).await.unwrap_err();
        assert_eq!(twice.code, Code::StaleVersion);
        let first = letters(ground, "feedback").await;
        let to: Vec<&str> = first.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, ["lid0@leden.example", "lid1@leden.example", "lid2@leden.example"]);
        let Content::Feedback(said) = &first[0].content else { panic!("another letter") };
        assert_eq!((said.statement.as_str(), said.title.as_str()), ("Stelling 2", "Vervoer"));
        assert_eq!(said.said, decided(Verdict::Rejected, "Er is geen geld."));
        assert_eq!(said.link, format!("https://leden.example.org/rondes/{id}#stelling-2"));
        // The next entry is the next letter, and no turn of the clock adds any.
        say(ground, id, 2, 1, decided(Verdict::Partly, "Er is toch geld.")).await.unwrap();
        ground.turn().await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'feedback'").await, 6);
        assert_eq!(ground.number("SELECT COUNT(DISTINCT occasion) FROM outbox WHERE kind = 'feedback'").await, 2);
        // Switched off with the link from the letter: this stream, and no other.
        let token = first[0].unsubscribe.as_ref().unwrap().rsplit('/').next().unwrap().to_owned();
        let choice = unsubscribe::set(&ground.platform, &token, true).await.unwrap();
        assert_eq!((choice.stream.name(), choice.off), ("feedback", true));
        assert_eq!(letters(ground, "feedback").await.len(), 4);
        // Who got one took part: nobody is shown a list.
        let (listed, total) =
            post::list(&ground.platform, id, preferendum::domain::letter::LetterStatus::Queued, 0).await.unwrap();
        assert_eq!((listed.len(), total), (0, 0));
    })
    .await;
}

#[actix_web::test]
async fn a_board_speaks_for_its_own_branch_and_for_nobody_else() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let mut board = app.sign_in(Role::Board).await;
        let said = json!({"seen": 0, "kind": "adopted", "text": "Wij doen dit in Aalten."});
        let path = |code: &str| format!("/branches/{code}/rounds/{id}/statements/1/feedback");
        let own = board.post(&path("A"), said.clone()).await;
        assert_eq!((own.status.as_u16(), own.json()["statements"][0]["stage"].as_str()), (200, Some("adopted")));
        for other in ["C", "Z", "%20"] {
            assert_eq!(board.post(&path(other), said.clone()).await.code(), "forbidden", "{other}");
        }
        assert_eq!(answer(&mut board, id, 1, said.clone()).await.code(), "not_found");
        let later = json!({"seen": 0, "kind": "postponed", "day": "2027-03-01", "text": "x"});
        let promise = board.post(&path("A").replace("/1/", "/2/"), later).await;
        assert_eq!(promise.code(), "wrong_state", "nobody promised anything for a branch");
        ground.clock.set(Timestamp::parse("2027-02-01T12:00:00Z").unwrap());
        let branch = app.browser().get(&format!("/branches/A/rounds/{id}/feedback")).await.json();
        assert_eq!(branch["statements"][0]["entries"][0]["by"], "board");
        assert_eq!((&branch["statements"][1]["late"], &branch["statements"][1]["due"]), (&json!(false), &json!(null)));
        // The round's own answer, the other branches and the letters know nothing of it.
        for path in [format!("/rounds/{id}/feedback"), format!("/branches/C/rounds/{id}/feedback")] {
            let other = app.browser().get(&path).await.json();
            assert_eq!(other["statements"][0]["entries"], json!([]), "{path}");
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'feedback'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_next_invitation_opens_with_what_was_done_with_the_last_round() {
    on_both(async |ground: &Ground| {
        let (_, id) = published(ground).await;
        assert!(letters(ground, "invitation").await.is_empty());
        say(ground, id, 1, 0, decided(Verdict::Adopted, "Het past in het plan.")).await.unwrap();
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let opens = Timestamp::parse("2027-01-20T08:00:00Z").unwrap();
        let next = RoundDraft {
            title: "Wonen".to_owned(),
            opens_at: Some(opens),
            closes_at: Some(opens.plus(WEEK)),
            publishes_at: Some(opens.plus(2 * WEEK)),
            ..draft()
        };
        let made = round::create(&ground.platform, author, next).await.unwrap();
        round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
        round::schedule(&ground.platform, author, made.id).await.unwrap();
        ground.clock.set(opens);
        ground.turn().await;
        let invited = letters(ground, "invitation").await;
        assert_eq!(invited.len(), 130);
        let Content::Invitation(letter) = &invited[0].content else { panic!("another letter") };
        let previous = letter.previous.as_ref().unwrap();
        assert_eq!((previous.title.as_str(), previous.answers.len()), ("Vervoer", 4));
        assert_eq!(previous.answers[0], ("Stelling 1".to_owned(), "De uitslag is overgenomen.".to_owned()));
        assert_eq!(previous.answers[1].1, "Je zou het uiterlijk 15 januari 2027 horen. Dat is te laat.");
        assert_eq!(previous.link, format!("https://leden.example.org/rondes/{id}"));
    })
    .await;
}
