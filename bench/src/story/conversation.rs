//! A conversation after the round: who was interested is invited, everybody says yes, and a draw decides who sits.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use preferendum::domain::sortition::DrawFile;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::guests::{everybody, own_lots};
use super::mailing::{Inbox, queued};
use super::quotas;
use super::report::Report;
use super::scene::Scene;
use crate::http::{Answer, Call, Connection, Origin};
use crate::mailbox::Letter;
use crate::replay::INTERESTING;
use crate::wall_clock::rfc3339_in;

const SEATS: usize = 60;
const SPREAD: [&str; 3] = ["region", "age", "gender"];
const INVITATION: &str = "Praat mee:";
const SEAT: &str = "Je hebt een plek:";
const NOT_DRAWN: &str = "De loting:";
const DAY: u64 = 86_400;

/// A conversation with the desk that plans it.
struct Evening<'s> {
    scene: &'s mut Scene,
    origin: Origin,
    id: String,
    /// The path of the conversation at the desk.
    desk: String,
    /// How many are interested.
    people: usize,
    /// How many answer at the same time.
    concurrency: usize,
}

/// What was fixed before the public value.
struct Fixed {
    root: String,
    /// The path of a witness's file.
    link: String,
}

/// Holds it with so many interested members, up to the letters about the draw; returns a witness's file.
pub async fn hold(people: usize, concurrency: usize, scene: &mut Scene, report: &mut Report) -> Result<DrawFile> {
    let patience = Duration::from_secs(60 + (scene.stage.size + 2 * people) as u64 / 20);
    let mut inbox = Inbox::from_now(&scene.stage.mail())?;
    let mut evening = Evening::plan(people, concurrency, scene).await?;
    report.step("audience", &format!("{people} interested in statement {INTERESTING}, all of them would be invited"));
    let _: Value = evening.act("invite", &json!({})).await?;
    let invitations = inbox.wait_for(&[INVITATION], people, patience).await?;
    report.step("invite", &format!("{} invitations in the folder", invitations.len()));
    evening.answer(&invitations).await?;
    report.step("answers", &format!("{people} opened their link and said yes"));
    evening.close().await?;
    report.step("drawing", "answers are closed");
    report.step("dry run", &evening.dry_run().await?);
    let fixed = evening.commit().await?;
    report.step("commit", &format!("{people} lots, control number {}", fixed.root));
    let drawn = evening.draw(&fixed).await?;
    let figures = quotas::hold(&drawn["composition"], &SPREAD, evening.members(), people as u64, SEATS as u64)?;
    report.keep("composition", &drawn["composition"])?;
    let line = format!("{SEATS} seated, {} wait; {figures} quotas hold; chances {}", people - SEATS, drawn["chances"]);
    report.step("draw", &line);
    let file = evening.witness(&fixed, &codes(&drawn), report).await?;
    let letters = inbox.wait_for(&[SEAT, NOT_DRAWN], people, patience).await?;
    report.step("letters", &evening.told(&invitations, &letters, &fixed, &codes(&drawn)).await?);
    Ok(file)
}

fn codes(drawn: &Value) -> BTreeSet<String> {
    drawn["drawn"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn wishes() -> Value {
    json!({"stage": "seats", "traits": SPREAD, "public_value": "zes dobbelstenen op de avond zelf",
           "winners_behind": true, "relax": false})
}

impl<'s> Evening<'s> {
    /// Writes it down, and compares how many would be invited with how many chose so.
    async fn plan(people: usize, concurrency: usize, scene: &'s mut Scene) -> Result<Self> {
        ensure!(people > SEATS, "a draw of {SEATS} seats needs more people than {people}");
        let ahead = |days: u64| rfc3339_in(Duration::from_secs(days * DAY));
        let draft = json!({
            "title": "Verder praten", "purpose": "Verder praten over een stelling.", "place": "Dorpshuis",
            "round": scene.round, "statements": [INTERESTING], "seats": SEATS, "allotment": "draw",
            "starts_at": ahead(14), "ends_at": ahead(15), "reply_by": ahead(7), "held_back_days": 0,
            "audience": {"kind": "interested", "statement": INTERESTING},
        });
        let made: Value = scene.author.post("/api/v1/desk/conversations", &json!({"draft": draft})).await?;
        let id = made["id"].as_str().context("a conversation without id")?.to_owned();
        let (origin, desk) = (Origin::parse(&scene.settings.url())?, format!("/api/v1/desk/conversations/{id}"));
        let mut evening = Self { scene, origin, id, desk, people, concurrency };
        let count: Value = evening.act("audience", &json!({})).await?;
        let invited = [&count["found"], &count["will_be_invited"]];
        ensure!(invited == [&json!(people); 2], "{people} are interested, the desk counts {count}");
        Ok(evening)
    }

    fn members(&self) -> u64 {
        self.scene.stage.size as u64
    }

    async fn act(&mut self, what: &str, body: &Value) -> Result<Value> {
        self.scene.author.post(&format!("{}/{what}", self.desk), body).await
    }

    async fn look(&self, path: impl Into<String>) -> Result<Answer> {
        Connection::new(self.origin.clone()).send(&Call::get(path)).await
    }

    /// Everybody opens the link, and says yes.
    async fn answer(&self, invitations: &[Letter]) -> Result<()> {
        let opened = everybody(&self.origin, self.concurrency, invitations, "open", &json!({})).await?;
        let not_asked = opened.iter().filter(|body| body["answer"]["status"] != "invited").count();
        ensure!(not_asked == 0, "{not_asked} of those who open their link are not asked");
        let yes = json!({"answer": "yes"});
        let answered = everybody(&self.origin, self.concurrency, invitations, "answer", &yes).await?;
        let lost = answered.iter().filter(|body| body["answer"]["status"] != "yes").count();
        ensure!(lost == 0, "{lost} said yes and do not have it confirmed");
        Ok(())
    }

    /// Everybody answered: the desk brings the last moment forward, and the server closes.
    async fn close(&mut self) -> Result<()> {
        let known: Value = self.scene.author.get(&self.desk).await?;
        ensure!(known["figures"]["yes"] == json!(self.people), "{} said yes: {}", self.people, known["figures"]);
        let mut draft = known["draft"].clone();
        draft["reply_by"] = json!(rfc3339_in(Duration::from_secs(5)));
        let change = json!({"version": known["version"], "draft": draft});
        let _: Value = self.scene.author.put(&self.desk, &change).await?;
        let begun = Instant::now();
        loop {
            let public: Value = self.look(format!("/api/v1/conversations/{}", self.id)).await?.json()?;
            if public["state"] == "drawing" {
                return Ok(());
            }
            ensure!(begun.elapsed() < Duration::from_secs(60), "the conversation is {}, not drawing", public["state"]);
            sleep(Duration::from_millis(200)).await;
        }
    }

    async fn dry_run(&mut self) -> Result<String> {
        let tried = self.act("draw/dry-run", &wishes()).await?;
        ensure!(tried["relaxation"].is_null(), "the quotas cannot be met: {}", tried["relaxation"]);
        ensure!(tried["lots"] == json!(self.people) && tried["seats"] == json!(SEATS), "{tried}");
        let figures = quotas::hold(&tried["composition"], &SPREAD, self.members(), self.people as u64, SEATS as u64)?;
        Ok(format!("{figures} quotas can be met; chances {}", tried["chances"]))
    }

    async fn commit(&mut self) -> Result<Fixed> {
        let body = json!({"draw": wishes(), "witnesses": ["Ans Jansen", "Bert de Vries"]});
        let fixed = self.act("draw", &body).await?;
        let root = fixed["root"].as_str().context("no control number")?.to_owned();
        let public = self.public_draw().await?;
        ensure!(public["root"] == fixed["root"] && public["lots"] == json!(self.people), "published: {public}");
        ensure!(public["value"].is_null() && codes(&public).is_empty(), "drawn before there is a value");
        let link = fixed["witnesses"][1]["link"].as_str().context("no link for a witness")?;
        let path = link.strip_prefix(&self.scene.settings.url()).context("a witness's link leads elsewhere")?;
        Ok(Fixed { root, link: path.to_owned() })
    }

    async fn public_draw(&self) -> Result<Value> {
        let all: Value = self.look(format!("/api/v1/conversations/{}/draws", self.id)).await?.json()?;
        Ok(all["draws"][0].clone())
    }

    /// Two people enter the value; what everybody sees after it.
    async fn draw(&mut self, fixed: &Fixed) -> Result<Value> {
        let (path, body) = (format!("{}/draw/value", self.desk), json!({"stage": "seats", "value": "3 1 4 1 5 2"}));
        let alone: Value = self.scene.author.post(&path, &body).await?;
        ensure!(alone["draws"][0]["value"].is_null(), "one person alone drew: {alone}");
        let _: Value = self.scene.approver.post(&path, &body).await?;
        let public = self.public_draw().await?;
        ensure!(public["root"] == fixed.root.as_str() && codes(&public).len() == SEATS, "drawn: {public}");
        let known: Value = self.scene.author.get(&self.desk).await?;
        let figures = ["seated", "waiting", "yes"].map(|name| known["figures"][name].as_u64().unwrap_or(u64::MAX));
        let expected = [SEATS, self.people - SEATS, 0].map(|number| number as u64);
        ensure!(figures == expected, "seated, waiting, yes: {figures:?}, not {expected:?}");
        Ok(public)
    }

    /// A witness gets the file, and the program says that it holds.
    async fn witness(&self, fixed: &Fixed, drawn: &BTreeSet<String>, report: &mut Report) -> Result<DrawFile> {
        let file: DrawFile = self.look(&fixed.link).await?.json().context("a witness's file")?;
        let seated: BTreeSet<String> = file.seated.iter().map(ToString::to_string).collect();
        ensure!(seated == *drawn, "a witness sees other people than everybody");
        let path = self.scene.stage.file("draw.json");
        std::fs::write(&path, serde_json::to_vec(&file)?)?;
        let printed = self.scene.settings.run(["verify-draw", &path.display().to_string(), "--root", &fixed.root])?;
        report.step("verify", &format!("a witness's file holds: {} findings", printed.lines().count()));
        Ok(file)
    }

    /// Everybody got one letter about the draw, and the right one; who is drawn has one of the published lots.
    async fn told(
        &self,
        invitations: &[Letter],
        letters: &[Letter],
        fixed: &Fixed,
        drawn: &BTreeSet<String>,
    ) -> Result<String> {
        ensure!(people(invitations) == people(letters), "the letters about the draw went to other people, or not once");
        let (seated, others): (Vec<Letter>, Vec<Letter>) =
            letters.iter().cloned().partition(|letter| letter.subject.starts_with(SEAT));
        let waiting = self.people - SEATS;
        ensure!((seated.len(), others.len()) == (SEATS, waiting), "{} seats, {} others", seated.len(), others.len());
        for (letters, status) in [(&seated, "seated"), (&others, "waiting")] {
            let opened = everybody(&self.origin, self.concurrency, letters, "open", &json!({})).await?;
            let wrong = opened.iter().filter(|body| body["answer"]["status"] != status).count();
            ensure!(wrong == 0, "{wrong} were told {status} and are not");
        }
        let lots = everybody(&self.origin, self.concurrency, &seated, "lots", &json!({})).await?;
        ensure!(own_lots(&lots, &fixed.root)? == *drawn, "who has a seat holds another lot than was published");
        let queued = queued(&self.scene.stage.database_url).await?;
        let expected = [
            ("conversation_invitation", self.people),
            ("conversation_not_drawn", waiting),
            ("conversation_seat", SEATS),
        ];
        let expected: BTreeMap<String, (usize, usize)> =
            expected.into_iter().map(|(kind, number)| (kind.to_owned(), (number, number))).collect();
        ensure!(queued == expected, "letters and people by kind: {queued:?}, not {expected:?}");
        Ok(format!("{SEATS} of a seat, {waiting} of the list, one for each; {SEATS} own lots proven and published"))
    }
}

/// To whom letters went, with how many each: by address and by name, as some share an address.
fn people(letters: &[Letter]) -> BTreeMap<(&str, &str), usize> {
    let mut people = BTreeMap::new();
    for letter in letters {
        *people.entry((letter.to.as_str(), letter.text.lines().next().unwrap_or_default())).or_default() += 1;
    }
    people
}
