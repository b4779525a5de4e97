//! Table `lint_overruled`. Advice on wording that somebody passed over, for exactly one text.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lint_overruled")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub text_hash: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: String,
    pub text: String,
    pub reason: Option<String>,
    pub account_id: Uuid,
    pub at: i64,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
