//! The few words in which SQLite and PostgreSQL differ, and running a list of statements.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Runs each statement with the words of the database filled in.
///
/// `{uuid}`, `{bytes}`, `{serial}` are column types. `{keyed}` ends a table that is kept in the order of
/// its key, so that the order of insertion leaves no trace: SQLite can, PostgreSQL is rebuilt instead.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let (uuid, bytes, serial, keyed) = if sqlite {
        ("BLOB", "BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT", "WITHOUT ROWID")
    } else {
        ("UUID", "BYTEA", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "")
    };
    for statement in statements {
        let sql = statement
            .replace("{uuid}", uuid)
            .replace("{bytes}", bytes)
            .replace("{serial}", serial)
            .replace("{keyed}", keyed);
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// A guard in the database itself: `event` on `table` is refused while `condition` holds.
pub struct Guard {
    /// Name of the trigger.
    pub name: &'static str,
    /// Table that it watches.
    pub table: &'static str,
    /// `INSERT`, `UPDATE` or `DELETE`.
    pub event: &'static str,
    /// SQL over `OLD` and `NEW` that is understood by both databases.
    pub condition: &'static str,
}

/// Creates the guards. A refused statement fails with the guard's name in its message.
pub async fn guard(manager: &SchemaManager<'_>, guards: &[Guard]) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    for Guard { name, table, event, condition } in guards {
        let statements = if sqlite {
            vec![format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} \
                 BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )]
        } else {
            let row = if *event == "DELETE" { "OLD" } else { "NEW" };
            vec![
                format!(
                    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                     $$ BEGIN IF {condition} THEN RAISE EXCEPTION '{name}'; END IF; RETURN {row}; END $$"
                ),
                format!("CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"),
            ]
        };
        for sql in statements {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// Takes the guards away again.
pub async fn unguard(manager: &SchemaManager<'_>, guards: &[Guard]) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    for Guard { name, table, .. } in guards {
        let sql = if sqlite {
            format!("DROP TRIGGER IF EXISTS {name}")
        } else {
            format!("DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()")
        };
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}
