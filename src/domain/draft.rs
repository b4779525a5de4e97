//! A round as it is being written: its limits, and what it still lacks.

use serde::{Deserialize, Serialize};

use super::ids::RoundId;
use super::manifest::ManifestBranch;
use super::round::Purpose;
use super::time::{Day, Timestamp};

/// One of the four statements, as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementDraft {
    /// The statement itself, at most 200 characters.
    pub text: String,
    /// What it means, at most 800 characters.
    pub explanation: Option<String>,
    /// The strongest argument for, at most 400 characters.
    pub argument_for: Option<String>,
    /// The strongest argument against, at most 400 characters.
    pub argument_against: Option<String>,
    /// Who will say what is done with the outcome.
    pub owner: Option<String>,
    /// By when (terugkoppeling), `2027-01-15`.
    pub feedback_due: Option<String>,
    /// The statement of an earlier round that was taken over word for word.
    pub reused_from: Option<Reused>,
}

/// A statement of an earlier round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reused {
    /// The round.
    pub round: RoundId,
    /// 1 to 4.
    pub number: u8,
}

/// A round as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundDraft {
    /// At most 120 characters.
    pub title: String,
    /// At most 1000 characters.
    pub introduction: Option<String>,
    /// What the round is for.
    pub purpose: Option<Purpose>,
    /// When members can vote.
    pub opens_at: Option<Timestamp>,
    /// When no new tickets are handed out.
    pub closes_at: Option<Timestamp>,
    /// When the result is published.
    pub publishes_at: Option<Timestamp>,
    /// The branches whose members it is for; none for the whole country. Fixed when the opening begins.
    pub scope: Vec<ManifestBranch>,
    /// Exactly four.
    pub statements: Vec<StatementDraft>,
}

/// Why a draft cannot be kept: the field, and a Dutch sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Path of the field, `statements.2.text`.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

const STATEMENTS: usize = 4;

impl RoundDraft {
    /// The draft with white space trimmed and empty optional texts left out.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.title = self.title.trim().to_owned();
        tidy(&mut self.introduction);
        self.scope.sort_by(|a, b| a.code.cmp(&b.code));
        self.scope.dedup_by(|a, b| a.code == b.code);
        for statement in &mut self.statements {
            statement.text = statement.text.trim().to_owned();
            tidy(&mut statement.explanation);
            tidy(&mut statement.argument_for);
            tidy(&mut statement.argument_against);
            tidy(&mut statement.owner);
            tidy(&mut statement.feedback_due);
        }
        self
    }

    /// What makes the draft impossible to keep, all at once: too long, out of order, not four statements.
    /// `grace` is the number of seconds between closing and counting.
    #[must_use]
    pub fn flaws(&self, grace: i64) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        unfit(&mut flaws, "title", Some(&self.title), 120);
        unfit(&mut flaws, "introduction", self.introduction.as_deref(), 1000);
        if self.statements.len() != STATEMENTS {
            flaw(&mut flaws, "statements", "Een ronde heeft precies vier stellingen.");
        }
        for (i, statement) in self.statements.iter().enumerate() {
            statement.flaws(&format!("statements.{i}"), &mut flaws);
        }
        if let (Some(opens), Some(closes)) = (self.opens_at, self.closes_at)
            && opens >= closes
        {
            flaw(&mut flaws, "closes_at", "De ronde moet sluiten nadat hij is geopend.");
        }
        if let (Some(closes), Some(publishes)) = (self.closes_at, self.publishes_at)
            && publishes < closes.plus(grace)
        {
            flaw(&mut flaws, "publishes_at", "De uitslag kan pas na het sluiten en tellen komen.");
        }
        flaws
    }

    /// When the one reminder leaves: `before` seconds before closing, half-way in a round that is open for less than twice
    /// that.
    #[must_use]
    pub fn reminds_at(&self, before: i64) -> Option<Timestamp> {
        let (opens, closes) = (self.opens_at?, self.closes_at?);
        Some(closes.plus(-before.min((closes.0 - opens.0) / 2)))
    }

    /// Paths of the fields that must still be filled in before anybody can approve.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        let mut need = |there: bool, path: String| {
            if !there {
                missing.push(path);
            }
        };
        need(!self.title.is_empty(), "title".to_owned());
        need(self.purpose.is_some(), "purpose".to_owned());
        need(self.opens_at.is_some(), "opens_at".to_owned());
        need(self.closes_at.is_some(), "closes_at".to_owned());
        need(self.publishes_at.is_some(), "publishes_at".to_owned());
        for (i, statement) in self.statements.iter().enumerate() {
            need(!statement.text.is_empty(), format!("statements.{i}.text"));
            need(statement.owner.is_some(), format!("statements.{i}.owner"));
            need(statement.feedback_due.is_some(), format!("statements.{i}.feedback_due"));
        }
        missing
    }
}

impl StatementDraft {
    fn flaws(&self, path: &str, flaws: &mut Vec<Flaw>) {
        let at = |field: &str| format!("{path}.{field}");
        unfit(flaws, &at("text"), Some(&self.text), 200);
        unfit(flaws, &at("explanation"), self.explanation.as_deref(), 800);
        unfit(flaws, &at("argument_for"), self.argument_for.as_deref(), 400);
        unfit(flaws, &at("argument_against"), self.argument_against.as_deref(), 400);
        unfit(flaws, &at("owner"), self.owner.as_deref(), 120);
        if self.argument_for.is_some() != self.argument_against.is_some() {
            let lacking = if self.argument_for.is_none() { "argument_for" } else { "argument_against" };
            flaw(flaws, &at(lacking), "Geef een argument voor én een argument tegen, of geen van beide.");
        }
        if self.feedback_due.as_deref().is_some_and(|date| Day::parse(date).is_none()) {
            flaw(flaws, &at("feedback_due"), "Dit is geen datum.");
        }
    }
}

pub(crate) fn tidy(text: &mut Option<String>) {
    *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
}

pub(crate) fn flaw(flaws: &mut Vec<Flaw>, field: &str, message: &str) {
    flaws.push(Flaw { field: field.to_owned(), message: message.to_owned() });
}

pub(crate) fn unfit(flaws: &mut Vec<Flaw>, field: &str, text: Option<&str>, limit: usize) {
    if text.is_some_and(|text| text.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t')) {
        flaw(flaws, field, "Hierin staat een teken dat niet mag.");
    }
    let length = text.map_or(0, |text| text.chars().count());
    if length > limit {
        flaw(flaws, field, &format!("Dit mag hoogstens {limit} tekens lang zijn; het zijn er nu {length}."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> RoundDraft {
        let statement = StatementDraft {
            text: "De bus moet vaker rijden".to_owned(),
            owner: Some("Bestuur".to_owned()),
            feedback_due: Some("2027-01-15".to_owned()),
            ..StatementDraft::default()
        };
        RoundDraft {
            title: "Vervoer".to_owned(),
            introduction: None,
            purpose: Some(Purpose::Adviseren),
            opens_at: Some(Timestamp(1_000)),
            closes_at: Some(Timestamp(2_000)),
            publishes_at: Some(Timestamp(4_000)),
            scope: Vec::new(),
            statements: vec![statement; 4],
        }
    }

    #[test]
    fn a_complete_draft_has_no_flaw_and_lacks_nothing() {
        assert_eq!(complete().flaws(900), []);
        assert_eq!(complete().missing(), Vec::<String>::new());
    }

    #[test]
    fn every_limit_is_counted_in_characters_and_named_with_its_field() {
        let mut draft = complete();
        draft.statements[2].text = "é".repeat(201);
        draft.statements[0].explanation = Some("x".repeat(801));
        let fields: Vec<String> = draft.flaws(900).into_iter().map(|flaw| flaw.field).collect();
        assert_eq!(fields, ["statements.0.explanation", "statements.2.text"]);
        draft.statements[2].text = "é".repeat(200);
        draft.statements[0].explanation = None;
        assert_eq!(draft.flaws(900), []);
    }

    #[test]
    fn a_control_character_is_refused_where_a_line_break_is_not() {
        let mut draft = complete();
        draft.introduction = Some("Een\nregel".to_owned());
        assert_eq!(draft.flaws(900), []);
        draft.title = "Nul\0".to_owned();
        assert_eq!(draft.flaws(900)[0].field, "title");
    }

    #[test]
    fn three_or_five_statements_are_refused() {
        for number in [0, 3, 5] {
            let mut draft = complete();
            draft.statements = vec![draft.statements[0].clone(); number];
            assert_eq!(draft.flaws(900)[0].field, "statements");
        }
    }

    #[test]
    fn the_result_cannot_be_promised_before_the_count() {
        let mut draft = complete();
        draft.publishes_at = Some(Timestamp(2_899));
        assert_eq!(draft.flaws(900)[0].field, "publishes_at");
        draft.publishes_at = Some(Timestamp(2_900));
        assert_eq!(draft.flaws(900), []);
    }

    #[test]
    fn one_argument_alone_is_refused() {
        let mut draft = complete();
        draft.statements[1].argument_for = Some("Sneller thuis".to_owned());
        assert_eq!(draft.flaws(900)[0].field, "statements.1.argument_against");
    }

    #[test]
    fn an_owner_and_a_date_are_needed_before_approval() {
        let mut draft = complete();
        draft.statements[3].owner = None;
        draft.statements[3].feedback_due = None;
        assert_eq!(draft.missing(), ["statements.3.owner", "statements.3.feedback_due"]);
    }
}
