//! What signing in needs to know of a member: whether they still are one, who reads an address, and what to call them.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::db::{Conn, StoreError};
use super::entities::{branch, member};
use crate::domain::ids::MemberId;

/// Whether this member exists and has not left.
pub async fn is_member(conn: &impl Conn, id: MemberId) -> Result<bool, StoreError> {
    let query = member::Entity::find_by_id(id.0).filter(member::Column::LeftAt.is_null());
    Ok(query.select_only().column(member::Column::Id).into_tuple::<Uuid>().one(conn.raw()).await?.is_some())
}

/// Members (identifier and name) who read this address, in lower case, and have not left; by number.
pub async fn behind_address(conn: &impl Conn, email: &str) -> Result<Vec<(MemberId, String)>, StoreError> {
    let query = member::Entity::find()
        .filter(member::Column::Email.eq(email))
        .filter(member::Column::LeftAt.is_null())
        .order_by_asc(member::Column::Number);
    Ok(query.all(conn.raw()).await?.into_iter().map(|row| (MemberId(row.id), row.name)).collect())
}

/// Name of a member, and code and name of their branch.
pub async fn card(conn: &impl Conn, id: MemberId) -> Result<Option<(String, String, String)>, StoreError> {
    let Some(row) = member::Entity::find_by_id(id.0).one(conn.raw()).await? else { return Ok(None) };
    let branch = branch::Entity::find_by_id(row.branch_id).one(conn.raw()).await?;
    let branch = branch.ok_or(StoreError::Inconsistent("member of an unknown branch"))?;
    Ok(Some((row.name, branch.code, branch.name)))
}

/// Code and name of those of these branches that exist, by name.
pub async fn branch_names(conn: &impl Conn, codes: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let query = branch::Entity::find().filter(branch::Column::Code.is_in(codes)).order_by_asc(branch::Column::Name);
    Ok(query.all(conn.raw()).await?.into_iter().map(|row| (row.code, row.name)).collect())
}
