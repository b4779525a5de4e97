//! Where a statement stands on a day: how far it is, what is promised, and whether that is late.

use super::{Entry, Step, Verdict};
use crate::domain::time::Day;

/// How far a statement is on the way from its outcome to what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The result is known, and nothing was said yet.
    Known,
    /// Talked about.
    Discussed,
    /// Decided.
    Decided(Verdict),
    /// Carried out.
    Done,
}

impl Stage {
    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Discussed => "discussed",
            Self::Decided(Verdict::Adopted) => "adopted",
            Self::Decided(Verdict::Partly) => "partly",
            Self::Decided(Verdict::Rejected) => "rejected",
            Self::Done => "done",
        }
    }

    /// How far these entries bring a statement.
    #[must_use]
    pub fn after(entries: &[Entry]) -> Self {
        entries.iter().fold(Self::Known, |stage, entry| match entry.said.step {
            Step::Discussed { .. } => Self::Discussed,
            Step::Decided(verdict) => Self::Decided(verdict),
            Step::Done => Self::Done,
            Step::Postponed { .. } => stage,
        })
    }

    /// Whether members know what was decided: that is what was promised to them.
    #[must_use]
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Decided(_) | Self::Done)
    }
}

/// Where a statement stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub stage: Stage,
    /// The day that was promised before the round opened.
    pub first_due: Option<Day>,
    /// The day that is promised now.
    pub due: Option<Day>,
    /// The promised day is over and nobody said what was decided.
    pub late: bool,
}

impl Standing {
    /// Where a statement with this first promise and these entries stands `today`.
    #[must_use]
    pub fn on(today: Day, first_due: Option<Day>, entries: &[Entry]) -> Self {
        let stage = Stage::after(entries);
        let moved = entries.iter().rev().find_map(|entry| match entry.said.step {
            Step::Postponed { due } => Some(due),
            _ => None,
        });
        let due = moved.or(first_due);
        Self { stage, first_due, due, late: !stage.is_answered() && due.is_some_and(|due| today > due) }
    }

    /// Whether this step can come next. A decision can always be taken again; what was decided is not put off any more,
    /// and only what was promised can be promised anew.
    #[must_use]
    pub const fn admits(&self, step: &Step) -> bool {
        match step {
            Step::Discussed { .. } => !self.stage.is_answered(),
            Step::Postponed { .. } => !self.stage.is_answered() && self.first_due.is_some(),
            Step::Decided(_) => true,
            Step::Done => matches!(self.stage, Stage::Decided(Verdict::Adopted | Verdict::Partly)),
        }
    }

    /// What members may know by now, in a Dutch sentence for letters; `last` is what was said last.
    #[must_use]
    pub fn sentence(&self, last: Option<&Step>) -> String {
        let said = last.filter(|step| !matches!(step, Step::Postponed { .. })).map(Step::sentence);
        let due = self.due.filter(|_| !self.stage.is_answered()).map(|due| match self.late {
            true => format!("Je zou het uiterlijk {} horen. Dat is te laat.", due.in_words()),
            false => format!("Je hoort uiterlijk {} wat ermee is gedaan.", due.in_words()),
        });
        [said, due].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A round's statements in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Statements.
    pub total: usize,
    /// Of which members know what was decided.
    pub answered: usize,
    /// Of which the promised day is over without that.
    pub late: usize,
}

impl Summary {
    /// Counts where statements stand.
    #[must_use]
    pub fn of(standings: &[Standing]) -> Self {
        Self {
            total: standings.len(),
            answered: standings.iter().filter(|standing| standing.stage.is_answered()).count(),
            late: standings.iter().filter(|standing| standing.late).count(),
        }
    }
}
