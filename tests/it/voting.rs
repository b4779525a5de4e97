//! Voting as the browser does it, and a small party to vote in.

use preferendum::domain::answer::Answers;
use preferendum::domain::ballot::Ballot;
use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::{AccountId, MemberId, RoundId};
use preferendum::domain::member::EmailAddress;
use preferendum::domain::role::Role;
use preferendum::domain::round::{Purpose, Round, State};
use preferendum::domain::ticket::{BlindSignature, BlindedMessage, Blinding, MemberCode, Signature};
use preferendum::domain::ticket::{TicketKey, TicketSecrets, Version};
use preferendum::domain::time::Timestamp;
use preferendum::jobs;
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Refusal, account, round, ticket, voter};

use crate::ground::{Ground, START};

pub const OPENS: Timestamp = START.plus(3_600);
pub const CLOSES: Timestamp = START.plus(90_000);
pub const GRACE_ENDS: Timestamp = CLOSES.plus(900);
pub const PUBLISHES: Timestamp = START.plus(100_000);

pub fn draft() -> RoundDraft {
    let statement = |number: usize| StatementDraft {
        text: format!("Stelling {number}"),
        explanation: Some("Uitleg.".to_owned()),
        argument_for: None,
        argument_against: None,
        owner: Some("Bestuur".to_owned()),
        feedback_due: Some("2027-01-15".to_owned()),
        reused_from: None,
    };
    RoundDraft {
        title: "Vervoer".to_owned(),
        introduction: None,
        purpose: Some(Purpose::Adviseren),
        opens_at: Some(OPENS),
        closes_at: Some(CLOSES),
        publishes_at: Some(PUBLISHES),
        scope: Vec::new(),
        statements: (1..=4).map(statement).collect(),
    }
}

impl Ground {
    /// 130 members: 60 in Aalten, 10 in Bronckhorst (one region), 60 in Breda.
    pub async fn people(&self) -> Vec<MemberId> {
        let branches = "code,naam,regio\nA,Aalten,Gelderland\nB,Bronckhorst,Gelderland\nC,Breda,Noord-Brabant\n";
        apply_branches(&self.platform, branches.as_bytes()).await.unwrap();
        let mut members = String::from("lidnummer,naam,email,afdeling,geboortejaar,geslacht\n");
        for number in 0..130 {
            let branch = if number < 60 {
                "A"
            } else if number < 70 {
                "B"
            } else {
                "C"
            };
            members += &format!("{number},Lid {number},lid{number}@leden.example,{branch},1980,v\n");
        }
        apply_members(&self.platform, members.as_bytes(), false, &|_| {}).await.unwrap();
        self.member_ids().await
    }

    async fn member_ids(&self) -> Vec<MemberId> {
        let mut ids = Vec::new();
        for number in 0..130 {
            let email = format!("lid{number}@leden.example");
            let found = preferendum::store::person::behind_address(&self.platform.db, &email).await.unwrap();
            ids.extend(found.into_iter().map(|(id, _)| id));
        }
        ids
    }

    pub async fn hire(&self, email: &str, role: Role) -> AccountId {
        let email = EmailAddress::parse(email).unwrap();
        account::add(&self.platform, &email, None, &[role], &[]).await.unwrap().id
    }

    /// A round that is composed, approved by another, and scheduled.
    pub async fn scheduled(&self) -> Round {
        let author = self.hire("auteur@werk.example", Role::Staff).await;
        let second = self.hire("tweede@werk.example", Role::Staff).await;
        let made = round::create(&self.platform, author, draft()).await.unwrap();
        round::approve(&self.platform, second, made.id, made.version).await.unwrap();
        round::schedule(&self.platform, author, made.id).await.unwrap()
    }

    /// A scheduled round, opened by the clock; the box has learned of it.
    pub async fn opened(&self) -> Round {
        let scheduled = self.scheduled().await;
        self.clock.set(OPENS);
        self.turn().await;
        self.state(scheduled.id).await
    }

    /// One turn of both clockworks.
    pub async fn turn(&self) {
        jobs::tick(&self.platform, &self.ballot_box).await;
        jobs::keep_box_once(&self.ballot_box).await;
    }

    pub async fn state(&self, id: RoundId) -> Round {
        round::overview(&self.platform, id).await.unwrap().round
    }

    /// From open to published.
    pub async fn finish(&self, id: RoundId) {
        self.clock.set(CLOSES);
        self.turn().await;
        assert_eq!(self.state(id).await.state, State::Closed);
        self.clock.set(GRACE_ENDS);
        self.turn().await;
        self.turn().await;
        assert_eq!(self.state(id).await.state, State::Counted);
        self.clock.set(PUBLISHES);
        self.turn().await;
        assert_eq!(self.state(id).await.state, State::Published);
    }
}

/// A member's browser: the code, and what follows from it.
pub struct Voter {
    pub member: MemberId,
    pub round: RoundId,
    pub area: i32,
    key: TicketKey,
    secrets: TicketSecrets,
    blinding: Blinding,
    pub blinded: BlindedMessage,
}

impl Voter {
    pub async fn new(ground: &Ground, member: MemberId, round: RoundId) -> Self {
        Self::with_code(ground, member, round, &MemberCode::from_bytes(ground.platform.chance.bytes())).await
    }

    pub async fn with_code(ground: &Ground, member: MemberId, round: RoundId, code: &MemberCode) -> Self {
        let paper = voter::ballot_paper(&ground.platform, member, round).await.unwrap();
        let (leaf, area) = paper.proven.read().unwrap();
        assert_eq!(leaf.round, round);
        let key = TicketKey::from_jwk(&area.key).unwrap();
        let secrets = TicketSecrets::derive(code, round.0);
        let (blinded, blinding) = key.blind(&secrets).unwrap();
        Self { member, round, area: paper.area, key, secrets, blinding, blinded }
    }

    pub async fn ask_ticket(&self, ground: &Ground) -> Result<BlindSignature, Refusal> {
        ticket::issue(&ground.platform, (self.member, None), self.round, &self.blinded).await
    }

    pub async fn ticket(&self, ground: &Ground) -> Signature {
        let answer = self.ask_ticket(ground).await.unwrap();
        self.key.finish(&self.blinding, &answer).unwrap()
    }

    pub fn ballot(&self, signature: Signature, version: u8, body: &str) -> Ballot {
        let version = Version::try_from(version).unwrap();
        Ballot {
            area: self.area,
            prefix: self.secrets.prefix(),
            token: self.secrets.token(),
            signature,
            version,
            chain_value: self.secrets.chain_start().revealed_for(version),
            answers: Answers::from_body(body).unwrap(),
            lines: self.secrets.line_codes(version),
        }
    }

    /// Ticket and first ballot.
    pub async fn vote(&self, ground: &Ground, body: &str) {
        let ballot = self.ballot(self.ticket(ground).await, 1, body);
        ground.ballot_box.cast(self.round, ballot).await.unwrap();
    }
}
