//! The settings that decide how rounds go, checked where they are read.

use std::collections::BTreeMap;

use clap::Args;

use super::keep::KeepArgs;
use super::settings::seconds;
use crate::domain::publication::{Rule, USUAL_GROUP};
use crate::service::Terms;

/// How rounds go.
#[derive(Args, Clone, Debug)]
pub struct RoundArgs {
    /// Name of the party or site
    #[arg(long, env = "PREFERENDUM_NAME", default_value = "Preferendum")]
    pub name: String,
    /// Time between closing and counting in which ballots that were begun can be finished, such as 15m
    #[arg(long, env = "PREFERENDUM_GRACE", default_value = "15m", value_parser = seconds)]
    pub grace: i64,
    /// Time before closing at which the one reminder leaves, such as 48h
    #[arg(long, env = "PREFERENDUM_REMINDER_BEFORE", default_value = "48h", value_parser = seconds)]
    pub reminder_before: i64,
    /// Fewest members on the roll of a counting area; at least 25
    #[arg(long, env = "PREFERENDUM_AREA_MINIMUM", default_value_t = 50, value_parser = clap::value_parser!(i64).range(25..))]
    pub area_minimum: i64,
    /// Fewest ballots of a group of afdelingen whose result is shown; at least 10
    #[arg(long, env = "PREFERENDUM_SMALLEST_GROUP", default_value = "25", value_parser = smallest_group)]
    pub smallest_group: i64,
    /// Where a region turns whose result cannot be shown by itself, such as Zeeland=Zuid-Holland,Flevoland=Utrecht
    #[arg(long, env = "PREFERENDUM_REGION_NEIGHBOURS", value_delimiter = ',', value_parser = neighbours)]
    pub region_neighbours: Vec<(String, String)>,
    /// How long data are kept
    #[command(flatten)]
    pub keep: KeepArgs,
}

impl RoundArgs {
    /// The defaults.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            name: "Preferendum".to_owned(),
            grace: 900,
            reminder_before: 172_800,
            area_minimum: 50,
            smallest_group: USUAL_GROUP,
            region_neighbours: Vec::new(),
            keep: KeepArgs::default(),
        }
    }

    /// The defaults, for commands that have nothing to do with rounds.
    #[must_use]
    pub fn nothing() -> Terms {
        Self::demo().terms("", "", "", false)
    }

    /// What acts depend on.
    #[must_use]
    pub fn terms(&self, public_url: &str, box_origin: &str, sender: &str, demo: bool) -> Terms {
        Terms {
            name: self.name.clone(),
            public_url: public_url.trim_end_matches('/').to_owned(),
            box_origin: box_origin.trim_end_matches('/').to_owned(),
            grace: self.grace,
            area_minimum: self.area_minimum,
            // A group that is too small was refused when the arguments were read.
            publication: Rule::new(self.smallest_group, self.region_neighbours.iter().cloned().collect())
                .unwrap_or_default(),
            reminder_before: self.reminder_before,
            sender: sender.to_owned(),
            keep: self.keep.lengths(),
            demo,
        }
    }
}

/// Reads a number of ballots; refuses groups that would betray their members.
fn smallest_group(text: &str) -> Result<i64, String> {
    let number = text.parse().map_err(|_| "write a whole number".to_owned())?;
    Rule::new(number, BTreeMap::new()).map(|rule| rule.smallest()).map_err(|error| error.to_string())
}

/// Reads `REGION=REGION`.
fn neighbours(text: &str) -> Result<(String, String), String> {
    match text.split_once('=').map(|(region, other)| (region.trim(), other.trim())) {
        Some((region, other)) if !region.is_empty() && !other.is_empty() => Ok((region.to_owned(), other.to_owned())),
        _ => Err("write REGION=REGION".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_fewer_than_ten_is_refused_and_neighbours_are_read_in_pairs() {
        assert_eq!(smallest_group("10"), Ok(10));
        assert!(smallest_group("9").is_err() && smallest_group("-25").is_err() && smallest_group("few").is_err());
        assert_eq!(neighbours("Zeeland = Zuid-Holland"), Ok(("Zeeland".to_owned(), "Zuid-Holland".to_owned())));
        assert!(neighbours("Zeeland").is_err() && neighbours("=Utrecht").is_err());
    }

    #[test]
    fn the_host_is_told_without_its_port() {
        let host = |url: &str| RoundArgs::demo().terms(url, url, "", false).host().to_owned();
        assert_eq!(host("https://leden.example.org"), "leden.example.org");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1");
    }
}
