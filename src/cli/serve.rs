//! `serve`: assembles what the roles need, starts the jobs, listens, and stops in order.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::Failure;
use super::settings::{MailArgs, Role, ServeArgs, make_private};
use crate::api::address::TrustedProxies;
use crate::chance::SystemChance;
use crate::clock::SystemClock;
use crate::jobs::{PostSettings, Postman, Stop, keep_box, run_clockwork};
use crate::mail::{MailSetting, Sender, Transport};
use crate::server::{self, Parts, Settings, Site};
use crate::service::ballot_box::{BallotBox, BoxLink, ManifestSource};
use crate::service::{Platform, Secrets, Terms};
use crate::store::box_stores::BoxStores;
use crate::store::{Db, DbUrl};
use crate::wire::{RemoteBox, RemotePlatform};

/// Time that jobs get to finish what they are doing.
const FAREWELL: Duration = Duration::from_secs(40);

/// Serves until the process is told to end.
pub async fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let public_url = args.public_url.trim_end_matches('/').to_owned();
    let box_origin = args.box_origin.as_deref().unwrap_or(&public_url).trim_end_matches('/').to_owned();
    let sender = args.mail.sender()?;
    let terms = Terms {
        dkim_selector: args.mail.dkim_selector.clone(),
        bounces: args.mail.bounce_address.clone(),
        ..args.rounds.terms(&public_url, &box_origin, sender.address(), false)
    };
    let settings = Settings {
        bind: args.bind,
        public_url,
        box_origin,
        trusted_proxies: TrustedProxies(args.trusted_proxies),
        tls_self_signed: args.tls_self_signed,
        workers: None,
        look: args.look.look()?,
    };
    let (stop, stopping) = watch::channel(false);
    let (parts, jobs) = match args.role {
        Role::All => all(args, terms, &stopping).await?,
        Role::Platform => platform_alone(args, terms, &settings, &stopping).await?,
        Role::BallotBox => box_alone(args, &settings, &stopping).await?,
    };
    run(Site::new(parts, &settings), &settings, stop, jobs).await
}

type Jobs = Vec<JoinHandle<()>>;

/// Listens, and when that ends lets the jobs finish.
pub(super) async fn run(site: Site, settings: &Settings, stop: watch::Sender<bool>, jobs: Jobs) -> Result<(), Failure> {
    let outcome = server::run(site, settings).await.map_err(|error| Failure::Listen(settings.bind, error));
    // Nobody listens any more when there are no jobs.
    let _ = stop.send(true);
    for job in jobs {
        if tokio::time::timeout(FAREWELL, job).await.is_err() {
            tracing::warn!("a job did not stop in time");
        }
    }
    outcome
}

async fn all(args: &ServeArgs, terms: Terms, stopping: &Stop) -> Result<(Parts, Jobs), Failure> {
    let platform = served_platform(args, terms).await?;
    let box_url = DbUrl::new(args.box_database_url.clone());
    let ballot_box = open_box(box_url, Arc::new(platform.clone())).await?;
    let mut jobs = platform_jobs(&platform, ballot_box.clone(), &args.mail, stopping)?;
    jobs.push(tokio::spawn(keep_box(ballot_box.clone(), stopping.clone())));
    let parts = Parts {
        platform: Some((platform, Arc::new(ballot_box.clone()))),
        ballot_box: Some(ballot_box),
        ..Parts::default()
    };
    Ok((parts, jobs))
}

async fn platform_alone(
    args: &ServeArgs,
    terms: Terms,
    settings: &Settings,
    stopping: &Stop,
) -> Result<(Parts, Jobs), Failure> {
    let platform = served_platform(args, terms).await?;
    let origin = args.other_half.as_deref().unwrap_or(&settings.box_origin);
    let link = RemoteBox::new(origin, box_secret(args)?)?;
    let jobs = platform_jobs(&platform, link.clone(), &args.mail, stopping)?;
    let parts = Parts { platform: Some((platform, Arc::new(link))), ..Parts::default() };
    Ok((parts, jobs))
}

async fn box_alone(args: &ServeArgs, settings: &Settings, stopping: &Stop) -> Result<(Parts, Jobs), Failure> {
    let origin = args.other_half.as_deref().unwrap_or(&settings.public_url);
    let source = RemotePlatform::new(origin)?;
    let secret = box_secret(args)?;
    let ballot_box = open_box(DbUrl::new(args.box_database_url.clone()), Arc::new(source)).await?;
    let jobs = vec![tokio::spawn(keep_box(ballot_box.clone(), stopping.clone()))];
    let parts = Parts { ballot_box: Some(ballot_box), box_secret: Some(secret.into()), ..Parts::default() };
    Ok((parts, jobs))
}

fn box_secret(args: &ServeArgs) -> Result<&str, Failure> {
    args.box_secret.as_deref().filter(|secret| secret.len() >= 32).ok_or(Failure::BoxSecret)
}

async fn served_platform(args: &ServeArgs, terms: Terms) -> Result<Platform, Failure> {
    let dns = args.mail.dns()?.open()?;
    Ok(Platform { dns, ..open_platform(args.database.url()?, args.secret.checked()?, terms).await? })
}

/// Connects to the platform's database and brings its tables up to date.
pub(super) async fn open_platform(url: DbUrl, secret: &str, terms: Terms) -> Result<Platform, Failure> {
    let db = Db::connect(&url, None).await?;
    db.migrate_up().await?;
    Ok(Platform::new(db, Arc::new(SystemClock), Arc::new(SystemChance), Secrets::new(secret), terms))
}

/// Connects to the box's stores; says what their server would give away.
pub(super) async fn open_box(url: DbUrl, source: Arc<dyn ManifestSource>) -> Result<BallotBox, Failure> {
    if let Some(folder) = url.path() {
        make_private(Path::new(folder))?;
    }
    let stores = BoxStores::connect(url).await?;
    for setting in stores.telling_settings().await? {
        tracing::warn!(setting, "this PostgreSQL setting keeps an order of the ballots; see docs/architecture.md");
    }
    Ok(BallotBox::new(stores, Arc::new(SystemClock), source))
}

/// A postman without limits, for a transport on this machine.
pub(super) fn postman(platform: &Platform, transport: Arc<dyn Transport>, sender: Sender) -> Postman {
    Postman::new(platform.clone(), transport, PostSettings::from_sender(sender))
}

/// The clockwork and the postman of the platform.
pub(super) fn platform_jobs(
    platform: &Platform,
    link: impl BoxLink + 'static,
    mail: &MailArgs,
    stopping: &Stop,
) -> Result<Jobs, Failure> {
    let limit = Duration::from_secs(mail.mail_timeout.unsigned_abs().max(1));
    let setting = mail.setting()?;
    if matches!(setting, MailSetting::Folder(_)) {
        tracing::warn!("no mail leaves: letters, with their links, are kept in a folder");
    }
    let transport = setting.open(limit)?;
    let settings = PostSettings {
        unsubscribe_address: mail.mail_unsubscribe.clone(),
        parallel: mail.mail_parallel.max(1),
        per_minute: Some(mail.mail_per_minute).filter(|number| *number > 0),
        ..PostSettings::from_sender(mail.sender()?)
    };
    let postman = Postman::new(platform.clone(), transport, settings);
    Ok(vec![
        tokio::spawn(postman.run(stopping.clone())),
        tokio::spawn(run_clockwork(platform.clone(), link, stopping.clone())),
    ])
}
