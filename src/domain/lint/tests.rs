//! Made-up examples for every rule: bad ones, on which it fires, and good ones, on which it does not.

use super::*;

fn excerpt(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.end - span.start).collect()
}

/// What a rule marks in a statement without explanation.
fn marked(rule: Rule, text: &str) -> Vec<String> {
    let findings = statement(&Texts { text, ..Texts::default() });
    findings.iter().filter(|finding| finding.rule == rule).map(|finding| excerpt(text, finding.span)).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_statement_of_more_than_twenty_words_is_marked_as_a_whole() {
    let twenty = "De gemeente moet een bus laten rijden van het dorp naar de stad op elke dag van de hele week";
    assert_eq!(twenty.split(' ').count(), 20);
    assert_eq!(marked(Rule::TooManyWords, twenty), NONE);
    let more = format!("{twenty} graag");
    assert_eq!(marked(Rule::TooManyWords, &more), [more.as_str()]);
}

#[test]
fn a_word_that_denies_is_marked_and_two_of_them_are_one_stronger_finding() {
    assert_eq!(marked(Rule::Negation, "De markt mag niet weg"), ["niet"]);
    assert_eq!(marked(Rule::Negation, "Niemand krijgt een boete zonder waarschuwing"), NONE);
    assert_eq!(
        marked(Rule::DoubleNegation, "Niemand krijgt een boete zonder waarschuwing"),
        ["Niemand krijgt een boete zonder"]
    );
    assert_eq!(marked(Rule::DoubleNegation, "Er mag geen verbod op vuurwerk komen"), ["geen verbod"]);
    assert_eq!(Rule::DoubleNegation.severity(), Severity::Strong);
    for good in ["De markt moet blijven", "Niet alleen de markt moet open", "Er moet een verbod op vuurwerk komen"] {
        assert_eq!((marked(Rule::Negation, good), marked(Rule::DoubleNegation, good)), (vec![], vec![]), "{good}");
    }
}

#[test]
fn two_claims_in_one_are_marked_where_both_have_a_verb_a_reason_an_effect_or_a_goal() {
    for (bad, mark) in [
        ("De bus moet vaker rijden en goedkoper worden", "en"),
        ("De school moet open en het zwembad mag dicht", "en"),
        ("De gemeente moet bomen planten of wegen verbreden", "of"),
        ("Winkels mogen open zijn, maar cafés moeten dicht", "maar"),
        ("De bus moet vaker rijden zodat mensen de auto laten staan", "zodat"),
        ("De bus moet gratis zijn, omdat de lucht vuil is", "omdat"),
        ("Om de lucht schoon te houden, moet de auto de stad uit", "Om de lucht schoon te houden"),
        ("De bus moet gratis zijn. De trein ook", "De trein ook"),
    ] {
        assert_eq!(marked(Rule::TwoClaims, bad), [mark], "{bad}");
    }
    for good in [
        "De gemeente moet bomen en struiken planten",
        "Boeren en vissers moeten steun krijgen",
        "Mensen moeten huur en stroom kunnen betalen",
        "De stad moet groeien, ook als het dorp en de streek krimpen",
        "De raad moet bepalen of de markt open is",
        "De trein tussen Aalten en Breda moet rijden",
    ] {
        assert_eq!(marked(Rule::TwoClaims, good), NONE, "{good}");
    }
}

#[test]
fn two_things_under_one_verb_and_a_goal_behind_a_demand_are_a_hint_only() {
    assert_eq!(marked(Rule::TwoThings, "De gemeente moet bomen en struiken planten"), ["bomen en struiken"]);
    assert_eq!(
        marked(Rule::TwoThings, "Ouders moeten geld krijgen om hun kind te laten sporten"),
        ["om hun kind te laten"]
    );
    for good in [
        "De stad moet winkels dwingen om te sluiten",
        "Op kunst en cultuur mag worden bezuinigd",
        "De bus moet gratis zijn",
    ] {
        assert_eq!(marked(Rule::TwoThings, good), NONE, "{good}");
    }
}

#[test]
fn a_word_that_allows_no_exception_is_marked_but_not_how_often_something_is() {
    assert_eq!(marked(Rule::Absolute, "Alle winkels moeten altijd open zijn"), ["Alle", "altijd"]);
    assert_eq!(marked(Rule::Absolute, "De weg moet per direct dicht"), ["per direct"]);
    assert_eq!(marked(Rule::Absolute, "De raad moet elke week vergaderen"), NONE);
    assert_eq!(marked(Rule::Absolute, "Winkels mogen op zondag open zijn"), NONE);
}

#[test]
fn a_word_that_judges_is_marked_in_statement_and_explanation_but_not_in_an_argument() {
    assert_eq!(marked(Rule::Loaded, "De doorgeslagen regels moeten weg"), ["doorgeslagen"]);
    assert_eq!(marked(Rule::Loaded, "Hardwerkende mensen verdienen een eerlijke huur"), ["Hardwerkende", "eerlijke"]);
    assert_eq!(marked(Rule::Loaded, "De regels voor terrassen moeten weg"), NONE);
    let texts = Texts {
        text: "De regels moeten weg",
        explanation: "Het zijn onzinnige regels.",
        argument_for: "Het zijn onzinnige regels.",
        ..Texts::default()
    };
    let findings = statement(&texts);
    assert_eq!(
        findings.iter().map(|found| (found.rule, found.part)).collect::<Vec<_>>(),
        [(Rule::Loaded, Part::Explanation)]
    );
}

#[test]
fn an_abbreviation_is_marked_once_unless_it_is_written_out() {
    assert_eq!(marked(Rule::Abbreviation, "De OZB op huizen moet omlaag, de OZB op winkels ook"), ["OZB"]);
    assert_eq!(marked(Rule::Abbreviation, "De btw op groente moet naar 0%"), ["btw"]);
    assert_eq!(marked(Rule::Abbreviation, "De uitstoot van CO2 moet omlaag"), ["CO2"]);
    assert_eq!(marked(Rule::Abbreviation, "De belasting op huizen (OZB) moet omlaag"), NONE);
    assert_eq!(marked(Rule::Abbreviation, "De tv-gids moet blijven"), NONE);
    for explanation in ["De OZB is de belasting op een huis.", "De belasting op een huis (OZB) gaat naar de gemeente."]
    {
        let findings = statement(&Texts { text: "De OZB moet omlaag", explanation, ..Texts::default() });
        assert_eq!(findings, [], "{explanation}");
    }
    let named = Texts { text: "De OZB moet omlaag", explanation: "De OZB gaat naar de gemeente.", ..Texts::default() };
    assert_eq!(statement(&named).len(), 2);
}

#[test]
fn more_or_less_is_marked_where_nothing_says_how_much() {
    assert_eq!(marked(Rule::NoMeasure, "Er moeten meer bussen rijden"), ["meer"]);
    assert_eq!(marked(Rule::NoMeasure, "De boete moet hoger worden"), ["hoger"]);
    for good in [
        "Er moeten 10 bussen meer rijden",
        "De boete moet twee keer hoger worden",
        "Er moeten meer bussen dan trams rijden",
        "De rechter moet vaker een boete geven in plaats van celstraf",
        "Er moeten bussen rijden, ook als er dan minder trams zijn",
        "De markt hoeft niet meer open",
        "Er mogen geen auto's meer in het centrum",
    ] {
        assert_eq!(marked(Rule::NoMeasure, good), NONE, "{good}");
    }
}

#[test]
fn a_word_of_more_than_fifteen_letters_is_marked_by_the_parts_between_hyphens() {
    assert_eq!(marked(Rule::LongWord, "De hondenbelastingen moeten weg"), ["hondenbelastingen"]);
    assert_eq!(marked(Rule::LongWord, "Zestienlettersaa"), ["Zestienlettersaa"]);
    assert_eq!(marked(Rule::LongWord, "Vijftienletters"), NONE);
    assert_eq!(marked(Rule::LongWord, "De huis-aan-huisbladen-actie moet weg"), NONE);
}

#[test]
fn a_long_sentence_beside_the_statement_is_marked_alone() {
    let long =
        "Deze zin gaat maar door en door en door en houdt niet op voordat er echt meer dan twintig woorden staan.";
    let explanation = format!("Kort. {long} Weer kort, bijv. zo.");
    let findings = statement(&Texts { text: "Kort", explanation: &explanation, ..Texts::default() });
    let marks: Vec<_> = findings.iter().map(|found| (found.rule, excerpt(&explanation, found.span))).collect();
    assert_eq!(marks, [(Rule::LongSentence, long.trim_end_matches('.').to_owned())]);
}

#[test]
fn a_hard_text_of_ten_words_is_marked_and_a_short_one_is_not() {
    let hard = "Gemeentelijke belastingverordeningen moeten onafhankelijke deskundigen periodiek evalueren met behulp van \
                representatieve inwonersraadplegingen";
    assert_eq!(marked(Rule::HardToRead, hard), [hard]);
    assert_eq!(marked(Rule::HardToRead, "Belastingverordeningen moeten verdwijnen"), NONE);
    assert_eq!(marked(Rule::HardToRead, "De bus naar de stad moet op zondag ook om acht uur rijden"), NONE);
}

#[test]
fn the_figure_is_doumas_over_words_sentences_and_syllables() {
    // Vier woorden, één zin, vijf lettergrepen: 206,84 − 0,93 × 4 − 77 × 5 / 4.
    let readability = readability("De bus moet rijden.").unwrap();
    assert_eq!((readability.words, readability.sentences, readability.syllables), (4, 1, 5));
    assert_eq!(readability.figure, 106.9);
    assert!(readability.is_rough());
    assert_eq!(super::readability(" … "), None);
}

#[test]
fn syllables_are_counted_by_groups_of_vowels() {
    for (word, number) in [
        ("bus", 1),
        ("boek", 1),
        ("boeken", 2),
        ("maaien", 2),
        ("mooie", 2),
        ("nieuwe", 2),
        ("sneeuw", 1),
        ("bijen", 2),
        ("ruimte", 2),
        ("oekraïne", 4),
        ("coördinatie", 5),
        ("financiële", 5),
        ("auto's", 2),
        ("kwaliteit", 3),
        ("quotum", 2),
        ("yoghurt", 2),
        ("niveau", 2),
        ("beïnvloeden", 4),
        ("ideeën", 3),
        ("btw", 1),
        ("2%", 1),
    ] {
        assert_eq!(readability::syllables(word), number, "{word}");
    }
}

#[test]
fn a_place_is_counted_in_characters() {
    let text = "Één café mag nooit dicht";
    assert_eq!(marked(Rule::Negation, text), ["nooit"]);
    assert_eq!(statement(&Texts { text, ..Texts::default() })[0].span, Span { start: 13, end: 18 });
}

fn all(texts: [&'static str; 4]) -> Vec<Texts<'static>> {
    texts.into_iter().map(|text| Texts { text, ..Texts::default() }).collect()
}

#[test]
fn a_set_that_asks_for_one_direction_of_change_is_marked() {
    let more = [
        "De bus moet vaker rijden",
        "De stad moet groeien",
        "Er mogen geen lagere straffen komen",
        "De boete moet hoger",
    ];
    assert_eq!(set(&all(more)), [(Rule::SameDirection, None)]);
    for other in
        ["De bus moet minder vaak rijden", "De burgemeester moet worden gekozen", "Meer bussen en minder auto's"]
    {
        let mut mixed = more;
        mixed[2] = other;
        assert_eq!(set(&all(mixed)), [], "{other}");
    }
    assert_eq!(direction("Om de files te verminderen, moeten wegen dicht"), None);
    assert_eq!(direction("De stad moet groeien, ook als er minder groen is"), Some(Direction::More));
}

#[test]
fn arguments_out_of_balance_are_marked_one_by_one_and_by_side() {
    let (short, middle, long) = ("a".repeat(60), "a".repeat(70), "a".repeat(120));
    let with = |pro: &'static str, contra: &'static str| Texts {
        argument_for: pro,
        argument_against: contra,
        ..Texts::default()
    };
    let (short, middle, long): (&'static str, &'static str, &'static str) = (short.leak(), middle.leak(), long.leak());
    assert_eq!(
        set(&[with(short, long), with(short, middle), with(middle, short), with("", "")]),
        [(Rule::ArgumentLengths, Some(1))]
    );
    assert_eq!(set(&[with(short, middle); 4]), [(Rule::ArgumentSide, None)]);
    assert_eq!(set(&[with(short, short); 4]), []);
    assert_eq!(set(&[with("kort", "iets langer"), with(short, short), with(short, short), with(short, short)]), []);
}

#[test]
fn a_remark_names_the_exact_text_that_it_is_about() {
    let (pro, contra) = ("a".repeat(120), "b".repeat(10));
    let texts =
        Texts { text: "De bus moet altijd rijden", argument_for: &pro, argument_against: &contra, ..Texts::default() };
    let remarks = review(&[texts]);
    let brief: Vec<_> = remarks.iter().map(|one| (one.rule, one.statement, one.place_name(), one.marked())).collect();
    assert_eq!(
        brief,
        [
            (Rule::Absolute, Some(1), "text:12".to_owned(), Some("altijd".to_owned())),
            (Rule::ArgumentLengths, Some(1), "set".to_owned(), None)
        ]
    );
    assert_eq!((remarks[0].subject.as_str(), remarks[1].subject.clone()), (texts.text, format!("{pro}\n{contra}")));
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_name(rule.name()), Some(*rule));
    }
    assert_eq!(Rule::from_name("other"), None);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_a_rule_and_every_place_lies_in_it(text in "\\PC{0,120}|([a-zé]{1,6}[ ,.]{0,2}(en|of|om|te|niet|meer|moet) ?){0,12}") {
        let texts = Texts { text: &text, explanation: &text, argument_for: &text, argument_against: "" };
        let length = text.chars().count();
        for finding in statement(&texts) {
            proptest::prop_assert!(finding.span.start < finding.span.end && finding.span.end <= length);
        }
        let _ = set(&[texts, texts]);
    }
}
