//! `staff add`: makes accounts for those who work with the platform.

use crate::domain::member::EmailAddress;
use crate::domain::role::Role;
use crate::service::{Platform, Refusal, account};

/// Who is to be added, as given on the command line.
#[derive(Clone, Debug)]
pub struct StaffAsked {
    /// Address.
    pub email: String,
    /// Name shown to colleagues; the part before the `@` if there is none.
    pub name: Option<String>,
    /// `viewer`, `board`, `staff` or `admin`; at least one.
    pub roles: Vec<String>,
    /// Codes of the branches, for viewer and board.
    pub branches: Vec<String>,
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No letter could be sent there.
    #[error("{0:?} is not an e-mail address")]
    Email(String),
    /// No such role.
    #[error("{0:?} is not a role: choose viewer, board, staff or admin")]
    Role(String),
    /// The act was refused.
    #[error("{}", .0.message.as_deref().unwrap_or_else(|| explain(.0)))]
    Refused(Refusal),
}

fn explain(refusal: &Refusal) -> &'static str {
    match refusal.field.as_deref() {
        Some("role") => "at least one role is needed",
        Some("branch") => "viewer and board need --branch, staff and admin take none",
        _ => refusal.code.message(),
    }
}

/// Adds the account or gives it more roles. The lines to print: what was done and, where one was made, the second
/// factor's address, which is never shown again.
pub async fn add(platform: &Platform, asked: &StaffAsked) -> Result<Vec<String>, Failure> {
    let email = EmailAddress::parse(&asked.email).ok_or_else(|| Failure::Email(asked.email.clone()))?;
    let role = |name: &String| Role::from_name(name).ok_or_else(|| Failure::Role(name.clone()));
    let roles = asked.roles.iter().map(role).collect::<Result<Vec<_>, _>>()?;
    let added = account::add(platform, &email, asked.name.as_deref(), &roles, &asked.branches).await;
    let added = added.map_err(Failure::Refused)?;
    let mut lines = vec![format!("{} is now {}.", email.as_str(), asked.roles.join(" and "))];
    if let Some(address) = added.otpauth {
        lines.push(String::from("Second factor, shown this once; scan it as a QR code or paste it into the app:"));
        lines.push(address);
    }
    Ok(lines)
}
