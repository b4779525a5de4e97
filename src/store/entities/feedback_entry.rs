//! Table `feedback_entry`. One step of what was done with the outcome of a statement.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub branch: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub at: i64,
    pub author: String,
    pub kind: String,
    pub body: Option<String>,
    pub day: Option<String>,
    pub text: String,
    pub links: String,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
