//! `lint`: a table in Markdown of what the workshop's rules say about the statements in a file.

use std::fmt::Write as _;
use std::path::Path;

use super::Failure;
use super::import::Failure as BadFile;
use crate::domain::import::{Layout, Row, read};
use crate::domain::lint::{Direction, Finding, Rule, Texts, direction, readability, statement};

const LAYOUT: Layout =
    Layout { needed: &["stelling"], optional: &["nummer", "toelichting", "voor", "tegen"], others: true };
/// Words of what is marked that the table shows.
const SHOWN: usize = 3;

/// Prints the table. Nothing is stored, and the statements themselves are not in it.
pub(super) fn lint(path: &Path) -> Result<(), Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
    let rows = read(&bytes, &LAYOUT).map_err(BadFile::BadRows)?;
    if !rows.bad.is_empty() {
        return Err(BadFile::BadRows(rows.bad).into());
    }
    print!("{}", table(&rows.rows));
    Ok(())
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from("| nr | readability | direction | what fires |\n|---|---|---|---|\n");
    let mut fired = vec![0_usize; Rule::ALL.len()];
    let (mut more, mut less) = (0_usize, 0_usize);
    for (at, row) in rows.iter().enumerate() {
        let field = |place: usize| row.fields.get(place).map_or("", String::as_str);
        let texts = Texts { text: field(0), explanation: field(2), argument_for: field(3), argument_against: field(4) };
        let findings = statement(&texts);
        for (rule, number) in Rule::ALL.iter().zip(&mut fired) {
            *number += usize::from(findings.iter().any(|finding| finding.rule == *rule));
        }
        let way = direction(texts.text);
        more += usize::from(way == Some(Direction::More));
        less += usize::from(way == Some(Direction::Less));
        let number = if field(1).is_empty() { (at + 1).to_string() } else { field(1).to_owned() };
        let figure = readability(texts.text).map_or_else(String::new, |found| format!("{:.0}", found.figure));
        let way = way.map_or("", |way| if way == Direction::More { "more" } else { "less" });
        let said: Vec<String> = findings.iter().map(|finding| said(&texts, finding)).collect();
        let _ = writeln!(text, "| {number} | {figure} | {way} | {} |", said.join("; "));
    }
    let _ = writeln!(text, "\n| rule | fires on |\n|---|---|");
    for (rule, number) in Rule::ALL.iter().zip(fired).filter(|(rule, _)| !OF_THE_SET.contains(rule)) {
        let _ = writeln!(text, "| `{}` | {number} of {} |", rule.name(), rows.len());
    }
    let one_way = fours(more) + fours(less);
    let _ =
        writeln!(text, "| `same_direction` | {one_way} of the {} sets of four that can be made |", fours(rows.len()));
    text
}

/// Rules that no statement alone can break.
const OF_THE_SET: [Rule; 3] = [Rule::SameDirection, Rule::ArgumentLengths, Rule::ArgumentSide];

/// Rule and the first words of what it marks.
fn said(texts: &Texts, finding: &Finding) -> String {
    let (start, end) = (finding.span.start, finding.span.end);
    let marked: String = texts.part(finding.part).chars().skip(start).take(end.saturating_sub(start)).collect();
    let words: Vec<&str> = marked.split_whitespace().collect();
    let first = words.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" ").replace('|', "/");
    format!("`{}`: {first}{}", finding.rule.name(), if words.len() > SHOWN { " …" } else { "" })
}

/// How many sets of four can be made of so many.
const fn fours(number: usize) -> usize {
    if number < 4 { 0 } else { number * (number - 1) * (number - 2) * (number - 3) / 24 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_rules_and_a_few_words_and_counts_each_statement_once() {
        let file = "nummer;stelling\nX1;De bus moet altijd, altijd rijden\nX2;Er moeten meer bussen komen\n";
        let rows = read(file.as_bytes(), &LAYOUT).unwrap_or_else(|bad| panic!("{bad:?}")).rows;
        let table = table(&rows);
        assert!(table.contains("| X1 | 86 |  | `absolute`: altijd; `absolute`: altijd |"), "{table}");
        assert!(table.contains("| X2 | 79 | more | `no_measure`: meer |"), "{table}");
        assert!(table.contains("| `absolute` | 1 of 2 |"), "{table}");
        assert!(!table.contains("bussen komen"), "{table}");
    }

    #[test]
    fn sets_of_four_are_counted_as_choices() {
        assert_eq!((fours(3), fours(4), fours(5), fours(30)), (0, 1, 5, 27_405));
    }
}
