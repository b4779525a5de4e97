//! A round of four statements: what it is for, and the states that it goes through.

use serde::{Deserialize, Serialize};

use super::draft::RoundDraft;
use super::ids::{AccountId, RoundId};
use super::merkle::TreeHash;
use super::time::Timestamp;

/// What a round is for, said before anybody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// To hear what members think.
    Ophalen,
    /// The outcome is advice.
    Adviseren,
    /// The outcome decides.
    Besluiten,
}

impl Purpose {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ophalen => "ophalen",
            Self::Adviseren => "adviseren",
            Self::Besluiten => "besluiten",
        }
    }

    /// What that means, in a Dutch sentence that letters and pages share.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Ophalen => "We willen weten wat leden vinden. Er ligt nog geen besluit klaar.",
            Self::Adviseren => "De uitslag is een advies. Daarna kiest het bestuur, en legt uit waarom.",
            Self::Besluiten => "De uitslag telt als besluit van de leden.",
        }
    }

    /// The purpose with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Ophalen, Self::Adviseren, Self::Besluiten].into_iter().find(|purpose| purpose.name() == name)
    }
}

/// Where a round stands. Drawn in docs/round-states.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Being written.
    Draft,
    /// Read and agreed to by somebody other than the author.
    Approved,
    /// Waiting for its opening time, or being opened.
    Scheduled,
    /// Members vote.
    Open,
    /// No new tickets; the box still takes ballots until the end of the grace.
    Closed,
    /// The box has counted; nobody sees the result yet.
    Counted,
    /// The result stands.
    Published,
    /// Taken back, with a public reason and without a result.
    Withdrawn,
}

impl State {
    /// All states, in the order of a round's life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Approved,
        Self::Scheduled,
        Self::Open,
        Self::Closed,
        Self::Counted,
        Self::Published,
        Self::Withdrawn,
    ];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Counted => "counted",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether everybody may see the round.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Open | Self::Closed | Self::Counted | Self::Published | Self::Withdrawn)
    }

    /// Whether the text may still change.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Approved)
    }

    /// Whether the round may be withdrawn.
    #[must_use]
    pub const fn is_withdrawable(self) -> bool {
        matches!(self, Self::Scheduled | Self::Open | Self::Closed)
    }
}

/// How far the opening of a round has come. Each step is one transaction, or many that can be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningStep {
    /// Not begun.
    Waiting,
    /// The roll is being frozen and the counting areas formed.
    Freeze,
    /// Keys are being made, one for each counting area.
    Keys,
    /// The manifest is being fixed.
    Manifest,
    /// Invitations are being queued.
    Letters,
    /// The round is open.
    Done,
    /// After closing: the ledger is being rewritten without order.
    Sealing,
}

impl OpeningStep {
    const ALL: [Self; 7] =
        [Self::Waiting, Self::Freeze, Self::Keys, Self::Manifest, Self::Letters, Self::Done, Self::Sealing];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Freeze => "freeze",
            Self::Keys => "keys",
            Self::Manifest => "manifest",
            Self::Letters => "letters",
            Self::Done => "done",
            Self::Sealing => "sealing",
        }
    }

    /// The step with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// A request to take a round back, waiting for a second person, or done when the state is `Withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The admin who asked for it.
    pub by: AccountId,
    /// The reason that members read.
    pub reason: String,
}

/// A round as the platform keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Identifier.
    pub id: RoundId,
    /// Where it stands.
    pub state: State,
    /// Raised by every change of the draft, so that nobody approves what they did not read.
    pub version: i32,
    /// Texts, purpose and times.
    pub draft: RoundDraft,
    /// Who began it.
    pub author: AccountId,
    /// Who changed it last.
    pub edited_by: AccountId,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
    /// End of the grace, fixed in the manifest.
    pub grace_ends_at: Option<Timestamp>,
    /// How far the opening is.
    pub opening_step: OpeningStep,
    /// Root of the manifest.
    pub root: Option<TreeHash>,
    /// Members on the roll, once frozen.
    pub roll: Option<i64>,
    /// The reminder was queued.
    pub reminder_queued: bool,
    /// Keys and blinded messages are gone, the ledger keeps no order.
    pub ledger_sealed: bool,
    /// Letters about the result were queued.
    pub result_queued: bool,
    /// Why issuing and casting stopped.
    pub halted: Option<String>,
    /// Being, or having been, taken back.
    pub withdrawal: Option<Withdrawal>,
}
