//! Reads a write-ahead log commit by commit: what appeared when. SQLite frames by their pages, PostgreSQL by position.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::needles::{Kind, Needles};
use super::order::{Class, Order};
use super::pages::{page, page_size};
use super::store::{Store, files_below};

/// A big-endian number of so many bytes.
pub fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let part = bytes.get(at..at + length)?;
    Some(part.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

const KINDS: [Kind; 6] = [Kind::Id, Kind::Email, Kind::BlindedHash, Kind::Token, Kind::Prefix, Kind::Line];

/// Every order that the write-ahead logs of a store hold.
pub fn orders(store: &Store, needles: &Needles) -> Result<Vec<Order>> {
    let mut orders = Vec::new();
    for file in &store.files {
        let name = file.to_string_lossy().into_owned();
        let Some(database) = name.strip_suffix("-wal") else { continue };
        let database = fs::read(database).unwrap_or_default();
        let seen = sqlite(&fs::read(file)?, &database, needles);
        orders.extend(by_kind("-wal, commit by commit", &seen));
    }
    if let Some(folder) = &store.pg_wal {
        orders.extend(by_kind("pg_wal, by position", &postgres(folder, needles)?));
    }
    Ok(orders)
}

fn by_kind(name: &str, seen: &[(Kind, usize)]) -> Vec<Order> {
    let of = |kind| seen.iter().filter(move |(seen, _)| *seen == kind).map(|(_, whose)| *whose);
    let order = |kind: Kind| Order::new(Class::Wal, format!("{name}, {kind:?}"), kind.side(), of(kind));
    KINDS.into_iter().map(order).filter(Order::tells).collect()
}

struct Frame<'w> {
    salt: usize,
    page: usize,
    commits: bool,
    bytes: &'w [u8],
}

/// The frames, oldest first: those of an earlier round through the file stand behind those of the present one.
fn frames(wal: &[u8]) -> Vec<Frame<'_>> {
    let Some(size) = number(wal, 8, 4).filter(|size| *size >= 512) else { return Vec::new() };
    let raw = wal.get(32..).unwrap_or_default().chunks_exact(24 + size);
    let frame = |raw: &'_ [u8]| -> Option<(usize, usize, bool)> {
        Some((number(raw, 8, 4)?, number(raw, 0, 4)?, number(raw, 4, 4)? > 0))
    };
    let mut frames: Vec<Frame<'_>> = raw
        .filter_map(|raw| {
            let (salt, page, commits) = frame(raw)?;
            Some(Frame { salt, page, commits, bytes: &raw[24..] })
        })
        .collect();
    frames.sort_by_key(|frame| frame.salt);
    frames
}

/// What appeared in which commit; within one commit nothing is told.
fn sqlite(wal: &[u8], database: &[u8], needles: &Needles) -> Vec<(Kind, usize)> {
    let size = page_size(database);
    let mut known: HashMap<usize, HashSet<(Kind, usize)>> = HashMap::new();
    let (mut seen, mut commit) = (Vec::new(), Vec::new());
    for frame in frames(wal) {
        let before = known.entry(frame.page).or_insert_with(|| {
            let old = size.and_then(|size| page(database, size, frame.page)).unwrap_or_default();
            needles.find(old).iter().map(|(_, needle)| (needle.kind, needle.whose)).collect()
        });
        let now: HashSet<(Kind, usize)> =
            needles.find(frame.bytes).iter().map(|(_, needle)| (needle.kind, needle.whose)).collect();
        commit.extend(now.difference(before).copied());
        *before = now;
        if frame.commits {
            commit.sort_unstable();
            seen.append(&mut commit);
        }
    }
    seen.extend(commit);
    seen
}

const BLOCK: usize = 8192;

/// PostgreSQL writes little-endian; a recycled segment says by its blocks where in the log it really belongs.
fn postgres(folder: &Path, needles: &Needles) -> Result<Vec<(Kind, usize)>> {
    let mut seen = Vec::new();
    for file in files_below(folder)? {
        let bytes = fs::read(&file)?;
        for block in bytes.chunks(BLOCK) {
            let Some(address) = block.get(8..16).and_then(|part| part.try_into().ok()).map(u64::from_le_bytes) else {
                continue;
            };
            seen.extend(needles.find(block).into_iter().map(|(at, needle)| (address, at, needle.kind, needle.whose)));
        }
    }
    seen.sort_unstable();
    Ok(seen.into_iter().map(|(_, _, kind, whose)| (kind, whose)).collect())
}
