//! An e-mail as it goes to a transport: who, what, and its headers as plain values.

use lettre::message::Mailbox;

use crate::domain::calendar::Method;
use crate::domain::time::Timestamp;

/// Who e-mails come from: `Naam <post@example.org>` or a bare address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// Reads the setting; none if no mail server would take it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The bare address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.0.email.as_ref()
    }

    pub(super) fn mailbox(&self) -> Mailbox {
        self.0.clone()
    }
}

/// Both ways to switch a stream of letters off (RFC 2369 and 8058).
#[derive(Clone, PartialEq, Eq)]
pub struct Unsubscribe {
    /// The https address: a POST does it, a GET shows a page.
    pub link: String,
    /// The mailto address, for mail programs without the other.
    pub mailto: String,
}

/// A calendar file, and what it asks a mail program to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// Note the event, or strike it out.
    pub method: Method,
    /// The file (RFC 5545).
    pub text: String,
}

/// A rendered e-mail. It holds links that let its receiver in: no `Debug`, never logged, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    /// Stable: the same letter has the same id however often it is tried.
    pub message_id: String,
    /// Who it is from.
    pub from: Sender,
    /// Address of the one receiver.
    pub to: String,
    /// When it was rendered.
    pub date: Timestamp,
    /// One line.
    pub subject: String,
    /// The part for people who read plain text.
    pub text: String,
    /// The same, in HTML.
    pub html: String,
    /// How to switch the stream off, if the letter belongs to one.
    pub unsubscribe: Option<Unsubscribe>,
    /// Where it goes when it comes back; the sender's address if none.
    pub return_path: Option<String>,
    /// A file for the receiver's calendar.
    pub calendar: Option<CalendarFile>,
}

impl Email {
    /// What stands before the `@` of the Message-ID: the identifier of the letter.
    #[must_use]
    pub fn letter(&self) -> &str {
        let id = self.message_id.trim_start_matches('<');
        id.split_once('@').map_or(id, |(letter, _)| letter)
    }
}
