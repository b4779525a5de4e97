//! The features that the member file gives: region, age band and gender, as a person has them and as the membership does.

use std::collections::BTreeMap;

use super::terms::Target;
use crate::domain::publication::AGE_STARTS;

/// What is not in the member file is a value too, so that nobody is left out for it.
const UNKNOWN: &str = "onbekend";

/// A feature from the member file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberFeature {
    /// Region of the afdeling.
    Region,
    /// Age at the end of the year, in the bands of the results.
    Age,
    /// As the member file has it.
    Gender,
}

/// What the member file says of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// Region of the afdeling.
    pub region: &'a str,
    /// Year of birth.
    pub born: Option<i32>,
    /// Gender.
    pub gender: Option<&'a str>,
}

impl MemberFeature {
    /// What it is called in terms and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region => "regio",
            Self::Age => "leeftijd",
            Self::Gender => "geslacht",
        }
    }

    /// This person's value, in this year.
    #[must_use]
    pub fn value(self, person: &Person<'_>, year: i32) -> String {
        match self {
            Self::Region => person.region.to_owned(),
            Self::Age => age_band(person.born, year),
            Self::Gender => person.gender.unwrap_or(UNKNOWN).to_owned(),
        }
    }

    /// The target that these people (the whole membership) give, its values in alphabetical order.
    #[must_use]
    pub fn target<'a>(self, people: impl IntoIterator<Item = Person<'a>>, year: i32) -> Target {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for person in people {
            *counts.entry(self.value(&person, year)).or_default() += 1;
        }
        Target { feature: self.name().to_owned(), shared: false, counts: counts.into_iter().collect() }
    }
}

/// `0-29`, `30-44` … `75+`, or unknown.
fn age_band(born: Option<i32>, year: i32) -> String {
    let Some(age) = born.map(|born| year.saturating_sub(born)).filter(|age| *age >= 0) else {
        return UNKNOWN.to_owned();
    };
    let from = AGE_STARTS.iter().rev().find(|start| **start <= age).copied().unwrap_or(0);
    match AGE_STARTS.iter().find(|start| **start > age) {
        Some(next) => format!("{from}-{}", next - 1),
        None => format!("{from}+"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_falls_in_the_bands_of_the_results_and_an_unknown_one_in_its_own() {
        let band = |born| age_band(born, 2030);
        let born = [2016, 2001, 2000, 1986, 1985, 1971, 1970, 1956, 1955, 1930];
        let bands = ["0-29", "0-29", "30-44", "30-44", "45-59", "45-59", "60-74", "60-74", "75+", "75+"];
        assert_eq!(born.map(|born| band(Some(born))), bands);
        assert_eq!([band(None), band(Some(2031))], ["onbekend", "onbekend"]);
    }

    #[test]
    fn a_target_counts_everybody_once() {
        let person = |region, gender| Person { region, born: None, gender };
        let people = [person("Zuid", Some("v")), person("Noord", None), person("Zuid", Some("m"))];
        let counts = |feature: MemberFeature| feature.target(people, 2030).counts;
        let of = |counts: &[(&str, u64)]| counts.iter().map(|(value, n)| ((*value).to_owned(), *n)).collect::<Vec<_>>();
        assert_eq!(counts(MemberFeature::Region), of(&[("Noord", 1), ("Zuid", 2)]));
        assert_eq!(counts(MemberFeature::Gender), of(&[("m", 1), ("onbekend", 1), ("v", 1)]));
        assert_eq!(counts(MemberFeature::Age), of(&[("onbekend", 3)]));
    }
}
