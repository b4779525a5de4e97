//! The application in this process, with verbs for what people do with it.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::to_bytes;
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use actix_web::test::{TestRequest, call_service, init_service};
use preferendum::api::address::TrustedProxies;
use preferendum::api::token::Signer;
use preferendum::clock::ManualClock;
use preferendum::domain::api_client::Scope;
use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::{AccountId, LoginId, MemberId, RoundId, SessionId, Subject};
use preferendum::domain::letter::{Content, LoginIdentity};
use preferendum::domain::link::LinkToken;
use preferendum::domain::look::Look;
use preferendum::domain::member::EmailAddress;
use preferendum::domain::role::Role;
use preferendum::domain::session::{Pass, Stage};
use preferendum::server::{Parts, Settings, Site};
use preferendum::service::ballot_box::BoxLink;
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Platform, account, api_client, login, round, session};
use preferendum::store::{self, mail_link, person};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::ground::Ground;

pub const PUBLIC: &str = "https://leden.example.org";
pub const BOX_SECRET: &str = "known to both halves";
pub const MEMBER: &str = "ans@leden.example";
/// An address that two members share.
pub const COUPLE: &str = "stel@leden.example";
const BRANCHES: &[u8] = b"code,naam,regio\nA,Aalten,Gelderland\nB,Breda,Noord-Brabant\n";
const MEMBERS: &[u8] = b"lidnummer,naam,email,afdeling,geboortejaar,geslacht\n\
    1,Ans Jansen,ans@leden.example,A,1980,v\n\
    2,Bas Smit,stel@leden.example,A,1979,m\n\
    3,Cor Smit,stel@leden.example,B,1979,v\n";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The code of a refusal; empty if it is none.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

type Call = dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = Answer>>>;

/// The application and the people who use it.
#[derive(Clone)]
pub struct TestApp {
    call: Rc<Call>,
    pub platform: Platform,
    pub clock: Arc<ManualClock>,
}

impl TestApp {
    /// On this ground, with two branches and three members, two of whom share an address.
    pub async fn on(ground: &Ground) -> Self {
        apply_branches(&ground.platform, BRANCHES).await.unwrap();
        apply_members(&ground.platform, MEMBERS, false, &|_| {}).await.unwrap();
        Self::on_bare(ground).await
    }

    /// On this ground as it is.
    pub async fn on_bare(ground: &Ground) -> Self {
        let parts = Parts {
            platform: Some((ground.platform.clone(), Arc::new(ground.ballot_box.clone()))),
            ballot_box: Some(ground.ballot_box.clone()),
            box_secret: Some(BOX_SECRET.into()),
            mailbox: None,
        };
        Self::serving(ground, parts).await
    }

    /// A process that plays the platform only.
    pub async fn platform_alone(ground: &Ground) -> Self {
        let platform = Some((ground.platform.clone(), Arc::new(ground.ballot_box.clone()) as Arc<dyn BoxLink>));
        Self::serving(ground, Parts { platform, ..Parts::default() }).await
    }

    /// A process that plays the ballot box only.
    pub async fn box_alone(ground: &Ground) -> Self {
        Self::serving(ground, Parts { ballot_box: Some(ground.ballot_box.clone()), ..Parts::default() }).await
    }

    async fn serving(ground: &Ground, parts: Parts) -> Self {
        let settings = Settings {
            bind: ([127, 0, 0, 1], 0).into(),
            public_url: PUBLIC.to_owned(),
            box_origin: "https://stem.example.org".to_owned(),
            trusted_proxies: TrustedProxies(1),
            tls_self_signed: false,
            workers: None,
            look: Look::default(),
        };
        let site = Site::new(parts, &settings);
        let service = Rc::new(init_service(site.app()).await);
        let call = move |request: TestRequest| -> Pin<Box<dyn Future<Output = Answer>>> {
            let service = Rc::clone(&service);
            Box::pin(async move {
                let answer = call_service(&*service, request.to_request()).await;
                let (status, headers) = (answer.status(), answer.headers().clone());
                let body = to_bytes(answer.into_body()).await.ok().unwrap().to_vec();
                Answer { status, headers, body }
            })
        };
        Self { call: Rc::new(call), platform: ground.platform.clone(), clock: Arc::clone(&ground.clock) }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: TestRequest) -> Answer {
        (self.call)(request).await
    }

    /// Somebody who is not signed in.
    pub fn browser(&self) -> Browser {
        Browser { app: self.clone(), cookie: None, bearer: None, address: "192.0.2.1".to_owned() }
    }

    /// A program with this scope that has exchanged its secret for a pass.
    pub async fn client(&self, scope: Scope) -> Browser {
        let (admin, _) = self.hire("koppelaar@werk.example", Role::Admin).await;
        let now = preferendum::clock::Clock::now(&*self.clock);
        let made = api_client::create(&self.platform, admin, scope.name(), vec![scope], now.plus(86_400).day()).await;
        let (client, secret) = made.unwrap();
        let mut program = self.browser();
        let pass = program.post("/token", json!({"client": client.id, "secret": secret})).await.json();
        program.bearer = Some(pass["token"].as_str().unwrap().to_owned());
        program
    }

    pub fn turn_clock(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// What the login letter for this request says now, one for each person; none if there is nothing to send.
    pub async fn letter(&self, login: &Value) -> Vec<LoginIdentity> {
        let id = LoginId(login.as_str().unwrap().parse().unwrap());
        match login::letter_content(&self.platform, id).await.unwrap() {
            Some((_, Content::Login { identities, .. })) => identities,
            Some(_) => panic!("another letter"),
            None => Vec::new(),
        }
    }

    /// Makes an account with one role; the code of branch A for local roles. The second part is the app's secret.
    pub async fn hire(&self, email: &str, role: Role) -> (AccountId, Option<String>) {
        let branches = if role.is_local() { vec!["A".to_owned()] } else { Vec::new() };
        let email = EmailAddress::parse(email).unwrap();
        let added = account::add(&self.platform, &email, None, &[role], &branches).await.unwrap();
        (added.id, added.otpauth)
    }

    pub async fn sign_in_member(&self) -> Browser {
        let mut browser = self.browser();
        assert_eq!(browser.log_in(MEMBER).await.json()["next"], "done");
        browser
    }

    /// A browser of a new account with this role, completely signed in.
    pub async fn sign_in(&self, role: Role) -> Browser {
        let email = format!("{}@werk.example", role.name());
        let (_, otpauth) = self.hire(&email, role).await;
        let mut browser = self.browser();
        browser.log_in(&email).await;
        if let Some(otpauth) = otpauth {
            let digits = self.digits(&otpauth);
            assert_eq!(browser.post("/login/totp", json!({"code": digits})).await.json()["next"], "done");
        }
        browser
    }

    /// The admin who signed in before, in a new browser: past the second factor, which is another test's business.
    pub async fn sign_in_again(&self, email: &str) -> Browser {
        let email = EmailAddress::parse(email).unwrap();
        let account = account::list(&self.platform).await.unwrap().into_iter().find(|one| one.email == email.as_str());
        let subject = Subject::Account(account.unwrap().id);
        let now = preferendum::clock::Clock::now(&*self.clock);
        let id = SessionId(self.platform.chance.uuid());
        let kept = store::session::Session { id, subject, stage: Stage::Full, expires_at: now.plus(3600) };
        let tx = self.platform.db.begin().await.unwrap();
        store::session::insert(&tx, kept).await.unwrap();
        tx.commit().await.unwrap();
        let issued = session::Issued { pass: Pass::Session(id), expires_at: now.plus(3600) };
        let mut browser = self.browser();
        browser.cookie = Some(Signer::new(&self.platform.secrets).sign(issued).unwrap());
        browser
    }

    /// What the app of whoever scanned this address shows now.
    pub fn digits(&self, otpauth: &str) -> String {
        let secret = otpauth.split("secret=").nth(1).unwrap().split('&').next().unwrap();
        let secret = Secret::try_from_base32(secret).unwrap();
        let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
        let now = preferendum::clock::Clock::now(&*self.clock).0;
        totp.generate(now.try_into().unwrap()).to_string()
    }

    /// A round that says it is open until an hour from now, and a link to it for the member Ans.
    pub async fn open_round(&self, ground: &Ground) -> (RoundId, String) {
        let (author, _) = self.hire("auteur@werk.example", Role::Staff).await;
        let statement = StatementDraft { text: "Een stelling.".to_owned(), ..StatementDraft::default() };
        let draft =
            RoundDraft { title: "Een ronde".to_owned(), statements: vec![statement; 4], ..RoundDraft::default() };
        let made = round::create(&self.platform, author, draft).await.unwrap();
        let now = preferendum::clock::Clock::now(&*self.clock).0;
        ground
            .run(&format!(
                "UPDATE round SET state = 'open', closes_at = {}, grace_ends_at = {} WHERE state = 'draft'",
                now + 3600,
                now + 4500
            ))
            .await;
        (made.id, self.mail_link(self.ans().await, mail_link::Use::Round(made.id)).await)
    }

    pub async fn ans(&self) -> MemberId {
        person::behind_address(&self.platform.db, MEMBER).await.unwrap()[0].0
    }

    /// What the browser of somebody who opened this round link shows.
    pub async fn round_pass(&self, token: &str) -> String {
        let (issued, ..) = session::open_round_link(&self.platform, token).await.unwrap();
        Signer::new(&self.platform.secrets).sign(issued).unwrap()
    }

    /// A link that was mailed to this member.
    pub async fn mail_link(&self, member: MemberId, purpose: mail_link::Use) -> String {
        let token = LinkToken::new(self.platform.chance.bytes());
        let tx = self.platform.db.begin().await.unwrap();
        let link = mail_link::NewLink { hash: token.hash(), member, purpose };
        mail_link::insert_many(&tx, &[link]).await.unwrap();
        tx.commit().await.unwrap();
        token.text()
    }
}

/// A browser, with the cookie that it was given last.
#[derive(Clone)]
pub struct Browser {
    pub app: TestApp,
    pub cookie: Option<String>,
    /// What a program shows in the Authorization header.
    pub bearer: Option<String>,
    pub address: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, Some(body)).await
    }

    /// Asks the API, `path` without its prefix, as a page of the platform's own would.
    pub async fn ask(&mut self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = TestRequest::default().method(method).uri(&format!("/api/v1{path}"));
        if let Some(body) = body {
            request = request.set_json(body).insert_header(("origin", PUBLIC));
        }
        self.send(request).await
    }

    /// Sends a request with this browser's cookie, and keeps the one that comes back.
    pub async fn send(&mut self, mut request: TestRequest) -> Answer {
        request = request.insert_header(("x-forwarded-for", self.address.clone()));
        if let Some(bearer) = &self.bearer {
            request = request.insert_header(("authorization", format!("Bearer {bearer}")));
        }
        if let Some(cookie) = &self.cookie {
            request = request.insert_header(("cookie", format!("__Host-session={cookie}")));
        }
        let answer = self.app.send(request).await;
        if let Some(given) = answer.header("set-cookie").strip_prefix("__Host-session=") {
            let value = given.split(';').next().unwrap().to_owned();
            self.cookie = (!value.is_empty()).then_some(value);
        }
        answer
    }

    /// Asks for a letter to an address that one person reads, and signs in with the code from it.
    pub async fn log_in(&mut self, email: &str) -> Answer {
        let login = self.post("/login", json!({"email": email})).await.json()["login"].clone();
        let code = self.app.letter(&login).await[0].code.clone();
        self.post("/login/code", json!({"login": login, "code": code})).await
    }
}
