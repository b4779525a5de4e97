//! What every way of sending promises, above all: which of three things is true when it failed.

use super::email::Email;

/// Why an e-mail did not surely leave. Each holds a class for staff (`smtp 450`), never an address or a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It did not leave; later it may.
    #[error("later: {0}")]
    Retry(String),
    /// It did not leave and never will.
    #[error("refused: {0}")]
    Refused(String),
    /// The same, because the server says that there is nobody at this address.
    #[error("nobody there: {0}")]
    NoMailbox(String),
    /// It was handed over, and nobody knows whether it was taken. Sending it again might send it twice.
    #[error("unknown: {0}")]
    Unknown(String),
}

/// A way of sending.
#[async_trait::async_trait]
pub trait Transport: Send + Sync {
    /// Sends one e-mail, within a time of its own.
    async fn send(&self, email: &Email) -> Result<(), SendError>;
}
