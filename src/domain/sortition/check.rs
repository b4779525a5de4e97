//! Checking a draw from its file alone, in plain words: the commitment, the seed, the walk, the seats that fell free.

use std::collections::HashSet;

use super::draw::DrawError;
use super::draw_file::DrawFile;
use super::lot::{LotCode, Seed};
use super::pool::Pool;
use crate::domain::merkle::{Tree, TreeHash, leaf_hash};
use crate::domain::verify::{Finding, fails, holds};

/// Draws again, and says what was found. `published` is the control number that the witness saw before the draw.
#[must_use]
pub fn check(file: &DrawFile, published: Option<TreeHash>) -> Vec<Finding> {
    if file.format != super::FORMAT {
        return vec![fails(format!("This is a draw of another kind ({}), not {}.", file.format, super::FORMAT))];
    }
    let mut findings = commitment(file, published);
    findings.push(seed(file));
    if findings.iter().all(|finding| finding.holds) {
        findings.extend(walk(file));
    } else {
        findings.push(fails("The draw was not done again, because what it starts from does not hold.".to_owned()));
    }
    findings
}

fn commitment(file: &DrawFile, published: Option<TreeHash>) -> Vec<Finding> {
    let mut findings = terms(file);
    findings.extend(lots(file));
    if Tree::new(file.leaves.clone()).root() != file.root {
        findings.push(fails(
            "The control number is not that of the leaves in this file: one of them was changed.".to_owned(),
        ));
    }
    match published {
        Some(published) if published != file.root => findings.push(fails(format!(
            "The control number is not the one that was published: the file has {}, published was {}.",
            file.root.groups(),
            published.groups()
        ))),
        Some(_) => {}
        None if findings.iter().all(|finding| finding.holds) => findings.push(holds(format!(
            "Compare this control number with the one that was published before the draw: {}",
            file.root.groups()
        ))),
        None => {}
    }
    if findings.iter().all(|finding| finding.holds) {
        findings.push(holds(format!(
            "The control number is that of these {} lots and these terms: {} seats for “{}”.",
            file.lots.len(),
            file.terms.seats,
            file.terms.event
        )));
    }
    findings
}

/// Quotas that do not follow from their shares are named: announced like that they are fine, else they were changed.
fn terms(file: &DrawFile) -> Vec<Finding> {
    let committed = file.leaves.len().saturating_sub(1);
    let holds_up = file.leaves.first() == Some(&leaf_hash(file.terms.leaf(committed).as_bytes()));
    let seats = file.terms.seats;
    let mut findings = Vec::new();
    for feature in &file.terms.features {
        for (quota, (least, most)) in feature.quotas.iter().zip(feature.exact_bounds(seats)) {
            if (quota.least, quota.most) != (least, most) {
                let (name, value, l, m) = (&feature.name, &quota.value, quota.least, quota.most);
                let text =
                    format!("{name} “{value}” has {l} to {m} seats; its share of {seats} gives {least} to {most}.");
                findings.push(if holds_up {
                    holds(format!("A quota was announced that is not exactly its share: {text}"))
                } else {
                    fails(format!("A quota was changed: {text}"))
                });
            }
        }
    }
    if !holds_up && findings.is_empty() {
        let what = "the event, the seats, the name of the public value, or a count";
        findings.push(fails(format!("The terms are not those that were committed: {what} was changed.")));
    }
    findings
}

/// Which lots are not as they were committed.
fn lots(file: &DrawFile) -> Vec<Finding> {
    let committed: HashSet<&TreeHash> = file.leaves.iter().skip(1).collect();
    let listed: HashSet<LotCode> = file.seated.iter().chain(&file.reserves).copied().collect();
    let mut findings = Vec::new();
    let mut there = HashSet::new();
    for lot in &file.lots {
        let leaf = leaf_hash(lot.leaf().as_bytes());
        if !there.insert(leaf) {
            findings.push(fails(format!("Lot {} is there twice.", lot.code)));
        } else if committed.contains(&leaf) {
            continue;
        } else if listed.contains(&lot.code) {
            let traits = lot.traits.join(", ");
            findings.push(fails(format!("Lot {}: its traits ({traits}) or its salt were changed.", lot.code)));
        } else {
            findings
                .push(fails(format!("Lot {} was not in the draw: it was added, or its code was changed.", lot.code)));
        }
    }
    let (lots, promised) = (file.lots.len(), file.leaves.len().saturating_sub(1));
    if lots != promised {
        findings.push(fails(format!("There are {lots} lots in this file, {promised} were committed.")));
    } else if findings.is_empty() && !file.lots.is_sorted_by_key(|lot| lot.code) {
        findings.push(fails("The lots do not stand in the order of their codes.".to_owned()));
    }
    findings
}

fn seed(file: &DrawFile) -> Finding {
    if Seed::of(&file.root, &file.value) == file.seed {
        let (name, value) = (&file.terms.public_value, &file.value);
        return holds(format!(
            "The seed follows from the control number and the public value. Compare: {name} is {value}"
        ));
    }
    fails("The seed does not follow from the control number and the public value: one of them was changed.".to_owned())
}

fn walk(file: &DrawFile) -> Vec<Finding> {
    let pool = match Pool::new(file.terms.clone(), file.lots.clone()) {
        Ok(pool) => pool,
        Err(error) => return vec![fails(format!("These lots and terms make no draw: {error}."))],
    };
    let drawn = match pool.draw(&file.seed) {
        Ok(drawn) => drawn,
        Err(DrawError::Unmet(_)) => return vec![fails("These quotas cannot be met with these lots.".to_owned())],
        Err(error) => return vec![fails(format!("The draw could not be done again: {error}."))],
    };
    let wrong = seats(&drawn.seated, &file.seated);
    if !wrong.is_empty() {
        return wrong;
    }
    let quotas = pool.terms().quotas().count();
    let mut findings = vec![holds(format!(
        "Drawn again: the same {} people have a seat, in the same order; {quotas} quotas are met.",
        drawn.seated.len()
    ))];
    if drawn.reserves == file.reserves {
        findings.push(holds(format!("The {} others stand in the right order.", drawn.reserves.len())));
    } else {
        findings.push(fails("The list of the others is not in the order of their numbers.".to_owned()));
    }
    findings.extend(replacements(file, &pool));
    findings
}

fn seats(drawn: &[LotCode], told: &[LotCode]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let missing = drawn.iter().filter(|code| !told.contains(code));
    findings.extend(missing.map(|code| fails(format!("Lot {code} was drawn, but has no seat in this file."))));
    let strange = told.iter().filter(|code| !drawn.contains(code));
    findings.extend(strange.map(|code| fails(format!("Lot {code} has a seat in this file, but was not drawn."))));
    if findings.is_empty() && drawn != told {
        findings.push(fails("The right people have a seat, but not in the order in which they were drawn.".to_owned()));
    }
    findings
}

/// Goes through the replacements in their order; after one that is wrong the rest says nothing.
fn replacements(file: &DrawFile, pool: &Pool) -> Vec<Finding> {
    let mut seated = file.seated.clone();
    let mut gone = Vec::new();
    for (number, replaced) in (1..).zip(&file.replaced) {
        seated.retain(|code| !replaced.gone.contains(code));
        gone.extend(&replaced.gone);
        let right = match pool.replacement(&file.seed, &seated, &gone) {
            Ok(right) => right,
            Err(error) => return vec![fails(format!("Replacement {number} could not be done again: {error}."))],
        };
        let told = replaced.seated;
        match right {
            Some(right) if right.seated == told && right.moved == replaced.moved => seated.push(told),
            Some(right) if right.seated == told => {
                return vec![fails(format!("Replacement {number}: other quotas had to move than this file says."))];
            }
            Some(right) => {
                let next = right.seated;
                return vec![fails(format!("Replacement {number} went to lot {told}; lot {next} was next."))];
            }
            None => return vec![fails(format!("Replacement {number} went to lot {told}, but no seat was free."))],
        }
    }
    if file.replaced.is_empty() {
        return Vec::new();
    }
    vec![holds(format!("The {} seats that fell free went to who was next.", file.replaced.len()))]
}
