//! What the command line does, each command a plain function. It assembles; no rule lives here.

pub mod demo;
pub mod import;
pub mod keep;
pub mod look;
pub mod serve;
pub mod settings;
pub mod staff;
pub mod terms;
pub mod verify;
pub mod verify_draw;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::domain::look::LookError;
use crate::mail::SettingError;
use crate::service::Refusal;
use crate::store::{Db, StoreError};

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

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No secret, or a short one.
    #[error("PREFERENDUM_SECRET must hold at least 32 characters")]
    Secret,
    /// Two halves without a shared secret.
    #[error("PREFERENDUM_BOX_SECRET must hold at least 32 characters when platform and ballot box are two processes")]
    BoxSecret,
    /// A demo that others could reach in the clear.
    #[error("on another address than 127.0.0.1 the demo needs --tls-self-signed: phones vote over TLS only")]
    DemoNeedsTls,
    /// A folder that holds something else.
    #[error("{} holds something that the demo did not make; choose another --data-dir", .0.display())]
    DemoFolder(PathBuf),
    /// A sender that no mail server would take.
    #[error("PREFERENDUM_MAIL_FROM is not an address")]
    Sender,
    /// A folder that cannot be made.
    #[error("cannot make the folder {}: {}", .0.display(), .1)]
    Folder(PathBuf, std::io::Error),
    /// A file that cannot be read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    /// Published files without one result among them.
    #[error("give one result (results.json) with its lists; there are {0} among these files")]
    OneResult(usize),
    /// Published files that contradict each other.
    #[error("these files do not hold together")]
    ListsDiffer,
    /// A file that is no draw.
    #[error("{} is not the file of a draw: {}", .0.display(), .1)]
    NoDraw(PathBuf, serde_json::Error),
    /// A control number that is none.
    #[error("a control number is 64 hexadecimal characters")]
    ControlNumber,
    /// A draw that is not what it says.
    #[error("this draw does not hold")]
    DrawDiffers,
    /// A look, under the setting that asks for it.
    #[error("{0}: {1}")]
    Look(&'static str, LookError),
    /// An address that cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The mail setting.
    #[error(transparent)]
    Mail(#[from] SettingError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An import.
    #[error(transparent)]
    Import(#[from] import::Failure),
    /// An account.
    #[error(transparent)]
    Staff(#[from] staff::Failure),
    /// An act.
    #[error("{}", .0.code.message())]
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Does what the command line asks.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Serve(args) => serve(&args).await,
        Command::Migrate { database, way } => migrate(&database, &way).await,
        Command::Import { database, what } => import(&database, what).await,
        Command::Staff { database, secret, act } => staff(&database, &secret, act).await,
        Command::Demo(args) => demo::demo(&args).await,
        Command::VerifyLists { files } => verify::verify_lists(&files),
        Command::VerifyDraw { file, root } => verify_draw::verify_draw(&file, root.as_deref()),
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
