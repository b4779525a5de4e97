//! A round is open: take part. The parts that the reminder has as well stand here.

use super::Words;
use crate::domain::letter::{PreviousRound, RoundLetter};
use crate::mail::html::Html;

pub(super) const SECRET: &str = "Je stem is geheim. Wij weten dát je hebt meegedaan, maar niet wát je hebt geantwoord.";
pub(super) const PERSONAL: &str = "Deze link is alleen voor jou. Stuur deze mail dus niet door.";
pub(super) const ROOT: &str =
    "Controlegetal van deze ronde. Op de pagina staat hetzelfde getal. Is het anders? Stem dan niet en meld het.";

/// The letter in words.
pub fn words(letter: &RoundLetter) -> Words {
    let RoundLetter { first_name, branch_name, title, link, .. } = letter;
    let closes = letter.closes_at.in_amsterdam();
    let opening = format!(
        "De ronde \"{title}\" is open. Wat vind jij? Je krijgt {} te zien. Dat kost een paar minuten.",
        number(letter.statements.len())
    );
    let introduction = letter.introduction.as_deref().unwrap_or_default();
    let until = format!("Meedoen kan tot {closes}. Je doet mee als lid van afdeling {branch_name}.");
    let purpose = letter.purpose.meaning();
    let previous = letter.previous.as_ref();
    let text = format!(
        "Hoi {first_name},\n\n{}{opening}\n\n{}{purpose}\n\nDe stellingen:\n{}\n\nDoe mee:\n{link}\n\n{until}\n\n{SECRET}\n{PERSONAL}\n\n{}",
        previous.map(before).unwrap_or_default(),
        spaced(introduction),
        numbered(&letter.statements),
        root(letter)
    );
    let html = Html::default().paragraph(&format!("Hoi {first_name},"));
    let html = match previous {
        Some(previous) => html
            .paragraph(&what_was_done(previous))
            .list(&lines(previous))
            .small_link("Wil je meer weten?", "Lees het na", &previous.link)
            .heading("De nieuwe ronde"),
        None => html,
    };
    let html = html
        .paragraph(&opening)
        .paragraph(introduction)
        .paragraph(purpose)
        .heading("De stellingen")
        .list(&letter.statements)
        .button("Doe mee", link)
        .paragraph(&until)
        .paragraph(SECRET)
        .paragraph(PERSONAL)
        .small(ROOT)
        .small(&letter.root);
    Words { subject: format!("Doe mee: {title}"), preview: format!("Meedoen kan tot {closes}."), text, html }
}

/// What was done with the round before this one, to open with.
fn before(previous: &PreviousRound) -> String {
    let what = what_was_done(previous);
    format!("{what}\n{}\nLees het na: {}\n\n", numbered(&lines(previous)), previous.link)
}

fn what_was_done(previous: &PreviousRound) -> String {
    format!("Eerst dit: wat is er gedaan met de vorige ronde, \"{}\"?", previous.title)
}

fn lines(previous: &PreviousRound) -> Vec<String> {
    previous.answers.iter().map(|(statement, said)| format!("{}. {said}", statement.trim_end_matches('.'))).collect()
}

/// The statements, one a line.
pub(super) fn numbered(statements: &[String]) -> String {
    let lines = (1..).zip(statements).map(|(number, text)| format!("{number}. {text}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The control number with what it is for.
pub(super) fn root(letter: &RoundLetter) -> String {
    format!("{ROOT}\n{}", letter.root)
}

fn number(statements: usize) -> String {
    if statements == 4 { "vier stellingen".to_owned() } else { format!("{statements} stellingen") }
}

fn spaced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n\n") }
}
