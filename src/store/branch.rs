//! Branches.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, FromQueryResult, QueryOrder, Statement};

use super::entities::branch::{ActiveModel, Column, Entity};
use super::roll::backend;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::branch::Branch;
use crate::domain::ids::BranchId;

/// Rows in one statement: five values each, far below the 32,766 of SQLite.
const BATCH: usize = 1000;

/// All branches, by code.
pub async fn all(on: &impl Conn) -> Result<Vec<Branch>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Code).all(on.raw()).await?;
    let read = |row: super::entities::branch::Model| Branch {
        id: BranchId(row.id),
        code: row.code,
        name: row.name,
        region: row.region,
        cluster: row.cluster,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Writes branches whole: new ones are added, known ones (by id) replaced. [`StoreError::Taken`] if another branch
/// has the code.
pub async fn put(tx: &Tx, branches: &[Branch]) -> Result<(), StoreError> {
    let replace = OnConflict::column(Column::Id)
        .update_columns([Column::Code, Column::Name, Column::Region, Column::Cluster])
        .to_owned();
    for batch in branches.chunks(BATCH) {
        let rows = batch.iter().map(|branch| ActiveModel {
            id: Set(branch.id.0),
            code: Set(branch.code.clone()),
            name: Set(branch.name.clone()),
            region: Set(branch.region.clone()),
            cluster: Set(branch.cluster.clone()),
        });
        Entity::insert_many(rows).on_conflict(replace.clone()).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Peopled {
    id: uuid::Uuid,
    code: String,
    name: String,
    region: String,
    cluster: Option<String>,
    members: i64,
}

/// All branches with the number of their members now, in no order.
pub async fn with_members(on: &impl Conn) -> Result<Vec<(Branch, i64)>, StoreError> {
    let sql = "SELECT branch.id, branch.code, branch.name, branch.region, branch.cluster, COUNT(member.id) AS members \
               FROM branch LEFT JOIN member ON member.branch_id = branch.id AND member.left_at IS NULL \
               GROUP BY branch.id, branch.code, branch.name, branch.region, branch.cluster";
    let rows = Peopled::find_by_statement(Statement::from_string(backend(on), sql)).all(on.raw()).await?;
    let read = |row: Peopled| {
        let Peopled { id, code, name, region, cluster, members } = row;
        (Branch { id: BranchId(id), code, name, region, cluster }, members)
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The branches with these codes, by name.
pub async fn with_codes(on: &impl Conn, codes: &[String]) -> Result<Vec<Branch>, StoreError> {
    let mut named: Vec<Branch> = all(on).await?.into_iter().filter(|branch| codes.contains(&branch.code)).collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(named)
}
