//! Members, as the last import left them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement};
use uuid::Uuid;

use super::entities::member::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{BranchId, MemberId};
use crate::domain::import::KnownMember;
use crate::domain::member::{EmailAddress, Member};
use crate::domain::time::Timestamp;

/// Rows in one statement: ten values each, far below the 32,766 of SQLite and the 65,535 of PostgreSQL.
const BATCH: usize = 1000;

/// Everybody who is or was a member and was not erased, in no order.
pub async fn all(on: &impl Conn) -> Result<Vec<KnownMember>, StoreError> {
    Ok(Entity::find().filter(Column::ErasedAt.is_null()).all(on.raw()).await?.into_iter().map(read).collect())
}

fn read(row: Model) -> KnownMember {
    let member = Member {
        id: MemberId(row.id),
        number: row.number,
        name: row.name,
        email: row.email.as_deref().and_then(EmailAddress::parse),
        branch: BranchId(row.branch_id),
        birth_year: row.birth_year,
        gender: row.gender,
    };
    KnownMember { member, has_left: row.left_at.is_some() }
}

/// Writes members whole, none of whom has left: new ones are added and known since `at`, known ones (by id) replaced.
/// [`StoreError::Taken`] if another member has the number. `written` hears of every batch how many it held.
pub async fn put(
    tx: &Tx,
    members: &[&Member],
    at: Timestamp,
    written: &(dyn Fn(usize) + Sync),
) -> Result<(), StoreError> {
    let replace = OnConflict::column(Column::Id)
        .update_columns([
            Column::Number,
            Column::Name,
            Column::Email,
            Column::BranchId,
            Column::BirthYear,
            Column::Gender,
            Column::LeftAt,
        ])
        .to_owned();
    for batch in members.chunks(BATCH) {
        let rows = batch.iter().map(|member| ActiveModel {
            id: Set(member.id.0),
            number: Set(member.number.clone()),
            name: Set(member.name.clone()),
            email: Set(member.email.as_ref().map(|email| email.as_str().to_owned())),
            branch_id: Set(member.branch.0),
            birth_year: Set(member.birth_year),
            gender: Set(member.gender.clone()),
            left_at: Set(None),
            known_since: Set(Some(at.0)),
            erased_at: Set(None),
        });
        Entity::insert_many(rows).on_conflict(replace.clone()).exec_without_returning(tx.raw()).await?;
        written(batch.len());
    }
    Ok(())
}

/// Notes that members have left at `at`. Their place on the roll of an open round stays.
pub async fn mark_left(
    tx: &Tx,
    members: &[MemberId],
    at: Timestamp,
    written: &(dyn Fn(usize) + Sync),
) -> Result<(), StoreError> {
    for batch in members.chunks(BATCH) {
        Entity::update_many()
            .col_expr(Column::LeftAt, Expr::value(at.0))
            .filter(Column::Id.is_in(batch.iter().map(|id| id.0)))
            .exec(tx.raw())
            .await?;
        written(batch.len());
    }
    Ok(())
}

/// A member as the desk sees one: from the party's file, and nothing that they did here.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AtDesk {
    /// Identifier.
    pub id: Uuid,
    /// Number in the member administration.
    pub number: String,
    /// Full name.
    pub name: String,
    /// Where letters go, if anywhere.
    pub email: Option<String>,
    /// Code of the branch.
    pub branch_code: String,
    /// Name of the branch.
    pub branch_name: String,
    /// When the import came that first had them; none if nobody noted it then.
    pub known_since: Option<i64>,
    /// When they left, if they did.
    pub left_at: Option<i64>,
}

const AT_DESK: &str = "SELECT m.id, m.number, m.name, m.email, b.code AS branch_code, b.name AS branch_name, \
                       m.known_since, m.left_at FROM member m JOIN branch b ON b.id = m.branch_id \
                       WHERE m.erased_at IS NULL";

/// One member, unless they were erased.
pub async fn find(on: &impl Conn, id: MemberId) -> Result<Option<AtDesk>, StoreError> {
    let sql = format!("{AT_DESK} AND m.id = $1");
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, [id.0.into()]);
    Ok(AtDesk::find_by_statement(statement).one(on.raw()).await?)
}

/// Up to `limit` members with this number or this address, or, with `part`, with this part of a name; by name.
pub async fn search(on: &impl Conn, text: &str, part: bool, limit: u64) -> Result<Vec<AtDesk>, StoreError> {
    let small = text.to_lowercase();
    let named = if part { "OR LOWER(m.name) LIKE $3 ESCAPE '!' OR m.name LIKE $4 ESCAPE '!'" } else { "" };
    let sql = format!("{AT_DESK} AND (m.number = $1 OR m.email = $2 {named}) ORDER BY m.name, m.number LIMIT {limit}");
    let mut values = vec![text.into(), small.clone().into()];
    if part {
        values.extend([like(&small).into(), like(text).into()]);
    }
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, values);
    Ok(AtDesk::find_by_statement(statement).all(on.raw()).await?)
}

fn like(text: &str) -> String {
    format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
