//! Reports of conversations, and what members wrote beside them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, TryInsertResult};

use super::entities::{contribution, report};
use super::erasure::forget;
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::conversation::{Beside, Contribution, Report};
use crate::domain::ids::{AccountId, ContributionId, ConversationId, MemberId};
use crate::domain::time::Timestamp;

/// The report of a conversation, if one was begun.
pub async fn find(on: &impl Conn, id: ConversationId) -> Result<Option<Report>, StoreError> {
    let row = report::Entity::find_by_id(id.0).one(on.raw()).await?;
    Ok(row.map(|row| Report {
        version: row.version,
        text: row.text,
        changed_at: Timestamp(row.changed_at),
        published_at: row.published_at.map(Timestamp),
    }))
}

/// Writes the text in the place of version `version`, 0 when there is none yet. False if another one stands.
pub async fn write(
    tx: &Tx,
    id: ConversationId,
    version: i32,
    text: &str,
    (by, at): (AccountId, Timestamp),
) -> Result<bool, StoreError> {
    if version == 0 {
        let row = report::ActiveModel {
            conversation_id: Set(id.0),
            version: Set(1),
            text: Set(text.to_owned()),
            changed_at: Set(at.0),
            published_at: Set(None),
            edited_by: Set(by.0),
        };
        let new = report::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
        return Ok(matches!(new, TryInsertResult::Inserted(1..)));
    }
    let done = report::Entity::update_many()
        .col_expr(report::Column::Version, Expr::value(version + 1))
        .col_expr(report::Column::Text, Expr::value(text))
        .col_expr(report::Column::ChangedAt, Expr::value(at.0))
        .col_expr(report::Column::EditedBy, Expr::value(by.0))
        .filter(report::Column::ConversationId.eq(id.0))
        .filter(report::Column::Version.eq(version))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes since when everybody can read it.
pub async fn set_published(tx: &Tx, id: ConversationId, at: Timestamp) -> Result<(), StoreError> {
    report::Entity::update_many()
        .col_expr(report::Column::PublishedAt, Expr::value(at.0))
        .filter(report::Column::ConversationId.eq(id.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// What members wrote beside a report, in an order that tells nothing.
pub async fn contributions(on: &impl Conn, id: ConversationId) -> Result<Vec<Contribution>, StoreError> {
    let rows = contribution::Entity::find()
        .filter(contribution::Column::ConversationId.eq(id.0))
        .order_by_asc(contribution::Column::Id)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read).collect()
}

/// What one member wrote.
pub async fn of_member(
    on: &impl Conn,
    id: ConversationId,
    member: MemberId,
    beside: Beside,
) -> Result<Option<Contribution>, StoreError> {
    let key = (id.0, member.0, beside.name().to_owned());
    contribution::Entity::find_by_id(key).one(on.raw()).await?.map(read).transpose()
}

/// Puts what a member writes in the place of what they wrote before.
pub async fn put(tx: &Tx, id: ConversationId, member: MemberId, text: &Contribution) -> Result<(), StoreError> {
    let row = contribution::ActiveModel {
        conversation_id: Set(id.0),
        member_id: Set(member.0),
        kind: Set(text.beside.name().to_owned()),
        id: Set(text.id.0),
        text: Set(text.text.clone()),
        shown: Set(text.shown),
    };
    let columns = [contribution::Column::ConversationId, contribution::Column::MemberId, contribution::Column::Kind];
    let again = OnConflict::columns(columns)
        .update_columns([contribution::Column::Text, contribution::Column::Shown])
        .to_owned();
    contribution::Entity::insert(row).on_conflict(again).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Takes away what a member wrote.
pub async fn remove(tx: &Tx, id: ConversationId, member: MemberId, beside: Beside) -> Result<(), StoreError> {
    let key = (id.0, member.0, beside.name().to_owned());
    contribution::Entity::delete_by_id(key).exec(tx.raw()).await?;
    Ok(())
}

/// Shows a text to everybody, or hides it. False if there is none.
pub async fn set_shown(tx: &Tx, id: ConversationId, text: ContributionId, shown: bool) -> Result<bool, StoreError> {
    let done = contribution::Entity::update_many()
        .col_expr(contribution::Column::Shown, Expr::value(shown))
        .filter(contribution::Column::ConversationId.eq(id.0))
        .filter(contribution::Column::Id.eq(text.0))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Forgets who wrote beside reports of conversations that ended before that moment; says of how many texts. What was shown
/// stays shown.
pub async fn forget_authors(on: &Direct<'_>, ended_before: Timestamp) -> Result<u64, StoreError> {
    let sql = "UPDATE contribution SET member_id = id WHERE member_id <> id \
               AND conversation_id IN (SELECT id FROM conversation WHERE ends_at < $1)";
    forget(on, sql, Some(ended_before)).await
}

fn read(row: contribution::Model) -> Result<Contribution, StoreError> {
    let beside = Beside::from_name(&row.kind).ok_or(StoreError::Inconsistent("contribution.kind"))?;
    Ok(Contribution { id: ContributionId(row.id), beside, text: row.text, shown: row.shown })
}
