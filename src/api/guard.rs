//! Guards: a handler names the one it needs in its signature, and is not called without it.

mod admit;
mod client;

use admit::Admit;
pub use client::{Client, Importer, OpenData};

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

use super::problem::Problem;
use crate::domain::composer::Composer;
use crate::domain::ids::{AccountId, MemberId, RoundId, SessionId};
use crate::domain::session::Identity;
use crate::service::{Code, Platform, Refusal};

/// Who shows a valid pass with this request, as the door found out once; a failed look-up is refused by the guards only.
#[derive(Clone)]
pub(super) struct Known(pub(super) Result<Option<Identity>, Refusal>);

/// A member with a full session.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Who.
    pub member: MemberId,
}

/// A member who may vote: with a full session, or with a round link for one round.
#[derive(Clone, Copy, Debug)]
pub struct Voter {
    member: MemberId,
    only: Option<RoundId>,
    area: Option<i32>,
}

impl Voter {
    /// The member's counting area, as far as the pass tells it.
    #[must_use]
    pub const fn known_area(self) -> Option<i32> {
        self.area
    }

    /// The member, for what is about the member alone and shows nothing of any round.
    #[must_use]
    pub const fn member(self) -> MemberId {
        self.member
    }

    /// The member, if the pass opens this round; what lies outside it does not exist.
    pub fn for_round(self, round: RoundId) -> Result<MemberId, Refusal> {
        if self.only.is_none_or(|only| only == round) { Ok(self.member) } else { Err(Code::NotFound.into()) }
    }
}

/// An account that sees branches: viewer or board.
#[derive(Clone, Debug)]
pub struct BranchViewer {
    /// Who.
    pub account: AccountId,
    /// Codes of the branches, never empty.
    pub branches: Vec<String>,
}

/// An account that acts for branches.
#[derive(Clone, Debug)]
pub struct Board {
    /// Who.
    pub account: AccountId,
    /// Codes of the branches, never empty.
    pub branches: Vec<String>,
}

impl Board {
    /// The code, if this is one of the account's own branches.
    pub fn acts_for<'a>(&self, code: &'a str) -> Result<&'a str, Refusal> {
        if self.branches.iter().any(|own| own == code) { Ok(code) } else { Err(Code::Forbidden.into()) }
    }
}

/// An account that composes rounds: staff or admin.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    /// Who.
    pub account: AccountId,
    /// Whether it is an admin.
    pub admin: bool,
}

/// Who composes rounds: staff for anybody, a board for its own branches.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Who, and for which branches.
    pub composer: Composer,
}

/// An account that may also withdraw rounds.
#[derive(Clone, Copy, Debug)]
pub struct Admin {
    /// Who.
    pub account: AccountId,
}

/// Anybody who works with the platform, whatever they may do.
#[derive(Clone, Copy, Debug)]
pub struct Worker {
    /// Who.
    pub account: AccountId,
}

/// Anybody who is signed in, also by a round link.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub identity: Identity,
}

/// An account that still has to give its second factor.
#[derive(Clone, Copy, Debug)]
pub struct FirstFactor {
    /// The session that waits.
    pub session: SessionId,
    /// Who.
    pub account: AccountId,
}

/// Lets a request through only where this is a demo; elsewhere the route does not exist.
#[derive(Clone, Copy, Debug)]
pub struct DemoOnly;

fn known(request: &HttpRequest) -> Result<Identity, Refusal> {
    let known = request.extensions().get::<Known>().cloned();
    known.map_or(Ok(None), |known| known.0)?.ok_or_else(|| Code::NotSignedIn.into())
}

fn check<G: Admit>(request: &HttpRequest) -> Result<G, Problem> {
    match known(request)? {
        Identity::FirstFactor { .. } => Err(Code::SecondFactorNeeded.into()),
        identity => Ok(G::admit(identity)?),
    }
}

macro_rules! guards {
    ($($guard:ty),*) => {$(
        impl FromRequest for $guard {
            type Error = Problem;
            type Future = Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(check(request))
            }
        }
    )*};
}

guards!(Member, Voter, BranchViewer, Board, Staff, Desk, Admin, Worker, SignedIn, Importer, Client<OpenData>);

impl FromRequest for FirstFactor {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match known(request) {
            Ok(Identity::FirstFactor { session, account }) => Ok(Self { session, account }),
            Ok(_) => Err(Code::Forbidden.into()),
            Err(refusal) => Err(refusal.into()),
        })
    }
}

impl FromRequest for DemoOnly {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let demo = request.app_data::<web::Data<Platform>>().is_some_and(|platform| platform.terms.demo);
        ready(if demo { Ok(Self) } else { Err(Code::NotFound.into()) })
    }
}
