//! The house rules that a machine can keep: which floor sees which, who may ask the time, how long a file may be.
//! Each rule comes with a file that breaks it, to show that it can.

use std::path::{Path, PathBuf};

/// A source file: its path below the workspace and its text without comments and without its tests.
struct Source {
    path: String,
    whole: String,
    code: String,
}

impl Source {
    fn new(path: &str, whole: &str) -> Self {
        let code = before_tests(whole).lines().map(without_comment).collect::<Vec<_>>().join("\n");
        Self { path: path.to_owned(), whole: whole.to_owned(), code }
    }

    /// The floor of a file in src: its folder, or its own name.
    fn floor(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        Some(inside.split('/').next()?.trim_end_matches(".rs"))
    }

    /// Whether the code names this, as a whole word.
    fn names(&self, word: &str) -> bool {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            !before.is_some_and(|c| part(c) && part(word.chars().next().unwrap()))
                && !after.is_some_and(|c| part(c) && part(word.chars().next_back().unwrap()))
        })
    }

    fn names_one_of(&self, words: &[&str]) -> Option<String> {
        words.iter().find(|word| self.names(word)).map(|word| (*word).to_owned())
    }
}

/// A module of tests in a file of its own is called `tests.rs`.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs")
}

fn before_tests(text: &str) -> &str {
    let opens_tests = |at: &usize| {
        let after = text[*at..].lines().find(|line| !line.starts_with("#["));
        after.is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
    };
    let mut starts = text.match_indices("#[cfg(test)]\n").map(|(at, _)| at);
    starts.find(opens_tests).map_or(text, |at| &text[..at])
}

fn without_comment(line: &str) -> &str {
    // An address in a string holds two slashes as well.
    line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':')).map_or(line, |(at, _)| &line[..at])
}

/// What follows each `crate::`: one floor, or several in braces.
fn floors_seen(code: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => seen.extend(first_words(list)),
            None => seen.push(word(rest)),
        }
    }
    seen
}

fn first_words(list: &str) -> Vec<String> {
    let (mut depth, mut item, mut words) = (0, String::new(), Vec::new());
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => words.push(word(std::mem::take(&mut item).trim())),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    words.push(word(item.trim()));
    words.retain(|word| !word.is_empty());
    words
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

type Rule = fn(&Source) -> Option<String>;

/// Floors that are not listed here assemble, and see everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("clock", &["domain"]),
    ("chance", &[]),
    ("dns", &["domain"]),
    ("store", &["store", "domain"]),
    ("service", &["service", "store", "domain", "clock", "chance", "dns"]),
    ("mail", &["mail", "domain"]),
    ("jobs", &["jobs", "service", "mail", "domain", "clock", "chance"]),
    ("wire", &["wire", "service", "domain"]),
    ("api", &["api", "service", "domain", "clock"]),
];

fn arrows(source: &Source) -> Option<String> {
    let floor = source.floor()?;
    let (_, allowed) = ARROWS.iter().find(|(name, _)| *name == floor)?;
    let forbidden = floors_seen(&source.code).into_iter().find(|seen| !allowed.contains(&seen.as_str()))?;
    Some(format!("{floor} may not see {forbidden}"))
}

/// Crates that only these floors may name.
const CRATES: &[(&str, &[&str])] = &[
    ("actix_web", &["api", "server"]),
    ("utoipa", &["api", "server"]),
    ("utoipa_actix_web", &["api", "server"]),
    ("jsonwebtoken", &["api"]),
    ("sea_orm", &["store"]),
    ("sea_orm_migration", &["store"]),
    ("sqlx", &[]),
    ("lettre", &["mail"]),
    ("clap", &["cli", "main"]),
    ("hickory_resolver", &["dns"]),
];

fn crates(source: &Source) -> Option<String> {
    let floor = source.floor()?;
    let mut kept = CRATES.iter().filter(|(_, floors)| !floors.contains(&floor));
    kept.find(|(name, _)| source.names(&format!("{name}::"))).map(|(name, _)| format!("{name} is not for {floor}"))
}

const TIME_AND_DICE: &[&str] = &[
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "rand::rng",
    "rand::random",
    "rand::rngs",
    "new_v4",
    "OsRng",
    "SystemRandom",
];

fn time_and_dice(source: &Source) -> Option<String> {
    if matches!(source.floor(), None | Some("clock" | "chance")) {
        return None;
    }
    source.names_one_of(TIME_AND_DICE).map(|word| format!("{word}: ask the clock or the chance that was handed in"))
}

/// That somebody took part.
const PARTICIPATION: &[&str] = &["roll_entry", "blinded_hash", "store::roll", "roll::"];
/// What somebody answered.
const BALLOT: &[&str] = &[
    "entities::ballot",
    "ballot::Entity",
    "store::ballot",
    "box_stores",
    "TABLE ballot",
    "FROM ballot",
    "INTO ballot",
    "line1",
    "box_area",
];

fn apart(source: &Source) -> Option<String> {
    // Lists of modules, no code.
    if source.path.ends_with("/mod.rs") && source.path.starts_with("src/store/") {
        return None;
    }
    let (one, other) = (source.names_one_of(PARTICIPATION)?, source.names_one_of(BALLOT)?);
    Some(format!("names {one} and {other}: who took part and what was answered stay apart"))
}

fn strangers(source: &Source) -> Option<String> {
    let strange: &[&str] = match source.path.as_str() {
        "src/service/ticket.rs" => &["ballot_box", "Ballot", "BallotBox"],
        path if path.starts_with("src/service/ballot_box/") => {
            &["super::ticket", "service::ticket", "service::voter", "MemberId", "store::roll"]
        }
        _ => return None,
    };
    source.names_one_of(strange).map(|word| format!("{word}: issuing and casting do not know each other"))
}

fn sign(source: &Source) -> Option<String> {
    let signs = source.whole.lines().take_while(|line| line.starts_with("//!")).count();
    (!(1..=3).contains(&signs)).then(|| format!("begins with {signs} lines of //!, not 1 to 3"))
}

fn length(source: &Source) -> Option<String> {
    let lines = before_tests(&source.whole).lines().count();
    (lines > 250).then(|| format!("{lines} lines without its tests, more than 250"))
}

const RULES: &[Rule] = &[arrows, crates, time_and_dice, apart, strangers, sign, length];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "migrations/src"] {
        rust_files(&root.join(folder), &mut paths);
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        Source::new(&path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), &text)
    };
    paths.into_iter().map(read).filter(|source| !is_test(&source.path)).collect()
}

#[test]
fn every_file_keeps_the_house_rules() {
    let sources = sources();
    assert!(sources.len() > 50, "the files were not found");
    let broken: Vec<String> = sources
        .iter()
        .flat_map(|source| RULES.iter().filter_map(move |rule| Some(format!("{}: {}", source.path, rule(source)?))))
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_rule_can_be_broken() {
    let cases: &[(Rule, &str, &str)] = &[
        (arrows, "src/domain/round.rs", "use crate::service::Platform;"),
        (arrows, "src/domain/round.rs", "fn now(clock: &dyn crate::clock::Clock) {}"),
        (arrows, "src/store/round.rs", "use crate::dns::Dns;"),
        (arrows, "src/store/round.rs", "use crate::{domain::round::{Round, State}, service::Code};"),
        (arrows, "src/service/round.rs", "use crate::mail::Transport;"),
        (arrows, "src/api/round.rs", "use crate::store::round;"),
        (arrows, "src/api/round.rs", "use crate::{\n    domain::ids::RoundId,\n    store::round,\n};"),
        (arrows, "src/mail/smtp.rs", "use crate::service::Platform;"),
        (arrows, "src/jobs/clockwork.rs", "let rows = crate::store::outbox::due();"),
        (crates, "src/service/round.rs", "use actix_web::web;"),
        (crates, "src/service/round.rs", "use sea_orm::EntityTrait;"),
        (crates, "src/api/round.rs", "fn f() -> sea_orm::DbErr {}"),
        (crates, "src/jobs/sender.rs", "use lettre::Message;"),
        (crates, "src/service/login.rs", "use jsonwebtoken::encode;"),
        (crates, "src/service/preflight.rs", "use hickory_resolver::TokioResolver;"),
        (time_and_dice, "src/service/round.rs", "let now = std::time::SystemTime::now();"),
        (time_and_dice, "src/store/round.rs", "let id = Uuid::new_v4();"),
        (apart, "src/store/audit.rs", "\"SELECT * FROM ballot JOIN roll_entry\""),
        (apart, "migrations/src/later.rs", "\"CREATE TABLE ballot\", \"ALTER TABLE roll_entry\""),
        (apart, "src/service/figures.rs", "use crate::store::{box_stores, roll::Entry};"),
        (strangers, "src/service/ticket.rs", "use super::ballot_box::BallotBox;"),
        (strangers, "src/service/ballot_box/cast.rs", "fn cast(member: MemberId) {}"),
        (sign, "src/api/round.rs", "use std::fmt;"),
        (sign, "src/api/round.rs", "//! 1\n//! 2\n//! 3\n//! 4\n"),
    ];
    for (rule, path, text) in cases {
        assert!(rule(&Source::new(path, text)).is_some(), "{path}: {text}");
    }
    let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(250));
    assert!(length(&Source::new("src/api/round.rs", &long)).is_some());
}

#[test]
fn what_keeps_the_rules_is_left_alone() {
    let tests = format!("//! Short.\n#[cfg(test)]\nmod tests {{\n{}}}\n", "use crate::store::Db;\n".repeat(300));
    let comment =
        "//! Sign.\n/// Not like [`crate::store::Db`], and no `SystemTime::now`.\nuse crate::service::Platform;\n";
    let assembly = "//! Sign.\nuse crate::{api::pages, store::Db};\n";
    for (path, text) in
        [("src/api/round.rs", tests.as_str()), ("src/api/round.rs", comment), ("src/cli/serve.rs", assembly)]
    {
        let source = Source::new(path, text);
        let broken: Vec<String> = RULES.iter().filter_map(|rule| rule(&source)).collect();
        assert!(broken.is_empty(), "{path}: {broken:?}");
    }
}

#[test]
fn every_refusal_has_a_sentence_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for language in ["nl", "en"] {
        let path = root.join(format!("frontend/text/refusals.{language}.js"));
        let text = std::fs::read_to_string(&path).unwrap();
        for code in preferendum::service::Code::ALL {
            let key = format!("\"{}\": \"", code.name());
            assert!(text.contains(&key), "{} has no {}", path.display(), code.name());
        }
    }
}

#[test]
fn the_committed_description_of_the_api_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == preferendum::server::openapi_json(), "run: cargo run -- openapi > openapi.json");
}
