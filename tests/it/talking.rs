//! Conversations as people have them: a small party to invite, and the post that reaches it.

use std::sync::Arc;

use preferendum::domain::composer::Composer;
use preferendum::domain::conversation::{Allotment, Audience, ConversationDraft, Kind};
use preferendum::domain::ids::{ConversationId, MemberId};
use preferendum::domain::role::Role;
use preferendum::domain::time::Timestamp;
use preferendum::jobs::{PostSettings, Postman};
use preferendum::mail::{Email, Memory, Sender, Transport};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Refusal, conversation};
use preferendum::store::person;

use crate::ground::{Ground, START};

pub const DAY: i64 = 86_400;
pub const REPLY_BY: Timestamp = START.plus(7 * DAY);
pub const STARTS: Timestamp = START.plus(14 * DAY);

/// An evening of two hours for so many, to which all members are invited.
pub fn evening(seats: i32) -> ConversationDraft {
    ConversationDraft {
        title: "Wonen; hoe nu verder?".to_owned(),
        purpose: Some("We praten verder over wonen, en schrijven op wat jullie zeggen.".to_owned()),
        place: Some("Dorpshuis, Kerkplein 1".to_owned()),
        starts_at: Some(STARTS),
        ends_at: Some(STARTS.plus(7_200)),
        seats: Some(seats),
        reply_by: Some(REPLY_BY),
        held_back_days: 30,
        audience: Audience { kind: Kind::Members, ..Audience::default() },
        ..ConversationDraft::default()
    }
}

impl Ground {
    /// So many members of one branch, A, by number.
    pub async fn crowd(&self, number: usize) -> Vec<MemberId> {
        apply_branches(&self.platform, b"code,naam,regio\nA,Aalten,Gelderland\n").await.unwrap();
        let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
        for n in 0..number {
            file += &format!("{n},Lid{n} Jansen,lid{n}@leden.example,A,1980,v\n");
        }
        apply_members(&self.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
        let mut ids = Vec::new();
        for n in 0..number {
            let found = person::behind_address(&self.platform.db, &format!("lid{n}@leden.example")).await.unwrap();
            ids.push(found[0].0);
        }
        ids
    }

    pub async fn desk(&self) -> Composer {
        self.hire("staf@werk.example", Role::Staff).await.into()
    }

    /// A conversation that everybody was invited to.
    pub async fn invited(&self, draft: ConversationDraft) -> ConversationId {
        let desk = self.desk().await;
        let id = conversation::create(&self.platform, &desk, draft).await.unwrap();
        conversation::invite(&self.platform, &desk, id).await.unwrap();
        id
    }

    pub async fn drawn(&self, seats: i32) -> ConversationId {
        self.invited(ConversationDraft { allotment: Allotment::Draw, ..evening(seats) }).await
    }

    pub async fn says(&self, member: MemberId, id: ConversationId, yes: bool) -> Result<(), Refusal> {
        conversation::answer(&self.platform, member, id, yes, None).await
    }

    pub async fn status(&self, member: MemberId, id: ConversationId) -> &'static str {
        conversation::invitation(&self.platform, member, id).await.unwrap().seat.seat.status.name()
    }

    pub async fn seats(&self, status: &str) -> i64 {
        self.number(&format!("SELECT COUNT(*) FROM seat WHERE status = '{status}'")).await
    }

    pub async fn letters(&self, kind: &str) -> i64 {
        self.number(&format!("SELECT COUNT(*) FROM outbox WHERE kind = 'conversation_{kind}'")).await
    }

    /// Delivers what is due, and returns it.
    pub async fn post(&self) -> Vec<Email> {
        let memory = Arc::new(Memory::default());
        let transport: Arc<dyn Transport> = memory.clone();
        let sender = Sender::parse("Preferendum <post@example.org>").unwrap();
        let mut postman = Postman::new(self.platform.clone(), transport, PostSettings::from_sender(sender));
        while postman.run_once().await.unwrap().letters() > 0 {}
        memory.sent()
    }
}

/// What stands behind `/g/` in a letter.
pub fn own_link(email: &Email) -> String {
    let start = "https://leden.example.org/g/";
    email.text.split(start).nth(1).unwrap().lines().next().unwrap().to_owned()
}

/// The value of a line in a calendar file.
pub fn line<'a>(file: &'a str, name: &str) -> Option<&'a str> {
    file.split("\r\n").find_map(|line| line.strip_prefix(name))
}
