//! The demo's rounds: their words, and how made-up members lean.

use crate::chance::Chance;
use crate::domain::answer::{Answer, Answers};
use crate::domain::draft::{RoundDraft, StatementDraft};
use crate::domain::round::Purpose;
use crate::domain::time::Timestamp;

/// A statement, its explanation, and out of 100 how many give each of the six answers (1 to 5, then no opinion).
type Theme = (&'static str, &'static str, [u32; 6]);

/// A round: title, introduction, purpose, statements.
pub struct Plan {
    title: &'static str,
    introduction: &'static str,
    purpose: Purpose,
    themes: [Theme; 4],
}

/// Three rounds of the past, then the one that is open.
pub const PLANS: [Plan; 4] = [
    Plan {
        title: "Wonen in je eigen buurt",
        introduction: "De fractie werkt aan een plan voor wonen. Wat vind jij dat daarin moet staan?",
        purpose: Purpose::Ophalen,
        themes: [
            (
                "Gemeenten moeten ook aan de rand van dorpen woningen kunnen bouwen",
                "Nu mag dat vaak niet van de provincie. Dan blijft het groen, maar komen er minder huizen bij.",
                [8, 14, 15, 34, 24, 5],
            ),
            (
                "Wie een huis koopt, moet er zelf gaan wonen",
                "Gemeenten kunnen dit al voor een deel van de huizen verplichten. Beleggers kunnen dan minder kopen.",
                [5, 9, 12, 30, 40, 4],
            ),
            (
                "De huurtoeslag moet omhoog, ook als de belasting daardoor stijgt",
                "Huurtoeslag is geld van het Rijk voor mensen met een laag inkomen en een hoge huur.",
                [7, 17, 21, 33, 17, 5],
            ),
            (
                "In een nieuwe wijk moet een derde van de huizen sociale huur zijn",
                "Sociale huur is huur onder een vaste grens. Nu verschilt het per gemeente hoeveel er komen.",
                [4, 12, 18, 38, 22, 6],
            ),
        ],
    },
    Plan {
        title: "Onderweg: bus, trein en fiets",
        introduction: "Dit voorjaar praat de Kamer over vervoer. Jullie antwoorden zijn een advies aan de fractie.",
        purpose: Purpose::Adviseren,
        themes: [
            (
                "In elk dorp moet elk uur een bus stoppen",
                "Op veel plekken rijdt nu geen bus meer, of alleen als je belt.",
                [3, 8, 14, 36, 35, 4],
            ),
            (
                "De trein mag duurder worden als hij vaker rijdt",
                "Meer treinen kosten meer geld. Dat kan uit de kaartjes komen of uit de belasting.",
                [22, 34, 18, 17, 4, 5],
            ),
            (
                "Binnen de bebouwde kom moet 30 kilometer per uur de norm zijn",
                "Gemeenten kunnen dan alleen op grote wegen nog 50 toestaan.",
                [18, 19, 12, 26, 23, 2],
            ),
            (
                "Werkgevers moeten de hele reis met het openbaar vervoer betalen",
                "Nu spreken werkgever en werknemer dat zelf af.",
                [6, 15, 20, 34, 19, 6],
            ),
        ],
    },
    Plan {
        title: "Hoe we als partij werken",
        introduction: "Het bestuur neemt de uitkomst over, als meer dan de helft ergens (helemaal) mee eens is.",
        purpose: Purpose::Besluiten,
        themes: [
            (
                "Elke afdeling moet twee keer per jaar een open avond houden",
                "Op een open avond is iedereen welkom, ook wie geen lid is.",
                [3, 9, 20, 42, 20, 6],
            ),
            (
                "Leden moeten ook online kunnen stemmen op het congres",
                "Nu moet je naar de zaal komen of iemand een volmacht geven.",
                [5, 8, 9, 31, 44, 3],
            ),
            (
                "De partij moet een panel van leden loten dat een jaar meedenkt",
                "Bij een loting maakt iedereen kans, ook wie zich nooit zou aanmelden.",
                [6, 14, 27, 32, 13, 8],
            ),
            (
                "Wie raadslid is, moet minstens één ander lid begeleiden",
                "Zo leren nieuwe leden hoe de gemeenteraad werkt.",
                [9, 22, 28, 27, 7, 7],
            ),
        ],
    },
    Plan {
        title: "Werk en inkomen",
        introduction: "We bereiden het verkiezingsprogramma voor. Jullie antwoorden zijn een advies aan de schrijvers.",
        purpose: Purpose::Adviseren,
        themes: [
            (
                "Het minimumloon moet binnen twee jaar met een tiende omhoog",
                "Het minimumloon is het laagste loon dat een baas mag betalen. Ook uitkeringen stijgen dan mee.",
                [6, 13, 15, 37, 26, 3],
            ),
            (
                "Iedereen moet het recht krijgen om vier dagen te werken",
                "Je werkt dan minder uren en verdient minder. De baas mag alleen weigeren met een goede reden.",
                [9, 18, 20, 30, 19, 4],
            ),
            (
                "Wie mantelzorg geeft, moet daarvoor een vergoeding krijgen",
                "Mantelzorg is lange tijd zorgen voor iemand die je goed kent.",
                [2, 7, 17, 44, 26, 4],
            ),
            (
                "Zzp'ers moeten verplicht pensioen opbouwen",
                "Zzp'ers zijn mensen met een eigen bedrijf zonder personeel. Nu mogen ze zelf kiezen.",
                [15, 23, 21, 25, 9, 7],
            ),
        ],
    },
];

impl Plan {
    /// The draft, opening, closing and publishing at these moments.
    pub fn draft(&self, opens: Timestamp, closes: Timestamp, publishes: Timestamp) -> RoundDraft {
        let due = publishes.plus(45 * 86_400).to_string();
        let statement = |(text, explanation, _): &Theme| StatementDraft {
            text: (*text).to_owned(),
            explanation: Some((*explanation).to_owned()),
            argument_for: None,
            argument_against: None,
            owner: Some("Het landelijk bestuur".to_owned()),
            feedback_due: due.get(..10).map(str::to_owned),
            reused_from: None,
        };
        RoundDraft {
            title: self.title.to_owned(),
            introduction: Some(self.introduction.to_owned()),
            purpose: Some(self.purpose),
            opens_at: Some(opens),
            closes_at: Some(closes),
            publishes_at: Some(publishes),
            scope: Vec::new(),
            statements: self.themes.iter().map(statement).collect(),
        }
    }

    /// The answers of somebody in counting area `area`: each area leans a little its own way.
    pub fn answers(&self, chance: &dyn Chance, area: i32) -> Answers {
        let mut answers = [Answer::NoOpinion; 4];
        for ((answer, (_, _, shares)), turn) in answers.iter_mut().zip(&self.themes).zip(1..) {
            let lean = (area * turn) % 5 == 0;
            *answer = drawn(chance, shares, lean);
        }
        Answers(answers)
    }
}

fn drawn(chance: &dyn Chance, shares: &[u32; 6], lean: bool) -> Answer {
    let mut left = chance.below(shares.iter().sum());
    for (point, share) in (1_u8..).zip(&shares[..5]) {
        if left < *share {
            let leaning = if lean { point.saturating_sub(1).max(1) } else { point };
            return Answer::from_point(Some(i64::from(leaning))).unwrap_or(Answer::NoOpinion);
        }
        left -= share;
    }
    Answer::NoOpinion
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_of_the_demo_could_be_approved_and_its_shares_add_up() {
        let (opens, closes, publishes) = (Timestamp(0), Timestamp(1_000), Timestamp(100_000));
        for plan in &PLANS {
            let draft = plan.draft(opens, closes, publishes);
            assert_eq!(draft.flaws(900), []);
            assert_eq!(draft.missing(), Vec::<String>::new());
            assert!(plan.themes.iter().all(|(_, _, shares)| shares.iter().sum::<u32>() == 100), "{}", plan.title);
        }
    }
}
