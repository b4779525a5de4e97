//! The outbox and the postman.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::{AccountId, MemberId, RoundId};
use preferendum::domain::letter::{LetterKind, LetterStatus, Stream};
use preferendum::domain::link::LinkToken;
use preferendum::domain::member::EmailAddress;
use preferendum::domain::merkle::TreeHash;
use preferendum::domain::round::{OpeningStep, Purpose, State, Withdrawal};
use preferendum::jobs::{PostSettings, Postman, Tally};
use preferendum::mail::{Email, Folder, Memory, SendError, Sender, Transport};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Code, Platform, login, outbox as post, unsubscribe};
use preferendum::store::{Db, ledger, mail_link, outbox, roll, round};

use crate::ground::{Ground, START, on_both};

fn settings() -> PostSettings {
    let sender = Sender::parse("Preferendum <post@example.org>").unwrap();
    PostSettings { idle: Duration::from_millis(5), ..PostSettings::from_sender(sender) }
}

fn postman(platform: &Platform, transport: &Arc<impl Transport + 'static>) -> Postman {
    let transport: Arc<dyn Transport> = transport.clone();
    Postman::new(platform.clone(), transport, settings())
}

/// `members` members, the last of whom has no address, and an open round with an invitation for each.
async fn invited(ground: &Ground, members: usize) -> RoundId {
    let branches = b"code,naam,regio\nA,Aalten,Gelderland\n";
    apply_branches(&ground.platform, branches).await.unwrap();
    let mut file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
    for n in 1..=members {
        let email = if n == members { String::new() } else { format!("lid{n}@leden.example") };
        file += &format!("{n},Lid{n} Jansen,{email},A,1980,v\n");
    }
    apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
    open(ground, "Vervoer").await
}

async fn open(ground: &Ground, title: &str) -> RoundId {
    let id = RoundId(ground.platform.chance.uuid());
    let statement = |text: &str| StatementDraft { text: text.to_owned(), ..StatementDraft::default() };
    let draft = RoundDraft {
        title: title.to_owned(),
        introduction: Some("Over de bus.".to_owned()),
        purpose: Some(Purpose::Adviseren),
        opens_at: Some(START),
        closes_at: Some(START.plus(7 * 86_400)),
        publishes_at: Some(START.plus(8 * 86_400)),
        scope: Vec::new(),
        statements: ["Een", "Twee", "Drie", "Vier"].map(statement).to_vec(),
    };
    let tx = ground.platform.db.begin().await.unwrap();
    round::insert(&tx, id, AccountId(ground.platform.chance.uuid()), &draft).await.unwrap();
    round::set_opening_step(&tx, id, OpeningStep::Freeze).await.unwrap();
    roll::freeze(&tx, id).await.unwrap();
    round::fix(&tx, id, TreeHash([0xab; 32]), "{}", START.plus(8 * 86_400)).await.unwrap();
    outbox::queue_for_roll(&tx, id, LetterKind::Invitation, "opening", START).await.unwrap();
    round::set_opening_step(&tx, id, OpeningStep::Done).await.unwrap();
    assert!(round::advance(&tx, id, State::Draft, State::Open).await.unwrap());
    tx.commit().await.unwrap();
    id
}

async fn queue(ground: &Ground, round: RoundId, kind: LetterKind) -> u64 {
    let tx = ground.platform.db.begin().await.unwrap();
    let queued = outbox::queue_for_roll(&tx, round, kind, "1", START).await.unwrap();
    tx.commit().await.unwrap();
    queued
}

async fn advance(ground: &Ground, round: RoundId, from: State, to: State) {
    let tx = ground.platform.db.begin().await.unwrap();
    assert!(round::advance(&tx, round, from, to).await.unwrap());
    tx.commit().await.unwrap();
}

async fn count(ground: &Ground, status: LetterStatus) -> i64 {
    ground.number(&format!("SELECT COUNT(*) FROM outbox WHERE status = '{}'", status.name())).await
}

async fn drain(postman: &mut Postman) -> Tally {
    let mut all = Tally::default();
    loop {
        let tally = postman.run_once().await.unwrap();
        if tally.letters() == 0 {
            return all;
        }
        all.sent += tally.sent;
        all.skipped += tally.skipped;
        all.postponed += tally.postponed;
        all.refused += tally.refused;
        all.unknown += tally.unknown;
    }
}

/// What stands behind `path` in the text of an e-mail.
fn token(email: &Email, path: &str) -> String {
    let start = format!("https://leden.example.org/{path}/");
    email.text.split(&start).nth(1).unwrap().lines().next().unwrap().to_owned()
}

async fn member(ground: &Ground, email: &str) -> MemberId {
    preferendum::store::person::behind_address(&ground.platform.db, email).await.unwrap()[0].0
}

/// Answers in turn, then takes everything.
struct Scripted {
    answers: Mutex<Vec<SendError>>,
    taken: Memory,
}

impl Scripted {
    fn new(answers: Vec<SendError>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers), taken: Memory::default() })
    }
}

#[async_trait::async_trait]
impl Transport for Scripted {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        let answer = self.answers.lock().unwrap().pop();
        match answer {
            Some(error) => Err(error),
            None => self.taken.send(email).await,
        }
    }
}

/// Takes a few letters and then nobody hears of it again.
struct Stuck {
    takes: AtomicUsize,
    taken: Memory,
}

#[async_trait::async_trait]
impl Transport for Stuck {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        if self.takes.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err() {
            std::future::pending::<()>().await;
        }
        self.taken.send(email).await
    }
}

#[tokio::test]
async fn an_invitation_goes_to_everybody_on_the_roll_with_an_address_and_says_the_round() {
    on_both(async |ground| {
        let round = invited(ground, 5).await;
        let memory = Arc::new(Memory::default());
        let tally = drain(&mut postman(&ground.platform, &memory)).await;
        assert_eq!(tally, Tally { sent: 4, ..Tally::default() });
        let sent = memory.sent();
        let to: HashSet<&str> = sent.iter().map(|email| email.to.as_str()).collect();
        assert_eq!(
            to,
            HashSet::from(["lid1@leden.example", "lid2@leden.example", "lid3@leden.example", "lid4@leden.example"])
        );
        let first = sent.iter().find(|email| email.to == "lid1@leden.example").unwrap();
        assert_eq!(first.subject, "Doe mee: Vervoer");
        assert!(first.text.starts_with("Hoi Lid1,\n"));
        assert!(first.text.contains("als lid van afdeling Aalten") && first.text.contains("4. Vier\n"));
        assert!(first.text.contains(&vec!["abab"; 16].join(" ")));
        assert!(first.message_id.ends_with("@leden.example.org>"));
        let link = LinkToken::parse(&token(first, "r")).unwrap().hash();
        let found = mail_link::find_rounds(&ground.platform.db, &[link]).await.unwrap()[&link];
        assert_eq!((found.round, found.member), (round, member(ground, "lid1@leden.example").await));
        let figures = outbox::figures(&ground.platform.db, round).await.unwrap();
        assert_eq!(figures, [(LetterKind::Invitation, LetterStatus::Sent, 4)]);
    })
    .await;
}

#[tokio::test]
async fn queueing_again_adds_nothing_and_the_next_round_invites_again() {
    on_both(async |ground| {
        let round = invited(ground, 4).await;
        let tx = ground.platform.db.begin().await.unwrap();
        let again = outbox::queue_for_roll(&tx, round, LetterKind::Invitation, "opening", START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again, 0);
        open(ground, "Wonen").await;
        assert_eq!(count(ground, LetterStatus::Queued).await, 6);
    })
    .await;
}

#[tokio::test]
async fn the_outbox_holds_neither_text_nor_token_and_the_links_only_hashes() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        let memory = Arc::new(Memory::default());
        drain(&mut postman(&ground.platform, &memory)).await;
        let expected = format!("invitation|member|{round} opening|sent|");
        let texts = "kind || '|' || recipient_kind || '|' || occasion || '|' || status || '|' || COALESCE(error, '')";
        let as_expected = format!("SELECT COUNT(*) FROM outbox WHERE {texts} = '{expected}'");
        assert_eq!(ground.number(&as_expected).await, 2);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link").await, 4);
        for email in memory.sent() {
            for path in ["r", "afmelden"] {
                let raw = LinkToken::parse(&token(&email, path)).unwrap();
                let hash = raw.hash().0.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                let sql = if ground.schema.is_none() {
                    format!("SELECT COUNT(*) FROM mail_link WHERE token_hash = x'{hash}'")
                } else {
                    format!("SELECT COUNT(*) FROM mail_link WHERE token_hash = '\\x{hash}'::bytea")
                };
                assert_eq!(ground.number(&sql).await, 1);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_postmen_at_once_send_every_letter_exactly_once() {
    on_both(async |ground| {
        invited(ground, 301).await;
        let memory = Arc::new(Memory::default());
        let other = Platform {
            db: Db::connect(&ground.url, ground.schema.as_deref()).await.unwrap(),
            ..ground.platform.clone()
        };
        let (mut one, mut two) = (postman(&ground.platform, &memory), postman(&other, &memory));
        let first = tokio::spawn(async move { drain(&mut one).await });
        let second = tokio::spawn(async move { drain(&mut two).await });
        let sent = first.await.unwrap().sent + second.await.unwrap().sent;
        other.db.close().await.unwrap();
        assert_eq!(sent, 300);
        let mut times: HashMap<String, usize> = HashMap::new();
        for email in memory.sent() {
            *times.entry(email.to).or_default() += 1;
        }
        assert_eq!(times.len(), 300);
        assert!(times.values().all(|times| *times == 1));
        assert_eq!(count(ground, LetterStatus::Sent).await, 300);
    })
    .await;
}

#[tokio::test]
async fn what_was_being_sent_when_the_process_was_killed_is_in_doubt_and_never_sent_again() {
    on_both(async |ground| {
        let round = invited(ground, 31).await;
        let stuck = Arc::new(Stuck { takes: AtomicUsize::new(10), taken: Memory::default() });
        let mut killed = postman(&ground.platform, &stuck);
        let killed_in_the_middle = tokio::time::timeout(Duration::from_millis(500), killed.run_once()).await;
        assert!(killed_in_the_middle.is_err());
        assert_eq!(count(ground, LetterStatus::Sending).await, 8);
        assert_eq!(post::recover(&ground.platform).await.unwrap(), 8);
        let memory = Arc::new(Memory::default());
        assert_eq!(drain(&mut postman(&ground.platform, &memory)).await.sent, 14);
        assert_eq!(post::recover(&ground.platform).await.unwrap(), 0);
        let before: HashSet<String> = stuck.taken.sent().into_iter().map(|email| email.to).collect();
        let after: HashSet<String> = memory.sent().into_iter().map(|email| email.to).collect();
        assert_eq!(before.intersection(&after).count(), 0, "nobody got two");
        let (listed, total) = post::list(&ground.platform, round, LetterStatus::Unknown, 0).await.unwrap();
        assert_eq!((listed.len(), total), (8, 8));
        assert_eq!(listed[0].error.as_deref(), Some("stopped while sending"));
    })
    .await;
}

#[tokio::test]
async fn a_temporary_no_is_tried_again_after_a_minute_with_the_same_message_id_and_a_new_link() {
    on_both(async |ground| {
        invited(ground, 2).await;
        let transport = Scripted::new(vec![SendError::Retry("smtp 450".to_owned())]);
        let mut postman = postman(&ground.platform, &transport);
        assert_eq!(postman.run_once().await.unwrap().postponed, 1);
        assert_eq!(postman.run_once().await.unwrap().letters(), 0, "not yet");
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE error = 'smtp 450' AND attempts = 1").await, 1);
        ground.clock.advance(60);
        assert_eq!(postman.run_once().await.unwrap().sent, 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE error IS NULL AND attempts = 2").await, 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link WHERE kind = 'round'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_never_taken_fails_after_eight_tries() {
    on_both(async |ground| {
        invited(ground, 2).await;
        let transport = Scripted::new(vec![SendError::Retry("connection".to_owned()); 20]);
        let mut postman = postman(&ground.platform, &transport);
        let mut tries = 0;
        for _ in 0..40 {
            tries += postman.run_once().await.unwrap().postponed;
            ground.clock.advance(3_600);
        }
        assert_eq!(tries, 8);
        assert_eq!(count(ground, LetterStatus::Failed).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_permanent_no_is_for_good_and_a_doubt_stays_one_and_neither_keeps_an_address() {
    on_both(async |ground| {
        invited(ground, 4).await;
        let answers = vec![SendError::Refused("smtp 550".to_owned()), SendError::Unknown("time-out".to_owned())];
        let mut postman = postman(&ground.platform, &Scripted::new(answers));
        let tally = postman.run_once().await.unwrap();
        assert_eq!(tally, Tally { sent: 1, refused: 1, unknown: 1, ..Tally::default() });
        ground.clock.advance(7 * 3_600);
        assert_eq!(postman.run_once().await.unwrap().letters(), 0);
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM outbox WHERE status = 'failed' AND error = 'smtp 550'").await,
            1
        );
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM outbox WHERE status = 'unknown' AND error = 'time-out'").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn the_throttle_keeps_to_so_many_a_minute() {
    on_both(async |ground| {
        invited(ground, 200).await;
        let memory = Arc::new(Memory::default());
        let transport: Arc<dyn Transport> = memory.clone();
        let slow = PostSettings { per_minute: Some(60), ..settings() };
        let mut postman = Postman::new(ground.platform.clone(), transport, slow);
        for _ in 0..60 {
            postman.run_once().await.unwrap();
            postman.run_once().await.unwrap();
            ground.clock.advance(1);
        }
        assert_eq!(memory.sent().len(), 60);
    })
    .await;
}

#[tokio::test]
async fn who_unsubscribed_gets_no_letters_of_that_stream_until_they_come_back() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        let email = memory.sent().into_iter().find(|email| email.to == "lid1@leden.example").unwrap();
        let link = token(&email, "afmelden");
        assert_eq!(email.unsubscribe.as_ref().unwrap().link, format!("https://leden.example.org/afmelden/{link}"));
        let platform = &ground.platform;
        assert!(!unsubscribe::look(platform, &link).await.unwrap().off);
        for _ in 0..2 {
            let choice = unsubscribe::set(platform, &link, true).await.unwrap();
            assert_eq!((choice.stream, choice.off), (Stream::Rounds, true));
        }
        assert!(unsubscribe::look(platform, &link).await.unwrap().off);
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 2);
        assert_eq!(drain(&mut postman).await, Tally { sent: 1, skipped: 1, ..Tally::default() });
        unsubscribe::set(platform, &link, false).await.unwrap();
        open(ground, "Wonen").await;
        assert_eq!(drain(&mut postman).await.sent, 2);
        let strange = unsubscribe::set(platform, &LinkToken::new([1; 32]).text(), true).await;
        assert_eq!(strange.unwrap_err().code, Code::LinkUnknown);
        let round_link = unsubscribe::look(platform, &token(&email, "r")).await;
        assert_eq!(round_link.unwrap_err().code, Code::LinkUnknown);
    })
    .await;
}

#[tokio::test]
async fn the_reminder_passes_over_who_took_part_declined_or_left_and_staff_see_numbers_only() {
    on_both(async |ground| {
        let round = invited(ground, 6).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 5);
        // All of this happens after queueing: what counts is the moment of sending.
        let voted = member(ground, "lid1@leden.example").await;
        ledger::note_tickets(&ground.platform.db.direct(), round, &[(voted, [7; 32])]).await.unwrap();
        let tx = ground.platform.db.begin().await.unwrap();
        roll::set_declined(&tx, round, member(ground, "lid2@leden.example").await, true).await.unwrap();
        tx.commit().await.unwrap();
        ground.run("UPDATE member SET left_at = 1 WHERE number = '3'").await;
        assert_eq!(drain(&mut postman).await, Tally { sent: 2, skipped: 3, ..Tally::default() });
        let reminded: HashSet<String> = memory.sent().into_iter().skip(5).map(|email| email.to).collect();
        assert_eq!(reminded, HashSet::from(["lid4@leden.example".to_owned(), "lid5@leden.example".to_owned()]));
        let skipped = post::list(&ground.platform, round, LetterStatus::Skipped, 0).await.unwrap();
        assert_eq!(skipped, (Vec::new(), 0));
        assert_eq!(queue(ground, round, LetterKind::Reminder).await, 0, "never two");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_whose_round_has_closed_meanwhile_stays_away() {
    on_both(async |ground| {
        let round = invited(ground, 3).await;
        advance(ground, round, State::Open, State::Closed).await;
        let memory = Arc::new(Memory::default());
        assert_eq!(drain(&mut postman(&ground.platform, &memory)).await.skipped, 2);
        assert_eq!(memory.sent().len(), 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link").await, 0, "no link for nothing");
    })
    .await;
}

#[tokio::test]
async fn a_result_comes_from_the_snapshot_and_a_withdrawal_gives_its_reason() {
    on_both(async |ground| {
        let published = invited(ground, 2).await;
        let memory = Arc::new(Memory::default());
        let mut postman = postman(&ground.platform, &memory);
        drain(&mut postman).await;
        let body = format!(
            r#"{{"round":"{published}","title":"Vervoer","purpose":"adviseren","published_at":"2026-12-02T08:00:00Z",
            "roll":2,"tickets":1,"ballots":1,"invalid":0,"statements":[{{"number":1,"text":"Een",
            "counts":{{"5":1,"4":0,"3":0,"2":0,"1":0,"none":0}},"n":1}}]}}"#
        );
        let tx = ground.platform.db.begin().await.unwrap();
        let snapshot = preferendum::store::snapshot::Snapshot { body, sha256: [0; 32] };
        preferendum::store::snapshot::insert(&tx, published, snapshot).await.unwrap();
        tx.commit().await.unwrap();
        advance(ground, published, State::Open, State::Published).await;
        queue(ground, published, LetterKind::Result).await;
        drain(&mut postman).await;
        let result = memory.sent().pop().unwrap();
        assert!(
            result.text.contains("1. Een: 100 % (helemaal) mee eens, 0 % (helemaal) mee oneens."),
            "{}",
            result.text
        );
        assert!(result.text.contains(&format!("https://leden.example.org/rondes/{published}\n")));
        let withdrawn = open(ground, "Wonen").await;
        let tx = ground.platform.db.begin().await.unwrap();
        let reason = Withdrawal { by: AccountId(ground.platform.chance.uuid()), reason: "Een fout.".to_owned() };
        round::set_withdrawal(&tx, withdrawn, Some(&reason)).await.unwrap();
        tx.commit().await.unwrap();
        advance(ground, withdrawn, State::Open, State::Withdrawn).await;
        queue(ground, withdrawn, LetterKind::Withdrawn).await;
        assert_eq!(drain(&mut postman).await, Tally { sent: 1, skipped: 1, ..Tally::default() });
        let letter = memory.sent().pop().unwrap();
        assert!(letter.text.contains("Een fout.") && letter.unsubscribe.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_login_letter_overtakes_all_invitations_and_one_for_nobody_is_skipped() {
    on_both(async |ground| {
        invited(ground, 21).await;
        ground.clock.advance(5);
        for address in ["lid1@leden.example", "nobody@leden.example"] {
            login::ask(&ground.platform, &EmailAddress::parse(address).unwrap()).await.unwrap();
        }
        let memory = Arc::new(Memory::default());
        let transport: Arc<dyn Transport> = memory.clone();
        let small = PostSettings { batch: 2, ..settings() };
        let mut postman = Postman::new(ground.platform.clone(), transport, small);
        assert_eq!(postman.run_once().await.unwrap(), Tally { sent: 1, skipped: 1, ..Tally::default() });
        assert_eq!(memory.sent()[0].subject, "Inloggen bij Preferendum");
        assert_eq!(memory.sent()[0].to, "lid1@leden.example");
    })
    .await;
}

#[tokio::test]
async fn told_to_stop_the_postman_finishes_what_is_under_way_and_leaves_the_rest_queued() {
    on_both(async |ground| {
        invited(ground, 101).await;
        /// Tells to stop once nine letters are out.
        struct Stopping(tokio::sync::watch::Sender<bool>, Memory);
        #[async_trait::async_trait]
        impl Transport for Stopping {
            async fn send(&self, email: &Email) -> Result<(), SendError> {
                if self.1.sent().len() >= 9 {
                    self.0.send_replace(true);
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
                self.1.send(email).await
            }
        }
        let (tell, stop) = tokio::sync::watch::channel(false);
        let transport = Arc::new(Stopping(tell, Memory::default()));
        let run = postman(&ground.platform, &transport).run(stop);
        tokio::time::timeout(Duration::from_secs(20), run).await.unwrap();
        let sent = i64::try_from(transport.1.sent().len()).unwrap();
        assert!((9..101).contains(&sent), "{sent}");
        assert_eq!(count(ground, LetterStatus::Sent).await, sent);
        assert_eq!(count(ground, LetterStatus::Queued).await, 100 - sent);
    })
    .await;
}

#[tokio::test]
async fn in_a_folder_every_letter_is_one_file() {
    on_both(async |ground| {
        invited(ground, 4).await;
        let path = std::env::temp_dir().join(format!("post-{}-{}", std::process::id(), ground.schema.is_some()));
        let folder = Arc::new(Folder::open(path.clone()).unwrap());
        assert_eq!(drain(&mut postman(&ground.platform, &folder)).await.sent, 3);
        let files: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 3);
        for file in &files {
            let text = std::fs::read_to_string(file).unwrap();
            let id = file.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(text.contains(&format!("Message-ID: <{id}@leden.example.org>\r\n")));
            assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        }
        std::fs::remove_dir_all(&path).unwrap();
    })
    .await;
}
