//! The invitation as it will look, for somebody of staff.

use super::{Words, invitation};
use crate::domain::letter::RoundLetter;
use crate::mail::html::Html;

const THIS: &str = "Dit is een proefmail. Zo ziet de uitnodiging eruit. De link in deze mail werkt niet.";

/// The letter in words.
pub fn words(letter: &RoundLetter) -> Words {
    let Words { subject, preview, text, html } = invitation::words(letter);
    Words {
        subject: format!("Proef: {subject}"),
        preview,
        text: format!("{THIS}\n\n{text}"),
        html: Html::default().paragraph(THIS).rule().then(&html),
    }
}
