//! Writes the calendar files that letters carry, for a program of other people's to read: tests/crosscheck/calendar_files.py.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use preferendum::domain::calendar::{Event, Method};
use preferendum::domain::letter::{Content, ConversationLetter, Letter, Notice};
use preferendum::domain::time::Timestamp;
use preferendum::mail::{Frame, Sender, render};

/// Where the files go.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// A folder; made where it is missing.
    #[arg(long)]
    pub out: PathBuf,
}

/// One evening in summer and one in winter, 19:30 on the clock in Amsterdam.
const EVENINGS: [(&str, &str); 2] = [("summer", "2026-07-01T17:30:00Z"), ("winter", "2026-12-01T18:30:00Z")];
const HOUR: i64 = 3_600;

/// Writes, for each evening, the file of the confirmation, of a change by an hour, and of the cancellation.
pub fn run(options: &Options) -> Result<()> {
    std::fs::create_dir_all(&options.out)?;
    for (name, starts) in EVENINGS {
        let starts = Timestamp::parse(starts).context("a moment")?;
        let cancelled = Notice::Cancelled { reason: "Ziek.".to_owned() };
        for (step, notice, starts, method, sequence) in [
            ("seat", Notice::Seat, starts, Method::Publish, 0),
            ("changed", Notice::Changed, starts.plus(HOUR), Method::Publish, 1),
            ("cancelled", cancelled, starts.plus(HOUR), Method::Cancel, 2),
        ] {
            let file = attached(notice, starts, method, sequence)?;
            std::fs::write(options.out.join(format!("{name}-{step}.ics")), file)?;
        }
    }
    Ok(())
}

fn attached(notice: Notice, starts_at: Timestamp, method: Method, sequence: i32) -> Result<String> {
    let event = Event {
        uid: "0198f00d-0000-7000-8000-000000000001@leden.example.org".to_owned(),
        sequence,
        title: "Wonen; hoe nu verder, met z’n allen? Een lange titel, die niet op één regel past".to_owned(),
        description: "Eerste regel\nTweede regel \\ met een schuine streep".to_owned(),
        place: Some("Dorpshuis, Kerkplein 1".to_owned()),
        url: "https://leden.example.org/gesprek/0198f00d".to_owned(),
        starts_at,
        ends_at: starts_at.plus(2 * HOUR),
    };
    let letter = Letter {
        to: "ans@leden.example".to_owned(),
        message_id: "<0198@leden.example.org>".to_owned(),
        content: Content::Conversation(Box::new(ConversationLetter {
            notice,
            first_name: "Ans".to_owned(),
            title: event.title.clone(),
            purpose: "Verder praten.".to_owned(),
            organiser: "Preferendum".to_owned(),
            starts_at,
            ends_at: event.ends_at,
            place: event.place.clone(),
            online_link: None,
            online: false,
            link: "https://leden.example.org/g/TOKEN".to_owned(),
            event: Some((method, event)),
        })),
        unsubscribe: None,
        return_path: None,
    };
    let frame = Frame {
        site: "Preferendum".to_owned(),
        sender: Sender::parse("Preferendum <post@example.org>").context("a sender")?,
        unsubscribe_address: "post@example.org".to_owned(),
    };
    let email = render(&letter, &frame, Timestamp(1_780_000_000));
    Ok(email.calendar.context("a calendar file")?.text)
}
