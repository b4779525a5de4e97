//! Fills a fresh demo: real rounds, really opened, voted in with real tickets, counted and published, by a clock that
//! is turned through the past weeks.

use std::sync::Arc;

use indicatif::ProgressBar;
use tokio::task::JoinSet;

use super::conversation::Evening;
use super::feedback as feedback_words;
use super::people;
use super::rounds::{PLANS, Plan};
use crate::chance::{Chance, SeededChance};
use crate::cli::Failure;
use crate::clock::ManualClock;
use crate::domain::ballot::Ballot;
use crate::domain::feedback::{Author, Said, Step, Verdict};
use crate::domain::ids::{AccountId, MemberId, RoundId};
use crate::domain::member::EmailAddress;
use crate::domain::role::Role;
use crate::domain::ticket::{MemberCode, TicketKey, TicketSecrets, Version};
use crate::domain::time::Timestamp;
use crate::jobs;
use crate::service::ballot_box::BallotBox;
use crate::service::feedback::{self, Voice};
use crate::service::{Code, Platform, Refusal, account, branch, demo, import, outbox, round, ticket, voter};
use crate::store::DbUrl;
use crate::store::box_stores::BoxStores;

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;

/// Out of 100 members, how many take part in each round; the last one is still open.
const TURNOUT: [u32; 4] = [46, 41, 52, 18];

/// Code of the branch that the demo's board and viewer belong to.
const BRANCH: &str = "GM0363";

/// Days that a round is open.
const OPEN_DAYS: i64 = 10;

struct Seeding {
    platform: Platform,
    ballot_box: BallotBox,
    clock: Arc<ManualClock>,
    author: AccountId,
    approver: AccountId,
    board: AccountId,
    bar: ProgressBar,
}

/// Makes people, accounts and rounds. Takes about half a minute in a debug build.
pub async fn seed(platform: &Platform, box_url: DbUrl) -> Result<(), Failure> {
    let clock = Arc::new(ManualClock::at(platform.clock.now()));
    let past = Platform { clock: clock.clone(), ..platform.clone() };
    let made_up = SeededChance::new(2024);
    import::apply_branches(&past, people::branches().as_bytes()).await.map_err(crate::cli::import::Failure::from)?;
    let members = people::members(&made_up);
    import::apply_members(&past, members.as_bytes(), true, &|_| {}).await.map_err(crate::cli::import::Failure::from)?;
    let author = account(&past, demo::STAFF, "Sofie (staf)", Role::Staff).await?;
    let approver = account(&past, demo::ADMIN, "Adriaan (beheer)", Role::Admin).await?;
    let board = account(&past, demo::BOARD, "Bo (bestuur Amsterdam)", Role::Board).await?;
    account(&past, demo::VIEWER, "Vera (afdeling Amsterdam)", Role::Viewer).await?;
    branch::set_composing(&past, author, BRANCH, true).await?;
    let stores = BoxStores::connect(box_url).await?;
    let ballot_box = BallotBox::new(stores, clock.clone(), Arc::new(past.clone()));
    let bar = ProgressBar::new(PLANS.len() as u64);
    let seeding = Seeding { platform: past, ballot_box, clock, author, approver, board, bar };
    let now = platform.clock.now();
    let mut past = Vec::new();
    for ((plan, turnout), weeks) in PLANS.iter().zip(TURNOUT).zip([19, 13, 7]) {
        past.push(seeding.past_round(plan, turnout, now.plus(-weeks * WEEK), &made_up).await?);
    }
    seeding.answer(&past).await?;
    seeding.talk(&past).await?;
    if let (Some(plan), Some(turnout)) = (PLANS.last(), TURNOUT.last()) {
        seeding.open_round(plan, *turnout, now.plus(-2 * DAY), &made_up).await?;
    }
    seeding.bar.finish_and_clear();
    Ok(())
}

async fn account(platform: &Platform, email: &str, name: &str, role: Role) -> Result<AccountId, Failure> {
    let email = EmailAddress::parse(email).ok_or(Code::FieldInvalid).map_err(Refusal::from)?;
    let branches = if role.is_local() { vec![BRANCH.to_owned()] } else { Vec::new() };
    Ok(account::add(platform, &email, Some(name), &[role], &branches).await?.id)
}

impl Seeding {
    async fn past_round(
        &self,
        plan: &Plan,
        turnout: u32,
        opens: Timestamp,
        made_up: &dyn Chance,
    ) -> Result<RoundId, Failure> {
        let id = self.open(plan, opens).await?;
        self.vote(plan, id, turnout, made_up).await?;
        let closes = opens.plus(OPEN_DAYS * DAY);
        for moment in [closes, closes.plus(self.platform.terms.grace), closes.plus(DAY)] {
            self.clock.set(moment);
            // Twice: what the box counts in one turn, the platform collects in the next.
            self.turn().await;
            self.turn().await;
        }
        // These letters left long ago, as far as the demo is concerned.
        outbox::drop_queued(&self.platform, id).await?;
        self.bar.inc(1);
        Ok(id)
    }

    /// What was done with the rounds of the past, each step at its own time.
    async fn answer(&self, past: &[RoundId]) -> Result<(), Failure> {
        for (round, id) in past.iter().enumerate() {
            let published = round::overview(&self.platform, *id).await?.round.draft.publishes_at;
            let mut seen = [0; 5];
            for (statement, at, said) in
                feedback_words::said(round, published.ok_or(Code::Internal).map_err(Refusal::from)?)
            {
                self.clock.set(at);
                let (author, seen) = ((self.author, Author::Staff), &mut seen[usize::from(statement)]);
                feedback::append(&self.platform, author, (*id, statement), Voice::Round, *seen, said).await?;
                *seen += 1;
            }
            outbox::drop_queued(&self.platform, *id).await?;
        }
        let Some(last) = past.last() else { return Ok(()) };
        let said = Said {
            step: Step::Decided(Verdict::Adopted),
            text: feedback_words::BRANCH_SAYS.to_owned(),
            links: Vec::new(),
        };
        let author = (self.board, Author::Board);
        Ok(feedback::append(&self.platform, author, (*last, 1), Voice::Branch(BRANCH), 0, said).await?)
    }

    /// A conversation about the last of these rounds, held and written down.
    async fn talk(&self, past: &[RoundId]) -> Result<(), Failure> {
        let Some(last) = past.last() else { return Ok(()) };
        let published = round::overview(&self.platform, *last).await?.round.draft.publishes_at;
        let evening = Evening {
            platform: &self.platform,
            ballot_box: &self.ballot_box,
            clock: &self.clock,
            by: self.author.into(),
        };
        evening.hold(*last, published.ok_or(Code::Internal).map_err(Refusal::from)?).await
    }

    async fn open_round(
        &self,
        plan: &Plan,
        turnout: u32,
        opens: Timestamp,
        made_up: &dyn Chance,
    ) -> Result<(), Failure> {
        let id = self.open(plan, opens).await?;
        self.vote(plan, id, turnout, made_up).await?;
        self.clock.advance(DAY);
        jobs::watch_once(&self.platform, &self.ballot_box).await;
        self.bar.inc(1);
        Ok(())
    }

    async fn turn(&self) {
        jobs::tick(&self.platform, &self.ballot_box).await;
        jobs::keep_box_once(&self.ballot_box).await;
    }

    async fn open(&self, plan: &Plan, opens: Timestamp) -> Result<RoundId, Failure> {
        self.bar.set_message("a round is being opened");
        self.clock.set(opens.plus(-3 * DAY));
        let closes = opens.plus(OPEN_DAYS * DAY);
        let draft = plan.draft(opens, closes, closes.plus(DAY));
        let made = round::create(&self.platform, self.author, draft).await?;
        round::approve(&self.platform, self.approver, made.id, made.version).await?;
        round::schedule(&self.platform, self.author, made.id).await?;
        self.clock.set(opens);
        self.turn().await;
        Ok(made.id)
    }

    async fn vote(&self, plan: &Plan, id: RoundId, turnout: u32, made_up: &dyn Chance) -> Result<(), Failure> {
        let mut voting = JoinSet::new();
        for member in demo::members(&self.platform).await? {
            // The first member's link is printed: that vote is the visitor's.
            if made_up.below(100) >= turnout || member.is_first {
                continue;
            }
            let paper = voter::ballot_paper(&self.platform, member.id, id).await?;
            let answers = plan.answers(made_up, paper.area);
            let code = MemberCode::from_bytes(made_up.bytes());
            let (platform, ballot_box) = (self.platform.clone(), self.ballot_box.clone());
            voting.spawn(async move { cast(&platform, &ballot_box, (member.id, id), &paper, &code, answers).await });
        }
        for outcome in voting.join_all().await {
            outcome?;
        }
        Ok(())
    }
}

/// One vote, as the browser casts it.
async fn cast(
    platform: &Platform,
    ballot_box: &BallotBox,
    (member, round): (MemberId, RoundId),
    paper: &voter::BallotPaper,
    code: &MemberCode,
    answers: crate::domain::answer::Answers,
) -> Result<(), Refusal> {
    let internal = || Refusal::from(Code::Internal);
    let (_, area) = paper.proven.read().map_err(|_| internal())?;
    let secrets = TicketSecrets::derive(code, round.0);
    let key = TicketKey::from_jwk(&area.key).map_err(|_| internal())?;
    let (blinded, blinding) = key.blind(&secrets).map_err(|_| internal())?;
    let answer = ticket::issue(platform, (member, Some(paper.area)), round, &blinded).await?;
    let signature = key.finish(&blinding, &answer).map_err(|_| internal())?;
    let version = Version::FIRST;
    let ballot = Ballot {
        area: paper.area,
        prefix: secrets.prefix(),
        token: secrets.token(),
        signature,
        version,
        chain_value: secrets.chain_start().revealed_for(version),
        answers,
        lines: secrets.line_codes(version),
    };
    ballot_box.cast(round, ballot).await.map(drop)
}
