//! The two staff members of a story: made on the command line, signed in through a mailed code and a second factor.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::sleep;
use totp_rs::Totp;

use super::server::Settings;
use crate::http::{Answer, Call, Connection, Origin};
use crate::mailbox::{self, Letter};
use crate::wall_clock::unix_seconds;

const MAIL: Duration = Duration::from_secs(20);

/// Somebody of the staff who is signed in.
pub struct Staff {
    connection: Connection,
    cookies: BTreeMap<String, String>,
}

/// Makes an account and returns the secret of its second factor as an otpauth URI.
pub fn add(settings: &Settings, email: &str) -> Result<String> {
    let printed = settings.run(["staff", "add", email, "--role", "staff"])?;
    let uri = printed.split_whitespace().find(|word| word.starts_with("otpauth://"));
    Ok(uri.with_context(|| format!("no otpauth URI in: {printed}"))?.to_owned())
}

impl Staff {
    /// Signs in with the mailed code and the second factor.
    pub async fn sign_in(settings: &Settings, mail_folder: &Path, email: &str, otpauth: &str) -> Result<Self> {
        let connection = Connection::new(Origin::parse(&settings.url())?);
        let mut staff = Self { connection, cookies: BTreeMap::new() };
        let login: Value = staff.post("/api/v1/login", &json!({"email": email})).await?;
        let letter = letter_to(mail_folder, email).await?;
        let code = letter.code().context("no code in the login letter")?;
        let signed: Value = staff.post("/api/v1/login/code", &json!({"login": login["login"], "code": code})).await?;
        ensure!(signed["next"] == "totp", "no second factor asked: {signed}");
        let totp = Totp::from_url_unchecked(otpauth).map_err(|error| anyhow::anyhow!("otpauth URI: {error}"))?;
        let code = totp.generate(unix_seconds()).to_string();
        let signed: Value = staff.post("/api/v1/login/totp", &json!({"code": code})).await?;
        ensure!(signed["next"] == "done", "not signed in: {signed}");
        Ok(staff)
    }

    async fn send(&mut self, call: Call) -> Result<Answer> {
        let cookie: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookie = (!cookie.is_empty()).then(|| cookie.join("; "));
        let call = call.from_page(&self.connection.origin().clone()).with_cookie(cookie.as_deref());
        let answer = self.connection.send(&call).await?;
        for set in &answer.cookies {
            if let Some((name, value)) = set.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }

    /// Posts as this person.
    pub async fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T> {
        self.send(Call::post(path, body)?).await?.json().with_context(|| format!("POST {path}"))
    }

    /// Puts as this person.
    pub async fn put<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T> {
        self.send(Call::put(path, body)?).await?.json().with_context(|| format!("PUT {path}"))
    }

    /// Gets as this person.
    pub async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T> {
        self.send(Call::get(path)).await?.json().with_context(|| format!("GET {path}"))
    }
}

async fn letter_to(folder: &Path, email: &str) -> Result<Letter> {
    let begun = Instant::now();
    while begun.elapsed() < MAIL {
        for path in mailbox::paths(folder)?.iter().rev() {
            let letter = mailbox::read(path)?;
            if letter.to == email {
                return Ok(letter);
            }
        }
        sleep(Duration::from_millis(100)).await;
    }
    bail!("no letter to {email} within {MAIL:?}")
}
