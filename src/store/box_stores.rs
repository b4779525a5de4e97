//! The stores of the ballot box: for each round one for its ballots, later one for what was counted.
//! On SQLite a file each, on PostgreSQL a schema each in the box's own server.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use migrations::{BallotBox, Counted};
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTrait;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{Db, DbUrl, StoreError};
use crate::domain::ids::RoundId;

/// Which of a round's two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Ballots,
    Counted,
}

impl Kind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Ballots => "box",
            Self::Counted => "counted",
        }
    }
}

/// All stores of a ballot box.
pub struct BoxStores {
    url: DbUrl,
    // On PostgreSQL: to make and drop schemas.
    server: Option<Db>,
    open: Mutex<HashMap<(Kind, Uuid), Db>>,
}

impl BoxStores {
    /// Connects to where the stores are: `sqlite:FOLDER` or `postgres://…`.
    pub async fn connect(url: DbUrl) -> Result<Self, StoreError> {
        let server = if let Some(folder) = url.path() {
            std::fs::create_dir_all(folder).map_err(|_| StoreError::Inconsistent("the folder of the ballot box"))?;
            None
        } else {
            Some(Db::connect(&url, None).await?)
        };
        Ok(Self { url, server, open: Mutex::new(HashMap::new()) })
    }

    /// Settings of the box's PostgreSQL server that would keep an order or a time of ballots; see
    /// [`telling_settings`](super::maintenance::telling_settings).
    pub async fn telling_settings(&self) -> Result<Vec<String>, StoreError> {
        match &self.server {
            Some(server) => super::maintenance::telling_settings(server).await,
            None => Ok(Vec::new()),
        }
    }

    /// Rounds that have a store of ballots.
    pub async fn with_ballots(&self) -> Result<Vec<RoundId>, StoreError> {
        self.rounds(Kind::Ballots).await
    }

    /// The ballots of a round, if the box has them.
    pub async fn ballots(&self, round: RoundId) -> Result<Option<Db>, StoreError> {
        self.existing(Kind::Ballots, round).await
    }

    /// The ballots of a round; the store is made where it is missing.
    pub async fn make_ballots(&self, round: RoundId) -> Result<Db, StoreError> {
        self.made(Kind::Ballots, round).await
    }

    /// What was counted of a round, if it was.
    pub async fn counted(&self, round: RoundId) -> Result<Option<Db>, StoreError> {
        self.existing(Kind::Counted, round).await
    }

    /// The store of what is counted; made where it is missing.
    pub async fn make_counted(&self, round: RoundId) -> Result<Db, StoreError> {
        self.made(Kind::Counted, round).await
    }

    /// Destroys the ballots of a round, with their tickets. What was counted stays.
    pub async fn destroy_ballots(&self, round: RoundId) -> Result<(), StoreError> {
        let Some(db) = self.ballots(round).await? else { return Ok(()) };
        // Overwritten (secure_delete) before the file goes, so that its blocks on the disk say nothing either.
        BallotBox::down(db.writer(), None).await?;
        if let Some(server) = &self.server {
            self.open.lock().await.remove(&(Kind::Ballots, round.0));
            db.close().await?;
            let sql = format!("DROP SCHEMA {} CASCADE", schema(Kind::Ballots, round));
            server.writer().execute_unprepared(&sql).await?;
            return super::maintenance::drop_wal(server).await;
        }
        db.truncate_wal().await?;
        self.open.lock().await.remove(&(Kind::Ballots, round.0));
        db.close().await?;
        self.remove_files(round)
    }

    fn remove_files(&self, round: RoundId) -> Result<(), StoreError> {
        let Some(path) = self.file(Kind::Ballots, round) else { return Ok(()) };
        for suffix in ["-wal", "-shm", ""] {
            let mut name = path.clone().into_os_string();
            name.push(suffix);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::Inconsistent("a file of the ballot box could not be removed"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Empties what was counted of a round and keeps the empty store, so that the box never takes the round up again.
    pub async fn bury(&self, round: RoundId) -> Result<(), StoreError> {
        let db = self.made(Kind::Counted, round).await?;
        Counted::down(db.writer(), None).await?;
        Counted::up(db.writer(), None).await?;
        db.truncate_wal().await
    }

    /// Whether the round was counted, or buried.
    pub async fn is_over(&self, round: RoundId) -> Result<bool, StoreError> {
        self.exists(Kind::Counted, round).await
    }

    async fn existing(&self, kind: Kind, round: RoundId) -> Result<Option<Db>, StoreError> {
        if let Some(db) = self.open.lock().await.get(&(kind, round.0)) {
            return Ok(Some(db.clone()));
        }
        if self.exists(kind, round).await? { self.made(kind, round).await.map(Some) } else { Ok(None) }
    }

    async fn made(&self, kind: Kind, round: RoundId) -> Result<Db, StoreError> {
        let mut open = self.open.lock().await;
        if let Some(db) = open.get(&(kind, round.0)) {
            return Ok(db.clone());
        }
        let db = self.connect_to(kind, round).await?;
        match kind {
            Kind::Ballots => BallotBox::up(db.writer(), None).await?,
            Kind::Counted => Counted::up(db.writer(), None).await?,
        }
        open.insert((kind, round.0), db.clone());
        Ok(db)
    }

    async fn connect_to(&self, kind: Kind, round: RoundId) -> Result<Db, StoreError> {
        let name = schema(kind, round);
        if let Some(server) = &self.server {
            server.writer().execute_unprepared(&format!("CREATE SCHEMA IF NOT EXISTS {name}")).await?;
            return Db::connect(&self.url, Some(&name)).await;
        }
        let file = self.file(kind, round).unwrap_or_default();
        Db::connect(&DbUrl::new(format!("sqlite:{}", file.display())), None).await
    }

    async fn exists(&self, kind: Kind, round: RoundId) -> Result<bool, StoreError> {
        match self.file(kind, round) {
            Some(file) => Ok(file.exists()),
            None => Ok(self.rounds(kind).await?.contains(&round)),
        }
    }

    async fn rounds(&self, kind: Kind) -> Result<Vec<RoundId>, StoreError> {
        let names = match (&self.server, self.url.path()) {
            (Some(server), _) => schemas(server).await?,
            (None, folder) => files(Path::new(folder.unwrap_or_default())),
        };
        let id = |name: &String| Uuid::try_parse(name.strip_prefix(kind.prefix())?.strip_prefix('_')?).ok();
        Ok(names.iter().filter_map(id).map(RoundId).collect())
    }

    fn file(&self, kind: Kind, round: RoundId) -> Option<PathBuf> {
        self.url.path().map(|folder| Path::new(folder).join(format!("{}.sqlite", schema(kind, round))))
    }
}

fn schema(kind: Kind, round: RoundId) -> String {
    format!("{}_{}", kind.prefix(), round.0.simple())
}

async fn schemas(server: &Db) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT nspname::text AS name FROM pg_catalog.pg_namespace";
    let statement = Statement::from_string(server.writer().get_database_backend(), sql);
    let rows = server.writer().query_all_raw(statement).await?;
    Ok(rows.iter().filter_map(|row| row.try_get("", "name").ok()).collect())
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: std::fs::DirEntry| {
        entry.file_name().to_str().and_then(|name| name.strip_suffix(".sqlite")).map(str::to_owned)
    };
    entries.filter_map(name).collect()
}
