//! Links for test readers, and what they wrote.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::entities::{test_link, test_reading};
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::{AccountId, RoundId, TestLinkId, TestReadingId};
use crate::domain::link::LinkHash;
use crate::domain::test_reading::{TestLink, TestReading};
use crate::domain::time::Timestamp;

/// Keeps a link; of its secret only the hash.
pub async fn insert_link(tx: &Tx, round: RoundId, link: &TestLink, hash: LinkHash) -> Result<(), StoreError> {
    let row = test_link::ActiveModel {
        id: Set(link.id.0),
        token_hash: Set(hash.0.to_vec()),
        round_id: Set(round.0),
        version: Set(link.version),
        made_by: Set(link.made_by.0),
        made_at: Set(link.made_at.0),
        ends_at: Set(link.ends_at.0),
    };
    test_link::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The link with this hash and its round, if there is one.
pub async fn of_hash(on: &impl Conn, hash: LinkHash) -> Result<Option<(RoundId, TestLink)>, StoreError> {
    let row = test_link::Entity::find().filter(test_link::Column::TokenHash.eq(hash.0.to_vec())).one(on.raw()).await?;
    Ok(row.map(|row| (RoundId(row.round_id), read_link(&row))))
}

/// The same, held until the end of the transaction, so that two readers do not both take the last place.
pub async fn locked(tx: &Tx, id: TestLinkId) -> Result<Option<TestLink>, StoreError> {
    // SQLite has taken its one write lock already, and sea-query leaves the words out there.
    let row = test_link::Entity::find_by_id(id.0).lock_exclusive().one(tx.raw()).await?;
    Ok(row.as_ref().map(read_link))
}

/// The links of a round, the last one first.
pub async fn links(on: &impl Conn, round: RoundId) -> Result<Vec<TestLink>, StoreError> {
    let rows = test_link::Entity::find()
        .filter(test_link::Column::RoundId.eq(round.0))
        .order_by_desc(test_link::Column::MadeAt)
        .order_by_asc(test_link::Column::Id)
        .all(on.raw())
        .await?;
    Ok(rows.iter().map(read_link).collect())
}

/// Ends one link of a round, or with `None` all of them; one that has ended stays as it is.
pub async fn end(tx: &Tx, round: RoundId, link: Option<TestLinkId>, at: Timestamp) -> Result<(), StoreError> {
    let mut update = test_link::Entity::update_many()
        .col_expr(test_link::Column::EndsAt, Expr::value(at.0))
        .filter(test_link::Column::RoundId.eq(round.0))
        .filter(test_link::Column::EndsAt.gt(at.0));
    if let Some(link) = link {
        update = update.filter(test_link::Column::Id.eq(link.0));
    }
    update.exec(tx.raw()).await?;
    Ok(())
}

/// How many readings of a link there are, leaving out this one.
pub async fn others(on: &impl Conn, link: TestLinkId, own: TestReadingId) -> Result<u64, StoreError> {
    let others = test_reading::Entity::find()
        .filter(test_reading::Column::LinkId.eq(link.0))
        .filter(test_reading::Column::Id.ne(own.0));
    Ok(others.count(on.raw()).await?)
}

/// Keeps a reading, in the place of what the same reader sent before. One of another link stays as it is.
pub async fn put(tx: &Tx, link: TestLinkId, reading: &TestReading) -> Result<(), StoreError> {
    let answers = serde_json::to_string(&reading.answers);
    let row = test_reading::ActiveModel {
        id: Set(reading.id.0),
        link_id: Set(link.0),
        name: Set(reading.name.clone()),
        answers: Set(answers.map_err(|_| StoreError::Inconsistent("test_reading.answers"))?),
    };
    let again = OnConflict::column(test_reading::Column::Id)
        .update_columns([test_reading::Column::Name, test_reading::Column::Answers])
        .action_and_where(Expr::col((test_reading::Entity, test_reading::Column::LinkId)).eq(link.0))
        .to_owned();
    test_reading::Entity::insert(row).on_conflict(again).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// What test readers of a round wrote, by link, in an order that tells nothing.
pub async fn readings(on: &impl Conn, round: RoundId) -> Result<Vec<(TestLinkId, TestReading)>, StoreError> {
    let links: Vec<_> = links(on, round).await?.into_iter().map(|link| link.id.0).collect();
    let rows = test_reading::Entity::find()
        .filter(test_reading::Column::LinkId.is_in(links))
        .order_by_asc(test_reading::Column::Id)
        .all(on.raw())
        .await?;
    rows.into_iter().map(|row| Ok((TestLinkId(row.link_id), read(row)?))).collect()
}

/// Removes what one test reader of a round wrote. False if there is no such thing.
pub async fn remove(tx: &Tx, round: RoundId, id: TestReadingId) -> Result<bool, StoreError> {
    let links: Vec<_> = links(tx, round).await?.into_iter().map(|link| link.id.0).collect();
    let done = test_reading::Entity::delete_many()
        .filter(test_reading::Column::Id.eq(id.0))
        .filter(test_reading::Column::LinkId.is_in(links))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Forgets what was written about rounds whose result came before `published_before`, and with links from before
/// `made_before`.
pub async fn forget(on: &Direct<'_>, published_before: Timestamp, made_before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM test_reading WHERE link_id IN (SELECT l.id FROM test_link l JOIN round r ON r.id = l.round_id \
               WHERE l.made_at < $1 OR r.state IN ('published', 'withdrawn') AND r.publishes_at < $2)";
    let values = [made_before.0.into(), published_before.0.into()];
    let backend = on.raw().get_database_backend();
    Ok(on.raw().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?.rows_affected())
}

fn read_link(row: &test_link::Model) -> TestLink {
    TestLink {
        id: TestLinkId(row.id),
        version: row.version,
        made_by: AccountId(row.made_by),
        made_at: Timestamp(row.made_at),
        ends_at: Timestamp(row.ends_at),
    }
}

fn read(row: test_reading::Model) -> Result<TestReading, StoreError> {
    let answers = serde_json::from_str(&row.answers).map_err(|_| StoreError::Inconsistent("test_reading.answers"))?;
    Ok(TestReading { id: TestReadingId(row.id), name: row.name, answers })
}
