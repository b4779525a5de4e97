//! Connecting to SQLite and PostgreSQL, and the difference between reading, one write and a transaction.

use std::time::Duration;

use migrations::Platform;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqlErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

/// Why the store could not do what was asked. Its text is for the log, never for a caller of the API.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something with this key is there already.
    #[error("it is there already")]
    Taken,
    /// The rows contradict what the code knows of them.
    #[error("the store holds what it should not: {0}")]
    Inconsistent(&'static str),
    /// The database failed.
    #[error("database: {0}")]
    Database(DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Taken,
            _ => Self::Database(error),
        }
    }
}

/// Where a database is: `sqlite:FILE` or `postgres://…`. Never printed whole: it may hold a password.
#[derive(Clone)]
pub struct DbUrl(String);

impl DbUrl {
    /// Takes an address as it was given in the settings.
    #[must_use]
    pub const fn new(url: String) -> Self {
        Self(url)
    }

    /// Whether it names SQLite.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.0.starts_with("sqlite:")
    }

    /// The path behind `sqlite:`; none for another database.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path))
    }

    /// The address itself, for connecting.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_sqlite() { "sqlite" } else { "postgres" })
    }
}

mod sealed {
    /// What store functions run their queries on.
    pub trait Raw: Sync {
        /// The connection of sea-orm.
        type Connection: sea_orm::ConnectionTrait;
        /// Gives it.
        fn raw(&self) -> &Self::Connection;
    }
}

pub(super) use sealed::Raw;

/// Something that queries can run on: a [`Db`] (reading), a [`Direct`] (one write by itself) or a [`Tx`].
pub trait Conn: sealed::Raw {}
impl<T: sealed::Raw> Conn for T {}

/// A database. Used as it is, it reads.
///
/// SQLite has one writer: it gets a connection of its own, so that writers queue in the process and not in
/// SQLite's busy loop, and readers never wait for them.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

/// One statement that commits by itself.
pub struct Direct<'a>(&'a DatabaseConnection);

/// A transaction that may write. Dropped without [`commit`](Tx::commit), it leaves nothing behind.
pub struct Tx(DatabaseTransaction);

impl sealed::Raw for Db {
    type Connection = DatabaseConnection;
    fn raw(&self) -> &DatabaseConnection {
        &self.read
    }
}

impl sealed::Raw for Direct<'_> {
    type Connection = DatabaseConnection;
    fn raw(&self) -> &DatabaseConnection {
        self.0
    }
}

impl sealed::Raw for Tx {
    type Connection = DatabaseTransaction;
    fn raw(&self) -> &DatabaseTransaction {
        &self.0
    }
}

const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

impl Db {
    /// Connects; a SQLite file is created where it is missing. `schema` names the schema on PostgreSQL.
    pub async fn connect(url: &DbUrl, schema: Option<&str>) -> Result<Self, StoreError> {
        if !url.is_sqlite() {
            let mut options = options(url.expose(), POSTGRES_CONNECTIONS);
            if let Some(schema) = schema {
                options.set_schema_search_path(schema);
                options.max_connections(READERS);
            }
            let both = Database::connect(options).await?;
            return Ok(Self { read: both.clone(), write: both });
        }
        let address = format!("sqlite://{}?mode=rwc", url.path().unwrap_or_default());
        let write = Database::connect(sqlite(&address, 1)).await?;
        let read = Database::connect(sqlite(&address, READERS)).await?;
        Ok(Self { read, write })
    }

    /// Begins a transaction that may write; on SQLite it takes the write lock at once.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.write.begin_with_options(immediate).await?))
    }

    /// For one statement that commits by itself.
    #[must_use]
    pub const fn direct(&self) -> Direct<'_> {
        Direct(&self.write)
    }

    /// Whether this is SQLite.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.read.get_database_backend() == DbBackend::Sqlite
    }

    /// Brings the platform's tables up to date.
    pub async fn migrate_up(&self) -> Result<(), StoreError> {
        Ok(Platform::up(&self.write, None).await?)
    }

    /// Takes all of the platform's tables away, with everything in them.
    pub async fn migrate_down(&self) -> Result<(), StoreError> {
        Ok(Platform::down(&self.write, None).await?)
    }

    /// Each migration of the platform, and whether it is applied.
    pub async fn migration_status(&self) -> Result<Vec<(String, bool)>, StoreError> {
        let applied = Platform::get_applied_migrations(&self.write).await?;
        let pending = Platform::get_pending_migrations(&self.write).await?;
        let named = |list: &[sea_orm_migration::Migration], done| {
            list.iter().map(|migration| (migration.name().to_owned(), done)).collect::<Vec<_>>()
        };
        Ok([named(&applied, true), named(&pending, false)].concat())
    }

    /// The connection that writes, for migrations and maintenance within the store.
    pub(super) const fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Moves the write-ahead log into the SQLite file and empties it, so that it keeps no order. Nothing on PostgreSQL.
    pub async fn truncate_wal(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            self.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Ends all connections.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

impl Tx {
    /// Makes everything done in it last.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }
}

fn options(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address.to_owned());
    // A logged statement could hold a name or an answer.
    options.sqlx_logging(false).max_connections(connections).min_connections(1);
    options.acquire_timeout(Duration::from_secs(30));
    options
}

fn sqlite(address: &str, connections: u32) -> ConnectOptions {
    let mut options = options(address, connections);
    options.map_sqlx_sqlite_opts(|options| {
        options
            // A batch of each size is a statement of its own: room for all of them, so that none is prepared again.
            .statement_cache_capacity(512)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("secure_delete", "ON")
            // VACUUM writes a copy of everything: not into a temporary file that is only unlinked afterwards.
            .pragma("temp_store", "MEMORY")
            // 8 MiB of pages each: a member's rows lie all over the file.
            .pragma("cache_size", "-8192")
            .pragma("busy_timeout", "20000")
    });
    options
}
