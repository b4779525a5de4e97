//! A round closes soon, and you can still take part.

use super::Words;
use super::invitation::{PERSONAL, ROOT, SECRET, numbered, root};
use crate::domain::letter::RoundLetter;
use crate::mail::html::Html;

const ENOUGH: &str = "Doe je deze keer niet mee? Kies dan op de pagina \"Deze keer niet\". \
    Dit is de enige herinnering die je over deze ronde krijgt.";

/// The letter in words.
pub fn words(letter: &RoundLetter) -> Words {
    let RoundLetter { first_name, branch_name, title, link, .. } = letter;
    let closes = letter.closes_at.in_amsterdam();
    let opening = format!("Je kunt nog meedoen aan de ronde \"{title}\". Je hebt nog tot {closes}.");
    let member = format!("Je doet mee als lid van afdeling {branch_name}. {}", letter.purpose.meaning());
    let text = format!(
        "Hoi {first_name},\n\n{opening}\n\nDe stellingen:\n{}\n\nDoe mee:\n{link}\n\n{member}\n\n{SECRET}\n{PERSONAL}\n\n{ENOUGH}\n\n{}",
        numbered(&letter.statements),
        root(letter)
    );
    let html = Html::default()
        .paragraph(&format!("Hoi {first_name},"))
        .paragraph(&opening)
        .heading("De stellingen")
        .list(&letter.statements)
        .button("Doe mee", link)
        .paragraph(&member)
        .paragraph(SECRET)
        .paragraph(PERSONAL)
        .paragraph(ENOUGH)
        .small(ROOT)
        .small(&letter.root);
    Words {
        subject: format!("Je kunt nog meedoen: {title}"),
        preview: format!("Je hebt nog tot {closes}."),
        text,
        html,
    }
}
