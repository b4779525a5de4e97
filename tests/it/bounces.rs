//! Letters that come back: the return path of each, what stops an address, and what stops nothing.

use std::sync::Arc;

use preferendum::domain::bounce::{BounceAddress, Class};
use preferendum::domain::role::Role;
use preferendum::jobs::{PostSettings, Postman};
use preferendum::mail::{Email, Memory, SendError, Sender, Transport};
use preferendum::service::bounce::{Taken, lift, stopped, take};
use preferendum::service::import::apply_members;
use preferendum::service::{Platform, Terms, post};
use serde_json::json;

use crate::app::TestApp;
use crate::ground::{Ground, on_both};

/// The same ground with an address for what comes back.
fn returning(ground: &Ground) -> Platform {
    let bounces = BounceAddress::parse("bounces@partij.example");
    Platform { terms: Arc::new(Terms { bounces, ..(*ground.platform.terms).clone() }), ..ground.platform.clone() }
}

fn postman(platform: &Platform, transport: Arc<dyn Transport>) -> Postman {
    Postman::new(platform.clone(), transport, PostSettings::from_sender(Sender::parse("post@example.org").unwrap()))
}

async fn sent(platform: &Platform) -> Vec<Email> {
    let memory = Arc::new(Memory::default());
    let mut postman = postman(platform, memory.clone());
    while postman.run_once().await.unwrap().letters() > 0 {}
    memory.sent()
}

fn dsn(status: &str) -> Vec<u8> {
    format!(
        "To: postmaster@partij.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n\
         --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; somebody\r\nAction: failed\r\nStatus: {status}\r\n\r\n--x--\r\n"
    )
    .into_bytes()
}

fn path_of<'a>(sent: &'a [Email], to: &str) -> &'a str {
    sent.iter().find(|email| email.to == to).unwrap().return_path.as_deref().unwrap()
}

#[actix_web::test]
async fn every_letter_has_a_return_path_of_its_own_and_a_bounce_to_it_stops_the_address() {
    on_both(async |ground| {
        let people = ground.people().await;
        let made = ground.opened().await;
        let platform = returning(ground);
        let emails = sent(&platform).await;
        let mut paths: Vec<&str> = emails.iter().filter_map(|email| email.return_path.as_deref()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!((paths.len(), emails.len()), (130, 130));
        assert!(paths.iter().all(|path| path.starts_with("bounces+") && path.ends_with("@partij.example")));
        let member = people[7].0.simple().to_string();
        assert!(!path_of(&emails, "lid7@leden.example").contains(&member));
        let path = path_of(&emails, "lid7@leden.example").to_owned();
        assert_eq!(take(&platform, Some(&path), &dsn("5.1.1")).await.unwrap(), Taken::Noted(Class::Hard));
        assert_eq!(take(&platform, Some(&path), &dsn("5.1.1")).await.unwrap(), Taken::Again);
        let staff = ground.hire("staf@werk.example", Role::Staff).await;
        let seen = post::of(&platform, &staff.into(), made.id).await.unwrap();
        assert_eq!((seen.fared.0.sent, seen.fared.0.bounced, seen.reach.stopped), (130, 1, 1));
        let listed = stopped(&platform).await.unwrap();
        assert_eq!(listed.iter().map(|one| one.id).collect::<Vec<_>>(), [people[7]]);
        // The reminder passes over the address; whoever asks to sign in still gets a letter.
        ground.clock.set(crate::voting::CLOSES.plus(-3_600));
        ground.turn().await;
        let address = preferendum::domain::member::EmailAddress::parse("lid7@leden.example").unwrap();
        preferendum::service::login::ask(&platform, &address).await.unwrap();
        let reminders = sent(&platform).await;
        let to_stopped: Vec<&Email> = reminders.iter().filter(|email| email.to == "lid7@leden.example").collect();
        assert_eq!((reminders.len(), to_stopped.len()), (130, 1));
        assert!(to_stopped[0].subject.starts_with("Inloggen"));
    })
    .await;
}

#[actix_web::test]
async fn a_forged_tag_a_persons_answer_and_a_bounce_of_an_old_address_do_nothing() {
    on_both(async |ground| {
        ground.people().await;
        ground.opened().await;
        let platform = returning(ground);
        let emails = sent(&platform).await;
        let path = path_of(&emails, "lid7@leden.example");
        let other = path_of(&emails, "lid8@leden.example");
        // The letter of one with the check of another.
        let forged = format!("{}{}", &path[..40], &other[40..]);
        let unknown = take(&platform, Some(&forged), &dsn("5.1.1")).await.unwrap();
        assert_eq!(unknown, Taken::Unknown);
        assert_eq!(take(&ground.platform, None, &dsn("5.1.1")).await.unwrap(), Taken::Unknown);
        let away = b"To: x\r\nSubject: Afwezig\r\n\r\nIk ben er niet.\r\n";
        assert_eq!(take(&platform, Some(path), away).await.unwrap(), Taken::NoFailure);
        assert_eq!(take(&platform, Some(path), &[0xff; 5000]).await.unwrap(), Taken::NoFailure);
        // In the meantime the member gave another address.
        let file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n7,Lid 7,nieuw@leden.example,A,1980,v\n";
        apply_members(&platform, file.as_bytes(), false, &|_| {}).await.unwrap();
        assert_eq!(take(&platform, Some(path), &dsn("5.1.1")).await.unwrap(), Taken::Unknown);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_stop").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn another_address_in_a_later_import_starts_fresh_and_the_desk_can_lift_a_stop() {
    on_both(async |ground| {
        let people = ground.people().await;
        ground.opened().await;
        let platform = returning(ground);
        let emails = sent(&platform).await;
        for to in ["lid7@leden.example", "lid8@leden.example"] {
            let taken = take(&platform, Some(path_of(&emails, to)), &dsn("5.1.1")).await.unwrap();
            assert_eq!(taken, Taken::Noted(Class::Hard));
        }
        let file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n7,Lid 7,nieuw@leden.example,A,1980,v\n";
        apply_members(&platform, file.as_bytes(), false, &|_| {}).await.unwrap();
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let listed = staff.get("/staff/mail-stops").await.json();
        let day = preferendum::clock::Clock::now(&*ground.clock).day().to_string();
        let expected = json!({"member": people[8].0, "number": "8", "name": "Lid 8", "class": "hard", "day": day});
        assert_eq!(listed, json!({"members": [expected]}));
        let look = format!("/staff/members/{}/look", people[8]);
        assert_eq!(staff.post(&look, json!({})).await.json()["stopped"], true);
        let lifted = staff.post(&format!("/staff/mail-stops/{}/lift", people[8]), json!({})).await;
        assert_eq!(staff.post(&look, json!({})).await.json()["stopped"], false);
        assert_eq!(lifted.json(), json!({"members": []}));
        let account = ground.hire("nog@werk.example", Role::Staff).await;
        assert!(lift(&platform, account, people[8]).await.is_err(), "there is nothing left to lift");
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'mail_stop.lift'").await, 1);
    })
    .await;
}

#[actix_web::test]
async fn three_soft_bounces_on_different_days_stop_an_address() {
    on_both(async |ground| {
        let people = ground.people().await;
        let made = ground.opened().await;
        let platform = returning(ground);
        let first = sent(&platform).await;
        let to = "lid7@leden.example";
        let soft = Taken::Noted(Class::Soft);
        assert_eq!(take(&platform, Some(path_of(&first, to)), &dsn("4.2.2")).await.unwrap(), soft);
        ground.clock.set(crate::voting::CLOSES.plus(-3_600));
        ground.turn().await;
        let second = sent(&platform).await;
        assert_eq!(take(&platform, Some(path_of(&second, to)), &dsn("5.7.1")).await.unwrap(), soft);
        assert_eq!(stopped(&platform).await.unwrap().len(), 0);
        ground.finish(made.id).await;
        ground.clock.advance(86_400);
        ground.turn().await;
        let third = sent(&platform).await;
        assert_eq!(take(&platform, Some(path_of(&third, to)), &dsn("4.2.2")).await.unwrap(), soft);
        assert_eq!(stopped(&platform).await.unwrap()[0].id, people[7]);
    })
    .await;
}

#[actix_web::test]
async fn nobody_at_the_address_when_it_is_sent_stops_it_too_and_another_refusal_does_not() {
    on_both(async |ground| {
        /// Knows some receivers not, and does not like others.
        struct Picky;
        #[async_trait::async_trait]
        impl Transport for Picky {
            async fn send(&self, email: &Email) -> Result<(), SendError> {
                match email.to.as_str() {
                    "lid7@leden.example" => Err(SendError::NoMailbox("smtp 550".to_owned())),
                    "lid8@leden.example" => Err(SendError::Refused("smtp 554".to_owned())),
                    _ => Ok(()),
                }
            }
        }
        let people = ground.people().await;
        ground.opened().await;
        let platform = returning(ground);
        let mut postman = postman(&platform, Arc::new(Picky));
        while postman.run_once().await.unwrap().letters() > 0 {}
        let listed = stopped(&platform).await.unwrap();
        assert_eq!(listed.iter().map(|one| one.id).collect::<Vec<_>>(), [people[7]]);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE status = 'failed'").await, 2);
    })
    .await;
}
