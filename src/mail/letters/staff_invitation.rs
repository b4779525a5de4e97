//! Come and work with the platform. Says nothing about what somebody will be able to do.

use super::Words;
use crate::domain::time::Timestamp;
use crate::mail::html::Html;

const PHONE: &str = "Houd je telefoon bij de hand. Misschien heb je een app nodig die codes maakt.";
const NOT_EXPECTED: &str = "Weet je hier niets van? Dan hoef je niets te doen. Stuur deze mail niet door.";

/// The letter in words. `site` is the name of the site.
pub fn words(name: &str, link: &str, expires_at: Timestamp, site: &str) -> Words {
    let opening = format!("Je krijgt toegang tot het beheer van {site}. Open deze link om te beginnen:");
    let until = format!("De link werkt tot {}, en één keer.", expires_at.in_amsterdam());
    let text = format!("Hoi {name},\n\n{opening}\n{link}\n\n{until}\n\n{PHONE}\n\n{NOT_EXPECTED}");
    let html = Html::default()
        .paragraph(&format!("Hoi {name},"))
        .paragraph(&opening)
        .button("Begin", link)
        .paragraph(&until)
        .paragraph(PHONE)
        .paragraph(NOT_EXPECTED);
    Words { subject: format!("Uitnodiging voor het beheer van {site}"), preview: until, text, html }
}
