//! Table `draw`. A draw: what was fixed beforehand, the public value and the outcome.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub stage: String,
    pub terms: String,
    pub lots: i32,
    pub root: Vec<u8>,
    pub committed_at: i64,
    pub committed_by: Uuid,
    pub proposed_value: Option<String>,
    pub proposed_by: Option<Uuid>,
    pub value: Option<String>,
    pub confirmed_by: Option<Uuid>,
    pub outcome: Option<String>,
    pub drawn_at: Option<i64>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
