//! Assembles the web server: which parts a process plays, what handlers are handed, and how it listens.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpServer, web};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};

use crate::api::address::TrustedProxies;
use crate::api::assets::Assets;
use crate::api::demo::DemoPost;
use crate::api::door::{self, Origins};
use crate::api::limit::Limits;
use crate::api::meta::{self, Description, Roles};
use crate::api::other_half::BoxSecret;
use crate::api::packing::Packer;
use crate::api::token::Signer;
use crate::api::{box_routes, pages, platform_routes, problem};
use crate::domain::look::Look;
use crate::jobs::Letterpress;
use crate::service::Platform;
use crate::service::ballot_box::{BallotBox, BoxLink};
use crate::service::demo::Mailbox;
use crate::service::preview::Press;

/// How the server listens.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address and port.
    pub bind: SocketAddr,
    /// Origin that members see, without a slash at the end.
    pub public_url: String,
    /// Origin of the ballot box.
    pub box_origin: String,
    /// Proxies in front that are believed about the client's address.
    pub trusted_proxies: TrustedProxies,
    /// Whether to speak TLS with a certificate made at start.
    pub tls_self_signed: bool,
    /// Threads that answer; none for one for each core.
    pub workers: Option<usize>,
    /// The party's colours and logo.
    pub look: Look,
}

/// The parts that a process plays. At least one is there.
#[derive(Clone, Default)]
pub struct Parts {
    /// The platform, with its way to the ballot box.
    pub platform: Option<(Platform, Arc<dyn BoxLink>)>,
    /// The ballot box.
    pub ballot_box: Option<BallotBox>,
    /// What both halves know when they are two processes.
    pub box_secret: Option<Arc<str>>,
    /// Where a demo's mails can be read.
    pub mailbox: Option<Arc<dyn Mailbox>>,
}

/// What one process serves: the platform, the ballot box, or both. Cheap to clone, one for all workers.
#[derive(Clone)]
pub struct Site {
    platform: Option<PlatformSide>,
    ballot_box: Option<web::Data<BallotBox>>,
    box_secret: web::Data<BoxSecret>,
    origins: web::Data<Origins>,
    trusted_proxies: web::Data<TrustedProxies>,
}

#[derive(Clone)]
struct PlatformSide {
    platform: web::Data<Platform>,
    box_link: web::Data<dyn BoxLink>,
    post: web::Data<DemoPost>,
    signer: web::Data<Signer>,
    limits: web::Data<Limits>,
    press: web::Data<dyn Press>,
    assets: web::Data<Assets>,
    packer: web::Data<Packer>,
    look: web::Data<Look>,
    roles: web::Data<Roles>,
    description: web::Data<Description>,
}

impl Site {
    /// Puts together what `settings` and the parts given ask for.
    #[must_use]
    pub fn new(parts: Parts, settings: &Settings) -> Self {
        let Parts { platform, ballot_box, box_secret, mailbox } = parts;
        let side = platform.map(|(platform, box_link)| PlatformSide {
            box_link: web::Data::from(box_link),
            post: web::Data::new(DemoPost(mailbox)),
            signer: web::Data::new(Signer::new(&platform.secrets)),
            limits: web::Data::new(Limits::new(Arc::clone(&platform.clock))),
            press: web::Data::from(Arc::new(Letterpress::new(&platform.terms)) as Arc<dyn Press>),
            assets: web::Data::from(Assets::embedded(&platform.terms.name, &settings.look)),
            packer: web::Data::default(),
            look: web::Data::new(settings.look.clone()),
            roles: web::Data::new(Roles(if ballot_box.is_some() { vec!["platform", "box"] } else { vec!["platform"] })),
            description: web::Data::new(Description(openapi().to_json().unwrap_or_default())),
            platform: web::Data::new(platform),
        });
        Self {
            platform: side,
            ballot_box: ballot_box.map(web::Data::new),
            box_secret: web::Data::new(BoxSecret(box_secret)),
            origins: web::Data::new(Origins::new(&settings.public_url, &settings.box_origin)),
            trusted_proxies: web::Data::new(settings.trusted_proxies),
        }
    }

    /// The application, for a worker or for a test.
    #[must_use]
    pub fn app(
        &self,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + use<>>,
            Error = Error,
            InitError = (),
        > + use<>,
    > {
        App::new().configure(|config| self.configure(config)).wrap(from_fn(door::harden))
    }

    fn configure(&self, config: &mut web::ServiceConfig) {
        config.app_data(self.origins.clone()).app_data(self.trusted_proxies.clone());
        problem::extractors(config);
        config.app_data(self.box_secret.clone());
        if let Some(ballot_box) = &self.ballot_box {
            config.app_data(ballot_box.clone());
        }
        let mut collecting = ServiceConfig::new(config);
        collecting.service(meta::health);
        if self.ballot_box.is_some() {
            ballot_box(&mut collecting);
        }
        if let Some(side) = &self.platform {
            platform(&mut collecting);
            side.configure(config);
        } else {
            config.default_service(web::to(problem::not_found));
        }
    }
}

impl PlatformSide {
    fn configure(&self, config: &mut web::ServiceConfig) {
        config
            .app_data(self.platform.clone())
            .app_data(self.box_link.clone())
            .app_data(self.post.clone())
            .app_data(self.signer.clone())
            .app_data(self.limits.clone())
            .app_data(self.press.clone())
            .app_data(self.assets.clone())
            .app_data(self.packer.clone())
            .app_data(self.look.clone())
            .app_data(self.roles.clone())
            .app_data(self.description.clone())
            .configure(pages::routes)
            .default_service(web::to(pages::missing));
    }
}

fn platform(config: &mut ServiceConfig) {
    config.service(
        scope::scope("/api/v1")
            .wrap(from_fn(door::platform))
            .configure(platform_routes)
            .default_service(web::to(problem::not_found)),
    );
}

fn ballot_box(config: &mut ServiceConfig) {
    config.service(
        scope::scope("/box/v1")
            .wrap(from_fn(door::ballot_box))
            .configure(box_routes)
            .default_service(web::to(problem::not_found)),
    );
}

/// The description of the whole API, of both parts.
#[must_use]
pub fn openapi() -> OpenApi {
    let (_, mut description) = App::new()
        .into_utoipa_app()
        .configure(|config: &mut ServiceConfig| {
            config.service(meta::health);
            platform(config);
            ballot_box(config);
        })
        .split_for_parts();
    description.info.title = String::from("Preferendum");
    description.info.version = String::from(env!("CARGO_PKG_VERSION"));
    description.info.license = None;
    description
}

/// The same as text, as it is committed.
#[must_use]
pub fn openapi_json() -> String {
    openapi().to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// Listens until the process is told to end (SIGINT or SIGTERM), then finishes what it was answering.
pub async fn run(site: Site, settings: &Settings) -> std::io::Result<()> {
    let mut server = HttpServer::new(move || site.app()).shutdown_timeout(10);
    if let Some(workers) = settings.workers {
        server = server.workers(workers);
    }
    let bound = if settings.tls_self_signed {
        server.bind_rustls_0_23(settings.bind, self_signed(settings)?)?
    } else {
        server.bind(settings.bind)?
    };
    tracing::info!(address = %settings.bind, public_url = settings.public_url, "listening");
    bound.run().await
}

fn self_signed(settings: &Settings) -> std::io::Result<rustls::ServerConfig> {
    let host = settings.public_url.split("://").nth(1).unwrap_or("localhost");
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_owned();
    let names = vec![host, settings.bind.ip().to_string(), String::from("localhost")];
    let made = rcgen::generate_simple_self_signed(names).map_err(std::io::Error::other)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![made.cert.into()], key))
        .map_err(std::io::Error::other)
}
