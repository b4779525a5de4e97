//! Everything that the platform keeps about one member, table by table, as the member gets to read it. Titles in the place of
//! internal identifiers, and of hashes only that they are there.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use serde::{Serialize, Serializer};

use super::roll::NO_TICKET;
use super::{Conn, StoreError};
use crate::domain::ids::MemberId;
use crate::domain::time::Timestamp;

fn moment<S: Serializer>(seconds: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    seconds.map(Timestamp).serialize(serializer)
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident, $load:ident { $($(#[$more:meta])* $field:ident: $kind:ty),* $(,)? } = $sql:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
        pub struct $name { $($(#[$more])* #[doc = "As the column has it."] pub $field: $kind),* }

        /// Reads the rows of this section for a member.
        pub async fn $load(on: &impl Conn, member: MemberId) -> Result<Vec<$name>, StoreError> {
            let mut values: Vec<Value> = vec![member.0.into()];
            if $sql.contains("$2") {
                values.push(NO_TICKET.to_vec().into());
            }
            let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), $sql, values);
            Ok($name::find_by_statement(statement).all(on.raw()).await?)
        }
    )*};
}

sections! {
    /// From the member file.
    Person, person {
        number: String, name: String, email: Option<String>, branch: String, birth_year: Option<i32>,
        gender: Option<String>, #[serde(serialize_with = "moment")] known_since: Option<i64>,
        #[serde(serialize_with = "moment")] left_at: Option<i64>,
    } = "SELECT m.number, m.name, m.email, b.name AS branch, m.birth_year, m.gender, m.known_since, m.left_at \
         FROM member m JOIN branch b ON b.id = m.branch_id WHERE m.id = $1";

    /// A round that they were on the roll of, without what they did.
    OnRoll, rolls { round: String, branch: String }
       = "SELECT r.title AS round, b.name AS branch FROM roll_entry e JOIN round r ON r.id = e.round_id \
          JOIN branch b ON b.id = e.branch_id WHERE e.member_id = $1 ORDER BY r.opens_at, r.title";

    /// A round, and whether a ticket was issued.
    TookPart, took_part { round: String, took_part: bool, not_this_time: bool }
        = "SELECT r.title AS round, (e.took_part OR e.blinded_hash <> $2) AS took_part, \
           (d.member_id IS NOT NULL) AS not_this_time FROM roll_entry e JOIN round r ON r.id = e.round_id \
           LEFT JOIN round_decline d ON d.round_id = e.round_id AND d.member_id = e.member_id \
           WHERE e.member_id = $1 ORDER BY r.opens_at, r.title";

    /// A statement that they would talk about further.
    Interest, interests { round: String, statement: i32 }
        = "SELECT r.title AS round, i.statement FROM round_interest i JOIN round r ON r.id = i.round_id \
           WHERE i.member_id = $1 ORDER BY r.opens_at, i.statement";

    /// A side that they chose to share.
    SharedSide, shared_sides { round: String, statement: i32, side: String }
        = "SELECT r.title AS round, s.statement, s.side FROM shared_side s JOIN round r ON r.id = s.round_id \
           WHERE s.member_id = $1 ORDER BY r.opens_at, s.statement";

    /// A conversation that they were invited to.
    Conversation, conversations {
        conversation: String, status: String, said_yes: bool, access: bool, childcare: bool, travel: bool,
        note: Option<String>, #[serde(serialize_with = "moment")] checked_in_at: Option<i64>,
    } = "SELECT c.title AS conversation, s.status, s.said_yes, s.access, s.childcare, s.travel, s.note, s.checked_in_at \
         FROM seat s JOIN conversation c ON c.id = s.conversation_id WHERE s.member_id = $1 ORDER BY c.starts_at, c.title";

    /// What they wrote beside a report.
    Written, written { conversation: String, kind: String, text: String, shown: Option<bool> }
        = "SELECT c.title AS conversation, t.kind, t.text, t.shown FROM contribution t \
           JOIN conversation c ON c.id = t.conversation_id WHERE t.member_id = $1 ORDER BY c.starts_at, t.kind";

    /// A lot in a draw.
    Lot, lots { conversation: String, stage: String, traits: String }
        = "SELECT c.title AS conversation, d.stage, l.traits FROM draw_lot l JOIN draw d ON d.id = l.draw_id \
           JOIN conversation c ON c.id = d.conversation_id WHERE l.member_id = $1 ORDER BY c.starts_at, d.stage";

    /// A letter, without its text.
    Sent, letters { kind: String, about: Option<String>, status: String }
        = "SELECT o.kind, COALESCE(r.title, c.title) AS about, o.status FROM outbox o \
           LEFT JOIN round r ON r.id = o.round_id LEFT JOIN conversation c ON c.id = o.conversation_id \
           WHERE o.recipient_kind = 'member' AND o.recipient_id = $1 ORDER BY o.kind, about";

    /// Letters that were switched off or on.
    Choice, choices { stream: String, off: bool }
        = "SELECT stream, off FROM mail_choice WHERE member_id = $1 ORDER BY stream";

    /// A pause.
    Pause, pauses { until: String } = "SELECT until FROM mail_pause WHERE member_id = $1";

    /// Mailed links, of which a hash is kept.
    Link, links { kind: String, number: i64 }
        = "SELECT kind, COUNT(*) AS number FROM mail_link WHERE member_id = $1 GROUP BY kind ORDER BY kind";

    /// A session that is still there.
    Session, sessions { #[serde(serialize_with = "moment")] expires_at: Option<i64>, revoked: bool }
        = "SELECT expires_at, revoked FROM session WHERE subject_kind = 'member' AND subject_id = $1 ORDER BY expires_at";

    /// Requests to sign in with their address.
    Request, requests { #[serde(serialize_with = "moment")] expires_at: Option<i64> }
        = "SELECT expires_at FROM login_request WHERE email = (SELECT email FROM member WHERE id = $1) ORDER BY expires_at";

    /// What staff did about them.
    Noted, audit { #[serde(serialize_with = "moment")] at: Option<i64>, act: String }
        = "SELECT at, act FROM audit WHERE object_kind = 'member' AND object_id = $1 ORDER BY id";
}
