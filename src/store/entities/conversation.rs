//! Table `conversation`. A conversation that members are invited to.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conversation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub state: String,
    pub organiser_branch: Option<String>,
    pub title: String,
    pub purpose: Option<String>,
    pub round_id: Option<Uuid>,
    pub statements: String,
    pub place: Option<String>,
    pub online_link: Option<String>,
    pub starts_at: Option<i64>,
    pub ends_at: Option<i64>,
    pub seats: Option<i32>,
    pub reply_by: Option<i64>,
    pub allotment: String,
    pub held_back_days: i32,
    pub audience: String,
    pub moderators: String,
    pub reactions_open: bool,
    pub author_id: Uuid,
    pub edited_by: Uuid,
    pub sequence: i32,
    pub invited_at: Option<i64>,
    pub reminder_queued: bool,
    pub cancel_reason: Option<String>,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
