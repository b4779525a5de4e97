//! A delivery report (RFC 3464) read from raw bytes: whether it failed, and for how long. One pass over the lines, one level of
//! parts, nothing decoded: such reports are plain ASCII, and whatever else comes in is no report.

use super::Class;

/// Longest message that is read, in bytes; the report comes before the letter that it returns.
pub const LONGEST: usize = 256 * 1024;

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whom the message was for, by its own headers: the return path of a letter, if it is a bounce.
    pub recipients: Vec<String>,
    /// What it says; none if it says nothing about a failure.
    pub class: Option<Class>,
}

/// Headers that say whom a message was for, in the order in which they are believed.
const RECIPIENT: [&str; 3] = ["delivered-to", "x-original-to", "to"];

/// Reads a message of at most [`LONGEST`] bytes; what comes after is not looked at.
#[must_use]
pub fn read(message: &[u8]) -> Report {
    let text = String::from_utf8_lossy(message.get(..LONGEST).unwrap_or(message));
    let mut lines = text.lines();
    let headers = fields(&mut lines);
    let named =
        |name: &'static str| headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
    let recipients = RECIPIENT.into_iter().flat_map(named).map(str::to_owned).collect();
    let kind = named("content-type").next().unwrap_or_default();
    let class = boundary(kind).and_then(|boundary| delivery_status(lines, &boundary));
    Report { recipients, class }
}

/// Fields up to an empty line, names in lower case, folded lines joined.
fn fields<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        match (line.starts_with([' ', '\t']), line.split_once(':')) {
            (true, _) => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (false, Some((name, value))) => fields.push((name.trim().to_lowercase(), value.trim().to_owned())),
            (false, None) => {}
        }
    }
    fields
}

/// What parts the parts of a `multipart/report`; none if this is something else.
fn boundary(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';');
    if !parameters.next()?.trim().eq_ignore_ascii_case("multipart/report") {
        return None;
    }
    let mut pairs = parameters.filter_map(|part| part.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"))?;
    Some(value.trim().trim_matches('"').to_owned()).filter(|boundary| !boundary.is_empty())
}

/// The worst class of the recipients in the part with the machine's own words.
fn delivery_status<'a>(mut lines: impl Iterator<Item = &'a str>, boundary: &str) -> Option<Class> {
    let border = format!("--{boundary}");
    while lines.any(|line| line.starts_with(&border)) {
        let headers = fields(&mut lines);
        let kind = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.to_lowercase());
        if !kind.is_some_and(|kind| kind.starts_with("message/delivery-status")) {
            continue;
        }
        let mut part = lines.take_while(|line| !line.starts_with(&border)).peekable();
        let mut worst = None;
        while part.peek().is_some() {
            // The first group is about the message; it names neither an action nor a status.
            worst = worst.max(classified(&fields(&mut part)));
        }
        return worst;
    }
    None
}

/// What the fields of one recipient say. A delay is no failure: the letter may still arrive. A refusal for reasons of policy
/// (5.7.x, RFC 3463) is about who sends, so it stops no address by itself: one block list would stop thousands.
fn classified(fields: &[(String, String)]) -> Option<Class> {
    let named = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    if !named("action")?.eq_ignore_ascii_case("failed") {
        return None;
    }
    let status = named("status")?.split_whitespace().next()?;
    let mut numbers = status.split('.').map(|number| number.parse::<u16>().ok());
    match (numbers.next()??, numbers.next()??, numbers.next()??) {
        (5, 7, _) | (4, ..) => Some(Class::Soft),
        (5, ..) => Some(Class::Hard),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn report(groups: &str) -> String {
        format!(
            "Return-Path: <>\r\nDelivered-To: bounces+1@partij.example\r\nTo: other@partij.example\r\n\
             Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"=_x\"\r\n\r\n\
             --=_x\r\nContent-Type: text/plain\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n\r\n\
             --=_x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n{groups}\r\n\
             --=_x\r\nContent-Type: message/rfc822\r\n\r\nStatus: 5.0.0\r\nAction: failed\r\n--=_x--\r\n"
        )
    }

    fn class(groups: &str) -> Option<Class> {
        read(report(groups).as_bytes()).class
    }

    #[test]
    fn a_failure_is_hard_or_soft_by_its_status_and_a_delay_is_none() {
        let failed = |status: &str| {
            class(&format!("Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: {status}\r\n"))
        };
        assert_eq!(failed("5.1.1"), Some(Class::Hard));
        assert_eq!(failed("5.1.1 (no such user)"), Some(Class::Hard));
        assert_eq!(failed("4.4.7"), Some(Class::Soft));
        assert_eq!(failed("5.7.1"), Some(Class::Soft), "a policy says nothing of the address");
        assert_eq!(failed("2.0.0"), None);
        assert_eq!(failed("bad"), None);
        assert_eq!(class("Action: delayed\r\nStatus: 4.4.1\r\n"), None);
        assert_eq!(class("Status: 5.1.1\r\n"), None);
    }

    #[test]
    fn only_the_machines_own_part_counts_and_the_worst_recipient_in_it() {
        assert_eq!(class(""), None);
        let both = "Action: failed\r\nStatus: 4.2.2\r\n\r\nAction: failed\r\nStatus: 5.1.10\r\n";
        assert_eq!(class(both), Some(Class::Hard));
    }

    #[test]
    fn whom_it_was_for_is_read_from_its_headers_most_believed_first() {
        let read = read(report("").as_bytes());
        assert_eq!(read.recipients, ["bounces+1@partij.example", "other@partij.example"]);
    }

    #[test]
    fn an_answer_from_a_person_says_nothing_of_the_address() {
        let away = "To: bounces+1@partij.example\n\nIk ben er niet.\nAction: failed\nStatus: 5.1.1\n";
        assert_eq!(read(away.as_bytes()).class, None);
    }

    proptest! {
        #[test]
        fn rubbish_is_read_without_falling_over(bytes in proptest::collection::vec(any::<u8>(), 0..4000)) {
            let _ = read(&bytes);
        }

        #[test]
        fn a_cut_off_or_spoiled_report_is_read_without_falling_over(cut in 0_usize..600, at in 0_usize..600, byte: u8) {
            let mut bytes = report("Action: failed\r\nStatus: 5.1.1\r\n").into_bytes();
            if let Some(spoiled) = bytes.get_mut(at) {
                *spoiled = byte;
            }
            bytes.truncate(cut);
            let _ = read(&bytes);
        }
    }
}
