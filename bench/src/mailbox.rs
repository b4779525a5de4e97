//! The mail folder of a server that sends to `folder:DIR`: reads the letters, finds links and codes. It sends nothing.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mailparse::{MailHeaderMap, ParsedMail, addrparse_header, parse_mail};

use crate::input::Member;

/// A letter as far as the bench needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address in lower case.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
}

/// The paths of the letters in a folder; one that is still being written has another ending.
pub fn paths(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no mail folder {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "eml") {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

/// Reads one letter.
pub fn read(path: &Path) -> Result<Letter> {
    parse(&fs::read(path)?).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a letter from its source.
pub fn parse(source: &[u8]) -> Result<Letter> {
    let mail = parse_mail(source)?;
    let to = mail.headers.get_first_header("To").context("a letter without To")?;
    let to = addrparse_header(to)?.extract_single_info().context("a letter to several people")?;
    let text = text_part(&mail).context("a letter without a text part")?.get_body()?;
    let subject = mail.headers.get_first_value("Subject").unwrap_or_default();
    Ok(Letter { to: to.addr.to_lowercase(), subject, text })
}

fn text_part<'m>(mail: &'m ParsedMail<'m>) -> Option<&'m ParsedMail<'m>> {
    if mail.subparts.is_empty() {
        return (mail.ctype.mimetype == "text/plain").then_some(mail);
    }
    mail.subparts.iter().find_map(text_part)
}

impl Letter {
    /// The token of the first link whose path begins with `page`, as in `…/r/{token}` for "r".
    #[must_use]
    pub fn link(&self, page: &str) -> Option<&str> {
        let mark = format!("/{page}/");
        self.text.split_whitespace().filter(|word| word.contains("://")).find_map(|word| {
            let (_, rest) = word.split_once(&mark)?;
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            Some(&rest[..end.unwrap_or(rest.len())]).filter(|token| !token.is_empty())
        })
    }

    /// The six digits of a login letter, also where they are written in two groups of three.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let digits = |word: &str, length| word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit());
        let trim = |word: &'_ str| word.trim_end_matches(['.', ',']).to_owned();
        let words: Vec<String> = self.text.split_whitespace().map(trim).collect();
        let whole = words.iter().find(|word| digits(word, 6)).cloned();
        let halves = || words.windows(2).find(|pair| pair.iter().all(|half| digits(half, 3))).map(<[String]>::concat);
        whole.or_else(halves)
    }

    fn names(&self, member: &Member) -> bool {
        self.text.split(|c: char| !c.is_alphanumeric()).any(|word| word == member.first_name())
    }
}

/// Which round links each member received, newest last, by member number.
#[must_use]
pub fn round_links(letters: &[Letter], members: &[Member]) -> HashMap<String, Vec<String>> {
    let mut by_address: HashMap<&str, Vec<&Member>> = HashMap::new();
    for member in members {
        by_address.entry(&member.email).or_default().push(member);
    }
    let mut links: HashMap<String, Vec<String>> = HashMap::new();
    let mut served: HashSet<(&str, &str)> = HashSet::new();
    for letter in letters {
        let (Some(token), Some(sharing)) = (letter.link("r"), by_address.get(letter.to.as_str())) else { continue };
        let named: Vec<&&Member> = sharing.iter().filter(|member| sharing.len() == 1 || letter.names(member)).collect();
        // Two people with one address and one first name: one letter each, it does not matter which.
        let fresh = named.iter().find(|member| !served.contains(&(member.number.as_str(), letter.subject.as_str())));
        if let Some(member) = fresh.or(named.first()) {
            served.insert((&member.number, &letter.subject));
            links.entry(member.number.clone()).or_default().push(token.to_owned());
        }
    }
    links
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    const SOURCE: &str = "From: a@b.example\r\nTo: =?utf-8?q?Sem_D=C3=AFkstra?= <Sem@x.example>\r\nSubject: =?utf-8?q?Vier_stellingen?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Dag Sem,\r\n\r\nhttp://127.0.0.1:8080/r/abc-_123=\r\n456\r\n\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>/r/other</p>\r\n--q--\r\n";

    fn letter(to: &str, text: &str) -> Letter {
        Letter { to: to.to_owned(), subject: "Vier stellingen".to_owned(), text: text.to_owned() }
    }

    fn member(number: &str, name: &str, email: &str) -> Member {
        Member { number: number.to_owned(), name: name.to_owned(), email: email.to_owned() }
    }

    #[test]
    fn a_link_is_found_in_the_text_part_also_across_a_soft_line_break() {
        let letter = parse(SOURCE.as_bytes()).unwrap();
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("sem@x.example", "Vier stellingen"));
        assert_eq!(letter.link("r"), Some("abc-_123456"));
        assert_eq!(letter.link("inloggen"), None);
    }

    #[test]
    fn the_six_digits_of_a_login_letter_are_found() {
        for text in ["Je code is 123456. Geldig tot 2026.", "vul deze code in: 123 456\n\n10 minuten"] {
            assert_eq!(letter("x", text).code().as_deref(), Some("123456"));
        }
        assert_eq!(letter("x", "lid1234567 en 12345").code(), None);
    }

    #[test]
    fn a_couple_with_one_address_is_told_apart_by_first_name() {
        let members = [member("1", "Sem X", "p@x.example"), member("2", "Noor X", "p@x.example")];
        let letters =
            [letter("p@x.example", "Dag Noor,\nhttp://h/r/noors"), letter("p@x.example", "Dag Sem,\nhttp://h/r/sems")];
        let links = round_links(&letters, &members);
        assert_eq!(links["1"], ["sems"]);
        assert_eq!(links["2"], ["noors"]);
    }

    #[test]
    fn two_people_with_one_address_and_one_name_get_one_link_each() {
        let members = [member("1", "Sem X", "p@x.example"), member("2", "Sem Y", "p@x.example")];
        let letters = ["a", "b"].map(|token| letter("p@x.example", &format!("Dag Sem, http://h/r/{token}")));
        let links = round_links(&letters, &members);
        assert_eq!((links["1"].len(), links["2"].len()), (1, 1));
        assert_ne!(links["1"], links["2"]);
    }
}
