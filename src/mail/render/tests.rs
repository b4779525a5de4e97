#![expect(clippy::unwrap_used, reason = "a test may fall over")]

use super::*;
use crate::domain::calendar::{Event, Method};
use crate::domain::feedback::{Link, Said, Step, Verdict};
use crate::domain::letter::{
    ConversationLetter, FeedbackLetter, LoginIdentity, Notice, OutcomeLine, PreviousRound, RoundLetter,
};
use crate::domain::list::Seal;
use crate::domain::merkle::TreeHash;
use crate::domain::round::Purpose;

fn frame() -> Frame {
    Frame {
        site: "Preferendum".to_owned(),
        sender: Sender::parse("Preferendum <post@example.org>").unwrap(),
        unsubscribe_address: "afmelden@example.org".to_owned(),
    }
}

fn rendered(content: Content, unsubscribe: Option<&str>) -> Email {
    let letter = Letter {
        to: "ans@leden.example".to_owned(),
        message_id: "<0198@leden.example.org>".to_owned(),
        content,
        unsubscribe: unsubscribe.map(str::to_owned),
    };
    render(&letter, &frame(), Timestamp(1_795_507_200))
}

fn round_letter() -> RoundLetter {
    RoundLetter {
        first_name: "Ans".to_owned(),
        branch_name: "Aalten".to_owned(),
        title: "Economie & financiën".to_owned(),
        introduction: Some("Over geld.".to_owned()),
        purpose: Purpose::Adviseren,
        closes_at: Timestamp(1_796_162_400),
        statements: ["Een", "Twee", "Drie", "Vier"].map(str::to_owned).to_vec(),
        link: "https://leden.example.org/r/TOKEN".to_owned(),
        root: "0123 4567".to_owned(),
        previous: None,
    }
}

/// What every letter keeps to.
fn check_manners(email: &Email) {
    assert!(email.html.starts_with("<!doctype html>\n<html lang=\"nl\">"), "{}", email.html);
    for outside in ["<img", "<script", "<link", "src=", "url(", "@import"] {
        assert!(!email.html.contains(outside), "{outside} in {}", email.html);
    }
    assert!(!email.text.contains('<'), "{}", email.text);
    assert!(!email.subject.contains('\n'));
}

#[test]
fn an_invitation_says_all_that_is_needed_to_take_part() {
    let email = rendered(Content::Invitation(round_letter()), Some("https://leden.example.org/afmelden/OFF"));
    check_manners(&email);
    assert_eq!(email.subject, "Doe mee: Economie & financiën");
    assert_eq!(
        email.text,
        "Hoi Ans,\n\n\
         De ronde \"Economie & financiën\" is open. Wat vind jij? Je krijgt vier stellingen te zien. Dat kost een paar minuten.\n\n\
         Over geld.\n\n\
         De uitslag is een advies. Daarna kiest het bestuur, en legt uit waarom.\n\n\
         De stellingen:\n1. Een\n2. Twee\n3. Drie\n4. Vier\n\n\
         Doe mee:\nhttps://leden.example.org/r/TOKEN\n\n\
         Meedoen kan tot dinsdag 1 december 2026, 23:00 uur. Je doet mee als lid van afdeling Aalten.\n\n\
         Je stem is geheim. Wij weten dát je hebt meegedaan, maar niet wát je hebt geantwoord.\n\
         Deze link is alleen voor jou. Stuur deze mail dus niet door.\n\n\
         Controlegetal van deze ronde. Op de pagina staat hetzelfde getal. Is het anders? Stem dan niet en meld het.\n\
         0123 4567\n\n\
         -- \nPreferendum\nWil je deze mails niet meer? Meld je af:\nhttps://leden.example.org/afmelden/OFF\n"
    );
    let button = "<a href=\"https://leden.example.org/r/TOKEN\" style=\"display:inline-block";
    assert_eq!(email.html.matches(button).count(), 1);
    assert!(email.html.contains(">https://leden.example.org/r/TOKEN</a>"), "the full address is there too");
    assert!(email.html.contains("Economie &amp; financiën"));
    assert!(email.html.contains("<li style=\"margin:0 0 8px\">Vier</li>"));
    assert!(email.html.contains("overflow:hidden\">Meedoen kan tot dinsdag 1 december 2026, 23:00 uur.</div>"));
    let unsubscribe = email.unsubscribe.unwrap();
    assert_eq!(unsubscribe.link, "https://leden.example.org/afmelden/OFF");
    assert_eq!(unsubscribe.mailto, "mailto:afmelden@example.org?subject=afmelden%20OFF");
}

#[test]
fn an_invitation_without_introduction_has_no_hole_in_it() {
    let email = rendered(Content::Invitation(RoundLetter { introduction: None, ..round_letter() }), None);
    assert!(email.text.contains("een paar minuten.\n\nDe uitslag is een advies."));
    assert!(!email.text.contains("\n\n\n"));
    assert!(!email.html.contains("<p style=\"margin:0 0 16px\"></p>"));
}

#[test]
fn an_invitation_opens_with_what_was_done_with_the_round_before() {
    let previous = PreviousRound {
        title: "Wonen".to_owned(),
        answers: vec![
            ("Een huis voor wie er woont".to_owned(), "De uitslag is overgenomen.".to_owned()),
            ("Meer huizen.".to_owned(), "Je hoort uiterlijk 15 januari 2027 wat ermee is gedaan.".to_owned()),
        ],
        link: "https://leden.example.org/rondes/1".to_owned(),
    };
    let email = rendered(Content::Invitation(RoundLetter { previous: Some(previous), ..round_letter() }), None);
    check_manners(&email);
    assert!(
        email.text.starts_with(
            "Hoi Ans,\n\n\
             Eerst dit: wat is er gedaan met de vorige ronde, \"Wonen\"?\n\
             1. Een huis voor wie er woont. De uitslag is overgenomen.\n\
             2. Meer huizen. Je hoort uiterlijk 15 januari 2027 wat ermee is gedaan.\n\
             Lees het na: https://leden.example.org/rondes/1\n\n\
             De ronde \"Economie & financiën\" is open."
        ),
        "{}",
        email.text
    );
    let (before, button) = (email.html.find("Eerst dit"), email.html.find(">Doe mee</a>"));
    assert!(before.is_some() && before < button, "{}", email.html);
}

#[test]
fn what_was_done_with_an_outcome_has_its_reason_and_its_links() {
    let said = Said {
        step: Step::Decided(Verdict::Partly),
        text: "Er is geld voor de helft.".to_owned(),
        links: vec![
            Link { label: Some("Het besluit".to_owned()), url: "https://partij.example/besluit".to_owned() },
            Link { label: None, url: "https://partij.example/plan".to_owned() },
        ],
    };
    let letter = FeedbackLetter {
        first_name: "Ans".to_owned(),
        title: "Vervoer".to_owned(),
        statement: "De bus moet <vaker> rijden".to_owned(),
        said,
        link: "https://leden.example.org/rondes/1#stelling-1".to_owned(),
    };
    let email = rendered(Content::Feedback(letter), Some("https://leden.example.org/afmelden/OFF"));
    assert_eq!(email.subject, "Wat is ermee gedaan? De bus moet <vaker> rijden");
    assert!(
        email.text.starts_with(
            "Hoi Ans,\n\n\
             Je deed mee aan de ronde \"Vervoer\". Er is nieuws over deze stelling:\n\n\
             \"De bus moet <vaker> rijden\"\n\n\
             De uitslag is voor een deel overgenomen.\n\n\
             De reden: Er is geld voor de helft.\n\n\
             Het besluit: https://partij.example/besluit\nhttps://partij.example/plan\n\n\
             Lees alles na:\nhttps://leden.example.org/rondes/1#stelling-1\n\n"
        ),
        "{}",
        email.text
    );
    assert!(email.html.contains("De bus moet &lt;vaker&gt; rijden") && !email.html.contains("<vaker>"));
    assert!(email.text.ends_with("https://leden.example.org/afmelden/OFF\n") && email.unsubscribe.is_some());
}

#[test]
fn a_reminder_says_until_when_and_that_it_is_the_only_one() {
    let email = rendered(Content::Reminder(round_letter()), None);
    check_manners(&email);
    assert_eq!(email.subject, "Je kunt nog meedoen: Economie & financiën");
    assert!(email.text.contains("Je hebt nog tot dinsdag 1 december 2026, 23:00 uur."));
    assert!(email.text.contains("Deze keer niet") && email.text.contains("enige herinnering"));
    assert!(email.text.contains("https://leden.example.org/r/TOKEN"));
}

#[test]
fn a_result_has_a_sentence_for_each_statement() {
    let outcomes = vec![
        OutcomeLine { text: "De bus moet vaker rijden".to_owned(), agree_disagree: Some((66, 18)) },
        OutcomeLine { text: "De trein ook".to_owned(), agree_disagree: None },
    ];
    let email = rendered(
        Content::Result {
            first_name: "Ans".to_owned(),
            title: "Vervoer".to_owned(),
            ballots: Some(12_345),
            roll: 25_001,
            outcomes,
            seals: vec![Seal { lines: 2, sha256: TreeHash([0xab; 32]), root: TreeHash([0xcd; 32]) }],
            link: "https://leden.example.org/rondes/1".to_owned(),
        },
        None,
    );
    check_manners(&email);
    assert!(email.text.contains("Er zijn 12.345 stemmen geteld, van 25.001 leden op de kiezerslijst."));
    assert!(
        email.text.contains("1. De bus moet vaker rijden: 66 % (helemaal) mee eens, 18 % (helemaal) mee oneens.\n")
    );
    assert!(email.text.contains("2. De trein ook: niemand had een mening.\n"));
    assert!(email.text.contains("dit is geen steekproef"));
    assert!(email.text.contains("https://leden.example.org/rondes/1/nakijken\n"));
    let seal = format!("Stelling 1, SHA-256: {}", "abab ".repeat(16).trim_end());
    assert!(email.text.contains(&seal) && email.html.contains(&seal), "{}", email.text);
    assert!(email.text.contains(&format!("Stelling 1, boom: {}", "cdcd ".repeat(16).trim_end())));
}

#[test]
fn a_withdrawal_gives_the_public_reason() {
    let email = rendered(
        Content::Withdrawn {
            first_name: "Ans".to_owned(),
            title: "Vervoer".to_owned(),
            reason: "Stelling 2 klopte niet.".to_owned(),
        },
        None,
    );
    check_manners(&email);
    assert_eq!(email.subject, "Ingetrokken: Vervoer");
    assert!(email.text.contains("\n\nStelling 2 klopte niet.\n\n"));
    assert_eq!(email.unsubscribe.is_some(), email.text.contains("Meld je af"));
}

#[test]
fn a_login_letter_to_a_couple_gives_each_a_link_and_a_code_and_keeps_both_out_of_the_subject() {
    let identity = |name: &str, link: &str, code: &str| LoginIdentity {
        first_name: name.to_owned(),
        link: format!("https://leden.example.org/inloggen/{link}"),
        code: code.to_owned(),
    };
    let one = rendered(Content::Login { identities: vec![identity("Ans", "A", "123456")], minutes: 10 }, None);
    check_manners(&one);
    assert_eq!(one.subject, "Inloggen bij Preferendum");
    assert!(one.text.starts_with("Hoi Ans,\n\nLog in met deze link:\nhttps://leden.example.org/inloggen/A\n\n"));
    assert!(one.text.contains("Of vul deze code in: 123 456\n"));
    assert!(one.text.contains("werken 10 minuten, en één keer"));
    let both = [identity("Ans", "A", "123456"), identity("Bas", "B", "654321")].to_vec();
    let two = rendered(Content::Login { identities: both, minutes: 10 }, None);
    check_manners(&two);
    for needed in ["Ans\nLog in", "/inloggen/A\n", "123 456", "Bas\nLog in", "/inloggen/B\n", "654 321"] {
        assert!(two.text.contains(needed), "{needed:?} is not in {}", two.text);
    }
}

#[test]
fn a_title_with_line_breaks_and_markup_stays_a_title() {
    let title = "Een\r\nBcc: a@example.org\t<b>ronde</b>".to_owned();
    let email = rendered(Content::Invitation(RoundLetter { title, ..round_letter() }), None);
    assert_eq!(email.subject, "Doe mee: Een Bcc: a@example.org <b>ronde</b>");
    assert!(!email.html.contains("<b>"));
}

fn conversation_letter(notice: Notice, event: Option<(Method, Event)>) -> Content {
    Content::Conversation(Box::new(ConversationLetter {
        notice,
        first_name: "Ans".to_owned(),
        title: "Wonen & bouwen".to_owned(),
        purpose: "We praten verder.".to_owned(),
        organiser: "Aalten".to_owned(),
        starts_at: Timestamp(1_795_507_200),
        ends_at: Timestamp(1_795_514_400),
        place: Some("Dorpshuis".to_owned()),
        online_link: None,
        online: true,
        link: "https://leden.example.org/g/TOKEN".to_owned(),
        event,
    }))
}

#[test]
fn every_letter_about_a_conversation_says_when_and_where_and_leads_to_the_own_page() {
    let reply_by = Timestamp(1_795_420_800);
    for (notice, subject, says) in [
        (Notice::Invitation { reply_by, seats: 60, by_draw: false }, "Praat mee: ", "Wie het eerst ja zegt"),
        (Notice::Invitation { reply_by, seats: 60, by_draw: true }, "Praat mee: ", "Dan loten we"),
        (Notice::Seat, "Je hebt een plek: ", "Fijn dat je komt"),
        (Notice::Waiting { position: 7 }, "Je staat op de wachtlijst: ", "op plek 7"),
        (Notice::NotDrawn { position: 7 }, "De loting: ", "Je bent niet geloot"),
        (Notice::PlaceFree { reply_by }, "Er is een plek vrij: ", "maandag 23 november 2026, 9:00 uur"),
        (Notice::Changed, "Andere tijd of plaats: ", "Zo is het nu"),
        (Notice::Cancelled { reason: "Ziek.".to_owned() }, "Gaat niet door: ", "Ziek."),
        (Notice::Reminder, "Bijna: ", "Over een dag"),
        (Notice::Report, "Het verslag: ", "een aanvulling"),
    ] {
        let email = rendered(conversation_letter(notice, None), None);
        check_manners(&email);
        assert!(email.subject.starts_with(subject), "{}", email.subject);
        for part in [says, "dinsdag 24 november 2026, 9:00 uur", "Dorpshuis", "https://leden.example.org/g/TOKEN"] {
            assert!(email.text.contains(part), "{part} is not in\n{}", email.text);
        }
        assert!(email.calendar.is_none() && !email.text.contains("bijlage"), "{}", email.text);
    }
}

#[test]
fn who_has_a_seat_gets_a_calendar_file_and_is_told_so() {
    let event = Event {
        uid: "1@leden.example.org".to_owned(),
        sequence: 3,
        title: "Wonen & bouwen".to_owned(),
        description: "We praten verder.".to_owned(),
        place: None,
        url: "https://leden.example.org/gesprek/1".to_owned(),
        starts_at: Timestamp(1_795_507_200),
        ends_at: Timestamp(1_795_514_400),
    };
    let cancelled = Notice::Cancelled { reason: "Ziek.".to_owned() };
    for (notice, method) in [(Notice::Seat, Method::Publish), (cancelled, Method::Cancel)] {
        let email = rendered(conversation_letter(notice, Some((method, event.clone()))), None);
        assert!(email.text.contains("bijlage"), "{}", email.text);
        let file = email.calendar.unwrap();
        assert_eq!(file.method, method);
        assert!(file.text.contains("ORGANIZER;CN=\"Preferendum\":mailto:post@example.org"), "{}", file.text);
        assert_eq!(file.text.contains("ATTENDEE:mailto:ans@leden.example"), method == Method::Cancel);
    }
}

#[test]
fn an_invitation_to_work_with_the_platform_has_its_link_and_until_when_it_works() {
    let content = Content::StaffInvitation {
        name: "Anna".to_owned(),
        link: "https://leden.example.org/welkom/TOKEN".to_owned(),
        expires_at: Timestamp(1_796_162_400),
    };
    let email = rendered(content, None);
    check_manners(&email);
    assert_eq!(email.subject, "Uitnodiging voor het beheer van Preferendum");
    assert!(email.text.contains("om te beginnen:\nhttps://leden.example.org/welkom/TOKEN\n"), "{}", email.text);
    assert!(email.text.contains("De link werkt tot dinsdag 1 december 2026, 23:00 uur, en één keer."));
    assert!(email.html.contains(">https://leden.example.org/welkom/TOKEN</a>"));
}
