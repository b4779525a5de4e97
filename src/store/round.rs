//! Rounds and their statements.

mod change;

pub use change::*;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::{preflight, round, statement};
use super::{Conn, Raw as _, StoreError, Tx, scope};
use crate::domain::draft::{Reused, RoundDraft, StatementDraft};
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::manifest::ManifestBranch;
use crate::domain::merkle::TreeHash;
use crate::domain::round::{OpeningStep, Purpose, Round, State, Withdrawal};
use crate::domain::time::Timestamp;

/// Keeps a new draft, in version 1.
pub async fn insert(tx: &Tx, id: RoundId, author: AccountId, draft: &RoundDraft) -> Result<(), StoreError> {
    let row = round::ActiveModel {
        id: Set(id.0),
        state: Set(State::Draft.name().to_owned()),
        version: Set(1),
        author_id: Set(author.0),
        edited_by: Set(author.0),
        approved_by: Set(None),
        grace_ends_at: Set(None),
        opening_step: Set(OpeningStep::Waiting.name().to_owned()),
        root: Set(None),
        leaf: Set(None),
        roll_size: Set(None),
        reminder_queued: Set(false),
        ledger_sealed: Set(false),
        result_queued: Set(false),
        halted: Set(None),
        withdrawal_by: Set(None),
        withdrawal_reason: Set(None),
        ..drafted(draft)
    };
    round::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    scope::replace(tx, id, &draft.scope).await?;
    insert_statements(tx, id, draft).await
}

/// Replaces a draft: back to state `Draft`, not approved, one version on. False if `version` is not the current one
/// or the round is past changing.
pub async fn replace_draft(
    tx: &Tx,
    id: RoundId,
    version: i32,
    editor: AccountId,
    draft: &RoundDraft,
) -> Result<bool, StoreError> {
    let row = round::ActiveModel {
        state: Set(State::Draft.name().to_owned()),
        version: Set(version.saturating_add(1)),
        edited_by: Set(editor.0),
        approved_by: Set(None),
        ..drafted(draft)
    };
    let done = round::Entity::update_many()
        .set(row)
        .filter(round::Column::Id.eq(id.0))
        .filter(round::Column::Version.eq(version))
        .filter(round::Column::State.is_in([State::Draft.name(), State::Approved.name()]))
        .exec(tx.raw())
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    statement::Entity::delete_many().filter(statement::Column::RoundId.eq(id.0)).exec(tx.raw()).await?;
    insert_statements(tx, id, draft).await?;
    scope::replace(tx, id, &draft.scope).await?;
    Ok(true)
}

fn drafted(draft: &RoundDraft) -> round::ActiveModel {
    round::ActiveModel {
        id: NotSet,
        title: Set(draft.title.clone()),
        introduction: Set(draft.introduction.clone()),
        purpose: Set(draft.purpose.map(|purpose| purpose.name().to_owned())),
        opens_at: Set(draft.opens_at.map(|moment| moment.0)),
        closes_at: Set(draft.closes_at.map(|moment| moment.0)),
        publishes_at: Set(draft.publishes_at.map(|moment| moment.0)),
        ..Default::default()
    }
}

async fn insert_statements(tx: &Tx, id: RoundId, draft: &RoundDraft) -> Result<(), StoreError> {
    let rows = (1..).zip(&draft.statements).map(|(number, draft)| statement::ActiveModel {
        round_id: Set(id.0),
        number: Set(number),
        text: Set(draft.text.clone()),
        explanation: Set(draft.explanation.clone()),
        argument_for: Set(draft.argument_for.clone()),
        argument_against: Set(draft.argument_against.clone()),
        owner: Set(draft.owner.clone()),
        feedback_due: Set(draft.feedback_due.clone()),
        reused_round: Set(draft.reused_from.map(|earlier| earlier.round.0)),
        reused_number: Set(draft.reused_from.map(|earlier| i32::from(earlier.number))),
    });
    statement::Entity::insert_many(rows).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// One round, if it exists.
pub async fn find(on: &impl Conn, id: RoundId) -> Result<Option<Round>, StoreError> {
    let Some(row) = round::Entity::find_by_id(id.0).one(on.raw()).await? else { return Ok(None) };
    let statements = statement::Entity::find()
        .filter(statement::Column::RoundId.eq(id.0))
        .order_by_asc(statement::Column::Number)
        .all(on.raw())
        .await?;
    let scope = scope::of(on, &[id.0]).await?;
    read(row, statements, scope.into_iter().map(|(_, branch)| branch).collect()).map(Some)
}

/// All rounds in any of `states`, the one that opens last first.
pub async fn list(on: &impl Conn, states: &[State]) -> Result<Vec<Round>, StoreError> {
    let rows = round::Entity::find()
        .filter(round::Column::State.is_in(states.iter().map(|state| state.name())))
        .order_by_desc(round::Column::OpensAt)
        .order_by_asc(round::Column::Id)
        .all(on.raw())
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut statements = statement::Entity::find()
        .filter(statement::Column::RoundId.is_in(ids.iter().copied()))
        .order_by_asc(statement::Column::Number)
        .all(on.raw())
        .await?;
    let mut scopes = scope::of(on, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let own = statements.extract_if(.., |statement| statement.round_id == row.id).collect();
            let scope = scopes.extract_if(.., |(round, _)| *round == row.id).map(|(_, branch)| branch).collect();
            read(row, own, scope)
        })
        .collect()
}

fn read(row: round::Model, statements: Vec<statement::Model>, scope: Vec<ManifestBranch>) -> Result<Round, StoreError> {
    let wrong = StoreError::Inconsistent;
    let root = row.root.map(<[u8; 32]>::try_from).transpose().map_err(|_| wrong("round.root"))?.map(TreeHash);
    Ok(Round {
        id: RoundId(row.id),
        state: State::from_name(&row.state).ok_or(wrong("round.state"))?,
        version: row.version,
        draft: RoundDraft {
            title: row.title,
            introduction: row.introduction,
            purpose: row.purpose.as_deref().map(|p| Purpose::from_name(p).ok_or(wrong("round.purpose"))).transpose()?,
            opens_at: row.opens_at.map(Timestamp),
            closes_at: row.closes_at.map(Timestamp),
            publishes_at: row.publishes_at.map(Timestamp),
            scope,
            statements: statements.into_iter().map(read_statement).collect(),
        },
        author: AccountId(row.author_id),
        edited_by: AccountId(row.edited_by),
        approved_by: row.approved_by.map(AccountId),
        grace_ends_at: row.grace_ends_at.map(Timestamp),
        opening_step: OpeningStep::from_name(&row.opening_step).ok_or(wrong("round.opening_step"))?,
        root,
        roll: row.roll_size,
        reminder_queued: row.reminder_queued,
        ledger_sealed: row.ledger_sealed,
        result_queued: row.result_queued,
        halted: row.halted,
        withdrawal: row
            .withdrawal_by
            .zip(row.withdrawal_reason)
            .map(|(by, reason)| Withdrawal { by: AccountId(by), reason }),
    })
}

fn read_statement(row: statement::Model) -> StatementDraft {
    StatementDraft {
        text: row.text,
        explanation: row.explanation,
        argument_for: row.argument_for,
        argument_against: row.argument_against,
        owner: row.owner,
        feedback_due: row.feedback_due,
        reused_from: row
            .reused_round
            .zip(row.reused_number)
            .and_then(|(round, number)| Some(Reused { round: RoundId(round), number: u8::try_from(number).ok()? })),
    }
}

/// The exact text of leaf 0, once fixed.
pub async fn leaf(on: &impl Conn, id: RoundId) -> Result<Option<String>, StoreError> {
    Ok(round::Entity::find_by_id(id.0).one(on.raw()).await?.and_then(|row| row.leaf))
}

/// Removes a draft in this version, as if it had never been. False if it is not that draft any more. Nothing but its
/// statements and branches may refer to it yet.
pub async fn discard(tx: &Tx, id: RoundId, version: i32) -> Result<bool, StoreError> {
    let still = round::Entity::find()
        .filter(round::Column::Id.eq(id.0))
        .filter(round::Column::Version.eq(version))
        .filter(round::Column::State.eq(State::Draft.name()))
        .lock_exclusive()
        .one(tx.raw())
        .await?;
    if still.is_none() {
        return Ok(false);
    }
    scope::replace(tx, id, &[]).await?;
    preflight::Entity::delete_by_id(id.0).exec(tx.raw()).await?;
    statement::Entity::delete_many().filter(statement::Column::RoundId.eq(id.0)).exec(tx.raw()).await?;
    round::Entity::delete_by_id(id.0).exec(tx.raw()).await?;
    Ok(true)
}
