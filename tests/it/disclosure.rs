//! No afdeling that is not safe to publish shows on any route, to anybody, in any form: only as one name among those
//! that it was counted with.

use actix_web::test::TestRequest;
use preferendum::domain::answer::Answers;
use preferendum::domain::ids::RoundId;
use preferendum::domain::result::{Counts, Tally};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::result;
use preferendum::store::person;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::roles::{ROUTES, Who, everybody, request};
use crate::voting::Voter;

/// Code, name, region, members, ballots, and whether all of them give the same answers.
const PARTY: [(&str, &str, &str, usize, usize, bool); 5] = [
    ("A", "Aalten", "Gelderland", 60, 13, false),
    ("D", "Doetinchem", "Gelderland", 70, 41, false),
    ("B", "Breda", "Noord-Brabant", 60, 37, true),
    ("T", "Tilburg", "Noord-Brabant", 80, 53, false),
    ("U", "Zeist", "Utrecht", 60, 29, false),
];
const DIVIDED: [&str; 6] = ["5,4,3,2", "4,3,2,1", "3,2,1,", "2,1,,5", "1,,5,4", ",5,4,3"];

/// An area that must not show by itself.
pub struct Hidden {
    name: &'static str,
    with: &'static str,
    ballots: i64,
    counts: Vec<Value>,
}

/// The party above with its round published, and what must not show: too few in Aalten, all alike in Breda.
pub async fn published(ground: &Ground) -> (RoundId, Vec<Hidden>) {
    let branches = PARTY.map(|(code, name, region, ..)| format!("{code},{name},{region}\n")).concat();
    apply_branches(&ground.platform, format!("code,naam,regio\n{branches}").as_bytes()).await.unwrap();
    let mut members = String::from("lidnummer,naam,email,afdeling,geboortejaar,geslacht\n");
    for (code, _, _, number, ..) in PARTY {
        for at in 0..number {
            members += &format!("{code}{at},Lid {code}{at},{code}{at}@leden.example,{code},{},v\n", 1950 + at % 50);
        }
    }
    apply_members(&ground.platform, members.as_bytes(), false, &|_| {}).await.unwrap();
    let round = ground.opened().await.id;
    for (code, _, _, _, ballots, alike) in PARTY {
        for at in 0..ballots {
            let address = format!("{code}{at}@leden.example").to_lowercase();
            let (member, ..) = person::behind_address(&ground.platform.db, &address).await.unwrap()[0];
            let body = if alike { "5,5,5,5" } else { DIVIDED[at % 6] };
            Voter::new(ground, member, round).await.vote(ground, body).await;
        }
    }
    ground.finish(round).await;
    let hidden = |(name, with, ballots): (&'static str, &'static str, i64)| {
        let (.., number, alike) = PARTY.into_iter().find(|party| party.1 == name).unwrap();
        let mut tallies = [Tally::default(); 4];
        for at in 0..number {
            let answers = Answers::from_body(if alike { "5,5,5,5" } else { DIVIDED[at % 6] }).unwrap();
            for (tally, answer) in tallies.iter_mut().zip(answers.0) {
                tally.0[answer.cell()] += 1;
            }
        }
        let counts = tallies.map(|tally| serde_json::to_value(Counts::from(tally)).unwrap()).to_vec();
        Hidden { name, with, ballots, counts }
    };
    (round, [("Aalten", "Doetinchem", 13), ("Breda", "Tilburg", 37)].map(hidden).into())
}

const FIGURES: [&str; 6] = ["ballots", "tickets", "n", "counts", "turnout", "percentages"];

/// Where a body says something of a hidden area by itself.
fn betrayals(value: &Value, hidden: &[Hidden], found: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| betrayals(one, hidden, found)),
        Value::Object(object) => {
            let said = value.to_string();
            for area in hidden {
                let figures = FIGURES.iter().filter_map(|key| object.get(*key));
                let numbers: Vec<&Value> = figures.collect();
                if numbers.iter().any(|number| number.as_i64() == Some(area.ballots) || area.counts.contains(number)) {
                    found.push(format!("figures of {}: {said}", area.name));
                }
                if !numbers.is_empty() && said.contains(area.name) && !said.contains(area.with) {
                    found.push(format!("{} by itself: {said}", area.name));
                }
            }
            object.values().for_each(|one| betrayals(one, hidden, found));
        }
        _ => {}
    }
}

/// The same of a file for a spreadsheet or of a page: by its lines.
fn betrayed_by_lines(text: &str, hidden: &[Hidden], found: &mut Vec<String>) {
    for line in text.lines() {
        for area in hidden.iter().filter(|area| line.contains(area.name) && !line.contains(area.with)) {
            found.push(format!("{} by itself: {line}", area.name));
        }
    }
}

#[actix_web::test]
async fn no_route_shows_anybody_an_afdeling_that_is_too_small_or_too_like_minded() {
    on_both(async |ground: &Ground| {
        let (round, hidden) = published(ground).await;
        let app = TestApp::on(ground).await;
        let (people, _, token) = everybody(&app, ground).await;
        let (mut asked, mut found) = (0, Vec::new());
        // The platform asks the box for the counts of areas over these; nobody else can.
        let between_halves = |route: &str| route.contains("/internal/");
        let routes = ROUTES.iter().filter(|(method, route, _)| *method == "get" && !between_halves(route));
        for (at, (method, route, _)) in routes.enumerate() {
            for number in 1..=if route.contains("{number}") { PARTY.len() } else { 1 } {
                let path = route.replace("{id}", &round.to_string()).replace("{token}", &token);
                let path = path.replace("{number}", &number.to_string()).replace("{group}", "1");
                for (who, browser) in &people {
                    let mut browser = browser.clone();
                    browser.address = format!("198.51.100.{at}");
                    let answer = browser.send(request(method, &path, *who)).await;
                    asked += 1;
                    let before = found.len();
                    match answer.json() {
                        Value::Null => betrayed_by_lines(&String::from_utf8_lossy(&answer.body), &hidden, &mut found),
                        body => betrayals(&body, &hidden, &mut found),
                    }
                    found[before..].iter_mut().for_each(|said| *said = format!("{who:?} {path}: {said}"));
                }
            }
        }
        for page in ["/", "/rondes", &format!("/rondes/{round}"), &format!("/rondes/{round}/stem")] {
            let answer = app.send(TestRequest::get().uri(page)).await;
            betrayed_by_lines(&String::from_utf8_lossy(&answer.body), &hidden, &mut found);
        }
        assert!(asked > 250 && people.len() == 12 && people.contains_key(&Who::Viewer));
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[actix_web::test]
async fn page_and_file_show_the_groups_and_what_they_add_up_to() {
    on_both(async |ground: &Ground| {
        let (round, hidden) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let body = app.send(TestRequest::get().uri(&format!("/api/v1/rounds/{round}/results"))).await.json();
        let groups: Vec<(&str, i64)> = body["groups"].as_array().unwrap().iter().map(named).collect();
        assert_eq!(groups, [("Aalten en Doetinchem", 54), ("Breda en Tilburg", 90), ("Zeist", 29)]);
        let regions: Vec<(&str, i64)> = body["regions"].as_array().unwrap().iter().map(named).collect();
        assert_eq!(regions, [("Gelderland", 54), ("Noord-Brabant", 90), ("Utrecht", 29)]);
        assert_eq!((body["ballots"].as_i64(), body["smallest_group"].as_i64()), (Some(173), Some(25)));
        assert_eq!(body["least_represented"]["part"]["name"], "Gelderland");
        let effective = body["weighted"]["effective_n"].as_i64().unwrap();
        assert!((100..173).contains(&effective), "{effective}");
        let ages = body["ages"].as_array().unwrap();
        assert!(ages.len() > 1 && ages.iter().all(|band| band["roll"].as_i64() >= Some(100)), "{ages:?}");
        let result = result::published(&ground.platform, round).await.unwrap().result;
        let (aalten, small) = (result.group_of_branch("A").unwrap(), &hidden[0]);
        assert_eq!((aalten.id, aalten.areas.len(), small.name), (1, 2, "Aalten"));
        let file = app.send(TestRequest::get().uri(&format!("/api/v1/rounds/{round}/results.csv"))).await;
        let text = String::from_utf8(file.body).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(';').collect()).collect();
        assert!(text.starts_with("\u{feff}niveau;groep;naam;stelling;tekst;antwoord;aantal\n"), "{text}");
        assert_eq!(rows.len(), (1 + 3 + 3) * 4 * 6);
        for level in ["land", "regio", "groep"] {
            let all = rows.iter().filter(|row| row[0] == level).map(|row| row[6].parse::<i64>().unwrap());
            assert_eq!(all.sum::<i64>(), 4 * 173, "{level}");
        }
    })
    .await;
}

fn named(part: &Value) -> (&str, i64) {
    (part["name"].as_str().unwrap(), part["ballots"].as_i64().unwrap())
}

#[test]
fn a_body_that_betrays_a_hidden_area_is_noticed() {
    let counts = json!({"5": 13, "4": 0, "3": 0, "2": 0, "1": 0, "none": 0});
    let hidden = || vec![Hidden { name: "Aalten", with: "Doetinchem", ballots: 13, counts: vec![counts.clone()] }];
    let said = |body: Value| {
        let mut found = Vec::new();
        betrayals(&body, &hidden(), &mut found);
        found.len()
    };
    assert_eq!(said(json!({"groups": [{"name": "Aalten", "ballots": 54}]})), 1);
    assert_eq!(said(json!({"groups": [{"name": "Zuid", "n": 13}]})), 1);
    assert_eq!(said(json!([{"statements": [{"counts": counts}]}])), 1);
    assert_eq!(said(json!({"turnout": {"Aalten": 3}})), 1);
    assert_eq!(said(json!({"groups": [{"name": "Aalten en Doetinchem", "ballots": 54}]})), 0);
    assert_eq!(said(json!({"area": {"name": "Aalten", "roll": 60}})), 0);
    let mut found = Vec::new();
    betrayed_by_lines("groep;1;Aalten;1;Een;mee eens;4", &hidden(), &mut found);
    assert_eq!(found.len(), 1);
}
