//! What somebody says, made tidy, and what makes it impossible to keep.

use super::{Link, Said, Step};
use crate::domain::draft::Flaw;
use crate::domain::time::Day;
use crate::domain::web_address::is_https;

const TEXT_LIMIT: usize = 1_000;
const NAME_LIMIT: usize = 120;
const MOST_LINKS: usize = 5;
/// Longest that an answer can be put off, in years from today.
const LONGEST: i16 = 2;

impl Said {
    /// The same with white space trimmed and empty labels left out.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.text = self.text.trim().to_owned();
        if let Step::Discussed { body, .. } = &mut self.step {
            *body = body.trim().to_owned();
        }
        for link in &mut self.links {
            link.url = link.url.trim().to_owned();
            link.label = link.label.take().map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
        }
        self
    }

    /// The first thing that makes this impossible to keep `today`, of a round that was published on `published`.
    #[must_use]
    pub fn flaw(&self, published: Day, today: Day) -> Option<Flaw> {
        let flaw = |field: &str, message: &str| Some(Flaw { field: field.to_owned(), message: message.to_owned() });
        match &self.step {
            Step::Discussed { body, .. } if body.is_empty() || !fits(body, NAME_LIMIT) => {
                return flaw("body", "Vul in waar dit is besproken, in hoogstens 120 tekens.");
            }
            Step::Discussed { on, .. } if *on < published || *on > today => {
                return flaw("day", "Kies een dag na de uitslag, tot en met vandaag.");
            }
            Step::Postponed { due } if *due <= today || *due > today.years_later(LONGEST) => {
                return flaw("day", "Kies een dag na vandaag, hoogstens twee jaar vooruit.");
            }
            step if self.text.is_empty() && !matches!(step, Step::Discussed { .. }) => {
                return flaw("text", "Leg uit waarom, of wat er is gedaan.");
            }
            _ => {}
        }
        if !fits(&self.text, TEXT_LIMIT) {
            return flaw("text", "Dit mag hoogstens 1000 tekens lang zijn, zonder vreemde tekens.");
        }
        if self.links.len() > MOST_LINKS {
            return flaw("links", "Geef hoogstens vijf links.");
        }
        for (i, Link { label, url }) in self.links.iter().enumerate() {
            if !is_https(url) {
                return flaw(&format!("links.{i}.url"), "Een link begint met https:// en heeft geen spaties.");
            }
            if label.as_deref().is_some_and(|label| !fits(label, NAME_LIMIT)) {
                return flaw(&format!("links.{i}.label"), "Dit mag hoogstens 120 tekens lang zijn.");
            }
        }
        None
    }
}

fn fits(text: &str, limit: usize) -> bool {
    text.chars().count() <= limit && !text.chars().any(|c| c.is_control() && c != '\n')
}
