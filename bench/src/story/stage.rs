//! Where a story takes place: a folder with mail, log and databases, fresh and thrown away, or two fresh PostgreSQL databases.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

use super::Options;
use crate::input::{self, Member};

/// The folder and the databases.
pub struct Stage {
    folder: PathBuf,
    // Thrown away when the story ends, unless it is to be kept.
    _temporary: Option<TempDir>,
    /// The platform's database.
    pub database_url: String,
    /// The ballot box's database.
    pub box_database_url: String,
    /// The members file to import.
    pub members: PathBuf,
    /// How many members it holds.
    pub size: usize,
}

impl Stage {
    /// Builds it.
    pub async fn build(options: &Options) -> Result<Self> {
        let (folder, temporary) = folder(options)?;
        fs::create_dir(folder.join("mail"))?;
        let (database_url, box_database_url) = databases(&folder, options.postgres).await?;
        let (members, size) = members(options, &folder)?;
        Ok(Self { folder, _temporary: temporary, database_url, box_database_url, members, size })
    }

    /// The folder of everything.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the letters.
    pub fn mail(&self) -> PathBuf {
        self.folder.join("mail")
    }

    /// A file on the stage.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Two empty databases: files in this folder, or on the PostgreSQL servers that the environment names.
pub async fn databases(folder: &Path, postgres: bool) -> Result<(String, String)> {
    if postgres {
        let name = format!("story_{}", std::process::id());
        return Ok((fresh("TEST_DATABASE_URL", &name).await?, fresh("TEST_BOX_DATABASE_URL", &name).await?));
    }
    fs::create_dir(folder.join("box"))?;
    let path = folder.display();
    Ok((format!("sqlite:{path}/platform.sqlite"), format!("sqlite:{path}/box/")))
}

fn folder(options: &Options) -> Result<(PathBuf, Option<TempDir>)> {
    if let Some(folder) = &options.keep {
        fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        return Ok((folder.canonicalize()?, None));
    }
    let temporary = tempfile::Builder::new().prefix("preferendum-story.").tempdir()?;
    Ok((temporary.path().to_owned(), Some(temporary)))
}

/// The databases of a story on PostgreSQL, to be dropped when it is over, however it ends.
pub struct Leftovers(Vec<(&'static str, String)>);

impl Leftovers {
    /// What these databases leave behind outside the folder.
    pub fn of(database_url: &str, box_database_url: &str) -> Self {
        let urls = [("TEST_DATABASE_URL", database_url), ("TEST_BOX_DATABASE_URL", box_database_url)];
        let names = urls.into_iter().filter(|(_, url)| url.starts_with("postgres"));
        Self(names.filter_map(|(variable, url)| Some((variable, url.rsplit_once('/')?.1.to_owned()))).collect())
    }

    /// Drops them.
    pub async fn clear(self) -> Result<()> {
        for (variable, name) in self.0 {
            let database = Database::connect(std::env::var(variable)?).await?;
            database.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
            database.close().await?;
        }
        Ok(())
    }
}

async fn fresh(variable: &str, name: &str) -> Result<String> {
    let url = std::env::var(variable).with_context(|| format!("{variable} is not set; see scripts/with-postgres"))?;
    let (server, _) = url.rsplit_once('/').with_context(|| format!("{variable} names no database"))?;
    let database = Database::connect(&url).await?;
    database.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await?;
    database.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    database.close().await?;
    Ok(format!("{server}/{name}"))
}

/// With a limit only those who answer are members: an area then has as many members as votes.
fn members(options: &Options, folder: &Path) -> Result<(PathBuf, usize)> {
    let members = input::members(&options.members)?;
    let answers = input::answers(&options.answers, options.limit)?;
    let voters = input::voters(&members, &answers)?;
    if options.limit.is_none() {
        return Ok((options.members.clone(), members.len()));
    }
    ensure!(!voters.is_empty(), "nobody answers");
    let path = folder.join("members.csv");
    let chosen: Vec<&Member> = voters.iter().map(|(member, _)| member).collect();
    fs::write(&path, rows_of(&fs::read_to_string(&options.members)?, &chosen))?;
    Ok((path, chosen.len()))
}

fn rows_of(text: &str, chosen: &[&Member]) -> String {
    let numbers: std::collections::HashSet<&str> = chosen.iter().map(|member| member.number.as_str()).collect();
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let kept = lines.filter(|line| line.split([',', ';']).next().is_some_and(|number| numbers.contains(number)));
    [header].into_iter().chain(kept).collect::<Vec<_>>().join("\n") + "\n"
}
