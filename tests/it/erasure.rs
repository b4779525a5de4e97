//! Erasing a member: names go, counts stay. Afterwards nobody finds the name, the address or the number: not in a table, not
//! in the bytes of a file, not in the log.

use std::io::Write;
use std::sync::{Arc, Mutex};

use preferendum::domain::conversation::Needs;
use preferendum::domain::ids::{AccountId, ConversationId, MemberId, RoundId};
use preferendum::domain::member::EmailAddress;
use preferendum::domain::role::Role;
use preferendum::domain::round::Round;
use preferendum::domain::time::Day;
use preferendum::jobs;
use preferendum::service::import::apply_members;
use preferendum::service::{Code, conversation, erasure, interest, login, member, pause, result, round};
use preferendum::store::{ledger, person, snapshot};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::ground::{Ground, on_both};
use crate::talking::evening;
use crate::voting::Voter;

const HEAD: &str = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n";
const NUMBER: &str = "LN7Q4X9Z";
const NAME: &str = "Zebedeus Quackelbeen";
const EMAIL: &str = "z.quackelbeen@uniek.example";
/// What nobody may find afterwards.
const NEEDLES: [&str; 5] = [NUMBER, "Zebedeus", "Quackelbeen", "quackelbeen", "uniek.example"];

/// One more member, who can be told from all others.
async fn zebedeus(ground: &Ground) -> MemberId {
    let file = format!("{HEAD}{NUMBER},{NAME},{EMAIL},A,1931,m\n");
    apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
    person::behind_address(&ground.platform.db, EMAIL).await.unwrap()[0].0
}

/// A log that a test can read: what the server would have written with its own settings.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Listens on this thread, to more than the server writes by default.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().with_env_filter("warn,preferendum=trace");
        tracing::subscriber::set_default(subscriber.with_writer(move || log.clone()).finish())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

async fn texts(on: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = on.query_all_raw(Statement::from_string(on.get_database_backend(), sql)).await.unwrap();
    rows.into_iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

/// Every place in the platform's database that holds this text: tables on both, and the raw bytes of the files on SQLite.
async fn places(ground: &Ground, needle: &str) -> Vec<String> {
    let mut found = Vec::new();
    let sqlite = ground.schema.is_none();
    let tables = if sqlite {
        texts(&ground.raw, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").await
    } else {
        texts(
            &ground.raw,
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
        )
        .await
    };
    assert!(tables.len() > 30, "{tables:?}");
    for table in tables {
        let any = if sqlite {
            let columns = texts(&ground.raw, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let each: Vec<String> =
                columns.iter().map(|column| format!("INSTR(CAST(\"{column}\" AS TEXT), '{needle}') > 0")).collect();
            each.join(" OR ")
        } else {
            // Bytes are shown as hexadecimal characters.
            let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("POSITION('{needle}' IN t::text) > 0 OR POSITION('{hex}' IN t::text) > 0")
        };
        if ground.number(&format!("SELECT COUNT(*) FROM \"{table}\" t WHERE {any}")).await > 0 {
            found.push(table);
        }
    }
    if let Some(path) = ground.url.path() {
        for ending in ["", "-wal"] {
            let bytes = std::fs::read(format!("{path}{ending}")).unwrap_or_default();
            if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
                found.push(format!("file{ending}"));
            }
        }
    }
    found
}

/// Nothing of the box holds this text either.
fn box_bytes(ground: &Ground, needle: &str) -> bool {
    let Some(folder) = ground.box_folder() else { return false };
    let files =
        std::fs::read_dir(folder).map(|entries| entries.filter_map(Result::ok).collect::<Vec<_>>()).unwrap_or_default();
    files.iter().any(|file| {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
    })
}

/// Everything that is counted of a round.
async fn totals(ground: &Ground, id: RoundId) -> String {
    format!("{} {}", kept(ground, id).await, years(ground, id).await)
}

/// The same, of a year of birth each, as a round under way still needs it.
async fn years(ground: &Ground, id: RoundId) -> String {
    let mut years = ledger::turnout_by_birth_year(&ground.platform.db, id).await.unwrap();
    years.sort_by_key(|year| year.born);
    format!("{years:?}")
}

/// What is counted for good.
async fn kept(ground: &Ground, id: RoundId) -> String {
    let overview = round::overview(&ground.platform, id).await.unwrap();
    let mut areas = ledger::tickets_by_area(&ground.platform.db, id).await.unwrap();
    areas.sort_unstable();
    let roll = ground.number("SELECT COUNT(*) FROM roll_entry").await;
    let snapshot = snapshot::find(&ground.platform.db, id).await.unwrap().map(|kept| kept.body);
    let public = result::published(&ground.platform, id).await.map(|published| published.body).ok();
    format!("{:?} {areas:?} {roll} {snapshot:?} {public:?}", overview.round)
}

async fn nothing_is_left(ground: &Ground, log: &Log) {
    jobs::forget_once(&ground.platform).await;
    for needle in NEEDLES {
        assert_eq!(places(ground, needle).await, Vec::<String>::new(), "{needle}");
        assert!(!box_bytes(ground, needle), "{needle}");
    }
    tracing::warn!("the log is heard");
    let log = log.text();
    assert!(log.contains("the log is heard"));
    for needle in NEEDLES {
        assert!(!log.contains(needle), "{needle} in the log");
    }
}

async fn admin(ground: &Ground) -> AccountId {
    ground.hire("admin@werk.example", Role::Admin).await
}

/// A conversation that is planned and an open round, and all that somebody can leave behind in them.
async fn with_all_that_can_be_left_behind(
    ground: &Ground,
    people: &[MemberId],
    zebedeus: MemberId,
    admin: AccountId,
) -> (ConversationId, Round) {
    let evening = ground.invited(evening(4)).await;
    let needs = Needs { access: true, childcare: false, travel: false, note: Some(format!("{NAME} komt later")) };
    conversation::answer(&ground.platform, zebedeus, evening, true, Some(needs)).await.unwrap();
    for member in [people[50], people[51], people[52], people[0]] {
        ground.says(member, evening, true).await.unwrap();
    }
    assert_eq!(ground.status(people[0], evening).await, "waiting");
    let open = ground.opened().await;
    Voter::new(ground, zebedeus, open.id).await.vote(ground, "5,4,,1").await;
    for member in people.iter().take(39) {
        Voter::new(ground, *member, open.id).await.vote(ground, "1,2,3,4").await;
    }
    interest::choose(&ground.platform, zebedeus, open.id, &[1, 2]).await.unwrap();
    pause::set(&ground.platform, zebedeus, Day::parse("2027-06-01")).await.unwrap();
    login::ask(&ground.platform, &EmailAddress::parse(EMAIL).unwrap()).await.unwrap();
    ground.run(&format!(
        "INSERT INTO login_request (id, email, expires_at, tries, spent) SELECT id, email, 4000000000, 0, FALSE FROM member WHERE number = '{NUMBER}'"
    ))
    .await;
    member::search(&ground.platform, admin, "Quackel").await.unwrap();
    // What is looked for can be found.
    for needle in [NUMBER, "Zebedeus", "quackelbeen"] {
        assert!(places(ground, needle).await.contains(&"member".to_owned()), "{needle}");
    }
    assert!(places(ground, EMAIL).await.contains(&"login_request".to_owned()));
    (evening, open)
}

#[tokio::test]
async fn erasing_who_voted_in_an_open_round_leaves_every_total_and_no_trace_of_a_name() {
    on_both(async |ground| {
        let log = Log::default();
        let listening = log.listen();
        let people = ground.people().await;
        let zebedeus = zebedeus(ground).await;
        let admin = admin(ground).await;
        let (evening, open) = with_all_that_can_be_left_behind(ground, &people, zebedeus, admin).await;
        let before = totals(ground, open.id).await;

        let wrong = erasure::erase(&ground.platform, admin, zebedeus, "1").await.unwrap_err();
        assert_eq!((wrong.code, wrong.field.as_deref()), (Code::FieldInvalid, Some("number")));
        erasure::erase(&ground.platform, admin, zebedeus, NUMBER).await.unwrap();

        assert_eq!(totals(ground, open.id).await, before);
        nothing_is_left(ground, &log).await;
        assert_eq!(totals(ground, open.id).await, before);
        // Their place at the table went to who waited; nobody else's changed.
        assert_eq!(ground.status(people[0], evening).await, "offered");
        assert_eq!(member::look(&ground.platform, admin, zebedeus).await.unwrap_err().code, Code::NotFound);
        let again = erasure::erase(&ground.platform, admin, zebedeus, NUMBER).await.unwrap_err();
        assert_eq!(again.code, Code::NotFound);
        // Year of birth stays until the round is counted: the turnout by age is as it was.
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE birth_year = 1931").await, 1);
        ground.finish(open.id).await;
        // The sealed roll, as the count saw it.
        let by_year = years(ground, open.id).await;
        assert!(by_year.contains("born: Some(1931), roll: 1, tickets: 1"), "{by_year}");
        let body = result::published(&ground.platform, open.id).await.unwrap().result;
        assert_eq!((body.roll, body.tickets, body.ballots), (131, 40, 40));
        jobs::forget_once(&ground.platform).await;
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE birth_year = 1931").await, 0);
        nothing_is_left(ground, &log).await;
        drop(listening);
    })
    .await;
}

#[tokio::test]
async fn erasing_after_publication_leaves_the_result_as_it_was() {
    on_both(async |ground| {
        let log = Log::default();
        let listening = log.listen();
        let people = ground.people().await;
        let zebedeus = zebedeus(ground).await;
        let admin = admin(ground).await;
        let open = ground.opened().await;
        for member in people.iter().take(39).chain([&zebedeus]) {
            Voter::new(ground, *member, open.id).await.vote(ground, "5,4,,1").await;
        }
        ground.finish(open.id).await;
        let before = kept(ground, open.id).await;
        let done = erasure::erase(&ground.platform, admin, zebedeus, NUMBER).await.unwrap();
        assert!(!done.account_stays);
        // No round needs the year of birth any more. What was published of it stands in the snapshot.
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE birth_year = 1931").await, 0);
        assert_eq!(kept(ground, open.id).await, before);
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry").await, 131);
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry WHERE took_part").await, 40);
        nothing_is_left(ground, &log).await;
        // A file that still has the person makes a new member, who is on no roll of before.
        let file = format!("{HEAD}{NUMBER},{NAME},{EMAIL},A,1931,m\n");
        let again = apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await.unwrap();
        assert_eq!((again.new.len(), again.returned.len()), (1, 0));
        let new = person::behind_address(&ground.platform.db, EMAIL).await.unwrap()[0].0;
        assert_ne!(new, zebedeus);
        assert_eq!(ground.number("SELECT COUNT(*) FROM roll_entry").await, 131);
        drop(listening);
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_is_signed_out_and_their_links_lead_nowhere() {
    on_both(async |ground| {
        let app = crate::app::TestApp::on(ground).await;
        let (_, token) = app.open_round(ground).await;
        let mut signed_in = app.sign_in_member().await;
        let mut by_link = app.browser();
        by_link.cookie = Some(app.round_pass(&token).await);
        let mut admin = app.sign_in(Role::Admin).await;
        let at = format!("/staff/members/{}/erase", app.ans().await.0);
        assert_eq!(admin.post(&at, serde_json::json!({"number": "1"})).await.json()["account_stays"], false);
        assert_eq!(signed_in.get("/me").await.code(), "not_signed_in");
        assert_eq!(by_link.get("/me").await.code(), "not_signed_in");
        assert_eq!(app.browser().get(&format!("/round-links/{token}")).await.code(), "link_unknown");
        // Not even by hand.
        let refused = ground.fails("UPDATE member SET name = 'Ans' WHERE erased_at IS NOT NULL").await;
        assert!(refused.contains("erased_stays_erased"), "{refused}");
    })
    .await;
}
