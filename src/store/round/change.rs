//! What changes about a round after it was written: its state and what is noted along the way.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::ids::{AccountId, RoundId};
use crate::domain::merkle::TreeHash;
use crate::domain::round::{OpeningStep, State, Withdrawal};
use crate::domain::time::Timestamp;
use crate::store::entities::round;
use crate::store::{Raw as _, StoreError, Tx};

/// Moves a round on. False if it was not in state `from`.
pub async fn advance(tx: &Tx, id: RoundId, from: State, to: State) -> Result<bool, StoreError> {
    change(tx, id, from, [(round::Column::State, to.name().into())]).await
}

/// Marks version `version` of a draft as approved. False if it is not that draft any more.
pub async fn approve(tx: &Tx, id: RoundId, version: i32, by: AccountId) -> Result<bool, StoreError> {
    let done = round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value(State::Approved.name()))
        .col_expr(round::Column::ApprovedBy, Expr::value(by.0))
        .filter(round::Column::Id.eq(id.0))
        .filter(round::Column::Version.eq(version))
        .filter(round::Column::State.eq(State::Draft.name()))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes a scheduled round that has not begun to open back to draft. False if it has begun.
pub async fn unschedule(tx: &Tx, id: RoundId) -> Result<bool, StoreError> {
    let done = round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value(State::Draft.name()))
        .col_expr(round::Column::ApprovedBy, Expr::value(None::<Uuid>))
        .filter(round::Column::Id.eq(id.0))
        .filter(round::Column::State.eq(State::Scheduled.name()))
        .filter(round::Column::OpeningStep.eq(OpeningStep::Waiting.name()))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes a scheduled round back to draft, however far its opening was.
pub async fn send_back(tx: &Tx, id: RoundId) -> Result<(), StoreError> {
    let values = [
        (round::Column::State, State::Draft.name().into()),
        (round::Column::ApprovedBy, Expr::value(None::<Uuid>)),
        (round::Column::OpeningStep, OpeningStep::Waiting.name().into()),
        (round::Column::RollSize, Expr::value(None::<i64>)),
    ];
    set(tx, id, values).await
}

/// Notes how far the opening is.
pub async fn set_opening_step(tx: &Tx, id: RoundId, step: OpeningStep) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::OpeningStep, step.name().into())]).await
}

/// Notes the size of the frozen roll.
pub async fn set_roll(tx: &Tx, id: RoundId, roll: i64) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::RollSize, roll.into())]).await
}

/// Fixes the manifest: from here the database refuses to change text or times.
pub async fn fix(tx: &Tx, id: RoundId, root: TreeHash, leaf: &str, grace_ends_at: Timestamp) -> Result<(), StoreError> {
    let values = [
        (round::Column::Root, Expr::value(root.0.to_vec())),
        (round::Column::Leaf, leaf.into()),
        (round::Column::GraceEndsAt, grace_ends_at.0.into()),
    ];
    set(tx, id, values).await
}

/// Notes that the reminder was queued.
pub async fn set_reminder_queued(tx: &Tx, id: RoundId) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::ReminderQueued, true.into())]).await
}

/// Notes that the ledger was sealed.
pub async fn set_ledger_sealed(tx: &Tx, id: RoundId) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::LedgerSealed, true.into())]).await
}

/// Notes that letters about the result were queued.
pub async fn set_result_queued(tx: &Tx, id: RoundId) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::ResultQueued, true.into())]).await
}

/// Stops issuing, with the reason for staff.
pub async fn halt(tx: &Tx, id: RoundId, reason: &str) -> Result<(), StoreError> {
    set(tx, id, [(round::Column::Halted, reason.into())]).await
}

/// Notes, or with `None` forgets, that somebody asked to take the round back.
pub async fn set_withdrawal(tx: &Tx, id: RoundId, withdrawal: Option<&Withdrawal>) -> Result<(), StoreError> {
    let values = [
        (round::Column::WithdrawalBy, Expr::value(withdrawal.map(|w| w.by.0))),
        (round::Column::WithdrawalReason, Expr::value(withdrawal.map(|w| w.reason.clone()))),
    ];
    set(tx, id, values).await
}

async fn set<const N: usize>(tx: &Tx, id: RoundId, values: [(round::Column, Expr); N]) -> Result<(), StoreError> {
    let mut update = round::Entity::update_many().filter(round::Column::Id.eq(id.0));
    for (column, value) in values {
        update = update.col_expr(column, value);
    }
    update.exec(tx.raw()).await?;
    Ok(())
}

async fn change<const N: usize>(
    tx: &Tx,
    id: RoundId,
    from: State,
    values: [(round::Column, Expr); N],
) -> Result<bool, StoreError> {
    let mut update =
        round::Entity::update_many().filter(round::Column::Id.eq(id.0)).filter(round::Column::State.eq(from.name()));
    for (column, value) in values {
        update = update.col_expr(column, value);
    }
    Ok(update.exec(tx.raw()).await?.rows_affected == 1)
}
