//! The calendar: a year of a rhythm by the clock alone, and what the desk does with single rounds of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use actix_web::http::Method;
use preferendum::domain::cadence::{Cadence, Leads};
use preferendum::domain::composer::Composer;
use preferendum::domain::crowding::Reason;
use preferendum::domain::ids::{AccountId, CadenceId, MemberId, RoundId};
use preferendum::domain::role::Role;
use preferendum::domain::round::{Purpose, Round, State};
use preferendum::domain::task::{Kind, Status};
use preferendum::domain::time::{ClockTime, Day, Timestamp};
use preferendum::jobs::{PostSettings, Postman};
use preferendum::mail::{Memory, Sender, Transport};
use preferendum::service::calendar::{self, Calendar};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Code, Platform, outbox, round};
use preferendum::store::{self, Db, cadence, person};
use serde_json::json;

use crate::app::TestApp;
use crate::ground::{Ground, START, on_both};
use crate::voting::{Voter, draft};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn clock(text: &str) -> ClockTime {
    ClockTime::parse(text).unwrap()
}

/// Every six weeks on Tuesday at nine, open for ten days.
fn rhythm() -> Cadence {
    Cadence {
        first: day("2026-12-29"),
        weeks: 6,
        opens: clock("09:00"),
        days_open: 10,
        closes: clock("20:00"),
        days_to_result: 1,
        publishes: clock("12:00"),
        leads: Leads::default(),
    }
}

/// People at the desk, and members, of whom the first three vote and the last has no address.
struct Cast {
    planner: AccountId,
    writer: AccountId,
    second: AccountId,
    members: Vec<MemberId>,
}

const MEMBERS: usize = 24;
const VOTERS: usize = 3;

fn address(number: usize) -> String {
    format!("lid{number}@leden.example")
}

impl Ground {
    async fn cast(&self) -> Cast {
        apply_branches(&self.platform, b"code,naam,regio\nA,Aalten,Gelderland\n").await.unwrap();
        let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
        for number in 1..=MEMBERS {
            let email = if number == MEMBERS { String::new() } else { address(number) };
            file += &format!("{number},Lid {number},{email},A,1980,v\n");
        }
        apply_members(&self.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
        let mut members = Vec::new();
        for number in 1..=VOTERS {
            members.push(person::behind_address(&self.platform.db, &address(number)).await.unwrap()[0].0);
        }
        Cast {
            planner: self.hire("planner@werk.example", Role::Staff).await,
            writer: self.hire("schrijver@werk.example", Role::Staff).await,
            second: self.hire("tweede@werk.example", Role::Staff).await,
            members,
        }
    }

    async fn seen(&self, by: AccountId) -> Calendar {
        calendar::calendar(&self.platform, &Composer::from(by)).await.unwrap()
    }

    async fn rounds(&self, by: AccountId) -> Vec<Round> {
        let mut rounds: Vec<Round> =
            round::all(&self.platform, &by.into()).await.unwrap().into_iter().map(|listed| listed.round).collect();
        rounds.sort_by_key(|round| round.draft.opens_at);
        rounds
    }

    /// The id of the rhythm that goes on.
    async fn going(&self, by: AccountId) -> CadenceId {
        self.seen(by).await.cadence.unwrap().id
    }

    /// Does what the calendar says is due today: one writes, another approves, and the round is scheduled.
    async fn do_what_is_due(&self, cast: &Cast) {
        let today = preferendum::clock::Clock::now(&*self.clock).day();
        for slot in self.seen(cast.writer).await.slots {
            let Some(known) = slot.round else { continue };
            for task in slot.tasks {
                if !task.status.is_open() || task.due.is_none_or(|due| due.day() > today) {
                    continue;
                }
                let version = self.state(known.id).await.version;
                match task.kind {
                    Kind::Statements => self.write(cast.writer, &known).await,
                    Kind::Approval => {
                        round::approve(&self.platform, cast.second, known.id, version).await.unwrap();
                    }
                    Kind::Scheduling => {
                        round::schedule(&self.platform, cast.writer, known.id).await.unwrap();
                    }
                    _ => {}
                }
            }
        }
    }

    /// Fills in words; the times stay those of the rhythm.
    async fn write(&self, by: AccountId, known: &Round) {
        let mut words = draft();
        words.title = format!("Ronde van {}", known.draft.opens_at.unwrap().day());
        words.purpose = Some(Purpose::Adviseren);
        (words.opens_at, words.closes_at) = (known.draft.opens_at, known.draft.closes_at);
        words.publishes_at = known.draft.publishes_at;
        for (written, made) in words.statements.iter_mut().zip(&known.draft.statements) {
            written.feedback_due = made.feedback_due.clone();
        }
        round::edit(&self.platform, by, known.id, known.version, words).await.unwrap();
    }
}

/// A year of turns, and what was seen of it.
struct Year<'a> {
    ground: &'a Ground,
    cast: &'a Cast,
    postman: Postman,
    /// The moment at which each round was first seen in each state.
    seen: BTreeMap<(RoundId, Reached), Timestamp>,
    voted: Vec<RoundId>,
}

/// States that a clock brings about, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Open,
    Closed,
    Published,
}

impl Year<'_> {
    async fn at(&mut self, moment: Timestamp) {
        self.ground.clock.set(moment);
        self.ground.turn().await;
        while self.postman.run_once().await.unwrap().letters() > 0 {}
        for known in self.rounds().await {
            let state = match known.state {
                State::Open => Reached::Open,
                State::Closed => Reached::Closed,
                State::Published => Reached::Published,
                _ => continue,
            };
            self.seen.entry((known.id, state)).or_insert(moment);
        }
    }

    async fn rounds(&self) -> Vec<Round> {
        store::round::list(&self.ground.platform.db, &State::ALL).await.unwrap()
    }

    /// A day of the server: at noon the desk and the members; on a day on which a round opens or closes also nine, eight and
    /// the second before, and the end of the grace. Twice, because a count is fetched a turn after it was made. What would
    /// happen at another time is seen at the next noon, which is then not the time that was promised.
    async fn day(&mut self, day: Day) {
        let [open, close] = ["09:00", "20:00"].map(|time| day.at(clock(time)));
        let moves = self.rounds().await.into_iter().any(|round| {
            let times = [round.draft.opens_at, round.draft.closes_at];
            times.iter().flatten().any(|moment| moment.day() == day)
        });
        if moves {
            self.at(open.plus(-1)).await;
            self.at(open).await;
        }
        self.noon(day).await;
        if moves {
            for moment in [close.plus(-1), close, close.plus(899), close.plus(900), close.plus(900)] {
                self.at(moment).await;
            }
        }
    }

    async fn noon(&mut self, day: Day) {
        self.at(day.at(clock("12:00"))).await;
        self.ground.do_what_is_due(self.cast).await;
        for known in self.rounds().await {
            if known.state == State::Open && !self.voted.contains(&known.id) {
                for member in &self.cast.members {
                    Voter::new(self.ground, *member, known.id).await.vote(self.ground, "5,4,2,1").await;
                }
                self.voted.push(known.id);
            }
        }
    }
}

fn postman(ground: &Ground, memory: &Arc<Memory>) -> Postman {
    let transport: Arc<dyn Transport> = memory.clone();
    let sender = Sender::parse("Preferendum <post@example.org>").unwrap();
    Postman::new(ground.platform.clone(), transport, PostSettings::from_sender(sender))
}

/// Opening days of the year below: one is skipped, and one moved into the week of the autumn clock change.
const OPENINGS: [&str; 8] =
    ["2026-12-29", "2027-02-09", "2027-03-23", "2027-05-04", "2027-06-15", "2027-09-07", "2027-10-26", "2027-11-30"];

#[tokio::test]
async fn in_a_year_every_round_opens_closes_and_publishes_once_and_every_letter_goes_once() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let going = ground.going(cast.planner).await;
        calendar::skip(&ground.platform, cast.planner, (going, 5), "Zomervakantie.").await.unwrap();
        calendar::move_to(&ground.platform, cast.planner, (going, 7), day("2027-10-26")).await.unwrap();
        let memory = Arc::new(Memory::default());
        let mut year =
            Year { ground, cast: &cast, postman: postman(ground, &memory), seen: BTreeMap::new(), voted: Vec::new() };
        let (mut today, last) = (START.day(), day("2027-12-20"));
        while today <= last {
            if today == day("2027-02-08") {
                // Off on the evening before the opening, and back a day and a half later.
                year.at(today.at(clock("19:00"))).await;
                today = today.plus(2);
                outbox::recover(&ground.platform).await.unwrap();
                year.postman = postman(ground, &memory);
                year.noon(today).await;
            } else {
                year.day(today).await;
            }
            today = today.plus(1);
        }
        all_went_by_the_rhythm(&year).await;
        every_letter_went_once(ground, &memory).await;
    })
    .await;
}

async fn all_went_by_the_rhythm(year: &Year<'_>) {
    let ground = year.ground;
    let mut rounds = ground.rounds(year.cast.writer).await;
    rounds.retain(|round| round.state == State::Published);
    let opened: Vec<String> = rounds.iter().map(|round| round.draft.opens_at.unwrap().day().to_string()).collect();
    assert_eq!(opened, OPENINGS);
    for known in &rounds {
        let opens = known.draft.opens_at.unwrap();
        assert!(opens.in_amsterdam().starts_with("dinsdag") && opens.in_amsterdam().ends_with(" 9:00 uur"));
        let at = |state| year.seen[&(known.id, state)];
        let late = opens.day() == day("2027-02-09");
        let wanted = if late { day("2027-02-10").at(clock("12:00")) } else { opens };
        assert_eq!(at(Reached::Open), wanted, "{}", known.draft.title);
        assert_eq!(at(Reached::Closed), opens.day().plus(10).at(clock("20:00")), "{}", known.draft.title);
        assert_eq!(at(Reached::Published), opens.day().plus(11).at(clock("12:00")), "{}", known.draft.title);
    }
    for act in ["round.open", "round.close", "round.publish", "cadence.draft"] {
        let more = format!(
            "SELECT COUNT(*) FROM (SELECT object_id FROM audit WHERE act = '{act}' GROUP BY object_id HAVING COUNT(*) > 1) x"
        );
        assert_eq!(ground.number(&more).await, 0, "{act}");
    }
    // Eight that were published, and the drafts of the next three.
    assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.publish'").await, 8);
    assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'cadence.draft'").await, 11);
    assert_eq!(ground.number("SELECT COUNT(*) FROM round").await, 11);
    assert_eq!(ground.number("SELECT COUNT(DISTINCT opens_at) FROM round").await, 11);
    assert_eq!(ground.number("SELECT COUNT(*) FROM round WHERE state NOT IN ('published', 'draft')").await, 0);
}

async fn every_letter_went_once(ground: &Ground, memory: &Memory) {
    // Who, which kind, which round; the subject names the kind and the round.
    let mut letters: HashMap<(String, String), usize> = HashMap::new();
    for email in memory.sent() {
        *letters.entry((email.to, email.subject)).or_default() += 1;
    }
    assert!(letters.values().all(|times| *times == 1), "{letters:?}");
    let got = |number: usize, kind: &str| {
        letters.keys().filter(|(to, subject)| *to == address(number) && subject.starts_with(kind)).count()
    };
    for number in 1..MEMBERS {
        let reminders = if number <= VOTERS { 0 } else { OPENINGS.len() };
        assert_eq!(got(number, "Doe mee: Ronde van "), OPENINGS.len(), "invitations of {number}");
        assert_eq!(got(number, "Je kunt nog meedoen: Ronde van "), reminders, "reminders of {number}");
        assert_eq!(got(number, "De uitslag: Ronde van "), OPENINGS.len(), "results of {number}");
    }
    let all = OPENINGS.len() * (3 * (MEMBERS - 1) - VOTERS);
    assert_eq!(letters.len(), all, "and nothing else was sent");
    assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE status IN ('queued', 'sending', 'unknown')").await, 0);
}

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
