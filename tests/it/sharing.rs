//! What other sites show of a round: its title and tags, and a picture of a result.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use preferendum::domain::draft::RoundDraft;
use preferendum::domain::role::Role;
use preferendum::service::round;

use crate::app::{Answer, PUBLIC, TestApp};
use crate::ground::{Ground, on_both};
use crate::voting::{OPENS, Voter, draft};

async fn get(app: &TestApp, path: &str) -> (Answer, String) {
    let answer = app.send(TestRequest::get().uri(path)).await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    (answer, text)
}

#[actix_web::test]
async fn the_page_of_a_public_round_has_its_title_and_tags_and_no_numbers() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        for person in [0, 1, 2] {
            Voter::new(ground, people[person], round.id).await.vote(ground, "5,4,3,2").await;
        }
        let path = format!("/rondes/{}", round.id);
        let (answer, html) = get(&app, &path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
        for part in [
            "<title>Vervoer – Preferendum</title>".to_owned(),
            "<meta property=\"og:title\" content=\"Vervoer\">".to_owned(),
            "<meta property=\"og:site_name\" content=\"Preferendum\">".to_owned(),
            format!("<meta property=\"og:url\" content=\"{PUBLIC}{path}\">"),
            "content=\"De uitslag is een advies. Daarna kiest het bestuur, en legt uit waarom. Meedoen kan tot woensdag \
             25 november 2026, 10:00 uur.\">"
                .to_owned(),
        ] {
            assert!(html.contains(&part), "{part}\n{html}");
        }
        assert!(!html.contains("/s/_/") && !html.contains("<!-- og -->"), "{html}");
        let head = app.send(TestRequest::default().method(Method::HEAD).uri(&path)).await;
        assert_eq!(head.status, StatusCode::OK);
        ground.finish(round.id).await;
        ground.clock.advance(1);
        let (_, html) = get(&app, &path).await;
        assert!(html.contains("De uitslag staat vast sinds woensdag 25 november 2026"), "{html}");
    })
    .await;
}

#[actix_web::test]
async fn a_round_that_nobody_may_see_has_no_page() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let author = app.hire("auteur@werk.example", Role::Staff).await.0;
        let made = round::create(&app.platform, author, draft()).await.unwrap();
        for id in [made.id.to_string(), "00000000-0000-4000-8000-000000000000".into(), "x".into()] {
            let (answer, html) = get(&app, &format!("/rondes/{id}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert!(!html.contains("Vervoer"), "{html}");
        }
    })
    .await;
}

#[actix_web::test]
async fn a_title_is_text_wherever_it_is_shown() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let evil = "\"><script>'a'</script></title>".to_owned();
        let made = round::create(&ground.platform, author, RoundDraft { title: evil, ..draft() }).await.unwrap();
        round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
        round::schedule(&ground.platform, author, made.id).await.unwrap();
        ground.clock.set(OPENS);
        ground.turn().await;
        let (_, html) = get(&TestApp::on_bare(ground).await, &format!("/rondes/{}", made.id)).await;
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(
            html.matches("&quot;&gt;&lt;script&gt;&#39;a&#39;&lt;/script&gt;&lt;/title&gt;").count(),
            2,
            "{html}"
        );
    })
    .await;
}

#[actix_web::test]
async fn a_result_has_a_picture_of_each_statement_once_it_is_published() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        for (member, body) in people.iter().zip(["5,4,3,2", "4,,3,2", "1,,,", "4,5,5,5"].iter().cycle()).take(40) {
            Voter::new(ground, *member, round.id).await.vote(ground, body).await;
        }
        let path = |number: &str| format!("/api/v1/rounds/{}/statements/{number}.svg", round.id);
        let (early, _) = get(&app, &path("1")).await;
        assert_eq!((early.status.as_u16(), early.code().as_str()), (409, "not_published"));
        assert_eq!(early.header("cache-control"), "no-store");
        ground.finish(round.id).await;
        let (answer, svg) = get(&app, &path("1")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/svg+xml"));
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        assert!(svg.contains("75 % (helemaal) mee eens, 25 % (helemaal) mee oneens"), "{svg}");
        assert!(svg.contains("n = 40. Geen mening: 0 (0 %)") && svg.contains("Uitslag: Stelling 1"), "{svg}");
        let packed = app.send(TestRequest::get().uri(&path("1")).insert_header(("accept-encoding", "br"))).await;
        assert_eq!(packed.header("content-encoding"), "br");
        for number in ["0", "5", "x", "-1", "999"] {
            assert_eq!(get(&app, &path(number)).await.0.status, StatusCode::NOT_FOUND, "{number}");
        }
    })
    .await;
}
