//! The settings, by flag or environment. Each is documented in .env.example; secrets never print.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::SignedDuration;

use super::Failure;
use super::look::LookArgs;
use super::terms::RoundArgs;
use crate::dns::DnsSetting;
use crate::domain::bounce::BounceAddress;
use crate::mail::{MailSetting, Sender};
use crate::store::DbUrl;

/// Where the platform's own database is.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArgs {
    /// Database of the platform: sqlite:FILE or postgres://…
    #[arg(
        long,
        env = "PREFERENDUM_DATABASE_URL",
        default_value = "sqlite:data/platform.sqlite",
        hide_env_values = true
    )]
    pub database_url: String,
}

impl DatabaseArgs {
    /// The address; the folder of a SQLite file is made where it is missing.
    pub fn url(&self) -> Result<DbUrl, Failure> {
        let url = DbUrl::new(self.database_url.clone());
        if let Some(folder) = url.path().and_then(|path| std::path::Path::new(path).parent()) {
            make_private(folder)?;
        }
        Ok(url)
    }
}

/// Makes a folder that nobody else on the machine can look into; one that exists stays as it is.
pub(super) fn make_private(folder: &std::path::Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Failure::Folder(folder.to_owned(), error))
}

/// The secret that everything is derived from.
#[derive(Args, Clone)]
pub struct SecretArgs {
    /// At least 32 characters; better given in the environment, where nobody sees it in the list of processes
    #[arg(long, env = "PREFERENDUM_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
}

const SECRET_LENGTH: usize = 32;

impl SecretArgs {
    /// The secret; refused when it is missing or short.
    pub fn checked(&self) -> Result<&str, Failure> {
        self.secret.as_deref().filter(|secret| secret.len() >= SECRET_LENGTH).ok_or(Failure::Secret)
    }
}

/// Which parts this process plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Platform and ballot box.
    All,
    /// The platform; the box is another process.
    Platform,
    /// The ballot box; the platform is another process.
    BallotBox,
}

/// What `serve` listens to and speaks for.
#[derive(Args, Clone)]
pub struct ServeArgs {
    /// The platform's database
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The secret
    #[command(flatten)]
    pub secret: SecretArgs,
    /// Stores of the ballot box: sqlite:FOLDER or postgres://…, in another cluster than the platform's
    #[arg(long, env = "PREFERENDUM_BOX_DATABASE_URL", default_value = "sqlite:data/box", hide_env_values = true)]
    pub box_database_url: String,
    /// Which parts this process plays
    #[arg(long, env = "PREFERENDUM_ROLE", value_enum, default_value_t = Role::All)]
    pub role: Role,
    /// Address and port to listen on
    #[arg(long, env = "PREFERENDUM_BIND", default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// Origin that members see
    #[arg(long, env = "PREFERENDUM_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: String,
    /// Origin of the ballot box as members see it; the public URL if not given
    #[arg(long, env = "PREFERENDUM_BOX_ORIGIN")]
    pub box_origin: Option<String>,
    /// Origin at which the other half is reached from here; the public one if not given
    #[arg(long, env = "PREFERENDUM_OTHER_HALF")]
    pub other_half: Option<String>,
    /// What platform and ballot box both know when they are two processes, at least 32 characters
    #[arg(long, env = "PREFERENDUM_BOX_SECRET", hide_env_values = true)]
    pub box_secret: Option<String>,
    /// Speak TLS with a certificate made at start, for trying it on a phone
    #[arg(long, env = "PREFERENDUM_TLS_SELF_SIGNED")]
    pub tls_self_signed: bool,
    /// Number of proxies in front that are believed about the client's address
    #[arg(long, env = "PREFERENDUM_TRUSTED_PROXIES", default_value_t = 0)]
    pub trusted_proxies: usize,
    /// How mail leaves
    #[command(flatten)]
    pub mail: MailArgs,
    /// How rounds go
    #[command(flatten)]
    pub rounds: RoundArgs,
    /// How pages look
    #[command(flatten)]
    pub look: LookArgs,
}

/// How mail leaves.
#[derive(Args, Clone)]
pub struct MailArgs {
    /// smtp://HOST, smtps://HOST (user:password@ before the host if needed) or folder:DIR
    #[arg(long, env = "PREFERENDUM_MAIL", default_value = "folder:data/mail", hide_env_values = true)]
    pub mail: String,
    /// Who letters are from
    #[arg(long, env = "PREFERENDUM_MAIL_FROM", default_value = "Preferendum <preferendum@localhost.localdomain>")]
    pub mail_from: String,
    /// Where a mail that asks to unsubscribe goes; the sender's address if not given
    #[arg(long, env = "PREFERENDUM_MAIL_UNSUBSCRIBE")]
    pub mail_unsubscribe: Option<String>,
    /// Most letters a minute; 0 is no limit
    #[arg(long, env = "PREFERENDUM_MAIL_PER_MINUTE", default_value_t = 0)]
    pub mail_per_minute: u32,
    /// Letters sent at the same time
    #[arg(long, env = "PREFERENDUM_MAIL_PARALLEL", default_value_t = 8)]
    pub mail_parallel: usize,
    /// Longest that one letter may take to hand over, such as 30s
    #[arg(long, env = "PREFERENDUM_MAIL_TIMEOUT", default_value = "30s", value_parser = seconds)]
    pub mail_timeout: i64,
    /// Where letters that come back go, such as bounces@example.org; each letter gets an address of its own behind a +
    #[arg(long, env = "PREFERENDUM_BOUNCE_ADDRESS", value_parser = bounces)]
    pub bounce_address: Option<BounceAddress>,
    /// Name under which the key that signs letters stands in the sender's domain (DKIM)
    #[arg(long, env = "PREFERENDUM_DKIM_SELECTOR")]
    pub dkim_selector: Option<String>,
    /// Who is asked about the sender's domain: system, IP:port or off; off for a folder if not given, else system
    #[arg(long, env = "PREFERENDUM_DNS", value_parser = dns)]
    pub dns: Option<DnsSetting>,
}

impl MailArgs {
    /// Where mail goes.
    pub fn setting(&self) -> Result<MailSetting, Failure> {
        Ok(MailSetting::parse(&self.mail)?)
    }

    /// Who is asked about the sender's domain.
    pub fn dns(&self) -> Result<DnsSetting, Failure> {
        let usual = || match MailSetting::parse(&self.mail) {
            Ok(MailSetting::Folder(_)) => Ok(DnsSetting::Off),
            Ok(MailSetting::Smtp(_)) => Ok(DnsSetting::System),
            Err(error) => Err(Failure::from(error)),
        };
        self.dns.map_or_else(usual, Ok)
    }

    /// Who letters are from.
    pub fn sender(&self) -> Result<Sender, Failure> {
        Sender::parse(&self.mail_from).ok_or(Failure::Sender)
    }
}

/// Reads `15m`, `48h`, `30s`; refuses what is negative.
pub(super) fn seconds(text: &str) -> Result<i64, String> {
    let span: SignedDuration = text.parse().map_err(|_| "write a time such as 30s, 15m or 48h".to_owned())?;
    if span.is_negative() { Err("a time cannot be negative".to_owned()) } else { Ok(span.as_secs()) }
}

fn bounces(text: &str) -> Result<BounceAddress, String> {
    BounceAddress::parse(text).ok_or_else(|| "write an address with at most 15 characters before the @".to_owned())
}

fn dns(text: &str) -> Result<DnsSetting, String> {
    DnsSetting::parse(text).ok_or_else(|| "write system, IP:port or off".to_owned())
}

/// The file that `import` reads.
#[derive(Args, Clone, Debug)]
pub struct ImportMembersArgs {
    /// lidnummer,naam,email,afdeling,geboortejaar,geslacht
    pub file: PathBuf,
    /// Only say what would change
    #[arg(long)]
    pub dry_run: bool,
    /// The file holds every member: who is not in it has left
    #[arg(long)]
    pub complete: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_words_and_never_negative() {
        assert_eq!(seconds("5s"), Ok(5));
        assert_eq!(seconds("15m"), Ok(900));
        assert_eq!(seconds("48h"), Ok(172_800));
        assert!(seconds("-5s").is_err());
        assert!(seconds("soon").is_err());
    }

    #[test]
    fn a_short_secret_is_refused() {
        let secret = |text: &str| SecretArgs { secret: Some(text.to_owned()) };
        assert!(secret("short").checked().is_err());
        assert!(secret("exactly-thirty-two-characters-xx").checked().is_ok());
        assert!(SecretArgs { secret: None }.checked().is_err());
    }
}
