//! The DKIM key of a selector (RFC 6376, 3.6.1): with it receivers check that a letter was not changed.

use super::{Finding, Txt, tag};

/// What the records at `<selector>._domainkey.<domain>` say.
#[must_use]
pub fn judge(found: &Txt) -> Finding {
    let records = match found {
        Txt::Records(records) => records,
        Txt::Absent => return Finding::DkimMissing,
        Txt::Unknown => return Finding::DkimUnknown,
    };
    let keys: Vec<&str> = records.iter().filter_map(|record| tag(record, "p")).collect();
    if keys.is_empty() {
        Finding::DkimMissing
    } else if keys.iter().all(|key| key.is_empty()) {
        Finding::DkimRevoked
    } else {
        Finding::DkimFine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_there_or_taken_back_or_not_there() {
        let judged = |record: &str| judge(&Txt::Records(vec![record.to_owned()]));
        assert_eq!(judged("v=DKIM1; k=rsa; p=MIGfMA0"), Finding::DkimFine);
        assert_eq!(judged("k=ed25519;p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), Finding::DkimFine);
        assert_eq!(judged("v=DKIM1; p="), Finding::DkimRevoked);
        assert_eq!(judged("v=spf1 -all"), Finding::DkimMissing);
        assert_eq!(judge(&Txt::Absent), Finding::DkimMissing);
        assert_eq!(judge(&Txt::Unknown), Finding::DkimUnknown);
    }
}
