//! One worker that takes whatever waits and answers it together: a hundred questions cost one trip to the database.
//! For speed only; nobody waits for a batch to fill.

use std::future::Future;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

/// Most questions that one trip answers.
const BATCH: usize = 256;
/// More questions than this waiting, and the next one is asked to come back.
const QUEUE: usize = 4_096;

/// The way to a worker that answers questions together.
pub(super) struct Together<Q, A>(mpsc::Sender<(Q, oneshot::Sender<A>)>);

impl<Q, A> Clone for Together<Q, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<Q: Send + 'static, A: Send + 'static> Together<Q, A> {
    /// Begins a worker that lives until the last way to it is dropped. `work` gets one to 256 questions and gives an
    /// answer to each, in their order.
    pub fn begin<W, F>(runtime: &Handle, work: W) -> Self
    where
        W: Fn(Vec<Q>) -> F + Send + 'static,
        F: Future<Output = Vec<A>> + Send,
    {
        let (ask, mut waiting) = mpsc::channel(QUEUE);
        runtime.spawn(async move {
            let mut batch: Vec<(Q, oneshot::Sender<A>)> = Vec::with_capacity(BATCH);
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                let (questions, callers): (Vec<Q>, Vec<_>) = batch.drain(..).unzip();
                for (caller, answer) in callers.into_iter().zip(work(questions).await) {
                    // Whoever asked may have hung up; what was done stays done.
                    let _ = caller.send(answer);
                }
            }
        });
        Self(ask)
    }

    /// Asks, and waits for the answer; none if too many are waiting or the worker is gone.
    pub async fn ask(&self, question: Q) -> Option<A> {
        let (caller, answer) = oneshot::channel();
        self.0.try_send((question, caller)).ok()?;
        answer.await.ok()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn everybody_gets_the_answer_to_the_own_question_in_far_fewer_trips() {
        let trips = Arc::new(AtomicUsize::new(0));
        let counted = trips.clone();
        let doubling = Together::begin(&Handle::current(), move |numbers: Vec<usize>| {
            counted.fetch_add(1, Ordering::Relaxed);
            async move {
                tokio::task::yield_now().await;
                numbers.into_iter().map(|number| 2 * number).collect()
            }
        });
        let asked = (0..100).map(|number| {
            let doubling = doubling.clone();
            tokio::spawn(async move { (number, doubling.ask(number).await) })
        });
        for answer in asked.collect::<Vec<_>>() {
            let (number, doubled) = answer.await.unwrap();
            assert_eq!(doubled, Some(2 * number));
        }
        assert!(trips.load(Ordering::Relaxed) < 20);
    }

    #[tokio::test]
    async fn a_question_without_an_answer_is_told_so() {
        let silent: Together<(), ()> = Together::begin(&Handle::current(), |_| async { Vec::new() });
        assert_eq!(silent.ask(()).await, None);
    }
}
