//! E-mails that stay in memory, for tests and the mailbox page of the demo.

use std::sync::{Mutex, PoisonError};

use super::email::Email;
use super::transport::{SendError, Transport};

/// Keeps what was sent, in order.
#[derive(Default)]
pub struct Memory(Mutex<Vec<Email>>);

impl Memory {
    /// What was sent so far.
    #[must_use]
    pub fn sent(&self) -> Vec<Email> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait::async_trait]
impl Transport for Memory {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(email.clone());
        Ok(())
    }
}
