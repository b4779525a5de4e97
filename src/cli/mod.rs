//! What the command line does, each command a plain function. It assembles; no rule lives here.

pub mod bounce;
pub mod demo;
pub mod failure;
pub mod import;
pub mod keep;
pub mod lint;
pub mod look;
pub mod serve;
pub mod settings;
pub mod staff;
pub mod terms;
pub mod verify;
pub mod verify_audit;
pub mod verify_draw;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::store::Db;

pub use failure::Failure;
use serve::{open_platform, serve};
use settings::{DatabaseArgs, ImportMembersArgs, SecretArgs, ServeArgs};

/// Rounds of four statements, secret ballots, published results.
#[derive(Parser)]
#[command(name = "preferendum", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server
    Serve(Box<ServeArgs>),
    /// Make, undo or list the tables of the platform's database
    Migrate {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(subcommand)]
        way: Way,
    },
    /// Read the party's files
    Import {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(subcommand)]
        what: Import,
    },
    /// Give people access
    Staff {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        secret: SecretArgs,
        #[command(subcommand)]
        act: Staff,
    },
    /// Read one message that came back, on standard input, as a mail server pipes it
    Bounce(bounce::BounceArgs),
    /// Run a server with made-up members, three published rounds and an open one
    Demo(demo::DemoArgs),
    /// Check published files offline: a result (results.json) and its four lists, recounted line by line
    VerifyLists {
        /// The files, in any order
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Check a draw offline from the file that witnesses get: draw again, and say what was changed
    VerifyDraw {
        /// The file
        file: PathBuf,
        /// The control number that was published before the draw
        #[arg(long)]
        root: Option<String>,
    },
    /// Print what the workshop's rules say about statements in a file, as a table in Markdown
    Lint {
        /// CSV with a column `stelling`, and `nummer`, `toelichting`, `voor` and `tegen` if it has them
        file: PathBuf,
    },
    /// Check an export of the audit trail offline: whether a line was changed, dropped, moved or put in
    VerifyAudit {
        /// The file, as the desk gives it
        file: PathBuf,
        /// The control number of a last line that somebody wrote down: shows whether lines were cut off since
        #[arg(long)]
        head: Option<String>,
    },
    /// Print the description of the API
    Openapi,
    /// Print which data are kept for how long, as in docs/retention.md
    Retention,
}

#[derive(Subcommand)]
enum Way {
    /// Bring the tables up to date
    Up,
    /// Remove all tables with everything in them
    Down,
    /// Say which migrations are applied
    Status,
}

#[derive(Subcommand)]
enum Import {
    /// Import afdelingen from a file: code,naam,regio
    Branches {
        /// The file
        file: PathBuf,
    },
    /// Import members from a file
    Members(ImportMembersArgs),
}

#[derive(Subcommand)]
enum Staff {
    /// Add somebody, or give them another role
    Add {
        /// Address that login letters go to
        email: String,
        /// viewer, board, staff or admin; can be given more than once
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Code of an afdeling, for viewer and board; can be given more than once
        #[arg(long = "branch")]
        branches: Vec<String>,
        /// Name shown to colleagues
        #[arg(long)]
        name: Option<String>,
    },
}

/// Does what the command line asks.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Serve(args) => serve(&args).await,
        Command::Migrate { database, way } => migrate(&database, &way).await,
        Command::Import { database, what } => import(&database, what).await,
        Command::Staff { database, secret, act } => staff(&database, &secret, act).await,
        Command::Bounce(args) => bounce::bounce(&args).await,
        Command::Demo(args) => demo::demo(&args).await,
        Command::VerifyLists { files } => verify::verify_lists(&files),
        Command::VerifyDraw { file, root } => verify_draw::verify_draw(&file, root.as_deref()),
        Command::Lint { file } => lint::lint(&file),
        Command::VerifyAudit { file, head } => verify_audit::verify_audit(&file, head.as_deref()),
        Command::Openapi => {
            print!("{}", crate::server::openapi_json());
            Ok(())
        }
        Command::Retention => {
            print!("{}", crate::domain::retention::table());
            Ok(())
        }
    }
}

async fn migrate(database: &DatabaseArgs, way: &Way) -> Result<(), Failure> {
    let db = Db::connect(&database.url()?, None).await?;
    match way {
        Way::Up => db.migrate_up().await?,
        Way::Down => db.migrate_down().await?,
        Way::Status => {}
    }
    for (name, applied) in db.migration_status().await? {
        println!("{} {name}", if applied { "applied" } else { "pending" });
    }
    Ok(())
}

/// Imports need no secret: nothing is signed or sealed.
async fn import(database: &DatabaseArgs, what: Import) -> Result<(), Failure> {
    let platform = open_platform(database.url()?, "", terms::RoundArgs::nothing()).await?;
    match what {
        Import::Branches { file } => import::branches(&platform, &file).await?,
        Import::Members(ImportMembersArgs { file, dry_run, complete }) => {
            import::members(&platform, &import::MembersAsked { file, dry_run, complete }).await?;
        }
    }
    Ok(())
}

async fn staff(database: &DatabaseArgs, secret: &SecretArgs, act: Staff) -> Result<(), Failure> {
    let platform = open_platform(database.url()?, secret.checked()?, terms::RoundArgs::nothing()).await?;
    let Staff::Add { email, roles, branches, name } = act;
    for line in staff::add(&platform, &staff::StaffAsked { email, name, roles, branches }).await? {
        println!("{line}");
    }
    Ok(())
}
