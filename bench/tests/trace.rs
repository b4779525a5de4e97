//! Every secrecy probe finds the link in a store that leaks in just that way, and nothing in one that keeps no order.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bench::replay::{Known, write_truth};
use bench::trace::{Finding, Options, Verdict, investigate};
use preferendum::domain::ticket::{MemberCode, TicketSecrets};
use rand::rngs::SmallRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use tempfile::TempDir;
use uuid::Uuid;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const VOTERS: usize = 240;
const AREAS: usize = 4;
const ROUND: Uuid = Uuid::from_u128(7);

struct Voter {
    number: String,
    id: Uuid,
    area: usize,
    code: MemberCode,
    hash: [u8; 32],
}

/// Voters in the order of voting, with everything that the stores could know of them.
struct Scene {
    folder: TempDir,
    voters: Vec<Voter>,
    dice: SmallRng,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Scene {
    fn new(seed: u64) -> Result<Self, Box<dyn std::error::Error>> {
        let mut dice = SmallRng::seed_from_u64(seed);
        let mut voters: Vec<Voter> = (0..VOTERS)
            .map(|number| Voter {
                number: (100_000 + number).to_string(),
                id: Uuid::from_u128(dice.random()),
                area: 1 + number % AREAS,
                code: MemberCode::from_bytes(dice.random()),
                hash: dice.random(),
            })
            .collect();
        voters.shuffle(&mut dice);
        let folder = tempfile::tempdir()?;
        for name in ["box", "mail", "log"] {
            fs::create_dir(folder.path().join(name))?;
        }
        let scene = Self { folder, voters, dice };
        scene.write_files()?;
        Ok(scene)
    }

    fn write_files(&self) -> Outcome {
        let mut members = "lidnummer,naam,email\n".to_owned();
        for voter in &self.voters {
            members += &format!("{0},Voornaam {0}-achter,lid{0}@leden.example\n", voter.number);
        }
        fs::write(self.path("members.csv"), members)?;
        let known = |voter: &Voter| Known {
            number: voter.number.clone(),
            code: voter.code.to_string().replace(' ', ""),
            token: String::new(),
            area: u32::try_from(voter.area).unwrap_or_default(),
            blinded_hash: voter.hash.to_vec(),
        };
        write_truth(&self.path("truth.csv"), &self.voters.iter().map(known).collect::<Vec<_>>())?;
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn secrets(&self, voter: &Voter) -> TicketSecrets {
        TicketSecrets::derive(&voter.code, ROUND)
    }

    fn token(&self, voter: &Voter) -> String {
        hex(&self.secrets(voter).token().0)
    }

    /// The voters in an order that has nothing to do with voting.
    fn shuffled(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..VOTERS).collect();
        order.shuffle(&mut self.dice);
        order
    }

    async fn sqlite(&self, name: &str) -> Result<DatabaseConnection, sea_orm::DbErr> {
        let mut options = ConnectOptions::new(format!("sqlite:{}?mode=rwc", self.path(name).display()));
        options.max_connections(1);
        let database = Database::connect(options).await?;
        // A test need not survive a power cut.
        run(&database, "PRAGMA synchronous = OFF".to_owned()).await?;
        Ok(database)
    }

    fn options(&self) -> Options {
        Options {
            truth: self.path("truth.csv"),
            members: self.path("members.csv"),
            round: ROUND,
            platform: self.path("platform.sqlite").display().to_string(),
            ballot_box: self.path("box").display().to_string(),
            platform_data: None,
            box_data: None,
            logs: vec![self.path("log")],
            mail: vec![self.path("mail")],
            report: None,
        }
    }

    /// The platform as it should be: a ready-made row per member, updated in place.
    async fn sound_platform(&mut self) -> Result<DatabaseConnection, sea_orm::DbErr> {
        let platform = self.sqlite("platform.sqlite").await?;
        platform.execute_unprepared(TABLES).await?;
        for index in self.shuffled() {
            let voter = &self.voters[index];
            let (id, number, area) = (hex(voter.id.as_bytes()), &voter.number, voter.area);
            let member = format!("INSERT INTO member VALUES (x'{id}', '{number}')");
            platform.execute_unprepared(&member).await?;
            let row = format!("INSERT INTO roll_entry VALUES (x'{id}', {area}, zeroblob(32), 0)");
            platform.execute_unprepared(&row).await?;
        }
        Ok(platform)
    }

    /// The ballot box as it should be: in the order of tokens.
    async fn sound_box(&mut self) -> Result<DatabaseConnection, sea_orm::DbErr> {
        let ballots = self.sqlite("box/round.sqlite").await?;
        ballots.execute_unprepared(BALLOTS).await?;
        Ok(ballots)
    }
}

const TABLES: &str = "CREATE TABLE member (id BLOB PRIMARY KEY, number TEXT) WITHOUT ROWID;
    CREATE TABLE roll_entry (member_id BLOB PRIMARY KEY, area INTEGER, blinded_hash BLOB, took_part INTEGER) WITHOUT ROWID";
const BALLOTS: &str = "CREATE TABLE ballot (token BLOB PRIMARY KEY, area INTEGER, body TEXT) WITHOUT ROWID";

async fn run(database: &DatabaseConnection, sql: String) -> Result<(), sea_orm::DbErr> {
    database.execute_unprepared(&sql).await.map(|_| ())
}

fn issue(voter: &Voter) -> String {
    let (id, hash) = (hex(voter.id.as_bytes()), hex(&voter.hash));
    format!("UPDATE roll_entry SET blinded_hash = x'{hash}', took_part = 1 WHERE member_id = x'{id}'")
}

fn cast(token: &str, area: usize) -> String {
    format!("INSERT INTO ballot VALUES (x'{token}', {area}, '[5,4,3,2]')")
}

fn found<'f>(findings: &'f [Finding], probe: &str) -> &'f Finding {
    findings.iter().find(|finding| finding.probe == probe).unwrap_or(&findings[0])
}

fn leaks(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|finding| finding.verdict == Verdict::Leak).map(|finding| finding.probe.as_str()).collect()
}

/// Everybody votes, in both stores, and both are then put in the order of their keys.
async fn sound() -> Result<Scene, Box<dyn std::error::Error>> {
    let mut scene = Scene::new(1)?;
    let (platform, ballots) = (scene.sound_platform().await?, scene.sound_box().await?);
    for voter in &scene.voters {
        run(&platform, issue(voter)).await?;
        run(&ballots, cast(&scene.token(voter), voter.area)).await?;
    }
    for database in [platform, ballots] {
        run(&database, "VACUUM".to_owned()).await?;
        database.close().await?;
    }
    Ok(scene)
}

#[tokio::test]
async fn stores_that_keep_no_order_link_nobody() -> Outcome {
    let findings = investigate(&sound().await?.options()).await?;
    assert_eq!(leaks(&findings), [""; 0], "{findings:#?}");
    assert!(findings.len() > 25);
    Ok(())
}

#[tokio::test]
async fn two_tables_with_row_numbers_are_linked_whole() -> Outcome {
    let scene = sound().await?;
    let platform = scene.sqlite("platform.sqlite").await?;
    let ballots = scene.sqlite("box/round.sqlite").await?;
    run(&platform, "CREATE TABLE session (id INTEGER PRIMARY KEY, member_id BLOB)".to_owned()).await?;
    run(&ballots, "CREATE TABLE arrived (token BLOB)".to_owned()).await?;
    for voter in &scene.voters {
        let id = hex(voter.id.as_bytes());
        run(&platform, format!("INSERT INTO session (member_id) VALUES (x'{id}')")).await?;
        run(&ballots, format!("INSERT INTO arrived VALUES (x'{}')", scene.token(voter))).await?;
    }
    platform.close().await?;
    ballots.close().await?;
    let findings = investigate(&scene.options()).await?;
    let rows = found(&findings, "rows beside rows");
    assert_eq!((rows.verdict, rows.share_linked), (Verdict::Leak, 1.0), "{rows}");
    assert!((rows.share_by_chance - AREAS as f64 / VOTERS as f64).abs() < 1e-9);
    Ok(())
}

#[tokio::test]
async fn two_columns_with_times_are_linked_whole() -> Outcome {
    let mut scene = sound().await?;
    let platform = scene.sqlite("platform.sqlite").await?;
    let ballots = scene.sqlite("box/round.sqlite").await?;
    let table = |key: &str| format!("CREATE TABLE seen ({key} BLOB PRIMARY KEY, at BIGINT) WITHOUT ROWID");
    run(&platform, table("member_id")).await?;
    run(&ballots, table("token")).await?;
    for index in scene.shuffled() {
        let voter = &scene.voters[index];
        let (id, at) = (hex(voter.id.as_bytes()), 1_795_248_000 + index);
        run(&platform, format!("INSERT INTO seen VALUES (x'{id}', {at})")).await?;
        run(&ballots, format!("INSERT INTO seen VALUES (x'{}', {})", scene.token(voter), at + 1)).await?;
    }
    for database in [platform, ballots] {
        run(&database, "VACUUM".to_owned()).await?;
        database.close().await?;
    }
    let findings = investigate(&scene.options()).await?;
    assert_eq!(leaks(&findings), ["time beside time"]);
    assert_eq!(found(&findings, "time beside time").share_linked, 1.0);
    Ok(())
}

#[tokio::test]
async fn a_file_per_ballot_is_linked_by_its_time() -> Outcome {
    let scene = sound().await?;
    let platform = scene.sqlite("platform.sqlite").await?;
    run(&platform, "CREATE TABLE seen (member_id BLOB PRIMARY KEY, at BIGINT) WITHOUT ROWID".to_owned()).await?;
    for (second, voter) in (0..).zip(&scene.voters) {
        run(&platform, format!("INSERT INTO seen VALUES (x'{}', {second})", hex(voter.id.as_bytes()))).await?;
        let path = scene.path(&format!("box/{}-journal", &scene.token(voter)[..12]));
        fs::write(&path, scene.secrets(voter).token().0)?;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_248_000 + second);
        fs::File::options().append(true).open(&path)?.set_modified(time)?;
    }
    run(&platform, "VACUUM".to_owned()).await?;
    platform.close().await?;
    let findings = investigate(&scene.options()).await?;
    let time = found(&findings, "time beside time");
    assert!(time.verdict == Verdict::Leak && time.share_linked > 0.9, "{time}");
    Ok(())
}

#[tokio::test]
async fn rows_in_the_order_of_their_pages_are_recognised_without_row_numbers() -> Outcome {
    let mut scene = Scene::new(2)?;
    let (platform, ballots) = (scene.sound_platform().await?, scene.sound_box().await?);
    run(&platform, "CREATE TABLE session (id INTEGER PRIMARY KEY, member_id BLOB)".to_owned()).await?;
    for voter in &scene.voters {
        run(&platform, format!("INSERT INTO session (member_id) VALUES (x'{}')", hex(voter.id.as_bytes()))).await?;
        run(&ballots, cast(&scene.token(voter), voter.area)).await?;
    }
    platform.close().await?;
    ballots.close().await?;
    let findings = investigate(&scene.options()).await?;
    let layout = found(&findings, "rows beside layout");
    assert!(layout.verdict == Verdict::Leak && layout.likeness.is_some_and(|likeness| likeness > 0.3), "{layout}");
    assert_ne!(found(&findings, "rows beside rows").verdict, Verdict::Leak);
    Ok(())
}

#[tokio::test]
async fn a_write_ahead_log_is_read_commit_by_commit() -> Outcome {
    let mut scene = Scene::new(3)?;
    let (platform, ballots) = (scene.sound_platform().await?, scene.sound_box().await?);
    for database in [&platform, &ballots] {
        run(database, "PRAGMA journal_mode = WAL".to_owned()).await?;
        run(database, "PRAGMA wal_autocheckpoint = 0".to_owned()).await?;
    }
    for voter in &scene.voters {
        run(&platform, issue(voter)).await?;
        run(&ballots, cast(&scene.token(voter), voter.area)).await?;
    }
    // Copied while both are open, as a thief or a backup would.
    let findings = investigate(&scene.options()).await?;
    let wal = found(&findings, "wal beside wal");
    assert!(wal.verdict == Verdict::Leak && wal.share_linked > 0.95, "{wal}");
    Ok(())
}

#[tokio::test]
async fn what_stands_where_it_must_not_is_found() -> Outcome {
    let scene = sound().await?;
    let voter = &scene.voters[0];
    let token = scene.secrets(voter).token().to_string();
    fs::write(scene.path("log/server.log"), format!("GET /x member={} ok", voter.id))?;
    fs::write(scene.path("mail/1.eml"), format!("Je bewijs: {}=\r\n{}\r\n", &token[..20], &token[20..]))?;
    let platform = scene.sqlite("platform.sqlite").await?;
    run(&platform, format!("CREATE TABLE debug (line TEXT); INSERT INTO debug VALUES ('cast {token} ok')")).await?;
    platform.close().await?;
    let ballots = scene.sqlite("box/round.sqlite").await?;
    let both = format!("x'{}', x'{}'", scene.token(voter), hex(voter.id.as_bytes()));
    run(&ballots, format!("CREATE TABLE debug (token BLOB, member BLOB); INSERT INTO debug VALUES ({both})")).await?;
    ballots.close().await?;
    let findings = investigate(&scene.options()).await?;
    let expected = ["strays in the platform", "one row, box", "strays in the box", "strays in logs", "strays in mail"];
    assert_eq!(leaks(&findings), expected, "{findings:#?}");
    Ok(())
}

#[tokio::test]
async fn on_postgresql_the_transaction_of_a_row_outlives_its_rewriting() -> Outcome {
    let (Ok(platform_url), Ok(box_url)) = (std::env::var("TEST_DATABASE_URL"), std::env::var("TEST_BOX_DATABASE_URL"))
    else {
        eprintln!("skipped: TEST_DATABASE_URL and TEST_BOX_DATABASE_URL are not set (scripts/with-postgres sets them)");
        return Ok(());
    };
    let scene = Scene::new(4)?;
    let (platform_url, platform) = fresh(&platform_url).await?;
    let (box_url, ballots) = fresh(&box_url).await?;
    assert_eq!(platform.get_database_backend(), DbBackend::Postgres);
    let tables = "CREATE TABLE member (id UUID PRIMARY KEY, number TEXT);
        CREATE TABLE roll_entry (member_id UUID PRIMARY KEY, area INTEGER, blinded_hash BYTEA)";
    run(&platform, tables.to_owned()).await?;
    run(&ballots, "CREATE TABLE ballot (token BYTEA PRIMARY KEY, area INTEGER)".to_owned()).await?;
    for voter in &scene.voters {
        run(&platform, format!("INSERT INTO member VALUES ('{}', '{}')", voter.id, voter.number)).await?;
        let hash = hex(&voter.hash);
        run(&platform, format!("INSERT INTO roll_entry VALUES ('{}', {}, '\\x{hash}')", voter.id, voter.area)).await?;
        run(&ballots, format!("INSERT INTO ballot VALUES ('\\x{}', {})", scene.token(voter), voter.area)).await?;
    }
    run(&platform, "CLUSTER roll_entry USING roll_entry_pkey; CLUSTER member USING member_pkey".to_owned()).await?;
    run(&ballots, "CLUSTER ballot USING ballot_pkey".to_owned()).await?;
    let mut options = scene.options();
    options.platform = platform_url;
    options.ballot_box = box_url;
    options.platform_data = std::env::var("TEST_PGDATA").ok().map(PathBuf::from);
    options.box_data = std::env::var("TEST_BOX_PGDATA").ok().map(PathBuf::from);
    let findings = investigate(&options).await?;
    let xmin = found(&findings, "xmin beside xmin");
    assert_eq!((xmin.verdict, xmin.share_linked), (Verdict::Leak, 1.0), "{xmin}");
    assert_ne!(found(&findings, "rows beside rows").verdict, Verdict::Leak);
    let wal = found(&findings, "wal beside wal");
    assert!(options.box_data.is_none() || (wal.verdict == Verdict::Leak && wal.share_linked > 0.9), "{wal}");
    Ok(())
}

async fn fresh(url: &str) -> Result<(String, DatabaseConnection), Box<dyn std::error::Error>> {
    let name = format!("trace_{}", std::process::id());
    let server = Database::connect(url).await?;
    server.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await?;
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    server.close().await?;
    let (base, _) = url.rsplit_once('/').ok_or("no database in the address")?;
    let url = format!("{base}/{name}");
    let database = Database::connect(&url).await?;
    Ok((url, database))
}
