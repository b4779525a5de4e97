//! Tables of made-up people who are present.

use super::search::shuffled;
use super::*;
use crate::domain::sortition::Seed;

const REGIONS: [&str; 4] = ["Noord", "Oost", "Zuid", "West"];
const AGES: [&str; 3] = ["jong", "midden", "oud"];

fn present(count: usize) -> Vec<Traits> {
    let person = |at: usize| {
        // Uneven on purpose: half from the west, a third old, one in four did not share a side.
        let region = if at.is_multiple_of(2) { "West" } else { REGIONS[at / 2 % 4] };
        let side = ["eens", "eens", "oneens"][at / 3 % 3];
        vec![Some(region.to_owned()), Some(AGES[at % 3].to_owned()), (!at.is_multiple_of(4)).then(|| side.to_owned())]
    };
    (0..count).map(person).collect()
}

fn weights() -> Weights {
    Weights { traits: vec![2, 2, 3], again: 20 }
}

fn everybody_once(tables: &[Vec<usize>], people: usize) {
    let mut seated: Vec<usize> = tables.iter().flatten().copied().collect();
    seated.sort_unstable();
    assert_eq!(seated, (0..people).collect::<Vec<_>>());
    let sizes: Vec<usize> = tables.iter().map(Vec::len).collect();
    assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1, "{sizes:?}");
}

#[test]
fn ninety_people_at_sixteen_tables_are_mixed_better_than_the_best_of_two_hundred_random_splits_in_both_rounds() {
    let (people, weights) = (present(90), weights());
    let plan = split(&people, 16, &weights, &Seed([1; 32])).unwrap();
    for (tables, mix) in [(&plan.first, plan.first_mix), (&plan.second, plan.second_mix)] {
        everybody_once(tables, 90);
        let random = (0..200).map(|number| shuffled(90, 16, Seed([9; 32]).derived("proef", number)));
        let best = random.map(|tables| Mix::of(&tables, &people, &weights, &[]).alike).min().unwrap();
        assert!(mix.alike < best, "{} against {best}", mix.alike);
    }
    assert_eq!(plan.first_mix.again, 0);
    assert!(plan.second_mix.again <= 2, "{} of about 208 pairs sit together again", plan.second_mix.again);
}

#[test]
fn every_number_from_one_to_three_hundred_is_split_into_tables_of_four_to_six() {
    for count in 1..=300 {
        let tables = tables_for(count, 100).unwrap();
        let sizes = sizes(count, tables);
        assert_eq!(sizes.iter().sum::<usize>(), count);
        let expected = match count {
            1..=3 => count..=count,
            7 => 3..=4,
            _ => SMALLEST..=LARGEST,
        };
        assert!(sizes.iter().all(|size| expected.contains(size)), "{count}: {sizes:?}");
    }
}

#[test]
fn fewer_moderators_make_larger_tables_until_six_is_passed() {
    assert_eq!(tables_for(90, 40), Ok(18));
    assert_eq!(tables_for(90, 16), Ok(16));
    assert_eq!(tables_for(90, 15), Ok(15));
    assert_eq!(tables_for(90, 14), Err(TablesError::Moderators { needed: 15, there: 14 }));
    assert_eq!(tables_for(0, 3), Err(TablesError::Nobody));
    assert_eq!(tables_for(3, 0), Err(TablesError::Nobody));
}

#[test]
fn the_same_seed_gives_the_same_plan_and_another_seed_another() {
    let (people, weights) = (present(33), weights());
    let plan = |seed: u8| split(&people, 7, &weights, &Seed([seed; 32])).unwrap();
    assert_eq!(plan(1), plan(1));
    assert_ne!(plan(1).first, plan(2).first);
}

#[test]
fn small_and_large_evenings_are_split() {
    for (count, tables) in [(1, 1), (2, 1), (4, 1), (9, 2), (300, 60)] {
        let plan = split(&present(count), tables, &weights(), &Seed([3; 32])).unwrap();
        everybody_once(&plan.first, count);
        everybody_once(&plan.second, count);
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let seed = Seed([1; 32]);
    assert_eq!(split(&[], 1, &weights(), &seed), Err(TablesError::Nobody));
    assert_eq!(split(&present(5), 0, &weights(), &seed), Err(TablesError::Nobody));
    assert_eq!(split(&present(5), 6, &weights(), &seed), Err(TablesError::Mismatch));
    let fewer = Weights { traits: vec![1], again: 1 };
    assert_eq!(split(&present(5), 1, &fewer, &seed), Err(TablesError::Mismatch));
}

#[test]
fn the_score_can_be_worked_out_by_hand() {
    let people: Vec<Traits> = [["a", "x"], ["a", "y"], ["a", "x"], ["b", "x"]]
        .map(|traits| traits.map(|t| Some(t.to_owned())).to_vec())
        .into();
    let weights = Weights { traits: vec![2, 1], again: 10 };
    // At the first table three a (3 pairs × 2) and two x (1 pair × 1); alone at the second.
    let mix = Mix::of(&[vec![0, 1, 2], vec![3]], &people, &weights, &[vec![0, 1], vec![2, 3]]);
    assert_eq!(mix, Mix { alike: 7, again: 1 });
    assert_eq!(mix.score(&weights), 17);
    // Who did not share something is alike nobody.
    let silent: Vec<Traits> = vec![vec![None, None]; 3];
    assert_eq!(Mix::of(&[vec![0, 1, 2]], &silent, &weights, &[]), Mix::default());
}
