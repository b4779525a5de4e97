//! The calendar: what its tests share.

mod desk;
mod year;

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
