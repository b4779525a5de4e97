//! Recounting a published round from its files alone: the result and the four lists, nothing else is believed.

use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};

use super::list::List;
use super::result::{Counts, RoundResult, StatementFigures, Tally};

/// One thing that was looked at, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub holds: bool,
    /// What was found.
    pub text: String,
}

pub(super) fn holds(text: String) -> Finding {
    Finding { holds: true, text }
}

pub(super) fn fails(text: String) -> Finding {
    Finding { holds: false, text }
}

/// Checks a published result by itself: regions and the country are the sums of their groups.
#[must_use]
pub fn check_result(result: &RoundResult) -> Vec<Finding> {
    if result.turnout_only {
        return vec![holds("The result shows turnout only: there are no lists to check.".to_owned())];
    }
    let mut findings = Vec::new();
    for region in &result.regions {
        let groups: Vec<_> = result.groups.iter().filter(|group| region.groups.contains(&group.id)).collect();
        let parts: Vec<&[StatementFigures]> = groups.iter().map(|group| group.statements.as_slice()).collect();
        if sums(&parts) != tallies(&region.statements) {
            findings.push(fails(format!("Region {}: its totals are not the sum of its groups.", region.name)));
        }
    }
    let parts: Vec<&[StatementFigures]> = result.groups.iter().map(|group| group.statements.as_slice()).collect();
    let country: BTreeMap<u8, Tally> =
        result.statements.iter().map(|statement| (statement.number, statement.counts.into())).collect();
    if sums(&parts) != country {
        findings.push(fails("The totals of the country are not the sum of its groups.".to_owned()));
    }
    if findings.is_empty() {
        let (groups, regions) = (result.groups.len(), result.regions.len());
        findings.push(holds(format!("The result adds up: {groups} groups, {regions} regions, one country.")));
    }
    findings
}

fn tallies(statements: &[StatementFigures]) -> BTreeMap<u8, Tally> {
    statements.iter().map(|statement| (statement.number, statement.counts.into())).collect()
}

fn sums(parts: &[&[StatementFigures]]) -> BTreeMap<u8, Tally> {
    let mut sums: BTreeMap<u8, Tally> = BTreeMap::new();
    for statement in parts.iter().copied().flatten() {
        sums.entry(statement.number).or_default().add_all(statement.counts.into());
    }
    sums
}

/// Checks the file of the list of statement `number` against the result: the exact bytes, the root over its lines, and
/// every total, counted anew.
#[must_use]
pub fn check_list(result: &RoundResult, number: u8, file: &str) -> Vec<Finding> {
    let Some(sealed) = usize::from(number).checked_sub(1).and_then(|at| result.lists.get(at)) else {
        return vec![fails(format!("Statement {number}: the result names no list for it."))];
    };
    let list: List = match file.parse() {
        Ok(list) => list,
        Err(flaw) => return vec![fails(format!("Statement {number}: this is not a published list: {flaw}."))],
    };
    let recounted = recount(result, number, &list);
    let mut findings = Vec::new();
    let (seal, _) = list.sealed();
    if seal.lines != sealed.lines {
        let (there, promised) = (seal.lines, sealed.lines);
        findings.push(fails(format!("Statement {number}: the list has {there} lines, the result names {promised}.")));
    }
    if seal.sha256 != sealed.sha256 {
        findings.push(fails(format!("Statement {number}: the file is not the one that was sealed (SHA-256 differs).")));
    }
    if seal.root != sealed.root {
        findings.push(fails(format!("Statement {number}: the lines are not those that were sealed (root differs).")));
    }
    findings.extend(recounted);
    if findings.is_empty() {
        let lines = seal.lines;
        findings.push(holds(format!("Statement {number}: {lines} lines, sealed and counted as the result says.")));
    }
    findings
}

fn recount(result: &RoundResult, number: u8, list: &List) -> Vec<Finding> {
    let counted = list.count();
    let mut findings = Vec::new();
    for group in &result.groups {
        let told = group.statements.iter().find(|statement| statement.number == number);
        let told = told.map_or_else(Tally::default, |statement| statement.counts.into());
        let there = counted.get(&group.id).copied().unwrap_or_default();
        findings.extend(differences(&format!("group {} ({})", group.id, group.name), number, there, told));
    }
    for group in counted.keys().filter(|id| !result.groups.iter().any(|group| group.id == **id)) {
        findings.push(fails(format!(
            "Statement {number}: the list has lines of group {group}, the result has no such group."
        )));
    }
    let mut all = Tally::default();
    for tally in counted.values() {
        all.add_all(*tally);
    }
    let told = result.statements.iter().find(|statement| statement.number == number);
    let told = told.map_or_else(Tally::default, |statement| statement.counts.into());
    findings.extend(differences("the country", number, all, told));
    findings
}

fn differences(place: &str, number: u8, there: Tally, told: Tally) -> Option<Finding> {
    let cells = Counts::from(there).labelled().into_iter().zip(Counts::from(told).labelled());
    let differing: Vec<String> = cells
        .filter(|((_, there), (_, told))| there != told)
        .map(|((label, there), (_, told))| format!("{there} × “{label}” in the list, {told} in the result"))
        .collect();
    (!differing.is_empty()).then(|| fails(format!("Statement {number}, {place}: {}.", differing.join("; "))))
}

/// Which statement's list a file is: the one with its SHA-256, if any.
#[must_use]
pub fn statement_of(result: &RoundResult, file: &[u8]) -> Option<u8> {
    let there = digest(&SHA256, file);
    let place = result.lists.iter().position(|seal| seal.sha256.0 == there.as_ref())?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::list::Entry;
    use crate::domain::ticket::LineCode;

    const GROUPS: [(u32, [i64; 6]); 2] = [(1, [4, 5, 6, 7, 8, 9]), (2, [9, 8, 7, 6, 5, 4])];

    fn list() -> List {
        let mut entries = Vec::new();
        for (group, tally) in GROUPS {
            for (point, times) in [Some(1), Some(2), Some(3), Some(4), Some(5), None].into_iter().zip(tally) {
                for _ in 0..times {
                    let mut bytes = [7; 10];
                    bytes[..8].copy_from_slice(&(entries.len() as u64 * 7_919).to_be_bytes());
                    let answer = Answer::from_point(point).unwrap();
                    entries.push(Entry { group, code: LineCode::from_bytes(&bytes), answer });
                }
            }
        }
        List::new(entries)
    }

    fn published() -> (RoundResult, String) {
        let statements = |tally: [i64; 6]| -> Vec<_> {
            let counts = Counts::from(Tally(tally));
            (1..=4).map(|number| json!({"number": number, "text": "De bus", "counts": counts, "n": 39})).collect()
        };
        let group = |(id, tally): (u32, [i64; 6])| {
            json!({"id": id, "name": format!("Afdeling {id}"), "region": "Oost", "areas": [id], "branches": [],
                "roll": 90, "tickets": 39, "ballots": 39, "statements": statements(tally)})
        };
        let seal = list().sealed().0;
        let result = json!({
            "round": "00000000-0000-4000-8000-000000000000", "title": "Vervoer", "purpose": "adviseren",
            "published_at": "2026-12-02T08:00:00Z", "roll": 180, "tickets": 78, "ballots": 78, "invalid": 0,
            "statements": statements([13; 6]), "groups": GROUPS.map(group), "lists": vec![seal; 4],
            "regions": [{"name": "Oost", "groups": [1, 2], "roll": 180, "tickets": 78, "ballots": 78,
                "statements": statements([13; 6])}],
        });
        (serde_json::from_value(result).unwrap(), list().file())
    }

    fn wrong(findings: &[Finding]) -> Vec<&str> {
        findings.iter().filter(|finding| !finding.holds).map(|finding| finding.text.as_str()).collect()
    }

    #[test]
    fn published_files_hold() {
        let (result, file) = published();
        assert_eq!(wrong(&check_result(&result)), [""; 0]);
        assert_eq!(wrong(&check_list(&result, 3, &file)), [""; 0]);
        assert_eq!(statement_of(&result, file.as_bytes()), Some(1));
    }

    #[test]
    fn one_flipped_answer_is_named_with_its_group() {
        let (result, file) = published();
        let flipped = file.replacen(";5\n", ";1\n", 1);
        let findings = check_list(&result, 2, &flipped);
        let texts = wrong(&findings);
        assert!(texts.iter().any(|text| text.contains("not the one that was sealed")), "{texts:?}");
        let group = "Statement 2, group 1 (Afdeling 1): 7 × “helemaal mee eens” in the list, 8 in the result; \
                     5 × “helemaal mee oneens” in the list, 4 in the result.";
        assert!(texts.contains(&group), "{texts:?}");
    }

    #[test]
    fn a_dropped_line_is_missed() {
        let (result, file) = published();
        let mut lines: Vec<&str> = file.lines().collect();
        lines.remove(5);
        let findings = check_list(&result, 1, &format!("{}\n", lines.join("\n")));
        assert!(wrong(&findings)[0].contains("the list has 77 lines, the result names 78"));
    }

    #[test]
    fn a_swapped_group_label_shows_in_both_groups() {
        let (result, file) = published();
        let mut entries = file.parse::<List>().unwrap().entries().to_vec();
        entries[0].group = 2;
        let findings = check_list(&result, 1, &List::new(entries).file());
        let texts = wrong(&findings);
        assert!(texts.iter().any(|text| text.starts_with("Statement 1, group 1 (")), "{texts:?}");
        assert!(texts.iter().any(|text| text.starts_with("Statement 1, group 2 (")), "{texts:?}");
    }

    #[test]
    fn a_changed_total_contradicts_the_groups_and_the_list() {
        let (mut result, file) = published();
        result.statements[0].counts.four += 1;
        assert_eq!(wrong(&check_result(&result)), ["The totals of the country are not the sum of its groups."]);
        let findings = check_list(&result, 1, &file);
        assert_eq!(wrong(&findings), ["Statement 1, the country: 13 × “mee eens” in the list, 14 in the result."]);
        let (mut result, _) = published();
        result.regions[0].statements[3].counts.none -= 1;
        assert_eq!(wrong(&check_result(&result)), ["Region Oost: its totals are not the sum of its groups."]);
    }

    #[test]
    fn what_is_no_list_is_said_so() {
        let (result, _) = published();
        assert!(wrong(&check_list(&result, 1, "groep;code\n"))[0].contains("not a published list"));
        assert!(wrong(&check_list(&result, 5, ""))[0].contains("names no list"));
    }
}
