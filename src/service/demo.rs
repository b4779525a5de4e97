//! What exists in a demo only: a mailbox that everybody can read, and signing in without mail.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use super::login::SignIn;
use super::session;
use crate::domain::ids::{MemberId, RoundId, Subject};
use crate::domain::link::LinkToken;
use crate::domain::round::State;
use crate::domain::session::Stage;
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal};
use crate::store::mail_link::{self, NewLink, Use};
use crate::store::{account, member, person, roll, round};

/// Address of the demo's staff.
pub const STAFF: &str = "staf@demo.example";
/// Address of the demo's admin.
pub const ADMIN: &str = "beheer@demo.example";
/// Address of the demo's branch viewer.
pub const VIEWER: &str = "afdeling@demo.example";
/// Address of a member of the board of the same branch.
pub const BOARD: &str = "bestuur@demo.example";
/// Address of the member whose link is printed.
pub const MEMBER: &str = "lid1@leden.example";

/// An e-mail that would have left.
#[derive(Clone, Debug)]
pub struct DemoLetter {
    /// Identifier of the letter.
    pub id: String,
    /// Receiver.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// When it would have left.
    pub at: Timestamp,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Where the demo's e-mails can be read.
pub trait Mailbox: Send + Sync {
    /// The newest letters.
    fn newest(&self, limit: usize) -> Vec<DemoLetter>;
    /// One letter.
    fn read(&self, id: &str) -> Option<DemoLetter>;
}

/// A made-up member.
#[derive(Clone, Copy, Debug)]
pub struct MadeUp {
    /// Who.
    pub id: MemberId,
    /// Whether it is the one whose link is printed.
    pub is_first: bool,
}

/// All made-up members.
pub async fn members(platform: &Platform) -> Result<Vec<MadeUp>, Refusal> {
    let first = first_member(platform).await?;
    let all = member::all(&platform.db).await?;
    Ok(all.into_iter().map(|known| MadeUp { id: known.member.id, is_first: known.member.id == first }).collect())
}

async fn first_member(platform: &Platform) -> Result<MemberId, Refusal> {
    let behind = person::behind_address(&platform.db, MEMBER).await?;
    Ok(behind.first().map(|(id, _)| *id).ok_or(Code::NotFound)?)
}

/// The secret in the demo's sign-in links: the same as long as the demo's folder lives.
#[must_use]
pub fn sign_in_token(platform: &Platform) -> String {
    URL_SAFE_NO_PAD.encode(platform.secrets.key("demo sign-in"))
}

/// Signs in as one of the demo's people, without mail and without a second factor.
pub async fn sign_in(platform: &Platform, who: &str, token: &str) -> Result<SignIn, Refusal> {
    let same =
        digest(&SHA256, token.as_bytes()).as_ref() == digest(&SHA256, sign_in_token(platform).as_bytes()).as_ref();
    if !platform.terms.demo || !same {
        return Err(Code::NotFound.into());
    }
    let address = match who {
        "staff" => STAFF,
        "admin" => ADMIN,
        "viewer" => VIEWER,
        "board" => BOARD,
        "member" => MEMBER,
        _ => return Err(Refusal::about(Code::FieldInvalid, "as")),
    };
    let subject = if address == MEMBER {
        Subject::Member(first_member(platform).await?)
    } else {
        let found = account::find_by_email(&platform.db, address).await?;
        Subject::Account(found.ok_or(Code::NotFound)?.id)
    };
    let tx = platform.db.begin().await?;
    let issued = session::begin(platform, &tx, subject, Stage::Full).await?;
    tx.commit().await?;
    Ok(SignIn { issued, stage: Stage::Full, subject })
}

/// A fresh link for the first member to the round that is open; none if there is none.
pub async fn round_link(platform: &Platform) -> Result<Option<String>, Refusal> {
    let member = first_member(platform).await?;
    let Some(open) = open_round(platform, member).await? else { return Ok(None) };
    let token = LinkToken::new(platform.chance.bytes());
    let tx = platform.db.begin().await?;
    let link = NewLink { hash: token.hash(), member, purpose: Use::Round(open) };
    mail_link::insert_many(&tx, &[link]).await?;
    tx.commit().await?;
    Ok(Some(format!("{}/r/{}", platform.terms.public_url, token.text())))
}

async fn open_round(platform: &Platform, member: MemberId) -> Result<Option<RoundId>, Refusal> {
    for known in round::list(&platform.db, &[State::Open]).await? {
        if roll::find(&platform.db, known.id, member).await?.is_some() {
            return Ok(Some(known.id));
        }
    }
    Ok(None)
}
