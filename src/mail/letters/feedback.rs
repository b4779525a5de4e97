//! What was done with the outcome of a statement.

use super::Words;
use crate::domain::letter::FeedbackLetter;
use crate::mail::html::Html;

const WHY: &str = "Je krijgt deze mail omdat je hebt meegedaan. Wat je hebt geantwoord, weten we niet.";

/// The letter in words.
pub fn words(letter: &FeedbackLetter) -> Words {
    let FeedbackLetter { first_name, title, statement, said, link } = letter;
    let opening = format!("Je deed mee aan de ronde \"{title}\". Er is nieuws over deze stelling:");
    let news = said.step.sentence();
    let words = if said.step.has_reason() { format!("De reden: {}", said.text) } else { said.text.clone() };
    let more = said.links.iter().map(|link| match &link.label {
        Some(label) => format!("{label}: {}", link.url),
        None => link.url.clone(),
    });
    let more: Vec<String> = more.collect();
    let parts = [
        format!("Hoi {first_name},"),
        opening.clone(),
        format!("\"{statement}\""),
        news.clone(),
        words.clone(),
        more.join("\n"),
        format!("Lees alles na:\n{link}"),
        WHY.to_owned(),
    ];
    let text: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut html = Html::default()
        .paragraph(&format!("Hoi {first_name},"))
        .paragraph(&opening)
        .heading(statement)
        .paragraph(&news)
        .paragraph(&words);
    for line in &more {
        html = html.paragraph(line);
    }
    let html = html.button("Lees alles na", link).paragraph(WHY);
    Words { subject: format!("Wat is ermee gedaan? {statement}"), preview: news, text: text.join("\n\n"), html }
}
