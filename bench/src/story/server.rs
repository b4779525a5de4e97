//! The real binary as a child process: its commands, its life, its deaths. Whatever happens, it does not outlive the story.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::time::sleep;

use crate::http::{Call, Connection, Origin};

const READY: Duration = Duration::from_secs(30);
const GOODBYE: Duration = Duration::from_secs(15);

/// Everything the binary must know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The binary.
    pub binary: PathBuf,
    /// The platform's database.
    pub database_url: String,
    /// The ballot box's database.
    pub box_database_url: String,
    /// Where letters go.
    pub mail: String,
    /// Where its output goes.
    pub log: PathBuf,
    port: u16,
}

impl Settings {
    /// With a port that was free a moment ago.
    pub fn new(
        binary: &Path,
        database_url: String,
        box_database_url: String,
        mail: String,
        log: PathBuf,
    ) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let binary = binary.canonicalize().with_context(|| format!("no binary {}", binary.display()))?;
        Ok(Self { binary, database_url, box_database_url, mail, log, port })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .env("PREFERENDUM_DATABASE_URL", &self.database_url)
            .env("PREFERENDUM_BOX_DATABASE_URL", &self.box_database_url)
            .env("PREFERENDUM_MAIL", &self.mail)
            .env("PREFERENDUM_PUBLIC_URL", self.url())
            .env("PREFERENDUM_BIND", format!("127.0.0.1:{}", self.port))
            // A round of minutes: everybody who votes has done so before the reminder would leave.
            .env("PREFERENDUM_REMINDER_BEFORE", "1s")
            .env("PREFERENDUM_MAIL_PER_MINUTE", "0")
            .env("PREFERENDUM_DNS", "off")
            .env("PREFERENDUM_SECRET", "a story of the bench, told on a throw-away database")
            .stdin(Stdio::null());
        command
    }

    /// Runs one command of the binary to its end and returns what it printed.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Result<String> {
        let output = self.command().args(arguments).output()?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}: {printed}\n{complained}", output.status);
        Ok(printed)
    }

    /// Starts serving and waits until it is healthy.
    pub async fn serve(&self) -> Result<Server> {
        let log = OpenOptions::new().create(true).append(true).open(&self.log)?;
        let child = self.command().args(["serve", "--grace", "5s"]).stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut server = Server { child, settings: self.clone() };
        server.wait_until_ready().await?;
        Ok(server)
    }
}

/// A running server.
pub struct Server {
    child: Child,
    settings: Settings,
}

impl Server {
    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    async fn wait_until_ready(&mut self) -> Result<()> {
        let (begun, mut connection) = (Instant::now(), Connection::new(Origin::parse(&self.settings.url())?));
        while begun.elapsed() < READY {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once ({status}); see {}", self.settings.log.display());
            }
            if connection.send(&Call::get("/health")).await.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            sleep(Duration::from_millis(20)).await;
        }
        bail!("the server was not healthy within {READY:?}; see {}", self.settings.log.display())
    }

    /// Kills it with signal 9 and starts it again at once; returns how long it took to be healthy.
    pub async fn kill_and_restart(&mut self) -> Result<Duration> {
        self.child.kill()?;
        self.child.wait()?;
        let begun = Instant::now();
        let mut next = self.settings.serve().await?;
        std::mem::swap(self, &mut next);
        Ok(begun.elapsed())
    }

    /// Asks it to end, and waits for that.
    pub async fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.pid().to_string()).status()?;
        let begun = Instant::now();
        while begun.elapsed() < GOODBYE {
            if let Some(status) = self.child.try_wait()? {
                ensure!(status.success(), "the server ended with {status}");
                return Ok(());
            }
            sleep(Duration::from_millis(20)).await;
        }
        bail!("the server did not end within {GOODBYE:?}")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended after `stop`; this is for every other way out.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
