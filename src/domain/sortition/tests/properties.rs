//! A thousand made-up pools: no quota is broken, no draw is stuck, and nothing depends on how the answer was found.

use super::*;

/// Looks at every way there is; only for small systems.
struct EveryWay;

impl Feasibility for EveryWay {
    fn find(&self, system: &System) -> Result<Option<Vec<u32>>, SolverError> {
        Ok(every_way(system, &mut Vec::new()))
    }
}

fn every_way(system: &System, values: &mut Vec<u32>) -> Option<Vec<u32>> {
    let Some(most) = system.most.get(values.len()) else {
        return system.is_met_by(values).then(|| values.clone());
    };
    let reachable = system.rows.iter().all(|row| {
        let (mut low, mut high) = (0, 0);
        for (at, by) in &row.terms {
            match values.get(*at) {
                Some(value) => {
                    low += i64::from(*value) * i64::from(*by);
                    high += i64::from(*value) * i64::from(*by);
                }
                None => {
                    let extreme = i64::from(system.most[*at]) * i64::from(*by);
                    (low, high) = (low + extreme.min(0), high + extreme.max(0));
                }
            }
        }
        high >= i64::from(row.least) && low <= i64::from(row.most)
    });
    if !reachable {
        return None;
    }
    (0..=*most).find_map(|value| {
        values.push(value);
        let found = every_way(system, values);
        values.pop();
        found
    })
}

/// The walk as it is written down: everybody is asked about, with a fresh question and nothing remembered.
fn drawn_plainly(pool: &Pool, seed: &Seed) -> Vec<LotCode> {
    let order = pool.order(seed);
    let terms = pool.terms();
    let mut seated: Vec<&Lot> = Vec::new();
    for (at, place) in order.iter().enumerate() {
        let further: Vec<&Lot> = order[at + 1..].iter().map(|place| &pool.lots()[*place]).collect();
        seated.push(&pool.lots()[*place]);
        if seated.len() > terms.seats as usize || !can_be_filled(terms, &seated, &further) {
            seated.pop();
        }
    }
    seated.into_iter().map(|lot| lot.code).collect()
}

/// With one variable for each person.
fn can_be_filled(terms: &Terms, seated: &[&Lot], further: &[&Lot]) -> bool {
    let mut rows = Vec::new();
    for (at, feature) in terms.features.iter().enumerate() {
        for quota in &feature.quotas {
            let there = seated.iter().filter(|lot| lot.traits[at] == quota.value).count() as i32;
            let terms = further.iter().enumerate().filter(|(_, lot)| lot.traits[at] == quota.value);
            rows.push(Row {
                least: quota.least as i32 - there,
                most: quota.most as i32 - there,
                terms: terms.map(|(person, _)| (person, 1)).collect(),
            });
        }
    }
    let open = terms.seats as i32 - seated.len() as i32;
    rows.push(Row { least: open, most: open, terms: (0..further.len()).map(|person| (person, 1)).collect() });
    BranchAndBound.find(&System { most: vec![1; further.len()], rows }).unwrap().is_some()
}

/// A small made-up pool: 1 to 3 features of 2 to 4 values, targets that need not resemble the people.
fn made_up(number: u64, people: u64) -> Pool {
    let mut dice = Dice(number);
    let values = ["a", "b", "c", "d"];
    let features: Vec<&[&str]> = (0..=dice.below(3)).map(|_| &values[..2 + dice.below(3) as usize]).collect();
    let targets: Vec<Target> = features
        .iter()
        .enumerate()
        .map(|(at, values)| {
            let counts: Vec<(&str, u64)> = values.iter().map(|value| (*value, 1 + dice.below(40))).collect();
            target(&format!("f{at}"), &counts)
        })
        .collect();
    let people = 4 + dice.below(people);
    let seats = 1 + dice.below(people * 2 / 3) as u32;
    let lots = (0..people).map(|_| {
        let traits: Vec<&str> = features
            .iter()
            // The last value is rarer than the others.
            .map(|values| values[dice.below(values.len() as u64).min(dice.below(values.len() as u64 + 2)) as usize])
            .collect();
        let mut lot = dice.lot(&traits);
        lot.behind = dice.below(5) == 0;
        lot
    });
    let lots = lots.collect();
    Pool::new(Terms::new("proef", seats, "dobbelstenen", &targets), lots).unwrap()
}

#[test]
fn of_a_thousand_pools_each_is_drawn_within_its_quotas_or_its_relaxation_makes_it_so() {
    let (mut drawn, mut relaxed) = (0, 0);
    for number in 0..1_000 {
        let pool = made_up(number, 40);
        let pool = match pool.relaxation().unwrap() {
            None => pool,
            Some(relaxation) => {
                assert_eq!(pool.draw(&seed(1)), Err(DrawError::Unmet(relaxation.clone())));
                relaxed += 1;
                Pool::new(pool.terms().relaxed(&relaxation), pool.lots().to_vec()).unwrap()
            }
        };
        let outcome = pool.draw(&seed((number % 251) as u8)).unwrap();
        assert_eq!(outcome.seated.len(), pool.terms().seats as usize, "pool {number} got stuck");
        assert!(holds_quotas(&pool, &outcome.seated), "pool {number} breaks a quota");
        assert_eq!(outcome.seated.len() + outcome.reserves.len(), pool.lots().len());
        drawn += 1;
    }
    assert_eq!(drawn, 1_000);
    assert!((100..900).contains(&relaxed), "{relaxed} pools were relaxed: the made-up pools test one thing only");
}

/// Once, a draw only looked whether every group had room: 48 of 500 draws got stuck.
#[test]
fn looking_at_room_only_gets_draws_stuck_where_this_one_does_not() {
    let mut stuck = 0;
    for number in 0..500 {
        let pool = made_up(number, 40);
        let Ok(drawn) = pool.draw(&seed(7)) else { continue };
        assert_eq!(drawn.seated.len(), pool.terms().seats as usize);
        let mut seated: Vec<LotCode> = Vec::new();
        for place in pool.order(&seed(7)) {
            seated.push(pool.lots()[place].code);
            let quotas = pool.terms().features.iter().flat_map(|feature| &feature.quotas);
            let room = seats_of(&pool, &seated).iter().zip(quotas).all(|((_, _, there), quota)| *there <= quota.most);
            if !room || seated.len() > pool.terms().seats as usize {
                seated.pop();
            }
        }
        stuck += usize::from(!holds_quotas(&pool, &seated) || seated.len() < pool.terms().seats as usize);
    }
    assert!(stuck > 20, "only {stuck} draws got stuck: these pools show nothing");
}

#[test]
fn the_same_people_are_drawn_without_the_shortcuts_and_with_another_solver() {
    for number in 0..100 {
        let pool = made_up(number, 12);
        let seed = seed(number as u8);
        match pool.draw(&seed) {
            Ok(outcome) => {
                assert_eq!(outcome.seated, drawn_plainly(&pool, &seed), "pool {number}");
                assert_eq!(pool.draw_with(&seed, &EveryWay).unwrap(), outcome, "pool {number}");
            }
            Err(unmet) => assert_eq!(pool.draw_with(&seed, &EveryWay), Err(unmet), "pool {number}"),
        }
    }
}

#[test]
fn no_smaller_relaxation_would_do() {
    let mut looked_at = 0;
    for number in 0..200 {
        let pool = made_up(number, 10);
        let Some(relaxation) = pool.relaxation().unwrap() else { continue };
        looked_at += 1;
        // Every panel there is (of this many seats), counted by how far it is outside the quotas.
        let seats = relaxation.seats as usize;
        let lots = pool.lots();
        let outside = (0u32..1 << lots.len()).filter(|set| set.count_ones() as usize == seats).map(|set| {
            let panel = lots.iter().enumerate().filter(|(at, _)| (set >> at) & 1 == 1).map(|(_, lot)| lot);
            let panel: Vec<&Lot> = panel.collect();
            let quotas = pool.terms().features.iter().enumerate();
            let each = quotas.flat_map(|(at, feature)| feature.quotas.iter().map(move |quota| (at, quota)));
            let over = each.map(|(at, quota)| {
                let there = panel.iter().filter(|lot| lot.traits[at] == quota.value).count() as u64;
                u64::from(quota.least).saturating_sub(there) + there.saturating_sub(u64::from(quota.most))
            });
            over.sum::<u64>()
        });
        assert_eq!(relaxation.total(), outside.min().unwrap(), "pool {number}: {relaxation:?}");
    }
    assert!(looked_at > 20, "only {looked_at} pools needed one");
}

#[test]
fn seats_that_fall_free_are_taken_again_within_the_quotas_until_nobody_is_left() {
    let mut moved = 0;
    for number in 0..60 {
        let pool = made_up(number, 20);
        let seed = seed(number as u8);
        let Ok(outcome) = pool.draw(&seed) else { continue };
        let mut dice = Dice(number);
        let (mut seated, mut gone) = (outcome.seated, Vec::new());
        for _ in 0..outcome.reserves.len() {
            let leaves = seated.remove(dice.below(seated.len() as u64) as usize);
            gone.push(leaves);
            let next = pool.replacement(&seed, &seated, &gone).unwrap().unwrap();
            assert!(!gone.contains(&next.seated) && !seated.contains(&next.seated));
            seated.push(next.seated);
            moved += usize::from(!next.moved.is_empty());
            if next.moved.is_empty() {
                assert!(holds_quotas(&pool, &seated), "pool {number}");
            }
        }
        gone.push(seated.pop().unwrap());
        assert_eq!(pool.replacement(&seed, &seated, &gone).unwrap(), None, "nobody is left");
    }
    assert!(moved > 0, "no pool ran out of people who fit");
}
