//! A member answers, by a mailed link or signed in.

use super::*;

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
