//! Ground to stand on: a platform with a clock turned by hand, on a fresh SQLite file and, when
//! `TEST_DATABASE_URL` is set, in a fresh schema on PostgreSQL.

use std::sync::Arc;

use preferendum::chance::{Chance, SystemChance};
use preferendum::clock::ManualClock;
use preferendum::domain::ids::RoundId;
use preferendum::domain::publication::Rule;
use preferendum::domain::retention::Lengths;
use preferendum::domain::time::Timestamp;
use preferendum::service::ballot_box::{BallotBox, ManifestSource};
use preferendum::service::{Platform, Secrets, Terms};
use preferendum::store::box_stores::BoxStores;
use preferendum::store::{Db, DbUrl};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

/// A platform and the means to look behind it.
pub struct Ground {
    pub platform: Platform,
    pub ballot_box: BallotBox,
    pub clock: Arc<ManualClock>,
    /// A connection of the test's own, past the store.
    pub raw: DatabaseConnection,
    /// For making a second platform on the same database.
    pub url: DbUrl,
    pub schema: Option<String>,
    box_url: DbUrl,
    /// The same with its password, for connections past the store.
    box_address: String,
}

/// 24 November 2026, 8:00 UTC.
pub const START: Timestamp = Timestamp(1_795_507_200);

/// Runs a test on SQLite and, when it is there, on PostgreSQL.
pub async fn on_both<F: AsyncFn(&Ground)>(test: F) {
    // What went wrong inside is shown with a test that fails.
    let _ = tracing_subscriber::fmt().with_test_writer().with_env_filter("warn").try_init();
    let system: &dyn Chance = &SystemChance;
    let name = format!("t_{}", system.uuid().simple());
    let path = std::env::temp_dir().join(format!("{name}.sqlite"));
    let boxes = std::env::temp_dir().join(format!("{name}_box"));
    let sqlite =
        ground(DbUrl::new(format!("sqlite:{}", path.display())), None, format!("sqlite:{}", boxes.display())).await;
    test(&sqlite).await;
    sqlite.platform.db.close().await.unwrap();
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    let _ = std::fs::remove_dir_all(boxes);
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else { return };
    let box_server = std::env::var("TEST_BOX_DATABASE_URL").unwrap_or_else(|_| url.clone());
    // A box counts whatever its server holds, so each test has a database of its own there.
    let (base, _) = box_server.rsplit_once('/').unwrap();
    let box_url = format!("{base}/{name}");
    let box_server = Database::connect(&box_server).await.unwrap();
    box_server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let server = Database::connect(&url).await.unwrap();
    server.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.unwrap();
    let postgres = ground(DbUrl::new(url), Some(name.clone()), box_url).await;
    test(&postgres).await;
    postgres.platform.db.close().await.unwrap();
    server.execute_unprepared(&format!("DROP SCHEMA {name} CASCADE")).await.unwrap();
    box_server.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

async fn ground(url: DbUrl, schema: Option<String>, box_address: String) -> Ground {
    let box_url = DbUrl::new(box_address.clone());
    let db = Db::connect(&url, schema.as_deref()).await.unwrap();
    db.migrate_up().await.unwrap();
    let clock = Arc::new(ManualClock::at(START));
    let terms = Terms {
        name: "Preferendum".to_owned(),
        public_url: "https://leden.example.org".to_owned(),
        box_origin: "https://stem.example.org".to_owned(),
        grace: 900,
        area_minimum: 50,
        publication: Rule::default(),
        reminder_before: 86_400,
        sender: "post@example.org".to_owned(),
        keep: Lengths::default(),
        demo: false,
    };
    let secrets = Secrets::new("a secret of at least thirty-two characters");
    let platform = Platform::new(db, clock.clone(), Arc::new(SystemChance), secrets, terms);
    let raw = raw(&url, schema.as_deref()).await;
    let stores = BoxStores::connect(box_url.clone()).await.unwrap();
    let ballot_box = BallotBox::new(stores, clock.clone(), Arc::new(platform.clone()));
    Ground { platform, ballot_box, clock, raw, url, schema, box_url, box_address }
}

async fn raw(url: &DbUrl, schema: Option<&str>) -> DatabaseConnection {
    match (url.path(), schema) {
        (Some(path), _) => Database::connect(format!("sqlite:{path}")).await.unwrap(),
        (None, schema) => {
            let mut options = sea_orm::ConnectOptions::new(std::env::var("TEST_DATABASE_URL").unwrap());
            options.set_schema_search_path(schema.unwrap_or("public"));
            Database::connect(options).await.unwrap()
        }
    }
}

impl Ground {
    /// One number out of the database.
    pub async fn number(&self, sql: &str) -> i64 {
        let statement = sea_orm::Statement::from_string(self.raw.get_database_backend(), sql);
        self.raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    /// A ballot box of its own that learns of rounds elsewhere.
    pub async fn box_fed_by(&self, source: Arc<dyn ManifestSource>) -> BallotBox {
        BallotBox::new(self.stores().await, self.clock.clone(), source)
    }

    /// The stores of the ballot box, opened anew.
    pub async fn stores(&self) -> BoxStores {
        BoxStores::connect(self.box_url.clone()).await.unwrap()
    }

    /// The folder of the box's stores, on SQLite.
    pub fn box_folder(&self) -> Option<&str> {
        self.box_url.path()
    }

    /// A connection past the store to what the box keeps of a round: `box` or `counted`.
    pub async fn inside(&self, store: &str, round: RoundId) -> DatabaseConnection {
        let name = format!("{store}_{}", round.0.simple());
        if let Some(folder) = self.box_url.path() {
            std::fs::create_dir_all(folder).unwrap();
            return Database::connect(format!("sqlite:{folder}/{name}.sqlite?mode=rwc")).await.unwrap();
        }
        let mut options = sea_orm::ConnectOptions::new(self.box_address.clone());
        options.set_schema_search_path(&name);
        let inside = Database::connect(options).await.unwrap();
        inside.execute_unprepared(&format!("CREATE SCHEMA IF NOT EXISTS {name}")).await.unwrap();
        inside
    }

    /// Runs statements with one of the database's guards away for good.
    pub async fn without_guard(&self, guard: &str, table: &str, sql: &str) {
        let table = if self.schema.is_some() { format!(" ON {table}") } else { String::new() };
        self.run(&format!("DROP TRIGGER {guard}{table}")).await;
        self.run(sql).await;
    }

    /// What the database says to a statement that it refuses.
    pub async fn fails(&self, sql: &str) -> String {
        self.raw.execute_unprepared(sql).await.unwrap_err().to_string()
    }

    /// Runs statements past the store.
    pub async fn run(&self, sql: &str) {
        self.raw.execute_unprepared(sql).await.unwrap();
    }
}
