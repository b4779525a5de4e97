//! Data go when their time has come, each kind by the clock; nothing of a round under way goes.

use std::path::Path;

use preferendum::domain::conversation::{Needs, Side};
use preferendum::domain::ids::MemberId;
use preferendum::domain::member::EmailAddress;
use preferendum::domain::retention::{Kind, table};
use preferendum::domain::role::Role;
use preferendum::domain::time::Timestamp;
use preferendum::jobs;
use preferendum::service::import::apply_members;
use preferendum::service::{conversation, interest, login, outbox, retention, shared_side, voter};
use serde_json::Value;

use crate::app::TestApp;
use crate::ground::{Ground, START, on_both};
use crate::talking::{DAY, STARTS, evening};
use crate::voting::{PUBLISHES, Voter};

async fn rows(ground: &Ground, table: &str) -> i64 {
    ground.number(&format!("SELECT COUNT(*) FROM {table}")).await
}

/// How many there are in each of the tables that a round fills.
async fn of_round(ground: &Ground) -> Vec<i64> {
    let tables =
        ["turnout_note", "round_decline", "round_interest", "shared_side", "outbox", "mail_link", "roll_entry"];
    let mut counts = Vec::new();
    for table in tables {
        counts.push(rows(ground, table).await);
    }
    counts
}

/// The clock stands at that moment, and the job runs.
async fn at(ground: &Ground, moment: Timestamp) {
    ground.clock.set(moment);
    jobs::forget_once(&ground.platform).await;
}

/// All letters that are due are made, and left.
async fn mail(ground: &Ground) {
    while !outbox::next(&ground.platform, 500).await.unwrap().ready.is_empty() {
        ground.run("UPDATE outbox SET status = 'sent' WHERE status = 'queued'").await;
    }
}

#[tokio::test]
async fn what_a_round_leaves_behind_goes_kind_by_kind_and_nothing_before_it_is_over() {
    on_both(async |ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        for member in people.iter().take(40) {
            Voter::new(ground, *member, open.id).await.vote(ground, "5,4,,1").await;
        }
        voter::set_declined(&ground.platform, people[50], open.id, true).await.unwrap();
        interest::choose(&ground.platform, people[0], open.id, &[1, 2]).await.unwrap();
        jobs::watch_once(&ground.platform, &ground.ballot_box).await;
        mail(ground).await;
        let before = of_round(ground).await;
        assert_eq!(before, [1, 1, 2, 0, 130, 260, 130]);
        // Years go by, but the round is still under way: nobody closed it.
        at(ground, START.plus(5 * 365 * DAY)).await;
        assert_eq!(of_round(ground).await, before);
        ground.clock.set(START.plus(7_200));
        ground.finish(open.id).await;
        shared_side::share(&ground.platform, people[0], open.id, &[(1, Side::Agree)]).await.unwrap();
        mail(ground).await;
        at(ground, PUBLISHES.plus(1)).await;
        // Two links each: of the invitation and to stop it; the result brought one more to stop results.
        assert_eq!(of_round(ground).await, [0, 0, 2, 1, 260, 390, 130]);
        at(ground, PUBLISHES.plus(60 * DAY)).await;
        assert_eq!(rows(ground, "mail_link").await, 390);
        at(ground, PUBLISHES.plus(60 * DAY + 1)).await;
        // Links to stop letters stay: they always work.
        assert_eq!(rows(ground, "mail_link").await, 260);
        assert_eq!(rows(ground, "mail_link WHERE kind = 'round'").await, 0);
        at(ground, PUBLISHES.plus(365 * DAY)).await;
        assert_eq!(of_round(ground).await, [0, 0, 2, 1, 260, 260, 130]);
        // A letter that still waits is not forgotten.
        ground.run("UPDATE outbox SET status = 'queued' WHERE kind = 'result' AND recipient_id = (SELECT recipient_id FROM outbox ORDER BY recipient_id LIMIT 1)").await;
        at(ground, PUBLISHES.plus(365 * DAY + 1)).await;
        assert_eq!(of_round(ground).await, [0, 0, 0, 0, 1, 260, 130]);
        assert_eq!(rows(ground, "snapshot").await, 1);
        assert_eq!(rows(ground, "roll_entry WHERE took_part").await, 40);
    })
    .await;
}

#[tokio::test]
async fn a_conversation_keeps_numbers_and_forgets_people() {
    on_both(async |ground| {
        let people = ground.crowd(6).await;
        let evening = ground.invited(evening(4)).await;
        let needs =
            Needs { access: true, childcare: true, travel: false, note: Some("Ik kom met de trein".to_owned()) };
        conversation::answer(&ground.platform, people[0], evening, true, Some(needs)).await.unwrap();
        ground.says(people[1], evening, true).await.unwrap();
        ground.says(people[2], evening, false).await.unwrap();
        mail(ground).await;
        let ends = STARTS.plus(7_200);
        let contribution = "INSERT INTO contribution (conversation_id, member_id, kind, id, text, shown) \
                            SELECT conversation_id, member_id, 'note', id, 'Goed gesprek', TRUE FROM seat WHERE access";
        ground.run(contribution).await;
        at(ground, ends.plus(30 * DAY)).await;
        assert_eq!(rows(ground, "seat WHERE note IS NOT NULL").await, 1);
        at(ground, ends.plus(30 * DAY + 1)).await;
        assert_eq!(rows(ground, "seat WHERE access OR childcare OR note IS NOT NULL").await, 0);
        // Who said no before the invitation left got none.
        assert_eq!(rows(ground, "mail_link WHERE kind = 'conversation'").await, 5);
        at(ground, ends.plus(60 * DAY + 1)).await;
        assert_eq!(rows(ground, "mail_link WHERE kind = 'conversation'").await, 0);
        assert_eq!(conversation::own(&ground.platform, people[0]).await.unwrap().len(), 1);
        at(ground, ends.plus(366 * DAY)).await;
        assert_eq!(rows(ground, "seat s JOIN member m ON m.id = s.member_id").await, 6);
        at(ground, ends.plus(366 * DAY + 1)).await;
        assert_eq!(rows(ground, "seat s JOIN member m ON m.id = s.member_id").await, 0);
        assert_eq!([ground.seats("seated").await, ground.seats("no").await, ground.seats("invited").await], [2, 1, 3]);
        // What was written stays; who wrote it is not known any more.
        let told = conversation::own(&ground.platform, people[0]).await.unwrap();
        assert!(told.is_empty());
        assert_eq!(rows(ground, "contribution c JOIN member m ON m.id = c.member_id").await, 0);
        assert_eq!(rows(ground, "contribution WHERE text = 'Goed gesprek'").await, 1);
        assert_eq!(rows(ground, "outbox").await, 0);
    })
    .await;
}

#[tokio::test]
async fn requests_to_sign_in_go_with_the_trace_of_their_letters() {
    on_both(async |ground| {
        ground.crowd(1).await;
        login::ask(&ground.platform, &EmailAddress::parse("lid0@leden.example").unwrap()).await.unwrap();
        mail(ground).await;
        at(ground, START.plus(599)).await;
        assert_eq!([rows(ground, "login_request").await, rows(ground, "outbox").await], [1, 1]);
        at(ground, START.plus(600)).await;
        assert_eq!(
            [rows(ground, "login_request").await, rows(ground, "login_key").await, rows(ground, "outbox").await],
            [0; 3]
        );
    })
    .await;
}

async fn sign_off(ground: &Ground, stays: usize) {
    let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
    for n in 0..stays {
        file += &format!("{n},Lid {n},lid{n}@leden.example,A,1980,v\n");
    }
    apply_members(&ground.platform, file.as_bytes(), true, &|_| {}).await.unwrap();
}

#[tokio::test]
async fn names_of_who_left_go_after_a_year_and_not_while_a_round_has_them_on_its_roll() {
    on_both(async |ground| {
        let people: Vec<MemberId> = ground.people().await;
        let open = ground.opened().await;
        sign_off(ground, 60).await;
        let named = "member WHERE left_at IS NOT NULL AND name <> ''";
        let left = crate::voting::OPENS;
        at(ground, left.plus(400 * DAY)).await;
        assert_eq!(rows(ground, named).await, 70, "the round is still open");
        ground.clock.set(left.plus(60));
        ground.finish(open.id).await;
        at(ground, left.plus(365 * DAY)).await;
        assert_eq!(rows(ground, named).await, 70);
        at(ground, left.plus(365 * DAY + 1)).await;
        assert_eq!(rows(ground, named).await, 0);
        assert_eq!(rows(ground, "member WHERE erased_at IS NOT NULL AND birth_year IS NULL").await, 70);
        assert_eq!(rows(ground, "roll_entry").await, 130);
        assert_eq!(people.len(), 130);
        // Who is erased does not leave, nor come back.
        sign_off(ground, 60).await;
        assert_eq!(rows(ground, "member").await, 130);
    })
    .await;
}

#[tokio::test]
async fn the_history_of_imports_is_kept_for_two_years_and_the_audit_for_good() {
    on_both(async |ground| {
        ground.crowd(3).await;
        let lines = rows(ground, "audit").await;
        at(ground, START.plus(730 * DAY)).await;
        assert_eq!(rows(ground, "import_run").await, 2);
        at(ground, START.plus(730 * DAY + 1)).await;
        assert_eq!(rows(ground, "import_run").await, 0);
        assert_eq!(rows(ground, "audit").await, lines);
    })
    .await;
}

#[actix_web::test]
async fn the_desk_reads_what_there_is_of_each_kind_and_when_the_job_last_looked() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        jobs::forget_once(&ground.platform).await;
        let body = staff.get("/staff/retention").await.json();
        let kinds = body["kinds"].as_array().unwrap();
        assert_eq!(kinds.len(), Kind::ALL.len());
        let of = |name: &str| kinds.iter().find(|kind| kind["kind"] == name).unwrap().clone();
        assert_eq!((&of("members")["number"], &of("members")["days"]), (&Value::from(3), &Value::Null));
        assert_eq!((&of("left")["days"], &of("left")["by_setting"]), (&Value::from(365), &Value::from(true)));
        assert_eq!(of("imports")["oldest"], START.to_string());
        assert_eq!(of("letters")["looked_at"], START.to_string());
        assert_eq!(of("audit")["looked_at"], Value::Null);
        let shown = retention::overview(&ground.platform).await.unwrap();
        assert!(shown.iter().all(|one| one.held.number >= 0));
    })
    .await;
}

#[test]
fn the_document_and_the_pages_follow_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join("docs/retention.md")).unwrap();
    assert!(document.contains(&table()), "put this in docs/retention.md (preferendum retention):\n{}", table());
    for language in ["nl", "en"] {
        let text = std::fs::read_to_string(root.join(format!("frontend/text/retention.{language}.js"))).unwrap();
        for kind in Kind::ALL {
            assert!(text.contains(&format!("\n    {}: {{", kind.name())), "{language}: {}", kind.name());
        }
    }
}
