//! When mail to an address stops, and how that belongs to the address and not to the member.

use ring::digest::{Context, SHA256};

use super::Class;
use crate::domain::ids::MemberId;
use crate::domain::member::EmailAddress;
use crate::domain::time::Day;

/// Soft bounces on so many different days stop an address like a hard one.
pub const SOFT_DAYS: i32 = 3;
/// Days after which an earlier soft bounce is forgotten.
const MEMORY: i64 = 60;

/// What is known of the letters that came back from one address of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailStop {
    /// The worst of them.
    pub class: Class,
    /// The last day on which one came back.
    pub day: Day,
    /// Different days with a soft one.
    pub soft_days: i32,
    /// Which address, see [`address_mark`].
    pub address: [u8; 32],
}

impl MailStop {
    /// What is known after one more letter came back on `day`; `before` is what was known, of whatever address.
    #[must_use]
    pub fn after(before: Option<Self>, address: [u8; 32], class: Class, day: Day) -> Self {
        let fresh = Self { class, day, soft_days: i32::from(class == Class::Soft), address };
        let Some(known) = before.filter(|known| known.address == address) else { return fresh };
        let counted = if day.since(known.day) > MEMORY { 0 } else { known.soft_days };
        let another = class == Class::Soft && (counted == 0 || known.day != day);
        Self {
            class: known.class.max(class),
            day: known.day.max(day),
            soft_days: counted + i32::from(another),
            address,
        }
    }

    /// Whether mail to `address` has stopped. Another address than the one that letters came back from starts fresh.
    #[must_use]
    pub fn holds(&self, address: [u8; 32]) -> bool {
        self.address == address && (self.class == Class::Hard || self.soft_days >= SOFT_DAYS)
    }
}

/// What stands for an address of a member: the address itself is kept in one place only.
#[must_use]
pub fn address_mark(member: MemberId, address: &EmailAddress) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(b"preferendum mail stop v1");
    context.update(member.0.as_bytes());
    context.update(address.as_str().as_bytes());
    let mut mark = [0; 32];
    mark.copy_from_slice(context.finish().as_ref());
    mark
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    const HOME: [u8; 32] = [1; 32];
    const WORK: [u8; 32] = [2; 32];

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn soft(before: Option<MailStop>, on: &str) -> MailStop {
        MailStop::after(before, HOME, Class::Soft, day(on))
    }

    #[test]
    fn a_hard_bounce_stops_its_address_and_no_other() {
        let stop = MailStop::after(None, HOME, Class::Hard, day("2026-11-24"));
        assert!(stop.holds(HOME) && !stop.holds(WORK));
        let later = MailStop::after(Some(stop), WORK, Class::Soft, day("2026-11-25"));
        assert!(!later.holds(WORK) && !later.holds(HOME));
        assert!(MailStop::after(Some(stop), HOME, Class::Soft, day("2026-11-25")).holds(HOME));
    }

    #[test]
    fn soft_bounces_stop_an_address_on_the_third_day_and_not_three_times_on_one_day() {
        let mut stop = soft(None, "2026-11-24");
        for _ in 0..5 {
            stop = soft(Some(stop), "2026-11-24");
        }
        assert_eq!((stop.soft_days, stop.holds(HOME)), (1, false));
        stop = soft(Some(stop), "2026-11-26");
        assert!(!stop.holds(HOME));
        assert!(soft(Some(stop), "2026-12-01").holds(HOME));
    }

    #[test]
    fn a_soft_bounce_of_long_ago_is_forgotten() {
        let stop = soft(Some(soft(None, "2026-01-10")), "2026-01-11");
        assert_eq!(stop.soft_days, 2);
        assert_eq!(soft(Some(stop), "2026-06-01").soft_days, 1);
    }

    #[test]
    fn an_address_has_one_mark_for_each_member() {
        let address = EmailAddress::parse("stel@leden.example").unwrap();
        let member = |number| MemberId(uuid::Uuid::from_u128(number));
        assert_eq!(address_mark(member(1), &address), address_mark(member(1), &address));
        assert_ne!(address_mark(member(1), &address), address_mark(member(2), &address));
    }
}
