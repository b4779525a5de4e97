//! The files a round is played from: members and answers, comma or semicolon, with or without BOM.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

/// One answer: 5 (helemaal mee eens) to 1, or `None` for geen mening.
pub type Answer = Option<u8>;

/// What a member answers to the four statements.
pub type Answers = [Answer; 4];

/// A member as far as the mail needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The member number.
    pub number: String,
    /// The whole name.
    pub name: String,
    /// The address in lower case; empty when there is none.
    pub email: String,
}

impl Member {
    /// What a letter calls this member.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or_default()
    }
}

fn table(text: &str) -> csv::Reader<&[u8]> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') { b';' } else { b',' };
    csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn columns<const N: usize>(table: &mut csv::Reader<&[u8]>, names: [&str; N]) -> Result<[usize; N]> {
    let header = table.headers()?.clone();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        let found = header.iter().position(|column| column.eq_ignore_ascii_case(name));
        *place = found.with_context(|| format!("no column {name}"))?;
    }
    Ok(places)
}

/// The members of a file with at least `lidnummer`, `naam` and `email`, in its order.
pub fn members(path: &Path) -> Result<Vec<Member>> {
    let text = read(path)?;
    let mut table = table(&text);
    let [number, name, email] = columns(&mut table, ["lidnummer", "naam", "email"])?;
    let mut members = Vec::new();
    for row in table.records() {
        let row = row?;
        members.push(Member {
            number: row[number].to_owned(),
            name: row[name].to_owned(),
            email: row[email].to_lowercase(),
        });
    }
    Ok(members)
}

fn answer(text: &str) -> Result<Answer> {
    match text {
        "" => Ok(None),
        _ => match text.parse() {
            Ok(value @ 1..=5) => Ok(Some(value)),
            _ => bail!("{text:?} is no answer: 1 to 5, or empty for geen mening"),
        },
    }
}

/// The answers of a file with `lidnummer` and `stelling1` … `stelling4`, the first `limit` of them, in its order.
pub fn answers(path: &Path, limit: Option<usize>) -> Result<Vec<(String, Answers)>> {
    let text = read(path)?;
    let mut table = table(&text);
    let [number, one, two, three, four] =
        columns(&mut table, ["lidnummer", "stelling1", "stelling2", "stelling3", "stelling4"])?;
    let mut rows = Vec::new();
    for row in table.records().take(limit.unwrap_or(usize::MAX)) {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let mut given = [None; 4];
        for (place, column) in given.iter_mut().zip([one, two, three, four]) {
            *place = answer(&row[column]).with_context(|| format!("{} line {line}", path.display()))?;
        }
        rows.push((row[number].to_owned(), given));
    }
    Ok(rows)
}

/// The answers with the member that gives each; a number that is unknown or stands there twice is an error.
pub fn voters(members: &[Member], answers: &[(String, Answers)]) -> Result<Vec<(Member, Answers)>> {
    let by_number: HashMap<&str, &Member> = members.iter().map(|member| (member.number.as_str(), member)).collect();
    let mut seen = HashMap::new();
    let (mut voters, mut unknown) = (Vec::new(), Vec::new());
    for (number, given) in answers {
        ensure!(seen.insert(number, ()).is_none(), "member {number} answers twice");
        match by_number.get(number.as_str()) {
            Some(member) => voters.push(((*member).clone(), *given)),
            None => unknown.push(number.as_str()),
        }
    }
    let first = &unknown[..unknown.len().min(5)];
    ensure!(unknown.is_empty(), "{} unknown member numbers in the answers: {}…", unknown.len(), first.join(", "));
    Ok(voters)
}

/// How often each answer was given to each statement: `[statement][5, 4, 3, 2, 1, none]`.
#[must_use]
pub fn counts<'a>(answers: impl IntoIterator<Item = &'a Answers>) -> [[u64; 6]; 4] {
    let mut counts = [[0; 6]; 4];
    for given in answers {
        for (row, answer) in counts.iter_mut().zip(given) {
            row[answer.map_or(5, |value| usize::from(5 - value.clamp(1, 5)))] += 1;
        }
    }
    counts
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn a_file_is_read_with_comma_or_semicolon_and_with_a_bom() {
        for text in [
            "lidnummer,naam,email\n1,Sem Dijkstra,Sem@x.example\n",
            "\u{feff}lidnummer;email;naam\n1;Sem@x.example;Sem Dijkstra\n",
        ] {
            let members = members(file(text).path()).unwrap();
            assert_eq!(members[0].first_name(), "Sem");
            assert_eq!(members[0].email, "sem@x.example");
        }
    }

    #[test]
    fn an_empty_answer_is_geen_mening_and_a_six_is_an_error_with_its_line() {
        let head = "lidnummer,stelling1,stelling2,stelling3,stelling4\n";
        let rows = answers(file(&format!("{head}1,5,,3,1\n2,1,1,1,1\n")).path(), Some(1)).unwrap();
        assert_eq!(rows, [("1".to_owned(), [Some(5), None, Some(3), Some(1)])]);
        let error = answers(file(&format!("{head}1,5,4,3,1\n2,6,1,1,1\n")).path(), None).unwrap_err();
        assert!(format!("{error:#}").contains("line 3"), "{error:#}");
    }

    #[test]
    fn an_unknown_member_or_one_twice_is_an_error() {
        let member = Member { number: "1".into(), name: "A B".into(), email: String::new() };
        let given = |number: &str| (number.to_owned(), [None; 4]);
        assert_eq!(voters(std::slice::from_ref(&member), &[given("1")]).unwrap().len(), 1);
        assert!(voters(std::slice::from_ref(&member), &[given("2")]).is_err());
        assert!(voters(&[member], &[given("1"), given("1")]).is_err());
    }

    #[test]
    fn counting_puts_every_answer_in_its_own_cell() {
        let counts = counts(&[[Some(5), Some(4), Some(3), None], [Some(5), Some(2), Some(1), None]]);
        assert_eq!(counts[0], [2, 0, 0, 0, 0, 0]);
        assert_eq!(counts[1], [0, 1, 0, 1, 0, 0]);
        assert_eq!(counts[2], [0, 0, 1, 0, 1, 0]);
        assert_eq!(counts[3], [0, 0, 0, 0, 0, 2]);
    }
}
