//! No letters about rounds until a day. Login letters and news of a withdrawn round still come. Nothing is noted about
//! when a member asked for it.

use crate::domain::ids::MemberId;
use crate::domain::time::Day;
use crate::service::{Code, Platform, Refusal};
use crate::store::mail_pause;

/// Longest pause, in years.
const LONGEST: i16 = 2;

/// The day on which the member's letters come again; none if there is no pause, or it is over.
pub async fn until(platform: &Platform, member: MemberId) -> Result<Option<Day>, Refusal> {
    let today = platform.clock.now().day();
    Ok(mail_pause::find(&platform.db, member).await?.filter(|until| *until > today))
}

/// Begins, changes or ends a pause. A day that is not after today, or further than two years ahead, is refused.
pub async fn set(platform: &Platform, member: MemberId, until: Option<Day>) -> Result<Option<Day>, Refusal> {
    check(platform, until)?;
    mail_pause::set(&platform.db.direct(), member, until).await?;
    Ok(until)
}

/// Refuses what is no end of a pause.
pub(super) fn check(platform: &Platform, until: Option<Day>) -> Result<(), Refusal> {
    let today = platform.clock.now().day();
    if until.is_some_and(|until| until <= today || until > today.years_later(LONGEST)) {
        return Err(Refusal::about(Code::FieldInvalid, "until"));
    }
    Ok(())
}
