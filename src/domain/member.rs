//! Members, as the party's member file knows them.

use serde::Serialize;

use super::ids::{BranchId, MemberId};

/// An e-mail address that can be written to: trimmed, lower case, one `@`, no spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; none if no letter could be sent to it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@')?;
        let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>()[],;:\\\"@".contains(c);
        let fits = !local.is_empty()
            && local.len() <= 64
            && domain.len() <= 253
            && local.chars().all(plain)
            && domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
        fits.then_some(Self(text))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A member of the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Identifier.
    pub id: MemberId,
    /// Number in the member administration (lidnummer), unique.
    pub number: String,
    /// Full name.
    pub name: String,
    /// Where letters go, if anywhere.
    pub email: Option<EmailAddress>,
    /// The member's branch.
    pub branch: BranchId,
    /// Year of birth, if known.
    pub birth_year: Option<i32>,
    /// As the member file has it, if known.
    pub gender: Option<String>,
}

/// The first word of a name, to greet somebody with.
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
