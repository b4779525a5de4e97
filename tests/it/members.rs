//! The members desk: uploading files, looking somebody up, and what the desk never sees.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use preferendum::domain::role::Role;
use serde_json::{Value, json};

use crate::app::{Answer, Browser, MEMBER, PUBLIC, TestApp};
use crate::ground::on_both;
use crate::voting::Voter;

const HEAD: &str = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n";

/// Sends a file as the page does.
pub async fn upload(browser: &mut Browser, address: &str, file: &str) -> Answer {
    let request = TestRequest::default().method(Method::POST).uri(&format!("/api/v1/import/{address}"));
    let request = request.insert_header(("content-type", "text/csv")).insert_header(("origin", PUBLIC));
    browser.send(request.set_payload(file.to_owned())).await
}

#[actix_web::test]
async fn a_file_is_looked_at_first_and_then_exactly_that_is_imported() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let file = format!(
            "{HEAD}1,Ans de Vries,ans@leden.example,A,1980,v\n2,Bas Smit,stel@leden.example,B,1979,m\n4,Dia Bos,,B,1999,v\n"
        );
        let seen = upload(&mut staff, "members?dry_run=true&complete=true", &file).await.json();
        let of = |group: &str| &seen["difference"][group];
        assert_eq!(of("new")["shown"][0]["name"], "Dia Bos");
        assert_eq!(of("changed")["shown"][0]["changes"], json!(["naam"]));
        assert_eq!((&of("moved")["shown"][0]["from"], &of("moved")["shown"][0]["branch"]), (&json!("Aalten"), &json!("Breda")));
        assert_eq!((&of("left")["total"], &of("left")["shown"][0]["name"]), (&json!(1), &json!("Cor Smit")));
        assert_eq!(seen["difference"]["without_email"], 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE name = 'Ans de Vries'").await, 0);
        // Without having looked, with another choice, and with another file: nothing is imported.
        let digest = seen["digest"].as_str().unwrap();
        assert_eq!(upload(&mut staff, "members?complete=true", &file).await.code(), "incomplete");
        let other_choice = upload(&mut staff, &format!("members?digest={digest}"), &file).await;
        assert_eq!((other_choice.status.as_u16(), other_choice.code().as_str()), (409, "import_changed"));
        let other_file = file.replace("Dia Bos", "Dia Berg");
        let agreed = format!("members?complete=true&digest={digest}");
        assert_eq!(upload(&mut staff, &agreed, &other_file).await.code(), "import_changed");
        // Somebody changed the members in between: look again.
        ground.run("UPDATE member SET name = 'Bas Smid' WHERE number = '2'").await;
        assert_eq!(upload(&mut staff, &agreed, &file).await.code(), "import_changed");
        let again = upload(&mut staff, "members?dry_run=true&complete=true", &file).await.json();
        let agreed = format!("members?complete=true&digest={}", again["digest"].as_str().unwrap());
        assert_eq!(upload(&mut staff, &agreed, &file).await.json()["difference"]["new"]["total"], 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE left_at IS NULL").await, 3);
        // Imported is imported: the same again differs from what was looked at.
        assert_eq!(upload(&mut staff, &agreed, &file).await.code(), "import_changed");
        let history = staff.get("/staff/imports").await.json();
        let line = history["imports"].as_array().unwrap().iter().find(|line| line["by"] == "staff").unwrap().clone();
        assert_eq!((&line["new"], &line["changed"], &line["moved"], &line["left"]), (&json!(1), &json!(1), &json!(1), &json!(1)));
        assert_eq!(line["sha256"].as_str().unwrap().len(), 64);
        // Those of the command line are there too, by nobody.
        assert_eq!(history["imports"].as_array().unwrap().iter().filter(|line| line["by"].is_null()).count(), 2);
        assert!(!history.to_string().contains("Ans"));
        let by = "SELECT COUNT(*) FROM audit WHERE act = 'import members' AND actor_kind = 'account'";
        assert_eq!(ground.number(by).await, 1);
    })
    .await;
}

#[actix_web::test]
async fn bad_rows_are_all_named_at_once_and_a_branches_file_goes_the_same_way() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let file = format!("{HEAD}1,,ans@leden.example,A,1980,v\n5,Eef,eef,Z,1980,v\n");
        let bad = upload(&mut staff, "members?dry_run=true", &file).await.json()["bad"].clone();
        assert_eq!(bad["total"], 3);
        assert_eq!(bad["shown"][0], json!({"line": 2, "reason": "empty", "about": ["naam"]}));
        let reasons: Vec<&str> =
            bad["shown"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons, ["empty", "malformed_email", "unknown_branch"]);
        let digest = "0".repeat(64);
        assert_eq!(upload(&mut staff, &format!("members?digest={digest}"), &file).await.code(), "field_invalid");
        let branches =
            "code,naam,regio\nA,Aalten,Gelderland\nB,Breda aan de Mark,Noord-Brabant\nC,Cuijk,Noord-Brabant\n";
        let seen = upload(&mut staff, "branches?dry_run=true", branches).await.json();
        assert_eq!(
            (&seen["new"][0]["name"], &seen["changed"][0]["name"], &seen["unchanged"]),
            (&json!("Cuijk"), &json!("Breda aan de Mark"), &json!(1))
        );
        assert_eq!(ground.number("SELECT COUNT(*) FROM branch").await, 2);
        let agreed = format!("branches?digest={}", seen["digest"].as_str().unwrap());
        assert_eq!(upload(&mut staff, &agreed, branches).await.status.as_u16(), 200);
        assert_eq!(ground.number("SELECT COUNT(*) FROM branch").await, 3);
        let large = "x".repeat(17 * 1024 * 1024);
        assert_eq!(upload(&mut staff, "members?dry_run=true", &large).await.code(), "too_large");
    })
    .await;
}

async fn found(browser: &mut Browser, text: &str) -> Vec<Value> {
    browser.post("/staff/members/search", json!({"text": text})).await.json()["members"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[actix_web::test]
async fn a_member_is_found_by_number_address_or_part_of_a_name_and_each_look_is_noted_without_a_name() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        assert_eq!(found(&mut staff, "ans J").await.len(), 1);
        assert_eq!(found(&mut staff, "STEL@leden.example").await.len(), 2);
        assert_eq!(found(&mut staff, "3").await[0]["name"], "Cor Smit");
        // Two characters are a number or nothing, and a wildcard is a character.
        assert!(found(&mut staff, "Sm").await.is_empty() && found(&mut staff, "%%%").await.is_empty());
        for bad in ["", "  ", "a\tb", &"x".repeat(101)] {
            assert_eq!(
                staff.post("/staff/members/search", json!({"text": bad})).await.code(),
                "field_invalid",
                "{bad}"
            );
        }
        let ans = app.ans().await;
        staff.post(&format!("/staff/members/{}/look", ans.0), json!({})).await;
        let noted = format!("SELECT COUNT(*) FROM audit WHERE act = 'member.search' AND detail = '{}'", ans.0);
        assert_eq!(ground.number(&noted).await, 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'member.look'").await, 1);
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM audit WHERE detail LIKE '%ans%' OR detail LIKE '%Smit%'").await,
            0
        );
        let nobody = staff.post(&format!("/staff/members/{}/look", uuid::Uuid::nil()), json!({})).await;
        assert_eq!(nobody.code(), "not_found");
    })
    .await;
}

#[actix_web::test]
async fn at_most_twenty_are_shown_and_whoever_asks_hears_that_there_are_more() {
    on_both(async |ground| {
        ground.people().await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let answer = staff.post("/staff/members/search", json!({"text": "Lid"})).await.json();
        assert_eq!((answer["members"].as_array().unwrap().len(), &answer["more"]), (20, &json!(true)));
    })
    .await;
}

#[actix_web::test]
async fn the_desk_sees_the_same_of_who_voted_and_who_did_not() {
    on_both(async |ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        let (voter, other) = (people[1], people[2]);
        Voter::new(ground, voter, open.id).await.vote(ground, "5,4,,1").await;
        preferendum::service::voter::set_declined(&ground.platform, other, open.id, true).await.unwrap();
        // Only who took part gets letters of this stream, so a choice about it tells as much.
        ground
            .run("INSERT INTO mail_choice (member_id, stream, off) SELECT id, 'feedback', TRUE FROM member WHERE number = '1'")
            .await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let seen = async |staff: &mut Browser, act: &str, member: preferendum::domain::ids::MemberId| {
            let answer = staff.post(&format!("/staff/members/{}/{act}", member.0), json!({})).await;
            assert_eq!(answer.status.as_u16(), 200);
            let text = String::from_utf8(answer.body).unwrap();
            let number = if member == voter { "1" } else { "2" };
            // Alike but for who they are.
            text.replace(&member.0.to_string(), "ID")
                .replace(&format!("\"number\":\"{number}\""), "NUMBER")
                .replace(&format!("Lid {number}\""), "NAME")
                .replace(&format!("lid{number}@"), "EMAIL")
        };
        for act in ["look", "export"] {
            let (one, two) = (seen(&mut staff, act, voter).await, seen(&mut staff, act, other).await);
            assert_eq!(one, two, "{act}");
        }
        assert!(seen(&mut staff, "look", voter).await.contains("\"standing\":\"now\""));
    })
    .await;
}

#[actix_web::test]
async fn staff_pause_and_switch_off_letters_for_a_member_who_asked() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let at = format!("/staff/members/{}", app.ans().await.0);
        assert_eq!(staff.post(&format!("{at}/pause"), json!({"until": "2027-01-31"})).await.status.as_u16(), 200);
        assert_eq!(staff.post(&format!("{at}/pause"), json!({"until": "2020-01-31"})).await.code(), "field_invalid");
        let mail = format!("{at}/mail");
        assert_eq!(
            staff.post(&mail, json!({"stream": "results", "off": true})).await.json()["off"],
            json!(["results"])
        );
        assert_eq!(
            staff.post(&mail, json!({"stream": "feedback", "off": true})).await.json()["off"],
            json!(["results"])
        );
        assert_eq!(staff.post(&mail, json!({"stream": "login", "off": true})).await.code(), "field_invalid");
        let seen = staff.post(&format!("{at}/look"), json!({})).await.json();
        assert_eq!((&seen["paused_until"], &seen["off"]), (&json!("2027-01-31"), &json!(["results"])));
        staff.post(&format!("{at}/pause"), json!({"until": null})).await;
        staff.post(&mail, json!({"stream": "results", "off": false})).await;
        let seen = staff.post(&format!("{at}/look"), json!({})).await.json();
        assert_eq!((&seen["paused_until"], &seen["off"]), (&Value::Null, &json!([])));
        let noted =
            "SELECT COUNT(*) FROM audit WHERE act IN ('member.pause', 'member.mail') AND object_kind = 'member'";
        assert_eq!(ground.number(noted).await, 5);
    })
    .await;
}

#[actix_web::test]
async fn a_member_takes_along_everything_and_nobody_elses() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut member = app.sign_in_member().await;
        let export = member.get("/me/export").await.json();
        assert_eq!(export["member"]["name"], "Ans Jansen");
        assert_eq!(export["member"]["email"], MEMBER);
        assert_eq!(export["sessions"].as_array().unwrap().len(), 1);
        assert!(!export.to_string().contains("Smit"));
        for section in
            ["rounds", "took_part", "interests", "shared_sides", "conversations", "written", "lots", "letters"]
        {
            assert!(export[section].is_array(), "{section}");
        }
        // Who came by a mailed link has the round, and not this.
        let (_, token) = app.open_round(ground).await;
        let mut link = app.browser();
        link.cookie = Some(app.round_pass(&token).await);
        assert_eq!(link.get("/me/export").await.code(), "forbidden");
    })
    .await;
}
