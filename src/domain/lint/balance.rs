//! The set of four: which way it points, and whether both sides get as much room.

use super::word::{Word, sentences, without_price, words};
use super::{Rule, Texts};

/// Which way a statement wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More of something.
    More,
    /// Less of something.
    Less,
}

const MORE: &[&str] = &[
    "meer",
    "extra",
    "hoger",
    "hogere",
    "vaker",
    "sneller",
    "groter",
    "grotere",
    "langer",
    "strenger",
    "uitbreiden",
    "uitgebreid",
    "uitbreiding",
    "verhogen",
    "verhoogd",
    "groeien",
    "toenemen",
    "bijbouwen",
    "bijgebouwd",
    "invoeren",
    "ingevoerd",
    "versterken",
    "versterkt",
    "investeren",
    "geïnvesteerd",
    "verruimen",
    "verruimd",
    "bouwen",
    "gebouwd",
];
const LESS: &[&str] = &[
    "minder",
    "lager",
    "lagere",
    "kleiner",
    "kleinere",
    "korter",
    "afschaffen",
    "afgeschaft",
    "verlagen",
    "verlaagd",
    "verminderen",
    "verminderd",
    "beperken",
    "beperkt",
    "bezuinigen",
    "bezuinigd",
    "schrappen",
    "geschrapt",
    "stoppen",
    "gestopt",
    "krimpen",
    "inkrimpen",
    "afbouwen",
    "afgebouwd",
    "verbieden",
    "verboden",
    "sluiten",
    "gesloten",
    "korten",
    "gekort",
    "inperken",
    "ingeperkt",
    "halveren",
];
const DENY: &[&str] = &["niet", "geen", "nooit"];

/// Which way a statement wants to go: none where it says nothing of it, or speaks of both. The goal before a demand ("Om …
/// te …,") and the price behind it ("ook als …") are passed over; "niet" and "geen" turn it round.
#[must_use]
pub fn direction(text: &str) -> Option<Direction> {
    let words = words(text);
    let asked: Vec<&Word> = sentences(&words).into_iter().flat_map(demanded).collect();
    let has = |table: &[&str]| asked.iter().any(|word| word.is_one_of(table));
    let denied = has(DENY);
    match (has(MORE), has(LESS)) {
        (true, false) if denied => Some(Direction::Less),
        (true, false) => Some(Direction::More),
        (false, true) if denied => Some(Direction::More),
        (false, true) => Some(Direction::Less),
        _ => None,
    }
}

fn demanded(sentence: &[Word]) -> &[Word] {
    let asked = without_price(sentence);
    let goal = asked.first().is_some_and(|first| first.is("om"));
    let begins = asked.iter().position(Word::ends_clause).filter(|_| goal).map_or(0, |comma| comma + 1);
    asked.get(begins..).unwrap_or_default()
}

/// One argument is out of balance with the other from 3 : 2 in characters,
const RATIO: (usize, usize) = (3, 2);
/// and only when it is this many characters longer: between short arguments a word or two is no difference.
const CHARACTERS: usize = 40;
/// For the same side in all four it is enough to be longer by a tenth.
const TENTH: usize = 10;

/// What is worth a second look in the set: the rule, and the number of the statement (from 1) where it is about one.
///
/// Source of the first: acquiescence, the habit of agreeing, adds to every statement alike, so a set that asks for one
/// direction only counts it as an opinion (Krosnick and Presser 2010). Our measure is the direction of the change that
/// is asked. That all four say "moet" is not held against a set: nearly every statement does.
#[must_use]
pub fn set(statements: &[Texts]) -> Vec<(Rule, Option<usize>)> {
    let mut found = Vec::new();
    let mut directions = statements.iter().map(|texts| direction(texts.text));
    if let Some(Some(first)) = directions.next()
        && statements.len() > 1
        && directions.all(|other| other == Some(first))
    {
        found.push((Rule::SameDirection, None));
    }
    let lengths: Vec<(usize, usize)> = statements
        .iter()
        .map(|texts| (texts.argument_for.chars().count(), texts.argument_against.chars().count()))
        .collect();
    for (number, (pro, contra)) in (1..).zip(&lengths) {
        if is_unbalanced(*pro, *contra) {
            found.push((Rule::ArgumentLengths, Some(number)));
        }
    }
    let longer = |one: usize, other: usize| other > 0 && one * TENTH > other * (TENTH + 1);
    let all = |test: &dyn Fn(usize, usize) -> bool| {
        lengths.len() > 1 && lengths.iter().all(|(pro, contra)| test(*pro, *contra))
    };
    if all(&|pro, contra| longer(pro, contra)) || all(&|pro, contra| longer(contra, pro)) {
        found.push((Rule::ArgumentSide, None));
    }
    found
}

fn is_unbalanced(one: usize, other: usize) -> bool {
    let (short, long) = (one.min(other), one.max(other));
    short > 0 && long * RATIO.1 >= short * RATIO.0 && long - short >= CHARACTERS
}
