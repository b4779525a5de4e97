//! Whom a conversation is for, and how many that are.

use super::*;

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
