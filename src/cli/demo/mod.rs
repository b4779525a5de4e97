//! `demo`: one command, a running party with made-up members, three published rounds and one that is open.

mod conversation;
mod feedback;
mod mailbox;
mod people;
mod rounds;
mod seed;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::Args;
use tokio::sync::watch;

use super::Failure;
use super::look::LookArgs;
use super::serve::{open_box, open_platform, postman, run};
use super::settings::make_private;
use super::terms::RoundArgs;
use crate::api::address::TrustedProxies;
use crate::chance::{Chance, SystemChance};
use crate::domain::look::Look;
use crate::jobs::{keep_box, run_clockwork};
use crate::mail::Sender;
use crate::server::{Parts, Settings, Site};
use crate::service::{Platform, demo};
use crate::store::DbUrl;

use mailbox::DemoMailbox;

/// Who the demo's letters are from.
const SENDER: &str = "preferendum@demo.example";

/// What `demo` may be told.
#[derive(Args, Clone, Debug)]
pub struct DemoArgs {
    /// Folder in which the demo keeps everything; starting again goes on where it was
    #[arg(long, default_value = "demo-data")]
    pub data_dir: PathBuf,
    /// Address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// Speak TLS with a certificate made at start; needed to try it on a phone
    #[arg(long)]
    pub tls_self_signed: bool,
    /// How pages look
    #[command(flatten)]
    pub look: LookArgs,
}

/// Stands in a folder that the demo made and may throw away.
const MARK: &str = "preferendum-demo";
/// Stands in a folder that is completely filled.
const READY: &str = "ready";

/// Fills the folder if it is new, prints four links, and serves until told to end.
pub async fn demo(args: &DemoArgs) -> Result<(), Failure> {
    if !args.bind.ip().is_loopback() && !args.tls_self_signed {
        return Err(Failure::DemoNeedsTls);
    }
    let scheme = if args.tls_self_signed { "https" } else { "http" };
    let url = format!("{scheme}://{}", args.bind);
    // Before anything is made: what is wrong with a setting should not take a minute to say.
    let look = args.look.look()?;
    let folder = &args.data_dir;
    prepare(folder)?;
    let secret = secret(folder)?;
    let terms = RoundArgs::demo().terms(&url, &url, SENDER, true);
    let database = DbUrl::new(format!("sqlite:{}", folder.join("platform.sqlite").display()));
    let box_url = DbUrl::new(format!("sqlite:{}", folder.join("box").display()));
    let platform = open_platform(database, &secret, terms).await?;
    if !folder.join(READY).exists() {
        eprintln!("Making a party in {} (once; about a minute in a debug build) …", folder.display());
        seed::seed(&platform, box_url.clone()).await?;
        write(&folder.join(READY), "")?;
    }
    serve(args, look, &platform, box_url, url).await
}

async fn serve(args: &DemoArgs, look: Look, platform: &Platform, box_url: DbUrl, url: String) -> Result<(), Failure> {
    let settings = Settings {
        bind: args.bind,
        public_url: url.clone(),
        box_origin: url,
        trusted_proxies: TrustedProxies(0),
        tls_self_signed: args.tls_self_signed,
        workers: None,
        look,
    };
    let mail = args.data_dir.join("mail");
    let mailbox = DemoMailbox::open(mail.clone()).map_err(|error| Failure::Folder(mail, error))?;
    let ballot_box = open_box(box_url, Arc::new(platform.clone())).await?;
    let (stop, stopping) = watch::channel(false);
    let sender = Sender::parse(&format!("Preferendum <{SENDER}>")).ok_or(Failure::Sender)?;
    let jobs = vec![
        tokio::spawn(postman(platform, Arc::new(mailbox.clone()), sender).run(stopping.clone())),
        tokio::spawn(run_clockwork(platform.clone(), ballot_box.clone(), stopping.clone())),
        tokio::spawn(keep_box(ballot_box.clone(), stopping)),
    ];
    print_links(platform).await?;
    let parts = Parts {
        platform: Some((platform.clone(), Arc::new(ballot_box.clone()))),
        ballot_box: Some(ballot_box),
        box_secret: None,
        mailbox: Some(Arc::new(mailbox)),
    };
    run(Site::new(parts, &settings), &settings, stop, jobs).await
}

async fn print_links(platform: &Platform) -> Result<(), Failure> {
    let url = &platform.terms.public_url;
    let token = demo::sign_in_token(platform);
    let vote = demo::round_link(platform).await?;
    println!("Preferendum demo. Everything in it is made up; nothing leaves this machine. Stop with Ctrl-C.\n");
    println!("  Vote as a member   {}", vote.unwrap_or_else(|| format!("{url}/inloggen/{token}?demo=member")));
    println!("  Staff              {url}/inloggen/{token}?demo=staff    (a second person: ?demo=admin)");
    println!("  Afdeling           {url}/inloggen/{token}?demo=viewer   (its board: ?demo=board)");
    println!("  Mailbox            {url}/demo/mailbox\n");
    Ok(())
}

/// Makes the folder, and empties one that an interrupted demo left half filled. Touches nothing it did not make.
fn prepare(folder: &Path) -> Result<(), Failure> {
    let marked = folder.join(MARK).exists();
    let filled = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if filled && !marked {
        return Err(Failure::DemoFolder(folder.to_owned()));
    }
    if marked && !folder.join(READY).exists() {
        for name in ["platform.sqlite", "platform.sqlite-wal", "platform.sqlite-shm"] {
            let _ = std::fs::remove_file(folder.join(name));
        }
        for name in ["box", "mail"] {
            let _ = std::fs::remove_dir_all(folder.join(name));
        }
    }
    make_private(folder)?;
    write(&folder.join(MARK), "Made by `preferendum demo`; may be thrown away.\n")
}

/// The demo's own secret, made once.
fn secret(folder: &Path) -> Result<String, Failure> {
    let file = folder.join("secret");
    if let Ok(secret) = std::fs::read_to_string(&file) {
        return Ok(secret);
    }
    let chance: &dyn Chance = &SystemChance;
    let secret = URL_SAFE_NO_PAD.encode(chance.bytes::<32>());
    write(&file, &secret)?;
    Ok(secret)
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|error| Failure::Folder(file.to_owned(), error))
}
