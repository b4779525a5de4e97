//! `bounce`: one message that came back, as a mail server pipes it. Nothing of the message is printed or kept.

use std::io::Read;

use clap::Args;

use super::Failure;
use super::serve::open_platform;
use super::settings::{DatabaseArgs, SecretArgs};
use super::terms::RoundArgs;
use crate::domain::bounce::LONGEST;
use crate::service::bounce::{Taken, take};

/// How to take a message that came back.
#[derive(Args, Clone)]
pub struct BounceArgs {
    /// The platform's database
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The secret
    #[command(flatten)]
    pub secret: SecretArgs,
    /// Whom the mail server says it is for; without it the message's own headers are believed
    pub recipient: Option<String>,
}

/// Reads a message from standard input and notes what it says. What is no bounce of ours is no failure: a mail server would
/// send it back once more.
pub async fn bounce(args: &BounceArgs) -> Result<(), Failure> {
    let platform = open_platform(args.database.url()?, args.secret.checked()?, RoundArgs::nothing()).await?;
    let message = message().map_err(|error| Failure::Unreadable("-".into(), error))?;
    let said = match take(&platform, args.recipient.as_deref(), &message).await? {
        Taken::Noted(class) => class.name(),
        Taken::Again => "known",
        Taken::Unknown => "not a letter of ours",
        Taken::NoFailure => "no failure",
    };
    tracing::info!(said, "a message came back");
    Ok(())
}

/// What stands on standard input, as far as it is looked at.
fn message() -> std::io::Result<Vec<u8>> {
    let mut message = Vec::new();
    let mut input = std::io::stdin().lock();
    input.by_ref().take(u64::try_from(LONGEST).unwrap_or(u64::MAX)).read_to_end(&mut message)?;
    // The rest is read and dropped, so that the mail server sees no broken pipe.
    std::io::copy(&mut input, &mut std::io::sink())?;
    Ok(message)
}
