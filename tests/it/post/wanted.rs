//! Who gets which letter, and what it says.

use super::*;

#[tokio::test]
async fn an_invitation_goes_to_everybody_on_the_roll_with_an_address_and_says_the_round() {
    on_both(async |ground| {
        let round = invited(ground, 5).await;
        let memory = Arc::new(Memory::default());
        let tally = drain(&mut postman(&ground.platform, &memory)).await;
        assert_eq!(tally, Tally { sent: 4, ..Tally::default() });
        let sent = memory.sent();
        let to: HashSet<&str> = sent.iter().map(|email| email.to.as_str()).collect();
        assert_eq!(
            to,
            HashSet::from(["lid1@leden.example", "lid2@leden.example", "lid3@leden.example", "lid4@leden.example"])
        );
        let first = sent.iter().find(|email| email.to == "lid1@leden.example").unwrap();
        assert_eq!(first.subject, "Doe mee: Vervoer");
        assert!(first.text.starts_with("Hoi Lid1,\n"));
        assert!(first.text.contains("als lid van afdeling Aalten") && first.text.contains("4. Vier\n"));
        assert!(first.text.contains(&vec!["abab"; 16].join(" ")));
        assert!(first.message_id.ends_with("@leden.example.org>"));
        let link = LinkToken::parse(&token(first, "r")).unwrap().hash();
        let found = mail_link::find_rounds(&ground.platform.db, &[link]).await.unwrap()[&link];
        assert_eq!((found.round, found.member), (round, member(ground, "lid1@leden.example").await));
        let figures = outbox::figures(&ground.platform.db, round).await.unwrap();
        assert_eq!(figures, [(LetterKind::Invitation, LetterStatus::Sent, 4)]);
    })
    .await;
}

#[tokio::test]
async fn queueing_again_adds_nothing_and_the_next_round_invites_again() {
    on_both(async |ground| {
        let round = invited(ground, 4).await;
        let tx = ground.platform.db.begin().await.unwrap();
        let again = outbox::queue_for_roll(&tx, round, LetterKind::Invitation, "opening", START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again, 0);
        open(ground, "Wonen").await;
        assert_eq!(count(ground, LetterStatus::Queued).await, 6);
    })
    .await;
}

#[tokio::test]
async fn the_outbox_holds_neither_text_nor_token_and_the_links_only_hashes() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        let memory = Arc::new(Memory::default());
        drain(&mut postman(&ground.platform, &memory)).await;
        let expected = format!("invitation|member|{round} opening|sent|");
        let texts = "kind || '|' || recipient_kind || '|' || occasion || '|' || status || '|' || COALESCE(error, '')";
        let as_expected = format!("SELECT COUNT(*) FROM outbox WHERE {texts} = '{expected}'");
        assert_eq!(ground.number(&as_expected).await, 2);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link").await, 4);
        for email in memory.sent() {
            for path in ["r", "afmelden"] {
                let raw = LinkToken::parse(&token(&email, path)).unwrap();
                let hash = raw.hash().0.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                let sql = if ground.schema.is_none() {
                    format!("SELECT COUNT(*) FROM mail_link WHERE token_hash = x'{hash}'")
                } else {
                    format!("SELECT COUNT(*) FROM mail_link WHERE token_hash = '\\x{hash}'::bytea")
                };
                assert_eq!(ground.number(&sql).await, 1);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_unsubscribed_gets_no_letters_of_that_stream_until_they_come_back() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        let email = memory.sent().into_iter().find(|email| email.to == "lid1@leden.example").unwrap();
        let link = token(&email, "afmelden");
        assert_eq!(email.unsubscribe.as_ref().unwrap().link, format!("https://leden.example.org/afmelden/{link}"));
        let platform = &ground.platform;
        assert!(!unsubscribe::look(platform, &link).await.unwrap().off);
        for _ in 0..2 {
            let choice = unsubscribe::set(platform, &link, true).await.unwrap();
            assert_eq!((choice.stream, choice.off), (Stream::Rounds, true));
        }
        assert!(unsubscribe::look(platform, &link).await.unwrap().off);
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 2);
        assert_eq!(drain(&mut postman).await, Tally { sent: 1, skipped: 1, ..Tally::default() });
        unsubscribe::set(platform, &link, false).await.unwrap();
        open(ground, "Wonen").await;
        assert_eq!(drain(&mut postman).await.sent, 2);
        let strange = unsubscribe::set(platform, &LinkToken::new([1; 32]).text(), true).await;
        assert_eq!(strange.unwrap_err().code, Code::LinkUnknown);
        let round_link = unsubscribe::look(platform, &token(&email, "r")).await;
        assert_eq!(round_link.unwrap_err().code, Code::LinkUnknown);
    })
    .await;
}

#[tokio::test]
async fn the_reminder_passes_over_who_took_part_declined_or_left_and_staff_see_numbers_only() {
    on_both(async |ground| {
        let round = invited(ground, 6).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 5);
        // All of this happens after queueing: what counts is the moment of sending.
        let voted = member(ground, "lid1@leden.example").await;
        ledger::note_tickets(&ground.platform.db.direct(), round, &[(voted, [7; 32])]).await.unwrap();
        let tx = ground.platform.db.begin().await.unwrap();
        roll::set_declined(&tx, round, member(ground, "lid2@leden.example").await, true).await.unwrap();
        tx.commit().await.unwrap();
        ground.run("UPDATE member SET left_at = 1 WHERE number = '3'").await;
        assert_eq!(drain(&mut postman).await, Tally { sent: 2, skipped: 3, ..Tally::default() });
        let reminded: HashSet<String> = memory.sent().into_iter().skip(5).map(|email| email.to).collect();
        assert_eq!(reminded, HashSet::from(["lid4@leden.example".to_owned(), "lid5@leden.example".to_owned()]));
        let skipped = post::list(&ground.platform, round, LetterStatus::Skipped, 0).await.unwrap();
        assert_eq!(skipped, (Vec::new(), 0));
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 0, "never two");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_whose_round_has_closed_meanwhile_stays_away() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        advance(ground, round, State::Open, State::Closed).await;
        let memory = Arc::new(Memory::default());
        assert_eq!(drain(&mut postman(&ground.platform, &memory)).await.skipped, 2);
        assert_eq!(memory.sent().len(), 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link").await, 0, "no link for nothing");
    })
    .await;
}

#[tokio::test]
async fn a_result_comes_from_the_snapshot_and_a_withdrawal_gives_its_reason() {
    on_both(async |ground| {
        let published = invited(ground, 2).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        let body = format!(
            r#"{{"round":"{published}","title":"Vervoer","purpose":"adviseren","published_at":"2026-12-02T08:00:00Z",
            "roll":2,"tickets":1,"ballots":1,"invalid":0,"statements":[{{"number":1,"text":"Een",
            "counts":{{"5":1,"4":0,"3":0,"2":0,"1":0,"none":0}},"n":1}}]}}"#
        );
        let tx = ground.platform.db.begin().await.unwrap();
        let snapshot = preferendum::store::snapshot::Snapshot { body, sha256: [0; 32] };
        preferendum::store::snapshot::insert(&tx, published, snapshot).await.unwrap();
        tx.commit().await.unwrap();
        advance(ground, published, State::Open, State::Published).await;
        queue(ground, published, LetterKind::Result).await;
        drain(&mut postman).await;
        let result = memory.sent().pop().unwrap();
        assert!(
            result.text.contains("1. Een: 100 % (helemaal) mee eens, 0 % (helemaal) mee oneens."),
            "{}",
            result.text
        );
        assert!(result.text.contains(&format!("https://leden.example.org/rondes/{published}\n")));
        let withdrawn = open(ground, "Wonen").await;
        let tx = ground.platform.db.begin().await.unwrap();
        let reason = Withdrawal { by: AccountId(ground.platform.chance.uuid()), reason: "Een fout.".to_owned() };
        round::set_withdrawal(&tx, withdrawn, Some(&reason)).await.unwrap();
        tx.commit().await.unwrap();
        advance(ground, withdrawn, State::Open, State::Withdrawn).await;
        queue(ground, withdrawn, LetterKind::Withdrawn).await;
        assert_eq!(drain(&mut postman).await, Tally { sent: 1, skipped: 1, ..Tally::default() });
        let letter = memory.sent().pop().unwrap();
        assert!(letter.text.contains("Een fout.") && letter.unsubscribe.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_login_letter_overtakes_all_invitations_and_one_for_nobody_is_skipped() {
    on_both(async |ground| {
        invited(ground, 21).await;
        ground.clock.advance(5);
        for address in ["lid1@leden.example", "nobody@leden.example"] {
            login::ask(&ground.platform, &EmailAddress::parse(address).unwrap()).await.unwrap();
        }
        let memory = Arc::new(Memory::default());
        let transport: Arc<dyn Transport> = memory.clone();
        let small = PostSettings { batch: 2, ..settings() };
        let mut postman = Postman::new(ground.platform.clone(), transport, small);
        assert_eq!(postman.run_once().await.unwrap(), Tally { sent: 1, skipped: 1, ..Tally::default() });
        assert_eq!(memory.sent()[0].subject, "Inloggen bij Preferendum");
        assert_eq!(memory.sent()[0].to, "lid1@leden.example");
    })
    .await;
}
