//! `import branches` and `import members`: say what would change, then change it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::import::{BadRow, BranchDifference, MemberDifference};
use crate::service::import::{self, ImportRefusal};
use crate::service::{Platform, Refusal};

/// Why an import did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file has bad rows.
    #[error("{}", bad_rows(.0))]
    BadRows(Vec<BadRow>),
    /// The platform refused or failed; the log says more.
    #[error("the import failed ({}), nothing was imported", .0.code.name())]
    Refused(Refusal),
}

impl From<ImportRefusal> for Failure {
    fn from(refusal: ImportRefusal) -> Self {
        match refusal {
            ImportRefusal::BadRows(rows) => Self::BadRows(rows),
            ImportRefusal::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// Imports a branches file; says first what will change.
pub async fn branches(platform: &Platform, file: &Path) -> Result<(), Failure> {
    let bytes = read(file)?;
    let difference = import::preview_branches(platform, &bytes).await?;
    println!("{}", branch_words(&difference));
    if difference.new.is_empty() && difference.changed.is_empty() {
        println!("Nothing to import.");
        return Ok(());
    }
    let done = import::apply_branches(platform, &bytes).await?;
    println!("Imported: {} afdelingen written.", done.new.len() + done.changed.len());
    Ok(())
}

/// What `import members` was asked to do.
#[derive(Clone, Debug)]
pub struct MembersAsked {
    /// The members file.
    pub file: PathBuf,
    /// Say what would change and stop.
    pub dry_run: bool,
    /// The file holds every member: who is not in it has left.
    pub complete: bool,
}

/// Imports a members file; says first what will change.
pub async fn members(platform: &Platform, asked: &MembersAsked) -> Result<(), Failure> {
    let bytes = read(&asked.file)?;
    let difference = import::preview_members(platform, &bytes, asked.complete).await?;
    println!("{}", member_words(&difference, asked.complete));
    if asked.dry_run {
        println!("Dry run: nothing was imported.");
        return Ok(());
    }
    if difference.writes() == 0 {
        println!("Nothing to import.");
        return Ok(());
    }
    let bar = bar(difference.writes());
    let done = import::apply_members(platform, &bytes, asked.complete, &|rows| bar.inc(length(rows))).await?;
    bar.finish_and_clear();
    println!("Imported: {} members written.", done.writes());
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

fn bar(rows: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} members, {eta} left");
    ProgressBar::new(length(rows)).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn length(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

fn bad_rows(rows: &[BadRow]) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{row}");
    }
    let faults = if rows.len() == 1 { "fault" } else { "faults" };
    text + &format!("{} {faults}; nothing was imported", rows.len())
}

fn branch_words(difference: &BranchDifference) -> String {
    let BranchDifference { new, changed, unchanged } = difference;
    format!("Afdelingen: {} new, {} changed, {unchanged} unchanged.", new.len(), changed.len())
}

fn member_words(difference: &MemberDifference, complete: bool) -> String {
    let mut text = format!(
        "Members: {} new, {} changed, {} moved to another afdeling, {} came back, {} unchanged.",
        difference.new.len(),
        difference.changed.len(),
        difference.moved.len(),
        difference.returned.len(),
        difference.unchanged
    );
    text += &if complete {
        format!("\nLeft (not in this complete file): {}.", difference.left.len())
    } else {
        "\nNobody is marked as left: that needs --complete.".to_owned()
    };
    let warnings = difference.warnings;
    if warnings.without_email > 0 {
        let _ =
            write!(text, "\nWarning: {} members have no e-mail address and get no letters.", warnings.without_email);
    }
    if warnings.sharing > 0 {
        let _ = write!(
            text,
            "\nWarning: {} members share {} e-mail addresses; each of them gets a link of their own.",
            warnings.sharing, warnings.shared_addresses
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::{Reason, Warnings};

    #[test]
    fn bad_rows_are_listed_with_their_lines_before_the_verdict() {
        let rows = vec![BadRow { line: 3, reason: Reason::NotUtf8 }, BadRow { line: 7, reason: Reason::Empty("naam") }];
        assert_eq!(
            Failure::BadRows(rows).to_string(),
            "line 3: not UTF-8\nline 7: `naam` is empty\n2 faults; nothing was imported"
        );
    }

    #[test]
    fn warnings_come_with_their_counts_and_only_when_there_are_any() {
        let mut difference = MemberDifference::default();
        assert!(!member_words(&difference, false).contains("Warning"));
        difference.warnings = Warnings { without_email: 3, sharing: 4, shared_addresses: 2 };
        let words = member_words(&difference, true);
        assert!(words.contains("3 members have no e-mail address"), "{words}");
        assert!(words.contains("4 members share 2 e-mail addresses"), "{words}");
        assert!(words.contains("Left (not in this complete file): 0."), "{words}");
    }
}
