//! Why an act is refused: a closed list, without a word of HTTP.

use crate::domain::draft::Flaw;
use crate::store::StoreError;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $message:literal;)*) => {
        /// The closed list of reasons.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name in the API.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// A Dutch sentence for people.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),* }
            }
        }
    };
}

codes! {
    /// The request does not read.
    Malformed = "malformed", "We begrijpen dit verzoek niet.";
    /// Nobody is signed in.
    NotSignedIn = "not_signed_in", "Je bent niet ingelogd.";
    /// The second factor is still needed.
    SecondFactorNeeded = "second_factor_needed", "Vul eerst de code uit je app in.";
    /// The code is wrong, used or too old.
    CodeWrong = "code_wrong", "Deze code klopt niet of is verlopen.";
    /// The link is wrong, used or too old.
    LinkUnknown = "link_unknown", "Deze link werkt niet (meer).";
    /// Nobody could give access any more.
    LastAdmin = "last_admin", "Er moet altijd een beheerder blijven die kan inloggen.";
    /// Signed in, but not for this.
    Forbidden = "forbidden", "Dit mag je niet.";
    /// The member is not on the roll of the round.
    NotOnRoll = "not_on_roll", "Je staat niet op de kiezerslijst van deze ronde.";
    /// The round is for members of other branches.
    OutsideScope = "outside_scope", "Deze ronde is alleen voor leden van andere afdelingen.";
    /// Staff did not let the board of this branch compose rounds.
    ComposingOff = "composing_off", "De landelijke staf heeft dit voor jouw afdeling niet aangezet.";
    /// Too few members for a round of their own.
    RollTooSmall = "roll_too_small", "Er zijn te weinig leden voor een eigen ronde.";
    /// Another round with the same statement is for other members, and too few would be left between the two.
    TooClose = "too_close", "Een andere ronde heeft dezelfde stelling voor bijna dezelfde leden.";
    /// The ticket was not signed for this area.
    TicketInvalid = "ticket_invalid", "Dit stembewijs is niet geldig.";
    /// It does not exist, or not for you.
    NotFound = "not_found", "Dit bestaat niet.";
    /// The ballot box knows no such round.
    RoundUnknown = "round_unknown", "De stembus kent deze ronde niet.";
    /// Voting has not begun.
    RoundNotOpen = "round_not_open", "De ronde is nog niet open.";
    /// Voting is over.
    RoundClosed = "round_closed", "De ronde is gesloten.";
    /// The round was stopped because numbers did not add up.
    RoundHalted = "round_halted", "De ronde is stilgezet. We zoeken uit wat er mis is.";
    /// Another ticket was issued to this member.
    TicketAlreadyIssued = "ticket_already_issued", "Je bent op een ander toestel begonnen. Vul je code in.";
    /// The result is not there yet.
    NotPublished = "not_published", "De uitslag is er nog niet.";
    /// Nobody approves their own work.
    OwnWork = "own_work", "Iemand anders moet dit goedkeuren.";
    /// Somebody else changed it in the meantime.
    StaleVersion = "stale_version", "Iemand anders heeft dit intussen gewijzigd. Laad de pagina opnieuw.";
    /// The round is not in a state that allows this.
    WrongState = "wrong_state", "Dit kan niet meer, of nog niet.";
    /// An invitation cannot be answered so any more.
    AnswersClosed = "answers_closed", "Je kunt je niet meer aanmelden.";
    /// The place that was kept went to somebody else.
    OfferLapsed = "offer_lapsed", "Je plek is al naar iemand anders gegaan.";
    /// Who took part is only known when the round is over.
    RoundStillOpen = "round_still_open", "De ronde is nog niet klaar.";
    /// People must be drawn first.
    DrawNeeded = "draw_needed", "Er moet eerst worden geloot.";
    /// Nobody who is checked in, or too few for a table.
    NobodyPresent = "nobody_present", "Er zijn nog te weinig mensen binnen.";
    /// Every table needs somebody who leads it.
    ModeratorsNeeded = "moderators_needed", "Er zijn te weinig gespreksleiders.";
    /// There is one draw for each stage of a conversation, and it is there.
    AlreadyDrawn = "already_drawn", "Er is al geloot, of de loting ligt al vast.";
    /// The public value of a draw is not known yet.
    NotDrawnYet = "not_drawn_yet", "Er is nog niet geloot.";
    /// The second person entered another public value.
    ValueDiffers = "value_differs", "Dit is een andere waarde dan de eerste persoon invulde.";
    /// The quotas of a draw cannot be met.
    QuotasUnmet = "quotas_unmet", "Met deze mensen lukt de verdeling niet.";
    /// A side was shared by so few that numbers would point at people.
    AudienceTooSmall = "audience_too_small", "Te weinig leden deelden deze mening.";
    /// Nobody would be invited.
    NobodyToInvite = "nobody_to_invite", "Er is niemand om uit te nodigen.";
    /// This version of the ballot is there with other contents.
    VersionTaken = "version_taken", "Deze wijziging is al gebruikt.";
    /// A later version of the ballot is there.
    VersionOutdated = "version_outdated", "Er is al een nieuwere versie van je stem.";
    /// All 32 versions are used.
    NoChangesLeft = "no_changes_left", "Je kunt je stem niet nog een keer wijzigen.";
    /// A line code is in use.
    LineCodeTaken = "line_code_taken", "Deze regelcode is al in gebruik.";
    /// The body is too large.
    TooLarge = "too_large", "Dit is te groot.";
    /// The body must be JSON.
    JsonNeeded = "json_needed", "Dit verzoek moet JSON zijn.";
    /// The request comes from another site.
    CrossSite = "cross_site", "Dit verzoek komt van een andere website.";
    /// Something needed is not filled in.
    Incomplete = "incomplete", "Er ontbreekt nog iets.";
    /// A field has an impossible value.
    FieldInvalid = "field_invalid", "Dit klopt niet.";
    /// Not four answers from 1 to 5 or none.
    AnswersInvalid = "answers_invalid", "De antwoorden kloppen niet.";
    /// Not four line codes.
    LinesInvalid = "lines_invalid", "De regelcodes kloppen niet.";
    /// Not a version of this ballot.
    VersionInvalid = "version_invalid", "Deze versie klopt niet.";
    /// Not a blinded message.
    MalformedTicketRequest = "malformed_ticket_request", "De aanvraag voor een stembewijs klopt niet.";
    /// The opening time has passed.
    OpensInPast = "opens_in_past", "Het openingsmoment is al voorbij.";
    /// Too many tries.
    TooMany = "too_many", "Te veel pogingen. Wacht even en probeer het opnieuw.";
    /// More requests are waiting than can be answered soon.
    Busy = "busy", "Het is nu erg druk. Probeer het zo opnieuw.";
    /// The ballot box does not answer.
    BoxUnreachable = "box_unreachable", "De stembus is even niet bereikbaar.";
    /// Something broke here.
    Internal = "internal", "Er ging iets mis bij ons.";
}

/// A refused act: a code, and the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// Path of the field, where there is one.
    pub field: Option<String>,
    /// A sentence that says more than the code's own.
    pub message: Option<String>,
}

impl Refusal {
    /// A refusal about one field.
    #[must_use]
    pub fn about(code: Code, field: &str) -> Self {
        Self { code, field: Some(field.to_owned()), message: None }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, field: None, message: None }
    }
}

impl From<Flaw> for Refusal {
    fn from(flaw: Flaw) -> Self {
        Self { code: Code::FieldInvalid, field: Some(flaw.field), message: Some(flaw.message) }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "an act failed in the store");
        Code::Internal.into()
    }
}
