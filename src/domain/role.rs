//! What somebody may do.

/// A role of an account. A member needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Sees what members of the branch see.
    Viewer,
    /// Acts for a branch.
    Board,
    /// Composes rounds.
    Staff,
    /// Staff that may also withdraw a round.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Board, Self::Staff, Self::Admin];

    /// The role's name in the API, on the command line and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Board => "board",
            Self::Staff => "staff",
            Self::Admin => "admin",
        }
    }

    /// The role with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the role belongs to a branch.
    #[must_use]
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Viewer | Self::Board)
    }

    /// Whether the role needs a second factor: everybody who can change something.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Viewer)
    }
}

/// A role as given to an account: local roles for one branch, the others for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What may be done.
    pub role: Role,
    /// Code of the branch; none for staff and admin.
    pub branch: Option<String>,
}
