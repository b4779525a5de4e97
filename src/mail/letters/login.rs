//! Link and code to sign in; one of each for everybody behind the address.

use super::Words;
use crate::domain::letter::LoginIdentity;
use crate::mail::html::Html;

const NOT_ASKED: &str = "Heb jij dit niet gevraagd? Dan hoef je niets te doen. Geef de code aan niemand.";

/// The letter in words. `site` is the name of the site, `minutes` how long link and code work.
pub fn words(identities: &[LoginIdentity], minutes: i64, site: &str) -> Words {
    let works = format!("De link en de code werken {minutes} minuten, en één keer.");
    let several = identities.len() > 1;
    let mut text = String::new();
    let mut html = Html::default();
    if several {
        let shared = "Meer leden gebruiken dit mailadres. Kies je eigen naam.";
        text += &format!("Hoi,\n\n{shared}\n\n");
        html = html.paragraph("Hoi,").paragraph(shared);
    }
    for LoginIdentity { first_name, link, code } in identities {
        let code = spaced(code);
        if several {
            text += &format!("{first_name}\n");
            html = html.heading(first_name);
        } else {
            text += &format!("Hoi {first_name},\n\n");
            html = html.paragraph(&format!("Hoi {first_name},"));
        }
        text += &format!("Log in met deze link:\n{link}\n\nOf vul deze code in: {code}\n\n");
        html = html.button("Log in", link).paragraph("Of vul deze code in:").code(&code);
    }
    text += &format!("{works}\n\n{NOT_ASKED}");
    html = html.paragraph(&works).paragraph(NOT_ASKED);
    Words { subject: format!("Inloggen bij {site}"), preview: works, text, html }
}

/// Six digits in two groups.
fn spaced(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, rest)) if !rest.is_empty() => format!("{first} {rest}"),
        _ => code.to_owned(),
    }
}
