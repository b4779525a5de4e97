//! Draws: what was fixed, who holds which lot, and what came of it. The database refuses to change what was fixed.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::{draw, draw_lot, draw_replaced, draw_witness};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::draw::{Draw, Held, Settled, Stage};
use crate::domain::ids::{AccountId, ConversationId, DrawId, MemberId};
use crate::domain::link::LinkHash;
use crate::domain::merkle::TreeHash;
use crate::domain::sortition::{Lot, LotCode, Replaced, Salt};
use crate::domain::time::Timestamp;

/// Rows in one statement: six values each, far below the 32,766 of SQLite.
const BATCH: usize = 1000;

/// Keeps a draw that was just fixed, with its lots and the hashes of its witnesses' links.
/// [`StoreError::Taken`] if the conversation has a draw of this stage already.
pub async fn insert(
    tx: &Tx,
    new: &Draw,
    by: AccountId,
    lots: &[Held],
    witnesses: &[(String, LinkHash)],
) -> Result<(), StoreError> {
    let broken = |_| StoreError::Inconsistent("draw");
    let row = draw::ActiveModel {
        id: Set(new.id.0),
        conversation_id: Set(new.conversation.0),
        stage: Set(new.stage.name().to_owned()),
        terms: Set(serde_json::to_string(&new.terms).map_err(broken)?),
        lots: Set(i32::try_from(new.lots).map_err(|_| StoreError::Inconsistent("draw.lots"))?),
        root: Set(new.root.0.to_vec()),
        committed_at: Set(new.committed_at.0),
        committed_by: Set(by.0),
        proposed_value: Set(None),
        proposed_by: Set(None),
        value: Set(None),
        confirmed_by: Set(None),
        outcome: Set(None),
        drawn_at: Set(None),
    };
    draw::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    let mut rows = Vec::with_capacity(lots.len());
    for Held { member, lot } in lots {
        rows.push(draw_lot::ActiveModel {
            draw_id: Set(new.id.0),
            member_id: Set(member.0),
            code: Set(lot.code.0.to_vec()),
            salt: Set(lot.salt.0.to_vec()),
            behind: Set(lot.behind),
            traits: Set(serde_json::to_string(&lot.traits).map_err(broken)?),
        });
    }
    rows.sort_by_key(|row| row.member_id.clone().take());
    for batch in rows.chunks(BATCH) {
        draw_lot::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    let witnesses = witnesses.iter().map(|(name, hash)| draw_witness::ActiveModel {
        draw_id: Set(new.id.0),
        name: Set(name.clone()),
        token_hash: Set(hash.0.to_vec()),
    });
    draw_witness::Entity::insert_many(witnesses).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The draw of this stage, if there is one.
pub async fn find(on: &impl Conn, conversation: ConversationId, stage: Stage) -> Result<Option<Draw>, StoreError> {
    let query = draw::Entity::find().filter(draw::Column::ConversationId.eq(conversation.0));
    let Some(row) = query.filter(draw::Column::Stage.eq(stage.name())).one(on.raw()).await? else { return Ok(None) };
    Ok(Some(whole(on, row).await?))
}

/// The draws of a conversation, invitations first.
pub async fn of(on: &impl Conn, conversation: ConversationId) -> Result<Vec<Draw>, StoreError> {
    let query = draw::Entity::find().filter(draw::Column::ConversationId.eq(conversation.0));
    let mut all = Vec::new();
    for row in query.order_by_asc(draw::Column::Stage).all(on.raw()).await? {
        all.push(whole(on, row).await?);
    }
    Ok(all)
}

async fn whole(on: &impl Conn, row: draw::Model) -> Result<Draw, StoreError> {
    let replaced = draw_replaced::Entity::find()
        .filter(draw_replaced::Column::DrawId.eq(row.id))
        .order_by_asc(draw_replaced::Column::Number)
        .all(on.raw())
        .await?;
    let broken = |_| StoreError::Inconsistent("draw_replaced");
    let replaced = replaced.iter().map(|row| serde_json::from_str(&row.body).map_err(broken));
    read(row, replaced.collect::<Result<_, _>>()?)
}

/// Keeps that a seat which fell free was taken again.
pub async fn add_replaced(tx: &Tx, known: &Draw, replaced: &Replaced) -> Result<(), StoreError> {
    let broken = StoreError::Inconsistent("draw_replaced");
    let (Ok(number), Ok(body)) = (i32::try_from(known.replaced.len()), serde_json::to_string(replaced)) else {
        return Err(broken);
    };
    let row = draw_replaced::ActiveModel { draw_id: Set(known.id.0), number: Set(number), body: Set(body) };
    draw_replaced::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

fn read(row: draw::Model, replaced: Vec<Replaced>) -> Result<Draw, StoreError> {
    let broken = |_| StoreError::Inconsistent("draw");
    let wrong = StoreError::Inconsistent("draw.stage, lots or root");
    let (Some(stage), Ok(lots), Ok(root)) =
        (Stage::from_name(&row.stage), usize::try_from(row.lots), row.root.try_into())
    else {
        return Err(wrong);
    };
    let settled: Option<Settled> = row.outcome.as_deref().map(serde_json::from_str).transpose().map_err(broken)?;
    Ok(Draw {
        id: DrawId(row.id),
        conversation: ConversationId(row.conversation_id),
        stage,
        terms: serde_json::from_str(&row.terms).map_err(broken)?,
        lots,
        root: TreeHash(root),
        committed_at: Timestamp(row.committed_at),
        proposed: row.proposed_value.zip(row.proposed_by.map(AccountId)),
        value: row.value,
        settled: settled.zip(row.drawn_at.map(Timestamp)),
        replaced,
    })
}

/// Notes the value that a first person entered, in the place of one that still waits.
pub async fn propose(tx: &Tx, id: DrawId, value: &str, by: AccountId) -> Result<(), StoreError> {
    draw::Entity::update_many()
        .col_expr(draw::Column::ProposedValue, Expr::value(value))
        .col_expr(draw::Column::ProposedBy, Expr::value(by.0))
        .filter(draw::Column::Id.eq(id.0))
        .filter(draw::Column::Value.is_null())
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Fixes the value and what came of it; false if that was done before.
pub async fn settle(
    tx: &Tx,
    id: DrawId,
    (value, by): (&str, AccountId),
    (settled, at): (&Settled, Timestamp),
) -> Result<bool, StoreError> {
    let outcome = serde_json::to_string(settled).map_err(|_| StoreError::Inconsistent("draw.outcome"))?;
    let done = draw::Entity::update_many()
        .col_expr(draw::Column::Value, Expr::value(value))
        .col_expr(draw::Column::ConfirmedBy, Expr::value(by.0))
        .col_expr(draw::Column::Outcome, Expr::value(outcome))
        .col_expr(draw::Column::DrawnAt, Expr::value(at.0))
        .filter(draw::Column::Id.eq(id.0))
        .filter(draw::Column::Value.is_null())
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Everybody's lot, in no order that counts.
pub async fn lots(on: &impl Conn, id: DrawId) -> Result<Vec<Held>, StoreError> {
    let rows = draw_lot::Entity::find().filter(draw_lot::Column::DrawId.eq(id.0)).all(on.raw()).await?;
    rows.into_iter().map(read_lot).collect()
}

/// The lot of one member, if they have one.
pub async fn lot_of(on: &impl Conn, id: DrawId, member: MemberId) -> Result<Option<Lot>, StoreError> {
    let row = draw_lot::Entity::find_by_id((id.0, member.0)).one(on.raw()).await?;
    Ok(row.map(read_lot).transpose()?.map(|held| held.lot))
}

fn read_lot(row: draw_lot::Model) -> Result<Held, StoreError> {
    let wrong = || StoreError::Inconsistent("draw_lot");
    let lot = Lot {
        code: LotCode(row.code.try_into().map_err(|_| wrong())?),
        salt: Salt(row.salt.try_into().map_err(|_| wrong())?),
        behind: row.behind,
        traits: serde_json::from_str(&row.traits).map_err(|_| wrong())?,
    };
    Ok(Held { member: MemberId(row.member_id), lot })
}

/// Names of the witnesses.
pub async fn witnesses(on: &impl Conn, draws: &[DrawId]) -> Result<HashMap<DrawId, Vec<String>>, StoreError> {
    let rows = draw_witness::Entity::find()
        .filter(draw_witness::Column::DrawId.is_in(draws.iter().map(|id| id.0)))
        .order_by_asc(draw_witness::Column::Name)
        .all(on.raw())
        .await?;
    let mut names = HashMap::<DrawId, Vec<String>>::new();
    for row in rows {
        names.entry(DrawId(row.draw_id)).or_default().push(row.name);
    }
    Ok(names)
}

/// The draw that a witness's link is for.
pub async fn of_witness(on: &impl Conn, link: LinkHash) -> Result<Option<Draw>, StoreError> {
    let known = draw_witness::Entity::find().filter(draw_witness::Column::TokenHash.eq(link.0.to_vec()));
    let Some(witness) = known.one(on.raw()).await? else { return Ok(None) };
    let row = draw::Entity::find_by_id(witness.draw_id).one(on.raw()).await?;
    Ok(Some(whole(on, row.ok_or(StoreError::Inconsistent("draw_witness"))?).await?))
}
