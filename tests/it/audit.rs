//! The audit trail: a chain that nobody can quietly change, read by those who may, with a line for every act of staff.

use std::collections::BTreeSet;
use std::path::Path;

use futures_util::future::join_all;
use preferendum::domain::audit::{Head, read_export, verify};
use preferendum::domain::conversation::State;
use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::AccountId;
use preferendum::domain::manifest::ManifestBranch;
use preferendum::domain::role::Role;
use preferendum::service::{audit, branch, round};
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::roles::{ROUTES, Who};

/// Method, route, and the acts that it writes a line about, or the reason why it writes nothing.
type Written = (&'static str, &'static str, Result<&'static [&'static str], &'static str>);

/// The acts of each state-changing route of the desk.
const ACTS: &[Written] = &[
    ("post", "/api/v1/desk/conversations", Ok(&["conversation.create"])),
    ("put", "/api/v1/desk/conversations/{id}", Ok(&["conversation.edit"])),
    ("post", "/api/v1/desk/conversations/{id}/audience", Err("counts, and changes nothing")),
    ("post", "/api/v1/desk/conversations/{id}/invite", Ok(&["conversation.invite"])),
    ("post", "/api/v1/desk/conversations/{id}/cancel", Ok(&["conversation.cancel"])),
    ("post", "/api/v1/desk/conversations/{id}/check-ins", Ok(&["conversation.check_in"])),
    ("post", "/api/v1/desk/conversations/{id}/draw/dry-run", Err("tries, and changes nothing")),
    ("post", "/api/v1/desk/conversations/{id}/draw", Ok(&["draw.commit"])),
    ("post", "/api/v1/desk/conversations/{id}/draw/value", Ok(&["draw.value", "draw.settle"])),
    ("post", "/api/v1/desk/conversations/{id}/tables", Ok(&["tables.plan"])),
    ("put", "/api/v1/desk/conversations/{id}/report", Ok(&["conversation.report"])),
    ("post", "/api/v1/desk/conversations/{id}/report/publish", Ok(&["conversation.publish"])),
    ("post", "/api/v1/desk/conversations/{id}/contributions", Ok(&["conversation.moderate"])),
    ("post", "/api/v1/branches/{code}/rounds/{id}/statements/{number}/feedback", Ok(&["round.feedback"])),
    ("post", "/api/v1/staff/rounds/{id}/statements/{number}/feedback", Ok(&["round.feedback"])),
    ("put", "/api/v1/staff/rounds/{id}/statements/{number}/tags", Ok(&["statement.tag"])),
    ("post", "/api/v1/staff/branches/{code}/composing", Ok(&["branch.composing"])),
    ("post", "/api/v1/staff/rounds", Ok(&["round.create"])),
    ("put", "/api/v1/staff/rounds/{id}", Ok(&["round.edit"])),
    ("post", "/api/v1/staff/rounds/{id}/approve", Ok(&["round.approve"])),
    ("post", "/api/v1/staff/rounds/{id}/schedule", Ok(&["round.schedule"])),
    ("post", "/api/v1/staff/rounds/{id}/unschedule", Ok(&["round.unschedule"])),
    ("post", "/api/v1/staff/rounds/{id}/withdrawal", Ok(&["round.withdrawal.propose"])),
    ("delete", "/api/v1/staff/rounds/{id}/withdrawal", Ok(&["round.withdrawal.drop"])),
    ("post", "/api/v1/staff/rounds/{id}/withdrawal/confirm", Ok(&["round.withdrawal.confirm"])),
    ("post", "/api/v1/staff/access", Ok(&["access.invite"])),
    ("put", "/api/v1/staff/access/{id}/roles", Ok(&["access.roles"])),
    ("post", "/api/v1/staff/access/{id}/switch", Ok(&["access.switch_off", "access.switch_on"])),
    ("post", "/api/v1/staff/access/{id}/sign-out", Ok(&["access.sign_out"])),
    ("post", "/api/v1/staff/access/{id}/invitation", Ok(&["access.renew"])),
    ("post", "/api/v1/me/recovery-codes", Ok(&["recovery_code.new"])),
    ("post", "/api/v1/staff/api-clients", Ok(&["client.create"])),
    ("post", "/api/v1/staff/api-clients/{id}/revoke", Ok(&["client.revoke"])),
    ("post", "/api/v1/import/members", Ok(&["import members"])),
    ("post", "/api/v1/import/branches", Ok(&["import branches"])),
    ("post", "/api/v1/staff/members/search", Ok(&["member.search"])),
    ("post", "/api/v1/staff/members/{id}/look", Ok(&["member.look"])),
    ("post", "/api/v1/staff/members/{id}/pause", Ok(&["member.pause"])),
    ("post", "/api/v1/staff/members/{id}/mail", Ok(&["member.mail"])),
    ("post", "/api/v1/staff/members/{id}/export", Ok(&["member.export"])),
    ("post", "/api/v1/staff/members/{id}/erase", Ok(&["member.erase"])),
    ("post", "/api/v1/staff/lint", Err("looks at a text, and keeps nothing")),
    ("post", "/api/v1/staff/rounds/{id}/lint/overrule", Ok(&["round.overrule"])),
    ("post", "/api/v1/staff/rounds/{id}/versions/{version}/restore", Ok(&["round.edit"])),
    ("post", "/api/v1/staff/rounds/{id}/test-links", Ok(&["round.test_link"])),
    ("post", "/api/v1/staff/rounds/{id}/test-links/{link}/end", Ok(&["round.test_link_end"])),
    ("post", "/api/v1/staff/rounds/{id}/test-readings/{reading}/remove", Ok(&["round.test_reading_remove"])),
    ("put", "/api/v1/staff/calendar/rhythm", Ok(&["cadence.set"])),
    ("post", "/api/v1/staff/calendar/rhythm/stop", Ok(&["cadence.stop"])),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/skip", Ok(&["cadence.skip"])),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/restore", Ok(&["cadence.restore"])),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/move", Ok(&["cadence.move"])),
    ("post", "/api/v1/staff/rounds/{id}/post/check", Err("looks names up, as the clock does by itself")),
    ("post", "/api/v1/staff/rounds/{id}/post/pause", Ok(&["post.pause", "post.resume"])),
    ("post", "/api/v1/staff/rounds/{id}/post/trial", Ok(&["post.trial"])),
    ("post", "/api/v1/staff/rounds/{id}/post/overruling", Ok(&["preflight.overrule"])),
    ("post", "/api/v1/staff/rounds/{id}/paper-letters", Ok(&["round.paper_letters"])),
    ("post", "/api/v1/staff/mail-stops/{id}/lift", Ok(&["mail_stop.lift"])),
];

/// Every act that the code writes a line about: the fourth argument of `append`, and what looks like an act where a
/// function passes it on.
fn acts_in_source() -> BTreeSet<String> {
    let mut acts = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for opening in ["append(", "finish(", "move_on(", "note(", "written("] {
                    acts.extend(text.match_indices(opening).flat_map(|(at, _)| acts_of(&text[at + opening.len()..])));
                }
            }
        }
    }
    acts.extend(State::ALL.map(|state| format!("conversation.{}", state.name())));
    acts
}

/// The literals in the arguments of one call that can be the name of an act.
fn acts_of(arguments: &str) -> Vec<String> {
    let (mut depth, mut end) = (1, arguments.len());
    for (at, c) in arguments.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            end = at;
            break;
        }
    }
    let literals = arguments[..end].split('"').skip(1).step_by(2);
    let act = |text: &&str| {
        let plain = text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_' | ' '));
        let whole = text.starts_with("import ") || (text.contains(['.', '_']) && !text.contains(' '));
        plain && whole && !text.ends_with('.')
    };
    literals.filter(act).map(str::to_owned).collect()
}

#[test]
fn every_act_has_words_in_both_languages() {
    let acts = acts_in_source();
    assert!(acts.contains("round.withdrawal.confirm") && acts.contains("sign_in"), "{acts:?}");
    assert!(acts.contains("import members") && acts.contains("round.publish"), "{acts:?}");
    for language in ["nl", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("frontend/text/audit-acts.{language}.js"));
        let words = std::fs::read_to_string(path).unwrap();
        for act in &acts {
            assert!(words.contains(&format!("\"{act}\": ")), "{language} has no words for {act}");
        }
    }
}

#[test]
fn every_route_that_changes_something_at_the_desk_is_named_with_the_act_it_writes() {
    let acts = acts_in_source();
    let at_desk = |allowed: &[Who]| {
        allowed.iter().any(|who| matches!(who, Who::Board | Who::Staff | Who::Admin)) && !allowed.contains(&Who::Member)
    };
    let changing: BTreeSet<_> = ROUTES
        .iter()
        .filter(|(method, route, allowed)| *method != "get" && !route.starts_with("/box/") && at_desk(allowed))
        .map(|(method, route, _)| (*method, *route))
        .collect();
    assert_eq!(changing, ACTS.iter().map(|(method, route, _)| (*method, *route)).collect());
    for (_, route, written) in ACTS {
        for act in written.unwrap_or_default() {
            assert!(acts.contains(*act), "{route} is said to write {act}");
        }
    }
}

async fn chain(ground: &Ground) -> Head {
    let lines = read_export(&audit::export(&ground.platform).await.unwrap()).unwrap();
    let head = verify(&lines).unwrap();
    assert_eq!(head, audit::choices(&ground.platform).await.unwrap().head);
    head
}

#[actix_web::test]
async fn every_line_is_chained_and_the_database_refuses_to_change_one() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        app.sign_in(Role::Staff).await;
        let head = chain(ground).await;
        assert_eq!(head.number, ground.number("SELECT COUNT(*) FROM audit").await);
        assert!(head.number >= 4);
        assert!(ground.fails("UPDATE audit SET detail = 'x' WHERE number = 2").await.contains("audit_line_is_fixed"));
        assert!(ground.fails("DELETE FROM audit WHERE number = 1").await.contains("audit_line_stays"));
        assert!(ground.fails("UPDATE audit_head SET number = 1").await.contains("audit_head_moves_on"));
        assert!(ground.fails("DELETE FROM audit_head").await.contains("audit_head_stays"));
        ground.without_guard("audit_line_is_fixed", "audit", "UPDATE audit SET detail = 'x' WHERE number = 2").await;
        let lines = read_export(&audit::export(&ground.platform).await.unwrap()).unwrap();
        assert!(verify(&lines).is_err());
    })
    .await;
}

#[actix_web::test]
async fn lines_from_before_the_chain_are_chained_in_their_order_by_the_next_act() {
    on_both(async |ground| {
        for act in ["one", "two", "three"] {
            ground
                .run(&format!(
                    "INSERT INTO audit (at, actor_kind, act, object_kind, detail) \
                     VALUES (1795507200, 'system', '{act}', 'round', '')"
                ))
                .await;
        }
        assert_eq!(chain(ground).await, Head::START);
        TestApp::on(ground).await.hire("staf@werk.example", Role::Staff).await;
        assert_eq!(chain(ground).await.number, ground.number("SELECT COUNT(*) FROM audit").await);
        let lines = read_export(&audit::export(&ground.platform).await.unwrap()).unwrap();
        let acts: Vec<_> = lines.iter().take(3).map(|one| one.line.act.as_str()).collect();
        assert_eq!(acts, ["one", "two", "three"]);
    })
    .await;
}

#[actix_web::test]
async fn many_who_write_at_once_make_one_chain() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (staff, _) = app.hire("staf@werk.example", Role::Staff).await;
        let before = chain(ground).await.number;
        let acts =
            (0..24).map(|turn| branch::set_composing(&ground.platform, staff, ["A", "B"][turn % 2], turn % 3 == 0));
        assert!(join_all(acts).await.iter().all(Result::is_ok));
        assert_eq!(chain(ground).await.number, before + 24);
    })
    .await;
}

fn numbers(answer: &Value) -> Vec<i64> {
    answer["lines"].as_array().unwrap().iter().map(|line| line["number"].as_i64().unwrap()).collect()
}

#[actix_web::test]
async fn staff_look_for_lines_by_act_person_thing_and_day_and_page_through_them() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        for turn in 0..60 {
            assert_eq!(
                staff.post("/staff/branches/A/composing", json!({"on": turn % 2 == 0})).await.status.as_u16(),
                200
            );
        }
        app.turn_clock(86_400);
        let mut staff = app.sign_in(Role::Admin).await;
        let first = staff.get("/staff/audit").await.json();
        assert_eq!((numbers(&first).len(), &first["more"]), (50, &json!(true)));
        let last = numbers(&first)[49];
        let older = staff.get(&format!("/staff/audit?before={last}")).await.json();
        assert_eq!(numbers(&older)[0], last - 1);
        let composing = staff.get("/staff/audit?act=branch.composing&until=2026-11-24").await.json();
        let line = &composing["lines"][0];
        assert_eq!((&line["object"]["name"], &line["actor"]["name"]), (&json!("Aalten"), &json!("staff")));
        assert_eq!(composing["more"], true);
        let none = staff.get("/staff/audit?act=branch.composing&from=2026-11-25").await.json();
        assert!(numbers(&none).is_empty());
        let person = line["actor"]["id"].as_str().unwrap();
        let thing = line["object"]["id"].as_str().unwrap();
        let by = staff.get(&format!("/staff/audit?person={person}&thing={thing}")).await.json();
        assert_eq!(numbers(&by).len(), 50);
        let nobody = AccountId(ground.platform.chance.uuid());
        assert!(numbers(&staff.get(&format!("/staff/audit?person={nobody}")).await.json()).is_empty());
        assert_eq!(staff.get("/staff/audit?from=gisteren").await.json()["field"], "from");
        assert_eq!(staff.get("/staff/audit?thing=ronde").await.json()["field"], "thing");
        let choices = staff.get("/staff/audit/choices").await.json();
        assert!(choices["acts"].as_array().unwrap().contains(&json!("branch.composing")));
        assert_eq!(choices["head"]["short"].as_str().unwrap().len(), 19);
        let file = staff.get("/staff/audit.csv").await;
        assert!(verify(&read_export(&file.body).unwrap()).is_ok());
    })
    .await;
}

#[actix_web::test]
async fn a_board_sees_the_trail_of_its_own_rounds_and_no_other() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let mut board = app.sign_in(Role::Board).await;
        let (author, _) = app.hire("auteur@werk.example", Role::Staff).await;
        let round = async |codes: &[&str]| {
            let branch = |code: &&str| ManifestBranch { code: (*code).to_owned(), name: String::new() };
            let scope = codes.iter().map(branch).collect();
            let statement = StatementDraft { text: "Een stelling.".to_owned(), ..StatementDraft::default() };
            let statements = vec![statement; 4];
            let draft = RoundDraft { title: "Een ronde".to_owned(), scope, statements, ..RoundDraft::default() };
            round::create(&ground.platform, author, draft).await.unwrap().id
        };
        let (own, other, everywhere) = (round(&["A"]).await, round(&["B"]).await, round(&[]).await);
        let seen = board.get(&format!("/desk/audit/round/{own}")).await.json();
        assert_eq!(seen["lines"][0]["act"], "round.create");
        for hidden in [other, everywhere] {
            assert_eq!(board.get(&format!("/desk/audit/round/{hidden}")).await.code(), "not_found");
            assert_eq!(staff.get(&format!("/desk/audit/round/{hidden}")).await.status.as_u16(), 200);
        }
        assert_eq!(staff.get(&format!("/desk/audit/account/{own}")).await.code(), "not_found");
        assert_eq!(staff.get(&format!("/desk/audit/conversation/{own}")).await.code(), "not_found");
    })
    .await;
}
