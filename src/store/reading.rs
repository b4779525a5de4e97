//! Reading a whole box quickly: the database puts a page of ballots together as one text, which is taken apart elsewhere.
//! A row of twelve values costs several microseconds on its way through the driver, a million of them half a minute.

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement, Value};

use super::entities::ballot;
use super::{Conn, StoreError};
use crate::domain::answer::Answers;
use crate::domain::ballot::{Ballot, FORMAT_PLAIN};
use crate::domain::hex::{bytes_from_hex, from_hex};
use crate::domain::ticket::{ChainValue, Prefix, Signature, Token};

/// Stands between two ballots of a page.
const BETWEEN_BALLOTS: char = '|';
/// Stands between two parts of a ballot. What members sent is in hexadecimal characters, so it holds neither of these.
const BETWEEN_PARTS: char = ' ';

/// A part of the box: the tokens above the one and up to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    above: Option<Vec<u8>>,
    upto: Option<Vec<u8>>,
}

/// The whole box in sixteen parts, for reading several at the same time. Tokens are hashes, so the parts are much alike.
pub fn parts() -> impl Iterator<Item = Part> {
    let part = |number: u8| Part {
        above: (number > 0).then(|| vec![number << 4]),
        upto: (number < 15).then(|| vec![(number + 1) << 4]),
    };
    (0..16).map(part)
}

/// Some ballots of a box, not yet taken apart.
pub struct Page(String);

impl Page {
    /// Its ballots. What does not read as a ballot at all is none, so that it can be counted as invalid.
    pub fn ballots(&self) -> impl Iterator<Item = Option<Ballot>> + '_ {
        self.0.split(BETWEEN_BALLOTS).map(ballot)
    }
}

/// How a database writes the value of a column in hexadecimal characters.
type Spelling = fn(&str) -> String;

/// The next `limit` ballots of a part, in the order of their tokens; the part becomes what is left. None at its end.
pub async fn next_page(on: &impl Conn, part: &mut Part, limit: u64) -> Result<Option<Page>, StoreError> {
    let backend = on.raw().get_database_backend();
    let mut bounds: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    for (comparison, bound) in [(">", &part.above), ("<=", &part.upto)] {
        if let Some(token) = bound {
            values.push(token.clone().into());
            bounds.push(format!("token {comparison} ${}", values.len()));
        }
    }
    let within = if bounds.is_empty() { "1 = 1".to_owned() } else { bounds.join(" AND ") };
    let (bytes, text): (Spelling, Spelling) = match backend {
        DbBackend::Sqlite => (|of| format!("hex({of})"), |of| format!("hex({of})")),
        _ => (|of| format!("encode({of}, 'hex')"), |of| format!("encode(convert_to({of}, 'UTF8'), 'hex')")),
    };
    let sql = format!(
        "SELECT string_agg(one, '{BETWEEN_BALLOTS}') AS page FROM (
            SELECT concat_ws('{BETWEEN_PARTS}', {}, {}, {}, {}, {}) AS one
            FROM ballot WHERE {within} ORDER BY token LIMIT {limit}) AS ballots",
        bytes("token"),
        bytes("prefix"),
        bytes("signature"),
        bytes("chain_value"),
        text("concat_ws(' ', area, version, format, body, line1, line2, line3, line4)"),
    );
    let row = on.raw().query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let page: Option<String> = row.map(|row| row.try_get("", "page")).transpose()?.flatten();
    if let Some(page) = &page {
        let last = page.rsplit(BETWEEN_BALLOTS).next().and_then(|one| one.split(BETWEEN_PARTS).next());
        part.above = Some(last.and_then(bytes_from_hex).ok_or(StoreError::Inconsistent("ballot.token"))?);
    }
    Ok(page.map(Page))
}

/// Takes the next part of a ballot, of exactly `N` bytes.
fn take<const N: usize>(rest: &mut &str) -> Option<[u8; N]> {
    let (part, after) = rest.split_at_checked(2 * N)?;
    *rest = after.strip_prefix(BETWEEN_PARTS)?;
    from_hex(part)
}

fn ballot(mut one: &str) -> Option<Ballot> {
    let (token, prefix, signature, chain_value) = (take(&mut one)?, take(&mut one)?, take(&mut one)?, take(&mut one)?);
    let rest = bytes_from_hex(one)?;
    let mut words = str::from_utf8(&rest).ok()?.split(' ');
    let mut word = || words.next();
    let ballot = Ballot {
        token: Token(token),
        prefix: Prefix(prefix),
        signature: Signature(signature),
        chain_value: ChainValue(chain_value),
        area: word()?.parse().ok()?,
        version: word()?.parse::<u8>().ok()?.try_into().ok()?,
        answers: {
            let format: i32 = word()?.parse().ok()?;
            Answers::from_body(word()?).filter(|_| format == FORMAT_PLAIN)?
        },
        lines: [word()?.parse().ok()?, word()?.parse().ok()?, word()?.parse().ok()?, word()?.parse().ok()?],
    };
    word().is_none().then_some(ballot)
}

/// How many rows the box has, whatever is in them.
pub async fn rows(on: &impl Conn) -> Result<u64, StoreError> {
    Ok(ballot::Entity::find().count(on.raw()).await?)
}
