//! The workshop: advice that is passed over, versions that stay, and test readers who only read.

use actix_web::http::StatusCode;
use preferendum::domain::composer::Composer;
use preferendum::domain::draft::RoundDraft;
use preferendum::domain::ids::{RoundId, TestReadingId};
use preferendum::domain::lint::Rule;
use preferendum::domain::role::Role;
use preferendum::domain::round::State;
use preferendum::domain::test_reading::{LINK_LASTS, TestAnswer, TestReading};
use preferendum::service::workshop::{self, Chosen, Wording};
use preferendum::service::{Code, round};
use serde_json::json;
use uuid::Uuid;

use crate::app::TestApp;
use crate::ground::{Ground, START, on_both};
use crate::voting::{OPENS, PUBLISHES, draft};

const DAY: i64 = 86_400;

fn saying(text: &str) -> RoundDraft {
    let mut draft = draft();
    draft.statements[0].text = text.to_owned();
    draft
}

async fn staff(ground: &Ground, email: &str) -> Composer {
    ground.hire(email, Role::Staff).await.into()
}

/// A board of another branch than any round here is for.
async fn board(ground: &Ground) -> Composer {
    let account = ground.hire("bestuur@werk.example", Role::Staff).await;
    Composer { account, admin: false, branches: Some(vec!["A".to_owned()]) }
}

#[tokio::test]
async fn every_change_is_a_version_with_its_author_that_nobody_changes_any_more() {
    on_both(async |ground: &Ground| {
        let (author, second) = (staff(ground, "auteur@werk.example").await, staff(ground, "tweede@werk.example").await);
        let made = round::create(&ground.platform, author.clone(), saying("Oud")).await.unwrap();
        ground.clock.set(START.plus(60));
        let edited = round::edit(&ground.platform, second.clone(), made.id, 1, saying("Nieuw")).await.unwrap();
        let kept = workshop::versions(&ground.platform, &author, made.id).await.unwrap();
        let kept: Vec<_> = kept.iter().map(|one| (one.number, one.by.id, one.at)).collect();
        assert_eq!(kept, [(2, second.account, START.plus(60)), (1, author.account, START)]);
        let first = workshop::version(&ground.platform, &author, made.id, 1).await.unwrap();
        assert_eq!(first, made.draft);
        // A change that is refused is no version.
        let stale = round::edit(&ground.platform, second.clone(), made.id, 1, saying("Anders")).await.unwrap_err();
        assert_eq!((stale.code, edited.version), (Code::StaleVersion, 2));
        assert_eq!(ground.number("SELECT COUNT(*) FROM round_version").await, 2);
        let sql =
            ["UPDATE round_version SET body = '{}'", "UPDATE round_version SET at = 1", "DELETE FROM round_version"];
        for (sql, guard) in sql.into_iter().zip(["version_is_fixed", "version_is_fixed", "version_stays"]) {
            assert!(ground.fails(sql).await.contains(guard), "{sql}");
        }
        let missing = workshop::version(&ground.platform, &author, made.id, 3).await.unwrap_err();
        let stranger = workshop::versions(&ground.platform, &board(ground).await, made.id).await.unwrap_err();
        assert_eq!((missing.code, stranger.code), (Code::NotFound, Code::NotFound));
    })
    .await;
}

#[tokio::test]
async fn old_words_come_back_as_a_new_version_with_the_times_of_now_and_need_approval_again() {
    on_both(async |ground: &Ground| {
        let (author, second) = (staff(ground, "auteur@werk.example").await, staff(ground, "tweede@werk.example").await);
        let third = staff(ground, "derde@werk.example").await;
        let made = round::create(&ground.platform, author.clone(), saying("Oud")).await.unwrap();
        let later = RoundDraft { opens_at: Some(OPENS.plus(60)), ..saying("Nieuw") };
        round::edit(&ground.platform, author.clone(), made.id, 1, later).await.unwrap();
        round::approve(&ground.platform, second.clone(), made.id, 2).await.unwrap();
        let stale = workshop::restore(&ground.platform, &third, made.id, 1, 1).await.unwrap_err();
        assert_eq!(stale.code, Code::StaleVersion);
        let back = workshop::restore(&ground.platform, &third, made.id, 1, 2).await.unwrap();
        assert_eq!((back.state, back.version, back.draft.statements[0].text.as_str()), (State::Draft, 3, "Oud"));
        assert_eq!(back.draft.opens_at, Some(OPENS.plus(60)));
        // Who brought them back is one of the authors.
        let own = round::approve(&ground.platform, third, made.id, 3).await.unwrap_err();
        assert_eq!(own.code, Code::OwnWork);
        round::approve(&ground.platform, second, made.id, 3).await.unwrap();
    })
    .await;
}

fn absolute() -> Chosen {
    Chosen {
        rule: Rule::Absolute,
        statement: Some(1),
        place: "text:12".to_owned(),
        reason: Some(" Dat is het ook. ".to_owned()),
    }
}

fn open_remarks(wording: &Wording) -> Vec<Rule> {
    wording.noted.iter().filter(|one| one.overruled.is_none()).map(|one| one.remark.rule).collect()
}

#[tokio::test]
async fn advice_is_passed_over_for_exactly_one_text_and_the_second_person_sees_by_whom() {
    on_both(async |ground: &Ground| {
        let (author, second) = (staff(ground, "auteur@werk.example").await, staff(ground, "tweede@werk.example").await);
        let made = round::create(&ground.platform, author.clone(), saying("De bus moet altijd rijden")).await.unwrap();
        let texts = made.draft.statements.clone();
        let said = workshop::wording(&ground.platform, &author, Some(made.id), &texts).await.unwrap();
        assert_eq!(open_remarks(&said), [Rule::Absolute]);
        assert_eq!(ground.number("SELECT COUNT(*) FROM lint_overruled").await, 0);
        workshop::overrule(&ground.platform, &author, made.id, &texts, absolute()).await.unwrap();
        // The same once more stays with who did it first.
        let said = workshop::overrule(&ground.platform, &second, made.id, &texts, absolute()).await.unwrap();
        assert_eq!(open_remarks(&said), []);
        let (by, at, reason) = said.noted[0].overruled.clone().unwrap();
        assert_eq!((by.id, at, reason.as_deref()), (author.account, START, Some("Dat is het ook.")));
        let mut changed = texts.clone();
        changed[0].text = "De bus moet altijd rijden.".to_owned();
        let said = workshop::wording(&ground.platform, &second, Some(made.id), &changed).await.unwrap();
        assert_eq!(open_remarks(&said), [Rule::Absolute]);
        // What stands at another number is the same text.
        let mut moved = texts.clone();
        moved.swap(0, 2);
        let said = workshop::wording(&ground.platform, &second, Some(made.id), &moved).await.unwrap();
        assert_eq!(open_remarks(&said), []);
        for sql in ["UPDATE lint_overruled SET reason = NULL", "DELETE FROM lint_overruled"] {
            assert!(ground.fails(sql).await.contains("overruled_"), "{sql}");
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.overrule'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn advice_that_is_not_there_cannot_be_passed_over_and_neither_can_any_once_the_round_is_on_the_clock() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let author = staff(ground, "auteur@werk.example").await;
        let made = round::create(&ground.platform, author.clone(), saying("De bus moet altijd rijden")).await.unwrap();
        let texts = made.draft.statements.clone();
        let over = async |by: &Composer, id: RoundId, chosen: Chosen| {
            workshop::overrule(&ground.platform, by, id, &texts, chosen).await.unwrap_err()
        };
        for wrong in [
            Chosen { place: "text:13".to_owned(), ..absolute() },
            Chosen { statement: Some(2), ..absolute() },
            Chosen { rule: Rule::Loaded, ..absolute() },
        ] {
            assert_eq!(over(&author, made.id, wrong).await.field.as_deref(), Some("place"));
        }
        let long = Chosen { reason: Some("x".repeat(301)), ..absolute() };
        assert_eq!(over(&author, made.id, long).await.field.as_deref(), Some("reason"));
        assert_eq!(over(&board(ground).await, made.id, absolute()).await.code, Code::NotFound);
        let scheduled = ground.scheduled().await;
        assert_eq!(over(&author, scheduled.id, absolute()).await.code, Code::WrongState);
        assert_eq!(ground.number("SELECT COUNT(*) FROM lint_overruled").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn lint_answers_while_somebody_types_and_keeps_nothing() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut desk = app.sign_in(Role::Staff).await;
        let body = json!({"round": null, "statements": [{"text": "Eén café mag nooit dicht"}, {"text": ""}]});
        let answer = desk.post("/staff/lint", body).await;
        assert_eq!(answer.status, StatusCode::OK);
        let said = answer.json();
        assert_eq!(said["remarks"][0]["rule"], "negation");
        assert_eq!((said["remarks"][0]["start"].as_u64(), said["remarks"][0]["end"].as_u64()), (Some(13), Some(18)));
        assert_eq!(said["remarks"][0]["marked"], "nooit");
        assert!(said["readability"][0]["rough"].as_bool().unwrap() && said["readability"][1].is_null());
        let long = json!({"round": null, "statements": [{"text": "x".repeat(4_001)}]});
        assert_eq!(desk.post("/staff/lint", long).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = json!({"round": Uuid::nil(), "statements": []});
        assert_eq!(desk.post("/staff/lint", unknown).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ground.number("SELECT COUNT(*) FROM round").await, 0);
    })
    .await;
}

fn reading(number: u128) -> TestReading {
    let answer = |asked: &str| TestAnswer { asked: asked.to_owned(), unclear: String::new() };
    TestReading {
        id: TestReadingId(Uuid::from_u128(number)),
        name: Some("Ans".to_owned()),
        answers: vec![answer("Of de bus blijft."), answer(""), answer(""), answer("")],
    }
}

/// A draft with a link for test readers: the desk, the round and the secret.
async fn read_on_trial(ground: &Ground) -> (Composer, RoundId, String) {
    let author = staff(ground, "auteur@werk.example").await;
    let made = round::create(&ground.platform, author.clone(), saying("Oud")).await.unwrap();
    let links = workshop::open_link(&ground.platform, &author, made.id).await.unwrap();
    let address = links[0].address.clone().unwrap();
    let token = address.strip_prefix("https://leden.example.org/lees/").unwrap().to_owned();
    (author, made.id, token)
}

#[tokio::test]
async fn a_test_reader_sees_the_version_of_the_link_and_the_desk_sees_what_was_written() {
    on_both(async |ground: &Ground| {
        let (author, id, token) = read_on_trial(ground).await;
        round::edit(&ground.platform, author.clone(), id, 1, saying("Nieuw")).await.unwrap();
        let read = workshop::read(&ground.platform, &token).await.unwrap();
        assert_eq!(read.draft.statements[0].text, "Oud");
        assert_eq!(ground.number("SELECT COUNT(*) FROM test_reading").await, 0);
        workshop::send(&ground.platform, &token, reading(1)).await.unwrap();
        let better = TestReading { name: None, ..reading(1) };
        workshop::send(&ground.platform, &token, better.clone()).await.unwrap();
        let links = workshop::readings(&ground.platform, &author, id).await.unwrap();
        assert_eq!((links[0].link.version, links[0].readings.clone()), (1, vec![better]));
        // Only the hash of the secret is kept.
        let spelled =
            format!("SELECT COUNT(*) FROM test_link WHERE CAST(token_hash AS TEXT) LIKE '%{}%'", &token[..20]);
        assert_eq!(ground.number(&spelled).await, 0);
        let stranger = board(ground).await;
        assert_eq!(workshop::readings(&ground.platform, &stranger, id).await.unwrap_err().code, Code::NotFound);
        assert_eq!(workshop::open_link(&ground.platform, &stranger, id).await.unwrap_err().code, Code::NotFound);
        let unknown = workshop::read(&ground.platform, &"A".repeat(43)).await.unwrap_err();
        assert_eq!(unknown.code, Code::LinkUnknown);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_for_ten_readers_and_no_reader_writes_in_the_place_of_one_of_another_link() {
    on_both(async |ground: &Ground| {
        let (author, id, token) = read_on_trial(ground).await;
        for number in 1..=10 {
            workshop::send(&ground.platform, &token, reading(number)).await.unwrap();
        }
        let eleventh = workshop::send(&ground.platform, &token, reading(11)).await.unwrap_err();
        assert_eq!(eleventh.code, Code::EnoughReaders);
        workshop::send(&ground.platform, &token, reading(10)).await.unwrap();
        let links = workshop::open_link(&ground.platform, &author, id).await.unwrap();
        let other = links.iter().find(|one| one.readings.is_empty()).unwrap().address.clone().unwrap();
        let foreign = TestReading { name: Some("Een ander".to_owned()), ..reading(1) };
        let _ = workshop::send(&ground.platform, other.rsplit('/').next().unwrap(), foreign).await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM test_reading WHERE name = 'Ans'").await, 10);
        let too_long = TestReading {
            answers: vec![TestAnswer { asked: "x".repeat(501), ..TestAnswer::default() }; 4],
            ..reading(3)
        };
        let refusal = workshop::send(&ground.platform, &token, too_long).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::FieldInvalid, Some("answers.0.asked")));
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_by_hand_after_fourteen_days_and_when_the_round_is_scheduled() {
    on_both(async |ground: &Ground| {
        let (author, id, token) = read_on_trial(ground).await;
        let over = async |token: &str| {
            let refusals = [
                workshop::read(&ground.platform, token).await.map(drop).unwrap_err().code,
                workshop::send(&ground.platform, token, reading(9)).await.unwrap_err().code,
            ];
            assert_eq!(refusals, [Code::LinkUnknown; 2]);
        };
        let link = workshop::readings(&ground.platform, &author, id).await.unwrap()[0].link.id;
        let ended = workshop::end_link(&ground.platform, &author, id, link).await.unwrap();
        assert_eq!(ended[0].address, None);
        over(&token).await;
        let again = |links: Vec<workshop::ReadLink>| links.into_iter().find_map(|one| one.address).unwrap();
        let second = again(workshop::open_link(&ground.platform, &author, id).await.unwrap());
        let second = second.rsplit('/').next().unwrap().to_owned();
        round::approve(&ground.platform, ground.hire("tweede@werk.example", Role::Staff).await, id, 1).await.unwrap();
        workshop::read(&ground.platform, &second).await.unwrap();
        round::schedule(&ground.platform, author.clone(), id).await.unwrap();
        over(&second).await;
        assert_eq!(workshop::open_link(&ground.platform, &author, id).await.unwrap_err().code, Code::WrongState);
        round::unschedule(&ground.platform, author.clone(), id).await.unwrap();
        over(&second).await;
        let third = again(workshop::open_link(&ground.platform, &author, id).await.unwrap());
        let third = third.rsplit('/').next().unwrap().to_owned();
        ground.clock.advance(LINK_LASTS - 1);
        workshop::read(&ground.platform, &third).await.unwrap();
        ground.clock.advance(1);
        over(&third).await;
    })
    .await;
}

#[tokio::test]
async fn what_readers_wrote_goes_by_hand_and_ninety_days_after_publication() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let (author, id, token) = read_on_trial(ground).await;
        for number in 1..=2 {
            workshop::send(&ground.platform, &token, reading(number)).await.unwrap();
        }
        let stranger = workshop::remove(&ground.platform, &board(ground).await, id, reading(1).id).await.unwrap_err();
        assert_eq!(stranger.code, Code::NotFound);
        let left = workshop::remove(&ground.platform, &author, id, reading(1).id).await.unwrap();
        assert_eq!(left[0].readings, [reading(2)]);
        let again = workshop::remove(&ground.platform, &author, id, reading(1).id).await.unwrap_err();
        assert_eq!(again.code, Code::NotFound);
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        round::approve(&ground.platform, second, id, 1).await.unwrap();
        round::schedule(&ground.platform, author, id).await.unwrap();
        ground.clock.set(OPENS);
        ground.turn().await;
        ground.finish(id).await;
        for (moment, kept) in [(PUBLISHES.plus(90 * DAY), 1), (PUBLISHES.plus(90 * DAY + 1), 0)] {
            ground.clock.set(moment);
            workshop::forget_readings(&ground.platform).await.unwrap();
            assert_eq!(ground.number("SELECT COUNT(*) FROM test_reading").await, kept);
        }
    })
    .await;
}
