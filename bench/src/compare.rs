//! Compares what a server published with the answers file, cell by cell, in the JSON and in the CSV.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::Deserialize;
use uuid::Uuid;

use crate::http::{Call, Connection, Origin};
use crate::input;

/// What to compare.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Where the platform listens.
    #[arg(long)]
    pub base_url: String,
    /// The round.
    #[arg(long)]
    pub round: Uuid,
    /// The answers file.
    #[arg(long)]
    pub answers: PathBuf,
    /// Only the first so many answers were replayed.
    #[arg(long)]
    pub limit: Option<usize>,
}

const ANSWERS: [&str; 6] = ["5", "4", "3", "2", "1", "none"];

#[derive(Deserialize)]
struct Results {
    ballots: u64,
    tickets: u64,
    invalid: u64,
    statements: Vec<Statement>,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    number: usize,
    counts: BTreeMap<String, u64>,
}

/// Prints the verdict; any difference is an error.
pub async fn run(options: &Options) -> Result<()> {
    let cells = compare(options).await?;
    println!("published = file in all {cells} cells");
    Ok(())
}

/// How many cells were found equal; an error that names every differing cell otherwise.
pub async fn compare(options: &Options) -> Result<usize> {
    let answers = input::answers(&options.answers, options.limit)?;
    let expected = input::counts(answers.iter().map(|(_, given)| given));
    let mut connection = Connection::new(Origin::parse(&options.base_url)?);
    let path = format!("/api/v1/rounds/{}/results", options.round);
    let results: Results = connection.send(&Call::get(&path)).await?.json().context("results")?;
    let csv = connection.send(&Call::get(format!("{path}.csv"))).await?;
    ensure!(csv.status == 200, "results.csv: status {}", csv.status);

    let mut differing = differing(&expected, &cells(&results.statements)?, "json");
    differing.extend(self::differing(&expected, &grouped(&results)?, "groups"));
    differing.extend(self::differing(&expected, &published_csv(&csv.body)?, "csv"));
    for (name, found, wanted) in [
        ("ballots", results.ballots, answers.len() as u64),
        ("tickets", results.tickets, answers.len() as u64),
        ("invalid", results.invalid, 0),
    ] {
        if found != wanted {
            differing.push(format!("{name}: published {found}, file {wanted}"));
        }
    }
    if differing.is_empty() {
        return Ok(3 * 4 * ANSWERS.len() + 3);
    }
    bail!("{} cells differ:\n{}", differing.len(), differing.join("\n"))
}

fn differing(expected: &[[u64; 6]; 4], published: &[[u64; 6]; 4], form: &str) -> Vec<String> {
    let mut differing = Vec::new();
    for (number, (wanted, found)) in (1..).zip(expected.iter().zip(published)) {
        for (name, (wanted, found)) in ANSWERS.iter().zip(wanted.iter().zip(found)) {
            if wanted != found {
                differing.push(format!("{form}, statement {number}, answer {name}: published {found}, file {wanted}"));
            }
        }
    }
    differing
}

fn cells(statements: &[Statement]) -> Result<[[u64; 6]; 4]> {
    let mut counts = [[0; 6]; 4];
    ensure!(statements.len() == 4, "{} statements published", statements.len());
    for statement in statements {
        let row = counts.get_mut(statement.number.wrapping_sub(1)).context("a fifth statement")?;
        for (cell, name) in row.iter_mut().zip(ANSWERS) {
            *cell = *statement.counts.get(name).with_context(|| format!("no count of {name}"))?;
        }
    }
    Ok(counts)
}

/// The counts of all publication groups together.
fn grouped(results: &Results) -> Result<[[u64; 6]; 4]> {
    let mut counts = [[0; 6]; 4];
    for group in &results.groups {
        for (row, more) in counts.iter_mut().zip(cells(&group.statements)?) {
            for (cell, more) in row.iter_mut().zip(more) {
                *cell += more;
            }
        }
    }
    Ok(counts)
}

/// Rows `niveau;groep;naam;stelling;tekst;antwoord;aantal`, of which those of the country are added up; the order of the
/// answers does not matter.
fn published_csv(body: &[u8]) -> Result<[[u64; 6]; 4]> {
    let text = std::str::from_utf8(body)?;
    let text = text.strip_prefix('\u{feff}').context("results.csv has no BOM")?;
    let mut table = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let mut counts = [[0; 6]; 4];
    let mut rows = 0;
    for row in table.records() {
        let row = row?;
        ensure!(row.len() == 7, "results.csv: a row of {} columns", row.len());
        if &row[0] != "land" {
            continue;
        }
        let statement: usize = row[3].parse().context("results.csv: stelling")?;
        let cells = counts.get_mut(statement.wrapping_sub(1)).context("results.csv: a fifth statement")?;
        cells[answer_place(&row[5])?] = row[6].parse().context("results.csv: aantal")?;
        rows += 1;
    }
    ensure!(rows == 24, "results.csv has {rows} rows of the country, not 24");
    Ok(counts)
}

fn answer_place(name: &str) -> Result<usize> {
    const LABELS: [&str; 6] = [
        "helemaal mee eens",
        "mee eens",
        "niet mee eens, niet mee oneens",
        "mee oneens",
        "helemaal mee oneens",
        "geen mening",
    ];
    let name = name.to_lowercase();
    let found = LABELS.iter().position(|label| *label == name).or(ANSWERS.iter().position(|label| *label == name));
    found.with_context(|| format!("results.csv: unknown answer {name}"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_differing_cell_is_named() {
        let mut published = [[7; 6]; 4];
        published[2][5] = 8;
        assert_eq!(
            differing(&[[7; 6]; 4], &published, "json"),
            ["json, statement 3, answer none: published 8, file 7"]
        );
        assert!(differing(&published, &published, "csv").is_empty());
    }

    #[test]
    fn the_csv_is_read_by_its_labels() {
        let labels = [
            "Helemaal mee eens",
            "Mee eens",
            "Niet mee eens, niet mee oneens",
            "Mee oneens",
            "Helemaal mee oneens",
            "Geen mening",
        ];
        let mut text = "\u{feff}niveau;groep;naam;stelling;tekst;antwoord;aantal\r\n".to_owned();
        for statement in 1..=4 {
            for (count, label) in labels.iter().enumerate() {
                text += &format!("land;;;{statement};\"Een; tekst\";{label};{count}\r\n");
                text += &format!("groep;1;Aalten;{statement};\"Een; tekst\";{label};99\r\n");
            }
        }
        assert_eq!(published_csv(text.as_bytes()).unwrap(), [[0, 1, 2, 3, 4, 5]; 4]);
        assert!(published_csv(&text.as_bytes()[3..]).is_err());
    }
}
