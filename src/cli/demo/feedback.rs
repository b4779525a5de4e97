//! The demo's terugkoppeling: what was done with the rounds of the past, in every state that there is, one of them late.

use crate::domain::feedback::{Link, Said, Step, Verdict};
use crate::domain::time::Timestamp;

/// What happened, without its day.
enum Act {
    Discussed(&'static str),
    Decided(Verdict),
    Done,
    /// Put off until so many days after publication.
    Postponed(i64),
}

/// Statement, days after publication, what happened, and why.
type Turn = (u8, i64, Act, &'static str);

/// For each round of the past, in the order of time. What is not in it was never answered: after 45 days that is late.
const TURNS: [&[Turn]; 3] = [
    &[
        (1, 12, Act::Discussed("de Tweede Kamerfractie"), "De fractie las alle cijfers en sprak met drie afdelingen."),
        (3, 12, Act::Discussed("de Tweede Kamerfractie"), ""),
        (1, 30, Act::Decided(Verdict::Adopted), "Bijna zes op de tien leden zijn het ermee eens, ook in de dorpen."),
        (2, 30, Act::Decided(Verdict::Adopted), "Een grote meerderheid wil dit. Het staat nu in het woonplan."),
        (3, 40, Act::Decided(Verdict::Rejected), "Er is dit jaar geen geld voor. Volgend jaar kijken we opnieuw."),
        (4, 40, Act::Decided(Verdict::Partly), "Het verschilt per gemeente. We vragen om minstens een kwart."),
        (1, 80, Act::Done, "De fractie diende een motie in. De Kamer nam die aan."),
    ],
    &[
        (1, 20, Act::Decided(Verdict::Adopted), "Leden in stad en dorp willen dit. Het staat in het vervoersplan."),
        (3, 20, Act::Discussed("het landelijk bestuur"), "Het bestuur was verdeeld, net als de leden."),
        (2, 28, Act::Decided(Verdict::Rejected), "Meer dan de helft van de leden is tegen."),
        (3, 44, Act::Postponed(110), "We wachten op cijfers over ongelukken. Die komen volgende maand."),
    ],
    &[
        (
            1,
            14,
            Act::Decided(Verdict::Adopted),
            "Meer dan de helft van de leden is voor. Elke afdeling kreeg een brief.",
        ),
        (
            2,
            14,
            Act::Discussed("het landelijk bestuur"),
            "We zoeken uit wat online stemmen kost, en of het veilig kan.",
        ),
    ],
];

/// What a branch said for itself about the first statement of the last round of the past.
pub const BRANCH_SAYS: &str = "We zijn hier al begonnen. De eerste open avond is in maart.";

/// What was said about the round of the past with this index that was published at this moment: statement, when, what.
pub fn said(round: usize, published: Timestamp) -> Vec<(u8, Timestamp, Said)> {
    let after = |days: i64| published.plus(days * 86_400);
    let turns = TURNS.get(round).copied().unwrap_or_default();
    let one = |(statement, days, act, text): &Turn| {
        let step = match act {
            Act::Discussed(body) => Step::Discussed { body: (*body).to_owned(), on: after(*days).day() },
            Act::Decided(verdict) => Step::Decided(*verdict),
            Act::Done => Step::Done,
            Act::Postponed(days) => Step::Postponed { due: after(*days).day() },
        };
        (*statement, after(*days), Said { links: links(&step), step, text: (*text).to_owned() })
    };
    turns.iter().map(one).collect()
}

fn links(step: &Step) -> Vec<Link> {
    let link = || Link { label: Some("Lees de motie".to_owned()), url: "https://partij.example/motie".to_owned() };
    if *step == Step::Done { vec![link()] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::{Author, Entry, Standing};

    #[test]
    fn every_step_of_the_demo_could_be_kept_and_follows_the_one_before() {
        let published = Timestamp(1_780_000_000);
        for round in 0..TURNS.len() {
            for statement in 1..=4 {
                let mut entries: Vec<Entry> = Vec::new();
                let own = said(round, published).into_iter().filter(|(number, ..)| *number == statement);
                for ((_, at, said), number) in own.zip(1..) {
                    assert_eq!(said.flaw(published.day(), at.day()), None);
                    let standing = Standing::on(at.day(), Some(published.plus(45 * 86_400).day()), &entries);
                    assert!(standing.admits(&said.step) && !standing.late, "{said:?}");
                    entries.push(Entry { number, at, by: Author::Staff, said });
                }
            }
        }
    }
}
