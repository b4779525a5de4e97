//! Single draws that show one thing each, among them the mistakes that were made before.

use super::*;

fn people(dice: &mut Dice, groups: &[(&[&str], usize)]) -> Vec<Lot> {
    let mut lots = Vec::new();
    for (traits, count) in groups {
        lots.extend((0..*count).map(|_| dice.lot(traits)));
    }
    lots
}

fn pool(seats: u32, targets: &[Target], groups: &[(&[&str], usize)]) -> Pool {
    Pool::new(Terms::new("Avond", seats, "drand 7", targets), people(&mut Dice(5), groups)).unwrap()
}

/// Once, quotas were shares rounded to the nearest whole number: 1 % of 40 seats is 0.4, so nobody of that group was ever
/// drawn.
#[test]
fn a_group_of_one_per_cent_has_a_chance() {
    let targets = [target("region", &[("groot", 99), ("klein", 1)])];
    let pool = pool(40, &targets, &[(&["groot"], 396), (&["klein"], 4)]);
    let odds = pool.odds(&seed(1), 300).unwrap();
    let least = odds.least().unwrap();
    assert!(least.won > 0);
    // Four people share at most one seat, which they get in 1 − (1 − 0.1)⁴ ≈ 34 % of the draws: 8.6 % each.
    let small = odds.chances.iter().find(|chance| chance.traits == ["klein"]).unwrap();
    assert!((600..1_100).contains(&small.per_ten_thousand()), "{small:?}");
}

/// Once, room was only looked at group by group: then a seat goes to somebody who makes the rest impossible.
#[test]
fn nobody_gets_a_seat_that_others_would_need() {
    // Two seats: one from east and one from west, one young and one old. The young are all in the west, bar one.
    let targets = [target("region", &[("oost", 1), ("west", 1)]), target("age", &[("jong", 1), ("oud", 1)])];
    let groups: &[(&[&str], usize)] = &[(&["oost", "oud"], 1), (&["west", "jong"], 9), (&["west", "oud"], 9)];
    let pool = pool(2, &targets, groups);
    for number in 0..100 {
        let outcome = pool.draw(&seed(number)).unwrap();
        // Every old person of the west fits by itself, but leaves nobody for the other seat.
        assert_eq!(
            pool.composition(&outcome.seated).iter().map(|c| c.panel).collect::<Vec<_>>(),
            [1, 1, 1, 1],
            "draw {number}"
        );
    }
}

#[test]
fn a_draw_without_quotas_is_the_list_by_number() {
    let pool = pool(3, &[], &[(&[], 8)]);
    let outcome = pool.draw(&seed(9)).unwrap();
    let mut by_number: Vec<LotCode> = pool.lots().iter().map(|lot| lot.code).collect();
    by_number.sort_by_key(|code| seed(9).number(*code));
    assert_eq!([outcome.seated, outcome.reserves].concat(), by_number);
}

#[test]
fn the_waiting_list_moves_up_in_its_order() {
    let pool = pool(3, &[], &[(&[], 8)]);
    let outcome = pool.draw(&seed(9)).unwrap();
    let (stays, gone) = (&outcome.seated[1..], [outcome.seated[0], outcome.reserves[0]]);
    let next = pool.replacement(&seed(9), stays, &gone).unwrap().unwrap();
    assert_eq!(next, Replacement { seated: outcome.reserves[1], moved: vec![] });
    assert_eq!(pool.replacement(&seed(9), &outcome.seated, &[]).unwrap(), None, "no seat is free");
}

#[test]
fn fewer_people_than_seats_all_get_one_when_there_are_no_quotas() {
    let pool = pool(60, &[], &[(&[], 8)]);
    let outcome = pool.draw(&seed(9)).unwrap();
    assert_eq!((outcome.seated.len(), outcome.reserves.len()), (8, 0));
    assert_eq!(pool.relaxation().unwrap(), None);
}

#[test]
fn who_stands_behind_is_drawn_after_all_others() {
    let mut lots = people(&mut Dice(3), &[(&["x"], 10)]);
    lots.iter_mut().take(5).for_each(|lot| lot.behind = true);
    let ahead: Vec<LotCode> = lots.iter().filter(|lot| !lot.behind).map(|lot| lot.code).collect();
    let pool = Pool::new(Terms::new("Avond", 5, "d", &[target("f", &[("x", 1)])]), lots).unwrap();
    let drawn = pool.draw(&seed(2)).unwrap().seated;
    assert!(drawn.iter().all(|code| ahead.contains(code)));
    let odds = pool.odds(&seed(1), 10).unwrap();
    assert_eq!(odds.least().map(|chance| (chance.behind, chance.won)), Some((true, 0)));
    assert_eq!(odds.most().map(Chance::per_ten_thousand), Some(10_000));
}

#[test]
fn a_decliner_is_replaced_by_the_lowest_number_of_the_same_group_also_one_that_was_passed_over() {
    let targets = [target("side", &[("eens", 1), ("oneens", 1)])];
    let pool = pool(4, &targets, &[(&["eens"], 30), (&["oneens"], 3)]);
    let outcome = pool.draw(&seed(4)).unwrap();
    let kind = |code: LotCode| pool.lots().iter().find(|lot| lot.code == code).unwrap().traits[0].clone();
    let leaves = *outcome.seated.iter().find(|code| kind(**code) == "eens").unwrap();
    let stays: Vec<LotCode> = outcome.seated.iter().copied().filter(|code| *code != leaves).collect();
    let next = pool.replacement(&seed(4), &stays, &[leaves]).unwrap().unwrap();
    let expected = outcome.reserves.iter().copied().find(|code| kind(*code) == "eens");
    assert_eq!(Some(next.seated), expected);
}

#[test]
fn when_nobody_who_is_left_fits_a_bound_moves_and_is_named() {
    let targets = [target("side", &[("eens", 1), ("oneens", 1)])];
    let pool = pool(4, &targets, &[(&["eens"], 9), (&["oneens"], 2)]);
    let outcome = pool.draw(&seed(4)).unwrap();
    let against = |code: &LotCode| pool.lots()[pool.place(*code).unwrap()].traits[0] == "oneens";
    let gone: Vec<LotCode> = outcome.seated.iter().copied().filter(against).take(1).collect();
    let stays: Vec<LotCode> = outcome.seated.iter().copied().filter(|code| !gone.contains(code)).collect();
    let next = pool.replacement(&seed(4), &stays, &gone).unwrap().unwrap();
    assert_eq!(next.seated, outcome.reserves[0]);
    let moved = |value: &str, bound, from, to| Move { feature: "side".into(), value: value.into(), bound, from, to };
    assert_eq!(next.moved, [moved("eens", Bound::Most, 2, 3), moved("oneens", Bound::Least, 2, 1)]);
}

#[test]
fn a_group_that_is_too_small_is_named_with_the_seats_it_lacks() {
    let targets = [target("region", &[("oost", 1), ("west", 1)]), target("age", &[("jong", 1), ("oud", 1)])];
    let groups: &[(&[&str], usize)] = &[(&["oost", "oud"], 50), (&["west", "oud"], 50), (&["west", "jong"], 3)];
    let pool = pool(10, &targets, groups);
    let relaxation = pool.relaxation().unwrap().unwrap();
    let moved = |value: &str, bound, from, to| Move { feature: "age".into(), value: value.into(), bound, from, to };
    assert_eq!(relaxation.moves, [moved("jong", Bound::Least, 5, 3), moved("oud", Bound::Most, 5, 7)]);
    assert_eq!((relaxation.seats, relaxation.total()), (10, 4));
    let relaxed = Pool::new(pool.terms().relaxed(&relaxation), pool.lots().to_vec()).unwrap();
    assert_eq!(relaxed.relaxation().unwrap(), None);
}

#[test]
fn of_equally_small_relaxations_the_one_that_spares_the_first_feature_is_named() {
    // Nobody is both from the east and young: either feature could give way.
    let targets = [target("region", &[("oost", 1)]), target("age", &[("jong", 1)])];
    let mut terms = Terms::new("Avond", 1, "d", &targets);
    terms.features[0].quotas.push(Quota { value: "west".into(), count: 1, least: 0, most: 1 });
    terms.features[1].quotas.push(Quota { value: "oud".into(), count: 1, least: 0, most: 1 });
    let lots = people(&mut Dice(8), &[(&["oost", "oud"], 2), (&["west", "jong"], 2)]);
    let relaxation = Pool::new(terms, lots).unwrap().relaxation().unwrap().unwrap();
    let expected = Move { feature: "age".into(), value: "jong".into(), bound: Bound::Least, from: 1, to: 0 };
    assert_eq!(relaxation.moves, [expected]);
}

#[test]
fn a_pool_that_is_smaller_than_the_seats_says_how_many_it_can_fill() {
    let pool = pool(10, &[target("f", &[("x", 1), ("y", 1)])], &[(&["x"], 4), (&["y"], 4)]);
    let relaxation = pool.relaxation().unwrap().unwrap();
    assert_eq!((relaxation.seats, relaxation.total()), (8, 2));
    let relaxed = Pool::new(pool.terms().relaxed(&relaxation), pool.lots().to_vec()).unwrap();
    assert_eq!(relaxed.draw(&seed(1)).unwrap().seated.len(), 8);
}

#[test]
fn a_burgerberaad_is_two_draws_with_the_targets_of_the_membership() {
    let mut dice = Dice(12);
    let targets = [target("region", &[("oost", 300), ("west", 700)]), target("age", &[("jong", 400), ("oud", 600)])];
    let groups: &[(&[&str], usize)] =
        &[(&["oost", "jong"], 300), (&["oost", "oud"], 700), (&["west", "jong"], 500), (&["west", "oud"], 500)];
    let invited = Pool::new(Terms::new("Uitnodiging", 800, "drand 1", &targets), people(&mut dice, groups)).unwrap();
    let first = invited.draw(&seed(1)).unwrap();
    assert!(holds_quotas(&invited, &first.seated));
    // One in five says yes, the old twice as often; they get new codes and salts.
    let yes = first.seated.iter().enumerate().filter_map(|(at, code)| {
        let traits = &invited.lots()[invited.place(*code)?].traits;
        let says_yes = if traits[1] == "oud" { at % 4 == 0 } else { at % 8 == 0 };
        says_yes.then(|| dice.lot(&traits.iter().map(String::as_str).collect::<Vec<_>>()))
    });
    let panel = Pool::new(Terms::new("Panel", 30, "drand 2", &targets), yes.collect()).unwrap();
    let drawn = panel.draw(&seed(2)).unwrap();
    let seats: Vec<u32> = panel.composition(&drawn.seated).iter().map(|value| value.panel).collect();
    assert_eq!(seats, [9, 21, 12, 18]);
}

#[test]
fn what_makes_no_draw_is_refused() {
    let terms = |seats| Terms::new("Avond", seats, "d", &[target("f", &[("x", 1), ("y", 0)])]);
    let mut dice = Dice(1);
    let (x, y, z, none) = (dice.lot(&["x"]), dice.lot(&["y"]), dice.lot(&["z"]), dice.lot(&[]));
    let refused = |terms: Terms, lots: &[&Lot]| Pool::new(terms, lots.iter().copied().cloned().collect()).unwrap_err();
    assert_eq!(refused(terms(0), &[&x]), PoolError::NoSeats);
    assert_eq!(refused(terms(1), &[&x, &x]), PoolError::Twice(x.code));
    assert_eq!(refused(terms(1), &[&none]), PoolError::Traits(none.code));
    let no_chance = |value: &str| PoolError::NoChance { feature: "f".into(), value: value.into() };
    assert_eq!(refused(terms(1), &[&x, &y]), no_chance("y"));
    assert_eq!(refused(terms(1), &[&x, &z]), no_chance("z"));
    for targets in [vec![target("f", &[])], vec![target("f", &[("x", 1), ("x", 1)])], vec![target("", &[("x", 1)])]] {
        assert!(matches!(refused(Terms::new("A", 1, "d", &targets), &[&x]), PoolError::Feature(_)), "{targets:?}");
    }
    let mut crossed = terms(1);
    crossed.features[0].quotas[0].most = 0;
    assert!(matches!(refused(crossed, &[&x]), PoolError::Bounds { .. }));
    let pool = Pool::new(terms(1), vec![x]).unwrap();
    assert_eq!(pool.replacement(&seed(1), &[], &[z.code]), Err(DrawError::Unknown(z.code)));
}

#[test]
fn a_solver_that_falls_over_stops_the_draw() {
    struct Broken;
    impl Feasibility for Broken {
        fn find(&self, _: &System) -> Result<Option<Vec<u32>>, SolverError> {
            Err(SolverError("lost".into()))
        }
    }
    let pool = pool(1, &[target("f", &[("x", 1)])], &[(&["x"], 2)]);
    assert_eq!(pool.draw_with(&seed(1), &Broken), Err(DrawError::Solver(SolverError("lost".into()))));
}
