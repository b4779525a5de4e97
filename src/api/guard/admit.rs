//! Who passes which guard: from an identity to the guard's type, or a refusal.

use super::{Admin, Board, BranchViewer, Desk, Member, SignedIn, Staff, Voter, Worker};
use crate::domain::composer::Composer;
use crate::domain::ids::AccountId;
use crate::domain::role::{Grant, Role};
use crate::domain::session::{Identity, branches_of};
use crate::service::Code;

/// A guard's way from an identity to itself.
pub(super) trait Admit: Sized {
    fn admit(identity: Identity) -> Result<Self, Code>;
}

impl Admit for Member {
    fn admit(identity: Identity) -> Result<Self, Code> {
        match identity {
            Identity::Member(member) => Ok(Self { member }),
            _ => Err(Code::Forbidden),
        }
    }
}

impl Admit for Voter {
    fn admit(identity: Identity) -> Result<Self, Code> {
        match identity {
            Identity::Member(member) => Ok(Self { member, only: None, area: None }),
            Identity::RoundLink { member, round, area } => Ok(Self { member, only: Some(round), area }),
            _ => Err(Code::Forbidden),
        }
    }
}

impl Admit for BranchViewer {
    fn admit(identity: Identity) -> Result<Self, Code> {
        let (account, grants) = account(identity)?;
        let branches = branches_of(&grants, &[Role::Viewer, Role::Board]).ok_or(Code::Forbidden)?;
        Ok(Self { account, branches })
    }
}

impl Admit for Board {
    fn admit(identity: Identity) -> Result<Self, Code> {
        let (account, grants) = account(identity)?;
        let branches = branches_of(&grants, &[Role::Board]).ok_or(Code::Forbidden)?;
        Ok(Self { account, branches })
    }
}

impl Admit for Staff {
    fn admit(identity: Identity) -> Result<Self, Code> {
        let admin = with_role(identity.clone(), &[Role::Admin]).is_ok();
        with_role(identity, &[Role::Staff, Role::Admin]).map(|account| Self { account, admin })
    }
}

impl Admit for Desk {
    fn admit(identity: Identity) -> Result<Self, Code> {
        if let Ok(staff) = Staff::admit(identity.clone()) {
            return Ok(Self { composer: Composer::staff(staff.account, staff.admin) });
        }
        let Board { account, branches } = Board::admit(identity)?;
        Ok(Self { composer: Composer { account, admin: false, branches: Some(branches) } })
    }
}

impl Admit for Admin {
    fn admit(identity: Identity) -> Result<Self, Code> {
        with_role(identity, &[Role::Admin]).map(|account| Self { account })
    }
}

impl Admit for Worker {
    fn admit(identity: Identity) -> Result<Self, Code> {
        account(identity).map(|(account, _)| Self { account })
    }
}

impl Admit for SignedIn {
    fn admit(identity: Identity) -> Result<Self, Code> {
        match identity {
            // A program is nobody.
            Identity::Client { .. } => Err(Code::Forbidden),
            identity => Ok(Self { identity }),
        }
    }
}

fn account(identity: Identity) -> Result<(AccountId, Vec<Grant>), Code> {
    match identity {
        Identity::Account { account, grants } => Ok((account, grants)),
        _ => Err(Code::Forbidden),
    }
}

pub(super) fn with_role(identity: Identity, roles: &[Role]) -> Result<AccountId, Code> {
    let (account, grants) = account(identity)?;
    if grants.iter().any(|grant| roles.contains(&grant.role)) { Ok(account) } else { Err(Code::Forbidden) }
}
