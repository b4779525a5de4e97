//! An e-mail as the bytes that travel: headers, a text part, an HTML part, and a calendar file. Values cannot become headers.

use std::time::{Duration, UNIX_EPOCH};

use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};

use super::email::Email;
use super::transport::SendError;

/// Builds the message; refused for good if the address cannot be written to.
pub fn message(email: &Email) -> Result<Message, SendError> {
    let to: Address = email.to.parse().map_err(|_| SendError::Refused("address".to_owned()))?;
    let moment = UNIX_EPOCH + Duration::from_secs(u64::try_from(email.date.0).unwrap_or(0));
    let mut builder = Message::builder()
        .from(email.from.mailbox())
        .to(Mailbox::new(None, to.clone()))
        .subject(&email.subject)
        .message_id(Some(email.message_id.clone()))
        .date(moment)
        .raw_header(header("Content-Language", "nl".to_owned()))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(path) = &email.return_path {
        let path = path.parse().map_err(|_| SendError::Refused("return path".to_owned()))?;
        let envelope = Envelope::new(Some(path), vec![to]).map_err(|_| SendError::Refused("address".to_owned()))?;
        builder = builder.envelope(envelope);
    }
    if let Some(unsubscribe) = &email.unsubscribe {
        let both = format!("<{}>, <{}>", unsubscribe.link, unsubscribe.mailto);
        builder = builder
            .raw_header(header("List-Unsubscribe", both))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("letter-{}", email.letter()))
        .singlepart(part(ContentType::TEXT_PLAIN, &email.text))
        .singlepart(part(ContentType::TEXT_HTML, &email.html));
    let broken = || SendError::Refused("message".to_owned());
    let Some(file) = &email.calendar else { return builder.multipart(parts).map_err(|_| broken()) };
    let kind = format!("text/calendar; charset=utf-8; method={}", file.method.name());
    let kind = ContentType::parse(&kind).map_err(|_| broken())?;
    let whole = MultiPart::builder()
        .kind(MultiPartKind::Mixed)
        .boundary(format!("parts-{}", email.letter()))
        .multipart(parts)
        .singlepart(Attachment::new("gesprek.ics".to_owned()).body(file.text.clone(), kind));
    builder.multipart(whole).map_err(|_| broken())
}

fn part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).body(text.to_owned())
}

/// The value is encoded where it must be, so that a line break in it cannot begin a header.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;
    use crate::domain::calendar::Method;
    use crate::domain::time::Timestamp;
    use crate::mail::{CalendarFile, Sender, Unsubscribe};

    fn email() -> Email {
        Email {
            message_id: "<0198@leden.example.org>".to_owned(),
            from: Sender::parse("Preferendum <post@example.org>").unwrap(),
            to: "ans@leden.example".to_owned(),
            date: Timestamp(1_795_507_200),
            subject: "Doe mee".to_owned(),
            text: "Hoi".to_owned(),
            html: "<p>Hoi</p>".to_owned(),
            unsubscribe: Some(Unsubscribe {
                link: "https://leden.example.org/afmelden/AbC".to_owned(),
                mailto: "mailto:post@example.org?subject=afmelden".to_owned(),
            }),
            return_path: None,
            calendar: None,
        }
    }

    fn text(email: &Email) -> String {
        String::from_utf8(message(email).unwrap().formatted()).unwrap()
    }

    #[test]
    fn every_promised_header_is_there_and_no_other_program_is_named() {
        let text = text(&email());
        for line in [
            "From: Preferendum <post@example.org>\r\n",
            "To: ans@leden.example\r\n",
            "Subject: Doe mee\r\n",
            "Message-ID: <0198@leden.example.org>\r\n",
            "Date: Tue, 24 Nov 2026 08:00:00 +0000\r\n",
            "Content-Language: nl\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in\n{text}");
        }
        let unfolded = text.replace("\r\n ", " ");
        assert!(unfolded.contains(
            "List-Unsubscribe: <https://leden.example.org/afmelden/AbC>, <mailto:post@example.org?subject=afmelden>\r\n"
        ));
        assert!(!text.contains("X-Mailer") && !text.contains("User-Agent"));
    }

    #[test]
    fn a_letter_outside_the_streams_offers_no_unsubscribing() {
        let text = text(&Email { unsubscribe: None, ..email() });
        assert!(!text.contains("List-Unsubscribe"));
    }

    #[test]
    fn a_calendar_file_is_attached_with_its_method_and_without_one_there_is_nothing_attached() {
        let file = CalendarFile { method: Method::Cancel, text: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned() };
        let with = text(&Email { calendar: Some(file), ..email() });
        let attached = with.split("Content-Disposition: attachment; filename=\"gesprek.ics\"").nth(1);
        assert!(attached.is_some_and(|part| part.contains("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")), "{with}");
        assert!(with.contains("Content-Type: text/calendar; charset=utf-8; method=CANCEL"), "{with}");
        assert!(with.contains("multipart/mixed") && with.contains("multipart/alternative"), "{with}");
        assert!(!text(&email()).contains("attachment"));
    }

    #[test]
    fn a_line_break_in_a_value_never_begins_a_header() {
        let evil = "Stelling\r\nBcc: everybody@example.org";
        let subject = text(&Email { subject: evil.to_owned(), ..email() });
        assert!(!subject.contains("\nBcc:"), "{subject}");
        let id = text(&Email { message_id: format!("<1@x>{evil}"), ..email() });
        assert!(!id.contains("\nBcc:"), "{id}");
        let to = Email { to: "ans@leden.example\r\nBcc: a@example.org".to_owned(), ..email() };
        assert_eq!(message(&to).err(), Some(SendError::Refused("address".to_owned())));
        assert_eq!(
            Sender::parse("Naam\r\nBcc: a@example.org <post@example.org>")
                .map(|s| s.mailbox().to_string().contains('\n')),
            None
        );
    }

    #[test]
    fn a_return_path_is_in_the_envelope_and_in_no_header() {
        let path = "bounces+0198@partij.example";
        let with = message(&Email { return_path: Some(path.to_owned()), ..email() }).unwrap();
        assert_eq!(with.envelope().from().map(ToString::to_string).as_deref(), Some(path));
        assert_eq!(with.envelope().to().len(), 1);
        assert!(!String::from_utf8(with.formatted()).unwrap().contains(path));
        let without = message(&email()).unwrap();
        assert_eq!(without.envelope().from().map(ToString::to_string).as_deref(), Some("post@example.org"));
    }

    #[test]
    fn the_same_letter_is_the_same_bytes() {
        assert_eq!(text(&email()), text(&email()));
    }
}
