//! The members file: `lidnummer,naam,email,afdeling,geboortejaar,geslacht`.

use std::collections::HashMap;

use serde::Serialize;

use super::table::{Layout, Row, read};
use super::{BadRow, Reason};
use crate::domain::ids::BranchId;
use crate::domain::member::EmailAddress;

const LAYOUT: Layout = Layout {
    needed: &["lidnummer", "naam", "email", "afdeling", "geboortejaar", "geslacht"],
    optional: &[],
    others: false,
};

const FIRST_YEAR: i32 = 1900;
const YOUNGEST: i32 = 14;

/// A member as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberRow {
    /// Number in the member administration.
    pub number: String,
    /// Full name.
    pub name: String,
    /// Where letters go, if anywhere.
    pub email: Option<EmailAddress>,
    /// The branch that the code stands for.
    pub branch: BranchId,
    /// Year of birth, if known.
    pub birth_year: Option<i32>,
    /// As the file has it, if anything.
    pub gender: Option<String>,
}

/// Reads a file; all bad rows together if there is one. `branches` are the known codes, `this_year` the current year.
pub fn parse_members(
    bytes: &[u8],
    branches: &HashMap<String, BranchId>,
    this_year: i32,
) -> Result<Vec<MemberRow>, Vec<BadRow>> {
    let table = read(bytes, &LAYOUT)?;
    let mut bad = table.bad;
    let mut reading = Reading { branches, latest: this_year - YOUNGEST, seen: HashMap::new(), reasons: Vec::new() };
    let mut members = Vec::with_capacity(table.rows.len());
    for Row { line, fields } in table.rows {
        members.extend(reading.member(line, fields));
        bad.extend(reading.reasons.drain(..).map(|reason| BadRow { line, reason }));
    }
    bad.sort_by_key(|row| row.line);
    if bad.is_empty() { Ok(members) } else { Err(bad) }
}

struct Reading<'a> {
    branches: &'a HashMap<String, BranchId>,
    latest: i32,
    seen: HashMap<String, u64>,
    /// What is wrong with the row at hand.
    reasons: Vec<Reason>,
}

impl Reading<'_> {
    fn member(&mut self, line: u64, fields: Vec<String>) -> Option<MemberRow> {
        let [number, name, email, branch, year, gender] = <[String; 6]>::try_from(fields).ok()?;
        self.number(line, &number);
        if name.is_empty() {
            self.reasons.push(Reason::Empty("naam"));
        }
        let email = self.email(&email);
        let branch = self.branch(&branch);
        let birth_year = self.year(&year);
        let gender = Some(gender).filter(|gender| !gender.is_empty());
        Some(MemberRow { number, name, email, branch: branch?, birth_year, gender })
    }

    fn number(&mut self, line: u64, number: &str) {
        if number.is_empty() {
            self.reasons.push(Reason::Empty("lidnummer"));
            return;
        }
        let first = *self.seen.entry(number.to_owned()).or_insert(line);
        if first != line {
            self.reasons.push(Reason::DoubleMember { number: number.to_owned(), first });
        }
    }

    fn email(&mut self, text: &str) -> Option<EmailAddress> {
        let address = EmailAddress::parse(text);
        if address.is_none() && !text.is_empty() {
            self.reasons.push(Reason::MalformedEmail(text.to_owned()));
        }
        address
    }

    fn branch(&mut self, code: &str) -> Option<BranchId> {
        let branch = self.branches.get(code).copied();
        if branch.is_none() {
            let reason =
                if code.is_empty() { Reason::Empty("afdeling") } else { Reason::UnknownBranch(code.to_owned()) };
            self.reasons.push(reason);
        }
        branch
    }

    fn year(&mut self, text: &str) -> Option<i32> {
        let year = text.parse().ok().filter(|year| (FIRST_YEAR..=self.latest).contains(year));
        if year.is_none() && !text.is_empty() {
            self.reasons.push(Reason::ImpossibleYear(text.to_owned()));
        }
        year
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HEADER: &str = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n";

    fn parse(rows: &str) -> Result<Vec<MemberRow>, Vec<BadRow>> {
        let branches = HashMap::from([("A".to_owned(), BranchId(Uuid::nil()))]);
        parse_members(format!("{HEADER}{rows}").as_bytes(), &branches, 2026)
    }

    fn reasons(rows: &str) -> Vec<(u64, Reason)> {
        parse(rows).err().unwrap().into_iter().map(|bad| (bad.line, bad.reason)).collect()
    }

    #[test]
    fn all_bad_rows_are_named_at_once_each_with_its_line_and_reason() {
        let text = |text: &str| text.to_owned();
        let found = reasons(
            "1,Ab,ab@leden.example,A,1980,m\n1,Bea,bea@leden.example,A,1980,v\n2,Cor,cor,A,1980,m\n\
             3,Dia,,Z,1980,v\n4,Ed,,A,1899,m\n5,,,A,,\n,Flo,,A,,\n6,Gé,,A\n7,Han,,A,2013,x\n8,Ine,,A,'80,v\n",
        );
        assert_eq!(
            found,
            [
                (3, Reason::DoubleMember { number: text("1"), first: 2 }),
                (4, Reason::MalformedEmail(text("cor"))),
                (5, Reason::UnknownBranch(text("Z"))),
                (6, Reason::ImpossibleYear(text("1899"))),
                (7, Reason::Empty("naam")),
                (8, Reason::Empty("lidnummer")),
                (9, Reason::ColumnCount { expected: 6, found: 4 }),
                (10, Reason::ImpossibleYear(text("2013"))),
                (11, Reason::ImpossibleYear(text("'80"))),
            ]
        );
    }

    #[test]
    fn one_row_with_two_faults_names_both() {
        assert_eq!(
            reasons("1,,cor,A,1980,m\n"),
            [(2, Reason::Empty("naam")), (2, Reason::MalformedEmail("cor".to_owned()))]
        );
    }

    #[test]
    fn the_youngest_member_is_fourteen_and_the_oldest_is_from_1900() {
        let years: Vec<_> = parse("1,A,,A,2012,\n2,B,,A,1900,\n3,C,,A,,\n").unwrap();
        assert_eq!(years.iter().map(|row| row.birth_year).collect::<Vec<_>>(), [Some(2012), Some(1900), None]);
    }

    #[test]
    fn addresses_are_trimmed_and_lower_case() {
        let row = parse("1,Ab, Ab@Leden.Example ,A,1980,m\n").unwrap().remove(0);
        assert_eq!(row.email.unwrap().as_str(), "ab@leden.example");
    }
}
