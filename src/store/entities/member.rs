//! Table `member`. A member of the party.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub name: String,
    pub email: Option<String>,
    pub branch_id: Uuid,
    pub birth_year: Option<i32>,
    pub gender: Option<String>,
    pub left_at: Option<i64>,
    pub known_since: Option<i64>,
    pub erased_at: Option<i64>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
