//! Federations made by hand, at the edges of the rule.

use std::collections::BTreeMap;

use super::super::{Area, AreaFacts, Heading, Reach, Rule, Why, partition, publish};
use super::federation::{area, divided, heading, in_cluster};
use crate::domain::result::{GroupResult, RoundResult};

fn result(areas: &[AreaFacts]) -> RoundResult {
    publish(heading(), areas, &Rule::default()).0
}

/// Areas of each group.
fn groups(areas: &[AreaFacts]) -> Vec<Vec<i32>> {
    result(areas).groups.into_iter().map(|group| group.areas).collect()
}

fn regions(areas: &[AreaFacts]) -> Vec<String> {
    result(areas).regions.into_iter().map(|region| region.name).collect()
}

fn only_turnout(areas: &[AreaFacts]) -> bool {
    let result = result(areas);
    let ballots: i64 = areas.iter().map(|facts| facts.sum.ballots).sum();
    assert_eq!(result.ballots, ballots);
    result.turnout_only && result.statements.is_empty() && result.groups.is_empty()
}

#[test]
fn nobody_too_few_or_unanimous_is_turnout_only() {
    assert!(only_turnout(&[]));
    assert!(only_turnout(&[area(1, "N", divided(0)), area(2, "Z", divided(0))]));
    assert!(only_turnout(&[area(1, "N", divided(24))]));
    assert!(only_turnout(&[area(1, "N", divided(12)), area(2, "Z", divided(12))]));
    assert!(only_turnout(&[area(1, "N", [[0, 0, 0, 0, 80, 0]; 4]), area(2, "Z", [[0, 0, 0, 0, 150, 0]; 4])]));
    // Geen mening is an answer like the others.
    assert!(only_turnout(&[area(1, "N", [[0, 0, 0, 0, 0, 80]; 4]), area(2, "N", [[0, 0, 0, 0, 0, 30]; 4])]));
}

#[test]
fn one_area_alone_is_a_group_its_region_and_the_country() {
    let areas = [area(1, "N", divided(30))];
    assert_eq!((groups(&areas), regions(&areas)), (vec![vec![1]], vec!["N".to_owned()]));
    assert_eq!(result(&areas).statements[0].n, 30);
    assert!(result(&areas).weighted.is_none());
}

#[test]
fn the_smallest_unsafe_joins_the_smallest_of_its_region_and_ties_go_by_code() {
    let areas =
        [area(1, "N", divided(40)), area(2, "N", divided(30)), area(3, "N", divided(5)), area(4, "Z", divided(26))];
    assert_eq!(groups(&areas), [vec![1], vec![2, 3], vec![4]]);
    assert_eq!(regions(&areas), ["N", "Z"]);
    let tied = [area(1, "N", divided(30)), area(2, "N", divided(30)), area(3, "N", divided(5))];
    assert_eq!(groups(&tied), [vec![1, 3], vec![2]]);
    // Two small ones make one group together, before a large one is touched.
    let small = [area(1, "N", divided(90)), area(2, "N", divided(15)), area(3, "N", divided(15))];
    assert_eq!(groups(&small), [vec![1], vec![2, 3]]);
}

#[test]
fn areas_of_one_cluster_join_first() {
    let areas = [
        in_cluster(area(1, "N", divided(60)), "kust"),
        area(2, "N", divided(30)),
        in_cluster(area(3, "N", divided(5)), "kust"),
    ];
    assert_eq!(groups(&areas), [vec![1, 3], vec![2]]);
    // But not over the border of a region.
    let apart = [
        in_cluster(area(1, "Z", divided(60)), "kust"),
        area(2, "N", divided(30)),
        in_cluster(area(3, "N", divided(5)), "kust"),
    ];
    assert_eq!(groups(&apart), [vec![2, 3], vec![1]]);
}

#[test]
fn a_region_that_cannot_stand_alone_joins_its_neighbour_and_neither_total_is_shown() {
    let areas = [
        area(1, "A", divided(70)),
        area(2, "B", divided(9)),
        area(3, "B", divided(9)),
        area(4, "C", divided(50)),
        area(5, "C", divided(40)),
        area(6, "D", divided(300)),
    ];
    // A has fewer ballots than C, so B turns to A.
    assert_eq!(groups(&areas), [vec![4], vec![5], vec![6], vec![1, 2, 3]]);
    assert_eq!(regions(&areas), ["C", "D"]);
    assert_eq!(result(&areas).groups[3].region, None);
    let rule = Rule::new(25, BTreeMap::from([("B".to_owned(), "C".to_owned())])).unwrap();
    let chosen = publish(heading(), &areas, &rule).0;
    assert_eq!(chosen.groups.iter().map(|group| group.areas.clone()).collect::<Vec<_>>()[3], [2, 3, 5]);
    assert_eq!(chosen.regions.iter().map(|region| region.name.as_str()).collect::<Vec<_>>(), ["A", "D"]);
    // The parts that weigh: two regions, and the groups of the others.
    assert!(chosen.weighted.is_some());
}

#[test]
fn a_unanimous_area_is_hidden_among_others_however_large_it_is() {
    let areas = [area(1, "N", [[0, 0, 0, 0, 150, 0]; 4]), area(2, "N", divided(90)), area(3, "N", divided(120))];
    // Of the 240 ballots of both, 75 did not give that answer: at least half of the 150 did, and that is not told on.
    assert_eq!(groups(&areas), [vec![1, 2], vec![3]]);
    let merges = publish(heading(), &areas, &Rule::default()).1;
    assert_eq!(merges.iter().map(|merge| (merge.why, merge.reach)).collect::<Vec<_>>(), [(Why::Unsafe, Reach::Region)]);
}

#[test]
fn a_group_that_tells_on_an_area_grows_until_it_does_not() {
    // 20 of 20 and 26 of 40 in the fifth cell: of 60 there are 46, so at least 6 of 20; fine. With 38 of 40 it is 18.
    let told = [0, 2, 0, 0, 38, 0];
    let areas = [
        area(1, "N", [[0, 0, 0, 0, 20, 0], divided(20)[0], divided(20)[0], divided(20)[0]]),
        area(2, "N", [told, divided(40)[0], divided(40)[0], divided(40)[0]]),
        area(3, "N", divided(60)),
        area(4, "N", divided(200)),
    ];
    let (result, merges) = publish(heading(), &areas, &Rule::default());
    // 20 joins 40; 58 of 60 is not safe, so both join 60: 68 of 120 in that cell.
    assert_eq!(merges.iter().map(|merge| merge.why).collect::<Vec<_>>(), [Why::Unsafe, Why::Unsafe]);
    assert_eq!(result.groups.iter().map(|group| group.areas.clone()).collect::<Vec<_>>(), [vec![1, 2, 3], vec![4]]);
    // 100 of whom 95 agree, with 20 divided: at least 78 of the 100 are known to agree.
    let mut like = divided(100);
    like[2] = [0, 3, 2, 0, 95, 0];
    let mut few = divided(20);
    few[2] = [1, 1, 0, 0, 18, 0];
    let areas = [area(1, "N", like), area(2, "N", few), area(3, "N", divided(150))];
    let (result, merges) = publish(heading(), &areas, &Rule::default());
    assert_eq!(merges.iter().map(|merge| merge.why).collect::<Vec<_>>(), [Why::Unsafe, Why::Audit]);
    assert_eq!(result.groups.len(), 1);
}

#[test]
fn when_nothing_is_left_to_join_a_safe_area_does_not_hold_the_country_back_but_an_unsafe_one_does() {
    // The country tells that most of the 150 agree, which could have been said of them by themselves.
    let mut like = divided(150);
    like[0] = [5, 5, 5, 5, 130, 0];
    let small = area(2, "N", divided(12));
    assert_eq!(groups(&[area(1, "N", like), small.clone()]), [vec![1, 2]]);
    // 60 of 61 is not safe by itself. With 12 others of whom 3 answered so, at least 51 of the 61 must have.
    let mut unsafe_one = divided(61);
    unsafe_one[0] = [1, 0, 0, 0, 60, 0];
    let mut others = divided(12);
    others[0] = [3, 3, 3, 0, 3, 0];
    let told = [area(1, "N", unsafe_one), area(2, "N", others)];
    assert!(told[0].sum.plus(&told[1].sum).is_safe(25) && only_turnout(&told));
    // 24 others leave room for 21 that answered differently, more than a quarter of the 61.
    assert_eq!(groups(&[area(1, "N", unsafe_one), area(2, "N", divided(24))]), [vec![1, 2]]);
}

#[test]
fn groups_are_numbered_by_region_and_code_and_know_their_areas() {
    let areas = [area(3, "Z", divided(30)), area(2, "N", divided(30)), area(1, "Z", divided(30))];
    let result = result(&areas);
    let named: Vec<(u32, &str, Option<&str>)> =
        result.groups.iter().map(|group| (group.id, group.name.as_str(), group.region.as_deref())).collect();
    assert_eq!(named, [(1, "Afdeling 2", Some("N")), (2, "Afdeling 1", Some("Z")), (3, "Afdeling 3", Some("Z"))]);
    assert_eq!(result.group_of_area(3).map(|group| group.id), Some(3));
    assert_eq!(result.group_of_branch("A02").map(|group| group.id), Some(1));
    assert!(result.group_of_area(9).is_none() && result.group_of_branch("B").is_none());
}

#[test]
fn a_whole_country_of_355_areas_takes_no_time() {
    let areas: Vec<Area> = (1..=355)
        .map(|number| {
            let facts = area(number, &format!("R{:02}", number % 12), divided(i64::from(number % 97) * 2));
            let first = &facts.area.branches[0];
            Area {
                number,
                code: first.code.clone(),
                branches: [first.code.clone()].into(),
                region: first.region.clone(),
                clusters: Default::default(),
                sum: facts.sum,
            }
        })
        .collect();
    let begun = std::time::Instant::now();
    let made = partition(&areas, &[], &Rule::default());
    assert!(made.groups.len() > 100 && made.regions.len() == 12, "{}", made.groups.len());
    assert!(begun.elapsed().as_secs() < 5);
}

/// Groups by the codes of their areas.
fn groups_of(facts: &[AreaFacts], earlier: &[&[&str]], local: bool) -> (Vec<Vec<String>>, RoundResult) {
    let earlier = earlier.iter().map(|codes| codes.iter().map(ToString::to_string).collect()).collect();
    let (result, _) = publish(Heading { earlier, local, ..heading() }, facts, &Rule::default());
    let codes = |group: &GroupResult| group.branches.iter().map(|branch| branch.code.clone()).collect();
    (result.groups.iter().map(codes).collect(), result)
}

#[test]
fn what_an_earlier_round_with_the_same_statement_leaves_of_a_group_is_safe_or_hidden() {
    // A01 stood alone before; A02 is too small to stand alone now.
    let facts = [area(1, "Noord", divided(60)), area(2, "Noord", divided(6)), area(3, "Noord", divided(90))];
    let (plain, _) = groups_of(&facts, &[], false);
    assert_eq!(plain, [vec!["A01", "A02"], vec!["A03"]]);
    let (careful, _) = groups_of(&facts, &[&["A01"]], false);
    assert_eq!(careful, [vec!["A01", "A02", "A03"]], "A01 can be subtracted, and leaves 96");
    // The other way round: together before, so that the one that can stand alone now would leave the other.
    let facts = [area(1, "Noord", divided(60)), area(2, "Noord", divided(60)), area(3, "Noord", divided(6))];
    let (careful, _) = groups_of(&facts, &[&["A02", "A03"]], false);
    assert_eq!(careful, [vec!["A01", "A02", "A03"]], "without A02, the old group would show A03");
    let (same, _) = groups_of(&facts, &[&["A01", "A03"], &["A02"]], false);
    assert_eq!(same, [vec!["A01", "A03"], vec!["A02"]], "the same groups again tell nothing new");
}

#[test]
fn a_local_round_without_a_result_does_not_tell_how_many_took_part() {
    let unanimous = [[40, 0, 0, 0, 0, 0]; 4];
    for facts in [[area(1, "Noord", unanimous)], [area(1, "Noord", divided(3))]] {
        let (_, result) = groups_of(&facts, &[], true);
        assert!(result.turnout_only && result.turnout_withheld);
        assert_eq!((result.tickets, result.ballots, result.invalid), (0, 0, 0));
        let (_, result) = groups_of(&facts, &[], false);
        assert!(result.turnout_only && !result.turnout_withheld && result.ballots > 0);
    }
}
