//! Table `mail_link`. The hash of a link that was mailed.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    pub kind: String,
    pub member_id: Uuid,
    pub round_id: Option<Uuid>,
    pub conversation_id: Option<Uuid>,
    pub stream: Option<String>,
    pub revoked: bool,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
