//! Terugkoppeling: what was done with the outcome of a statement. Each step is added, none is ever changed; whether an
//! answer is late follows from the calendar and is kept nowhere. Drawn in docs/round-states.md.

mod check;
mod standing;

pub use standing::{Stage, Standing, Summary};

use serde::{Deserialize, Serialize};

use super::time::{Day, Timestamp};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The outcome is taken over.
    Adopted,
    /// In part.
    Partly,
    /// Not.
    Rejected,
}

/// One step on the way from an outcome to what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Talked about.
    Discussed {
        /// By whom: a board, a parliamentary group.
        body: String,
        /// When.
        on: Day,
    },
    /// Decided, with the reason.
    Decided(Verdict),
    /// Carried out.
    Done,
    /// Another date is promised, with the reason. The first promise stays to be seen.
    Postponed {
        /// The day that is promised now.
        due: Day,
    },
}

impl Step {
    /// Reads what the store keeps and the API speaks; none if the parts do not belong together.
    #[must_use]
    pub fn from_parts(kind: &str, body: Option<String>, day: Option<Day>) -> Option<Self> {
        Some(match (kind, body, day) {
            ("discussed", Some(body), Some(on)) => Self::Discussed { body, on },
            ("adopted", None, None) => Self::Decided(Verdict::Adopted),
            ("partly", None, None) => Self::Decided(Verdict::Partly),
            ("rejected", None, None) => Self::Decided(Verdict::Rejected),
            ("done", None, None) => Self::Done,
            ("postponed", None, Some(due)) => Self::Postponed { due },
            _ => return None,
        })
    }

    /// Name in the API and the database.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Discussed { .. } => "discussed",
            Self::Decided(Verdict::Adopted) => "adopted",
            Self::Decided(Verdict::Partly) => "partly",
            Self::Decided(Verdict::Rejected) => "rejected",
            Self::Done => "done",
            Self::Postponed { .. } => "postponed",
        }
    }

    /// Who talked about it, if that is the step.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Discussed { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The day on which it was talked about, or that is promised now.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        match self {
            Self::Discussed { on: day, .. } | Self::Postponed { due: day } => Some(*day),
            _ => None,
        }
    }

    /// Whether the text that goes with it is a reason.
    #[must_use]
    pub const fn has_reason(&self) -> bool {
        matches!(self, Self::Decided(_) | Self::Postponed { .. })
    }

    /// What happened, in a Dutch sentence for letters.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Discussed { body, on } => format!("Dit is op {} besproken in: {body}.", on.in_words()),
            Self::Decided(Verdict::Adopted) => "De uitslag is overgenomen.".to_owned(),
            Self::Decided(Verdict::Partly) => "De uitslag is voor een deel overgenomen.".to_owned(),
            Self::Decided(Verdict::Rejected) => "De uitslag is niet overgenomen.".to_owned(),
            Self::Done => "Het is uitgevoerd.".to_owned(),
            Self::Postponed { due } => format!("Het duurt langer. Je hoort het uiterlijk {}.", due.in_words()),
        }
    }
}

/// Where more can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What is behind it; the address itself if none.
    pub label: Option<String>,
    /// Begins with `https://`.
    pub url: String,
}

/// What somebody says in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The step.
    pub step: Step,
    /// The reason of a decision or a new date; what was carried out; what was talked about (may be empty).
    pub text: String,
    /// Where more can be read.
    pub links: Vec<Link>,
}

/// In which role somebody speaks. Names are not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The party's staff.
    Staff,
    /// The board of a branch.
    Board,
}

impl Author {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Board => "board",
        }
    }

    /// The author with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Staff, Self::Board].into_iter().find(|author| author.name() == name)
    }
}

/// What was said, when, and in which role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps, for each statement.
    pub number: i32,
    /// When it was said.
    pub at: Timestamp,
    /// Who speaks.
    pub by: Author,
    /// What.
    pub said: Said,
}

/// Which entry of a round's own answers a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// 1 to 4.
    pub statement: u8,
    /// Of the entry.
    pub number: i32,
}

impl Place {
    /// Reads what [`Display`](std::fmt::Display) wrote; none if it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (statement, number) = text.split_once('.')?;
        Some(Self { statement: statement.parse().ok()?, number: number.parse().ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.statement, self.number)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn entries(steps: &[Step]) -> Vec<Entry> {
        let said = |step: &Step| Said { step: step.clone(), text: "Omdat.".to_owned(), links: Vec::new() };
        let entry = |(number, step)| Entry { number, at: Timestamp(0), by: Author::Staff, said: said(step) };
        (1..).zip(steps).map(entry).collect()
    }

    fn discussed() -> Step {
        Step::Discussed { body: "De fractie".to_owned(), on: day("2027-01-05") }
    }

    #[test]
    fn every_step_reads_back_from_its_parts_and_from_no_others() {
        let decided = [Verdict::Adopted, Verdict::Partly, Verdict::Rejected].map(Step::Decided);
        let others = [discussed(), Step::Done, Step::Postponed { due: day("2027-02-01") }];
        for step in decided.into_iter().chain(others) {
            let parts = (step.kind(), step.body().map(str::to_owned), step.day());
            assert_eq!(Step::from_parts(parts.0, parts.1, parts.2), Some(step));
        }
        assert_eq!(Step::from_parts("adopted", None, Some(day("2027-02-01"))), None);
        assert_eq!(Step::from_parts("postponed", None, None), None);
        assert_eq!(Step::from_parts("known", None, None), None);
    }

    #[test]
    fn the_day_itself_is_in_time_and_the_next_is_late_until_something_is_decided() {
        let due = Some(day("2027-01-15"));
        assert!(!Standing::on(day("2027-01-15"), due, &[]).late);
        assert!(Standing::on(day("2027-01-16"), due, &[]).late);
        assert!(Standing::on(day("2027-01-16"), due, &entries(&[discussed()])).late, "talking is not deciding");
        for step in [Step::Decided(Verdict::Rejected), Step::Decided(Verdict::Partly)] {
            assert!(!Standing::on(day("2027-01-16"), due, &entries(&[step])).late);
        }
        assert!(!Standing::on(day("2027-01-16"), None, &[]).late, "nothing was promised");
    }

    #[test]
    fn a_new_date_moves_the_promise_and_leaves_the_first_to_be_seen() {
        let (first, second) = (day("2027-01-15"), day("2027-03-01"));
        let standing = Standing::on(day("2027-01-20"), Some(first), &entries(&[Step::Postponed { due: second }]));
        assert_eq!((standing.first_due, standing.due, standing.late), (Some(first), Some(second), false));
        assert_eq!(standing.stage, Stage::Known);
        assert!(Standing::on(day("2027-03-02"), Some(first), &entries(&[Step::Postponed { due: second }])).late);
    }

    #[test]
    fn steps_come_in_an_order_that_makes_sense() {
        let rejected = Step::Decided(Verdict::Rejected);
        let adopted = Step::Decided(Verdict::Adopted);
        let later = Step::Postponed { due: day("2027-03-01") };
        for (before, admitted, refused) in [
            (vec![], vec![&adopted, &rejected, &later], vec![&Step::Done]),
            (vec![discussed()], vec![&adopted, &later], vec![&Step::Done]),
            (vec![adopted.clone()], vec![&Step::Done, &rejected], vec![&later]),
            (vec![rejected.clone()], vec![&adopted], vec![&Step::Done, &later]),
            (vec![adopted.clone(), Step::Done], vec![&rejected], vec![&Step::Done, &later]),
        ] {
            let standing = Standing::on(day("2027-01-10"), Some(day("2027-01-15")), &entries(&before));
            assert!(admitted.iter().all(|step| standing.admits(step)), "{before:?}");
            assert!(!refused.iter().any(|step| standing.admits(step)), "{before:?}");
            assert_eq!(standing.admits(&discussed()), !standing.stage.is_answered(), "{before:?}");
        }
        assert!(!Standing::on(day("2027-01-10"), None, &[]).admits(&later), "nothing was promised");
    }

    #[test]
    fn what_cannot_be_kept_is_named_by_its_field() {
        let (published, today) = (day("2027-01-01"), day("2027-01-10"));
        let said = |step: Step| Said { step, text: "Omdat het kan.".to_owned(), links: Vec::new() };
        let field = |said: Said| said.tidied().flaw(published, today).map(|flaw| flaw.field);
        assert_eq!(field(said(Step::Decided(Verdict::Adopted))), None);
        assert_eq!(field(Said { text: " \n".to_owned(), ..said(Step::Decided(Verdict::Partly)) }).unwrap(), "text");
        assert_eq!(field(Said { text: String::new(), ..said(discussed()) }), None);
        assert_eq!(field(Said { text: "é".repeat(1_001), ..said(Step::Done) }).unwrap(), "text");
        let on = |on: &str| Step::Discussed { body: "Bestuur".to_owned(), on: day(on) };
        assert_eq!(field(said(on("2026-12-31"))).unwrap(), "day");
        assert_eq!(field(said(on("2027-01-11"))).unwrap(), "day");
        assert_eq!(field(said(Step::Discussed { body: " ".to_owned(), on: today })).unwrap(), "body");
        assert_eq!(field(said(Step::Postponed { due: today })).unwrap(), "day");
        assert_eq!(field(said(Step::Postponed { due: day("2029-01-11") })).unwrap(), "day");
        let links = |url: &str| vec![Link { label: None, url: url.to_owned() }];
        for url in ["http://partij.example", "https://", "https://partij", "https://a@partij.example", "javascript:x"] {
            assert_eq!(field(Said { links: links(url), ..said(Step::Done) }).unwrap(), "links.0.url", "{url}");
        }
        for url in ["https://partij.example", "https://www.partij.example:8443/stuk?nr=2#top"] {
            assert_eq!(field(Said { links: links(url), ..said(Step::Done) }), None, "{url}");
        }
        assert_eq!(
            field(Said { links: vec![links("https://a.example")[0].clone(); 6], ..said(Step::Done) }).unwrap(),
            "links"
        );
    }

    #[test]
    fn a_letter_says_where_it_stands_and_what_is_still_promised() {
        let due = Some(day("2027-01-15"));
        let at = |today: &str, steps: &[Step]| Standing::on(day(today), due, &entries(steps)).sentence(steps.last());
        assert_eq!(at("2027-01-10", &[]), "Je hoort uiterlijk 15 januari 2027 wat ermee is gedaan.");
        assert_eq!(at("2027-01-16", &[]), "Je zou het uiterlijk 15 januari 2027 horen. Dat is te laat.");
        assert_eq!(
            at("2027-01-10", &[discussed()]),
            "Dit is op 5 januari 2027 besproken in: De fractie. Je hoort uiterlijk 15 januari 2027 wat ermee is gedaan."
        );
        assert_eq!(at("2027-02-01", &[Step::Decided(Verdict::Rejected)]), "De uitslag is niet overgenomen.");
    }

    #[test]
    fn the_place_of_an_entry_reads_back() {
        let place = Place { statement: 2, number: 11 };
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        assert_eq!(Place::parse("2"), None);
    }
}
