//! The outbox and the postman: what their tests share.

mod sending;
mod wanted;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::{AccountId, MemberId, RoundId};
use preferendum::domain::letter::{LetterKind, LetterStatus, Stream};
use preferendum::domain::link::LinkToken;
use preferendum::domain::member::EmailAddress;
use preferendum::domain::merkle::TreeHash;
use preferendum::domain::round::{OpeningStep, Purpose, State, Withdrawal};
use preferendum::jobs::{PostSettings, Postman, Tally};
use preferendum::mail::{Email, Folder, Memory, SendError, Sender, Transport};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Code, Platform, login, outbox as post, unsubscribe};
use preferendum::store::{Db, ledger, mail_link, outbox, roll, round};

use crate::ground::{Ground, START, on_both};

fn settings() -> PostSettings {
    let sender = Sender::parse("Preferendum <post@example.org>").unwrap();
    PostSettings { idle: Duration::from_millis(5), ..PostSettings::from_sender(sender) }
}

fn postman(platform: &Platform, transport: &Arc<impl Transport + 'static>) -> Postman {
    let transport: Arc<dyn Transport> = transport.clone();
    Postman::new(platform.clone(), transport, settings())
}

/// `members` members, the last of whom has no address, and an open round with an invitation for each.
async fn invited(ground: &Ground, members: usize) -> RoundId {
    let branches = b"code,naam,regio\nA,Aalten,Gelderland\n";
    apply_branches(&ground.platform, branches).await.unwrap();
    let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
    for n in 1..=members {
        let email = if n == members { String::new() } else { format!("lid{n}@leden.example") };
        file += &format!("{n},Lid{n} Jansen,{email},A,1980,v\n");
    }
    apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
    open(ground, "Vervoer").await
}

async fn open(ground: &Ground, title: &str) -> RoundId {
    let id = RoundId(ground.platform.chance.uuid());
    let statement = |text: &str| StatementDraft { text: text.to_owned(), ..StatementDraft::default() };
    let draft = RoundDraft {
        title: title.to_owned(),
        introduction: Some("Over de bus.".to_owned()),
        purpose: Some(Purpose::Adviseren),
        opens_at: Some(START),
        closes_at: Some(START.plus(7 * 86_400)),
        publishes_at: Some(START.plus(8 * 86_400)),
        scope: Vec::new(),
        statements: ["Een", "Twee", "Drie", "Vier"].map(statement).to_vec(),
    };
    let tx = ground.platform.db.begin().await.unwrap();
    round::insert(&tx, id, AccountId(ground.platform.chance.uuid()), &draft).await.unwrap();
    round::set_opening_step(&tx, id, OpeningStep::Freeze).await.unwrap();
    roll::freeze(&tx, id).await.unwrap();
    round::fix(&tx, id, TreeHash([0xab; 32]), "{}", START.plus(8 * 86_400)).await.unwrap();
    outbox::queue_for_roll(&tx, id, LetterKind::Invitation, "opening", START).await.unwrap();
    round::set_opening_step(&tx, id, OpeningStep::Done).await.unwrap();
    assert!(round::advance(&tx, id, State::Draft, State::Open).await.unwrap());
    tx.commit().await.unwrap();
    id
}

async fn queue(ground: &Ground, round: RoundId, kind: LetterKind) -> u64 {
    let tx = ground.platform.db.begin().await.unwrap();
    let queued = outbox::queue_for_roll(&tx, round, kind, "1", START).await.unwrap();
    tx.commit().await.unwrap();
    queued
}

async fn advance(ground: &Ground, round: RoundId, from: State, to: State) {
    let tx = ground.platform.db.begin().await.unwrap();
    assert!(round::advance(&tx, round, from, to).await.unwrap());
    tx.commit().await.unwrap();
}

async fn count(ground: &Ground, status: LetterStatus) -> i64 {
    ground.number(&format!("SELECT COUNT(*) FROM outbox WHERE status = '{}'", status.name())).await
}

async fn drain(postman: &mut Postman) -> Tally {
    let mut all = Tally::default();
    loop {
        let tally = postman.run_once().await.unwrap();
        if tally.letters() == 0 {
            return all;
        }
        all.sent += tally.sent;
        all.skipped += tally.skipped;
        all.postponed += tally.postponed;
        all.refused += tally.refused;
        all.unknown += tally.unknown;
    }
}

/// What stands behind `path` in the text of an e-mail.
fn token(email: &Email, path: &str) -> String {
    let start = format!("https://leden.example.org/{path}/");
    email.text.split(&start).nth(1).unwrap().lines().next().unwrap().to_owned()
}

async fn member(ground: &Ground, email: &str) -> MemberId {
    preferendum::store::person::behind_address(&ground.platform.db, email).await.unwrap()[0].0
}

/// Answers in turn, then takes everything.
struct Scripted {
    answers: Mutex<Vec<SendError>>,
    taken: Memory,
}

impl Scripted {
    fn new(answers: Vec<SendError>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers), taken: Memory::default() })
    }
}

#[async_trait::async_trait]
impl Transport for Scripted {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        let answer = self.answers.lock().unwrap().pop();
        match answer {
            Some(error) => Err(error),
            None => self.taken.send(email).await,
        }
    }
}

/// Takes a few letters and then nobody hears of it again.
struct Stuck {
    takes: AtomicUsize,
    taken: Memory,
}

#[async_trait::async_trait]
impl Transport for Stuck {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        if self.takes.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err() {
            std::future::pending::<()>().await;
        }
        self.taken.send(email).await
    }
}
