//! Counting areas: whole branches, together large enough that the ballot box never knows a small label.

use std::collections::BTreeMap;

use super::branch::Branch;

/// A counting area: whole branches with their members on the roll counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountingArea {
    /// Number in the round, from 1.
    pub number: i32,
    /// Region (or joined regions) that it lies in.
    pub region: String,
    /// Its branches, by code.
    pub branches: Vec<Branch>,
    /// Members on the roll.
    pub roll: i64,
}

impl CountingArea {
    /// A name for people: `Aalten, Doetinchem en 2 andere`.
    #[must_use]
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.branches.iter().map(|branch| branch.name.as_str()).collect();
        enumerated(&names)
    }
}

/// Names for people, at most three of them: `Aalten, Doetinchem en 2 andere`.
#[must_use]
pub fn enumerated(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, second] => format!("{first} en {second}"),
        [first, second, third] => format!("{first}, {second} en {third}"),
        [first, second, rest @ ..] => format!("{first}, {second} en {} andere", rest.len()),
    }
}

struct Group {
    branches: Vec<Branch>,
    roll: i64,
}

impl Group {
    /// Smallest first, ties by code.
    fn rank(&self) -> (i64, &str) {
        (self.roll, self.branches.first().map_or("", |branch| branch.code.as_str()))
    }

    fn join(mut self, other: Self) -> Self {
        self.branches.extend(other.branches);
        self.branches.sort_by(|a, b| a.code.cmp(&b.code));
        self.roll += other.roll;
        self
    }
}

/// Forms counting areas of at least `minimum` members on the roll, each within one region.
///
/// Within a region the smallest group joins the next smallest until all are large enough. A region that is too
/// small as a whole joins the smallest other region, so that an area below `minimum` exists only when the
/// whole roll is. Branches without anybody on the roll are left out. The outcome depends on the input set only.
#[must_use]
pub fn form_areas(branches: &[(Branch, i64)], minimum: i64) -> Vec<CountingArea> {
    let mut regions: BTreeMap<String, Vec<Group>> = BTreeMap::new();
    for (branch, roll) in branches.iter().filter(|(_, roll)| *roll > 0) {
        let group = Group { branches: vec![branch.clone()], roll: *roll };
        regions.entry(branch.region.clone()).or_default().push(group);
    }
    join_small_regions(&mut regions, minimum);
    let mut areas = Vec::new();
    for (region, groups) in regions {
        for group in merge_until_large(groups, minimum) {
            areas.push(CountingArea { number: 0, region: region.clone(), branches: group.branches, roll: group.roll });
        }
    }
    for (number, area) in (1..).zip(&mut areas) {
        area.number = number;
    }
    areas
}

fn join_small_regions(regions: &mut BTreeMap<String, Vec<Group>>, minimum: i64) {
    let total = |groups: &[Group]| groups.iter().map(|group| group.roll).sum::<i64>();
    while regions.len() > 1 {
        let mut by_size: Vec<(i64, String)> =
            regions.iter().map(|(name, groups)| (total(groups), name.clone())).collect();
        by_size.sort();
        let [(smallest, small), (_, next), ..] = by_size.as_slice() else { return };
        if *smallest >= minimum {
            return;
        }
        let (Some(mut joined), Some(others)) = (regions.remove(small), regions.remove(next)) else { return };
        joined.extend(others);
        let mut names = [small.as_str(), next.as_str()];
        names.sort_unstable();
        regions.insert(names.join(" en "), joined);
    }
}

fn merge_until_large(mut groups: Vec<Group>, minimum: i64) -> Vec<Group> {
    loop {
        groups.sort_by(|a, b| a.rank().cmp(&b.rank()));
        match groups.first() {
            Some(smallest) if smallest.roll < minimum && groups.len() > 1 => {
                let smallest = groups.remove(0);
                let next = groups.remove(0);
                groups.push(smallest.join(next));
            }
            _ => break,
        }
    }
    groups.sort_by(|a, b| a.rank().1.cmp(b.rank().1));
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::BranchId;

    fn branch(code: &str, region: &str) -> Branch {
        Branch {
            id: BranchId(Uuid::nil()),
            code: code.to_owned(),
            name: code.to_owned(),
            region: region.to_owned(),
            cluster: None,
        }
    }

    #[test]
    fn the_smallest_joins_the_next_smallest_within_its_region() {
        let branches = [
            (branch("A", "Noord"), 10),
            (branch("B", "Noord"), 45),
            (branch("C", "Noord"), 60),
            (branch("D", "Zuid"), 70),
        ];
        let areas = form_areas(&branches, 50);
        let codes: Vec<Vec<&str>> =
            areas.iter().map(|area| area.branches.iter().map(|b| b.code.as_str()).collect()).collect();
        assert_eq!(codes, [vec!["A", "B"], vec!["C"], vec!["D"]]);
        assert_eq!(areas.iter().map(|area| area.number).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn a_region_that_is_too_small_joins_the_smallest_other_region() {
        let branches = [(branch("A", "Noord"), 10), (branch("B", "Oost"), 60), (branch("C", "Zuid"), 90)];
        let areas = form_areas(&branches, 50);
        assert_eq!(areas.iter().map(|area| area.region.as_str()).collect::<Vec<_>>(), ["Noord en Oost", "Zuid"]);
    }

    #[test]
    fn a_branch_without_members_is_in_no_area() {
        assert!(form_areas(&[(branch("A", "Noord"), 0)], 50).is_empty());
    }

    proptest! {
        #[test]
        fn nobody_is_lost_and_no_area_is_small_unless_the_whole_roll_is(
            sizes in proptest::collection::vec((0i64..200, 0usize..4), 1..40)
        ) {
            let branches: Vec<(Branch, i64)> = sizes
                .iter()
                .enumerate()
                .map(|(i, (size, region))| (branch(&format!("B{i:03}"), &format!("R{region}")), *size))
                .collect();
            let total: i64 = sizes.iter().map(|(size, _)| size).sum();
            let areas = form_areas(&branches, 50);
            prop_assert_eq!(areas.iter().map(|area| area.roll).sum::<i64>(), total);
            if total >= 50 {
                prop_assert!(areas.iter().all(|area| area.roll >= 50));
            } else {
                prop_assert!(areas.len() <= 1);
            }
        }
    }
}
