//! Which table or index owns which page of a SQLite file, by walking its trees. It reads bytes, no SQL.

use std::collections::HashMap;

use super::wal::number;

/// Bytes per page, from the file's header.
pub fn page_size(file: &[u8]) -> Option<usize> {
    if !file.starts_with(b"SQLite format 3\0") {
        return None;
    }
    match number(file, 16, 2)? {
        1 => Some(65_536),
        size => Some(size),
    }
}

/// The bytes of a page, counted from 1.
pub fn page(file: &[u8], size: usize, index: usize) -> Option<&[u8]> {
    file.get(index.checked_sub(1)? * size..index * size)
}

/// The owner of every page that belongs to a tree with this root.
pub fn walk(file: &[u8], size: usize, root: usize, owner: &str, owners: &mut HashMap<usize, String>) {
    let Some(bytes) = page(file, size, root) else { return };
    if owners.insert(root, owner.to_owned()).is_some() {
        return;
    }
    let head = if root == 1 { 100 } else { 0 };
    let interior = matches!(bytes.get(head), Some(2 | 5));
    if !interior {
        return;
    }
    let cells = number(bytes, head + 3, 2).unwrap_or(0);
    let children = (0..cells).filter_map(|cell| number(bytes, number(bytes, head + 12 + 2 * cell, 2)?, 4));
    for child in children.chain(number(bytes, head + 8, 4)) {
        walk(file, size, child, owner, owners);
    }
}
