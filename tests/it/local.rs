//! Rounds for some branches only: who composes them, who is on the roll, and how small they may not be.

use preferendum::domain::composer::Composer;
use preferendum::domain::draft::RoundDraft;
use preferendum::domain::feedback::{Author, Said, Step, Verdict};
use preferendum::domain::manifest::ManifestBranch;
use preferendum::domain::member::EmailAddress;
use preferendum::domain::role::Role;
use preferendum::domain::round::{Round, State};
use preferendum::service::feedback::Voice;
use preferendum::service::{Code, account, branch, feedback, manifest, result, round, voter};
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::ground::{Ground, on_both};
use crate::voting::{OPENS, Voter, draft};

fn local(codes: &[&str]) -> RoundDraft {
    let scope = codes.iter().map(|code| ManifestBranch { code: (*code).to_owned(), name: String::new() });
    RoundDraft { title: "Alleen hier".to_owned(), scope: scope.collect(), ..draft() }
}

async fn board(ground: &Ground, email: &str, codes: &[&str]) -> Composer {
    let address = EmailAddress::parse(email).unwrap();
    let branches: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let account = account::add(&ground.platform, &address, None, &[Role::Board], &branches).await.unwrap().id;
    Composer { account, admin: false, branches: Some(branches) }
}

async fn let_compose(ground: &Ground, code: &str, on: bool) {
    let staff = ground.hire("staf@werk.example", Role::Staff).await;
    branch::set_composing(&ground.platform, staff, code, on).await.unwrap();
}

/// A round of Aalten's own, composed and approved by two people of its board, and scheduled.
async fn scheduled(ground: &Ground) -> (Composer, Round) {
    let_compose(ground, "A", true).await;
    let one = board(ground, "een@aalten.example", &["A"]).await;
    let two = board(ground, "twee@aalten.example", &["A"]).await;
    let made = round::create(&ground.platform, one.clone(), local(&["A"])).await.unwrap();
    let own = round::approve(&ground.platform, one.clone(), made.id, made.version).await.unwrap_err();
    assert_eq!(own.code, Code::OwnWork);
    round::approve(&ground.platform, two, made.id, made.version).await.unwrap();
    (one.clone(), round::schedule(&ground.platform, one, made.id).await.unwrap())
}

#[actix_web::test]
async fn a_round_of_one_branch_has_its_members_on_the_roll_and_nobody_else() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let (_, made) = scheduled(ground).await;
        ground.clock.set(OPENS);
        ground.turn().await;
        let open = ground.state(made.id).await;
        assert_eq!((open.state, open.roll), (State::Open, Some(60)));
        let whole = manifest::manifest(&ground.platform, made.id).await.unwrap();
        let (leaf, areas) = whole.read().unwrap();
        assert_eq!((leaf.roll, areas.len(), areas[0].branches[0].code.as_str()), (60, 1, "A"));
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'invitation'").await, 60);
        Voter::new(ground, people[0], made.id).await.vote(ground, "5,4,3,2").await;
        let outside = voter::ballot_paper(&ground.platform, people[129], made.id).await.unwrap_err();
        assert_eq!(outside.code, Code::OutsideScope);
        let app = TestApp::on_bare(ground).await;
        let mut stranger = app.browser();
        stranger.log_in("lid129@leden.example").await;
        assert_eq!(stranger.get("/my-rounds").await.json(), json!({"rounds": []}));
        for path in [format!("/rounds/{}/ballot-paper", made.id), format!("/rounds/{}/interests", made.id)] {
            let refused = stranger.get(&path).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "outside_scope"), "{path}");
        }
        let decline = stranger.post(&format!("/rounds/{}/decline", made.id), json!({"declined": true})).await;
        assert_eq!(decline.code(), "outside_scope");
        assert_eq!(app.browser().get("/rounds").await.json()["rounds"][0]["scope"], json!(["Aalten"]));
        ground.finish(made.id).await;
        let published = result::published(&ground.platform, made.id).await.unwrap().result;
        assert!(
            published.turnout_only && published.turnout_withheld,
            "one answer is too few, also to be counted aloud"
        );
        assert_eq!((published.roll, published.tickets, published.ballots), (60, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn whom_a_round_is_for_is_fixed_once_its_opening_begins_even_for_sql() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let (_, made) = scheduled(ground).await;
        ground.run("UPDATE round_scope SET name = 'Aalten aan de grens'").await;
        ground.clock.set(OPENS);
        ground.turn().await;
        assert_eq!(ground.state(made.id).await.draft.scope[0].name, "Aalten aan de grens");
        for (sql, guard) in [
            ("DELETE FROM round_scope", "scope_stays"),
            ("UPDATE round_scope SET branch = 'C'", "scope_is_fixed"),
            ("INSERT INTO round_scope SELECT id, 'C', 'Breda' FROM round", "no_late_scope"),
        ] {
            let error = ground.fails(sql).await;
            assert!(error.contains(guard), "{sql}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_board_composes_for_its_own_branch_only_and_only_while_staff_let_it() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let aalten = board(ground, "een@aalten.example", &["A"]).await;
        let create = async |by: &Composer, codes: &[&str]| {
            round::create(&ground.platform, by.clone(), local(codes)).await.map_err(|refusal| refusal.code)
        };
        assert_eq!(create(&aalten, &["A"]).await.unwrap_err(), Code::ComposingOff);
        let_compose(ground, "A", true).await;
        for codes in [&[] as &[&str], &["C"], &["A", "C"]] {
            assert_eq!(create(&aalten, codes).await.unwrap_err(), Code::Forbidden, "{codes:?}");
        }
        assert_eq!(create(&aalten, &["A", "Z"]).await.unwrap_err(), Code::FieldInvalid);
        let made = create(&aalten, &["A", "A"]).await.unwrap();
        let scope = [ManifestBranch { code: "A".to_owned(), name: "Aalten".to_owned() }];
        assert_eq!(made.draft.scope, scope);
        // It cannot be turned into a round for others, and others do not find it.
        let wider = round::edit(&ground.platform, aalten.clone(), made.id, 1, draft()).await.unwrap_err();
        assert_eq!(wider.code, Code::Forbidden);
        let breda = board(ground, "een@breda.example", &["C"]).await;
        let_compose(ground, "C", true).await;
        let strange = [
            round::edit(&ground.platform, breda.clone(), made.id, 1, local(&["C"])).await.unwrap_err(),
            round::approve(&ground.platform, breda.clone(), made.id, 1).await.unwrap_err(),
            round::schedule(&ground.platform, breda.clone(), made.id).await.unwrap_err(),
            round::unschedule(&ground.platform, breda.clone(), made.id).await.unwrap_err(),
            round::on_desk(&ground.platform, &breda, made.id).await.unwrap_err(),
        ];
        assert!(strange.iter().all(|refusal| refusal.code == Code::NotFound), "{strange:?}");
        assert!(round::all(&ground.platform, &breda).await.unwrap().is_empty());
        assert_eq!(round::all(&ground.platform, &aalten).await.unwrap().len(), 1);
        // Staff may approve it as well as a second member of the board; switched off, the board may not.
        let_compose(ground, "A", false).await;
        let second = board(ground, "twee@aalten.example", &["A"]).await;
        let off = round::approve(&ground.platform, second, made.id, 1).await.unwrap_err();
        assert_eq!(off.code, Code::ComposingOff);
        let staff = ground.hire("tweede@werk.example", Role::Staff).await;
        assert_eq!(round::approve(&ground.platform, staff, made.id, 1).await.unwrap().state, State::Approved);
    })
    .await;
}

#[tokio::test]
async fn a_branch_that_is_too_small_alone_is_joined_with_others_by_staff() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let_compose(ground, "B", true).await;
        let small = board(ground, "een@bronckhorst.example", &["B"]).await;
        let made = round::create(&ground.platform, small.clone(), local(&["B"])).await.unwrap();
        let staff = ground.hire("tweede@werk.example", Role::Staff).await;
        let refused = round::approve(&ground.platform, staff, made.id, made.version).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::RollTooSmall, Some("scope")));
        let joined = round::edit(&ground.platform, staff, made.id, made.version, local(&["B", "A"])).await.unwrap();
        // Now others are in it: the board may look, and staff decide.
        assert_eq!(round::all(&ground.platform, &small).await.unwrap().len(), 1);
        let edit = round::edit(&ground.platform, small, made.id, joined.version, local(&["B"])).await.unwrap_err();
        assert_eq!(edit.code, Code::NotFound);
        let third = ground.hire("derde@werk.example", Role::Staff).await;
        round::approve(&ground.platform, third, made.id, joined.version).await.unwrap();
        round::schedule(&ground.platform, staff, made.id).await.unwrap();
        ground.clock.set(OPENS);
        ground.turn().await;
        let open = ground.state(made.id).await;
        assert_eq!((open.state, open.roll), (State::Open, Some(70)));
    })
    .await;
}

#[tokio::test]
async fn a_round_that_became_too_small_before_its_opening_goes_back_to_the_desk() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let (_, made) = scheduled(ground).await;
        ground
            .run("UPDATE member SET left_at = 1 WHERE number IN ('0','1','2','3','4','5','6','7','8','9','10')")
            .await;
        ground.clock.set(OPENS);
        ground.turn().await;
        let back = ground.state(made.id).await;
        assert_eq!((back.state, back.roll, back.approved_by), (State::Draft, None, None));
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.too_small'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_board_says_what_was_done_with_a_round_of_its_own_and_with_no_other() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let (one, made) = scheduled(ground).await;
        ground.clock.set(OPENS);
        ground.turn().await;
        ground.finish(made.id).await;
        let said = || Said { step: Step::Decided(Verdict::Adopted), text: "Het kan.".to_owned(), links: Vec::new() };
        let breda = board(ground, "een@breda.example", &["C"]).await;
        let strange = feedback::answer(&ground.platform, &breda, (made.id, 1), 0, said()).await.unwrap_err();
        assert_eq!(strange.code, Code::NotFound);
        let speaks = (breda.account, Author::Board);
        let outside =
            feedback::append(&ground.platform, speaks, (made.id, 1), Voice::Branch("C"), 0, said()).await.unwrap_err();
        assert_eq!(outside.code, Code::NotFound, "the round was not for Breda");
        feedback::answer(&ground.platform, &one, (made.id, 1), 0, said()).await.unwrap();
        let tracks = feedback::tracks(&ground.platform, made.id, Voice::Round).await.unwrap();
        assert_eq!(tracks[0].entries[0].by, Author::Board);
    })
    .await;
}

#[actix_web::test]
async fn the_desk_of_a_board_offers_its_own_branches_and_what_it_may_do() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        let app = TestApp::on_bare(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let mut aalten = app.sign_in(Role::Board).await;
        let all = staff.get("/staff/branches").await.json();
        let row = |code: &str, name: &str, region: &str, members: i64, composing: bool| {
            json!({"code": code, "name": name, "region": region, "members": members, "composing": composing})
        };
        assert_eq!(all["branches"].as_array().unwrap().len(), 3);
        assert_eq!((&all["minimum"], &all["branches"][2]), (&json!(50), &row("B", "Bronckhorst", "Gelderland", 10, false)));
        assert_eq!(staff.post("/staff/branches/A/composing", json!({"on": true})).await.json(), json!({"on": true}));
        assert_eq!(staff.post("/staff/branches/Z/composing", json!({"on": true})).await.code(), "not_found");
        let own = aalten.get("/staff/branches").await.json();
        assert_eq!(own["branches"], json!([row("A", "Aalten", "Gelderland", 60, true)]));
        let form = |scope: Value| {
            let mut form = serde_json::to_value(draft()).unwrap();
            form["scope"] = scope;
            form
        };
        let national = staff.post("/staff/rounds", form(json!([]))).await.json()["id"].as_str().unwrap().to_owned();
        let made = aalten.post("/staff/rounds", form(json!(["A"]))).await;
        assert_eq!(made.status.as_u16(), 201, "{}", made.json());
        let may = made.json()["may"].clone();
        assert_eq!((&may["edit"], &may["approve"], &may["confirm_withdrawal"]), (&json!(true), &json!(false), &json!(false)));
        assert_eq!(aalten.get("/staff/rounds").await.json()["rounds"].as_array().unwrap().len(), 1);
        assert_eq!(staff.get("/staff/rounds").await.json()["rounds"].as_array().unwrap().len(), 2);
        assert_eq!(aalten.get(&format!("/staff/rounds/{national}")).await.code(), "not_found");
    })
    .await;
}
