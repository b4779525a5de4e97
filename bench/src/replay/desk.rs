//! Where one voter after the other sits: connections to platform and box, patience with both, and a note of what it took.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use tokio::time::sleep;

use crate::http::{Answer, Call, Connection, Origin};

/// How long a server may be away before a voter gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// One origin, reached by two connections so that a request can be sent twice at the same moment.
pub struct Counter {
    first: Connection,
    second: Connection,
}

impl Counter {
    fn new(origin: Origin) -> Self {
        Self { first: Connection::new(origin.clone()), second: Connection::new(origin) }
    }
}

/// The steps that are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Looking at the round behind the link.
    Look,
    /// Opening the link: session and ballot paper.
    Open,
    /// Having the ticket signed.
    Ticket,
    /// Casting or changing.
    Cast,
    /// All of it for one member, with what the device computes.
    Vote,
    /// Choosing a statement to talk about further.
    Interest,
}

/// What a desk has seen.
#[derive(Debug, Default)]
pub struct Notes {
    /// Microseconds per step.
    pub took: BTreeMap<Step, Vec<u64>>,
    /// How often a request was sent again, by reason.
    pub retries: BTreeMap<String, u64>,
    /// How many requests were sent twice on purpose.
    pub repeats: u64,
    /// How many votes were changed.
    pub changes: u64,
}

/// A place to vote.
pub struct Desk {
    /// The platform.
    pub platform: Counter,
    /// The ballot box.
    pub ballot_box: Counter,
    /// What was seen.
    pub notes: Notes,
    /// Small choices; seeded per voter.
    pub dice: SmallRng,
    repeat_share: f64,
}

/// Whether the same request may be answered otherwise a little later.
const fn passes(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

impl Desk {
    pub fn new(platform: Origin, ballot_box: Origin, repeat_share: f64) -> Self {
        Self {
            platform: Counter::new(platform),
            ballot_box: Counter::new(ballot_box),
            notes: Notes::default(),
            dice: SmallRng::seed_from_u64(0),
            repeat_share,
        }
    }

    pub fn note(&mut self, step: Step, since: Instant) {
        let micros = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.notes.took.entry(step).or_default().push(micros);
    }

    /// Asks the platform until there is an answer that will not pass by itself.
    pub async fn ask_platform(&mut self, step: Step, call: &Call) -> Result<Answer> {
        let twice = self.dice.random_bool(self.repeat_share);
        let answer = ask(&mut self.platform, call, twice, &mut self.notes).await;
        self.finish(step, answer)
    }

    /// Asks the ballot box until there is an answer that will not pass by itself.
    pub async fn ask_box(&mut self, step: Step, call: &Call) -> Result<Answer> {
        let twice = self.dice.random_bool(self.repeat_share);
        let answer = ask(&mut self.ballot_box, call, twice, &mut self.notes).await;
        self.finish(step, answer)
    }

    fn finish(&mut self, step: Step, answer: Result<(Answer, Instant)>) -> Result<Answer> {
        let (answer, since) = answer?;
        self.note(step, since);
        Ok(answer)
    }
}

async fn ask(at: &mut Counter, call: &Call, twice: bool, notes: &mut Notes) -> Result<(Answer, Instant)> {
    if !twice {
        return persist(&mut at.first, call, &mut notes.retries).await;
    }
    notes.repeats += 1;
    let mut second_retries = BTreeMap::new();
    let (first, second) = tokio::join!(
        persist(&mut at.first, call, &mut notes.retries),
        persist(&mut at.second, call, &mut second_retries)
    );
    for (reason, times) in second_retries {
        *notes.retries.entry(reason).or_default() += times;
    }
    let ((first, since), (second, _)) = (first?, second?);
    if first.status != second.status {
        bail!("sent twice, answered {} and {} ({})", first.status, second.status, second.code());
    }
    Ok((first, since))
}

/// The measured time is that of the try that was answered: waiting for a dead server is no latency.
async fn persist(at: &mut Connection, call: &Call, retries: &mut BTreeMap<String, u64>) -> Result<(Answer, Instant)> {
    let begun = Instant::now();
    let mut wait = Duration::from_millis(25);
    loop {
        let since = Instant::now();
        let tried = at.send(call).await;
        let (reason, at_least) = match &tried {
            Ok(answer) if !passes(answer.status) => return Ok((tried?, since)),
            Ok(answer) => (format!("{} {}", answer.status, answer.code()), answer.retry_after.unwrap_or(0)),
            Err(_) => ("connection".to_owned(), 0),
        };
        *retries.entry(reason).or_default() += 1;
        if begun.elapsed() > PATIENCE {
            let answer = tried?;
            bail!("status {} for {PATIENCE:?}: {}", answer.status, answer.code());
        }
        sleep(wait.max(Duration::from_secs(at_least))).await;
        wait = (wait * 2).min(Duration::from_secs(1));
    }
}
