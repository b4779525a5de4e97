//! Platform and ballot box as two servers that know each other over HTTP only.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use preferendum::api::address::TrustedProxies;
use preferendum::domain::round::State;
use preferendum::jobs;
use preferendum::server::{Parts, Settings, Site, run};
use preferendum::service::ballot_box::{BallotBox, BoxLink};
use preferendum::service::{Code, Platform, result};
use preferendum::wire::{RemoteBox, RemotePlatform};
use serde_json::json;

use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, GRACE_ENDS, OPENS, PUBLISHES, Voter};

const SECRET: &str = "what both halves know, and nobody else";

fn origin() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", free.local_addr().unwrap())
}

/// Serves until the test's process ends.
async fn serve(parts: Parts, at: &str, public: &str, box_origin: &str) {
    let settings = Settings {
        bind: at.trim_start_matches("http://").parse().unwrap(),
        public_url: public.to_owned(),
        box_origin: box_origin.to_owned(),
        trusted_proxies: TrustedProxies(0),
        tls_self_signed: false,
        workers: Some(1),
        look: preferendum::domain::look::Look::default(),
    };
    std::thread::spawn(move || {
        let site = Site::new(parts, &settings);
        actix_web::rt::System::new().block_on(run(site, &settings))
    });
    for _ in 0..100 {
        if reqwest::get(format!("{at}/health")).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no answer from {at}");
}

struct Halves {
    platform: Platform,
    link: RemoteBox,
    ballot_box: BallotBox,
    box_origin: String,
}

async fn halves(ground: &Ground) -> Halves {
    let (public, box_origin) = (origin(), origin());
    let mut terms = ground.platform.terms.as_ref().clone();
    terms.public_url.clone_from(&public);
    terms.box_origin.clone_from(&box_origin);
    let platform = Platform { terms: Arc::new(terms), ..ground.platform.clone() };
    let link = RemoteBox::new(&box_origin, SECRET).unwrap();
    let parts = Parts { platform: Some((platform.clone(), Arc::new(link.clone()))), ..Parts::default() };
    serve(parts, &public, &public, &box_origin).await;
    let ballot_box = ground.box_fed_by(Arc::new(RemotePlatform::new(&public).unwrap())).await;
    let parts = Parts { ballot_box: Some(ballot_box.clone()), box_secret: Some(SECRET.into()), ..Parts::default() };
    serve(parts, &box_origin, &public, &box_origin).await;
    Halves { platform, link, ballot_box, box_origin }
}

impl Halves {
    async fn turn(&self) {
        jobs::tick(&self.platform, &self.link).await;
        jobs::keep_box_once(&self.ballot_box).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_round_goes_over_the_wire() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let halves = halves(ground).await;
        let round = ground.scheduled().await.id;
        ground.clock.set(OPENS);
        halves.turn().await;
        let voter = Voter::new(ground, people[0], round).await;
        let ballot = voter.ballot(voter.ticket(ground).await, 1, "5,4,,2");
        let body = json!({
            "area": ballot.area, "prefix": ballot.prefix, "token": ballot.token, "version": 1,
            "x": ballot.chain_value, "signature": ballot.signature, "format": 1,
            "answers": [5, 4, null, 2], "lines": ballot.lines,
        });
        let url = format!("{}/box/v1/rounds/{round}/ballots", halves.box_origin);
        let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        jobs::watch_once(&halves.platform, &halves.link).await;
        assert_eq!(ground.state(round).await.halted, None);
        assert_eq!(halves.link.figures(round).await.unwrap().ballots_per_area.len(), 1);
        for moment in [CLOSES, GRACE_ENDS, PUBLISHES] {
            ground.clock.set(moment);
            halves.turn().await;
            halves.turn().await;
        }
        assert_eq!(ground.state(round).await.state, State::Published);
        let counted = halves.link.counted(round).await.unwrap().unwrap();
        // The result stands, so the box has forgotten its areas.
        assert_eq!((counted.ballots, counted.areas.len()), (1, 0));
        let published = result::published(&halves.platform, round).await.unwrap().result;
        assert_eq!((published.ballots, published.turnout_only), (1, true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_boxs_internal_routes_open_with_the_shared_secret_only() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let halves = halves(ground).await;
        let round = ground.scheduled().await.id;
        ground.clock.set(OPENS);
        halves.turn().await;
        let stranger = RemoteBox::new(&halves.box_origin, "a guess of thirty-two characters").unwrap();
        assert_eq!(stranger.figures(round).await.unwrap_err().code, Code::BoxUnreachable);
        assert_eq!(stranger.destroy(round).await.unwrap_err().code, Code::BoxUnreachable);
        assert!(halves.link.figures(round).await.is_ok());
    })
    .await;
}
