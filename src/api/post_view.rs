//! How the post of a round looks in the API.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::staff_round_view::by_kind;
use crate::domain::composer::Composer;
use crate::domain::letter::LetterKind;
use crate::domain::preflight::{Preflight, Reach};
use crate::domain::round::State;
use crate::service::post::{Fared, Post};

/// What one check found.
#[derive(Serialize, ToSchema)]
pub struct FindingBody {
    /// What it is about stands before the first `_`: `spf`, `dkim` or `dmarc`.
    name: &'static str,
    /// `green`, `amber` or `red`.
    level: &'static str,
}

/// The last look at mail.
#[derive(Serialize, ToSchema)]
pub struct PreflightBody {
    checked_at: String,
    /// The worst finding: `green`, `amber` or `red`.
    verdict: &'static str,
    findings: Vec<FindingBody>,
    /// Why an admin lets the round open all the same.
    overruled: Option<String>,
}

impl From<&Preflight> for PreflightBody {
    fn from(last: &Preflight) -> Self {
        let finding = |finding: &crate::domain::preflight::Finding| FindingBody {
            name: finding.name(),
            level: finding.level().name(),
        };
        Self {
            checked_at: last.checked_at.to_string(),
            verdict: last.verdict().name(),
            findings: last.findings.iter().map(finding).collect(),
            overruled: last.overruled.as_ref().map(|overruled| overruled.reason.clone()),
        }
    }
}

/// Members that an invitation would reach, and those it would not, each counted once.
#[derive(Serialize, ToSchema)]
pub struct ReachBody {
    members: u64,
    reached: u64,
    no_address: u64,
    stopped: u64,
    unsubscribed: u64,
    paused: u64,
}

impl From<Reach> for ReachBody {
    fn from(reach: Reach) -> Self {
        let Reach { reached, no_address, stopped, unsubscribed, paused } = reach;
        Self { members: reach.members(), reached, no_address, stopped, unsubscribed, paused }
    }
}

/// How letters fared. What came back is among what was sent.
#[derive(Serialize, ToSchema)]
pub struct FaredBody {
    /// None of all together, and of the domains that are too small to be named.
    domain: Option<String>,
    sent: i64,
    waiting: i64,
    failed: i64,
    unknown: i64,
    bounced: i64,
}

impl From<&Fared> for FaredBody {
    fn from(fared: &Fared) -> Self {
        let Fared { domain, sent, waiting, failed, unknown, bounced } = fared.clone();
        Self { domain, sent, waiting, failed, unknown, bounced }
    }
}

/// What this account may do with the post of the round now.
#[derive(Serialize, ToSchema)]
pub struct MayPost {
    check: bool,
    pause: bool,
    trial: bool,
    overrule: bool,
    /// Print letters for members without an address.
    paper: bool,
}

/// The post of a round.
#[derive(Serialize, ToSchema)]
pub struct PostBody {
    round: Uuid,
    title: String,
    state: &'static str,
    /// None while nobody looked.
    preflight: Option<PreflightBody>,
    /// The round should be open, and waits for its mail.
    held_up: bool,
    reach: ReachBody,
    /// Letters by kind, then by status; rounded where exact numbers would tell how many took part.
    letters: BTreeMap<&'static str, BTreeMap<&'static str, i64>>,
    /// Without letters that tell of taking part.
    fared: FaredBody,
    /// The same by mail domain, the most letters first. For staff only.
    domains: Vec<FaredBody>,
    paused: bool,
    /// Kinds of letters that can be looked at.
    previews: Vec<&'static str>,
    may: MayPost,
}

impl PostBody {
    /// The post as this account sees it.
    #[must_use]
    pub fn new(post: &Post, kinds: &[LetterKind], viewer: &Composer) -> Self {
        let (state, staff) = (post.round.state, viewer.is_staff());
        let ahead = matches!(state, State::Draft | State::Approved | State::Scheduled);
        let (all, domains) = &post.fared;
        Self {
            round: post.round.id.0,
            title: post.round.draft.title.clone(),
            state: state.name(),
            preflight: post.preflight.as_ref().map(PreflightBody::from),
            held_up: post.held_up,
            reach: post.reach.into(),
            letters: by_kind(&post.letters),
            fared: all.into(),
            domains: domains.iter().filter(|_| staff).map(FaredBody::from).collect(),
            paused: post.paused,
            previews: kinds.iter().map(|kind| kind.name()).collect(),
            may: MayPost {
                check: ahead && viewer.acts_on(&post.round.draft.scope),
                pause: staff,
                trial: staff && state != State::Withdrawn,
                overrule: viewer.admin && ahead && post.preflight.as_ref().is_some_and(Preflight::refuses),
                paper: viewer.admin && state == State::Open,
            },
        }
    }
}
