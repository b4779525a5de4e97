//! The tables: of the platform, of one round's ballot box, and of one counted round.
//! Plain SQL for SQLite and PostgreSQL from one text; no data is moved here.

use sea_orm_migration::prelude::*;

mod box_start;
mod counted_lists;
mod counted_start;
mod counted_totals;
mod dialect;
mod platform_birth_years;
mod platform_conversations;
mod platform_draws;
mod platform_feedback;
mod platform_interests;
mod platform_local_rounds;
mod platform_members;
mod platform_reports;
mod platform_start;
mod platform_tables;

/// The platform's own database: members, rounds, letters, never a ballot.
pub struct Platform;

impl MigratorTrait for Platform {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(platform_start::Migration),
            Box::new(platform_interests::Migration),
            Box::new(platform_feedback::Migration),
            Box::new(platform_local_rounds::Migration),
            Box::new(platform_conversations::Migration),
            Box::new(platform_draws::Migration),
            Box::new(platform_tables::Migration),
            Box::new(platform_reports::Migration),
            Box::new(platform_birth_years::Migration),
            Box::new(platform_members::Migration),
        ]
    }
}

/// The store of one round's ballots while the round is open: never a name.
pub struct BallotBox;

impl MigratorTrait for BallotBox {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(box_start::Migration)]
    }
}

/// The store of one counted round: totals, and four lists that share nothing.
pub struct Counted;

impl MigratorTrait for Counted {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(counted_start::Migration),
            Box::new(counted_lists::Migration),
            Box::new(counted_totals::Migration),
        ]
    }
}
