//! The result of a round stands.

use super::Words;
use crate::domain::letter::OutcomeLine;
use crate::domain::list::Seal;
use crate::domain::merkle::TreeHash;
use crate::mail::html::Html;

const CHECK: &str = "Met je persoonlijke code kun je nakijken of je stem meetelt:";
const SEALS: &str = "Van elke stelling staat een lijst met alle antwoorden op de site, zonder namen. Aan deze kenmerken is te \
    zien dat een lijst niet is veranderd:";
const NO_SAMPLE: &str = "Wie antwoordt kiest zelf; dit is geen steekproef.";

const TURNOUT_ONLY: &str = "Er zijn te weinig antwoorden, of ze lijken te veel op elkaar. Daarom laten we ze niet zien. \
                            Zo kan niemand uitzoeken wat één lid heeft geantwoord.";

/// What the letter is about.
pub struct Facts<'a> {
    /// First name of the receiver.
    pub first_name: &'a str,
    /// Title of the round.
    pub title: &'a str,
    /// Ballots counted; none where that is not told.
    pub ballots: Option<i64>,
    /// Members on the roll.
    pub roll: i64,
    /// One for each statement; none when there is turnout only.
    pub outcomes: &'a [OutcomeLine],
    /// What fixes the public list of each statement.
    pub seals: &'a [Seal],
    /// Page with the result.
    pub link: &'a str,
}

/// The letter in words.
pub fn words(facts: &Facts<'_>) -> Words {
    let Facts { first_name, title, link, .. } = facts;
    let counted = facts.ballots.map(|ballots| format!("Er zijn {} stemmen geteld", grouped(ballots)));
    let roll = grouped(facts.roll);
    let counted_of = counted.as_ref().map(|counted| format!(" {counted}, van {roll} leden op de kiezerslijst."));
    let turnout = format!("De uitslag van \"{title}\" staat vast.{}", counted_of.unwrap_or_default());
    let lines: Vec<String> = facts.outcomes.iter().map(outcome).collect();
    let begun = Html::default().paragraph(&format!("Hoi {first_name},")).paragraph(&turnout);
    let (outcome, html) = if lines.is_empty() {
        (TURNOUT_ONLY.to_owned(), begun.paragraph(TURNOUT_ONLY))
    } else {
        let numbered: Vec<String> = (1..).zip(&lines).map(|(number, line)| format!("{number}. {line}")).collect();
        (format!("{}\n\n{NO_SAMPLE}", numbered.join("\n")), begun.list(&lines).paragraph(NO_SAMPLE))
    };
    let mut text = format!("Hoi {first_name},\n\n{turnout}\n\n{outcome}\n\nBekijk de hele uitslag:\n{link}");
    let mut html = html.button("Bekijk de hele uitslag", link);
    if !facts.seals.is_empty() {
        let check = format!("{link}/nakijken");
        let seals: Vec<String> = (1..).zip(facts.seals).flat_map(sealed).collect();
        text += &format!("\n\n{CHECK}\n{check}\n\n{SEALS}\n{}", seals.join("\n"));
        html = html.small_link(CHECK, "Kijk je stem na", &check).small(SEALS);
        html = seals.iter().fold(html, |html, seal| html.small(seal));
    }
    let preview = counted.map_or_else(|| turnout.clone(), |counted| format!("{counted}."));
    Words { subject: format!("De uitslag: {title}"), preview, text, html }
}

fn sealed((number, seal): (usize, &Seal)) -> [String; 2] {
    let line = |what: &str, hash: &TreeHash| format!("Stelling {number}, {what}: {}", hash.groups());
    [line("SHA-256", &seal.sha256), line("boom", &seal.root)]
}

fn outcome(line: &OutcomeLine) -> String {
    match line.agree_disagree {
        Some((agree, disagree)) => {
            format!("{}: {agree} % (helemaal) mee eens, {disagree} % (helemaal) mee oneens.", line.text)
        }
        None => format!("{}: niemand had een mening.", line.text),
    }
}

/// 25001 as `25.001`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_written_the_dutch_way() {
        assert_eq!([0, 999, 1000, 25_001, 1_234_567].map(grouped), ["0", "999", "1.000", "25.001", "1.234.567"]);
    }

    #[test]
    fn a_result_with_turnout_only_says_why_and_is_no_empty_list() {
        let facts = Facts {
            first_name: "Ans",
            title: "Bus",
            ballots: None,
            roll: 130,
            outcomes: &[],
            seals: &[],
            link: "https://x",
        };
        let letter = words(&facts);
        assert!(letter.text.contains(TURNOUT_ONLY) && !letter.text.contains(NO_SAMPLE), "{}", letter.text);
        assert!(!letter.text.contains("stemmen geteld") && letter.preview.contains("staat vast"), "{}", letter.text);
        let told = words(&Facts { ballots: Some(1_204), ..facts });
        assert!(told.text.contains("Er zijn 1.204 stemmen geteld, van 130 leden"), "{}", told.text);
        assert_eq!(told.preview, "Er zijn 1.204 stemmen geteld.");
    }

    #[test]
    fn a_statement_without_opinions_says_so() {
        let line = OutcomeLine { text: "De bus".to_owned(), agree_disagree: None };
        assert_eq!(outcome(&line), "De bus: niemand had een mening.");
    }
}
