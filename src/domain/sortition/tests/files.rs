//! What witnesses, everybody and each person get, and what a witness is told when something was changed.

use super::*;
use crate::domain::merkle::TreeHash;

const VALUE: &str = "4bf6a7…e1";

fn drawn() -> DrawFile {
    let mut dice = Dice(77);
    let targets = [
        target("region", &[("Noord", 40), ("Zuid", 60)]),
        Target { shared: true, ..target("side", &[("eens", 1), ("oneens", 1)]) },
    ];
    let mut lots = Vec::new();
    for traits in [["Noord", "eens"], ["Noord", "oneens"], ["Zuid", "eens"], ["Zuid", "oneens"]] {
        lots.extend((0..12).map(|_| dice.lot(&traits)));
    }
    let pool = Pool::new(Terms::new("Avond over ov", 9, "drand 7", &targets), lots).unwrap();
    let commitment = pool.commitment();
    let outcome = pool.draw(&Seed::of(&commitment.root(), VALUE)).unwrap();
    let mut file = DrawFile::of(&pool, &commitment, VALUE, outcome);
    for _ in 0..2 {
        let gone = vec![file.seated_now()[3]];
        let seated: Vec<LotCode> = file.seated_now().into_iter().filter(|code| !gone.contains(code)).collect();
        let all: Vec<LotCode> =
            file.replaced.iter().flat_map(|replaced| &replaced.gone).chain(&gone).copied().collect();
        let next = pool.replacement(&file.seed, &seated, &all).unwrap().unwrap();
        file.replaced.push(Replaced::new(gone, next));
    }
    file
}

fn wrong(file: &DrawFile) -> Vec<String> {
    check(file, None).into_iter().filter(|finding| !finding.holds).map(|finding| finding.text).collect()
}

/// What was changed, and that the draw was therefore not done again.
fn only(file: &DrawFile) -> String {
    let wrong = wrong(file);
    assert_eq!(wrong[1..], ["The draw was not done again, because what it starts from does not hold."], "{wrong:?}");
    wrong[0].clone()
}

#[test]
fn a_draw_that_was_left_alone_holds_also_after_it_was_written_and_read() {
    let file: DrawFile = serde_json::from_str(&serde_json::to_string(&drawn()).unwrap()).unwrap();
    assert_eq!(file, drawn());
    let told: Vec<String> = check(&file, Some(file.root)).into_iter().map(|finding| finding.text).collect();
    assert_eq!(wrong(&file), [""; 0]);
    assert_eq!(
        told,
        [
            "The control number is that of these 48 lots and these terms: 9 seats for “Avond over ov”.",
            "The seed follows from the control number and the public value. Compare: drand 7 is 4bf6a7…e1",
            "Drawn again: the same 9 people have a seat, in the same order; 4 quotas are met.",
            "The 39 others stand in the right order.",
            "The 2 seats that fell free went to who was next.",
        ]
    );
    assert!(check(&file, None)[0].text.starts_with("Compare this control number"));
}

#[test]
fn a_changed_trait_or_salt_is_named_with_its_lot() {
    let mut file = drawn();
    file.lots[7].traits[0] = if file.lots[7].traits[0] == "Noord" { "Zuid" } else { "Noord" }.to_owned();
    let text = only(&file);
    assert!(text.starts_with(&format!("Lot {}: its traits (", file.lots[7].code)), "{text}");
    let mut file = drawn();
    file.lots[0].salt.0[0] ^= 1;
    assert!(only(&file).contains("or its salt were changed"));
}

#[test]
fn a_changed_an_added_and_a_dropped_lot_are_named() {
    let mut file = drawn();
    file.lots[7].code.0[15] ^= 1;
    let changed = file.lots[7].code;
    assert_eq!(only(&file), format!("Lot {changed} was not in the draw: it was added, or its code was changed."));
    let mut file = drawn();
    file.lots.push(Dice(1).lot(&["Noord", "eens"]));
    assert!(wrong(&file).contains(&"There are 49 lots in this file, 48 were committed.".to_owned()));
    let mut file = drawn();
    file.lots.remove(3);
    assert_eq!(only(&file), "There are 47 lots in this file, 48 were committed.");
    let mut file = drawn();
    file.lots[3] = file.lots[2].clone();
    assert_eq!(only(&file), format!("Lot {} is there twice.", file.lots[2].code));
    let mut file = drawn();
    file.lots.swap(1, 2);
    assert_eq!(only(&file), "The lots do not stand in the order of their codes.");
}

#[test]
fn a_changed_quota_is_named() {
    let mut file = drawn();
    file.terms.features[0].quotas[1].most = 9;
    let expected = "A quota was changed: region “Zuid” has 5 to 9 seats; its share of 9 gives 5 to 6.";
    assert_eq!(only(&file), expected);
    let mut file = drawn();
    file.terms.event = "Iets anders".into();
    assert!(only(&file).starts_with("The terms are not those that were committed"));
}

#[test]
fn a_changed_public_value_is_seen() {
    let mut file = drawn();
    file.value.push('0');
    assert!(only(&file).starts_with("The seed does not follow from the control number and the public value"));
}

#[test]
fn a_file_that_was_made_anew_differs_from_the_published_control_number() {
    let told = check(&drawn(), Some(TreeHash([0; 32])));
    assert!(told[0].text.starts_with("The control number is not the one that was published"), "{told:?}");
    let mut file = drawn();
    file.root = TreeHash([0; 32]);
    assert!(wrong(&file)[0].starts_with("The control number is not that of the leaves"));
}

#[test]
fn a_swapped_winner_is_named_with_who_was_drawn() {
    let mut file = drawn();
    let (out, into) = (file.seated[4], file.reserves[10]);
    (file.seated[4], file.reserves[10]) = (into, out);
    let wrong = wrong(&file);
    assert!(wrong.contains(&format!("Lot {out} was drawn, but has no seat in this file.")), "{wrong:?}");
    assert!(wrong.contains(&format!("Lot {into} has a seat in this file, but was not drawn.")), "{wrong:?}");
    let mut file = drawn();
    file.seated.swap(0, 1);
    assert!(super::files::wrong(&file)[0].contains("not in the order in which they were drawn"));
}

#[test]
fn a_friend_who_is_moved_up_the_list_is_seen() {
    let mut file = drawn();
    file.reserves.swap(0, 30);
    assert_eq!(wrong(&file), ["The list of the others is not in the order of their numbers."]);
    let mut file = drawn();
    let (told, friend) = (file.replaced[1].seated, file.reserves[38]);
    file.replaced[1].seated = friend;
    assert_eq!(wrong(&file), [format!("Replacement 2 went to lot {friend}; lot {told} was next.")]);
    let mut file = drawn();
    file.replaced[0].gone.clear();
    assert!(wrong(&file)[0].ends_with("but no seat was free."));
}

#[test]
fn a_quota_that_was_announced_wider_is_fine_and_said() {
    let file = drawn();
    let mut terms = file.terms.clone();
    terms.features[0].quotas[0].least = 0;
    let pool = Pool::new(terms, file.lots).unwrap();
    let commitment = pool.commitment();
    let outcome = pool.draw(&Seed::of(&commitment.root(), VALUE)).unwrap();
    let told = check(&DrawFile::of(&pool, &commitment, VALUE, outcome), Some(commitment.root()));
    assert!(told.iter().all(|finding| finding.holds));
    assert!(told[0].text.contains("region “Noord” has 0 to 4 seats; its share of 9 gives 3 to 4."), "{told:?}");
}

#[test]
fn every_person_can_prove_the_own_lot_and_no_other() {
    let file = drawn();
    let pool = Pool::new(file.terms, file.lots).unwrap();
    let commitment = pool.commitment();
    for lot in pool.lots() {
        let proof = commitment.proof(&pool, lot.code).unwrap();
        assert!(proof.holds() && proof.leaf == lot.leaf() && proof.root == file.root);
        assert!(!LotProof { leaf: proof.leaf.replace("eens", "zeer eens"), ..proof }.holds());
    }
    assert_eq!(commitment.proof(&pool, LotCode([0; 16])), None);
}

#[test]
fn what_everybody_sees_has_no_figures_of_what_people_shared() {
    let file = drawn();
    let pool = Pool::new(file.terms, file.lots).unwrap();
    let shown = Announcement::of(&pool, &pool.commitment());
    assert_eq!(shown.root, file.root);
    assert!(shown.features[0].quotas.is_some() && shown.features[1].quotas.is_none());
    let text = serde_json::to_string(&shown).unwrap();
    assert!(!text.contains("eens") && text.contains("\"side\""), "{text}");
}

/// The example of docs/sortition.md, worked out with sha256sum.
#[test]
fn seed_and_number_are_plain_hashes_of_plain_bytes() {
    let seed = Seed::of(&TreeHash([0x11; 32]), " 8df7 \n");
    assert_eq!(seed, Seed::of(&TreeHash([0x11; 32]), "8df7"));
    assert_eq!(seed.to_string(), "9907e822625a1cfdb1de37fd7fd5b90f3cf69a57b267313a024791bc5ec7f188");
    let number = Seed(seed.number(LotCode([0xab; 16])));
    assert_eq!(number.to_string(), "352447a9bf219124c1b9fe29393744a5fd9b07b4c360eade9673ca3b26bd24e1");
}
