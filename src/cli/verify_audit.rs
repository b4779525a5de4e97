//! `verify-audit`: looks through an export of the audit trail, offline.

use std::path::Path;

use super::Failure;
use super::verify::report;
use crate::domain::audit::{Broken, Chained, Head, find_head, read_export, verify};
use crate::domain::verify::Finding;

/// Checks an export, and that the last line that somebody wrote down is still in it. Prints what was found, a sentence a
/// line; fails if anything does not hold.
pub(super) fn verify_audit(path: &Path, noted: Option<&str>) -> Result<(), Failure> {
    let noted = noted.map(control_number).transpose()?;
    let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
    let lines = read_export(&bytes).map_err(|error| Failure::NoTrail(path.to_owned(), error))?;
    if report(&findings(&lines, noted.as_deref())) { Ok(()) } else { Err(Failure::TrailDiffers) }
}

/// As the desk shows it: the whole of it, or its first 16 characters in groups.
fn control_number(text: &str) -> Result<String, Failure> {
    let number: String = text.split_whitespace().collect();
    let reads = (16..=64).contains(&number.len()) && number.chars().all(|c| c.is_ascii_hexdigit());
    if reads { Ok(number) } else { Err(Failure::NotedHead) }
}

fn findings(lines: &[Chained], noted: Option<&str>) -> Vec<Finding> {
    let head = match verify(lines) {
        Ok(head) => head,
        Err(broken) => return vec![Finding { holds: false, text: explain(broken) }],
    };
    let whole = format!("{} lines follow from each other. The last one has control number {}.", head.number, head.hash);
    let mut findings = vec![Finding { holds: true, text: whole }];
    match noted {
        Some(noted) => findings.push(against(lines, head, noted)),
        None => findings.push(Finding {
            holds: true,
            text:
                "Whether lines were cut off at the end, or all of it was written anew, shows only with --head and the \
                   control number that somebody wrote down earlier."
                    .to_owned(),
        }),
    }
    findings
}

fn against(lines: &[Chained], head: Head, noted: &str) -> Finding {
    match find_head(lines, noted) {
        Some(found) if found == head => {
            Finding { holds: true, text: "The noted control number is that of the last line.".to_owned() }
        }
        Some(found) => Finding {
            holds: true,
            text: format!(
                "The noted control number is that of line {}. Since then {} lines were added.",
                found.number,
                head.number - found.number
            ),
        },
        None => Finding {
            holds: false,
            text: "No line has the noted control number: lines were cut off at the end, or all of it was written anew."
                .to_owned(),
        },
    }
}

fn explain(broken: Broken) -> String {
    match broken {
        Broken::Missing { from, to } if from == to => format!("Line {from} is missing."),
        Broken::Missing { from, to } => format!("Lines {from} to {to} are missing."),
        Broken::OutOfPlace { after, number } => {
            format!("After line {after} stands a line with number {number}: it was put in, or lines were moved.")
        }
        Broken::Changed { number } => {
            format!("Line {number} does not follow from line {}: one of the two was changed.", number - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Line;
    use crate::domain::time::Timestamp;

    fn lines() -> Vec<Chained> {
        let line = |detail: i64| Line {
            number: 0,
            at: Timestamp(1_795_507_200),
            actor_kind: "system".to_owned(),
            actor: None,
            act: "round.open".to_owned(),
            object_kind: "round".to_owned(),
            object: None,
            detail: detail.to_string(),
        };
        let mut head = Head::START;
        let next = |detail| {
            let next = head.chain(line(detail));
            head = Head::from(&next);
            next
        };
        (1..=4).map(next).collect()
    }

    fn said(lines: &[Chained], noted: Option<&str>) -> (bool, String) {
        let findings = findings(lines, noted);
        let last = findings.last().map(|last| last.text.clone()).unwrap_or_default();
        (findings.iter().all(|finding| finding.holds), last)
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let whole = lines();
        assert!(said(&whole, None).0);
        let noted = whole[3].hash.short();
        assert_eq!(said(&whole, Some(&noted)).1, "The noted control number is that of the last line.");
        let earlier = whole[1].hash.to_string();
        assert!(said(&whole, Some(&earlier)).1.ends_with("Since then 2 lines were added."));
        assert!(!said(&whole[..3], Some(&noted)).0);
        let mut changed = whole.clone();
        changed[2].line.detail = "5".to_owned();
        assert_eq!(
            said(&changed, None),
            (false, "Line 3 does not follow from line 2: one of the two was changed.".to_owned())
        );
        assert_eq!(said(&[whole[0].clone(), whole[3].clone()], None), (false, "Lines 2 to 3 are missing.".to_owned()));
    }

    #[test]
    fn a_file_or_a_number_that_is_none_is_said_so() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(matches!(verify_audit(&manifest, None), Err(Failure::NoTrail(..))));
        assert!(matches!(verify_audit(&manifest, Some("12ab")), Err(Failure::NotedHead)));
        assert!(matches!(verify_audit(Path::new("there is no such file"), None), Err(Failure::Unreadable(..))));
    }
}
