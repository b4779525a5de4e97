//! Draws: fixed first, decided by a value that two people enter, checked by anybody.

use preferendum::domain::composer::Composer;
use preferendum::domain::conversation::{Allotment, Audience, ConversationDraft, Kind};
use preferendum::domain::draw::{Stage, Trait};
use preferendum::domain::ids::{ConversationId, MemberId};
use preferendum::domain::merkle::TreeHash;
use preferendum::domain::role::Role;
use preferendum::domain::sortition::{DrawFile, check};
use preferendum::service::draw::{self, Wishes};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Code, conversation};
use preferendum::store::person;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::talking::{REPLY_BY, evening};

/// 120 members: in two regions, of two genders and five ages, in no equal numbers.
async fn mixed(ground: &Ground) -> Vec<MemberId> {
    let branches = b"code,naam,regio\nA,Aalten,Gelderland\nC,Breda,Noord-Brabant\n";
    apply_branches(&ground.platform, branches).await.unwrap();
    let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
    for n in 0..120 {
        let (branch, gender) = (if n % 3 == 0 { "C" } else { "A" }, if n % 5 < 2 { "m" } else { "v" });
        file += &format!("{n},Lid{n} Jansen,lid{n}@leden.example,{branch},{},{gender}\n", 1940 + (n * 7) % 65);
    }
    apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..120 {
        let found = person::behind_address(&ground.platform.db, &format!("lid{n}@leden.example")).await.unwrap();
        ids.push(found[0].0);
    }
    ids
}

fn wishes(stage: Stage, traits: &[Trait]) -> Wishes {
    Wishes {
        stage,
        traits: traits.to_vec(),
        public_value: "drand quicknet, ronde 12345".to_owned(),
        winners_behind: true,
        relax: false,
    }
}

async fn second(ground: &Ground) -> Composer {
    ground.hire("tweede@werk.example", Role::Staff).await.into()
}

fn witnesses() -> Vec<String> {
    ["Ans Jansen".to_owned(), "Bert de Vries".to_owned()].into()
}

/// A conversation with twenty seats in which 100 of the 120 said yes, and whose answers are closed.
async fn waiting(ground: &Ground) -> (Vec<MemberId>, ConversationId) {
    let people = mixed(ground).await;
    let id = ground.drawn(20).await;
    for member in &people[..100] {
        ground.says(*member, id, true).await.unwrap();
    }
    ground.clock.set(REPLY_BY);
    ground.turn().await;
    (people, id)
}

fn holds(file: &DrawFile, root: TreeHash) {
    let findings = check(file, Some(root));
    assert!(!findings.is_empty() && findings.iter().all(|finding| finding.holds), "{findings:?}");
}

async fn is_guarded(ground: &Ground) {
    for (sql, guard) in [
        ("UPDATE draw SET value = '0'", "draw_is_fixed"),
        ("UPDATE draw_lot SET behind = TRUE", "lot_is_fixed"),
        ("DELETE FROM draw_lot", "lot_stays"),
    ] {
        let error = ground.fails(sql).await;
        assert!(error.contains(guard), "{sql}: {error}");
    }
}

const SPREAD: [Trait; 3] = [Trait::Region, Trait::Age, Trait::Gender];

#[tokio::test]
async fn who_sits_where_follows_from_what_was_fixed_and_a_value_that_two_people_entered() {
    on_both(async |ground: &Ground| {
        let (people, id) = waiting(ground).await;
        let (platform, desk, second) = (&ground.platform, ground.desk().await, second(ground).await);
        let wanted = wishes(Stage::Seats, &SPREAD);
        let run = draw::dry_run(platform, &desk, id, &wanted).await.unwrap();
        assert_eq!((run.lots, run.seats, run.relaxation), (100, 20, None));
        assert_eq!(ground.number("SELECT COUNT(*) FROM draw").await, 0, "a dry run leaves nothing");
        let alone = draw::commit(platform, &desk, id, &wanted, &["Ans".to_owned()]).await.unwrap_err();
        assert_eq!(alone.code, Code::FieldInvalid);
        let fixed = draw::commit(platform, &desk, id, &wanted, &witnesses()).await.unwrap();
        let again = draw::commit(platform, &desk, id, &wanted, &witnesses()).await.unwrap_err();
        assert_eq!(again.code, Code::AlreadyDrawn);
        let enter = async |by: &Composer, value: &str| {
            draw::enter_value(platform, by, id, Stage::Seats, value).await.map_err(|refusal| refusal.code)
        };
        let early = draw::file(platform, &desk, id, Stage::Seats).await.unwrap_err();
        assert_eq!(early.code, Code::NotDrawnYet);
        assert!(enter(&desk, "00ff").await.unwrap().value.is_none());
        assert!(enter(&desk, " 00fe ").await.unwrap().value.is_none(), "one person alone never draws");
        assert_eq!(enter(&second, "00ff").await.unwrap_err(), Code::ValueDiffers);
        assert_eq!(ground.seats("yes").await, 100);
        let made = enter(&second, "00fe").await.unwrap();
        assert_eq!(made.value.as_deref(), Some("00fe"));
        assert_eq!(enter(&second, "00fe").await.unwrap_err(), Code::AlreadyDrawn);
        assert_eq!((ground.seats("seated").await, ground.seats("waiting").await), (20, 80));

        let file = draw::file(platform, &desk, id, Stage::Seats).await.unwrap();
        holds(&file, fixed.draw.root);
        let shown = draw::of_conversation(platform, id).await.unwrap();
        for line in &shown[0].composition {
            let share = 20.0 * line.target as f64 / 120.0;
            let panel = f64::from(line.panel);
            assert!(share.floor() <= panel && panel <= share.ceil(), "{line:?}");
        }
        for member in [people[0], people[99]] {
            let own = draw::own_lot(platform, id, member).await.unwrap();
            assert!(own[0].proof.holds() && own[0].proof.root == fixed.draw.root);
            assert_eq!(own[0].drawn, Some(ground.status(member, id).await == "seated"));
        }
        assert!(draw::own_lot(platform, id, people[110]).await.unwrap().is_empty());
        let token = fixed.witnesses[0].link.rsplit('/').next().unwrap();
        assert_eq!(draw::file_of_witness(platform, token).await.unwrap(), file);
        is_guarded(ground).await;
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_falls_free_goes_to_the_next_who_fits_and_the_file_still_holds() {
    on_both(async |ground: &Ground| {
        let (people, id) = waiting(ground).await;
        let (platform, desk, second) = (&ground.platform, ground.desk().await, second(ground).await);
        let fixed = draw::commit(platform, &desk, id, &wishes(Stage::Seats, &SPREAD), &witnesses()).await.unwrap();
        for by in [&desk, &second] {
            draw::enter_value(platform, by, id, Stage::Seats, "42").await.unwrap();
        }
        let mut gave_up = 0;
        for member in &people[..100] {
            if gave_up < 3 && ground.status(*member, id).await == "seated" {
                ground.says(*member, id, false).await.unwrap();
                gave_up += 1;
            }
        }
        assert_eq!((ground.seats("seated").await, ground.seats("offered").await), (17, 3));
        assert_eq!(ground.letters("place_free").await, 3);
        let file = draw::file(platform, &desk, id, Stage::Seats).await.unwrap();
        assert_eq!(file.replaced.len(), 3);
        holds(&file, fixed.draw.root);
        let mut swapped = file.clone();
        swapped.seated.swap_remove(0);
        assert!(!check(&swapped, Some(fixed.draw.root)).iter().all(|finding| finding.holds));
    })
    .await;
}

#[tokio::test]
async fn a_large_sample_is_drawn_from_the_members_before_anybody_is_invited() {
    on_both(async |ground: &Ground| {
        mixed(ground).await;
        let (platform, desk, second) = (&ground.platform, ground.desk().await, second(ground).await);
        let audience = Audience { kind: Kind::Members, sample: Some(30), ..Audience::default() };
        let draft = ConversationDraft { allotment: Allotment::Draw, audience, ..evening(10) };
        let id = conversation::create(platform, &desk, draft).await.unwrap();
        let invite = async || conversation::invite(platform, &desk, id).await;
        assert_eq!(invite().await.unwrap_err().code, Code::DrawNeeded);
        let too_soon = draw::commit(platform, &desk, id, &wishes(Stage::Seats, &[]), &witnesses()).await.unwrap_err();
        assert_eq!(too_soon.code, Code::WrongState);
        draw::commit(platform, &desk, id, &wishes(Stage::Invite, &SPREAD), &witnesses()).await.unwrap();
        assert_eq!(invite().await.unwrap_err().code, Code::DrawNeeded, "fixed is not drawn");
        for by in [&desk, &second] {
            draw::enter_value(platform, by, id, Stage::Invite, "42").await.unwrap();
        }
        assert_eq!(invite().await.unwrap(), 30);
        assert_eq!((ground.seats("invited").await, ground.letters("invitation").await), (30, 30));
    })
    .await;
}

#[actix_web::test]
async fn everybody_sees_the_commitment_and_the_outcome_and_nobody_sees_a_name_or_a_trait() {
    on_both(async |ground: &Ground| {
        let (_, id) = waiting(ground).await;
        let app = TestApp::on_bare(ground).await;
        let path = format!("/conversations/{}/draws", id.0);
        assert_eq!(app.browser().get(&path).await.json(), json!({"draws": []}));
        let (platform, desk, second) = (&ground.platform, ground.desk().await, second(ground).await);
        draw::commit(platform, &desk, id, &wishes(Stage::Seats, &[Trait::Region]), &witnesses()).await.unwrap();
        let before = app.browser().get(&path).await.json();
        assert_eq!(before["draws"][0]["witnesses"], json!(["Ans Jansen", "Bert de Vries"]));
        assert_eq!((&before["draws"][0]["value"], &before["draws"][0]["drawn"]), (&Value::Null, &json!([])));
        for by in [&desk, &second] {
            draw::enter_value(platform, by, id, Stage::Seats, "42").await.unwrap();
        }
        let after = app.browser().get(&path).await;
        assert_eq!(after.json()["draws"][0]["drawn"].as_array().unwrap().len(), 20);
        let text = after.json().to_string();
        assert!(!text.contains("Lid") && !text.contains("leden.example") && !text.contains("salt"), "{text}");
        let file = format!("/desk/conversations/{}/draws/seats/file", id.0);
        assert_eq!(app.browser().get(&file).await.status.as_u16(), 401);
        assert_eq!(app.browser().get("/draw-files/onzin").await.code(), "link_unknown");
    })
    .await;
}
