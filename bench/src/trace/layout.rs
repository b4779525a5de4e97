//! Reads the raw bytes of a store: in which order rows stand in their pages, and what the times of the files tell.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use super::needles::{Kind, Needles, Side};
use super::order::{Class, Order};
use super::pages::{page_size, walk};
use super::rows;
use super::store::{Store, gone};

const POSTGRES_PAGE: usize = 8192;

struct Sighting {
    page: usize,
    // Rows are laid down from the end of a page to its beginning.
    from_end: usize,
    whose: usize,
}

/// Every order that the bytes and the file times of a store hold.
pub async fn orders(store: &Store, needles: &Needles) -> Result<Vec<Order>> {
    let (mut orders, mut times) = (Vec::new(), Vec::new());
    for file in store.files.iter().filter(|file| !is_log(file)) {
        let Some(bytes) = gone(fs::read(file))? else { continue };
        let owners = owners(&bytes, &rows::roots(store, file).await?);
        let size = page_size(&bytes).unwrap_or(POSTGRES_PAGE);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Some(modified) = gone(fs::metadata(file).and_then(|kept| kept.modified()))? else { continue };
        let mut groups: BTreeMap<(String, Kind), Vec<Sighting>> = BTreeMap::new();
        for (place, needle) in needles.find(&bytes) {
            let (page, within) = (place / size, place % size);
            let owner = owners.get(&(page + 1)).map_or("", String::as_str);
            let group = groups.entry((format!("{name} {owner}"), needle.kind)).or_default();
            group.push(Sighting { page, from_end: size - within, whose: needle.whose });
            times.push((modified, needle.kind.side(), needle.whose));
        }
        orders.extend(groups.into_iter().flat_map(|((name, kind), seen)| laid_down(&name, kind, seen)));
    }
    orders.extend(by_time(times));
    Ok(orders)
}

fn is_log(file: &Path) -> bool {
    let name = file.to_string_lossy();
    name.ends_with("-wal") || name.ends_with("-shm")
}

/// The same pages read in three ways: by place, by page and then age within it, and by age within the page alone.
fn laid_down(name: &str, kind: Kind, mut seen: Vec<Sighting>) -> Vec<Order> {
    let order = |way: &str, seen: &[Sighting]| {
        let name = format!("{name} {kind:?} {way}");
        Order::new(Class::Layout, name, kind.side(), seen.iter().map(|sighting| sighting.whose))
    };
    seen.sort_by_key(|sighting| (sighting.page, std::cmp::Reverse(sighting.from_end)));
    let by_place = order("by place", &seen);
    seen.sort_by_key(|sighting| (sighting.page, sighting.from_end));
    let by_age = order("by page and age", &seen);
    seen.sort_by_key(|sighting| sighting.from_end);
    let within = order("by age in the page", &seen);
    [by_place, by_age, within].into_iter().filter(Order::tells).collect()
}

fn by_time(mut times: Vec<(SystemTime, Side, usize)>) -> Vec<Order> {
    times.sort_unstable();
    let moments: usize = times.windows(2).filter(|pair| pair[0].0 != pair[1].0).count();
    // One file, or two: a time that all share orders nobody.
    if moments < 3 {
        return Vec::new();
    }
    let of = |side| times.iter().filter(move |(_, seen, _)| *seen == side).map(|(_, _, whose)| *whose);
    let order = |side| Order::new(Class::Time, "times of files", side, of(side));
    [order(Side::Platform), order(Side::BallotBox)].into_iter().filter(Order::tells).collect()
}

/// Table or index per page of a SQLite file; nothing for other files.
fn owners(bytes: &[u8], roots: &[(String, usize)]) -> HashMap<usize, String> {
    let mut owners = HashMap::new();
    if let Some(size) = page_size(bytes) {
        walk(bytes, size, 1, "schema", &mut owners);
        for (name, root) in roots {
            walk(bytes, size, *root, name, &mut owners);
        }
    }
    owners
}
