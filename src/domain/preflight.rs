//! Whether mail is in order before a round opens: what the sender's domain says of itself, judged from its records.
//! Pure: somebody else looks the records up.

mod dkim;
mod dmarc;
mod reach;
mod spf;

pub use dkim::judge as judge_dkim;
pub use dmarc::{Place, climb, judge as judge_dmarc};
pub use reach::{Reach, Reached};
pub use spf::Spf;

use serde::{Deserialize, Serialize};

use super::ids::AccountId;
use super::time::Timestamp;

/// What looking up the TXT records at a name came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Txt {
    /// The records, each with its strings joined; never empty.
    Records(Vec<String>),
    /// There are none, for certain.
    Absent,
    /// Nobody could say: no answer, a broken one, or looking up is switched off.
    Unknown,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// In order.
    Green,
    /// To be looked at; refuses nothing.
    Amber,
    /// No round opens like this.
    Red,
}

impl Level {
    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

macro_rules! findings {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $level:ident;)*) => {
        /// What a check found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Finding {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Finding {
            /// All findings.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name in the API and the database; what it is about stands before the first `_`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How bad it is.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level),* }
            }
        }
    };
}

findings! {
    /// One SPF record, which says who may send and refuses others.
    SpfFine = "spf_fine", Green;
    /// The domain has no SPF record.
    SpfMissing = "spf_missing", Red;
    /// There is more than one; then none counts (RFC 7208, 4.5).
    SpfSeveral = "spf_several", Red;
    /// Everybody may send in the name of the domain.
    SpfOpen = "spf_open", Red;
    /// It does not say what to do with others.
    SpfUndecided = "spf_undecided", Amber;
    /// More than ten look-ups, so receivers give up (RFC 7208, 4.6.4).
    SpfTooManyLookups = "spf_too_many_lookups", Amber;
    /// Could not be looked up.
    SpfUnknown = "spf_unknown", Amber;
    /// The key is there.
    DkimFine = "dkim_fine", Green;
    /// No selector is set, so nothing was looked up.
    DkimNoSelector = "dkim_no_selector", Amber;
    /// There is no key at the selector.
    DkimMissing = "dkim_missing", Red;
    /// The key was taken back (RFC 6376, 3.6.1: an empty `p=`).
    DkimRevoked = "dkim_revoked", Red;
    /// Could not be looked up.
    DkimUnknown = "dkim_unknown", Amber;
    /// There is a policy that asks for something.
    DmarcFine = "dmarc_fine", Green;
    /// The policy asks receivers to do nothing.
    DmarcNone = "dmarc_none", Amber;
    /// There is no policy.
    DmarcMissing = "dmarc_missing", Red;
    /// There is one that no receiver can read.
    DmarcInvalid = "dmarc_invalid", Red;
    /// Could not be looked up.
    DmarcUnknown = "dmarc_unknown", Amber;
}

/// The worst of these; green if there are none.
#[must_use]
pub fn verdict(findings: &[Finding]) -> Level {
    findings.iter().map(|finding| finding.level()).max().unwrap_or(Level::Green)
}

/// Why a red preflight does not refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruling {
    /// The admin who said so.
    pub by: AccountId,
    /// Their reason.
    pub reason: String,
}

/// The last look at mail before a round opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    /// When.
    pub checked_at: Timestamp,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Whether an admin lets the round open all the same.
    pub overruled: Option<Overruling>,
}

impl Preflight {
    /// The worst finding.
    #[must_use]
    pub fn verdict(&self) -> Level {
        verdict(&self.findings)
    }

    /// Whether the round may not open.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.verdict() == Level::Red && self.overruled.is_none()
    }
}

/// The domain of an address; none if there is none.
#[must_use]
pub fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// The value of a tag in a list such as `v=DMARC1; p=none` (RFC 6376, 3.2); white space does not matter.
fn tag<'a>(record: &'a str, name: &str) -> Option<&'a str> {
    let pairs = record.split(';').filter_map(|part| part.split_once('='));
    let mut named = pairs.filter(|(key, _)| key.trim() == name);
    named.next().map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_decides_and_what_could_not_be_looked_up_is_never_red() {
        assert_eq!(verdict(&[]), Level::Green);
        assert_eq!(verdict(&[Finding::SpfFine, Finding::DkimNoSelector]), Level::Amber);
        assert_eq!(verdict(&[Finding::DmarcMissing, Finding::SpfFine]), Level::Red);
        for finding in [Finding::SpfUnknown, Finding::DkimUnknown, Finding::DmarcUnknown] {
            assert_eq!(finding.level(), Level::Amber);
        }
    }

    #[test]
    fn a_finding_is_kept_under_its_own_name() {
        for finding in Finding::ALL {
            let kept = serde_json::to_string(finding).unwrap_or_default();
            assert_eq!(kept, format!("\"{}\"", finding.name()));
        }
    }

    #[test]
    fn the_domain_is_what_stands_behind_the_last_at() {
        assert_eq!(domain_of("post@leden.example"), Some("leden.example"));
        assert_eq!(domain_of("post"), None);
        assert_eq!(domain_of("post@"), None);
    }
}
