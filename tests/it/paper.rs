//! Letters on paper, for members without an address.

use preferendum::domain::link::LinkToken;
use preferendum::domain::role::Role;
use preferendum::service::{Code, paper};
use preferendum::store::mail_link;
use serde_json::json;

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, Voter};

async fn forget_addresses(ground: &Ground) {
    ground.run("UPDATE member SET email = NULL WHERE email IN ('lid0@leden.example', 'lid1@leden.example')").await;
}

#[actix_web::test]
async fn an_open_round_has_paper_for_exactly_who_has_no_address_with_the_same_link_each_time() {
    on_both(async |ground| {
        let people = ground.people().await;
        forget_addresses(ground).await;
        let made = ground.opened().await;
        let admin = ground.hire("beheer@werk.example", Role::Admin).await;
        // Who took part gets one too: the pile says nothing.
        Voter::new(ground, people[0], made.id).await.vote(ground, "5,4,3,2").await;
        let pile = paper::print(&ground.platform, admin, made.id, None).await.unwrap();
        let names: Vec<(&str, &str)> =
            pile.letters.iter().map(|one| (one.name.as_str(), one.branch.as_str())).collect();
        assert_eq!(names, [("Lid 0", "Aalten"), ("Lid 1", "Aalten")]);
        let copy = paper::print(&ground.platform, admin, made.id, Some(people[1])).await.unwrap();
        assert_eq!((copy.letters.len(), &copy.letters[0].link), (1, &pile.letters[1].link));
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link WHERE kind = 'round'").await, 2);
        let token = pile.letters[1].link.rsplit('/').next().unwrap();
        let hash = LinkToken::parse(token).unwrap().hash();
        let known = mail_link::find_rounds(&ground.platform.db, &[hash]).await.unwrap();
        assert_eq!((known[&hash].member, known[&hash].round), (people[1], made.id));
        let app = TestApp::on_bare(ground).await;
        let opened = app.browser().post(&format!("/round-links/{token}/open"), json!({})).await;
        assert_eq!(opened.json()["ticket_issued"], false);
        assert_eq!(opened.status.as_u16(), 200);
        let stranger = paper::print(&ground.platform, admin, made.id, Some(people[5])).await.unwrap_err();
        assert_eq!(stranger.code, Code::NotFound, "who has an address gets mail");
        let lines = "SELECT COUNT(*) FROM audit WHERE act = 'round.paper_letters' AND detail IN ('2 letters', \
                     '1 letter, to ";
        assert_eq!(ground.number(&format!("{lines}{}')", people[1])).await, 2);
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE detail LIKE '%Lid 1%'").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn there_is_no_paper_before_the_round_opens_nor_after_it_closed() {
    on_both(async |ground| {
        ground.people().await;
        forget_addresses(ground).await;
        let made = ground.scheduled().await;
        let admin = ground.hire("beheer@werk.example", Role::Admin).await;
        let early = paper::print(&ground.platform, admin, made.id, None).await.unwrap_err();
        assert_eq!(early.code, Code::WrongState);
        ground.clock.set(crate::voting::OPENS);
        ground.turn().await;
        paper::print(&ground.platform, admin, made.id, None).await.unwrap();
        ground.clock.set(CLOSES);
        let late = paper::print(&ground.platform, admin, made.id, None).await.unwrap_err();
        assert_eq!(late.code, Code::WrongState);
    })
    .await;
}
