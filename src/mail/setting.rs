//! Where mail goes, as the settings say it: `smtp://…`, `smtps://…` or `folder:DIR`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

use super::folder::Folder;
use super::smtp::{Security, Smtp, SmtpServer};
use super::transport::Transport;

/// Where mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailSetting {
    /// To a mail server.
    Smtp(SmtpServer),
    /// Into a folder.
    Folder(PathBuf),
}

/// Why a setting is of no use. Does not repeat it: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// It does not read.
    #[error("mail goes to smtp://HOST, smtps://HOST or folder:DIR")]
    Malformed,
    /// `?tls=` has another value.
    #[error("tls is required, opportunistic or none")]
    Tls,
    /// The certificates of the machine are of no use.
    #[error("TLS cannot be set up for this host")]
    Certificates,
    /// The folder cannot be made.
    #[error("cannot make the folder for mail: {0}")]
    Folder(std::io::Error),
}

impl MailSetting {
    /// Reads a setting.
    pub fn parse(text: &str) -> Result<Self, SettingError> {
        match text.strip_prefix("folder:") {
            Some("") => Err(SettingError::Malformed),
            Some(path) => Ok(Self::Folder(PathBuf::from(path))),
            None => server(text).map(Self::Smtp),
        }
    }

    /// Makes the transport; `limit` is the longest that one send may take. Connects to nothing yet.
    pub fn open(&self, limit: Duration) -> Result<Arc<dyn Transport>, SettingError> {
        Ok(match self {
            Self::Smtp(server) => Arc::new(Smtp::new(server, limit).ok_or(SettingError::Certificates)?),
            Self::Folder(path) => Arc::new(Folder::open(path.clone()).map_err(SettingError::Folder)?),
        })
    }
}

fn server(text: &str) -> Result<SmtpServer, SettingError> {
    let url = Url::parse(text).map_err(|_| SettingError::Malformed)?;
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    if host.is_empty() {
        return Err(SettingError::Malformed);
    }
    let asked = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
    let security = match (url.scheme(), asked.as_deref()) {
        ("smtps", None) => Security::Wrapped,
        ("smtp", Some("required")) => Security::Required,
        ("smtp", Some("opportunistic")) => Security::Opportunistic,
        ("smtp", Some("none")) => Security::None,
        // A letter holds a link that lets its receiver in: in the clear only where the wire stays in the machine.
        ("smtp", None) if matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") => Security::None,
        ("smtp", None) => Security::Required,
        ("smtp" | "smtps", Some(_)) => return Err(SettingError::Tls),
        _ => return Err(SettingError::Malformed),
    };
    let standard = match security {
        Security::Wrapped => 465,
        Security::Required | Security::Opportunistic => 587,
        Security::None => 25,
    };
    let login = match (url.username(), url.password()) {
        ("", None) => None,
        (user, password) => Some((decoded(user)?, decoded(password.unwrap_or_default())?)),
    };
    Ok(SmtpServer { host, port: url.port().unwrap_or(standard), security, login })
}

fn decoded(text: &str) -> Result<String, SettingError> {
    Ok(percent_decode_str(text).decode_utf8().map_err(|_| SettingError::Malformed)?.into_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn smtp(text: &str) -> SmtpServer {
        match MailSetting::parse(text).unwrap() {
            MailSetting::Smtp(server) => server,
            MailSetting::Folder(_) => panic!("a folder"),
        }
    }

    #[test]
    fn mail_leaves_the_machine_encrypted_unless_somebody_says_otherwise() {
        assert_eq!(smtp("smtp://127.0.0.1:2525").security, Security::None);
        assert_eq!(smtp("smtp://localhost").port, 25);
        assert_eq!(smtp("smtp://[::1]:2525").host, "::1");
        assert_eq!(smtp("smtp://mail.example.org").security, Security::Required);
        assert_eq!(smtp("smtp://mail.example.org").port, 587);
        assert_eq!(smtp("smtp://mail?tls=none").security, Security::None);
        assert_eq!(smtp("smtp://mail?tls=opportunistic").security, Security::Opportunistic);
        assert_eq!(smtp("smtps://mail.example.org").port, 465);
    }

    #[test]
    fn user_and_password_may_hold_any_character_and_are_never_shown() {
        let server = smtp("smtps://post%40example.org:ge%2Fheim@mail.example.org");
        assert_eq!(server.login, Some(("post@example.org".to_owned(), "ge/heim".to_owned())));
        assert!(!format!("{server:?}").contains("heim"));
    }

    #[test]
    fn what_is_no_setting_is_refused_without_repeating_it() {
        for text in ["", "folder:", "smtp://", "http://mail", "smtp://mail?tls=perhaps", "smtps://u:p@mail?tls=none"] {
            let error = MailSetting::parse(text).err().unwrap().to_string();
            assert!(text.is_empty() || !error.contains("perhaps"), "{error}");
        }
    }
}
