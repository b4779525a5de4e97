//! From a letter to an e-mail: the words of its kind, and what stands under every letter.

use super::email::{CalendarFile, Email, Sender, Unsubscribe};
use super::letters::{Words, conversation, feedback, invitation, login, reminder, result, staff_invitation, withdrawn};
use crate::domain::calendar::{self, Between};
use crate::domain::letter::{Content, Letter};
use crate::domain::time::Timestamp;

/// What all letters have in common.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name of the site.
    pub site: String,
    /// Who letters are from.
    pub sender: Sender,
    /// Where a mail that asks to unsubscribe goes.
    pub unsubscribe_address: String,
}

/// Renders a letter at moment `at`.
#[must_use]
pub fn render(letter: &Letter, frame: &Frame, at: Timestamp) -> Email {
    let Words { subject, preview, text, html } = words(&letter.content, &frame.site);
    let subject = one_line(&subject);
    let mut text = text + "\n\n-- \n" + &frame.site + "\n";
    let mut html = html.rule().small(&frame.site);
    if let Some(link) = &letter.unsubscribe {
        const ASK: &str = "Wil je deze mails niet meer?";
        text += &format!("{ASK} Meld je af:\n{link}\n");
        html = html.small_link(ASK, "Meld je af", link);
    }
    Email {
        message_id: letter.message_id.clone(),
        from: frame.sender.clone(),
        to: letter.to.clone(),
        date: at,
        html: html.page(&subject, &preview),
        subject,
        text,
        unsubscribe: letter.unsubscribe.as_ref().map(|link| unsubscribe(link, frame)),
        calendar: calendar(letter, frame, at),
    }
}

fn words(content: &Content, site: &str) -> Words {
    match content {
        Content::Login { identities, minutes } => login::words(identities, *minutes, site),
        Content::StaffInvitation { name, link, expires_at } => staff_invitation::words(name, link, *expires_at, site),
        Content::Invitation(letter) => invitation::words(letter),
        Content::Reminder(letter) => reminder::words(letter),
        Content::Result { first_name, title, ballots, roll, outcomes, seals, link } => {
            let (ballots, roll) = (*ballots, *roll);
            result::words(&result::Facts { first_name, title, ballots, roll, outcomes, seals, link })
        }
        Content::Feedback(letter) => feedback::words(letter),
        Content::Conversation(letter) => conversation::words(letter),
        Content::Withdrawn { first_name, title, reason } => withdrawn::words(first_name, title, reason),
    }
}

/// The file for the receiver's calendar, if the letter has an event in it.
fn calendar(letter: &Letter, frame: &Frame, at: Timestamp) -> Option<CalendarFile> {
    let Content::Conversation(about) = &letter.content else { return None };
    let (method, event) = about.event.as_ref()?;
    let between = Between { name: &frame.site, organiser: frame.sender.address(), receiver: &letter.to };
    Some(CalendarFile { method: *method, text: calendar::file(event, *method, between, at) })
}

/// The token goes into the subject of the mail, so that whoever reads it can find the link.
fn unsubscribe(link: &str, frame: &Frame) -> Unsubscribe {
    let token = link.rsplit('/').next().unwrap_or_default();
    let mailto = format!("mailto:{}?subject=afmelden%20{token}", frame.unsubscribe_address);
    Unsubscribe { link: link.to_owned(), mailto }
}

fn one_line(text: &str) -> String {
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
