//! Table `cadence`. A rhythm of rounds.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cadence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub first_day: String,
    pub weeks: i64,
    pub opens: String,
    pub days_open: i64,
    pub closes: String,
    pub days_to_result: i64,
    pub publishes: String,
    pub statements_days: i64,
    pub review_days: i64,
    pub approval_days: i64,
    pub scheduling_days: i64,
    pub feedback_days: i64,
    pub until_day: Option<String>,
    pub set_by: Uuid,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
