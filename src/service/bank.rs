//! The statement bank: what was put to members before, under which words it is found, what came of it, and where the same
//! statement was put before.

use std::collections::HashMap;

use crate::domain::draft::StatementDraft;
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::round::{Round, State};
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal, current, result};
use crate::store::{audit, bank, round};

/// A statement of a public round.
#[derive(Clone, Debug)]
pub struct Banked {
    /// Its round.
    pub round: RoundId,
    /// The round's title.
    pub title: String,
    /// When the result was published, if it was.
    pub published_at: Option<Timestamp>,
    /// 1 to 4.
    pub number: u8,
    /// Its words.
    pub statement: StatementDraft,
    /// Words under which it is found.
    pub tags: Vec<String>,
    /// What came of it, once that is public.
    pub outcome: Option<Outcome>,
}

/// A published result in short.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Ballots.
    pub n: i64,
    /// Whole percentages (helemaal) mee eens and (helemaal) mee oneens; none when nobody had an opinion.
    pub agree_disagree: Option<(i64, i64)>,
}

/// Most statements in one answer.
const MOST: usize = 40;
const MOST_TAGS: usize = 10;
const TAG_LIMIT: usize = 40;

/// Statements of public rounds in whose text, explanation, title or tags all of these words stand, in any case; the
/// latest round first, at most 40.
pub async fn search(platform: &Platform, words: &str) -> Result<Vec<Banked>, Refusal> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut tags: HashMap<(RoundId, u8), Vec<String>> = HashMap::new();
    for (round, number, tag) in bank::tags(&platform.db).await? {
        tags.entry((round, number)).or_default().push(tag);
    }
    let mut found = Vec::new();
    for known in result::public_rounds(platform).await?.iter().filter(|known| known.state != State::Withdrawn) {
        let own = (1..).zip(&known.draft.statements).map(|(number, statement)| {
            let tags = tags.remove(&(known.id, number)).unwrap_or_default();
            banked(known, number, statement, tags)
        });
        let mut own: Vec<Banked> = own.filter(|one| has_all(one, &words)).collect();
        if !own.is_empty() {
            tell_outcomes(platform, known, &mut own).await?;
        }
        found.extend(own);
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    Ok(found)
}

fn banked(known: &Round, number: u8, statement: &StatementDraft, tags: Vec<String>) -> Banked {
    Banked {
        round: known.id,
        title: known.draft.title.clone(),
        published_at: known.draft.publishes_at.filter(|_| known.state == State::Published),
        number,
        statement: statement.clone(),
        tags,
        outcome: None,
    }
}

fn has_all(one: &Banked, words: &[&str]) -> bool {
    let explanation = one.statement.explanation.as_deref().unwrap_or_default();
    let text = format!("{} {explanation} {} {}", one.statement.text, one.title, one.tags.join(" ")).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

async fn tell_outcomes(platform: &Platform, known: &Round, own: &mut [Banked]) -> Result<(), Refusal> {
    if known.state != State::Published {
        return Ok(());
    }
    let published = result::published(platform, known.id).await?.result;
    for one in own {
        let result = published.statements.iter().find(|result| result.number == one.number);
        let outcome = |n, agree_disagree| Outcome { n, agree_disagree };
        one.outcome = result.map(|result| outcome(result.n, result.counts.agree_disagree()));
    }
    Ok(())
}

/// Puts these tags in the place of those that a statement of a public round had. Kept in lower case and in order.
pub async fn set_tags(
    platform: &Platform,
    by: AccountId,
    (id, number): (RoundId, u8),
    tags: &[String],
) -> Result<Vec<String>, Refusal> {
    let known = current::public(platform, id).await?;
    if number == 0 || usize::from(number) > known.round.draft.statements.len() {
        return Err(Code::NotFound.into());
    }
    let mut tags: Vec<String> = tags.iter().map(|tag| tag.trim().to_lowercase()).collect();
    tags.sort();
    tags.dedup();
    let unfit = |tag: &String| tag.is_empty() || tag.chars().count() > TAG_LIMIT || tag.chars().any(char::is_control);
    if tags.len() > MOST_TAGS || tags.iter().any(unfit) {
        return Err(Refusal::about(Code::FieldInvalid, "tags"));
    }
    let tx = platform.db.begin().await?;
    bank::set_tags(&tx, id, number, &tags).await?;
    let detail = format!("{number}: {}", tags.join(", "));
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "statement.tag", ("round", Some(id.0)), &detail).await?;
    tx.commit().await?;
    Ok(tags)
}

/// Where a statement was put before.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Number of the statement in the round that is asked about.
    pub statement: u8,
    /// The earlier round.
    pub round: RoundId,
    /// Its title.
    pub title: String,
    /// Number of the statement in that round.
    pub number: u8,
    /// When that result was published.
    pub published_at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// For each statement of a published round: earlier published rounds for the same members (the whole country, or the
/// same branches) in which it stood word for word, the latest first.
pub async fn earlier(platform: &Platform, id: RoundId) -> Result<Vec<Earlier>, Refusal> {
    let known = &current::public(platform, id).await?.round;
    let mut earlier = Vec::new();
    for other in round::list(&platform.db, &[State::Published]).await? {
        let before = other.draft.publishes_at < known.draft.publishes_at && other.draft.scope == known.draft.scope;
        let Some(published_at) = other.draft.publishes_at.filter(|_| before) else { continue };
        let same = pairs(&known.draft.statements, &other.draft.statements);
        if same.is_empty() {
            continue;
        }
        let published = result::published(platform, other.id).await?.result;
        for (statement, number) in same {
            let Some(result) = published.statements.iter().find(|result| result.number == number) else { continue };
            let outcome = Outcome { n: result.n, agree_disagree: result.counts.agree_disagree() };
            let title = other.draft.title.clone();
            earlier.push(Earlier { statement, round: other.id, title, number, published_at, outcome });
        }
    }
    earlier.sort_by(|a, b| (a.statement, b.published_at).cmp(&(b.statement, a.published_at)));
    Ok(earlier)
}

/// Numbers of statements with the same text.
pub(super) fn pairs(now: &[StatementDraft], then: &[StatementDraft]) -> Vec<(u8, u8)> {
    let numbered = |statements: &[StatementDraft]| -> Vec<(u8, String)> {
        (1..).zip(statements.iter().map(|statement| statement.text.clone())).collect()
    };
    let then = numbered(then);
    let same = |(number, text): (u8, String)| {
        let found = then.iter().find(|(_, other)| *other == text);
        found.map(|(other, _)| (number, *other))
    };
    numbered(now).into_iter().filter_map(same).collect()
}

/// The statement that a draft says it took over, if that is true: it stands word for word in a public round.
pub(super) async fn is_reuse(platform: &Platform, statement: &StatementDraft) -> Result<bool, Refusal> {
    let Some(from) = statement.reused_from else { return Ok(false) };
    let Some(known) = round::find(&platform.db, from.round).await? else { return Ok(false) };
    let place = usize::from(from.number).checked_sub(1);
    let original = place.and_then(|place| known.draft.statements.get(place));
    Ok(known.state.is_public() && original.is_some_and(|original| original.text == statement.text))
}
