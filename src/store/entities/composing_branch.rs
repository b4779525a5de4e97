//! Table `composing_branch`. A branch whose board may compose rounds for its own members.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "composing_branch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub branch: String,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
