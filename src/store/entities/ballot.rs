//! Table `ballot`. A ballot with its ticket.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token: Vec<u8>,
    pub area: i32,
    pub prefix: Vec<u8>,
    pub signature: Vec<u8>,
    pub version: i32,
    pub chain_value: Vec<u8>,
    pub format: i32,
    pub body: String,
    pub line1: String,
    pub line2: String,
    pub line3: String,
    pub line4: String,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
