//! Guards that let programs of others in, each for what it may do and for nothing else.

use std::marker::PhantomData;

use super::admit::{Admit, with_role};
use crate::domain::api_client::Scope;
use crate::domain::ids::{ClientId, Subject};
use crate::domain::role::Role;
use crate::domain::session::Identity;
use crate::service::Code;

/// A scope as a type, so that a handler says in its signature what a client must be allowed to.
pub trait Scoped {
    /// The scope.
    const SCOPE: Scope;
}

/// Everything that is published, at once.
#[derive(Clone, Copy, Debug)]
pub struct OpenData;

impl Scoped for OpenData {
    const SCOPE: Scope = Scope::OpenData;
}

/// A program of others with the scope `S`.
#[derive(Clone, Copy, Debug)]
pub struct Client<S: Scoped> {
    /// Which.
    pub client: ClientId,
    scope: PhantomData<S>,
}

impl<S: Scoped> Admit for Client<S> {
    fn admit(identity: Identity) -> Result<Self, Code> {
        allowed(&identity, S::SCOPE).map(|client| Self { client, scope: PhantomData }).ok_or(Code::Forbidden)
    }
}

/// Who may bring in members and branches: staff, or a program with the scope for it.
#[derive(Clone, Copy, Debug)]
pub struct Importer {
    /// Who, for the audit trail.
    pub by: Subject,
}

impl Admit for Importer {
    fn admit(identity: Identity) -> Result<Self, Code> {
        if let Some(client) = allowed(&identity, Scope::Import) {
            return Ok(Self { by: Subject::Client(client) });
        }
        with_role(identity, &[Role::Staff, Role::Admin]).map(|account| Self { by: Subject::Account(account) })
    }
}

fn allowed(identity: &Identity, scope: Scope) -> Option<ClientId> {
    match identity {
        Identity::Client { client, scopes } if scopes.contains(&scope) => Some(*client),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{Admin, Member, SignedIn, Staff};
    use super::*;
    use crate::domain::ids::{AccountId, MemberId};
    use crate::domain::role::Grant;

    fn client(scopes: &[Scope]) -> Identity {
        Identity::Client { client: ClientId(Uuid::from_u128(7)), scopes: scopes.to_vec() }
    }

    fn account(role: Role) -> Identity {
        let account = AccountId(Uuid::from_u128(8));
        Identity::Account { account, grants: vec![Grant { role, branch: None }] }
    }

    #[test]
    fn a_client_is_let_in_for_its_scope_and_for_nothing_else() {
        assert!(Client::<OpenData>::admit(client(&[Scope::OpenData])).is_ok());
        assert!(Client::<OpenData>::admit(client(&Scope::ALL)).is_ok());
        assert!(Client::<OpenData>::admit(client(&[Scope::Import])).is_err());
        assert!(Client::<OpenData>::admit(account(Role::Admin)).is_err());
        for identity in [client(&Scope::ALL), client(&[Scope::Import])] {
            assert!(Admin::admit(identity.clone()).is_err());
            assert!(Staff::admit(identity.clone()).is_err());
            assert!(Member::admit(identity.clone()).is_err());
            assert!(SignedIn::admit(identity).is_err());
        }
    }

    #[test]
    fn staff_and_a_client_with_the_scope_import_and_nobody_else_import() {
        let by = |identity| Importer::admit(identity).map(|importer| importer.by);
        assert_eq!(by(client(&[Scope::Import])), Ok(Subject::Client(ClientId(Uuid::from_u128(7)))));
        for role in [Role::Staff, Role::Admin] {
            assert_eq!(by(account(role)), Ok(Subject::Account(AccountId(Uuid::from_u128(8)))));
        }
        for identity in
            [client(&[Scope::OpenData]), account(Role::Board), Identity::Member(MemberId(Uuid::from_u128(9)))]
        {
            assert_eq!(by(identity), Err(Code::Forbidden));
        }
    }
}
