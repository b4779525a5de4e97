//! Table `import_run`. A file that was imported: when, by whom, and what it changed, in numbers.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: i64,
    pub what: String,
    pub importer_id: Option<Uuid>,
    pub file_sha256: Vec<u8>,
    pub complete: bool,
    pub added: i64,
    pub changed: i64,
    pub moved: i64,
    pub returned: i64,
    pub gone: i64,
}

/// No relations are followed: every query names what it needs.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
