//! A made-up party in this process: its members get tickets and cast ballots through the acts themselves, without HTTP.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Error, Result, anyhow};
use preferendum::chance::{Chance, SystemChance};
use preferendum::clock::ManualClock;
use preferendum::domain::answer::{Answer, Answers};
use preferendum::domain::ballot::Ballot;
use preferendum::domain::draft::{RoundDraft, StatementDraft};
use preferendum::domain::ids::{BranchId, MemberId, RoundId};
use preferendum::domain::member::EmailAddress;
use preferendum::domain::publication::Rule;
use preferendum::domain::retention::Lengths;
use preferendum::domain::role::Role;
use preferendum::domain::round::{Purpose, State};
use preferendum::domain::ticket::{MemberCode, TicketKey, TicketSecrets, Version};
use preferendum::domain::time::Timestamp;
use preferendum::jobs;
use preferendum::service::ballot_box::{BallotBox, BoxLink as _};
use preferendum::service::import::{apply_branches, apply_members};
use preferendum::service::{Platform, Refusal, Secrets, Terms, account, manifest, round, ticket};
use preferendum::store::box_stores::BoxStores;
use preferendum::store::{Db, DbUrl, branch, member, round as store_round};
use uuid::Uuid;

const START: Timestamp = Timestamp(1_795_507_200);
const OPENS: Timestamp = START.plus(3_600);
const CLOSES: Timestamp = START.plus(90_000);
const GRACE: i64 = 900;
const PUBLISHES: Timestamp = START.plus(100_000);
/// Members of an afdeling who do not vote: enough to make it a counting area.
const SILENT: usize = 60;
const REGIONS: usize = 12;
/// Members at the same time: what waits is written together.
const AT_ONCE: usize = 512;

/// The party with its round and its box.
pub struct Party {
    /// The platform.
    pub platform: Platform,
    /// The box.
    pub ballot_box: BallotBox,
    /// The round.
    pub round: RoundId,
    clock: Arc<ManualClock>,
    box_url: DbUrl,
    voters: Vec<(MemberId, i32)>,
    keys: HashMap<i32, TicketKey>,
}

impl Party {
    /// Founds a party in an empty folder, with a round that is open.
    pub async fn found(folder: &Path, areas: usize, ballots: usize) -> Result<Self> {
        let mut party = Self::on(folder, START).await?;
        import(&party.platform, areas, ballots).await?;
        party.round = schedule(&party.platform).await?;
        party.turn(OPENS).await;
        party.learn(ballots).await?;
        Ok(party)
    }

    /// A party that was founded before and has voted; its box was just started.
    pub async fn reopen(folder: &Path) -> Result<Self> {
        let mut party = Self::on(folder, CLOSES).await?;
        let rounds = store_round::list(&party.platform.db, &[State::Open, State::Closed]).await?;
        party.round = rounds.first().context("no round was kept")?.id;
        Ok(party)
    }

    async fn on(folder: &Path, now: Timestamp) -> Result<Self> {
        let clock = Arc::new(ManualClock::at(now));
        let db = Db::connect(&DbUrl::new(format!("sqlite:{}", folder.join("platform.sqlite").display())), None).await?;
        db.migrate_up().await?;
        let platform = platform(db, clock.clone());
        let box_url = DbUrl::new(format!("sqlite:{}", folder.join("box").display()));
        let stores = BoxStores::connect(box_url.clone()).await?;
        let ballot_box = BallotBox::new(stores, clock.clone(), Arc::new(platform.clone()));
        let round = RoundId(Uuid::nil());
        Ok(Self { platform, ballot_box, round, clock, box_url, voters: Vec::new(), keys: HashMap::new() })
    }

    /// Ballots in the box.
    pub async fn ballots(&self) -> Result<i64> {
        let figures = self.ballot_box.figures(self.round).await.map_err(refused)?;
        Ok(figures.ballots_per_area.iter().map(|area| area.ballots).sum())
    }

    async fn turn(&self, moment: Timestamp) {
        self.clock.set(moment);
        jobs::tick(&self.platform, &self.ballot_box).await;
    }

    /// Reads the manifest: the keys, and where everybody votes.
    async fn learn(&mut self, ballots: usize) -> Result<()> {
        let (_, areas) = manifest::manifest(&self.platform, self.round).await.map_err(refused)?.read()?;
        let codes: HashMap<BranchId, String> =
            branch::all(&self.platform.db).await?.into_iter().map(|branch| (branch.id, branch.code)).collect();
        let mut area_of: HashMap<String, i32> = HashMap::new();
        for area in areas {
            self.keys.insert(area.area, TicketKey::from_jwk(&area.key)?);
            area_of.extend(area.branches.into_iter().map(|branch| (branch.code, area.area)));
        }
        let mut members = member::all(&self.platform.db).await?;
        members.sort_unstable_by(|a, b| a.member.number.cmp(&b.member.number));
        for known in members.into_iter().filter(|known| known.member.number.starts_with('v')).take(ballots) {
            let area = codes.get(&known.member.branch).and_then(|code| area_of.get(code)).context("no area")?;
            self.voters.push((known.member.id, *area));
        }
        Ok(())
    }

    /// Lets everybody vote who is to vote.
    pub async fn vote(&mut self) -> Result<()> {
        self.ballot_box.learn_open_rounds().await.map_err(refused)?;
        let voters = Arc::new(std::mem::take(&mut self.voters));
        let keys = Arc::new(std::mem::take(&mut self.keys));
        let next = Arc::new(AtomicUsize::new(0));
        let mut desks = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (platform, ballot_box, round) = (self.platform.clone(), self.ballot_box.clone(), self.round);
            let (voters, keys, next) = (voters.clone(), keys.clone(), next.clone());
            desks.spawn(async move {
                while let Some((member, area)) = voters.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let key = keys.get(area).context("no key")?;
                    let ballot = ballot(&platform, round, (*member, *area), key).await?;
                    ballot_box.cast(round, ballot).await.map_err(refused)?;
                }
                Ok::<(), Error>(())
            });
        }
        while let Some(desk) = desks.join_next().await {
            desk??;
        }
        Ok(())
    }

    /// Closes the round on the platform and seals its ledger; the box has not counted.
    pub async fn close(&self) -> Result<()> {
        self.clock.set(CLOSES);
        round::close_due(&self.platform).await.map_err(refused)?;
        self.clock.set(CLOSES.plus(GRACE));
        round::seal_closed(&self.platform).await.map_err(refused)
    }

    /// A box on the same stores that remembers nothing.
    pub async fn restart_box(&mut self) -> Result<()> {
        let stores = BoxStores::connect(self.box_url.clone()).await?;
        self.ballot_box = BallotBox::new(stores, self.clock.clone(), Arc::new(self.platform.clone()));
        Ok(())
    }

    /// The time of publication comes.
    pub async fn publish(&self) -> Result<()> {
        self.clock.set(PUBLISHES);
        round::publish_due(&self.platform).await.map_err(refused)
    }
}

/// A refusal of an act, by its code.
pub fn refused(refusal: Refusal) -> Error {
    anyhow!("refused: {}", refusal.code.name())
}

fn platform(db: Db, clock: Arc<ManualClock>) -> Platform {
    let terms = Terms {
        name: "Bench".to_owned(),
        public_url: "https://leden.example.org".to_owned(),
        box_origin: "https://stem.example.org".to_owned(),
        grace: GRACE,
        area_minimum: 50,
        publication: Rule::default(),
        reminder_before: 86_400,
        sender: "post@example.org".to_owned(),
        keep: Lengths::default(),
        demo: false,
    };
    let secrets = Secrets::new("a secret of at least thirty-two characters");
    Platform::new(db, clock, Arc::new(SystemChance), secrets, terms)
}

/// Afdelingen in regions, some ten times as large as others; members who vote have a number that begins with v.
async fn import(platform: &Platform, areas: usize, ballots: usize) -> Result<()> {
    let mut branches = String::from("code,naam,regio\n");
    for area in 0..areas {
        branches += &format!("A{area:04},Afdeling {area},Regio {}\n", area % REGIONS);
    }
    apply_branches(platform, branches.as_bytes()).await.map_err(|refusal| anyhow!("{refusal:?}"))?;
    let mut members = String::from("lidnummer,naam,email,afdeling,geboortejaar,geslacht\n");
    let weight = |area: usize| area % 20 + 1;
    let all: usize = (0..areas).map(weight).sum();
    let mut given = 0;
    for area in 0..areas {
        let last = area + 1 == areas;
        let here = if last { ballots - given } else { ballots * weight(area) / all };
        given += here;
        for at in 0..here + SILENT {
            let kind = if at < here { 'v' } else { 's' };
            members +=
                &format!("{kind}{area}-{at},Lid,{kind}{area}.{at}@leden.example,A{area:04},{},v\n", 1940 + at % 68);
        }
    }
    let done = apply_members(platform, members.as_bytes(), false, &|_| {}).await;
    done.map_err(|refusal| anyhow!("{refusal:?}"))?;
    Ok(())
}

async fn schedule(platform: &Platform) -> Result<RoundId> {
    let mut staff = Vec::new();
    for name in ["een@werk.example", "twee@werk.example"] {
        let address = EmailAddress::parse(name).context("an address")?;
        staff.push(account::add(platform, &address, None, &[Role::Staff], &[]).await.map_err(refused)?.id);
    }
    let (first, second) = (*staff.first().context("nobody")?, *staff.get(1).context("nobody")?);
    let statement = |number: usize| StatementDraft {
        text: format!("Stelling {number}"),
        owner: Some("Bestuur".to_owned()),
        feedback_due: Some("2027-01-15".to_owned()),
        ..StatementDraft::default()
    };
    let draft = RoundDraft {
        scope: Vec::new(),
        title: "Meting".to_owned(),
        introduction: None,
        purpose: Some(Purpose::Adviseren),
        opens_at: Some(OPENS),
        closes_at: Some(CLOSES),
        publishes_at: Some(PUBLISHES),
        statements: (1..=4).map(statement).collect(),
    };
    let made = round::create(platform, first, draft).await.map_err(refused)?;
    round::approve(platform, second, made.id, made.version).await.map_err(refused)?;
    Ok(round::schedule(platform, first, made.id).await.map_err(refused)?.id)
}

/// A ballot of this member with a genuine ticket.
async fn ballot(
    platform: &Platform,
    round: RoundId,
    (member, area): (MemberId, i32),
    key: &TicketKey,
) -> Result<Ballot> {
    let code = MemberCode::from_bytes(platform.chance.bytes());
    let secrets = TicketSecrets::derive(&code, round.0);
    let (blinded, blinding) = key.blind(&secrets)?;
    let answer = ticket::issue(platform, (member, None), round, &blinded).await.map_err(refused)?;
    let version = Version::try_from(1_u8).map_err(|_| anyhow!("no first version"))?;
    Ok(Ballot {
        area,
        prefix: secrets.prefix(),
        token: secrets.token(),
        signature: key.finish(&blinding, &answer)?,
        version,
        chain_value: secrets.chain_start().revealed_for(version),
        answers: answers(platform.chance.as_ref(), area),
        lines: secrets.line_codes(version),
    })
}

/// Each afdeling leans its own way.
fn answers(chance: &dyn Chance, area: i32) -> Answers {
    let mut answers = [Answer::NoOpinion; 4];
    for answer in &mut answers {
        let drawn = i64::from(chance.below(8));
        let point = if drawn > 5 { i64::from(area % 5) + 1 } else { drawn };
        *answer = Answer::from_point(Some(point)).unwrap_or(Answer::NoOpinion);
    }
    Answers(answers)
}
