//! A copy of one store: SQLite files copied while the server may be writing, or a PostgreSQL database with its data folder.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// Where to look.
pub struct Store {
    /// Addresses of the databases in it.
    pub databases: Vec<String>,
    /// Files with the raw bytes, exactly as they were copied.
    pub files: Vec<PathBuf>,
    /// The write-ahead log of a PostgreSQL cluster.
    pub pg_wal: Option<PathBuf>,
    // Opening a SQLite file changes it, so rows are read from a second copy.
    copies: Option<TempDir>,
}

impl Store {
    /// A SQLite file, a folder of SQLite files, or a postgres:// address with the cluster's data folder.
    pub async fn copy(place: &str, data: Option<&Path>) -> Result<Self> {
        if place.starts_with("postgres") {
            return Self::postgres(place, data).await;
        }
        let path = Path::new(place.trim_start_matches("sqlite:"));
        let (raw, opened) = (tempfile::tempdir()?, "opened");
        let rows = raw.path().join(opened);
        fs::create_dir(&rows)?;
        let mut store = Self { databases: Vec::new(), files: Vec::new(), pg_wal: None, copies: None };
        for file in sqlite_files(path)? {
            let name = name_of(&file);
            let copy = raw.path().join(&name);
            // A journal or a box that was taken away while we looked leaves nothing to look at.
            if gone(copy_keeping_time(&file, &copy))?.is_none() {
                continue;
            }
            fs::copy(&copy, rows.join(&name))?;
            store.files.push(copy);
            if is_database(&name) {
                store.databases.push(format!("sqlite:{}", rows.join(&name).display()));
            }
        }
        ensure!(!store.databases.is_empty(), "no database at {}", path.display());
        store.copies = Some(raw);
        Ok(store)
    }

    async fn postgres(url: &str, data: Option<&Path>) -> Result<Self> {
        let mut store = Self { databases: vec![url.to_owned()], files: Vec::new(), pg_wal: None, copies: None };
        if let Some(data) = data {
            // Before anything else: a checkpoint removes what it no longer needs of the log.
            store.pg_wal = Some(store.keep_log(&data.join("pg_wal"))?);
            // What waits in memory goes to the files first: a thief of the disk gets it a little later.
            let folder = super::rows::flushed(url).await?;
            store.files = files_below(&data.join("base").join(folder))?;
        }
        Ok(store)
    }

    fn keep_log(&mut self, folder: &Path) -> Result<PathBuf> {
        let copies = tempfile::tempdir()?;
        for file in files_below(folder)? {
            // A segment may be removed between listing and copying.
            gone(fs::copy(&file, copies.path().join(name_of(&file))))?;
        }
        let path = copies.path().to_owned();
        self.copies = Some(copies);
        Ok(path)
    }
}

fn is_database(name: &str) -> bool {
    !name.ends_with("-wal") && !name.ends_with("-shm") && !name.ends_with("-journal")
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What was done with a file, or nothing when the file was gone: the server goes on while its folders are read.
pub fn gone<T>(done: io::Result<T>) -> Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn copy_keeping_time(from: &Path, to: &Path) -> io::Result<()> {
    let modified = fs::metadata(from)?.modified()?;
    fs::copy(from, to)?;
    fs::File::options().append(true).open(to)?.set_modified(modified)
}

/// A SQLite file with its companions, or all of a folder.
fn sqlite_files(path: &Path) -> Result<Vec<PathBuf>> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let name = if path.is_dir() { String::new() } else { name_of(path) };
    let files = files_below(folder)?;
    Ok(files.into_iter().filter(|file| file.parent() == Some(folder) && name_of(file).starts_with(&name)).collect())
}

/// Every file in a folder and below it, sorted.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    files.sort_unstable();
    Ok(files)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_goes_while_its_folder_is_read_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("box.sqlite"), "ballots").unwrap();
        // Listed and not there: what a journal is that ends between the listing and the copy.
        std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("box.sqlite-journal")).unwrap();
        let store = Store::copy(&folder.path().display().to_string(), None).await.unwrap();
        assert_eq!(store.files.len(), 1);
        assert_eq!(store.databases.len(), 1);
    }

    #[tokio::test]
    async fn a_store_without_a_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Store::copy(&folder.path().display().to_string(), None).await.is_err());
    }
}
