//! The four public lists: from one partition, sealed, shown from the promised moment on, and nothing finer beside them.

use actix_web::test::TestRequest;
use preferendum::domain::ids::RoundId;
use preferendum::domain::list::{AreaGroup, List, ProvenRun};
use preferendum::domain::verify::{check_list, check_result, statement_of};
use preferendum::service::ballot_box::BoxLink;
use preferendum::service::{Code, result};

use crate::app::TestApp;
use crate::disclosure::published;
use crate::ground::{Ground, on_both};
use crate::voting::PUBLISHES;

async fn file(app: &TestApp, round: RoundId, number: usize) -> String {
    let answer = app.send(TestRequest::get().uri(&format!("/box/v1/rounds/{round}/lists/{number}"))).await;
    assert_eq!(answer.status, 200, "{}", answer.code());
    String::from_utf8(answer.body).unwrap()
}

#[actix_web::test]
async fn the_published_lists_are_what_the_result_sealed_and_recount_to_every_figure_in_it() {
    on_both(async |ground: &Ground| {
        let (round, _) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let result = result::published(&ground.platform, round).await.unwrap().result;
        assert_eq!(result.lists.len(), 4);
        let mut findings = check_result(&result);
        for number in 1..=4 {
            let text = file(&app, round, number).await;
            let number = u8::try_from(number).unwrap();
            assert_eq!(statement_of(&result, text.as_bytes()), Some(number));
            findings.extend(check_list(&result, number, &text));
        }
        assert!(findings.len() == 5 && findings.iter().all(|finding| finding.holds), "{findings:?}");
    })
    .await;
}

#[actix_web::test]
async fn the_lines_of_each_group_prove_their_place_under_the_root_in_the_result() {
    on_both(async |ground: &Ground| {
        let (round, _) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        let result = result::published(&ground.platform, round).await.unwrap().result;
        for (number, seal) in (1..).zip(&result.lists) {
            let list: List = file(&app, round, number).await.parse().unwrap();
            for group in &result.groups {
                let uri = format!("/box/v1/rounds/{round}/lists/{number}/groups/{}", group.id);
                let run: ProvenRun =
                    serde_json::from_value(app.send(TestRequest::get().uri(&uri)).await.json()).unwrap();
                assert!(run.is_of(&seal.root), "{uri}");
                let all = list.entries().iter().filter(|entry| entry.group == group.id);
                assert_eq!(run.lines, all.map(ToString::to_string).collect::<Vec<_>>());
            }
        }
        for uri in ["lists/5", "lists/0", "lists/1/groups/99", "lists/1/groups/-1", "lists/x"] {
            let answer = app.send(TestRequest::get().uri(&format!("/box/v1/rounds/{round}/{uri}"))).await;
            assert_eq!(answer.code(), "not_found", "{uri}");
        }
    })
    .await;
}

#[actix_web::test]
async fn nobody_gets_a_list_before_the_promised_moment() {
    on_both(async |ground: &Ground| {
        let (round, _) = published(ground).await;
        let app = TestApp::on_bare(ground).await;
        ground.clock.set(PUBLISHES.plus(-1));
        for uri in ["lists/1", "lists/1/groups/1"] {
            let answer = app.send(TestRequest::get().uri(&format!("/box/v1/rounds/{round}/{uri}"))).await;
            assert_eq!(answer.code(), "not_published", "{uri}");
        }
    })
    .await;
}

#[actix_web::test]
async fn a_sealed_list_never_changes_and_nothing_finer_than_its_groups_is_kept() {
    on_both(async |ground: &Ground| {
        let (round, _) = published(ground).await;
        let result = result::published(&ground.platform, round).await.unwrap().result;
        let link: &dyn BoxLink = &ground.ballot_box;
        let mut groups = result.area_groups();
        assert_eq!(link.publish(round, &groups).await.unwrap(), result.lists);
        groups[0] = AreaGroup { group: 99, ..groups[0] };
        assert_eq!(link.publish(round, &groups).await.unwrap_err().code, Code::WrongState);
        assert!(link.counted(round).await.unwrap().unwrap().areas.is_empty());
        link.forget_areas(round).await.unwrap();
    })
    .await;
}
