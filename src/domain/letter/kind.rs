//! What letters are for, and the streams that members can switch off.

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    /// Link and code to sign in.
    Login,
    /// Come and work with the platform.
    StaffInvitation,
    /// A round is open.
    Invitation,
    /// A round closes soon and the receiver has not taken part.
    Reminder,
    /// The result stands.
    Result,
    /// A round was taken back.
    Withdrawn,
    /// Something was said about what is done with the outcome of a statement.
    Feedback,
    /// Come and talk further.
    ConversationInvitation,
    /// You have a seat at a conversation.
    ConversationSeat,
    /// You are in line for a seat.
    ConversationWaiting,
    /// A place fell free and is kept for you.
    ConversationPlaceFree,
    /// A conversation moved.
    ConversationChanged,
    /// A conversation does not take place.
    ConversationCancelled,
    /// A conversation is tomorrow.
    ConversationReminder,
    /// The draw was done, and you are in line.
    ConversationNotDrawn,
    /// What was said at a conversation is written down.
    ConversationReport,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Login,
        Self::StaffInvitation,
        Self::Invitation,
        Self::Reminder,
        Self::Result,
        Self::Withdrawn,
        Self::Feedback,
        Self::ConversationInvitation,
        Self::ConversationSeat,
        Self::ConversationWaiting,
        Self::ConversationPlaceFree,
        Self::ConversationChanged,
        Self::ConversationCancelled,
        Self::ConversationReminder,
        Self::ConversationNotDrawn,
        Self::ConversationReport,
    ];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::StaffInvitation => "staff_invitation",
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::Result => "result",
            Self::Withdrawn => "withdrawn",
            Self::Feedback => "feedback",
            Self::ConversationInvitation => "conversation_invitation",
            Self::ConversationSeat => "conversation_seat",
            Self::ConversationWaiting => "conversation_waiting",
            Self::ConversationPlaceFree => "conversation_place_free",
            Self::ConversationChanged => "conversation_changed",
            Self::ConversationCancelled => "conversation_cancelled",
            Self::ConversationReminder => "conversation_reminder",
            Self::ConversationNotDrawn => "conversation_not_drawn",
            Self::ConversationReport => "conversation_report",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether somebody waits for it, or it is about their own seat: then it leaves before what everybody gets.
    #[must_use]
    pub const fn is_awaited(self) -> bool {
        matches!(
            self,
            Self::Login
                | Self::StaffInvitation
                | Self::ConversationSeat
                | Self::ConversationWaiting
                | Self::ConversationPlaceFree
                | Self::ConversationChanged
                | Self::ConversationCancelled
                | Self::ConversationReminder
                | Self::ConversationNotDrawn
        )
    }

    /// The stream that a member can switch off; none for letters that everybody gets, such as those about an own seat.
    #[must_use]
    pub const fn stream(self) -> Option<Stream> {
        match self {
            Self::Invitation | Self::Reminder => Some(Stream::Rounds),
            Self::Result => Some(Stream::Results),
            Self::Feedback => Some(Stream::Feedback),
            Self::ConversationInvitation | Self::ConversationReport => Some(Stream::Conversations),
            Self::Login
            | Self::StaffInvitation
            | Self::Withdrawn
            | Self::ConversationSeat
            | Self::ConversationWaiting
            | Self::ConversationPlaceFree
            | Self::ConversationChanged
            | Self::ConversationCancelled
            | Self::ConversationReminder
            | Self::ConversationNotDrawn => None,
        }
    }

    /// Whether what became of such a letter tells that its receiver took part: then nobody is shown a list of them.
    #[must_use]
    pub const fn tells_of_taking_part(self) -> bool {
        matches!(self, Self::Reminder | Self::Feedback)
    }
}

/// A stream of letters that a member can switch off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Invitations and reminders.
    Rounds,
    /// Results.
    Results,
    /// What was done with results.
    Feedback,
    /// Invitations to talk, and reports of that.
    Conversations,
}

impl Stream {
    const ALL: [Self; 4] = [Self::Rounds, Self::Results, Self::Feedback, Self::Conversations];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rounds => "rounds",
            Self::Results => "results",
            Self::Feedback => "feedback",
            Self::Conversations => "conversations",
        }
    }

    /// The stream with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stream| stream.name() == name)
    }
}
