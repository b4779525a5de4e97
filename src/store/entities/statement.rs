//! Table `statement`. One of the four statements of a round.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub text: String,
    pub explanation: Option<String>,
    pub argument_for: Option<String>,
    pub argument_against: Option<String>,
    pub owner: Option<String>,
    pub feedback_due: Option<String>,
    pub reused_round: Option<Uuid>,
    pub reused_number: Option<i32>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
