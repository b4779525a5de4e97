//! What the post says about a conversation.

use super::*;

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
