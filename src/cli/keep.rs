//! The settings that decide how long data are kept, in days. Each has a floor: what something still needs is not forgotten.

use clap::Args;

use crate::domain::retention::Lengths;

/// How long data are kept, in days.
#[derive(Args, Clone, Copy, Debug)]
pub struct KeepArgs {
    /// Days after a round or conversation for which it is known who got which letter
    #[arg(long, env = "PREFERENDUM_KEEP_LETTERS", default_value_t = 365, value_parser = clap::value_parser!(i64).range(30..=3650))]
    pub keep_letters: i64,
    /// Days after a round for which it is known who would talk further, and which sides members shared
    #[arg(long, env = "PREFERENDUM_KEEP_INTERESTS", default_value_t = 365, value_parser = clap::value_parser!(i64).range(31..=3650))]
    pub keep_interests: i64,
    /// Days after a conversation for which it is known who was invited and came; more than a year, for which winners of a draw can be held back
    #[arg(long, env = "PREFERENDUM_KEEP_CONVERSATIONS", default_value_t = 366, value_parser = clap::value_parser!(i64).range(366..=3650))]
    pub keep_conversations: i64,
    /// Days after members left for which their names are kept
    #[arg(long, env = "PREFERENDUM_KEEP_LEFT", default_value_t = 365, value_parser = clap::value_parser!(i64).range(1..=3650))]
    pub keep_left: i64,
    /// Days for which the history of imports is kept
    #[arg(long, env = "PREFERENDUM_KEEP_IMPORTS", default_value_t = 730, value_parser = clap::value_parser!(i64).range(30..=3650))]
    pub keep_imports: i64,
}

impl KeepArgs {
    /// What acts depend on.
    #[must_use]
    pub const fn lengths(&self) -> Lengths {
        let Self { keep_letters, keep_interests, keep_conversations, keep_left, keep_imports } = *self;
        Lengths::from_days(keep_letters, keep_interests, keep_conversations, keep_left, keep_imports)
    }
}

impl Default for KeepArgs {
    fn default() -> Self {
        Self { keep_letters: 365, keep_interests: 365, keep_conversations: 366, keep_left: 365, keep_imports: 730 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_setting_data_are_kept_as_long_as_the_document_says() {
        assert_eq!(KeepArgs::default().lengths(), Lengths::default());
    }
}
