//! A round was taken back.

use super::Words;
use crate::mail::html::Html;

const NOTHING: &str = "Er komt geen uitslag. De sleutels van deze ronde zijn vernietigd. Je hoeft niets te doen.";

/// The letter in words.
pub fn words(first_name: &str, title: &str, reason: &str) -> Words {
    let opening = format!("De ronde \"{title}\" is ingetrokken. Dit is de reden:");
    let text = format!("Hoi {first_name},\n\n{opening}\n\n{reason}\n\n{NOTHING}");
    let html = Html::default()
        .paragraph(&format!("Hoi {first_name},"))
        .paragraph(&opening)
        .paragraph(reason)
        .paragraph(NOTHING);
    Words { subject: format!("Ingetrokken: {title}"), preview: "Er komt geen uitslag.".to_owned(), text, html }
}
