//! The demo's conversation about a round of the past: invited, held at tables, and written down.

use crate::cli::Failure;
use crate::clock::ManualClock;
use crate::domain::composer::Composer;
use crate::domain::conversation::{Audience, ConversationDraft, Kind, Moderator};
use crate::domain::ids::{ConversationId, RoundId, SeatId};
use crate::domain::time::Timestamp;
use crate::jobs;
use crate::service::ballot_box::BallotBox;
use crate::service::conversation::{self, CheckIn, Key};
use crate::service::{Code, Platform, Refusal, demo, seating};

const DAY: i64 = 86_400;
const SEATS: i32 = 24;
/// More than there are seats, so that some wait.
const YES: usize = 31;

/// Table, round, theme and words of what moderators wrote down.
const NOTES: [(usize, i32, &str, &str); 6] = [
    (0, 1, "Taal", "Stukken van de partij zijn te lang. Twee mensen haakten daardoor af."),
    (0, 2, "Tijd", "Wie avonddienst heeft, kan nooit. Wissel de dagen af."),
    (1, 1, "Tijd", "Liever een uur en vaker dan een hele avond."),
    (2, 1, "Welkom", "Nieuwe leden willen dat iemand ze bij de deur opvangt."),
    (3, 1, "Welkom", "Bel mensen na hun eerste avond op."),
    (3, 2, "Taal", "Leg woorden als ‘motie’ uit op het scherm."),
];

const REPORT: &str = "Vierentwintig leden praatten aan vijf tafels over de eerste stelling: elke afdeling moet twee keer per jaar \
een open avond houden.\n\nDrie dingen kwamen aan bijna elke tafel terug. Stukken moeten korter en in gewone taal. Avonden \
moeten op wisselende dagen zijn, ook voor wie in de avond werkt. En wie voor het eerst komt, wil worden opgevangen.\n\nHet \
bestuur neemt het eerste en het laatste over. Over de dagen praten we met de afdelingen verder.";

/// Who organises it, and from when it was told.
pub struct Evening<'a> {
    /// The platform, by the clock of the past.
    pub platform: &'a Platform,
    /// The box.
    pub ballot_box: &'a BallotBox,
    /// The clock of the past.
    pub clock: &'a ManualClock,
    /// The organiser.
    pub by: Composer,
}

impl Evening<'_> {
    /// Holds a conversation about this round, four weeks after `published`.
    pub async fn hold(&self, round: RoundId, published: Timestamp) -> Result<(), Failure> {
        self.clock.set(published.plus(7 * DAY));
        // Half past six in the evening in London, an hour later here in winter.
        let starts = published.plus(28 * DAY - published.0.rem_euclid(DAY) + 66_600);
        let id = conversation::create(self.platform, &self.by, draft(round, starts)).await?;
        conversation::invite(self.platform, &self.by, id).await?;
        self.answers(id).await?;
        self.turn_to(starts.plus(-7 * DAY)).await;
        self.turn_to(starts).await;
        self.at_the_door(id, starts).await?;
        self.at_the_tables(id).await?;
        self.turn_to(starts.plus(2 * 3_600)).await;
        conversation::write_report(self.platform, &self.by, id, 0, REPORT).await?;
        self.clock.set(starts.plus(3 * DAY));
        Ok(conversation::publish_report(self.platform, &self.by, id).await?)
    }

    async fn turn_to(&self, moment: Timestamp) {
        self.clock.set(moment);
        jobs::tick(self.platform, self.ballot_box).await;
    }

    async fn answers(&self, id: ConversationId) -> Result<(), Refusal> {
        let mut coming = 0;
        for member in demo::members(self.platform).await? {
            if coming == YES {
                break;
            }
            match conversation::answer(self.platform, member.id, id, true, None).await {
                Ok(()) => coming += 1,
                // Did not take part in the round, so was not invited.
                Err(refusal) if refusal.code == Code::NotFound => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(())
    }

    async fn at_the_door(&self, id: ConversationId, at: Timestamp) -> Result<(), Refusal> {
        let people = conversation::people(self.platform, &self.by, id).await?;
        let seated = people.into_iter().filter(|person| person.status == "seated");
        let arrive = |seat: SeatId| CheckIn { key: Key::Seat(seat), present: true, at };
        let notes = seated.map(|person| arrive(SeatId(person.seat_id))).collect();
        conversation::check_in(self.platform, &self.by, id, notes).await?;
        Ok(())
    }

    async fn at_the_tables(&self, id: ConversationId) -> Result<(), Refusal> {
        let planned = seating::plan(self.platform, &self.by, id, 2).await?;
        for (table, round, theme, text) in NOTES {
            let token = planned.links.get(table).and_then(|link| link.rsplit('/').next()).ok_or(Code::Internal)?;
            seating::add_note(self.platform, token, round, theme, text).await?;
        }
        Ok(())
    }
}

fn draft(round: RoundId, starts: Timestamp) -> ConversationDraft {
    let moderators = ["Ada Wouters", "Bram Hol", "Chantal Reus", "Dirk Post", "Emine Kaya"];
    let moderator = |name: &str| Moderator {
        name: name.to_owned(),
        email: format!("{}@demo.example", name.split(' ').next().unwrap_or(name).to_lowercase()),
    };
    ConversationDraft {
        title: "Hoe houden we elkaar vast?".to_owned(),
        purpose: Some("We praten verder over open avonden. Wat maakt dat jij komt, en terugkomt?".to_owned()),
        round: Some(round),
        statements: vec![1],
        place: Some("De Roos, P.C. Hooftstraat 183, Amsterdam".to_owned()),
        starts_at: Some(starts),
        ends_at: Some(starts.plus(2 * 3_600)),
        seats: Some(SEATS),
        reply_by: Some(starts.plus(-7 * DAY)),
        held_back_days: 30,
        audience: Audience { kind: Kind::Respondents, ..Audience::default() },
        moderators: moderators.map(moderator).into(),
        reactions_open: true,
        ..ConversationDraft::default()
    }
}
