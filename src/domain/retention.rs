//! How long each kind of data is kept, and why: the one list that the job, the desk's page and docs/retention.md follow.

const DAY: i64 = 86_400;

/// Seconds for which needs are kept after a conversation: 30 days.
pub const NEEDS: i64 = 30 * DAY;

/// Seconds for which mailed links still lead somewhere after the end: 60 days.
pub const LINKS: i64 = 60 * DAY;

/// How long a party keeps what it may decide about, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Who got which letter, after the round or conversation.
    pub letters: i64,
    /// Who would talk further, and the sides that members shared, after the round.
    pub interests: i64,
    /// Who was invited and came, after the conversation.
    pub conversations: i64,
    /// Names of members who left, after they did.
    pub left: i64,
    /// The history of imports.
    pub imports: i64,
}

impl Lengths {
    /// From days.
    #[must_use]
    pub const fn from_days(letters: i64, interests: i64, conversations: i64, left: i64, imports: i64) -> Self {
        Self {
            letters: letters * DAY,
            interests: interests * DAY,
            conversations: conversations * DAY,
            left: left * DAY,
            imports: imports * DAY,
        }
    }
}

impl Default for Lengths {
    fn default() -> Self {
        Self::from_days(365, 365, 366, 365, 730)
    }
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// For good.
    Kept,
    /// So many seconds after [`Kind::from`]; 0 is at the next turn of the job.
    Seconds(i64),
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $what:literal, $why:literal, $from:literal;)*) => {
        /// A kind of data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $variant),* }

        impl Kind {
            /// All kinds, those that go first.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name in the API, in texts and in the database.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it is, in English; pages have words of their own.
            #[must_use]
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what),* }
            }

            /// Why it is kept.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self { $(Self::$variant => $why),* }
            }

            /// From when the term counts.
            #[must_use]
            pub const fn from(self) -> &'static str {
                match self { $(Self::$variant => $from),* }
            }
        }
    };
}

kinds! {
    /// Requests to sign in with their address and keys, and sessions.
    SignIns = "sign_ins", "requests to sign in (address, hashes), sessions", "signing in", "they are over";
    /// National turnout, noted every hour.
    Turnout = "turnout", "national turnout of a round, hourly", "shown while the round is open; warns of lost ballots",
        "publication, or withdrawal";
    /// "Deze keer niet".
    Declined = "declined", "who said \"deze keer niet\"", "no reminder goes to them", "publication, or withdrawal";
    /// What somebody needs at a conversation.
    Needs = "needs", "what somebody needs to come to a conversation", "preparing the conversation",
        "the end of the conversation";
    /// Hashes of mailed links to rounds and conversations.
    Links = "links", "hashes of mailed links to rounds and conversations", "a link in an old letter leads somewhere",
        "the result, or the end of the conversation";
    /// Which letter went to whom.
    Letters = "letters", "which letter went to whom, without its text; of login letters until the request is gone",
        "nobody gets a letter twice; finding out why one did not come", "the result, or the end of the conversation";
    /// Statements that members would talk about.
    Interests = "interests", "who would talk further about which statement", "inviting them", "the result";
    /// Sides that members shared.
    SharedSides = "shared_sides", "the sides that members chose to share", "mixing conversations", "the result";
    /// Who was invited to a conversation.
    Seats = "seats", "who was invited to a conversation, came, and wrote beside its report",
        "the guest list; nobody is invited again too soon", "the end of the conversation";
    /// Names of who left.
    Left = "left", "number, name, address and gender of members who left", "a mistake in the member file can be mended",
        "the import that said so";
    /// Year of birth of who was erased, and what was written about them by an act that was under way.
    Erased = "erased", "year of birth of who was erased; what an act that was under way wrote about them",
        "turnout by age of a round under way stays as it is", "the last round under way with them on its roll is counted";
    /// The history of imports.
    Imports = "imports", "when somebody imported a file, its hash, and numbers", "finding out where a mistake came from",
        "the import";
    /// The members themselves.
    Members = "members", "number, name, address, branch, year of birth, gender", "they are members", "they leave";
    /// That somebody took part.
    TookPart = "took_part", "that somebody was on a roll and took part, by internal id",
        "one vote each; who took part hears what was done with it", "";
    /// Letters that were switched off.
    MailChoices = "mail_choices", "letters that members switched off or paused, and links to do so",
        "no letter goes against their will", "they are erased";
    /// Lots in draws.
    Lots = "lots", "lots of a draw: region, age group, gender, shared side, by internal id",
        "the draw can be done again by its witnesses", "";
    /// Results and lists.
    Results = "results", "results, public lists, terugkoppeling, reports, notes of moderators: no member stands in them by id",
        "they are public, or a report is made of them", "";
    /// Accounts of who works with the platform.
    Accounts = "accounts", "accounts of who works with the platform: name, address, roles, sealed second factor",
        "working with it", "";
    /// The audit trail.
    Audit = "audit", "who did what at the desk, members by internal id only",
        "answering for what was done, to members and to the supervisor", "";
}

impl Kind {
    /// How long it is kept.
    #[must_use]
    pub const fn term(self, lengths: &Lengths) -> Term {
        match self {
            Self::SignIns | Self::Turnout | Self::Declined | Self::Erased => Term::Seconds(0),
            Self::Needs => Term::Seconds(NEEDS),
            Self::Links => Term::Seconds(LINKS),
            Self::Letters => Term::Seconds(lengths.letters),
            Self::Interests | Self::SharedSides => Term::Seconds(lengths.interests),
            Self::Seats => Term::Seconds(lengths.conversations),
            Self::Left => Term::Seconds(lengths.left),
            Self::Imports => Term::Seconds(lengths.imports),
            Self::Members
            | Self::TookPart
            | Self::MailChoices
            | Self::Lots
            | Self::Results
            | Self::Accounts
            | Self::Audit => Term::Kept,
        }
    }

    /// The setting that decides it, where a party may.
    #[must_use]
    pub const fn setting(self) -> Option<&'static str> {
        match self {
            Self::Letters => Some("PREFERENDUM_KEEP_LETTERS"),
            Self::Interests | Self::SharedSides => Some("PREFERENDUM_KEEP_INTERESTS"),
            Self::Seats => Some("PREFERENDUM_KEEP_CONVERSATIONS"),
            Self::Left => Some("PREFERENDUM_KEEP_LEFT"),
            Self::Imports => Some("PREFERENDUM_KEEP_IMPORTS"),
            _ => None,
        }
    }
}

impl Term {
    /// In whole days; none for what is kept.
    #[must_use]
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Kept => None,
            Self::Seconds(seconds) => Some(seconds / DAY),
        }
    }
}

/// The table in docs/retention.md.
#[must_use]
pub fn table() -> String {
    let row = |kind: &Kind| {
        let until = match kind.term(&Lengths::default()) {
            Term::Kept if kind.from().is_empty() => "for good".to_owned(),
            Term::Kept => format!("until {}", kind.from()),
            Term::Seconds(0) => format!("until {}", kind.from()),
            Term::Seconds(seconds) => format!("{} days after {}", seconds / DAY, kind.from()),
        };
        let setting = kind.setting().map_or(String::new(), |name| format!(" (`{name}`)"));
        format!("| `{}` | {} | {} | {until}{setting} |\n", kind.name(), kind.what(), kind.why())
    };
    let rows: String = Kind::ALL.iter().map(row).collect();
    format!("| kind | what | why | how long |\n|---|---|---|---|\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_name_a_reason_and_a_term_that_is_not_negative() {
        for (at, kind) in Kind::ALL.iter().enumerate() {
            assert!(!kind.what().is_empty() && !kind.why().is_empty());
            assert!(kind.term(&Lengths::default()).days().is_none_or(|days| days >= 0), "{}", kind.name());
            assert!(Kind::ALL.iter().skip(at + 1).all(|other| other.name() != kind.name()));
            // What goes says from when it counts.
            assert!(kind.term(&Lengths::default()) == Term::Kept || !kind.from().is_empty(), "{}", kind.name());
        }
    }

    #[test]
    fn a_party_decides_where_there_is_a_setting_and_nowhere_else() {
        let (short, long) = (Lengths::from_days(1, 2, 3, 4, 5), Lengths::default());
        for kind in Kind::ALL {
            assert_eq!(kind.term(&short) != kind.term(&long), kind.setting().is_some(), "{}", kind.name());
        }
        assert_eq!(Kind::Left.term(&short).days(), Some(4));
    }
}
