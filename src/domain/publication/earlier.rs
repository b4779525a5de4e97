//! Rounds with a statement that was put before, to other members or in other groups. Most people give the same answer twice,
//! so that subtracting a group of one round from a group of the other nearly shows the answers of the rest.

use std::collections::BTreeSet;

use super::join::Cell;
use super::partition::Area;
use super::safety::Sum;

/// Codes of the afdelingen of one group that was published before.
pub type Earlier = BTreeSet<String>;

/// Whether this group and the earlier ones leave a rest, by subtraction, that is not safe to show by itself (with
/// `smallest` ballots at least): of the group, without the earlier groups that lie in it; or of an earlier group, without
/// the `cells` that lie in that. An area that is only partly inside belongs to the rest.
pub(super) fn shows_a_rest(cell: &Cell<'_>, cells: &[Cell<'_>], earlier: &[Earlier], smallest: i64) -> bool {
    let whole = codes(cell);
    let within: BTreeSet<&str> =
        earlier.iter().map(borrowed).filter(|group| !group.is_empty() && group.is_subset(&whole)).flatten().collect();
    let of_cell = cell.areas.iter().copied().filter(|area| !is_in(area, &within));
    if !within.is_empty() && is_bare(of_cell, smallest) {
        return true;
    }
    earlier.iter().map(borrowed).filter(|group| whole.is_subset(group)).any(|group| {
        let others = cells.iter().filter(|other| !codes(other).is_subset(&group));
        let rest = others.flat_map(|other| other.areas.iter().copied()).filter(|area| is_in(area, &group));
        is_bare(rest, smallest)
    })
}

fn codes<'a>(cell: &Cell<'a>) -> BTreeSet<&'a str> {
    cell.areas.iter().flat_map(|area| &area.branches).map(String::as_str).collect()
}

fn borrowed(group: &Earlier) -> BTreeSet<&str> {
    group.iter().map(String::as_str).collect()
}

fn is_in(area: &Area, codes: &BTreeSet<&str>) -> bool {
    area.branches.iter().all(|code| codes.contains(code.as_str()))
}

/// Whether there are such areas, and their answers are not safe to show.
fn is_bare<'a>(areas: impl Iterator<Item = &'a Area>, smallest: i64) -> bool {
    let sums: Vec<Sum> = areas.map(|area| area.sum).collect();
    !sums.is_empty() && !sums.iter().fold(Sum::default(), |all, sum| all.plus(sum)).is_safe(smallest)
}
