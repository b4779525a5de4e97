//! What letters say of a conversation, from the facts of the moment at which they leave.

use std::collections::HashMap;

use super::{Composed, addressed, member, own_link};
use crate::domain::calendar::Method;
use crate::domain::conversation::{Allotment, Conversation, Guest, Plan, Status};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::letter::{Content, ConversationLetter, Letter, LetterKind, Notice};
use crate::domain::member::first_name;
use crate::domain::outbox::Waiting;
use crate::service::conversation::{event, organiser};
use crate::service::{Code, Platform, Refusal};
use crate::store::mail_link::{NewLink, Use};
use crate::store::{conversation, guest};

/// What all letters of one kind about one conversation have in common.
pub(super) struct About {
    kind: LetterKind,
    number: i64,
    conversation: Conversation,
    plan: Plan,
    organiser: String,
}

impl About {
    pub(super) async fn load(
        platform: &Platform,
        kind: LetterKind,
        id: ConversationId,
        number: i64,
    ) -> Result<Self, Refusal> {
        let conversation = conversation::find(&platform.db, id).await?.ok_or(Code::Internal)?;
        let plan = conversation.draft.plan().ok_or(Code::Internal)?;
        let organiser = organiser(platform, &conversation).await?;
        Ok(Self { kind, number, conversation, plan, organiser })
    }

    pub(super) async fn compose(
        &self,
        platform: &Platform,
        rows: &[Waiting],
        links: &mut Vec<NewLink>,
    ) -> Result<Vec<Composed>, Refusal> {
        let members: Vec<MemberId> = rows.iter().filter_map(member).collect();
        let today = platform.clock.now().day();
        let guests = guest::guests(&platform.db, self.conversation.id, &members, today).await?;
        let by_id: HashMap<MemberId, Guest> = guests.into_iter().map(|one| (one.member, one)).collect();
        let compose = |row: &Waiting| {
            let guest = member(row).and_then(|id| by_id.get(&id));
            guest.and_then(|guest| self.letter(platform, row, guest, links)).into()
        };
        Ok(rows.iter().map(compose).collect())
    }

    /// None if the receiver does not want it any more, or it is not true any more.
    fn letter(&self, platform: &Platform, row: &Waiting, guest: &Guest, links: &mut Vec<NewLink>) -> Option<Letter> {
        let wanted = guest.wants(self.kind, &self.conversation, self.number);
        let email = guest.email.as_ref().filter(|_| wanted)?;
        let notice = self.notice(guest)?;
        let draft = &self.conversation.draft;
        let seated = guest.seat.status == Status::Seated;
        let in_calendar = seated && self.kind != LetterKind::ConversationReport;
        let method = if matches!(notice, Notice::Cancelled { .. }) { Method::Cancel } else { Method::Publish };
        let mut link = |path: &str, purpose: Use| own_link(platform, guest.member, path, purpose, links);
        let letter = ConversationLetter {
            notice,
            first_name: first_name(&guest.name).to_owned(),
            title: draft.title.clone(),
            purpose: draft.purpose.clone().unwrap_or_default(),
            organiser: self.organiser.clone(),
            starts_at: self.plan.starts_at,
            ends_at: self.plan.ends_at,
            place: draft.place.clone(),
            online_link: draft.online_link.clone().filter(|_| in_calendar),
            online: draft.online_link.is_some(),
            link: link("g", Use::Conversation(self.conversation.id)),
            event: event(platform, &self.conversation).filter(|_| in_calendar).map(|event| (method, event)),
        };
        let unsubscribe = self.kind.stream().map(|stream| link("afmelden", Use::Unsubscribe(stream)));
        let content = Content::Conversation(Box::new(letter));
        Some(addressed(platform, row, email.as_str().to_owned(), content, unsubscribe))
    }

    fn notice(&self, guest: &Guest) -> Option<Notice> {
        Some(match self.kind {
            LetterKind::ConversationInvitation => Notice::Invitation {
                reply_by: self.plan.reply_by,
                seats: self.plan.seats,
                by_draw: self.conversation.draft.allotment == Allotment::Draw,
            },
            LetterKind::ConversationSeat => Notice::Seat,
            LetterKind::ConversationWaiting => Notice::Waiting { position: guest.position? },
            LetterKind::ConversationNotDrawn => Notice::NotDrawn { position: guest.position? },
            LetterKind::ConversationPlaceFree => Notice::PlaceFree { reply_by: guest.seat.reply_by? },
            LetterKind::ConversationChanged => Notice::Changed,
            LetterKind::ConversationCancelled => Notice::Cancelled { reason: self.conversation.cancel_reason.clone()? },
            LetterKind::ConversationReminder => Notice::Reminder,
            LetterKind::ConversationReport => Notice::Report,
            _ => return None,
        })
    }
}
