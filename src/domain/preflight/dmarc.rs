//! The DMARC policy of a domain: what receivers do with letters that only say they come from it.

use super::{Finding, Txt, tag};

/// Whose policy was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The domain's own.
    Own,
    /// That of a domain above it.
    Above,
}

/// Most names that are asked.
const NAMES: usize = 8;

/// Names at which a policy may stand, in the order in which they are asked: the domain itself, then every domain above it
/// that has two labels or more. Without a list of public suffixes this may ask one name too many; nothing stands there.
#[must_use]
pub fn climb(domain: &str) -> Vec<(Place, String)> {
    let labels: Vec<&str> = domain.trim_end_matches('.').split('.').collect();
    let above = (0..labels.len().saturating_sub(1)).filter_map(|from| labels.get(from..)).take(NAMES);
    let named = |(number, labels): (usize, &[&str])| {
        (if number == 0 { Place::Own } else { Place::Above }, format!("_dmarc.{}", labels.join(".")))
    };
    above.enumerate().map(named).collect()
}

/// What the records at one of these names say; none where there is no policy, so that the next name is asked.
#[must_use]
pub fn judge(place: Place, found: &Txt) -> Option<Finding> {
    let records = match found {
        Txt::Records(records) => records,
        Txt::Absent => return None,
        Txt::Unknown => return Some(Finding::DmarcUnknown),
    };
    let mut policies = records.iter().filter(|record| tag(record, "v") == Some("DMARC1"));
    let policy = policies.next()?;
    if policies.next().is_some() {
        return Some(Finding::DmarcInvalid);
    }
    let own = tag(policy, "p");
    let asks = match place {
        Place::Own => own,
        Place::Above => tag(policy, "sp").or(own),
    };
    Some(match asks.map(str::to_lowercase).as_deref() {
        Some("reject" | "quarantine") => Finding::DmarcFine,
        Some("none") => Finding::DmarcNone,
        _ => Finding::DmarcInvalid,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_asks_for_something_or_for_nothing_or_cannot_be_read() {
        let judged = |record: &str| judge(Place::Own, &Txt::Records(vec![record.to_owned()]));
        assert_eq!(judged("v=DMARC1; p=reject; rua=mailto:a@b.example"), Some(Finding::DmarcFine));
        assert_eq!(judged("v=DMARC1;p=Quarantine"), Some(Finding::DmarcFine));
        assert_eq!(judged("v=DMARC1; p=none"), Some(Finding::DmarcNone));
        assert_eq!(judged("v=DMARC1; p=later"), Some(Finding::DmarcInvalid));
        assert_eq!(judged("v=DMARC1; rua=mailto:a@b.example"), Some(Finding::DmarcInvalid));
        assert_eq!(judged("v=spf1 -all"), None);
        assert_eq!(judge(Place::Own, &Txt::Absent), None);
        assert_eq!(judge(Place::Own, &Txt::Unknown), Some(Finding::DmarcUnknown));
        let two = Txt::Records(vec!["v=DMARC1; p=none".to_owned(), "v=DMARC1; p=reject".to_owned()]);
        assert_eq!(judge(Place::Own, &two), Some(Finding::DmarcInvalid));
    }

    #[test]
    fn a_domain_above_speaks_for_those_below_it_and_may_ask_less_of_them() {
        let record = Txt::Records(vec!["v=DMARC1; p=reject; sp=none".to_owned()]);
        assert_eq!(judge(Place::Own, &record), Some(Finding::DmarcFine));
        assert_eq!(judge(Place::Above, &record), Some(Finding::DmarcNone));
        let names: Vec<String> = climb("post.leden.partij.example").into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["_dmarc.post.leden.partij.example", "_dmarc.leden.partij.example", "_dmarc.partij.example"]);
        assert_eq!(climb("localhost"), []);
    }
}
