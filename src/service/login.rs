//! Signing in: a letter with a link and a code, then the second factor for those who can change something.

use std::collections::HashSet;

use ring::hmac;

use super::session::{Issued, begin, grants_now};
use super::{Code, Platform, Refusal, recovery, second_factor};
use crate::domain::ids::{AccountId, LetterId, LoginId, SessionId, Subject};
use crate::domain::letter::{Content, LetterKind, LoginIdentity};
use crate::domain::link::LinkToken;
use crate::domain::member::{EmailAddress, first_name};
use crate::domain::outbox::Topic;
use crate::domain::session::{Stage, need_second_factor};
use crate::store::outbox::{NewLetter, queue};
use crate::store::{StoreError, Tx, account, audit, invitation, login, person, session};

const MINUTES: i64 = 10;
const TRIES: i32 = 5;

/// Somebody has signed in, completely or up to the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What the browser is to show from now on.
    pub issued: Issued,
    /// How far.
    pub stage: Stage,
    /// The signed-in session.
    pub subject: Subject,
}

/// Asks for a login letter. Does the same work and gives the same answer whether anybody reads this address or not;
/// who does is looked up when the letter is sent.
pub async fn ask(platform: &Platform, email: &EmailAddress) -> Result<LoginId, Refusal> {
    let now = platform.clock.now();
    let id = LoginId(platform.chance.uuid());
    let tx = platform.db.begin().await?;
    login::insert(&tx, id, email.as_str(), now.plus(MINUTES * 60)).await?;
    let letter = NewLetter {
        id: LetterId(platform.chance.uuid()),
        kind: LetterKind::Login,
        recipient_kind: "login",
        recipient_id: id.0,
        occasion: id.to_string(),
        topic: Topic::Login,
        due: now,
    };
    queue(&tx, letter).await?;
    tx.commit().await?;
    Ok(id)
}

/// Address and content of a login letter, with fresh links and codes; called when it is about to be sent. None if nobody
/// reads the address or the request is over: then there is nothing to send.
pub async fn letter_content(platform: &Platform, id: LoginId) -> Result<Option<(String, Content)>, Refusal> {
    let Some(email) = login::address(&platform.db, id, platform.clock.now()).await? else { return Ok(None) };
    let people = people_behind(platform, &email).await?;
    if people.is_empty() {
        return Ok(None);
    }
    let mut codes = HashSet::new();
    let (mut keys, mut identities) = (Vec::new(), Vec::new());
    for (subject, name) in people {
        let token = LinkToken::new(platform.chance.bytes());
        let code = draw_code(platform, &mut codes);
        keys.push(login::Key { token: token.hash(), code: code_hash(platform, id, &code), subject });
        let link = format!("{}/inloggen/{}", platform.terms.public_url, token.text());
        identities.push(LoginIdentity { first_name: name, link, code });
    }
    let tx = platform.db.begin().await?;
    login::replace_keys(&tx, id, keys).await?;
    tx.commit().await?;
    Ok(Some((email, Content::Login { identities, minutes: MINUTES })))
}

async fn people_behind(platform: &Platform, email: &str) -> Result<Vec<(Subject, String)>, StoreError> {
    let members = person::behind_address(&platform.db, email).await?.into_iter();
    let mut people: Vec<(Subject, String)> =
        members.map(|(id, name)| (Subject::Member(id), first_name(&name).to_owned())).collect();
    if let Some(account) = account::find_by_email(&platform.db, email).await?.filter(|account| !account.disabled) {
        // Told apart from the same person as a member.
        people.push((Subject::Account(account.id), format!("{} (werkaccount)", account.name)));
    }
    Ok(people)
}

fn draw_code(platform: &Platform, taken: &mut HashSet<String>) -> String {
    loop {
        let code = format!("{:06}", platform.chance.below(1_000_000));
        if taken.insert(code.clone()) {
            return code;
        }
    }
}

/// Keyed, because a million plain hashes are soon tried.
fn code_hash(platform: &Platform, id: LoginId, code: &str) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &platform.secrets.key("login code"));
    let mut hash = [0; 32];
    hash.copy_from_slice(hmac::sign(&key, &[id.0.as_bytes(), code.as_bytes()].concat()).as_ref());
    hash
}

/// Signs in with the code from the letter: once, within ten minutes, five tries.
pub async fn with_code(platform: &Platform, id: LoginId, code: &str) -> Result<SignIn, Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let allowed = login::count_try(&tx, id, TRIES, now).await?;
    let found = login::find_by_code(&tx, id, code_hash(platform, id, code)).await?;
    let signed_in = match found {
        Some(subject) if allowed && login::spend(&tx, id, now).await? => enter(platform, &tx, subject).await?,
        _ => None,
    };
    // Also after a wrong code: the try must stay counted.
    tx.commit().await?;
    signed_in.ok_or_else(|| Code::CodeWrong.into())
}

/// Signs in with the link from the letter: once, within ten minutes.
pub async fn with_link(platform: &Platform, token: &str) -> Result<SignIn, Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    let tx = platform.db.begin().await?;
    let (id, subject) = login::find_by_token(&tx, hash).await?.ok_or(Code::LinkUnknown)?;
    let signed_in = match login::spend(&tx, id, platform.clock.now()).await? {
        true => enter(platform, &tx, subject).await?,
        false => None,
    };
    tx.commit().await?;
    signed_in.ok_or_else(|| Code::LinkUnknown.into())
}

/// Completes a sign-in with the second factor, or a recovery code in its place: five tries for each session, and nothing
/// twice.
pub async fn with_second_factor(
    platform: &Platform,
    waiting: SessionId,
    id: AccountId,
    code: &str,
) -> Result<SignIn, Refusal> {
    let tx = platform.db.begin().await?;
    let right = session::count_try(&tx, waiting, TRIES).await?
        && (second_factor::accept(platform, &tx, id, code).await? || recovery::accept(platform, &tx, id, code).await?);
    let signed_in = if right {
        // A new session, so that a pass from before the second factor is worth nothing afterwards.
        session::revoke(&tx, waiting).await?;
        Some(complete(platform, &tx, Subject::Account(id), Stage::Full).await?)
    } else {
        None
    };
    tx.commit().await?;
    signed_in.ok_or_else(|| Code::CodeWrong.into())
}

async fn enter(platform: &Platform, tx: &Tx, subject: Subject) -> Result<Option<SignIn>, StoreError> {
    let stage = match subject {
        Subject::Member(member) => person::is_member(tx, member).await?.then_some(Stage::Full),
        Subject::Client(_) => None,
        Subject::Account(id) => {
            let grants = grants_now(platform, tx, id).await?;
            grants.map(|grants| if need_second_factor(&grants) { Stage::First } else { Stage::Full })
        }
    };
    match stage {
        Some(stage) => Ok(Some(complete(platform, tx, subject, stage).await?)),
        None => Ok(None),
    }
}

/// Begins the session of who signed in; of an account the trail says so.
pub(super) async fn complete(
    platform: &Platform,
    tx: &Tx,
    subject: Subject,
    stage: Stage,
) -> Result<SignIn, StoreError> {
    let issued = begin(platform, tx, subject, stage).await?;
    // Of members nothing is noted: when somebody signed in says when somebody may have voted.
    if let (Subject::Account(id), Stage::Full) = (subject, stage) {
        audit::append(tx, platform.clock.now(), Some(subject), "sign_in", ("account", Some(id.0)), "").await?;
    }
    Ok(SignIn { issued, stage, subject })
}

/// Removes login requests, sessions and invitations that are over; for the clockwork.
pub async fn forget_expired(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    login::forget_expired(&tx, now).await?;
    session::forget_expired(&tx, now).await?;
    invitation::forget_expired(&tx, now).await?;
    tx.commit().await?;
    Ok(())
}
