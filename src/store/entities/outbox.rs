//! Table `outbox`. A letter to be sent, or sent.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub recipient_kind: String,
    pub recipient_id: Uuid,
    pub occasion: String,
    pub round_id: Option<Uuid>,
    pub conversation_id: Option<Uuid>,
    pub status: String,
    pub attempts: i32,
    pub next_attempt_at: i64,
    pub error: Option<String>,
    pub bounced: Option<String>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
