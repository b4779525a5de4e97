//! A conversation: the invitation, and everything about an own seat.

use super::Words;
use crate::domain::letter::{ConversationLetter, Notice};
use crate::domain::time::Timestamp;
use crate::mail::html::Html;

const CALENDAR: &str = "In de bijlage zit een bestand voor je agenda.";
const GIVE_UP: &str = "Kun je toch niet? Laat het weten op je eigen pagina. Dan kan iemand anders komen.";
const NAMED: &str =
    "Zeg je ja? Dan ziet wie het gesprek organiseert je naam. Zeg je nee of niets? Dan ziet niemand je naam.";
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
    match &letter.notice {
        Notice::Invitation { reply_by, seats, by_draw } => invitation(letter, *reply_by, *seats, *by_draw),
        Notice::Waiting { position } => in_line(
            format!("Je staat op de wachtlijst: {title}"),
            format!("Alle plekken bij \"{title}\" zijn bezet. Je staat op de wachtlijst, op plek {position}."),
        ),
        Notice::NotDrawn { position } => in_line(
            format!("De loting: je staat op de wachtlijst voor {title}"),
            format!(
                "We hebben geloot wie er komt bij \"{title}\". Je bent niet geloot. \
                 Je staat op de wachtlijst, op plek {position}."
            ),
        ),
        Notice::PlaceFree { reply_by } => News {
            subject: format!("Er is een plek vrij: {title}"),
            opening: format!(
                "Er is een plek vrij bij \"{title}\". Wil je die? Zeg het vóór {}.",
                reply_by.in_amsterdam()
            ),
            more: vec!["Zeg je niets? Dan gaat de plek naar de volgende op de wachtlijst.".to_owned()],
            button: "Neem de plek, of niet",
        },
        Notice::Report => News {
            subject: format!("Het verslag: {title}"),
            opening: format!("Het verslag van het gesprek \"{title}\" staat op de site. Jij had een plek."),
            more: vec!["Mist er iets? Dan kun je er twee weken lang een aanvulling bij schrijven.".to_owned()],
            button: "Lees het verslag",
        },
        Notice::Seat | Notice::Changed | Notice::Cancelled { .. } | Notice::Reminder => own_seat(letter),
    }
}

fn invitation(letter: &ConversationLetter, reply_by: Timestamp, seats: i32, by_draw: bool) -> News {
    let title = &letter.title;
    let how = if by_draw {
        format!("Er zijn {seats} plekken. Zeggen meer mensen ja? Dan loten we wie er komt.")
    } else {
        format!("Er zijn {seats} plekken. Wie het eerst ja zegt, heeft een plek. Daarna is er een wachtlijst.")
    };
    News {
        subject: format!("Praat mee: {title}"),
        opening: format!("Je bent uitgenodigd voor een gesprek: \"{title}\"."),
        more: vec![
            letter.purpose.clone(),
            how,
            format!("Zeg ja of nee. Dat kan tot {}.", reply_by.in_amsterdam()),
            NAMED.to_owned(),
        ],
        button: "Zeg ja of nee",
    }
}

fn in_line(subject: String, opening: String) -> News {
    let more = vec!["Komt er een plek vrij? Dan krijg je een mail. Je hoeft nu niets te doen.".to_owned()];
    News { subject, opening, more, button: "Open je eigen pagina" }
}

/// What who has a seat hears of it.
fn own_seat(letter: &ConversationLetter) -> News {
    let title = &letter.title;
    let in_calendar = letter.event.is_some();
    let (subject, opening, calendar, rest): (String, String, &str, &[&str]) = match &letter.notice {
        Notice::Cancelled { reason } => (
            format!("Gaat niet door: {title}"),
            format!("Het gesprek \"{title}\" gaat niet door. Dit is de reden:\n{reason}"),
            "Met het bestand in de bijlage haal je het uit je agenda.",
            &[],
        ),
        Notice::Changed => (
            format!("Andere tijd of plaats: {title}"),
            format!("De tijd of de plaats van \"{title}\" is veranderd. Zo is het nu:"),
            CALENDAR,
            &[GIVE_UP],
        ),
        Notice::Reminder => (
            format!("Bijna: {title}"),
            format!("Over een dag is het gesprek \"{title}\". Je hebt een plek."),
            CALENDAR,
            &["Neem je telefoon mee. Op je eigen pagina staat de code voor bij de deur.", GIVE_UP],
        ),
        _ => (
            format!("Je hebt een plek: {title}"),
            format!("Je hebt een plek bij \"{title}\". Fijn dat je komt."),
            CALENDAR,
            &["Op je eigen pagina staat een code. Laat die zien als je binnenkomt.", GIVE_UP],
        ),
    };
    let more = in_calendar.then_some(calendar).into_iter().chain(rest.iter().copied());
    News { subject, opening, more: more.map(str::to_owned).collect(), button: "Open je eigen pagina" }
}
