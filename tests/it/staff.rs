//! `staff add`: who gets an account, and the second factor that is shown once.

use preferendum::cli::staff::{Failure, StaffAsked, add};
use preferendum::service::account;

use crate::app::TestApp;
use crate::ground::on_both;

fn asked(email: &str, roles: &[&str], branches: &[&str]) -> StaffAsked {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    StaffAsked { email: email.to_owned(), name: None, roles: owned(roles), branches: owned(branches) }
}

#[tokio::test]
async fn the_second_factor_is_shown_once_and_only_to_who_can_change_something() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let platform = &app.platform;
        assert_eq!(add(platform, &asked("kijker@werk.example", &["viewer"], &["A", "B"])).await.unwrap().len(), 1);
        let lines = add(platform, &asked("staf@werk.example", &["staff"], &[])).await.unwrap();
        assert!(lines.iter().any(|line| line.starts_with("otpauth://totp/Preferendum:staf%40werk.example?secret=")));
        let again = add(platform, &asked("Staf@Werk.example", &["admin"], &[])).await.unwrap();
        assert!(!again.iter().any(|line| line.contains("otpauth")), "{again:?}");
        let listed = account::list(platform).await.unwrap();
        let roles = listed.iter().map(|one| one.grants.len()).collect::<Vec<_>>();
        assert_eq!((listed.len(), roles), (2, vec![2, 2]));
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'grant_roles'").await, 3);
        assert_eq!(ground.number("SELECT COUNT(*) FROM account WHERE LENGTH(totp_secret) = 20").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_role_that_makes_no_sense_makes_no_account() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let wrong = [
            asked("x@werk.example", &["viewer"], &[]),
            asked("x@werk.example", &["staff"], &["A"]),
            asked("x@werk.example", &["board"], &["A", "Z"]),
            asked("x@werk.example", &["keizer"], &[]),
            asked("x@werk.example", &[], &["A"]),
            asked("geen adres", &["staff"], &[]),
        ];
        for one in wrong {
            let refused: Result<_, Failure> = add(&app.platform, &one).await;
            assert!(refused.is_err(), "{one:?}");
        }
        assert!(account::list(&app.platform).await.unwrap().is_empty());
    })
    .await;
}
