//! Conversations: planning, whom they are for, what the post says, and who may see what.

use actix_web::http::Method;
use preferendum::domain::composer::Composer;
use preferendum::domain::conversation::{Audience, ConversationDraft, Kind, Needs, Portion, Side};
use preferendum::domain::ids::{ConversationId, MemberId, RoundId};
use preferendum::domain::letter::Stream;
use preferendum::domain::role::Role;
use preferendum::mail::Email;
use preferendum::service::{Code, Refusal, conversation, interest, outbox as post, shared_side};
use preferendum::store::mail_choice;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp};
use crate::ground::{Ground, START, on_both};
use crate::talking::{DAY, REPLY_BY, STARTS, evening, line, own_link};
use crate::voting::{PUBLISHES, Voter};

/// A published round in which the first 40 of 130 members took part.
async fn published(ground: &Ground) -> (Vec<MemberId>, RoundId) {
    let people = ground.people().await;
    let open = ground.opened().await;
    for member in people.iter().take(40) {
        Voter::new(ground, *member, open.id).await.ticket(ground).await;
    }
    interest::choose(&ground.platform, people[0], open.id, &[2]).await.unwrap();
    interest::choose(&ground.platform, people[100], open.id, &[1, 2]).await.unwrap();
    let early = shared_side::share(&ground.platform, people[0], open.id, &[(2, Side::Agree)]).await.unwrap_err();
    assert_eq!(early.code, Code::RoundStillOpen);
    ground.finish(open.id).await;
    post::drop_queued(&ground.platform, open.id).await.unwrap();
    (people, open.id)
}

fn after(round: RoundId, audience: Audience) -> ConversationDraft {
    ConversationDraft {
        round: Some(round),
        starts_at: Some(PUBLISHES.plus(14 * DAY)),
        ends_at: Some(PUBLISHES.plus(14 * DAY + 7_200)),
        reply_by: Some(PUBLISHES.plus(7 * DAY)),
        audience,
        ..evening(60)
    }
}

fn from(kind: Kind) -> Audience {
    Audience { kind, statement: (kind == Kind::Interested).then_some(2), ..Audience::default() }
}

/// How many would be invited, and how many are.
async fn count_and_invite(ground: &Ground, draft: ConversationDraft) -> (usize, usize) {
    let desk = ground.desk().await;
    let id = conversation::create(&ground.platform, &desk, draft).await.unwrap();
    let counted = conversation::count(&ground.platform, &desk, id).await.unwrap();
    let invited = conversation::invite(&ground.platform, &desk, id).await.unwrap();
    let sql = "SELECT COUNT(*) FROM outbox o JOIN conversation c ON c.id = o.conversation_id \
               WHERE o.kind = 'conversation_invitation' AND c.invited_at IS NOT NULL";
    assert!(ground.number(sql).await >= i64::try_from(invited).unwrap());
    (counted.will_be_invited.unwrap(), invited)
}

#[tokio::test]
async fn the_number_that_the_desk_sees_is_the_number_that_is_invited_for_every_kind_of_audience() {
    on_both(async |ground: &Ground| {
        let (people, round) = published(ground).await;
        let no_cap = |draft: ConversationDraft| ConversationDraft { held_back_days: 0, ..draft };
        for (audience, number) in [
            (from(Kind::Respondents), 40),
            (from(Kind::Interested), 2),
            (from(Kind::Members), 130),
            (Audience { branches: vec!["B".to_owned()], ..from(Kind::Members) }, 10),
            (Audience { regions: vec!["Gelderland".to_owned()], ..from(Kind::Members) }, 70),
            (
                Audience {
                    branches: vec!["C".to_owned()],
                    regions: vec!["Gelderland".to_owned()],
                    ..from(Kind::Members)
                },
                130,
            ),
        ] {
            let shown = format!("{audience:?}");
            // One second on, so that "invited within 0 days" is over.
            ground.clock.advance(1);
            assert_eq!(count_and_invite(ground, no_cap(after(round, audience))).await, (number, number), "{shown}");
        }
        // Half who agree and half who do not, as far as the smaller side goes: 24 and 15 give 15 of each.
        for (at, member) in people.iter().enumerate().take(39) {
            let side = if at < 24 { Side::Agree } else { Side::Disagree };
            shared_side::share(&ground.platform, *member, round, &[(2, side), (3, Side::Neutral)]).await.unwrap();
        }
        let half = |side| Portion { statement: 2, side, share: 50 };
        let mixed = Audience { mix: vec![half(Side::Agree), half(Side::Disagree)], ..from(Kind::Respondents) };
        ground.clock.advance(1);
        assert_eq!(count_and_invite(ground, no_cap(after(round, mixed.clone()))).await, (30, 30));
        let sides = "SELECT COUNT(*) FROM seat s JOIN conversation c ON c.id = s.conversation_id \
                     JOIN shared_side x ON x.member_id = s.member_id AND x.statement = 2 \
                     WHERE c.audience LIKE '%agree%' AND x.side = 'agree'";
        assert_eq!(ground.number(sides).await, 15);
        // Taken back is taken back; a side of fewer than ten is not shown and not invited by.
        for member in people.iter().take(15) {
            shared_side::share(&ground.platform, *member, round, &[]).await.unwrap();
        }
        let desk = ground.desk().await;
        let id = conversation::create(&ground.platform, &desk, no_cap(after(round, mixed))).await.unwrap();
        let counted = conversation::count(&ground.platform, &desk, id).await.unwrap();
        assert_eq!(counted.will_be_invited, None);
        assert_eq!(counted.by_side.iter().map(|(_, found)| *found).collect::<Vec<_>>(), [None, Some(15)]);
        let refused = conversation::invite(&ground.platform, &desk, id).await.unwrap_err();
        assert_eq!(refused.code, Code::AudienceTooSmall);
    })
    .await;
}

#[tokio::test]
async fn who_was_asked_a_short_while_ago_or_wants_no_such_letters_is_not_asked() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(20).await;
        let desk = ground.desk().await;
        let off = ground.platform.db.direct();
        mail_choice::set(&off, people[3], Stream::Conversations, true).await.unwrap();
        ground.run("UPDATE member SET email = NULL WHERE number = '4'").await;
        let first = conversation::create(&ground.platform, &desk, evening(10)).await.unwrap();
        let counted = conversation::count(&ground.platform, &desk, first).await.unwrap();
        assert_eq!((counted.found, counted.without_address, counted.switched_off), (20, 1, 1));
        assert_eq!(conversation::invite(&ground.platform, &desk, first).await.unwrap(), 18);
        let later = ConversationDraft {
            reply_by: Some(START.plus(40 * DAY)),
            starts_at: Some(START.plus(50 * DAY)),
            ends_at: Some(START.plus(50 * DAY + 60)),
            ..evening(10)
        };
        let second = conversation::create(&ground.platform, &desk, later).await.unwrap();
        let counted = conversation::count(&ground.platform, &desk, second).await.unwrap();
        assert_eq!((counted.held_back, counted.will_be_invited), (18, Some(0)));
        let nobody = conversation::invite(&ground.platform, &desk, second).await.unwrap_err();
        assert_eq!(nobody.code, Code::NobodyToInvite);
        ground.clock.advance(30 * DAY);
        assert_eq!(conversation::invite(&ground.platform, &desk, second).await.unwrap(), 18);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_lacks_something_or_asks_for_a_draw_of_the_invited_invites_nobody() {
    on_both(async |ground: &Ground| {
        ground.crowd(3).await;
        let desk = ground.desk().await;
        let invite = async |draft: ConversationDraft| -> Refusal {
            let id = conversation::create(&ground.platform, &desk, draft).await.unwrap();
            conversation::invite(&ground.platform, &desk, id).await.unwrap_err()
        };
        let place = invite(ConversationDraft { place: None, ..evening(4) }).await;
        assert_eq!((place.code, place.field.as_deref()), (Code::Incomplete, Some("place")));
        let sample = Audience { sample: Some(100), ..Audience::default() };
        let drawn = invite(ConversationDraft { audience: sample, ..evening(4) }).await;
        assert_eq!(drawn.code, Code::DrawNeeded);
        let past = invite(ConversationDraft { reply_by: Some(START), ..evening(4) }).await;
        assert_eq!(past.field.as_deref(), Some("reply_by"));
        let flawed = ConversationDraft { reply_by: Some(STARTS), ..evening(4) };
        let late = conversation::create(&ground.platform, &desk, flawed).await.unwrap_err();
        assert_eq!(late.field.as_deref(), Some("reply_by"));
        assert_eq!(ground.number("SELECT COUNT(*) FROM seat").await, 0);
    })
    .await;
}

fn with_subject<'a>(sent: &'a [Email], start: &str) -> Vec<&'a Email> {
    sent.iter().filter(|email| email.subject.starts_with(start)).collect()
}

fn calendar(email: &Email) -> (String, i32, String) {
    let file = &email.calendar.as_ref().unwrap().text;
    let value = |name: &str| line(file, name).unwrap_or_default().to_owned();
    (value("METHOD:"), value("SEQUENCE:").parse().unwrap(), value("DTSTART;TZID=Europe/Amsterdam:"))
}

/// Cancels, and looks at what the six who come or wait get; four of them have a seat.
async fn cancelled(ground: &Ground, desk: &Composer, id: ConversationId) {
    conversation::cancel(&ground.platform, desk, id, "De zaal staat onder water.").await.unwrap();
    let sent = ground.post().await;
    let told = with_subject(&sent, "Gaat niet door");
    assert_eq!((sent.len(), told.len()), (6, 6));
    assert!(told.iter().all(|email| email.text.contains("De zaal staat onder water.")));
    let with_file: Vec<_> = told.iter().filter(|email| email.calendar.is_some()).collect();
    assert_eq!(with_file.len(), 4);
    assert_eq!(calendar(with_file[0]), ("CANCEL".to_owned(), 2, "20261208T100000".to_owned()));
    let file = &with_file[0].calendar.as_ref().unwrap().text;
    assert_eq!(line(file, "ATTENDEE:mailto:"), Some(with_file[0].to.as_str()));
}

#[tokio::test]
async fn the_post_follows_a_seat_from_invitation_to_cancellation_and_calendars_follow_the_sequence() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(7).await;
        let id = ground.invited(evening(4)).await;
        let desk = ground.desk().await;
        let invitations = ground.post().await;
        assert_eq!(invitations.len(), 7);
        assert!(invitations.iter().all(|email| email.calendar.is_none() && email.unsubscribe.is_some()));
        for member in people.iter().take(6) {
            ground.says(*member, id, true).await.unwrap();
        }
        let sent = ground.post().await;
        let (seated, waiting) =
            (with_subject(&sent, "Je hebt een plek"), with_subject(&sent, "Je staat op de wachtlijst"));
        assert_eq!((seated.len(), waiting.len()), (4, 2));
        assert_eq!(calendar(seated[0]), ("PUBLISH".to_owned(), 0, "20261208T090000".to_owned()));
        assert!(seated.iter().all(|email| email.unsubscribe.is_none()), "who has a seat must hear that it moved");
        assert!(!seated[0].calendar.as_ref().unwrap().text.contains("ATTENDEE"));
        assert!(waiting.iter().all(|email| email.calendar.is_none()));
        // Another hour: the sequence rises, and who comes or waits hears of it, once.
        let mut known = conversation::on_desk(&ground.platform, &desk, id).await.unwrap().conversation;
        known.draft.starts_at = Some(STARTS.plus(3_600));
        conversation::edit(&ground.platform, &desk, id, known.version, known.draft.clone()).await.unwrap();
        let stale = conversation::edit(&ground.platform, &desk, id, known.version, known.draft).await.unwrap_err();
        assert_eq!(stale.code, Code::StaleVersion);
        let sent = ground.post().await;
        let changed = with_subject(&sent, "Andere tijd of plaats");
        assert_eq!((sent.len(), changed.len()), (6, 6));
        let files: Vec<_> =
            changed.iter().filter(|email| email.calendar.is_some()).map(|email| calendar(email)).collect();
        assert_eq!(files, vec![("PUBLISH".to_owned(), 1, "20261208T100000".to_owned()); 4]);
        // Something that nobody needs to hear of.
        let mut known = conversation::on_desk(&ground.platform, &desk, id).await.unwrap().conversation;
        known.draft.purpose = Some("Anders gezegd.".to_owned());
        conversation::edit(&ground.platform, &desk, id, known.version, known.draft).await.unwrap();
        assert_eq!(ground.post().await.len(), 0);
        // The day before, once.
        ground.clock.set(STARTS.plus(3_600 - DAY));
        for _ in 0..3 {
            ground.turn().await;
        }
        let sent = ground.post().await;
        assert_eq!((sent.len(), with_subject(&sent, "Bijna").len()), (4, 4));
        cancelled(ground, &desk, id).await;
        let again = conversation::cancel(&ground.platform, &desk, id, "Nog eens.").await.unwrap_err();
        assert_eq!(again.code, Code::WrongState);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_overtaken_before_it_leaves_does_not_leave() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(5).await;
        let id = ground.invited(evening(4)).await;
        ground.says(people[0], id, true).await.unwrap();
        ground.says(people[0], id, false).await.unwrap();
        let sent = ground.post().await;
        // No invitation to who answered already, and no seat for who gave it up.
        assert_eq!(with_subject(&sent, "Praat mee").len(), 4);
        assert_eq!(with_subject(&sent, "Je hebt een plek").len(), 0);
        ground.says(people[0], id, true).await.unwrap();
        assert_eq!(with_subject(&ground.post().await, "Je hebt een plek").len(), 1);
    })
    .await;
}

#[actix_web::test]
async fn a_mailed_link_shows_the_invitation_takes_the_answer_and_changes_nothing_when_it_is_only_looked_at() {
    on_both(async |ground: &Ground| {
        ground.crowd(3).await;
        let id = ground
            .invited(ConversationDraft { online_link: Some("https://video.example/kamer".to_owned()), ..evening(4) })
            .await;
        let app = TestApp::on_bare(ground).await;
        let invitation = ground.post().await.remove(0);
        let token = own_link(&invitation);
        let mut browser = app.browser();
        let rows = async || {
            let mut sum = String::new();
            for table in ["seat", "outbox", "mail_link", "audit", "session", "conversation"] {
                sum += &format!("{} ", ground.number(&format!("SELECT COUNT(*) FROM {table}")).await);
            }
            sum + &format!("{}", ground.number("SELECT SUM(turn) FROM seat").await)
        };
        let before = rows().await;
        for path in ["open", "answer", "calendar.ics", ""] {
            for method in [Method::GET, Method::HEAD] {
                let looked = browser.ask(method, &format!("/conversation-links/{token}/{path}"), None).await;
                assert_eq!(looked.status.as_u16(), 404, "{path}");
            }
        }
        let opened = browser.post(&format!("/conversation-links/{token}/open"), json!({})).await.json();
        assert_eq!(rows().await, before);
        assert!(opened["first_name"].as_str().unwrap().starts_with("Lid"));
        assert_eq!((&opened["answer"]["status"], &opened["can"]), (&json!("invited"), &json!(["yes", "no"])));
        assert_eq!(
            (&opened["conversation"]["online"], &opened["conversation"]["online_link"]),
            (&json!(true), &Value::Null)
        );
        assert_eq!(opened["check_in"], Value::Null);
        let needs = json!({"access": true, "childcare": false, "travel": true, "note": " Ringleiding, graag "});
        let body = json!({"answer": "yes", "needs": needs});
        let answered = browser.post(&format!("/conversation-links/{token}/answer"), body).await.json();
        assert_eq!((&answered["answer"]["status"], &answered["can"]), (&json!("seated"), &json!(["no"])));
        assert_eq!(answered["answer"]["needs"]["note"], "Ringleiding, graag");
        assert_eq!(answered["conversation"]["online_link"], "https://video.example/kamer");
        let code = answered["check_in"]["code"].as_str().unwrap();
        let url = format!("https://leden.example.org/staf/gesprekken/{id}/inchecken#code={code}");
        assert_eq!((code.len(), &answered["check_in"]["url"]), (16, &json!(url)));
        let file = browser.get(&format!("/conversation-links/{token}/calendar.ics")).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
        assert!(String::from_utf8(file.body).unwrap().contains("DTSTART;TZID=Europe/Amsterdam:20261208T090000\r\n"));
        for wrong in [json!({"answer": "maybe"}), json!({"answer": "yes", "needs": {"note": "x".repeat(301)}})] {
            let refused = browser.post(&format!("/conversation-links/{token}/answer"), wrong).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "field_invalid"));
        }
        let unknown = browser.post(&format!("/conversation-links/{}/open", "A".repeat(43)), json!({})).await;
        assert_eq!((unknown.status.as_u16(), unknown.code().as_str()), (404, "link_unknown"));
        ground.clock.set(STARTS.plus(7_200 + 60 * DAY));
        let over = browser.post(&format!("/conversation-links/{token}/open"), json!({})).await;
        assert_eq!(over.code(), "link_unknown");
    })
    .await;
}

#[actix_web::test]
async fn a_signed_in_member_finds_the_own_invitations_and_no_others() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let id = ground.invited(evening(4)).await;
        let mut ans = app.sign_in_member().await;
        let own = ans.get("/my-conversations").await.json();
        assert_eq!(
            (&own["conversations"][0]["id"], &own["conversations"][0]["status"]),
            (&json!(id), &json!("invited"))
        );
        let yes = ans.post(&format!("/conversations/{id}/answer"), json!({"answer": "yes"})).await.json();
        assert_eq!(yes["answer"]["status"], "seated");
        assert_eq!(
            ans.post(&format!("/conversations/{id}/open"), json!({})).await.json()["answer"]["status"],
            "seated"
        );
        let desk = ground.desk().await;
        let other = conversation::create(&ground.platform, &desk, evening(5)).await.unwrap();
        assert_eq!(ans.post(&format!("/conversations/{other}/open"), json!({})).await.status.as_u16(), 404);
        // Everybody sees that there is one, once people were invited; nobody sees who comes.
        let shown = app.browser().get(&format!("/conversations/{id}")).await.json();
        assert_eq!((&shown["state"], &shown["seated"]), (&json!("inviting"), &Value::Null));
        assert!(!shown.to_string().contains("Ans"));
        assert_eq!(app.browser().get(&format!("/conversations/{other}")).await.status.as_u16(), 404);
        ground.clock.set(REPLY_BY);
        ground.turn().await;
        assert_eq!(app.browser().get(&format!("/conversations/{id}")).await.json()["seated"], 1);
    })
    .await;
}

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

#[actix_web::test]
async fn what_was_said_is_written_down_and_who_was_there_adds_to_it_and_others_react_once_it_was_read() {
    on_both(async |ground: &Ground| {
        let people = ground.crowd(6).await;
        let needs = Needs { note: Some("Ringleiding".to_owned()), ..Needs::default() };
        let draft = ConversationDraft { reactions_open: true, seats: Some(4), ..evening(4) };
        let id = ground.invited(draft).await;
        for member in people.iter().take(5) {
            let answer = conversation::answer(&ground.platform, *member, id, true, Some(needs.clone()));
            answer.await.unwrap();
        }
        ground.post().await;
        let desk = ground.desk().await;
        let early = conversation::write_report(&ground.platform, &desk, id, 0, "Te vroeg.").await.unwrap_err();
        assert_eq!(early.code, Code::WrongState);
        ground.clock.set(STARTS.plus(7_200));
        for _ in 0..2 {
            ground.turn().await;
        }
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let path = format!("/desk/conversations/{id}/report");
        let unwritten = staff.post(&format!("{path}/publish"), json!({})).await;
        assert_eq!((unwritten.status.as_u16(), unwritten.code().as_str()), (422, "incomplete"));
        for (version, status) in [(0, 200), (0, 409), (1, 200)] {
            let body = json!({"version": version, "text": "We spraken over huren."});
            assert_eq!(staff.ask(Method::PUT, &path, Some(body)).await.status.as_u16(), status, "{version}");
        }
        let public = format!("/conversations/{id}");
        assert_eq!(app.browser().get(&public).await.json()["report"], Value::Null);
        assert_eq!(staff.post(&format!("{path}/publish"), json!({})).await.status.as_u16(), 200);
        // Who had a seat hears of it.
        let sent = ground.post().await;
        assert_eq!((sent.len(), with_subject(&sent, "Het verslag").len()), (4, 4));
        assert!(sent.iter().all(|email| email.calendar.is_none() && email.unsubscribe.is_some()));
        let link = format!("/conversation-links/{}", own_link(&sent[0]));
        let mut there = app.browser();
        assert_eq!(there.post(&format!("{link}/open"), json!({})).await.json()["can"], json!(["note"]));
        let noted = there.post(&format!("{link}/note"), json!({"text": " Ook over kopen. "})).await.json();
        assert_eq!(noted["contribution"]["shown"], true);
        // Who waited was not there; any member can react, and the desk reads it first.
        let mut waited = app.browser();
        waited.log_in("lid4@leden.example").await;
        let refused = waited.post(&format!("{public}/note"), json!({"text": "Ik ook."})).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "answers_closed"));
        let reacted = waited.post(&format!("{public}/reaction"), json!({"text": "Eens."})).await.json();
        assert_eq!(reacted["contribution"]["shown"], Value::Null);
        let shown = app.browser().get(&public).await.json()["report"].clone();
        assert_eq!((&shown["text"], &shown["notes"]), (&json!("We spraken over huren."), &json!(["Ook over kopen."])));
        assert_eq!(shown["reactions"], json!([]));
        let at_desk = staff.get(&path).await.json();
        assert!(!at_desk.to_string().contains("Lid"), "{at_desk}");
        for (list, shown) in [("reactions", true), ("notes", false)] {
            let body = json!({"id": at_desk[list][0]["id"], "shown": shown});
            assert_eq!(staff.post(&format!("/desk/conversations/{id}/contributions"), body).await.status.as_u16(), 200);
        }
        // What was hidden stays hidden when it is changed.
        there.post(&format!("{link}/note"), json!({"text": "Anders gezegd."})).await;
        let shown = app.browser().get(&public).await.json()["report"].clone();
        assert_eq!((&shown["notes"], &shown["reactions"]), (&json!([]), &json!(["Eens."])));
        ground.clock.advance(14 * DAY);
        assert_eq!(there.post(&format!("{link}/note"), json!({"text": "Te laat."})).await.code(), "answers_closed");
        // What people needed is forgotten 30 days after.
        let kept = "SELECT COUNT(*) FROM seat WHERE note IS NOT NULL";
        conversation::forget_needs(&ground.platform).await.unwrap();
        assert_eq!(ground.number(kept).await, 5);
        ground.clock.advance(17 * DAY);
        conversation::forget_needs(&ground.platform).await.unwrap();
        assert_eq!(ground.number(kept).await, 0);
    })
    .await;
}
