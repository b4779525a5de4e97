//! What was said is written down, and answered.

use super::*;

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
        let page = app.browser().get(&public).await.json();
        assert_eq!(page["reactions_open"], true);
        let shown = page["report"].clone();
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
        assert_eq!(app.browser().get(&public).await.json()["reactions_open"], false);
        conversation::forget_needs(&ground.platform).await.unwrap();
        assert_eq!(ground.number(kept).await, 0);
    })
    .await;
}
