//! Table `round`. A round of four statements.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub title: String,
    pub introduction: Option<String>,
    pub purpose: Option<String>,
    pub state: String,
    pub version: i32,
    pub author_id: Uuid,
    pub edited_by: Uuid,
    pub approved_by: Option<Uuid>,
    pub opens_at: Option<i64>,
    pub closes_at: Option<i64>,
    pub grace_ends_at: Option<i64>,
    pub publishes_at: Option<i64>,
    pub opening_step: String,
    pub root: Option<Vec<u8>>,
    pub leaf: Option<String>,
    pub roll_size: Option<i64>,
    pub reminder_queued: bool,
    pub ledger_sealed: bool,
    pub result_queued: bool,
    pub halted: Option<String>,
    pub withdrawal_by: Option<Uuid>,
    pub withdrawal_reason: Option<String>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
