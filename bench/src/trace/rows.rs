//! Reads a store the way its owner can: all tables, in the order of rows, of transactions, and of every numeric column.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement};
use uuid::Uuid;

use super::needles::{Kind, Needles, Side};
use super::order::{Class, Order};
use super::store::Store;

/// The cells of a row as bytes.
type Row = Vec<Vec<u8>>;

struct Column {
    name: String,
    kind: String,
}

struct Table {
    name: String,
    columns: Vec<Column>,
    rowid: bool,
}

async fn all(database: &DatabaseConnection, sql: String) -> Result<Vec<QueryResult>> {
    let statement = Statement::from_string(database.get_database_backend(), sql.clone());
    database.query_all_raw(statement).await.with_context(|| sql)
}

fn is_sqlite(database: &DatabaseConnection) -> bool {
    database.get_database_backend() == DbBackend::Sqlite
}

/// The internal number of every member, by member number.
pub async fn member_ids(store: &Store) -> Result<HashMap<String, Uuid>> {
    let mut ids = HashMap::new();
    for url in &store.databases {
        let database = Database::connect(url).await?;
        for row in all(&database, "SELECT id, number FROM member".to_owned()).await? {
            ids.insert(row.try_get::<String>("", "number")?, row.try_get::<Uuid>("", "id")?);
        }
        database.close().await?;
    }
    Ok(ids)
}

/// Has PostgreSQL write everything to its files, and returns the folder of the database below `base`.
pub async fn flushed(url: &str) -> Result<String> {
    let database = Database::connect(url).await?;
    database.execute_unprepared("CHECKPOINT").await?;
    let sql = "SELECT oid::text AS oid FROM pg_database WHERE datname = current_database()";
    let rows = all(&database, sql.to_owned()).await?;
    database.close().await?;
    Ok(rows.first().context("no database")?.try_get("", "oid")?)
}

/// Names and root pages of the tables and indexes in a raw SQLite file, read from the copy beside it.
pub async fn roots(store: &Store, file: &Path) -> Result<Vec<(String, usize)>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(url) = store.databases.iter().find(|url| url.starts_with("sqlite:") && url.ends_with(&format!("/{name}")))
    else {
        return Ok(Vec::new());
    };
    let database = Database::connect(url).await?;
    let rows = all(&database, "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0".to_owned()).await?;
    database.close().await?;
    let root =
        |row: &QueryResult| Ok((row.try_get("", "name")?, usize::try_from(row.try_get::<i64>("", "rootpage")?)?));
    rows.iter().map(root).collect()
}

/// Every order that the tables of a store hold, and how many of its rows name a person and a ballot together.
pub async fn look(store: &Store, needles: &Needles) -> Result<(Vec<Order>, usize)> {
    let (mut orders, mut joined) = (Vec::new(), 0);
    for url in &store.databases {
        let database = Database::connect(url).await?;
        for table in tables(&database).await? {
            let rows = read(&database, &table, "").await?;
            joined += rows.iter().filter(|row| joins(row, needles)).count();
            orders.extend(sighted(Class::Rows, &format!("{} as it comes", table.name), &rows, needles));
            orders.extend(by_columns(&table, &rows, needles));
            for (class, sort) in sorts(&database, &table) {
                let rows = read(&database, &table, sort).await?;
                orders.extend(sighted(class, &format!("{} by {sort}", table.name), &rows, needles));
            }
        }
        database.close().await?;
    }
    Ok((orders, joined))
}

async fn tables(database: &DatabaseConnection) -> Result<Vec<Table>> {
    let sql = if is_sqlite(database) {
        "SELECT t.name AS name, c.name AS col, lower(c.type) AS kind, t.wr = 0 AS rowid
         FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.schema = 'main' ORDER BY t.name, c.cid"
    } else {
        "SELECT quote_ident(c.table_schema) || '.' || quote_ident(c.table_name) AS name, c.column_name::text AS col,
                c.data_type::text AS kind, true AS rowid
         FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
         ORDER BY 1, c.ordinal_position"
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in all(database, sql.to_owned()).await? {
        let name: String = row.try_get("", "name")?;
        let column = Column { name: row.try_get("", "col")?, kind: row.try_get("", "kind")? };
        let rowid = row.try_get("", "rowid")?;
        let table = tables.entry(name.clone()).or_insert(Table { name, columns: Vec::new(), rowid });
        table.columns.push(column);
    }
    Ok(tables.into_values().collect())
}

fn sorts(database: &DatabaseConnection, table: &Table) -> Vec<(Class, &'static str)> {
    match (is_sqlite(database), table.rowid) {
        (true, true) => vec![(Class::Rows, "rowid")],
        (true, false) => Vec::new(),
        (false, _) => vec![(Class::Rows, "ctid"), (Class::Transaction, "age(xmin) DESC, ctid")],
    }
}

/// A column of small numbers with no more different values than this holds answers or versions: what was said, not when.
const FEW: usize = 40;
const SMALL: f64 = 1000.0;

/// By every column that could hold a time or a serial number. What is equal in it stands in no order.
fn by_columns(table: &Table, rows: &[Row], needles: &Needles) -> Vec<Order> {
    let words = ["int", "num", "real", "float", "double", "time", "date"];
    let timely = |column: &&(usize, &Column)| words.iter().any(|word| column.1.kind.contains(word));
    let columns: Vec<(usize, &Column)> = table.columns.iter().enumerate().collect();
    let mut orders = Vec::new();
    for (index, column) in columns.iter().filter(timely) {
        let Some(mut sorted) = sortable(rows, *index) else { continue };
        sorted.sort_by(|(one, one_row), (other, other_row)| one.total_cmp(other).then_with(|| one_row.cmp(other_row)));
        let rows: Vec<Row> = sorted.into_iter().map(|(_, row)| row.clone()).collect();
        orders.extend(sighted(Class::Time, &format!("{} by {}", table.name, column.name), &rows, needles));
    }
    orders
}

/// The rows with this column as a number; dates and times by their digits. `None` when it cannot be a time.
fn sortable(rows: &[Row], column: usize) -> Option<Vec<(f64, &Row)>> {
    let value = |row: &Row| {
        let text = String::from_utf8_lossy(row.get(column)?).into_owned();
        let digits = || text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
        text.parse::<f64>().ok().or_else(digits)
    };
    let sorted: Vec<(f64, &Row)> = rows.iter().map(|row| (value(row).unwrap_or(0.0), row)).collect();
    let different: HashSet<u64> = sorted.iter().map(|(value, _)| value.to_bits()).collect();
    (different.len() > FEW || sorted.iter().any(|(value, _)| *value >= SMALL)).then_some(sorted)
}

/// All cells as hexadecimal text: bytes as they are, everything else in its written form.
async fn read(database: &DatabaseConnection, table: &Table, sort: &str) -> Result<Vec<Row>> {
    let cell = |column: &Column| match (is_sqlite(database), column.kind.as_str()) {
        (true, _) => format!("hex(\"{}\")", column.name),
        (false, "bytea") => format!("encode(\"{}\", 'hex')", column.name),
        (false, _) => format!("encode(convert_to(\"{}\"::text, 'UTF8'), 'hex')", column.name),
    };
    let cells: Vec<String> = table.columns.iter().map(|column| format!("coalesce({}, '')", cell(column))).collect();
    let order = if sort.is_empty() { String::new() } else { format!(" ORDER BY {sort}") };
    let sql = format!("SELECT {} AS cells FROM {}{order}", cells.join(" || ' ' || "), table.name);
    let rows = all(database, sql).await?;
    rows.iter().map(|row| Ok(row.try_get::<String>("", "cells")?.split(' ').map(bytes).collect())).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks_exact(2).map(|pair| std::str::from_utf8(pair).unwrap_or_default());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap_or_default()).collect()
}

fn sighted(class: Class, name: &str, rows: &[Row], needles: &Needles) -> Vec<Order> {
    [Side::Platform, Side::BallotBox]
        .into_iter()
        .map(|side| {
            let cells = rows.iter().flatten().filter_map(|cell| needles.exactly(cell));
            let known = cells.filter(|needle| needle.kind.side() == side && needle.kind != Kind::Name);
            Order::new(class, name, side, known.map(|needle| needle.whose))
        })
        .filter(Order::tells)
        .collect()
}

fn joins(row: &[Vec<u8>], needles: &Needles) -> bool {
    let found = |side| row.iter().filter_map(|cell| needles.exactly(cell)).any(|needle| needle.kind.side() == side);
    found(Side::Platform) && found(Side::BallotBox)
}
