//! The postman: composes letters that are due, takes them, sends them, and notes what became of them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::rhythm::{Stop, pause, report};
use super::throttle::Throttle;
use crate::domain::ids::LetterId;
use crate::domain::letter::Letter;
use crate::domain::outbox::{Outcome, Waiting};
use crate::mail::{Email, Frame, SendError, Sender, Transport, render};
use crate::service::{Platform, Refusal, outbox};

/// How the postman works.
#[derive(Clone, Debug)]
pub struct PostSettings {
    /// Who letters are from.
    pub sender: Sender,
    /// Where a mail that asks to unsubscribe goes; the sender's own address if none.
    pub unsubscribe_address: Option<String>,
    /// Letters that are sent at the same time. These, and no more, are in doubt when the process is killed.
    pub parallel: usize,
    /// Letters that are composed together.
    pub batch: u64,
    /// Most letters a minute; none for as many as go.
    pub per_minute: Option<u32>,
    /// Time between two looks at an empty outbox.
    pub idle: Duration,
}

impl PostSettings {
    /// Eight at a time, composed 200 together, no limit, a look every second.
    #[must_use]
    pub const fn from_sender(sender: Sender) -> Self {
        let idle = Duration::from_secs(1);
        Self { sender, unsubscribe_address: None, parallel: 8, batch: 200, per_minute: None, idle }
    }
}

/// What became of the letters of one turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Taken by the mail server.
    pub sent: usize,
    /// To be tried again, or given up after many tries.
    pub postponed: usize,
    /// Refused for good.
    pub refused: usize,
    /// In doubt.
    pub unknown: usize,
    /// Not wanted any more.
    pub skipped: usize,
}

impl Tally {
    /// All letters of the turn.
    #[must_use]
    pub const fn letters(self) -> usize {
        self.sent + self.postponed + self.refused + self.unknown + self.skipped
    }

    const fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Retry(_) => self.postponed += 1,
            Outcome::Refused(_) | Outcome::NoMailbox(_) => self.refused += 1,
            Outcome::Unknown(_) => self.unknown += 1,
            Outcome::Skipped => self.skipped += 1,
        }
    }
}

/// Carries letters from the outbox to a transport. More than one may work on the same outbox.
pub struct Postman {
    platform: Platform,
    transport: Arc<dyn Transport>,
    settings: PostSettings,
    frame: Frame,
    throttle: Throttle,
}

impl Postman {
    /// A postman who has sent nothing yet.
    #[must_use]
    pub fn new(platform: Platform, transport: Arc<dyn Transport>, settings: PostSettings) -> Self {
        let sender = settings.sender.clone();
        let frame = Frame {
            site: platform.terms.name.clone(),
            unsubscribe_address: settings.unsubscribe_address.clone().unwrap_or_else(|| sender.address().to_owned()),
            sender,
        };
        let throttle = Throttle::new(settings.per_minute, platform.clock.now());
        Self { platform, transport, settings, frame, throttle }
    }

    /// Puts letters in doubt that were being sent when a process ended, then sends until told to stop; what is being
    /// sent at that moment is still waited for, each within its own time-out.
    pub async fn run(mut self, mut stop: Stop) {
        match outbox::recover(&self.platform).await {
            Ok(0) => {}
            Ok(letters) => {
                tracing::warn!(letters, "letters are in doubt: the process ended while they were being sent")
            }
            Err(refusal) => report("recover letters", Err(refusal)),
        }
        loop {
            let done = self.turn(&|| *stop.borrow()).await;
            let busy = matches!(&done, Ok(tally) if tally.letters() > 0);
            report("post", done.map(drop));
            let wait = if busy { Duration::ZERO } else { self.settings.idle };
            if !pause(&mut stop, wait).await {
                return;
            }
        }
    }

    /// Composes and sends one batch.
    pub async fn run_once(&mut self) -> Result<Tally, Refusal> {
        self.turn(&|| false).await
    }

    async fn turn(&mut self, stopping: &(dyn Fn() -> bool + Sync)) -> Result<Tally, Refusal> {
        let allowed = self.throttle.allowed(self.platform.clock.now(), self.settings.batch);
        if allowed == 0 || stopping() {
            return Ok(Tally::default());
        }
        let batch = outbox::next(&self.platform, allowed).await?;
        let mut tally = Tally { skipped: batch.skipped, ..Tally::default() };
        let mut ready = batch.ready.into_iter();
        // Taken a few at a time, just before they are sent: a kill leaves only these in doubt, not the whole batch.
        while !stopping() {
            let group: Vec<(Waiting, Letter)> = ready.by_ref().take(self.settings.parallel.max(1)).collect();
            if group.is_empty() {
                break;
            }
            for outcome in self.deliver(group).await? {
                tally.add(&outcome);
            }
        }
        Ok(tally)
    }

    /// Takes and sends a group, and notes what became of it.
    async fn deliver(&mut self, group: Vec<(Waiting, Letter)>) -> Result<Vec<Outcome>, Refusal> {
        let ids: Vec<LetterId> = group.iter().map(|(row, _)| row.id).collect();
        let taken = outbox::claim(&self.platform, &ids).await?;
        let ours: Vec<(Waiting, Letter)> = group.into_iter().filter(|(row, _)| taken.contains(&row.id)).collect();
        self.throttle.spend(ours.len());
        let rows: Vec<Waiting> = ours.iter().map(|(row, _)| *row).collect();
        let mut outcomes = self.send_all(ours).await;
        let settled: Vec<(Waiting, Outcome)> = rows
            .into_iter()
            // A send that fell over may have fallen over after the hand-over.
            .map(|row| (row, outcomes.remove(&row.id).unwrap_or_else(|| Outcome::Unknown("fell over".to_owned()))))
            .collect();
        outbox::settle(&self.platform, &settled).await?;
        Ok(settled.into_iter().map(|(_, outcome)| outcome).collect())
    }

    async fn send_all(&self, letters: Vec<(Waiting, Letter)>) -> HashMap<LetterId, Outcome> {
        let now = self.platform.clock.now();
        let mut sends = JoinSet::new();
        for (row, letter) in letters {
            let email = render(&letter, &self.frame, now);
            sends.spawn(send(Arc::clone(&self.transport), row.id, email));
        }
        let mut outcomes = HashMap::new();
        while let Some(done) = sends.join_next().await {
            outcomes.extend(done.ok());
        }
        outcomes
    }
}

async fn send(transport: Arc<dyn Transport>, id: LetterId, email: Email) -> (LetterId, Outcome) {
    let outcome = match transport.send(&email).await {
        Ok(()) => Outcome::Sent,
        Err(SendError::Retry(class)) => Outcome::Retry(class),
        Err(SendError::Refused(class)) => Outcome::Refused(class),
        Err(SendError::NoMailbox(class)) => Outcome::NoMailbox(class),
        Err(SendError::Unknown(class)) => Outcome::Unknown(class),
    };
    if let Some(class) = outcome.class() {
        tracing::warn!(letter = %id, class, "a letter was not surely sent");
    }
    (id, outcome)
}
