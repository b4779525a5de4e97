//! A conversation as it is being written: its limits, and what it still lacks before anybody is invited.

use serde::{Deserialize, Serialize};

use super::{Allotment, Audience, Kind};
use crate::domain::draft::{Flaw, flaw, tidy, unfit};
use crate::domain::ids::RoundId;
use crate::domain::member::EmailAddress;
use crate::domain::time::Timestamp;
use crate::domain::web_address::is_https;

/// Somebody who leads a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderator {
    /// Full name.
    pub name: String,
    /// Where they can be reached.
    pub email: String,
}

/// A conversation as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConversationDraft {
    /// At most 120 characters.
    pub title: String,
    /// What it is for, at most 1000 characters.
    pub purpose: Option<String>,
    /// The round that it follows.
    pub round: Option<RoundId>,
    /// Statements of that round that it is about, 1 to 4.
    pub statements: Vec<u8>,
    /// Where people come together, at most 200 characters.
    pub place: Option<String>,
    /// Where people come together online; shown to who has a seat.
    pub online_link: Option<String>,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
    /// How many can come, 4 to 500.
    pub seats: Option<i32>,
    /// Until when an invitation can be answered; at least two hours before it begins.
    pub reply_by: Option<Timestamp>,
    /// Who gets a seat.
    pub allotment: Allotment,
    /// Who was invited to another conversation within so many days is not asked again.
    pub held_back_days: i32,
    /// Who is invited.
    pub audience: Audience,
    /// Code of the branch whose board organises it; none for the party's staff.
    pub organiser_branch: Option<String>,
    /// Who leads the tables.
    pub moderators: Vec<Moderator>,
    /// Whether everybody may react in writing to the report.
    pub reactions_open: bool,
}

/// What a conversation is known to have once people are invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Until when an invitation can be answered.
    pub reply_by: Timestamp,
    /// How many can come.
    pub seats: i32,
}

/// Seconds before the beginning at which the last answer can come: two hours.
pub(super) const LAST_ANSWER: i64 = 7_200;
const LONGEST: i64 = 31 * 86_400;

impl ConversationDraft {
    /// The draft with white space trimmed, empty optional texts left out, and lists in order.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.title = self.title.trim().to_owned();
        for text in [&mut self.purpose, &mut self.place, &mut self.online_link, &mut self.organiser_branch] {
            tidy(text);
        }
        self.statements.sort_unstable();
        for moderator in &mut self.moderators {
            moderator.name = moderator.name.trim().to_owned();
            moderator.email = moderator.email.trim().to_owned();
        }
        self.audience = self.audience.tidied();
        self
    }

    /// What makes the draft impossible to keep, all at once.
    #[must_use]
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        unfit(&mut flaws, "title", Some(&self.title), 120);
        unfit(&mut flaws, "purpose", self.purpose.as_deref(), 1000);
        unfit(&mut flaws, "place", self.place.as_deref(), 200);
        if self.online_link.as_deref().is_some_and(|link| !is_https(link)) {
            flaw(&mut flaws, "online_link", "Een link begint met https:// en heeft geen spaties.");
        }
        let known = self.statements.iter().all(|number| (1..=4).contains(number));
        let twice = self.statements.windows(2).any(|pair| pair.first() == pair.last());
        if !known || twice || (self.round.is_none() && !self.statements.is_empty()) {
            flaw(&mut flaws, "statements", "Kies stellingen van de ronde, elk één keer.");
        }
        self.time_flaws(&mut flaws);
        if self.seats.is_some_and(|seats| !(4..=500).contains(&seats)) {
            flaw(&mut flaws, "seats", "Kies een aantal plaatsen van 4 tot en met 500.");
        }
        if !(0..=365).contains(&self.held_back_days) {
            flaw(&mut flaws, "held_back_days", "Kies een aantal dagen van 0 tot en met 365.");
        }
        if self.moderators.len() > 50 {
            flaw(&mut flaws, "moderators", "Er passen hoogstens 50 gespreksleiders bij.");
        }
        for (i, moderator) in self.moderators.iter().enumerate() {
            unfit(&mut flaws, &format!("moderators.{i}.name"), Some(&moderator.name), 120);
            if moderator.name.is_empty() {
                flaw(&mut flaws, &format!("moderators.{i}.name"), "Vul een naam in.");
            }
            if EmailAddress::parse(&moderator.email).is_none() {
                flaw(&mut flaws, &format!("moderators.{i}.email"), "Dit is geen e-mailadres.");
            }
        }
        self.audience.flaws(self.round.is_some(), &mut flaws);
        flaws
    }

    fn time_flaws(&self, flaws: &mut Vec<Flaw>) {
        let Some(starts) = self.starts_at else { return };
        if let Some(ends) = self.ends_at
            && (ends <= starts || ends > starts.plus(LONGEST))
        {
            flaw(flaws, "ends_at", "Het gesprek moet eindigen nadat het begint, binnen een maand.");
        }
        if self.reply_by.is_some_and(|reply_by| reply_by > starts.plus(-LAST_ANSWER)) {
            flaw(flaws, "reply_by", "Kies een moment dat minstens twee uur voor het begin ligt.");
        }
    }

    /// Paths of the fields that must still be filled in before anybody can be invited.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            (!self.title.is_empty(), "title"),
            (self.purpose.is_some(), "purpose"),
            (self.place.is_some() || self.online_link.is_some(), "place"),
            (self.starts_at.is_some(), "starts_at"),
            (self.ends_at.is_some(), "ends_at"),
            (self.seats.is_some(), "seats"),
            (self.reply_by.is_some(), "reply_by"),
            (self.round.is_some() || self.audience.kind == Kind::Members, "round"),
        ];
        needed.into_iter().filter(|(there, _)| !there).map(|(_, path)| path).collect()
    }

    /// Times and seats, once all are filled in.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        let (starts_at, ends_at) = (self.starts_at?, self.ends_at?);
        Some(Plan { starts_at, ends_at, reply_by: self.reply_by?, seats: self.seats? })
    }

    /// The first field that cannot change any more once people were invited, and does between these two.
    #[must_use]
    pub fn fixed_field(&self, next: &Self) -> Option<&'static str> {
        let same = [
            (self.round == next.round, "round"),
            (self.statements == next.statements, "statements"),
            (self.allotment == next.allotment, "allotment"),
            (self.audience == next.audience, "audience"),
            (self.organiser_branch == next.organiser_branch, "organiser_branch"),
        ];
        same.into_iter().find(|(same, _)| !same).map(|(_, field)| field)
    }

    /// Whether people who come must hear of the change from this to `next`: another time or another place.
    #[must_use]
    pub fn moves(&self, next: &Self) -> bool {
        let where_and_when =
            |draft: &Self| (draft.place.clone(), draft.online_link.clone(), draft.starts_at, draft.ends_at);
        where_and_when(self) != where_and_when(next)
    }
}

/// Why a conversation does not take place, tidy; or what makes it impossible to keep.
pub fn checked_reason(text: &str) -> Result<String, Flaw> {
    let mut flaws = Vec::new();
    let text = text.trim().to_owned();
    unfit(&mut flaws, "reason", Some(&text), 500);
    if text.is_empty() {
        flaw(&mut flaws, "reason", "Geef de reden.");
    }
    flaws.into_iter().next().map_or(Ok(text), Err)
}
