//! Sending over SMTP. Speaks the commands one by one, because only then it is known, when something breaks, whether
//! the letter had been handed over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::email::Email;
use super::mime;
use super::transport::{SendError, Transport};

/// Whether the wire is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// From the first byte.
    Wrapped,
    /// By STARTTLS, or nothing is sent.
    Required,
    /// By STARTTLS where the server offers it.
    Opportunistic,
    /// Never.
    None,
}

/// A mail server, as the settings name it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whether the wire is encrypted.
    pub security: Security,
    /// User and password, if the server wants them.
    pub login: Option<(String, String)>,
}

impl std::fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.security)
    }
}

/// Servers end idle connections without a word after a minute or so; do not trust one for that long.
const IDLE: Duration = Duration::from_secs(20);

/// Sends to one mail server and keeps connections open between letters.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    limit: Duration,
    open: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl Smtp {
    /// Connects to nothing yet. `limit` is the longest that one send may take. None if TLS cannot be set up.
    #[must_use]
    pub fn new(server: &SmtpServer, limit: Duration) -> Option<Self> {
        let tls = match server.security {
            Security::None => None,
            _ => Some(TlsParameters::new(server.host.clone()).ok()?),
        };
        Some(Self {
            host: server.host.clone(),
            port: server.port,
            security: server.security,
            tls,
            credentials: server.login.clone().map(|(user, password)| Credentials::new(user, password)),
            hello: ClientId::default(),
            limit,
            open: Mutex::new(Vec::new()),
        })
    }

    /// A new connection; what went wrong is a class.
    async fn connect(&self) -> Result<AsyncSmtpConnection, String> {
        let class = |error| class(&error);
        let server = (self.host.as_str(), self.port);
        if self.security == Security::Wrapped {
            let tls = self.tls.clone();
            let wrapped = AsyncSmtpConnection::connect_tokio1(server, Some(self.limit), &self.hello, tls, None);
            return self.log_in(wrapped.await.map_err(class)?).await.map_err(class);
        }
        let stream = TcpStream::connect(server).await.map_err(|_| "connection".to_owned())?;
        // The end of a letter is a packet of its own: without this it waits 40 ms for the answer to the one before.
        stream.set_nodelay(true).map_err(|_| "connection".to_owned())?;
        let connecting = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello);
        let mut connection = connecting.await.map_err(class)?;
        let upgrade = self.security == Security::Required || connection.can_starttls();
        if let Some(tls) = self.tls.clone().filter(|_| upgrade) {
            connection.starttls(tls, &self.hello).await.map_err(class)?;
        }
        self.log_in(connection).await.map_err(class)
    }

    async fn log_in(&self, mut connection: AsyncSmtpConnection) -> Result<AsyncSmtpConnection, Error> {
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    /// A connection on which the server has taken MAIL: an open one if it still works, else a new one.
    async fn begin(&self, envelope: &Envelope) -> Result<AsyncSmtpConnection, SendError> {
        let reused = self.open.lock().await.pop();
        if let Some((mut connection, since)) = reused
            && since.elapsed() < IDLE
            && mail(&mut connection, envelope).await.is_ok()
        {
            return Ok(connection);
        }
        // A refusal up to here says something about the server or our settings, not about this letter.
        let mut connection = self.connect().await.map_err(SendError::Retry)?;
        if beyond_ascii(envelope) && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(SendError::Refused("smtputf8".to_owned()));
        }
        mail(&mut connection, envelope).await.map_err(|error| SendError::Retry(class(&error)))?;
        Ok(connection)
    }

    async fn deliver(&self, envelope: &Envelope, bytes: &[u8], handed_over: &AtomicBool) -> Result<(), SendError> {
        let mut connection = self.begin(envelope).await?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), vec![])).await.map_err(|error| not_taken(&error))?;
        }
        connection.command(Data).await.map_err(|error| not_sent(&error))?;
        handed_over.store(true, Ordering::SeqCst);
        match connection.message(bytes).await {
            Ok(_) => {
                self.open.lock().await.push((connection, Instant::now()));
                Ok(())
            }
            // The server answered, so it is known.
            Err(error) if error.status().is_some() => Err(not_sent(&error)),
            Err(error) => Err(SendError::Unknown(class(&error))),
        }
    }
}

#[async_trait::async_trait]
impl Transport for Smtp {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        let message = mime::message(email)?;
        let handed_over = AtomicBool::new(false);
        // The library's own time-out does not cover reading an answer.
        match timeout(self.limit, self.deliver(message.envelope(), &message.formatted(), &handed_over)).await {
            Ok(done) => done,
            Err(_) if handed_over.load(Ordering::SeqCst) => Err(SendError::Unknown("time-out".to_owned())),
            Err(_) => Err(SendError::Retry("time-out".to_owned())),
        }
    }
}

async fn mail(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Error> {
    let parameters = if beyond_ascii(envelope) { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
    connection.command(Mail::new(envelope.from().cloned(), parameters)).await.map(drop)
}

/// Addresses with letters like é need a server that knows them.
fn beyond_ascii(envelope: &Envelope) -> bool {
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    addresses.any(|address| !address.to_string().is_ascii())
}

fn not_sent(error: &Error) -> SendError {
    if error.is_permanent() { SendError::Refused(class(error)) } else { SendError::Retry(class(error)) }
}

/// Answers to RCPT that are about the receiver (RFC 5321, 4.2.3). Others, and every refusal for reasons of policy (5.7.x,
/// RFC 3463), may be about us: one wrong setting must not stop the mail of a whole party.
fn not_taken(error: &Error) -> SendError {
    let about_receiver = error.status().is_some_and(|code| matches!(u16::from(code), 550 | 551 | 553));
    let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if error.is_permanent() && about_receiver && !words.trim_start().starts_with("5.7.") {
        return SendError::NoMailbox(class(error));
    }
    not_sent(error)
}

/// What went wrong, without the words of the server: they often repeat the address.
fn class(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("smtp {code}"),
        None if error.is_tls() => "tls".to_owned(),
        None if error.is_response() => "answer".to_owned(),
        None if error.is_client() => "unsupported".to_owned(),
        None => "connection".to_owned(),
    }
}

#[cfg(test)]
mod tests;
