//! A round from the first draft to the published result, by the clock.

use preferendum::domain::result::RoundResult;
use preferendum::domain::role::Role;
use preferendum::domain::round::State;
use preferendum::service::ballot_box::BoxLink;
use preferendum::service::{Code, manifest, result, round};

use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, GRACE_ENDS, OPENS, PUBLISHES, Voter, draft};

async fn cells(ground: &Ground, id: preferendum::domain::ids::RoundId) -> Vec<[i64; 6]> {
    let published = result::published(&ground.platform, id).await.unwrap();
    let cells = |counts: preferendum::domain::result::Counts| {
        [counts.one, counts.two, counts.three, counts.four, counts.five, counts.none]
    };
    published.result.statements.iter().map(|statement| cells(statement.counts)).collect()
}

#[tokio::test]
async fn a_round_goes_from_draft_to_a_published_count_by_the_clock_alone() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        assert_eq!((open.state, open.roll), (State::Open, Some(130)));
        let whole = manifest::manifest(&ground.platform, open.id).await.unwrap();
        let (leaf, areas) = whole.read().unwrap();
        assert_eq!((leaf.areas, leaf.roll), (2, 130));
        // Bronckhorst is too small to be an area of its own.
        assert_eq!(areas.iter().map(|area| area.roll).collect::<Vec<_>>(), [70, 60]);
        for (member, body) in people.iter().zip(["5,4,3,2", "1,,3,2", ",,,", "5,5,5,5"].iter().cycle()).take(40) {
            Voter::new(ground, *member, open.id).await.vote(ground, body).await;
        }
        assert_eq!(result::published(&ground.platform, open.id).await.unwrap_err().code, Code::NotPublished);
        ground.finish(open.id).await;
        assert_eq!(cells(ground, open.id).await[0], [10, 0, 0, 0, 20, 10]);
        assert_eq!(cells(ground, open.id).await[1], [0, 0, 0, 10, 10, 20]);
        let published = result::published(&ground.platform, open.id).await.unwrap().result;
        assert_eq!((published.roll, published.tickets, published.ballots, published.invalid), (130, 40, 40, 0));
        // Nobody in Breda answered, so it is counted with Gelderland, and neither region has a total of its own.
        let groups: Vec<_> =
            published.groups.iter().map(|group| (group.name.as_str(), group.roll, group.ballots)).collect();
        assert_eq!(groups, [("Aalten, Breda en Bronckhorst", 130, 40)]);
        assert_eq!((published.regions.len(), published.groups[0].region.as_deref()), (0, None));
        assert!(published.weighted.is_none() && published.ages.is_empty());
    })
    .await;
}

#[tokio::test]
async fn too_few_answers_are_published_as_turnout_only() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        for member in people.iter().take(4) {
            Voter::new(ground, *member, open.id).await.vote(ground, "5,4,3,2").await;
        }
        ground.finish(open.id).await;
        let published = result::published(&ground.platform, open.id).await.unwrap();
        let RoundResult { turnout_only, tickets, ballots, statements, groups, .. } = published.result;
        assert!(turnout_only && statements.is_empty() && groups.is_empty());
        assert_eq!((tickets, ballots), (4, 4));
        assert!(!published.body.contains("counts"), "{}", published.body);
        let told =
            ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.count' AND detail LIKE '%turnout only'").await;
        assert_eq!(told, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_approves_their_own_work_and_a_change_undoes_approval() {
    on_both(async |ground: &Ground| {
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let made = round::create(&ground.platform, author, draft()).await.unwrap();
        let own = round::approve(&ground.platform, author, made.id, made.version).await.unwrap_err();
        assert_eq!(own.code, Code::OwnWork);
        let edited = round::edit(&ground.platform, second, made.id, made.version, draft()).await.unwrap();
        // Whoever changed it last wrote it too.
        let own = round::approve(&ground.platform, second, made.id, edited.version).await.unwrap_err();
        assert_eq!(own.code, Code::OwnWork);
        let third = ground.hire("derde@werk.example", Role::Staff).await;
        let stale = round::approve(&ground.platform, third, made.id, made.version).await.unwrap_err();
        assert_eq!(stale.code, Code::StaleVersion);
        let approved = round::approve(&ground.platform, third, made.id, edited.version).await.unwrap();
        assert_eq!(approved.state, State::Approved);
        let again = round::edit(&ground.platform, author, made.id, approved.version, draft()).await.unwrap();
        assert_eq!((again.state, again.approved_by), (State::Draft, None));
        assert_eq!(round::schedule(&ground.platform, author, made.id).await.unwrap_err().code, Code::WrongState);
    })
    .await;
}

#[tokio::test]
async fn an_incomplete_round_is_not_approved_and_a_late_one_not_scheduled() {
    on_both(async |ground: &Ground| {
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let mut lacking = draft();
        lacking.statements[2].owner = None;
        let made = round::create(&ground.platform, author, lacking).await.unwrap();
        let refusal = round::approve(&ground.platform, second, made.id, made.version).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::Incomplete, Some("statements.2.owner")));
        let made = round::edit(&ground.platform, author, made.id, made.version, draft()).await.unwrap();
        round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
        ground.clock.set(OPENS);
        assert_eq!(round::schedule(&ground.platform, author, made.id).await.unwrap_err().code, Code::OpensInPast);
    })
    .await;
}

#[tokio::test]
async fn after_the_manifest_is_fixed_neither_staff_nor_sql_change_a_word() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let open = ground.opened().await;
        let refusal = round::edit(&ground.platform, open.author, open.id, open.version, draft()).await.unwrap_err();
        assert_eq!(refusal.code, Code::WrongState);
        for (sql, guard) in [
            ("UPDATE round SET title = 'Anders'", "round_is_fixed"),
            ("UPDATE round SET closes_at = closes_at + 1", "round_is_fixed"),
            ("UPDATE round SET root = NULL", "round_is_fixed"),
            ("DELETE FROM statement", "statement_stays"),
            ("UPDATE statement SET text = 'Anders' WHERE number = 1", "statement_is_fixed"),
            ("UPDATE area SET roll_size = 1", "area_is_fixed"),
            (
                "INSERT INTO roll_entry SELECT round_id, branch_id, branch_id, area, blinded_hash, took_part FROM roll_entry",
                "roll_is_frozen",
            ),
        ] {
            let error = ground.fails(sql).await;
            assert!(error.contains(guard), "{sql}: {error}");
        }
        ground.finish(open.id).await;
        assert!(ground.fails("UPDATE snapshot SET body = '{}'").await.contains("snapshot_is_fixed"));
    })
    .await;
}

#[tokio::test]
async fn every_time_is_kept_to_the_second() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let scheduled = ground.scheduled().await;
        for (moment, state) in [
            (OPENS.plus(-1), State::Scheduled),
            (OPENS, State::Open),
            (CLOSES.plus(-1), State::Open),
            (CLOSES, State::Closed),
            (GRACE_ENDS.plus(-1), State::Closed),
            (GRACE_ENDS, State::Counted),
            (PUBLISHES.plus(-1), State::Counted),
            (PUBLISHES, State::Published),
        ] {
            ground.clock.set(moment);
            ground.turn().await;
            ground.turn().await;
            assert_eq!(ground.state(scheduled.id).await.state, state, "{moment}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_opening_that_stopped_anywhere_goes_on_where_it_was() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let scheduled = ground.scheduled().await;
        ground.clock.set(OPENS);
        ground.turn().await;
        let root = ground.state(scheduled.id).await.root;
        // As if the process had ended before the last step.
        ground.run("UPDATE round SET state = 'scheduled', opening_step = 'letters'").await;
        ground.turn().await;
        let again = ground.state(scheduled.id).await;
        assert_eq!((again.state, again.root), (State::Open, root));
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry").await, 130);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'invitation'").await, 130);
    })
    .await;
}

#[tokio::test]
async fn a_round_that_was_slept_through_goes_back_to_the_desk() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let scheduled = ground.scheduled().await;
        ground.clock.set(CLOSES);
        ground.turn().await;
        assert_eq!(ground.state(scheduled.id).await.state, State::Draft);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_round_that_opens_after_the_time_of_its_reminder_sends_the_invitation_alone_and_closes_as_promised() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let scheduled = ground.scheduled().await;
        ground.clock.set(CLOSES.plus(-60));
        ground.turn().await;
        ground.turn().await;
        assert_eq!(ground.state(scheduled.id).await.state, State::Open);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'invitation'").await, 130);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'reminder'").await, 0);
        ground.clock.set(CLOSES);
        ground.turn().await;
        assert_eq!(ground.state(scheduled.id).await.state, State::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_round_whose_opening_was_half_done_when_its_time_passed_does_not_hang() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let scheduled = ground.scheduled().await;
        ground.clock.set(OPENS);
        ground.turn().await;
        for (fixed, state) in [("root", State::Withdrawn), ("NULL", State::Draft)] {
            // As if the process had ended in the middle; the database lets nobody undo the root, so a copy without.
            ground.run("UPDATE round SET state = 'scheduled', opening_step = 'letters', withdrawal_by = NULL, withdrawal_reason = NULL").await;
            if fixed == "NULL" {
                ground.without_guard("round_is_fixed", "round", "UPDATE round SET root = NULL, opening_step = 'keys'").await;
                ground.without_guard("area_is_fixed", "area", "UPDATE area SET leaf = NULL").await;
            }
            ground.clock.set(CLOSES);
            ground.turn().await;
            assert_eq!(ground.state(scheduled.id).await.state, state);
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM issuing_key").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_halted_round_gets_no_result_even_when_the_box_never_heard_of_the_halt() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        Voter::new(ground, people[0], open.id).await.vote(ground, "5,4,3,2").await;
        ground.run("UPDATE round SET halted = 'area 1: 2 ballots on 1 tickets'").await;
        for moment in [CLOSES, GRACE_ENDS, PUBLISHES] {
            ground.clock.set(moment);
            ground.turn().await;
            ground.turn().await;
        }
        assert_eq!(ground.state(open.id).await.state, State::Closed);
        assert_eq!(ground.number("SELECT COUNT(*) FROM snapshot").await, 0);
    })
    .await;
}

#[tokio::test]
async fn migrations_go_up_down_and_up_again() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        ground.platform.db.migrate_down().await.unwrap();
        assert!(ground.fails("SELECT 1 FROM member").await.contains("member"));
        ground.platform.db.migrate_up().await.unwrap();
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 0);
        assert!(ground.platform.db.migration_status().await.unwrap().iter().all(|(_, applied)| *applied));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_round_needs_two_people_and_leaves_no_result_and_no_keys() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        Voter::new(ground, people[0], open.id).await.vote(ground, "5,4,3,2").await;
        let admin = ground.hire("beheer@werk.example", Role::Admin).await;
        let blank = round::propose_withdrawal(&ground.platform, admin, open.id, "  ").await.unwrap_err();
        assert_eq!(blank.code, Code::FieldInvalid);
        round::propose_withdrawal(&ground.platform, admin, open.id, "Een fout in stelling 2.").await.unwrap();
        let own = round::confirm_withdrawal(&ground.platform, &ground.ballot_box, admin, open.id).await.unwrap_err();
        assert_eq!(own.code, Code::OwnWork);
        round::confirm_withdrawal(&ground.platform, &ground.ballot_box, open.author, open.id).await.unwrap();
        ground.turn().await;
        assert_eq!(ground.state(open.id).await.state, State::Withdrawn);
        assert_eq!(ground.number("SELECT COUNT(*) FROM issuing_key").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'withdrawn'").await, 130);
        assert_eq!(ground.ballot_box.figures(open.id).await.unwrap_err().code, Code::RoundUnknown);
        assert_eq!(
            Voter::new(ground, people[1], open.id).await.ask_ticket(ground).await.err().unwrap().code,
            Code::RoundClosed
        );
        assert_eq!(result::published(&ground.platform, open.id).await.unwrap_err().code, Code::NotPublished);
    })
    .await;
}
