//! What databases keep beyond their rows, and how it is made to go away.

use sea_orm::{ConnectionTrait, Statement};

use super::{Db, StoreError};

/// Begins a new write-ahead log on PostgreSQL and removes the old ones, as far as the server lets us.
///
/// Wants `wal_recycle = off` (else old files are kept under new names) and a role that may checkpoint. Without them
/// the votes are as safe, but the order in which they came lies in the log until it is overwritten; that is logged.
pub(super) async fn drop_wal(db: &Db) -> Result<(), StoreError> {
    if db.is_sqlite() {
        return db.truncate_wal().await;
    }
    for sql in ["CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT"] {
        if let Err(error) = db.writer().execute_unprepared(sql).await {
            tracing::warn!(%error, "the old write-ahead log stays until PostgreSQL overwrites it");
            return Ok(());
        }
    }
    Ok(())
}

/// Settings of a PostgreSQL server that would keep an order or a time of the ballots, as `name = value`.
/// Empty when all is well, and on SQLite.
pub async fn telling_settings(db: &Db) -> Result<Vec<String>, StoreError> {
    const WANTED: [(&str, &str); 13] = [
        // Without these an acknowledged vote could be lost.
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("log_duration", "off"),
        ("log_min_duration_statement", "-1"),
        ("log_min_duration_sample", "-1"),
        ("log_transaction_sample_rate", "0"),
        ("track_commit_timestamp", "off"),
        ("archive_mode", "off"),
        ("log_statement", "none"),
        // A refused line code would stand in the log with its time.
        ("log_error_verbosity", "terse"),
        ("log_min_error_statement", "panic"),
        ("wal_recycle", "off"),
        ("max_wal_senders", "0"),
    ];
    if db.is_sqlite() {
        return Ok(Vec::new());
    }
    let mut telling = Vec::new();
    for (name, wanted) in WANTED {
        let sql = format!("SELECT current_setting('{name}') AS value");
        let row = db.writer().query_one_raw(Statement::from_string(db.writer().get_database_backend(), sql)).await?;
        let value: String = row.map(|row| row.try_get("", "value")).transpose()?.unwrap_or_default();
        if value != wanted {
            telling.push(format!("{name} = {value}"));
        }
    }
    Ok(telling)
}
