//! From the closed box to the four lists: what is written when, what is destroyed when, and every place to be stopped at.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use migrations::Counted as CountedTables;
use preferendum::domain::ballot::Ballot;
use preferendum::domain::ids::RoundId;
use preferendum::domain::list::{AreaGroup, List, Seal};
use preferendum::domain::result::{Counted, Line};
use preferendum::domain::round::State;
use preferendum::service::ballot_box::{BallotBox, BoxFigures, BoxLink};
use preferendum::service::{Code, Refusal, result, round};
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, GRACE_ENDS, PUBLISHES, Voter};

const BODIES: [&str; 5] = ["5,4,3,2", "1,,3,2", ",,,", "5,5,5,5", "2,1,4,"];
/// Both counting areas of the small party, in one group.
const GROUPS: [AreaGroup; 2] = [AreaGroup { area: 1, group: 1 }, AreaGroup { area: 2, group: 1 }];

/// A round whose grace is over, with these ballots in the box.
async fn closed(ground: &Ground, votes: usize) -> (RoundId, Vec<Ballot>) {
    let people = ground.people().await;
    let round = ground.opened().await.id;
    let mut ballots = Vec::new();
    // Some of each counting area.
    for (member, body) in people.iter().rev().step_by(3).zip(BODIES.iter().cycle()).take(votes) {
        let voter = Voter::new(ground, *member, round).await;
        let ballot = voter.ballot(voter.ticket(ground).await, 1, body);
        ground.ballot_box.cast(round, ballot.clone()).await.unwrap();
        ballots.push(ballot);
    }
    ground.clock.set(CLOSES);
    ground.turn().await;
    ground.clock.set(GRACE_ENDS);
    (round, ballots)
}

/// A box on the same stores that remembers nothing.
async fn started_again(ground: &Ground) -> BallotBox {
    ground.box_fed_by(Arc::new(ground.platform.clone())).await
}

/// What the lists of these ballots must be, worked out from the ballots themselves.
fn seals_of(ballots: &[Ballot]) -> Vec<Seal> {
    let groups: HashMap<i32, u32> = GROUPS.iter().map(|pair| (pair.area, pair.group)).collect();
    let list = |at: usize| {
        let line = |ballot: &Ballot| Line { code: ballot.lines[at], area: ballot.area, answer: ballot.answers.0[at] };
        List::new(ballots.iter().map(line).map(|line| line.within(groups[&line.area])).collect())
    };
    (0..4).map(|at| list(at).sealed().0).collect()
}

async fn rows(ground: &Ground, store: &str, round: RoundId, table: &str) -> i64 {
    let store = ground.inside(store, round).await;
    let sql = Statement::from_string(store.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
    store.query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

async fn with_ballots(ground: &Ground) -> usize {
    ground.stores().await.with_ballots().await.unwrap().len()
}

#[tokio::test]
async fn a_count_writes_totals_and_no_line_and_the_ballots_stay_until_the_lists_are_made() {
    on_both(async |ground: &Ground| {
        let (round, ballots) = closed(ground, 30).await;
        ground.ballot_box.close_due().await.unwrap();
        let counted = ground.ballot_box.counted(round).await.unwrap().unwrap();
        assert_eq!((counted.ballots, counted.invalid, counted.areas.len()), (30, 0, 2));
        assert!(counted.adds_up());
        for table in ["line1", "line2", "line3", "line4"] {
            let store = ground.inside("counted", round).await;
            assert!(store.execute_unprepared(&format!("SELECT * FROM {table}")).await.is_err(), "{table}");
        }
        assert_eq!(rows(ground, "counted", round, "list_run").await, 0);
        assert_eq!(rows(ground, "box", round, "ballot").await, 30);
        assert_eq!(ground.ballot_box.publish(round, &GROUPS).await.unwrap(), seals_of(&ballots));
        ground.ballot_box.close_due().await.unwrap();
        assert_eq!(with_ballots(ground).await, 0);
        // Asked again: the same. In other groups: never.
        assert_eq!(ground.ballot_box.publish(round, &GROUPS).await.unwrap(), seals_of(&ballots));
        let apart = [GROUPS[0], AreaGroup { group: 2, ..GROUPS[1] }];
        assert_eq!(ground.ballot_box.publish(round, &apart).await.unwrap_err().code, Code::WrongState);
    })
    .await;
}

#[tokio::test]
async fn a_box_that_was_started_since_the_count_makes_the_same_lists() {
    on_both(async |ground: &Ground| {
        let (round, ballots) = closed(ground, 30).await;
        ground.ballot_box.count_due().await.unwrap();
        let again = started_again(ground).await;
        again.close_due().await.unwrap();
        let missing = again.publish(round, &GROUPS[..1]).await.unwrap_err().code;
        assert_eq!(missing, Code::WrongState);
        assert_eq!(again.publish(round, &GROUPS).await.unwrap(), seals_of(&ballots));
        started_again(ground).await.close_due().await.unwrap();
        assert_eq!(with_ballots(ground).await, 0);
    })
    .await;
}

#[tokio::test]
async fn ballots_that_changed_since_the_count_are_not_published() {
    on_both(async |ground: &Ground| {
        let (round, ballots) = closed(ground, 30).await;
        ground.ballot_box.count_due().await.unwrap();
        let inside = ground.inside("box", round).await;
        let set = async |body: &str| {
            let line = ballots[0].lines[0];
            inside.execute_unprepared(&format!("UPDATE ballot SET body = '{body}' WHERE line1 = '{line}'")).await
        };
        set("1,1,1,1").await.unwrap();
        let again = started_again(ground).await;
        assert_eq!(again.publish(round, &GROUPS).await.unwrap_err().code, Code::Internal);
        assert_eq!(rows(ground, "counted", round, "list_run").await, 0);
        set(BODIES[0]).await.unwrap();
        assert_eq!(again.publish(round, &GROUPS).await.unwrap(), seals_of(&ballots));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_was_tampered_with_is_one_invalid_ballot_and_no_other_suffers() {
    on_both(async |ground: &Ground| {
        let (round, ballots) = closed(ground, 30).await;
        let bytes = |bytes: &[u8]| {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            if ground.schema.is_some() { format!("'\\x{hex}'::bytea") } else { format!("x'{hex}'") }
        };
        let spoiled = [
            format!("signature = {}", bytes(&[7; 300])),
            format!("prefix = {}", bytes(&[])),
            format!("chain_value = {}", bytes(b"| |")),
            format!("token = {}", bytes(&[1; 5])),
            format!("token = {}", bytes(&[255; 40])),
            "body = '5,4,3,2|5 4'".to_owned(),
            "body = ''".to_owned(),
            "line2 = 'too short | '".to_owned(),
            "area = 999".to_owned(),
            "version = 77".to_owned(),
            "format = 2".to_owned(),
        ];
        let inside = ground.inside("box", round).await;
        for (what, ballot) in spoiled.iter().zip(&ballots) {
            let sql = format!("UPDATE ballot SET {what} WHERE line1 = '{}'", ballot.lines[0]);
            inside.execute_unprepared(&sql).await.unwrap();
        }
        let again = started_again(ground).await;
        again.check_tickets().await.unwrap();
        again.close_due().await.unwrap();
        let counted = again.counted(round).await.unwrap().unwrap();
        assert_eq!((counted.ballots, counted.invalid), (30 - 11, 11));
        assert!(counted.adds_up());
        assert_eq!(again.publish(round, &GROUPS).await.unwrap(), seals_of(&ballots[11..]));
    })
    .await;
}

#[tokio::test]
async fn ballots_that_no_list_is_made_of_go_when_the_platform_says_so() {
    on_both(async |ground: &Ground| {
        let (round, _) = closed(ground, 4).await;
        ground.ballot_box.close_due().await.unwrap();
        assert_eq!(rows(ground, "box", round, "ballot").await, 4);
        ground.turn().await;
        assert_eq!(ground.state(round).await.state, State::Counted);
        assert_eq!(with_ballots(ground).await, 0);
        assert_eq!(rows(ground, "counted", round, "counted_cell").await, 0);
        assert_eq!(ground.ballot_box.publish(round, &GROUPS).await.unwrap_err().code, Code::WrongState);
        ground.clock.set(PUBLISHES);
        ground.turn().await;
        assert!(result::published(&ground.platform, round).await.unwrap().result.turnout_only);
    })
    .await;
}

/// The way to a box that breaks right after the lists were made.
struct Breaks<'a>(&'a BallotBox);

#[async_trait]
impl BoxLink for Breaks<'_> {
    async fn figures(&self, round: RoundId) -> Result<BoxFigures, Refusal> {
        self.0.figures(round).await
    }

    async fn counted(&self, round: RoundId) -> Result<Option<Counted>, Refusal> {
        self.0.counted(round).await
    }

    async fn publish(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal> {
        self.0.publish(round, areas).await?;
        Err(Code::BoxUnreachable.into())
    }

    async fn forget_areas(&self, round: RoundId) -> Result<(), Refusal> {
        self.0.forget_areas(round).await
    }

    async fn halt(&self, round: RoundId, reason: &str) -> Result<(), Refusal> {
        self.0.halt(round, reason).await
    }

    async fn destroy(&self, round: RoundId) -> Result<(), Refusal> {
        self.0.destroy(round).await
    }
}

#[tokio::test]
async fn a_platform_that_is_stopped_between_the_lists_and_its_result_makes_the_result_later() {
    on_both(async |ground: &Ground| {
        let (round, _) = closed(ground, 40).await;
        round::seal_closed(&ground.platform).await.unwrap();
        ground.ballot_box.close_due().await.unwrap();
        let broken = round::collect_counts(&ground.platform, &Breaks(&ground.ballot_box)).await;
        assert_eq!(broken.unwrap_err().code, Code::BoxUnreachable);
        assert_eq!(ground.state(round).await.state, State::Closed);
        // The lists are there, so the ballots may go.
        let again = started_again(ground).await;
        again.close_due().await.unwrap();
        assert_eq!(with_ballots(ground).await, 0);
        round::collect_counts(&ground.platform, &again).await.unwrap();
        assert_eq!(ground.state(round).await.state, State::Counted);
        assert!(again.counted(round).await.unwrap().unwrap().areas.is_empty());
        ground.clock.set(PUBLISHES);
        ground.turn().await;
        let result = result::published(&ground.platform, round).await.unwrap().result;
        assert_eq!((result.ballots, result.lists.iter().map(|seal| seal.lines).collect()), (40, vec![40; 4]));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_round_leaves_neither_ballots_nor_lines_behind() {
    on_both(async |ground: &Ground| {
        let (round, _) = closed(ground, 30).await;
        ground.ballot_box.close_due().await.unwrap();
        BoxLink::destroy(&ground.ballot_box, round).await.unwrap();
        assert_eq!(with_ballots(ground).await, 0);
        assert_eq!(rows(ground, "counted", round, "counted").await, 0);
        assert_eq!(ground.ballot_box.publish(round, &GROUPS).await.unwrap_err().code, Code::WrongState);
    })
    .await;
}

#[tokio::test]
async fn a_store_of_before_is_taken_over_unless_it_holds_the_only_copy_of_votes() {
    on_both(async |ground: &Ground| {
        let store = ground.inside("counted", RoundId(Uuid::from_u128(4))).await;
        CountedTables::up(&store, Some(2)).await.unwrap();
        store.execute_unprepared("INSERT INTO line1 (code, area, answer) VALUES ('0000', 1, 5)").await.unwrap();
        assert!(CountedTables::up(&store, None).await.unwrap_err().to_string().contains("no result yet"));
        store.execute_unprepared("DELETE FROM line1").await.unwrap();
        CountedTables::up(&store, None).await.unwrap();
        store.execute_unprepared("SELECT * FROM counted_cell").await.unwrap();
        CountedTables::down(&store, Some(1)).await.unwrap();
        store.execute_unprepared("SELECT * FROM line4").await.unwrap();
        CountedTables::up(&store, None).await.unwrap();
    })
    .await;
}
