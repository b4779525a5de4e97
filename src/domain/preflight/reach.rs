//! Who a mail about a round would reach, in numbers.

/// Why a member gets a letter or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Gets it.
    Yes,
    /// Has no address.
    NoAddress,
    /// Mail to the address came back.
    Stopped,
    /// Switched these letters off.
    Unsubscribed,
    /// Wants no letters for a while.
    Paused,
}

/// How many members of a round get a letter, and how many do not. Each is counted once, under the first reason that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Get it.
    pub reached: u64,
    /// Have no address.
    pub no_address: u64,
    /// Mail to their address came back.
    pub stopped: u64,
    /// Switched these letters off.
    pub unsubscribed: u64,
    /// Want no letters for a while.
    pub paused: u64,
}

impl Reach {
    /// Counts one more member.
    pub const fn add(&mut self, one: Reached) {
        let number = match one {
            Reached::Yes => &mut self.reached,
            Reached::NoAddress => &mut self.no_address,
            Reached::Stopped => &mut self.stopped,
            Reached::Unsubscribed => &mut self.unsubscribed,
            Reached::Paused => &mut self.paused,
        };
        *number += 1;
    }

    /// All of them.
    #[must_use]
    pub const fn members(self) -> u64 {
        self.reached + self.no_address + self.stopped + self.unsubscribed + self.paused
    }
}
