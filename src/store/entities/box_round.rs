//! Table `box_round`. What the ballot box knows of its round.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "box_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: Uuid,
    pub root: Vec<u8>,
    pub leaf: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub grace_ends_at: i64,
    pub state: String,
    pub halted: Option<String>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
