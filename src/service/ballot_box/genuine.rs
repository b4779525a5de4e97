//! Which tickets are genuine. The check with an area's key is the dearest step of a vote and of the count, so each ticket
//! goes through it once in the life of the process. Only hashes are remembered, without an order or an answer.

use std::collections::{HashMap, HashSet};
use std::sync::RwLock;

use ring::digest::{Context, SHA256};

use crate::domain::ballot::Ballot;
use crate::domain::ticket::TicketVerifier;
use crate::store::{Db, StoreError, ballot};

/// The keys of a round's counting areas, and the tickets that passed.
pub(super) struct Genuine {
    verifiers: HashMap<i32, TicketVerifier>,
    passed: RwLock<HashSet<Fingerprint>>,
}

impl Genuine {
    /// The keys as the box keeps them.
    pub async fn load(db: &Db) -> Result<Self, StoreError> {
        let verifier = |(area, key)| {
            let verifier = TicketVerifier::from_jwk(&key).map_err(|_| StoreError::Inconsistent("box_area.key_jwk"))?;
            Ok((area, verifier))
        };
        let verifiers = ballot::keys(db).await?.into_iter().map(verifier).collect::<Result<_, StoreError>>()?;
        Ok(Self { verifiers, passed: RwLock::default() })
    }

    /// Whether the ballot's ticket was signed for its area.
    pub fn has_ticket(&self, ballot: &Ballot) -> bool {
        let ticket = fingerprint(ballot);
        if self.passed.read().is_ok_and(|passed| passed.contains(&ticket)) {
            return true;
        }
        let genuine = self
            .verifiers
            .get(&ballot.area)
            .is_some_and(|verifier| verifier.accepts(&ballot.prefix, &ballot.token, &ballot.signature));
        if genuine && let Ok(mut passed) = self.passed.write() {
            passed.insert(ticket);
        }
        genuine
    }
}

/// The first half of a SHA-256. To find another ticket with a given one takes 2^128 tries, and a million fit in 40 megabytes.
type Fingerprint = [u8; 16];

/// Of everything that the check looks at; all parts have a fixed length.
fn fingerprint(ballot: &Ballot) -> Fingerprint {
    let mut hash = Context::new(&SHA256);
    for part in [&ballot.area.to_be_bytes()[..], &ballot.prefix.0, &ballot.token.0, &ballot.signature.0] {
        hash.update(part);
    }
    let mut fingerprint = [0; 16];
    for (byte, hashed) in fingerprint.iter_mut().zip(hash.finish().as_ref()) {
        *byte = *hashed;
    }
    fingerprint
}
