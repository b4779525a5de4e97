//! Calendar files (iCalendar, RFC 5545) with one event, as mail programs take them up (iTIP, RFC 5546). Pure text.

use super::time::Timestamp;

/// What is to be done with the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Note it, or the change of it.
    Publish,
    /// Strike it out.
    Cancel,
}

impl Method {
    /// As it stands in the file and in the type of the attachment.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for ever: `<id>@<host>`.
    pub uid: String,
    /// Raised by every change, so that programs know which file is the newest.
    pub sequence: i32,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Where people come together.
    pub place: Option<String>,
    /// Page with more, or where people come together online.
    pub url: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Who a file is from and for. Nobody else is in it: that somebody is a member is nobody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between<'a> {
    /// Name of the site.
    pub name: &'a str,
    /// Address of the organiser.
    pub organiser: &'a str,
    /// Address of the receiver. Only a cancellation names it: RFC 5546 wants it there (3.2.5), and forbids it in what is
    /// published (3.2.1).
    pub receiver: &'a str,
}

/// The rule of the European Union: since 1996 clocks go back on the last Sunday of October, and on in that of March.
const AMSTERDAM: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The file with this event, as it was at `now`.
#[must_use]
pub fn file(event: &Event, method: Method, between: Between<'_>, now: Timestamp) -> String {
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Preferendum//Conversations//NL", "CALSCALE:GREGORIAN"]
            .map(str::to_owned)
            .to_vec();
    lines.push(format!("METHOD:{}", method.name()));
    lines.extend(AMSTERDAM.iter().map(|line| (*line).to_owned()));
    lines.push("BEGIN:VEVENT".to_owned());
    lines.push(format!("UID:{}", text(&event.uid)));
    lines.push(format!("DTSTAMP:{}", now.in_calendar_utc()));
    lines.push(format!("SEQUENCE:{}", event.sequence));
    lines.push(format!("DTSTART;TZID=Europe/Amsterdam:{}", event.starts_at.in_calendar_amsterdam()));
    lines.push(format!("DTEND;TZID=Europe/Amsterdam:{}", event.ends_at.in_calendar_amsterdam()));
    lines.push(format!("SUMMARY:{}", text(&event.title)));
    lines.push(format!("DESCRIPTION:{}", text(&event.description)));
    lines.extend(event.place.iter().map(|place| format!("LOCATION:{}", text(place))));
    lines.push(format!("URL:{}", bare(&event.url)));
    lines.push(format!("ORGANIZER;CN=\"{}\":mailto:{}", quoted(between.name), bare(between.organiser)));
    match method {
        Method::Publish => lines.push("STATUS:CONFIRMED".to_owned()),
        Method::Cancel => {
            lines.push(format!("ATTENDEE:mailto:{}", bare(between.receiver)));
            lines.push("STATUS:CANCELLED".to_owned());
        }
    }
    lines.extend(["TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
    lines.iter().map(|line| folded(line)).collect()
}

/// A value of type TEXT (3.3.11): what has a meaning is escaped, other control characters are left out.
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A quoted parameter (3.2), which knows no way to write a quotation mark.
fn quoted(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && *c != '"').collect()
}

/// An address: no line can end in it.
fn bare(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

const LINE: usize = 75;

/// A content line with its end, folded so that no line is longer than 75 octets (3.1), and never within a character.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(starts: &str, ends: &str) -> Event {
        Event {
            uid: "0198@leden.example.org".to_owned(),
            sequence: 2,
            title: "Gesprek over wonen; bouwen, kopen".to_owned(),
            description: "Eerste regel\nTweede \\ regel".to_owned(),
            place: Some("Zaal 1, Dorpsstraat 2".to_owned()),
            url: "https://leden.example.org/gesprek/0198".to_owned(),
            starts_at: Timestamp::parse(starts).unwrap(),
            ends_at: Timestamp::parse(ends).unwrap(),
        }
    }

    const BETWEEN: Between<'_> =
        Between { name: "Partij \"X\"", organiser: "post@example.org", receiver: "ans@leden.example" };

    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_hour_on_the_clock_is_right_in_summer_and_in_winter() {
        for (starts, ends, local) in [
            ("2026-07-01T17:30:00Z", "2026-07-01T19:30:00Z", "20260701T193000"),
            ("2026-12-01T18:30:00Z", "2026-12-01T20:30:00Z", "20261201T193000"),
        ] {
            let file = file(&event(starts, ends), Method::Publish, BETWEEN, Timestamp(1_795_507_200));
            let lines = unfolded(&file);
            assert!(lines.contains(&format!("DTSTART;TZID=Europe/Amsterdam:{local}")), "{file}");
            assert!(lines.contains(&"DTSTAMP:20261124T080000Z".to_owned()), "{file}");
            assert_eq!(lines.iter().filter(|line| line.starts_with("TZID:")).count(), 1);
        }
    }

    #[test]
    fn what_has_a_meaning_in_the_file_is_escaped_and_nobody_else_is_in_it() {
        let event = event("2026-07-01T17:30:00Z", "2026-07-01T19:30:00Z");
        let published = file(&event, Method::Publish, BETWEEN, Timestamp(0));
        let lines = unfolded(&published);
        for line in [
            "METHOD:PUBLISH",
            "SEQUENCE:2",
            "SUMMARY:Gesprek over wonen\\; bouwen\\, kopen",
            "DESCRIPTION:Eerste regel\\nTweede \\\\ regel",
            "LOCATION:Zaal 1\\, Dorpsstraat 2",
            "ORGANIZER;CN=\"Partij X\":mailto:post@example.org",
            "STATUS:CONFIRMED",
        ] {
            assert!(lines.contains(&line.to_owned()), "{line} is not in\n{published}");
        }
        assert!(!published.contains("ATTENDEE"));
        let cancelled = unfolded(&file(&event, Method::Cancel, BETWEEN, Timestamp(0)));
        assert!(cancelled.contains(&"METHOD:CANCEL".to_owned()) && cancelled.contains(&"STATUS:CANCELLED".to_owned()));
        let attendees: Vec<&String> = cancelled.iter().filter(|line| line.starts_with("ATTENDEE")).collect();
        assert_eq!(attendees, ["ATTENDEE:mailto:ans@leden.example"]);
    }

    proptest! {
        #[test]
        fn whatever_a_title_holds_lines_are_short_and_nothing_of_it_begins_a_line(title in any::<String>()) {
            let event = Event { title: title.clone(), ..event("2026-07-01T17:30:00Z", "2026-07-01T19:30:00Z") };
            let file = file(&event, Method::Publish, BETWEEN, Timestamp(0));
            prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
            let controls = |c: char| c.is_control() && c != '\r' && c != '\n';
            prop_assert!(!file.contains(controls));
            let lines = unfolded(&file);
            let names = ["BEGIN", "END", "UID", "SUMMARY", "METHOD", "VERSION", "PRODID", "CALSCALE", "DTSTAMP", "SEQUENCE",
                "DTSTART", "DTEND", "DESCRIPTION", "LOCATION", "URL", "ORGANIZER", "STATUS", "TRANSP", "TZ", "RRULE"];
            prop_assert!(lines.iter().all(|line| names.iter().any(|name| line.starts_with(name))));
            prop_assert_eq!(lines.iter().filter(|line| line.starts_with("SUMMARY:")).count(), 1);
        }
    }
}
