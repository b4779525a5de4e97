//! What the desk sees and may change.

use super::*;

fn form() -> Value {
    json!({
        "title": "Fietsen", "purpose": "Verder praten.", "place": "Dorpshuis", "seats": 8,
        "starts_at": STARTS.to_string(), "ends_at": STARTS.plus(3_600).to_string(), "reply_by": REPLY_BY.to_string(),
        "allotment": "arrival", "held_back_days": 30, "audience": {"kind": "members"}, "organiser_branch": "A",
        "moderators": [{"name": "Bo", "email": "bo@leden.example"}]
    })
}

async fn made(browser: &mut Browser, draft: &Value) -> (u16, Value) {
    let answer = browser.post("/desk/conversations", json!({"draft": draft})).await;
    (answer.status.as_u16(), answer.json())
}

#[actix_web::test]
async fn a_board_invites_within_its_own_branch_only_and_finds_nothing_of_others() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut board = app.sign_in(Role::Board).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let with = |changes: Value| {
            let mut draft = form();
            for (key, value) in changes.as_object().unwrap() {
                draft[key] = value.clone();
            }
            draft
        };
        for (changes, field) in [
            (json!({"organiser_branch": null}), "organiser_branch"),
            (json!({"organiser_branch": "B"}), "organiser_branch"),
            (json!({"audience": {"kind": "members", "branches": ["A", "B"]}}), "audience.branches"),
            (json!({"audience": {"kind": "members", "regions": ["Noord-Brabant"]}}), "audience.branches"),
        ] {
            let (status, refused) = made(&mut board, &with(changes)).await;
            assert_eq!((status, refused["code"].as_str(), refused["field"].as_str()), (403, Some("forbidden"), Some(field)));
        }
        let (status, own) = made(&mut board, &form()).await;
        assert_eq!((status, own["state"].as_str(), &own["missing"]), (201, Some("draft"), &json!([])));
        let own = own["id"].as_str().unwrap().to_owned();
        let counted = board.post(&format!("/desk/conversations/{own}/audience"), json!({})).await.json();
        let expected = json!({"found": 2, "without_address": 0, "switched_off": 0, "held_back": 0, "will_be_invited": 2, "by_side": []});
        assert_eq!(counted, expected);
        let invited = board.post(&format!("/desk/conversations/{own}/invite"), json!({})).await.json();
        assert_eq!((&invited["state"], &invited["figures"]["invited"]), (&json!("inviting"), &json!(2)));
        let outside = "SELECT COUNT(*) FROM seat s JOIN member m ON m.id = s.member_id \
                       JOIN branch b ON b.id = m.branch_id WHERE b.code <> 'A'";
        assert_eq!(ground.number(outside).await, 0);
        // What another branch or staff organises does not exist for it.
        for organiser in [json!("B"), Value::Null] {
            let (_, other) = made(&mut staff, &with(json!({"organiser_branch": organiser}))).await;
            let other = other["id"].as_str().unwrap().to_owned();
            let body = json!({"version": 1, "draft": form()});
            for (method, path, body) in [
                (Method::GET, "", None),
                (Method::PUT, "", Some(body)),
                (Method::POST, "/audience", Some(json!({}))),
                (Method::POST, "/invite", Some(json!({}))),
                (Method::POST, "/cancel", Some(json!({"reason": "Zomaar"}))),
                (Method::GET, "/people", None),
                (Method::POST, "/check-ins", Some(json!({"check_ins": []}))),
                (Method::GET, "/report", None),
                (Method::PUT, "/report", Some(json!({"version": 0, "text": "Zo was het."}))),
                (Method::POST, "/report/publish", Some(json!({}))),
                (Method::POST, "/contributions", Some(json!({"id": other, "shown": true}))),
            ] {
                let refused = board.ask(method, &format!("/desk/conversations/{other}{path}"), body).await;
                assert_eq!((refused.status.as_u16(), refused.code().as_str()), (404, "not_found"), "{path}");
            }
        }
        let list = board.get("/desk/conversations").await.json();
        assert_eq!((list["conversations"].as_array().unwrap().len(), &list["conversations"][0]["id"]), (1, &json!(own)));
        assert_eq!(staff.get("/desk/conversations").await.json()["conversations"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[actix_web::test]
async fn the_desk_sees_numbers_and_only_the_names_of_who_said_yes_and_notes_who_is_there() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(5).await;
        let id = ground.invited(evening(4)).await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        for (member, yes) in people.iter().zip([true, true, false, true]) {
            ground.says(*member, id, yes).await.unwrap();
        }
        ground.says(people[3], id, false).await.unwrap();
        let shown = staff.get(&format!("/desk/conversations/{id}/people")).await.json();
        let names: Vec<(&str, &str)> = shown["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|person| (person["name"].as_str().unwrap(), person["status"].as_str().unwrap()))
            .collect();
        assert_eq!(names, [("Lid0 Jansen", "seated"), ("Lid1 Jansen", "seated"), ("Lid3 Jansen", "withdrawn")]);
        let figures = staff.get(&format!("/desk/conversations/{id}")).await.json()["figures"].clone();
        let expected =
            json!({"invited": 5, "yes": 0, "no": 2, "seated": 2, "waiting": 0, "offered": 0, "checked_in": 0});
        assert_eq!(figures, expected);
        let code = conversation::invitation(&ground.platform, people[0], id).await.unwrap().seat.code;
        let silent = conversation::invitation(&ground.platform, people[4], id).await.unwrap().seat.code;
        let seat = shown["people"][1]["seat_id"].clone();
        let notes = json!({"check_ins": [
            {"code": code.to_lowercase(), "present": true, "at": STARTS.plus(60).to_string()},
            {"seat_id": seat, "present": false, "at": STARTS.plus(120).to_string()},
            {"seat_id": seat, "present": true, "at": STARTS.plus(30).to_string()},
            {"code": silent, "present": true, "at": STARTS.to_string()},
            {"code": "0000-0000-0000-0000", "present": true, "at": STARTS.to_string()},
        ]});
        for _ in 0..2 {
            let done = staff.post(&format!("/desk/conversations/{id}/check-ins"), notes.clone()).await.json();
            assert_eq!(done["done"].as_array().unwrap().len(), 2);
            assert_eq!(done["unknown"], json!([silent, "0000-0000-0000-0000"]));
            assert_eq!(ground.number("SELECT COUNT(*) FROM seat WHERE checked_in_at IS NOT NULL").await, 1);
        }
        assert_eq!(staff.get(&format!("/desk/conversations/{id}")).await.json()["figures"]["checked_in"], 1);
        let lines = "SELECT COUNT(*) FROM audit WHERE act = 'conversation.check_in' AND detail = '2'";
        assert_eq!(ground.number(lines).await, 2);
    })
    .await;
}

#[tokio::test]
async fn once_people_were_invited_whom_it_is_for_stays_and_new_seats_go_to_the_line() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(7).await;
        let id = ground.invited(evening(4)).await;
        let desk = ground.desk().await;
        for member in &people {
            ground.says(*member, id, true).await.unwrap();
        }
        let edit = async |change: &dyn Fn(&mut ConversationDraft)| -> Result<(), Refusal> {
            let known = conversation::on_desk(&ground.platform, &desk, id).await.unwrap().conversation;
            let mut draft = known.draft;
            change(&mut draft);
            conversation::edit(&ground.platform, &desk, id, known.version, draft).await
        };
        let field = |refused: Result<(), Refusal>| refused.unwrap_err().field.unwrap();
        assert_eq!(field(edit(&|draft| draft.audience.branches.push("A".to_owned())).await), "audience");
        assert_eq!(field(edit(&|draft| draft.organiser_branch = Some("A".to_owned())).await), "organiser_branch");
        edit(&|draft| draft.seats = Some(6)).await.unwrap();
        assert_eq!(
            (ground.seats("seated").await, ground.seats("offered").await, ground.seats("waiting").await),
            (4, 2, 1)
        );
        assert_eq!(field(edit(&|draft| draft.seats = Some(5)).await), "seats");
        let sequence = conversation::on_desk(&ground.platform, &desk, id).await.unwrap().conversation.sequence;
        assert_eq!(sequence, 0, "more seats change nothing in a calendar");
        let unknown = ConversationId(ground.platform.chance.uuid());
        assert_eq!(conversation::on_desk(&ground.platform, &desk, unknown).await.unwrap_err().code, Code::NotFound);
    })
    .await;
}
