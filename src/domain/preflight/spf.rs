//! The SPF record of a domain (RFC 7208): who may send in its name, and whether others are refused.

use super::{Finding, Txt};

/// Most look-ups that a receiver does for one record (RFC 7208, 4.6.4).
const LOOKUPS: usize = 10;

/// An SPF record in its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spf {
    terms: Vec<String>,
}

impl Spf {
    /// The one SPF record among these; otherwise what is wrong.
    pub fn find(found: &Txt) -> Result<Self, Finding> {
        let records = match found {
            Txt::Records(records) => records,
            Txt::Absent => return Err(Finding::SpfMissing),
            Txt::Unknown => return Err(Finding::SpfUnknown),
        };
        let mut own = records.iter().map(|record| record.trim().to_lowercase()).filter(|record| is_spf(record));
        let first = own.next().ok_or(Finding::SpfMissing)?;
        if own.next().is_some() {
            return Err(Finding::SpfSeveral);
        }
        Ok(Self { terms: first.split_whitespace().skip(1).map(str::to_owned).collect() })
    }

    /// Look-ups that a receiver does for the terms of this record, without those of the records that it includes.
    #[must_use]
    pub fn lookups(&self) -> usize {
        self.terms.iter().filter(|term| looks_up(term)).count()
    }

    /// Names whose records it includes.
    #[must_use]
    pub fn includes(&self) -> Vec<&str> {
        self.terms.iter().filter_map(|term| bare(term).strip_prefix("include:")).collect()
    }

    /// The name whose record decides in its place (RFC 7208, 6.1): only where it has no `all` of its own.
    #[must_use]
    pub fn redirect(&self) -> Option<&str> {
        let named = || self.terms.iter().find_map(|term| term.strip_prefix("redirect="));
        if self.all().is_some() { None } else { named() }
    }

    fn all(&self) -> Option<&str> {
        self.terms.iter().map(String::as_str).find(|term| bare(term) == "all")
    }

    /// What it says of everybody else. `lookups` is of the whole tree of records.
    #[must_use]
    pub fn judge(&self, lookups: usize) -> Finding {
        match self.all() {
            Some("all" | "+all") => Finding::SpfOpen,
            Some("-all" | "~all") if lookups > LOOKUPS => Finding::SpfTooManyLookups,
            Some("-all" | "~all") => Finding::SpfFine,
            _ => Finding::SpfUndecided,
        }
    }
}

fn is_spf(record: &str) -> bool {
    record == "v=spf1" || record.starts_with("v=spf1 ")
}

/// A term without its qualifier.
fn bare(term: &str) -> &str {
    term.trim_start_matches(['+', '-', '~', '?'])
}

fn looks_up(term: &str) -> bool {
    let bare = bare(term);
    let name = bare.split([':', '/', '=']).next().unwrap_or(bare);
    matches!(name, "include" | "a" | "mx" | "ptr" | "exists" | "redirect")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(records: &[&str]) -> Finding {
        let found = Txt::Records(records.iter().map(|record| (*record).to_owned()).collect());
        Spf::find(&found).map_or_else(|finding| finding, |spf| spf.judge(spf.lookups()))
    }

    #[test]
    fn one_record_that_refuses_others_is_fine() {
        assert_eq!(judged(&["v=spf1 mx include:mail.example -all"]), Finding::SpfFine);
        assert_eq!(judged(&["google-site-verification=x", "V=SPF1 ip4:192.0.2.1 ~ALL"]), Finding::SpfFine);
    }

    #[test]
    fn none_several_and_an_open_one_are_red() {
        assert_eq!(judged(&["something else"]), Finding::SpfMissing);
        assert_eq!(judged(&["v=spf10 -all"]), Finding::SpfMissing);
        assert_eq!(judged(&["v=spf1 -all", "v=spf1 mx -all"]), Finding::SpfSeveral);
        assert_eq!(judged(&["v=spf1 +all"]), Finding::SpfOpen);
        assert_eq!(judged(&["v=spf1 mx all"]), Finding::SpfOpen);
        assert_eq!(Spf::find(&Txt::Absent), Err(Finding::SpfMissing));
        assert_eq!(Spf::find(&Txt::Unknown), Err(Finding::SpfUnknown));
    }

    #[test]
    fn one_that_decides_nothing_or_asks_too_much_is_a_warning() {
        assert_eq!(judged(&["v=spf1 mx ?all"]), Finding::SpfUndecided);
        assert_eq!(judged(&["v=spf1 mx"]), Finding::SpfUndecided);
        let many = format!("v=spf1 {} -all", "include:a.example ".repeat(11));
        assert_eq!(judged(&[&many]), Finding::SpfTooManyLookups);
    }

    #[test]
    fn its_includes_and_redirect_are_names_and_its_own_all_goes_before_a_redirect() {
        let spf = |text: &str| Spf::find(&Txt::Records(vec![text.to_owned()])).ok();
        let record =
            spf("v=spf1 a mx:b.example ip4:192.0.2.0/24 include:c.example ?include:d.example redirect=e.example");
        let record = record.as_ref();
        assert_eq!(record.map(Spf::includes), Some(vec!["c.example", "d.example"]));
        assert_eq!(record.and_then(Spf::redirect), Some("e.example"));
        assert_eq!(record.map(Spf::lookups), Some(5));
        assert_eq!(spf("v=spf1 redirect=e.example -all").as_ref().and_then(Spf::redirect), None);
    }
}
