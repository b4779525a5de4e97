//! Years of birth beside the members' keys, so that the turnout by age of a large roll is counted without opening each member.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the index.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &["CREATE INDEX member_birth_year ON member(id, birth_year)"];

const DOWN: &[&str] = &["DROP INDEX member_birth_year"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
