//! What the acts of the platform work with: the store, the clock, the dice, the secrets and the terms.

use std::sync::Arc;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};

use crate::chance::Chance;
use crate::clock::Clock;
use crate::domain::publication::Rule;
use crate::domain::retention::Lengths;
use crate::service::current::CurrentRounds;
use crate::service::ledger::Ledger;
use crate::service::lookup::Lookups;
use crate::service::manifest::OpenManifests;
use crate::service::ticket::OpenKeys;
use crate::store::Db;

/// The settings that acts depend on.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Name of the party or site, shown to people.
    pub name: String,
    /// Origin that members see, without a slash at the end.
    pub public_url: String,
    /// Origin of the ballot box.
    pub box_origin: String,
    /// Seconds between closing and the end of the grace.
    pub grace: i64,
    /// Fewest members on the roll of a counting area.
    pub area_minimum: i64,
    /// How small a published part of the country may be.
    pub publication: Rule,
    /// Seconds before closing at which the one reminder leaves.
    pub reminder_before: i64,
    /// Address that letters are from; calendar files name it as organiser.
    pub sender: String,
    /// How long data are kept where a party decides.
    pub keep: Lengths,
    /// Whether demo links work.
    pub demo: bool,
}

impl Terms {
    /// The host in the origin that members see: what a Message-ID and the name of an event end in.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or(rest)
    }
}

/// Everything that is derived from the one secret in the settings. Never printed.
pub struct Secrets {
    prk: Prk,
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Secrets {
    /// Derives from the secret of the settings.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        Self { prk: Salt::new(HKDF_SHA256, b"preferendum secrets v1").extract(secret.as_bytes()) }
    }

    /// A key of 32 bytes for one use.
    #[must_use]
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        let mut key = [0; 32];
        let info = [purpose.as_bytes()];
        // Cannot fail for 32 bytes; an all-zero key would be refused by nobody, so do not go on with one.
        if self.prk.expand(&info, Length(32)).and_then(|okm| okm.fill(&mut key)).is_err() {
            std::process::abort();
        }
        key
    }

    /// Encrypts bytes that lie in the database; `purpose` must be the same when opening. The result begins with the nonce.
    #[must_use]
    pub fn seal(&self, purpose: &str, nonce: [u8; NONCE_LEN], plain: &[u8]) -> Vec<u8> {
        let mut sealed = plain.to_vec();
        let done = self.cipher(purpose).map(|cipher| {
            cipher.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
        });
        // Fails only beyond 64 GiB.
        if !matches!(done, Some(Ok(()))) {
            std::process::abort();
        }
        [nonce.as_slice(), &sealed].concat()
    }

    /// Decrypts what [`seal`](Self::seal) made; none if it was touched or sealed under another secret.
    #[must_use]
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut rest = rest.to_vec();
        let cipher = self.cipher(purpose)?;
        let plain = cipher.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut rest).ok()?;
        Some(plain.to_vec())
    }

    fn cipher(&self, purpose: &str) -> Option<LessSafeKey> {
        UnboundKey::new(&AES_256_GCM, &self.key(purpose)).ok().map(LessSafeKey::new)
    }
}

/// What the acts of the platform work with.
#[derive(Clone)]
pub struct Platform {
    /// The platform's own database.
    pub db: Db,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws.
    pub chance: Arc<dyn Chance>,
    /// Seals and signs.
    pub secrets: Arc<Secrets>,
    /// The settings that acts depend on.
    pub terms: Arc<Terms>,
    /// Issuing keys in use, opened once.
    pub keys: Arc<OpenKeys>,
    /// The one writer of tickets into the ledger.
    pub ledger: Arc<Ledger>,
    /// What every voter's request looks up, for all who wait at once.
    pub lookups: Arc<Lookups>,
    /// Rounds as they are at this second.
    pub rounds: Arc<CurrentRounds>,
    /// Manifests in use; they never change.
    pub manifests: Arc<OpenManifests>,
}

impl Platform {
    /// A platform on this database, with nothing in use yet. Its workers begin in the present runtime, which must live
    /// as long as the platform.
    #[must_use]
    pub fn new(db: Db, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>, secrets: Secrets, terms: Terms) -> Self {
        Self {
            clock,
            chance,
            secrets: Arc::new(secrets),
            terms: Arc::new(terms),
            keys: Arc::default(),
            ledger: Arc::new(Ledger::begin(&db)),
            lookups: Arc::new(Lookups::begin(&db)),
            rounds: Arc::default(),
            manifests: Arc::default(),
            db,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_only_untouched_and_for_its_purpose() {
        let secrets = Secrets::new("a secret of at least thirty-two characters");
        let mut sealed = secrets.seal("totp", [7; NONCE_LEN], b"plain");
        assert_eq!(secrets.open("totp", &sealed).as_deref(), Some(b"plain".as_slice()));
        assert_eq!(secrets.open("issuing", &sealed), None);
        sealed[14] ^= 1;
        assert_eq!(secrets.open("totp", &sealed), None);
        assert_eq!(secrets.open("totp", b"short"), None);
    }
}
