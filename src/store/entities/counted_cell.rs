//! Table `counted_cell`. How often an answer was given to a statement in a counting area.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counted_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub area: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub answer: i32,
    pub times: i64,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
