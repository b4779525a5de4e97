//! What the desk does with single rounds of a rhythm, and what it sees.

use super::*;

#[tokio::test]
async fn two_servers_at_once_make_one_draft_for_each_round_of_the_rhythm() {
    on_both(async |ground: &Ground| {
        let planner = ground.hire("planner@werk.example", Role::Staff).await;
        calendar::set(&ground.platform, planner, &rhythm()).await.unwrap();
        let other = Platform {
            db: Db::connect(&ground.url, ground.schema.as_deref()).await.unwrap(),
            ..ground.platform.clone()
        };
        for passed in 0..6 {
            ground.clock.set(rhythm().day(passed).at(clock("09:00")));
            let (one, two) = tokio::join!(calendar::draft_due(&ground.platform), calendar::draft_due(&other));
            one.unwrap();
            two.unwrap();
        }
        other.db.close().await.unwrap();
        assert_eq!(ground.number("SELECT COUNT(*) FROM round").await, 9);
        assert_eq!(ground.number("SELECT COUNT(DISTINCT opens_at) FROM round").await, 9);
        let twice = "INSERT INTO occurrence SELECT cadence_id, number, NULL, NULL, NULL, NULL FROM occurrence";
        assert!(ground.fails(twice).await.to_lowercase().contains("unique"));
        let again = "UPDATE occurrence SET round_id = cadence_id WHERE number = 1";
        assert!(ground.fails(again).await.contains("occurrence_has_one_round"));
    })
    .await;
}

#[tokio::test]
async fn a_skipped_draft_goes_unless_somebody_wrote_in_it_and_can_be_taken_up_again() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let going = ground.going(cast.planner).await;
        let made = ground.rounds(cast.planner).await;
        assert_eq!(made.len(), 3);
        ground.write(cast.writer, &made[1]).await;
        for number in [0, 1] {
            calendar::skip(&ground.platform, cast.planner, (going, number), "Verkiezingen.").await.unwrap();
            let again = calendar::skip(&ground.platform, cast.planner, (going, number), "Nog eens.").await;
            assert_eq!(again.unwrap_err().code, Code::WrongState);
        }
        let left = ground.rounds(cast.planner).await;
        assert!(left.iter().all(|round| round.id != made[0].id), "nobody wrote in it");
        assert!(left.iter().any(|round| round.id == made[1].id), "somebody wrote in it");
        // The next three are the third, the fourth and the fifth.
        assert_eq!(left.len(), 4);
        calendar::restore(&ground.platform, cast.planner, (going, 0)).await.unwrap();
        calendar::restore(&ground.platform, cast.planner, (going, 1)).await.unwrap();
        let back = ground.rounds(cast.planner).await;
        assert_eq!(back[0].draft.opens_at, made[0].draft.opens_at);
        assert_eq!(back[1].id, made[1].id);
        assert_eq!(back.len(), 5);
        let blank = calendar::skip(&ground.platform, cast.planner, (going, 2), "  ").await.unwrap_err();
        assert_eq!((blank.code, blank.field.as_deref()), (Code::FieldInvalid, Some("reason")));
        for number in [-1, 9, i32::MAX] {
            let nowhere = calendar::skip(&ground.platform, cast.planner, (going, number), "Weg.").await.unwrap_err();
            assert_eq!(nowhere.code, Code::NotFound, "not within a year");
        }
    })
    .await;
}

#[tokio::test]
async fn a_moved_round_takes_its_times_along_and_nobody_approves_what_they_moved_or_planned() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let going = ground.going(cast.planner).await;
        let first = ground.rounds(cast.planner).await[0].clone();
        ground.write(cast.writer, &first).await;
        let version = ground.state(first.id).await.version;
        round::approve(&ground.platform, cast.second, first.id, version).await.unwrap();
        let fourth = ground.hire("vierde@werk.example", Role::Staff).await;
        calendar::move_to(&ground.platform, fourth, (going, 0), day("2027-01-05")).await.unwrap();
        let moved = ground.state(first.id).await;
        assert_eq!(moved.state, State::Draft, "the approval was of other times");
        assert_eq!(moved.draft.opens_at, Some(day("2027-01-05").at(clock("09:00"))));
        assert_eq!(moved.draft.closes_at, Some(day("2027-01-15").at(clock("20:00"))));
        assert_eq!(moved.draft.statements[2].feedback_due.as_deref(), Some("2027-02-27"));
        assert_eq!(moved.draft.statements[2].text, "Stelling 3");
        for by in [cast.planner, cast.writer, fourth] {
            let own = round::approve(&ground.platform, by, first.id, moved.version).await.unwrap_err();
            assert_eq!(own.code, Code::OwnWork);
        }
        round::approve(&ground.platform, cast.second, first.id, moved.version).await.unwrap();
        let others: Vec<Day> =
            ground.rounds(fourth).await.iter().map(|round| round.draft.opens_at.unwrap().day()).collect();
        assert_eq!(others, [day("2027-01-05"), day("2027-02-09"), day("2027-03-23")]);
        round::schedule(&ground.platform, cast.writer, first.id).await.unwrap();
        for refused in [
            calendar::move_to(&ground.platform, fourth, (going, 0), day("2027-01-12")).await,
            calendar::skip(&ground.platform, fourth, (going, 0), "Toch niet.").await,
        ] {
            assert_eq!(refused.unwrap_err().code, Code::WrongState, "it is scheduled");
        }
        let past = calendar::move_to(&ground.platform, fourth, (going, 1), day("2026-11-24")).await.unwrap_err();
        assert_eq!((past.code, past.field.as_deref()), (Code::FieldInvalid, Some("day")));
    })
    .await;
}

#[tokio::test]
async fn another_rhythm_from_a_day_on_takes_the_place_of_the_first_and_stopping_leaves_what_was_written() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let third = ground.rounds(cast.planner).await[2].clone();
        ground.write(cast.writer, &third).await;
        let monthly = Cadence { first: day("2027-02-04"), weeks: 4, ..rhythm() };
        calendar::set(&ground.platform, cast.second, &monthly).await.unwrap();
        let days = async || {
            let rounds = ground.rounds(cast.planner).await;
            rounds.iter().map(|round| round.draft.opens_at.unwrap().day().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(days().await, ["2026-12-29", "2027-02-04", "2027-03-04", "2027-03-23"]);
        assert_eq!(cadence::all(&ground.platform.db).await.unwrap()[0].until, Some(day("2027-02-04")));
        calendar::stop(&ground.platform, cast.planner, day("2027-03-01")).await.unwrap();
        assert_eq!(days().await, ["2026-12-29", "2027-02-04", "2027-03-23"], "somebody wrote in the last one");
        ground.clock.set(day("2027-04-01").at(clock("09:00")));
        ground.turn().await;
        assert_eq!(days().await.len(), 3, "nothing is made any more");
        let none = calendar::stop(&ground.platform, cast.planner, day("2027-05-01")).await.unwrap_err();
        assert_eq!(none.code, Code::WrongState);
        let past = calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap_err();
        assert_eq!((past.code, past.field.as_deref()), (Code::FieldInvalid, Some("first_day")));
        let flaw = Cadence { weeks: 53, first: day("2027-06-01"), ..rhythm() };
        let flaw = calendar::set(&ground.platform, cast.planner, &flaw).await.unwrap_err();
        assert_eq!((flaw.code, flaw.field.as_deref()), (Code::FieldInvalid, Some("weeks")));
    })
    .await;
}

#[tokio::test]
async fn a_round_beside_the_rhythm_is_warned_of_on_the_calendar_and_at_the_round_itself() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        assert!(ground.seen(cast.planner).await.crowded.is_empty());
        let mut beside = draft();
        beside.opens_at = Some(day("2027-01-05").at(clock("09:00")));
        beside.closes_at = Some(day("2027-01-10").at(clock("09:00")));
        beside.publishes_at = Some(day("2027-01-11").at(clock("09:00")));
        let made = round::create(&ground.platform, cast.writer, beside).await.unwrap();
        let seen = ground.seen(cast.planner).await;
        assert_eq!(seen.crowded.len(), 1);
        assert_eq!(seen.crowded[0].reason, Reason::TooSoon(7));
        assert_eq!(seen.crowded[0].slot.round.as_ref().map(|round| round.id), Some(made.id));
        let (slot, crowded) =
            calendar::of_round(&ground.platform, &Composer::from(cast.second), made.id).await.unwrap();
        assert_eq!(crowded.len(), 1);
        let other = crowded[0].with[0].opens.unwrap().day();
        assert_eq!(other, day("2026-12-29"));
        // It warns, and stops nothing.
        round::approve(&ground.platform, cast.second, made.id, made.version).await.unwrap();
        assert_eq!(slot.tasks[0].status, Status::Done, "the statements are written");
        assert!(slot.occurrence.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_board_sees_the_tasks_of_its_own_rounds_and_nothing_of_others_before_they_are_public() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let local = |code: &str| {
            let branch = preferendum::domain::manifest::ManifestBranch { code: code.to_owned(), name: String::new() };
            preferendum::domain::draft::RoundDraft { scope: vec![branch], ..draft() }
        };
        let own = round::create(&ground.platform, cast.writer, local("A")).await.unwrap();
        let board = |code: &str| Composer { account: cast.second, admin: false, branches: Some(vec![code.to_owned()]) };
        let seen = calendar::calendar(&ground.platform, &board("A")).await.unwrap();
        assert_eq!(seen.slots.len(), 1);
        assert_eq!(seen.slots[0].round.as_ref().map(|round| round.id), Some(own.id));
        assert!(seen.cadence.is_none() && seen.crowded.is_empty());
        let elsewhere = calendar::calendar(&ground.platform, &board("B")).await.unwrap();
        assert!(elsewhere.slots.is_empty() && elsewhere.crowded.is_empty());
        let refused = calendar::of_round(&ground.platform, &board("B"), own.id).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
    })
    .await;
}

#[actix_web::test]
async fn the_api_sets_a_rhythm_shows_the_year_and_names_the_field_that_is_wrong() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let body = |first_day: &str, opens: &str| {
            json!({"first_day": first_day, "weeks": 6, "opens": opens, "days_open": 10, "closes": "20:00",
                "days_to_result": 1, "publishes": "12:00", "statements_days": 21, "review_days": 14,
                "approval_days": 7, "scheduling_days": 3, "feedback_days": 42})
        };
        for (first_day, opens, field) in [
            ("2026-12-32", "09:00", "first_day"),
            ("2026-12-29", "9 uur", "opens"),
            ("2026-11-01", "09:00", "first_day"),
        ] {
            let refused = staff.ask(Method::PUT, "/staff/calendar/rhythm", Some(body(first_day, opens))).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (422, Some(field)));
        }
        let set = staff.ask(Method::PUT, "/staff/calendar/rhythm", Some(body("2026-12-29", "09:00"))).await.json();
        assert_eq!(set["rhythm"], body("2026-12-29", "09:00"));
        let slots = set["slots"].as_array().unwrap();
        assert_eq!(slots.len(), 8, "{set}");
        assert_eq!(slots.iter().filter(|slot| slot["state"] == "draft").count(), 3);
        assert_eq!(slots[0]["opens_at"], "2026-12-29T08:00:00Z");
        assert_eq!(slots[0]["tasks"][0]["due_on"], "2026-12-08");
        assert_eq!(slots[4]["opens_at"], "2027-06-15T07:00:00Z", "summer time");
        let round = slots[0]["round"].as_str().unwrap();
        let own = staff.get(&format!("/staff/rounds/{round}/tasks")).await.json();
        assert_eq!(own["slot"], slots[0]);
        let place = &slots[1]["occurrence"];
        let path = format!("/staff/calendar/rhythms/{}/{}", place["rhythm"].as_str().unwrap(), place["number"]);
        let skipped = staff.post(&format!("{path}/skip"), json!({"reason": "Vakantie."})).await.json();
        assert_eq!(skipped["slots"][1]["occurrence"]["skipped"], "Vakantie.");
        assert!(skipped["slots"][1]["round"].is_null());
        let back = staff.post(&format!("{path}/restore"), json!({})).await.json();
        assert_eq!(back["slots"][1]["state"], "draft");
        let moved = staff.post(&format!("{path}/move"), json!({"day": "2027-01-05"})).await.json();
        assert_eq!(moved["slots"][1]["opens_at"], "2027-01-05T08:00:00Z");
        assert_eq!(moved["crowding"][0]["reason"], "too_soon");
        assert_eq!(moved["crowding"][0]["number"], 7);
        let stopped = staff.post("/staff/calendar/rhythm/stop", json!({"from": "2027-01-01"})).await.json();
        assert!(stopped["rhythm"].is_null());
        // One was made as it is; the one that was moved into the new year goes, as nobody wrote in it.
        assert_eq!(stopped["slots"].as_array().unwrap().len(), 1, "{stopped}");
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM audit WHERE act LIKE 'cadence.%' AND actor_id IS NOT NULL").await,
            5
        );
    })
    .await;
}
