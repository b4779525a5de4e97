//! `verify-lists`: recounts and checks published files, offline.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::domain::result::RoundResult;
use crate::domain::verify::{Finding, check_list, check_result, statement_of};

/// Checks a result (`results.json`, as the site gives it) and its four lists, whatever order the files come in. Prints
/// what was found, a sentence a line; fails if anything does not hold or a list is missing.
pub(super) fn verify_lists(files: &[PathBuf]) -> Result<(), Failure> {
    if report(&findings(files)?) { Ok(()) } else { Err(Failure::ListsDiffer) }
}

/// Prints what was found, a sentence a line, and says whether all of it holds.
pub(super) fn report(findings: &[Finding]) -> bool {
    for finding in findings {
        println!("{} {}", if finding.holds { "ok    " } else { "WRONG " }, finding.text);
    }
    findings.iter().all(|finding| finding.holds)
}

fn findings(files: &[PathBuf]) -> Result<Vec<Finding>, Failure> {
    let mut results: Vec<RoundResult> = Vec::new();
    let mut lists: Vec<(&Path, Vec<u8>)> = Vec::new();
    for path in files {
        let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable(path.clone(), error))?;
        match serde_json::from_slice(&bytes) {
            Ok(result) => results.push(result),
            Err(_) => lists.push((path, bytes)),
        }
    }
    let [result] = results.as_slice() else { return Err(Failure::OneResult(results.len())) };
    let mut findings = check_result(result);
    let mut by_statement: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (path, bytes) in lists {
        match statement_of(result, &bytes) {
            Some(number) => drop(by_statement.insert(number, bytes)),
            None => unknown.push((path, bytes)),
        }
    }
    // A list that was touched has another hash: its name says which it is meant to be, else it is the one that is left.
    for (path, bytes) in unknown {
        let free: Vec<u8> = (1..=4).filter(|number| !by_statement.contains_key(number)).collect();
        let named = number_in(path).filter(|number| free.contains(number));
        match named.or_else(|| free.first().copied()) {
            Some(number) => drop(by_statement.insert(number, bytes)),
            None => findings.push(stray(path)),
        }
    }
    for number in (1..=4).filter(|_| !result.turnout_only) {
        match by_statement.get(&number).map(|bytes| std::str::from_utf8(bytes)) {
            Some(Ok(file)) => findings.extend(check_list(result, number, file)),
            Some(Err(_)) => findings.push(missing(number, "the file is not a text")),
            None => findings.push(missing(number, "its list was not given")),
        }
    }
    Ok(findings)
}

fn missing(number: u8, why: &str) -> Finding {
    Finding { holds: false, text: format!("Statement {number}: {why}.") }
}

fn stray(path: &Path) -> Finding {
    Finding { holds: false, text: format!("{} belongs to no statement of this result.", path.display()) }
}

/// The last digit in a file's name: `stelling-3.csv` is the list of statement 3.
fn number_in(path: &Path) -> Option<u8> {
    let name = path.file_stem()?.to_str()?;
    name.chars().rev().find_map(|character| character.to_digit(10)).and_then(|digit| u8::try_from(digit).ok())
}
