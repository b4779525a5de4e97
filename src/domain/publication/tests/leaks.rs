//! 1,000 random federations: nothing that was merged away can be computed. The same attack finds leaks where small areas
//! are blanked instead, so it can see them.

use std::collections::BTreeMap;

use super::super::{AreaFacts, Rule, publish};
use super::attack::{Line, computable, cornered, read};
use super::federation::{Dice, federation, heading, numbers, sum_of};

const FEDERATIONS: usize = 1_000;
/// One in so many also with intervals.
const SAMPLE: usize = 4;

/// What many do instead: each area that is safe, every region, the country; the others are left blank.
fn blanked(areas: &[AreaFacts], rule: &Rule) -> Vec<Line> {
    let line = |chosen: Vec<&AreaFacts>| Line {
        areas: chosen.iter().map(|facts| facts.area.number).collect(),
        tallies: sum_of(chosen.iter().copied()).tallies.to_vec(),
    };
    let mut regions: BTreeMap<&str, Vec<&AreaFacts>> = BTreeMap::new();
    for facts in areas {
        regions.entry(&facts.area.region).or_default().push(facts);
    }
    let safe = areas.iter().filter(|facts| facts.sum.is_safe(rule.smallest())).map(|facts| vec![facts]);
    safe.chain(regions.into_values()).chain([areas.iter().collect()]).map(line).collect()
}

fn emitted(areas: &[AreaFacts], rule: &Rule) -> Vec<Line> {
    let (result, _) = publish(heading(), areas, rule);
    read(&serde_json::to_value(result).unwrap())
}

#[derive(Default)]
struct Tally {
    hidden: usize,
    computed: usize,
    sampled: usize,
    cornered: usize,
}

impl Tally {
    fn attack(&mut self, at: usize, areas: &[AreaFacts], lines: &[Line], rule: &Rule) {
        let leaks = computable(areas, lines, rule);
        self.hidden += areas.iter().filter(|facts| !facts.sum.is_safe(rule.smallest())).count();
        self.computed += leaks.iter().filter(|set| set.len() == 1).count().max(usize::from(!leaks.is_empty()));
        if at.is_multiple_of(SAMPLE) {
            self.sampled += 1;
            self.cornered += cornered(areas, lines, at / SAMPLE % 4, rule).len();
        }
    }
}

#[test]
fn nothing_that_was_merged_can_be_computed_and_blanking_is_found_out() {
    let rule = Rule::default();
    let mut dice = Dice(20_261_124);
    let (mut merging, mut blanking, mut published) = (Tally::default(), Tally::default(), 0);
    for at in 0..FEDERATIONS {
        let areas = federation(&mut dice);
        let lines = emitted(&areas, &rule);
        published += usize::from(!lines.is_empty());
        for line in &lines {
            // The published figures are true, and each stands for a safe union of areas.
            let truth = sum_of(areas.iter().filter(|facts| line.areas.contains(&facts.area.number)));
            assert_eq!(line.tallies, truth.tallies, "federation {at}");
            assert!(truth.is_safe(rule.smallest()), "federation {at}: {:?}", line.areas);
        }
        merging.attack(at, &areas, &lines, &rule);
        blanking.attack(at, &areas, &blanked(&areas, &rule), &rule);
    }
    println!(
        "{FEDERATIONS} federations, {published} with figures, {} areas that are not safe: merged, {} computed and {} of {} \
         federations cornered; blanked, {} computed and {} cornered",
        merging.hidden, merging.computed, merging.cornered, merging.sampled, blanking.computed, blanking.cornered
    );
    assert!(published > FEDERATIONS / 2 && merging.hidden > FEDERATIONS && merging.sampled >= 200);
    assert_eq!((merging.computed, merging.cornered), (0, 0));
    assert!(blanking.computed > 100, "the attack is blind: {}", blanking.computed);
    assert!(blanking.cornered > 20, "the intervals are blind: {}", blanking.cornered);
}

#[test]
fn the_result_does_not_depend_on_the_order_of_the_areas() {
    let mut dice = Dice(7);
    for _ in 0..200 {
        let mut areas = federation(&mut dice);
        let one = publish(heading(), &areas, &Rule::default());
        dice.shuffle(&mut areas);
        assert_eq!(publish(heading(), &areas, &Rule::default()), one);
    }
}

#[test]
fn every_area_is_in_one_group_and_every_sum_adds_up() {
    let mut dice = Dice(11);
    for _ in 0..300 {
        let areas = federation(&mut dice);
        let (result, _) = publish(heading(), &areas, &Rule::default());
        if result.turnout_only {
            assert!(result.groups.is_empty() && result.regions.is_empty() && result.statements.is_empty());
            assert!(result.weighted.is_none() && result.least_represented.part.is_none());
            continue;
        }
        let mut found: Vec<i32> = result.groups.iter().flat_map(|group| group.areas.clone()).collect();
        found.sort_unstable();
        assert_eq!(found, numbers(&areas).into_iter().collect::<Vec<_>>());
        assert_eq!(result.groups.iter().map(|group| group.ballots).sum::<i64>(), result.ballots);
        assert_eq!(result.groups.iter().map(|group| group.roll).sum::<i64>(), result.roll);
        for number in numbers(&areas) {
            assert!(result.group_of_area(number).is_some_and(|group| group.areas.contains(&number)));
        }
        for region in &result.regions {
            let inside = areas.iter().filter(|facts| facts.area.region == region.name);
            assert_eq!(sum_of(inside).ballots, region.ballots, "{}", region.name);
        }
    }
}
