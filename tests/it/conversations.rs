//! Conversations: planning, whom they are for, what the post says, and who may see what.

mod answering;
mod audience;
mod desk;
mod letters;
mod report;

use actix_web::http::Method;
use preferendum::domain::composer::Composer;
use preferendum::domain::conversation::{Audience, ConversationDraft, Kind, Needs, Portion, Side};
use preferendum::domain::ids::{ConversationId, MemberId, RoundId};
use preferendum::domain::letter::Stream;
use preferendum::domain::role::Role;
use preferendum::mail::Email;
use preferendum::service::{Code, Refusal, conversation, interest, outbox as post, shared_side};
use preferendum::store::mail_choice;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp};
use crate::ground::{Ground, START, on_both};
use crate::talking::{DAY, REPLY_BY, STARTS, evening, line, own_link};
use crate::voting::{PUBLISHES, Voter};

/// A published round in which the first 40 of 130 members took part.
async fn published(ground: &Ground) -> (Vec<MemberId>, RoundId) {
    let people = ground.people().await;
    let open = ground.opened().await;
    for member in people.iter().take(40) {
        Voter::new(ground, *member, open.id).await.ticket(ground).await;
    }
    interest::choose(&ground.platform, people[0], open.id, &[2]).await.unwrap();
    interest::choose(&ground.platform, people[100], open.id, &[1, 2]).await.unwrap();
    let early = shared_side::share(&ground.platform, people[0], open.id, &[(2, Side::Agree)]).await.unwrap_err();
    assert_eq!(early.code, Code::RoundStillOpen);
    ground.finish(open.id).await;
    post::drop_queued(&ground.platform, open.id).await.unwrap();
    (people, open.id)
}

fn after(round: RoundId, audience: Audience) -> ConversationDraft {
    ConversationDraft {
        round: Some(round),
        starts_at: Some(PUBLISHES.plus(14 * DAY)),
        ends_at: Some(PUBLISHES.plus(14 * DAY + 7_200)),
        reply_by: Some(PUBLISHES.plus(7 * DAY)),
        audience,
        ..evening(60)
    }
}

fn from(kind: Kind) -> Audience {
    Audience { kind, statement: (kind == Kind::Interested).then_some(2), ..Audience::default() }
}

fn with_subject<'a>(sent: &'a [Email], start: &str) -> Vec<&'a Email> {
    sent.iter().filter(|email| email.subject.starts_with(start)).collect()
}
