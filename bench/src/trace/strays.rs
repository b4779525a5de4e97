//! Looks for what stands where it must not: ballots in the platform's bytes, people in the box's, either in a log.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::finding::{Finding, place};
use super::needles::{Kind, Needle, Needles, Side};
use super::store::{Store, files_below, gone};

/// Members found per kind.
type Found = BTreeMap<Kind, HashSet<usize>>;

fn scan(bytes: &[u8], needles: &Needles, wanted: impl Fn(&Needle) -> bool, found: &mut Found) {
    for (_, needle) in needles.find(bytes).into_iter().filter(|(_, needle)| wanted(needle)) {
        found.entry(needle.kind).or_default().insert(needle.whose);
    }
}

fn finding(probe: String, found: &Found, files: usize, voters: usize) -> Finding {
    let kinds: Vec<String> = found.iter().map(|(kind, whose)| format!("{kind:?} of {}", whose.len())).collect();
    let most = found.values().map(HashSet::len).max().unwrap_or(0);
    let by = if kinds.is_empty() { format!("{files} files") } else { kinds.join(", ") };
    Finding::counted(probe, by, most, voters)
}

/// Everything of the other side in all bytes of a store, its write-ahead log included.
pub fn in_store(store: &Store, side: Side, needles: &Needles, voters: usize) -> Result<Finding> {
    let mut files = store.files.clone();
    if let Some(folder) = &store.pg_wal {
        files.extend(files_below(folder)?);
    }
    let mut found = Found::new();
    for file in &files {
        let Some(bytes) = gone(fs::read(file))? else { continue };
        scan(&bytes, needles, |needle| needle.kind.side() != side, &mut found);
    }
    Ok(finding(format!("strays in the {}", place(side)), &found, files.len(), voters))
}

/// Anything at all in the logs, and anything of a ballot or a ticket in the mail.
pub fn in_files(logs: &[PathBuf], mail: &[PathBuf], needles: &Needles, voters: usize) -> Result<[Finding; 2]> {
    let ballots = |needle: &Needle| needle.kind.side() == Side::BallotBox || needle.kind == Kind::BlindedHash;
    Ok([
        through("strays in logs", logs, needles, |_| true, voters)?,
        through("strays in mail", mail, needles, ballots, voters)?,
    ])
}

fn through(
    probe: &str,
    places: &[PathBuf],
    needles: &Needles,
    wanted: impl Fn(&Needle) -> bool,
    voters: usize,
) -> Result<Finding> {
    let (mut found, mut files) = (Found::new(), 0);
    for file in places.iter().map(|place| files_below(place)).collect::<Result<Vec<_>>>()?.concat() {
        let Some(bytes) = gone(fs::read(&file))? else { continue };
        scan(&unwrapped(&bytes), needles, &wanted, &mut found);
        files += 1;
    }
    Ok(finding(probe.to_owned(), &found, files, voters))
}

/// The bytes without the soft line breaks of quoted-printable text, which would cut a token in two.
fn unwrapped(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((byte, behind)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(b"=\r\n").or(rest.strip_prefix(b"=\n")) {
            rest = behind;
        } else {
            whole.push(*byte);
            rest = behind;
        }
    }
    whole
}
