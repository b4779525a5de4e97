//! Everything that is worth a second look in a draft, each with the text that it is about: what is passed over is passed
//! over for exactly that text.

use super::{Part, Rule, Span, Texts, set, statement};

/// Something that is worth a second look, in a statement or in the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub rule: Rule,
    /// Number of the statement, from 1; none for the whole set.
    pub statement: Option<usize>,
    /// Which text of the statement and where in it; none where it is about more than one text.
    pub place: Option<(Part, Span)>,
    /// The exact text that it is about.
    pub subject: String,
}

impl Remark {
    /// Where in its text, as one word: with the rule and the text it tells one remark from every other.
    #[must_use]
    pub fn place_name(&self) -> String {
        self.place.map_or_else(|| "set".to_owned(), |(part, span)| format!("{}:{}", part.name(), span.start))
    }

    /// The characters that it marks; none where it is about more than one text.
    #[must_use]
    pub fn marked(&self) -> Option<String> {
        let (_, span) = self.place?;
        Some(self.subject.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect())
    }
}

/// What is worth a second look in these statements: one by one, then as a set.
#[must_use]
pub fn review(statements: &[Texts]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (number, texts) in (1..).zip(statements) {
        remarks.extend(statement(texts).into_iter().map(|found| Remark {
            rule: found.rule,
            statement: Some(number),
            place: Some((found.part, found.span)),
            subject: texts.part(found.part).to_owned(),
        }));
    }
    let all = |part: fn(&Texts) -> String| statements.iter().map(part).collect::<Vec<_>>().join("\n");
    for (rule, number) in set(statements) {
        let of_one = number.and_then(|number| statements.get(number.checked_sub(1)?));
        let subject = match of_one {
            Some(texts) => arguments(texts),
            None if rule == Rule::ArgumentSide => all(arguments),
            None => all(|texts| texts.text.to_owned()),
        };
        remarks.push(Remark { rule, statement: number, place: None, subject });
    }
    remarks
}

fn arguments(texts: &Texts) -> String {
    format!("{}\n{}", texts.argument_for, texts.argument_against)
}
