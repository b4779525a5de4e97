//! Table `list_run`. One publication group of one public list.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_number: i64,
    pub start_line: i64,
    pub body: String,
    pub proof: String,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
