//! Mail before a round opens: what the sender's domain says, what that refuses, and what the desk sees of its post.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use actix_web::test::TestRequest;
use preferendum::chance::Chance;
use preferendum::dns::Dns;
use preferendum::domain::bounce::Class;
use preferendum::domain::composer::Composer;
use preferendum::domain::draft::RoundDraft;
use preferendum::domain::ids::AccountId;
use preferendum::domain::manifest::ManifestBranch;
use preferendum::domain::preflight::{Finding, Level, Txt};
use preferendum::domain::role::Role;
use preferendum::domain::round::State;
use preferendum::jobs::{PostSettings, Postman};
use preferendum::mail::{Memory, Sender, Transport};
use preferendum::service::{Code, Platform, Terms, pause, post, preflight, round};
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::voting::{OPENS, draft};

/// Names that a test fills in; a name that is not there is absent for certain.
#[derive(Default)]
struct Names(Mutex<HashMap<String, Txt>>);

impl Names {
    fn say(&self, name: &str, record: &str) {
        self.0.lock().unwrap().insert(name.to_owned(), Txt::Records(vec![record.to_owned()]));
    }

    fn hush(&self, name: &str) {
        self.0.lock().unwrap().insert(name.to_owned(), Txt::Unknown);
    }

    fn in_order() -> Arc<Self> {
        let names = Arc::new(Self::default());
        names.say("example.org", "v=spf1 mx -all");
        names.say("post._domainkey.example.org", "v=DKIM1; p=MIGf");
        names.say("_dmarc.example.org", "v=DMARC1; p=reject");
        names
    }
}

#[async_trait::async_trait]
impl Dns for Names {
    async fn txt(&self, name: &str) -> Txt {
        self.0.lock().unwrap().get(name).cloned().unwrap_or(Txt::Absent)
    }
}

/// The same ground, where names are looked up.
fn asking(ground: &Ground, names: &Arc<Names>) -> Platform {
    let terms = Terms { dkim_selector: Some("post".to_owned()), ..(*ground.platform.terms).clone() };
    Platform { dns: names.clone(), terms: Arc::new(terms), ..ground.platform.clone() }
}

async fn approved(ground: &Ground) -> (AccountId, preferendum::domain::ids::RoundId) {
    let author = ground.hire("auteur@werk.example", Role::Staff).await;
    let second = ground.hire("tweede@werk.example", Role::Staff).await;
    let made = round::create(&ground.platform, author, draft()).await.unwrap();
    round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
    (author, made.id)
}

fn staff(account: AccountId) -> Composer {
    Composer::staff(account, false)
}

#[actix_web::test]
async fn a_round_is_not_scheduled_while_its_mail_is_red_and_an_admin_can_overrule_that() {
    on_both(async |ground| {
        ground.people().await;
        let names = Names::in_order();
        names.0.lock().unwrap().remove("_dmarc.example.org");
        let platform = asking(ground, &names);
        let (author, id) = approved(ground).await;
        let refused = round::schedule(&platform, author, id).await.unwrap_err();
        assert_eq!(refused.code, Code::PreflightRed);
        let seen = post::of(&platform, &staff(author), id).await.unwrap().preflight.unwrap();
        assert_eq!(seen.findings, [Finding::SpfFine, Finding::DkimFine, Finding::DmarcMissing]);
        assert_eq!((seen.verdict(), seen.refuses()), (Level::Red, true));
        let admin = ground.hire("beheer@werk.example", Role::Admin).await;
        let empty = preflight::overrule(&platform, admin, id, "  ").await.unwrap_err();
        assert_eq!(empty.code, Code::FieldInvalid);
        preflight::overrule(&platform, admin, id, "Morgen staat het goed.").await.unwrap();
        assert_eq!(round::schedule(&platform, author, id).await.unwrap().state, State::Scheduled);
        let kept = preflight::last(&platform, id).await.unwrap().unwrap();
        assert_eq!(kept.overruled.map(|overruled| overruled.reason).as_deref(), Some("Morgen staat het goed."));
        let lines = "SELECT COUNT(*) FROM audit WHERE act = 'preflight.overrule' AND detail = 'Morgen staat het goed.'";
        assert_eq!(ground.number(lines).await, 1);
        let again = preflight::overrule(&platform, admin, id, "Nog eens.").await.unwrap_err();
        assert_eq!(again.code, Code::WrongState, "nothing is left to overrule");
    })
    .await;
}

#[actix_web::test]
async fn what_cannot_be_looked_up_is_a_warning_and_refuses_nothing() {
    on_both(async |ground| {
        ground.people().await;
        let names = Names::in_order();
        names.hush("example.org");
        let platform = asking(ground, &names);
        let (author, id) = approved(ground).await;
        assert_eq!(round::schedule(&platform, author, id).await.unwrap().state, State::Scheduled);
        assert_eq!(preflight::last(&platform, id).await.unwrap().unwrap().verdict(), Level::Amber);
        // And with nobody to ask at all, as on this machine.
        let off = preflight::check(&ground.platform, &staff(author), id).await.unwrap();
        assert_eq!(off.findings, [Finding::SpfUnknown, Finding::DkimNoSelector, Finding::DmarcUnknown]);
    })
    .await;
}

#[actix_web::test]
async fn a_round_whose_mail_turned_red_waits_at_its_opening_time_and_opens_by_itself_once_it_is_mended() {
    on_both(async |ground| {
        ground.people().await;
        let names = Names::in_order();
        let platform = asking(ground, &names);
        let (author, id) = approved(ground).await;
        round::schedule(&platform, author, id).await.unwrap();
        names.say("example.org", "v=spf1 +all");
        // Within the hour before, the clock looks by itself.
        ground.clock.set(OPENS.plus(-600));
        preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        ground.clock.set(OPENS);
        for _ in 0..3 {
            preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        }
        assert_eq!(ground.state(id).await.state, State::Scheduled);
        let seen = post::of(&platform, &staff(author), id).await.unwrap();
        assert!(seen.held_up);
        assert_eq!(seen.preflight.unwrap().findings[0], Finding::SpfOpen);
        names.say("example.org", "v=spf1 mx ~all");
        ground.clock.set(OPENS.plus(299));
        preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        assert_eq!(ground.state(id).await.state, State::Scheduled, "not every second");
        ground.clock.set(OPENS.plus(301));
        preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        preferendum::jobs::tick(&platform, &ground.ballot_box).await;
        assert_eq!(ground.state(id).await.state, State::Open);
        assert!(!post::of(&platform, &staff(author), id).await.unwrap().held_up);
    })
    .await;
}

#[actix_web::test]
async fn an_included_record_counts_a_redirect_is_followed_and_a_policy_above_speaks_for_a_domain_below() {
    on_both(async |ground| {
        ground.people().await;
        let names = Names::in_order();
        let mut platform = asking(ground, &names);
        let terms = Terms { sender: "post@leden.example.org".to_owned(), ..(*platform.terms).clone() };
        platform.terms = Arc::new(terms);
        names.say("leden.example.org", "v=spf1 redirect=_spf.example.org");
        names.say("_spf.example.org", "v=spf1 include:a.example include:b.example -all");
        names.say("a.example", "v=spf1 a mx a:1.example a:2.example a:3.example ~all");
        names.say("post._domainkey.leden.example.org", "p=");
        let (author, id) = approved(ground).await;
        let seen = preflight::check(&platform, &staff(author), id).await.unwrap();
        assert_eq!(seen.findings, [Finding::SpfFine, Finding::DkimRevoked, Finding::DmarcFine]);
        names.say("b.example", "v=spf1 a mx a:4.example a:5.example -all");
        let seen = preflight::check(&platform, &staff(author), id).await.unwrap();
        assert_eq!(seen.findings[0], Finding::SpfTooManyLookups);
        // One that includes itself comes to an end.
        names.say("a.example", "v=spf1 include:a.example -all");
        assert_eq!(
            preflight::check(&platform, &staff(author), id).await.unwrap().findings[0],
            Finding::SpfTooManyLookups
        );
    })
    .await;
}

#[actix_web::test]
async fn the_desk_sees_exactly_who_would_be_reached_and_each_member_is_counted_once() {
    on_both(async |ground| {
        let people = ground.people().await;
        let (author, id) = approved(ground).await;
        let member = |number: usize| people[number].0.simple().to_string();
        let uuid = |number: usize| match ground.schema.is_some() {
            true => format!("'{}'", people[number].0),
            false => format!("X'{}'", member(number)),
        };
        ground.run(&format!("UPDATE member SET email = NULL WHERE id IN ({}, {})", uuid(0), uuid(1))).await;
        let today = preferendum::clock::Clock::now(&*ground.clock).day();
        pause::set(&ground.platform, people[2], Some(today.years_later(1))).await.unwrap();
        pause::set(&ground.platform, people[0], Some(today.years_later(1))).await.unwrap();
        let off = preferendum::domain::letter::Stream::Rounds;
        preferendum::store::mail_choice::set(&ground.platform.db.direct(), people[3], off, true).await.unwrap();
        let address = preferendum::store::mail_stop::address(&ground.platform.db, people[4]).await.unwrap().unwrap();
        let mark = preferendum::domain::bounce::address_mark(people[4], &address);
        let stop = preferendum::domain::bounce::MailStop::after(None, mark, Class::Hard, today);
        let tx = ground.platform.db.begin().await.unwrap();
        preferendum::store::mail_stop::put(&tx, people[4], &stop).await.unwrap();
        tx.commit().await.unwrap();
        let seen = post::of(&ground.platform, &staff(author), id).await.unwrap().reach;
        assert_eq!((seen.no_address, seen.paused, seen.unsubscribed, seen.stopped), (2, 1, 1, 1));
        assert_eq!((seen.reached, seen.members()), (125, 130));
        round::schedule(&ground.platform, author, id).await.unwrap();
        ground.clock.set(OPENS);
        ground.turn().await;
        assert_eq!(post::of(&ground.platform, &staff(author), id).await.unwrap().reach, seen, "the same by the roll");
        let (memory, mut postman) = postman(ground);
        while postman.run_once().await.unwrap().letters() > 0 {}
        assert_eq!(memory.sent().len(), 125, "exactly as many leave");
        let after = post::of(&ground.platform, &staff(author), id).await.unwrap();
        assert_eq!((after.fared.0.sent, after.fared.0.waiting), (125, 0));
        assert_eq!(after.fared.1[0].domain.as_deref(), Some("leden.example"));
    })
    .await;
}

fn postman(ground: &Ground) -> (Arc<Memory>, Postman) {
    let memory = Arc::new(Memory::default());
    let transport: Arc<dyn Transport> = memory.clone();
    let settings = PostSettings::from_sender(Sender::parse("post@example.org").unwrap());
    (memory, Postman::new(ground.platform.clone(), transport, settings))
}

#[actix_web::test]
async fn paused_post_waits_while_login_and_trial_letters_go_and_resumes() {
    on_both(async |ground| {
        ground.people().await;
        let made = ground.opened().await;
        let staff = ground.hire("staf@werk.example", Role::Staff).await;
        post::set_paused(&ground.platform, staff, made.id, true).await.unwrap();
        post::set_paused(&ground.platform, staff, made.id, true).await.unwrap();
        let (memory, mut postman) = postman(ground);
        assert_eq!(postman.run_once().await.unwrap().letters(), 0);
        post::send_trial(&ground.platform, staff, made.id).await.unwrap();
        let address = preferendum::domain::member::EmailAddress::parse("lid1@leden.example").unwrap();
        preferendum::service::login::ask(&ground.platform, &address).await.unwrap();
        assert_eq!(postman.run_once().await.unwrap().sent, 2);
        let trial = memory.sent().into_iter().find(|email| email.to == "staf@werk.example").unwrap();
        assert_eq!(trial.subject, "Proef: Doe mee: Vervoer");
        assert!(trial.text.starts_with("Dit is een proefmail.") && trial.text.contains("Hoi Sam,"));
        assert!(trial.html.contains("Dit is een proefmail."));
        // Its link is nobody's.
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link").await, 0);
        post::set_paused(&ground.platform, staff, made.id, false).await.unwrap();
        while postman.run_once().await.unwrap().letters() > 0 {}
        assert_eq!(memory.sent().len(), 132);
        let acts = "SELECT COUNT(*) FROM audit WHERE act IN ('post.pause', 'post.resume', 'post.trial')";
        assert_eq!(ground.number(acts).await, 3);
    })
    .await;
}

#[actix_web::test]
async fn the_page_shows_previews_in_a_locked_frame_and_a_board_no_mail_domains() {
    on_both(async |ground| {
        ground.people().await;
        let made = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let path = format!("/staff/rounds/{}/post", made.id);
        let seen = staff.get(&path).await.json();
        assert_eq!(seen["previews"], json!(["invitation", "reminder", "result", "withdrawn", "feedback"]));
        assert_eq!((seen["domains"][0]["waiting"].clone(), seen["fared"]["waiting"].clone()), (json!(130), json!(130)));
        for kind in ["invitation", "reminder", "result", "withdrawn", "feedback"] {
            let text = staff.get(&format!("/staff/rounds/{}/letters/{kind}", made.id)).await.json();
            assert!(text["text"].as_str().unwrap().contains("Hoi Sam,"), "{kind}: {text}");
            let path = format!("/api/v1/staff/rounds/{}/letters/{kind}/html", made.id);
            let html = staff.send(TestRequest::get().uri(&path)).await;
            let policy = html.header("content-security-policy");
            assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
            assert!(!policy.contains("allow-") && policy.contains("frame-ancestors 'self'"), "{policy}");
            assert!(String::from_utf8(html.body).unwrap().contains("Hoi Sam,"));
        }
        assert_eq!(staff.get(&format!("/staff/rounds/{}/letters/login", made.id)).await.status.as_u16(), 404);
        let mut board = app.sign_in(Role::Board).await;
        assert_eq!(board.get(&path).await.status.as_u16(), 404, "a national round is not on its desk");
        let page = app.send(TestRequest::get().uri(&format!("/staf/rondes/{}/post", made.id))).await;
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));
        let other = app.send(TestRequest::get().uri(&format!("/staf/rondes/{}/versies", made.id))).await;
        assert!(!other.header("content-security-policy").contains("frame-src"));
    })
    .await;
}

#[actix_web::test]
async fn trial_letters_and_looks_are_limited_for_each_account() {
    on_both(async |ground| {
        ground.people().await;
        let made = ground.scheduled().await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let path = format!("/staff/rounds/{}/post/trial", made.id);
        let mut answers: Vec<u16> = Vec::new();
        for _ in 0..6 {
            answers.push(staff.post(&path, json!({})).await.status.as_u16());
        }
        assert_eq!(answers, [200, 200, 200, 200, 200, 429]);
        let checked: Value = staff.post(&format!("/staff/rounds/{}/post/check", made.id), json!({})).await.json();
        assert_eq!(checked["preflight"]["verdict"], "amber");
        let mut refused = 0;
        for _ in 0..12 {
            let answer = staff.post(&format!("/staff/rounds/{}/post/check", made.id), json!({})).await;
            refused += i32::from(answer.status.as_u16() == 429);
        }
        assert!(refused >= 2, "{refused}");
        let system: &dyn Chance = &preferendum::chance::SystemChance;
        let unknown = staff.get(&format!("/staff/rounds/{}/post", system.uuid())).await;
        assert_eq!(unknown.status.as_u16(), 404);
    })
    .await;
}

#[actix_web::test]
async fn a_board_sees_numbers_of_its_own_round_and_neither_mail_domains_nor_what_is_for_staff() {
    on_both(async |ground| {
        ground.people().await;
        let scope = vec![ManifestBranch { code: "A".to_owned(), name: String::new() }];
        let author = ground.hire("auteur@werk.example", Role::Staff).await;
        let second = ground.hire("tweede@werk.example", Role::Staff).await;
        let made = round::create(&ground.platform, author, RoundDraft { scope, ..draft() }).await.unwrap();
        round::approve(&ground.platform, second, made.id, made.version).await.unwrap();
        round::schedule(&ground.platform, author, made.id).await.unwrap();
        ground.clock.set(OPENS);
        ground.turn().await;
        let app = TestApp::on_bare(ground).await;
        let mut board = app.sign_in(Role::Board).await;
        let path = format!("/staff/rounds/{}/post", made.id);
        let seen = board.get(&path).await.json();
        assert_eq!((seen["fared"]["waiting"].clone(), seen["domains"].clone()), (json!(60), json!([])));
        assert_eq!(seen["reach"]["reached"], 60);
        let may = json!({"check": false, "pause": false, "trial": false, "overrule": false, "paper": false});
        assert_eq!(seen["may"], may);
        let mut staff = app.sign_in(Role::Staff).await;
        assert_eq!(staff.get(&path).await.json()["domains"][0]["domain"], "leden.example");
    })
    .await;
}
