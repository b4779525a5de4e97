//! Advice on the wording of a draft, and what was passed over of it. It never blocks anything.

use crate::domain::composer::Composer;
use crate::domain::draft::{StatementDraft, flaw, tidy, unfit};
use crate::domain::ids::{RoundId, Subject};
use crate::domain::lint::{Part, Readability, Remark, Rule, Texts, readability, review};
use crate::domain::time::Timestamp;
use crate::service::round::{Person, acting, person, seen};
use crate::service::{Code, Platform, Refusal};
use crate::store::audit;
use crate::store::lint_overruled::{self, Overruled};

/// Texts are looked at up to this length, in characters: longer ones cannot be kept, but somebody may be typing them.
const LONGEST: usize = 4_000;
/// Statements of a round.
const STATEMENTS: usize = 4;

/// A remark, and by whom and why it was passed over.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The remark.
    pub remark: Remark,
    /// Who passed it over, when, and why.
    pub overruled: Option<(Person, Timestamp, Option<String>)>,
}

/// What the workshop has to say about a draft.
#[derive(Clone, Debug)]
pub struct Wording {
    /// All remarks.
    pub noted: Vec<Noted>,
    /// The readability figure of each statement.
    pub statements: Vec<Option<Readability>>,
    /// That of all texts together.
    pub whole: Option<Readability>,
}

/// Looks at the wording of statements and keeps nothing; with a round on this desk it says what was passed over there.
pub async fn wording(
    platform: &Platform,
    by: &Composer,
    round: Option<RoundId>,
    statements: &[StatementDraft],
) -> Result<Wording, Refusal> {
    let texts = bounded(statements)?;
    let kept = match round {
        Some(id) => {
            seen(&platform.db, by, id).await?;
            lint_overruled::list(&platform.db, id).await?
        }
        None => Vec::new(),
    };
    let mut noted = Vec::new();
    for remark in review(&texts) {
        let overruled = match kept.iter().find(|one| one.is_about(&remark)) {
            Some(one) => Some((person(platform, one.by).await?, one.at, one.reason.clone())),
            None => None,
        };
        noted.push(Noted { remark, overruled });
    }
    let every = texts.iter().flat_map(|texts| Part::ALL.map(|part| texts.part(part)));
    // An empty line between texts, so that the end of one and the beginning of the next are not one sentence.
    let whole = every.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    Ok(Wording {
        noted,
        statements: texts.iter().map(|texts| readability(texts.text)).collect(),
        whole: readability(&whole),
    })
}

fn bounded(statements: &[StatementDraft]) -> Result<Vec<Texts<'_>>, Refusal> {
    let texts: Vec<Texts> = statements.iter().map(Texts::from).collect();
    let long = |texts: &Texts| Part::ALL.iter().any(|part| texts.part(*part).chars().count() > LONGEST);
    if texts.len() > STATEMENTS || texts.iter().any(long) {
        return Err(Refusal::about(Code::FieldInvalid, "statements"));
    }
    Ok(texts)
}

/// The remark that is passed over.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Its rule.
    pub rule: Rule,
    /// Number of its statement, from 1; none for the set.
    pub statement: Option<usize>,
    /// Where in its text, as [`Remark::place_name`] says it.
    pub place: String,
    /// Why, if they say so; at most 300 characters.
    pub reason: Option<String>,
}

/// Passes over one remark about these statements, for exactly the text that it is about. Refused where there is no such
/// remark, and when the text of the round cannot be changed any more.
pub async fn overrule(
    platform: &Platform,
    by: &Composer,
    id: RoundId,
    statements: &[StatementDraft],
    mut chosen: Chosen,
) -> Result<Wording, Refusal> {
    let texts = bounded(statements)?;
    tidy(&mut chosen.reason);
    let mut flaws = Vec::new();
    unfit(&mut flaws, "reason", chosen.reason.as_deref(), 300);
    let is_chosen = |remark: &Remark| {
        remark.rule == chosen.rule && remark.statement == chosen.statement && remark.place_name() == chosen.place
    };
    let found = review(&texts).into_iter().find(is_chosen);
    if found.is_none() {
        flaw(&mut flaws, "place", "Deze opmerking is er niet (meer).");
    }
    if let Some(flaw) = flaws.into_iter().next() {
        return Err(flaw.into());
    }
    let tx = platform.db.begin().await?;
    let known = acting(&tx, by, id).await?;
    if !known.state.is_editable() {
        return Err(Code::WrongState.into());
    }
    let at = platform.clock.now();
    if let Some(remark) = found {
        let place = remark.place_name();
        let text = remark.subject;
        let row = Overruled { rule: remark.rule, place, text, reason: chosen.reason, by: by.account, at };
        lint_overruled::keep(&tx, id, &row).await?;
    }
    let actor = Some(Subject::Account(by.account));
    audit::append(&tx, at, actor, "round.overrule", ("round", Some(id.0)), chosen.rule.name()).await?;
    tx.commit().await?;
    wording(platform, by, Some(id), statements).await
}
