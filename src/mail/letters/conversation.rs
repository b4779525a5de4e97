//! A conversation: the invitation, and everything about an own seat.

use super::Words;
use crate::domain::letter::{ConversationLetter, Notice};
use crate::mail::html::Html;

const CALENDAR: &str = "In de bijlage zit een bestand voor je agenda.";
const GIVE_UP: &str = "Kun je toch niet? Laat het weten op je eigen pagina. Dan kan iemand anders komen.";
const OWN_PAGE: &str = "Deze link is van jou. Stuur hem niet door.";

/// What one notice says.
struct News {
    subject: String,
    opening: String,
    /// What follows after when and where.
    more: Vec<String>,
    button: &'static str,
}

/// The letter in words.
pub fn words(letter: &ConversationLetter) -> Words {
    let ConversationLetter { first_name, link, .. } = letter;
    let News { subject, opening, more, button } = news(letter);
    let facts = facts(letter);
    let mut text = vec![format!("Hoi {first_name},"), opening.clone(), facts.join("\n")];
    text.extend(more.iter().cloned());
    text.push(format!("{button}:\n{link}"));
    text.push(OWN_PAGE.to_owned());
    let mut html =
        Html::default().paragraph(&format!("Hoi {first_name},")).paragraph(&opening).paragraph(&facts.join("\n"));
    for paragraph in &more {
        html = html.paragraph(paragraph);
    }
    let html = html.button(button, link).small(OWN_PAGE);
    Words { subject, preview: opening, text: text.join("\n\n"), html }
}

/// When, where, from whom.
fn facts(letter: &ConversationLetter) -> Vec<String> {
    let mut facts = vec![
        format!("Wanneer: {}", letter.starts_at.in_amsterdam()),
        format!("Tot: {}", letter.ends_at.in_amsterdam()),
    ];
    facts.extend(letter.place.iter().map(|place| format!("Waar: {place}")));
    match &letter.online_link {
        Some(link) => facts.push(format!("Online: {link}")),
        None if letter.online => facts.push("Online: je krijgt de link als je een plek hebt.".to_owned()),
        None => {}
    }
    facts.push(format!("Wie nodigt uit: {}", letter.organiser));
    facts
}

fn news(letter: &ConversationLetter) -> News {
    let title = &letter.title;
    let file = |rest: &[&str]| -> Vec<String> {
        let calendar = letter.event.is_some().then_some(CALENDAR);
        calendar.into_iter().chain(rest.iter().copied()).map(str::to_owned).collect()
    };
    match &letter.notice {
        Notice::Invitation { reply_by, seats, by_draw } => News {
            subject: format!("Praat mee: {title}"),
            opening: format!("Je bent uitgenodigd voor een gesprek: \"{title}\"."),
            more: vec![
                letter.purpose.clone(),
                if *by_draw {
                    format!("Er zijn {seats} plekken. Zeggen meer mensen ja? Dan loten we wie er komt.")
                } else {
                    format!(
                        "Er zijn {seats} plekken. Wie het eerst ja zegt, heeft een plek. Daarna is er een wachtlijst."
                    )
                },
                format!("Zeg ja of nee. Dat kan tot {}.", reply_by.in_amsterdam()),
            ],
            button: "Zeg ja of nee",
        },
        Notice::Seat => News {
            subject: format!("Je hebt een plek: {title}"),
            opening: format!("Je hebt een plek bij \"{title}\". Fijn dat je komt."),
            more: file(&["Op je eigen pagina staat een code. Laat die zien als je binnenkomt.", GIVE_UP]),
            button: "Open je eigen pagina",
        },
        Notice::Waiting { position } => News {
            subject: format!("Je staat op de wachtlijst: {title}"),
            opening: format!("Alle plekken bij \"{title}\" zijn bezet. Je staat op de wachtlijst, op plek {position}."),
            more: vec!["Komt er een plek vrij? Dan krijg je een mail. Je hoeft nu niets te doen.".to_owned()],
            button: "Open je eigen pagina",
        },
        Notice::NotDrawn { position } => News {
            subject: format!("De loting: je staat op de wachtlijst voor {title}"),
            opening: format!(
                "We hebben geloot wie er komt bij \"{title}\". Je bent niet geloot. \
                 Je staat op de wachtlijst, op plek {position}."
            ),
            more: vec!["Komt er een plek vrij? Dan krijg je een mail. Je hoeft nu niets te doen.".to_owned()],
            button: "Open je eigen pagina",
        },
        Notice::PlaceFree { reply_by } => News {
            subject: format!("Er is een plek vrij: {title}"),
            opening: format!(
                "Er is een plek vrij bij \"{title}\". Wil je die? Zeg het vóór {}.",
                reply_by.in_amsterdam()
            ),
            more: vec!["Zeg je niets? Dan gaat de plek naar de volgende op de wachtlijst.".to_owned()],
            button: "Neem de plek, of niet",
        },
        Notice::Changed => News {
            subject: format!("Andere tijd of plaats: {title}"),
            opening: format!("De tijd of de plaats van \"{title}\" is veranderd. Zo is het nu:"),
            more: file(&[GIVE_UP]),
            button: "Open je eigen pagina",
        },
        Notice::Cancelled { reason } => News {
            subject: format!("Gaat niet door: {title}"),
            opening: format!("Het gesprek \"{title}\" gaat niet door. Dit is de reden:\n{reason}"),
            more: letter
                .event
                .iter()
                .map(|_| "Met het bestand in de bijlage haal je het uit je agenda.".to_owned())
                .collect(),
            button: "Open je eigen pagina",
        },
        Notice::Report => News {
            subject: format!("Het verslag: {title}"),
            opening: format!("Het verslag van het gesprek \"{title}\" staat op de site. Jij was erbij."),
            more: vec!["Mist er iets? Dan kun je er twee weken lang een aanvulling bij schrijven.".to_owned()],
            button: "Lees het verslag",
        },
        Notice::Reminder => News {
            subject: format!("Bijna: {title}"),
            opening: format!("Over een dag is het gesprek \"{title}\". Je hebt een plek."),
            more: file(&["Neem je telefoon mee. Op je eigen pagina staat de code voor bij de deur.", GIVE_UP]),
            button: "Open je eigen pagina",
        },
    }
}
