//! Verbs, as far as the rules need to know one: small tables instead of a grammar. Never a rule.

use super::word::Word;

/// Verbs that stand where only the verb of a main clause stands.
const FINITE: &[&str] = &[
    "moet", "mag", "kan", "wil", "zal", "hoort", "hoeft", "is", "was", "wordt", "werd", "heeft", "had", "krijgt",
    "gaat", "komt", "blijft", "doet", "geeft", "betaalt", "maakt", "staat", "verdient", "werkt", "zorgt", "helpt",
];
/// The same form is an infinitive at the end of a clause.
const BOTH: &[&str] = &[
    "moeten", "mogen", "kunnen", "willen", "zullen", "worden", "zijn", "hebben", "krijgen", "gaan", "komen", "blijven",
    "hoeven", "horen", "laten",
];
/// Infinitives that statements are made with; with or without a prefix.
const INFINITIVES: &[&str] = &[
    "bouwen",
    "breiden",
    "schaffen",
    "hogen",
    "lagen",
    "geven",
    "nemen",
    "doen",
    "maken",
    "houden",
    "stellen",
    "leggen",
    "zetten",
    "brengen",
    "halen",
    "gaan",
    "komen",
    "staan",
    "betalen",
    "rijden",
    "steunen",
    "helpen",
    "kiezen",
    "sluiten",
    "openen",
    "stoppen",
    "beginnen",
    "starten",
    "groeien",
    "krimpen",
    "stijgen",
    "dalen",
    "werken",
    "leren",
    "studeren",
    "wonen",
    "huren",
    "kopen",
    "verkopen",
    "verhogen",
    "verlagen",
    "verminderen",
    "vergroten",
    "verkleinen",
    "beperken",
    "beschermen",
    "bezuinigen",
    "investeren",
    "besteden",
    "verbieden",
    "verplichten",
    "dwingen",
    "belasten",
    "subsidiëren",
    "vergoeden",
    "financieren",
    "controleren",
    "straffen",
    "opvangen",
    "vangen",
    "laten",
    "toelaten",
    "weigeren",
    "bieden",
    "voeren",
    "schrappen",
    "regelen",
    "organiseren",
    "verbeteren",
    "verbreden",
    "vernieuwen",
    "versterken",
    "versnellen",
    "zorgen",
    "delen",
    "blijven",
    "worden",
    "krijgen",
    "kunnen",
    "hebben",
    "zijn",
    "planten",
    "slopen",
    "kappen",
    "isoleren",
    "voorkomen",
    "bestrijden",
    "vervangen",
    "veranderen",
    "bepalen",
    "beslissen",
    "stemmen",
    "spreken",
    "praten",
    "roken",
    "drinken",
    "eten",
    "sporten",
    "varen",
    "vliegen",
    "fietsen",
    "lopen",
    "ontvangen",
    "behouden",
    "onderzoeken",
    "meten",
    "tellen",
    "sparen",
    "lenen",
    "verdienen",
];
const PREFIXES: &[&str] = &[
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "samen", "stop", "terug", "toe", "tegen", "uit",
    "voor", "vrij", "weg",
];
/// Nouns that look like a participle.
const NOT_PARTICIPLES: &[&str] =
    &["gebied", "gezicht", "gewicht", "gerecht", "geluid", "geweld", "gevecht", "gedicht", "geheid", "gezond"];

/// Whether it stands where only the verb of a main clause stands. `after` is the rest of the clause.
pub(super) fn is_finite(word: &Word, after: &[Word]) -> bool {
    word.is_one_of(FINITE) || word.is_one_of(BOTH) && after.iter().any(|next| !is_verb(next))
}

/// Whether it is a verb that ends a clause: an infinitive or a participle.
pub(super) fn is_verb(word: &Word) -> bool {
    word.is_one_of(BOTH) || is_infinitive(&word.lower) || is_participle(&word.lower)
}

fn is_infinitive(word: &str) -> bool {
    let without = |prefix: &&str| word.strip_prefix(*prefix).is_some_and(|rest| INFINITIVES.contains(&rest));
    INFINITIVES.contains(&word) || PREFIXES.iter().any(without)
}

fn is_participle(word: &str) -> bool {
    let rest = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(*prefix)).find(|rest| rest.starts_with("ge"));
    let whole = rest.unwrap_or(word);
    let weak = whole.ends_with('d') || whole.ends_with('t');
    let strong = rest.is_some() && whole.ends_with("en");
    whole.starts_with("ge") && whole.chars().count() > 5 && (weak || strong) && !NOT_PARTICIPLES.contains(&whole)
}
