//! Table `seat`. Somebody who was invited to a conversation, and how far they are to a seat.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub conversation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: Uuid,
    pub id: Uuid,
    pub code: String,
    pub status: String,
    pub turn: i32,
    pub place_in_line: Option<i32>,
    pub reply_by: Option<i64>,
    pub said_yes: bool,
    pub access: bool,
    pub childcare: bool,
    pub travel: bool,
    pub note: Option<String>,
    pub checked_in_at: Option<i64>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
