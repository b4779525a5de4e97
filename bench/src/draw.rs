//! A draw of seats from the party's files: a pool of members, targets of the whole membership, the file for witnesses, and
//! how long it took. Some who were drawn decline, and are replaced.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use preferendum::chance::{Chance, SeededChance};
use preferendum::domain::ids::BranchId;
use preferendum::domain::import::{BadRow, BranchFile, MemberRow, parse_members};
use preferendum::domain::sortition::{
    DrawFile, Lot, LotCode, MemberFeature, Person, Pool, Relaxation, Replaced, Salt, Seed, Target, Terms,
};
use uuid::Uuid;

const FEATURES: [MemberFeature; 3] = [MemberFeature::Region, MemberFeature::Age, MemberFeature::Gender];

/// What to draw from.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// The members file, as it is imported.
    #[arg(long)]
    pub members: PathBuf,
    /// The afdelingen file, as it is imported.
    #[arg(long)]
    pub branches: PathBuf,
    /// How many members are in the pool: as in reality the older are likelier to be in it, and one in ten stands behind
    /// the others. Where there are not enough members some are in it more than once.
    #[arg(long, default_value_t = 1_200)]
    pub pool: usize,
    /// Seats.
    #[arg(long, default_value_t = 60)]
    pub seats: u32,
    /// How many of those drawn decline one by one.
    #[arg(long, default_value_t = 5)]
    pub decline: usize,
    /// Year in which ages are counted.
    #[arg(long, default_value_t = 2026)]
    pub year: i32,
    /// The same number gives the same pool and the same draw.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where the file goes; none is written without it.
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Draws, and says how long each step took.
pub fn run(options: &Options) -> Result<()> {
    let (members, regions) = read(options)?;
    ensure!(!members.is_empty(), "there are no members");
    let chance = SeededChance::new(options.seed);
    let pool = steps("pool", || pool(&members, &regions, options, &chance))?;
    let pool = feasible(pool)?;
    let commitment = steps("commitment", || Ok(pool.commitment()))?;
    let value = format!("the bench's dice, throw {}", options.seed);
    let outcome = steps("draw", || Ok(pool.draw(&Seed::of(&commitment.root(), &value))?))?;
    let mut file = DrawFile::of(&pool, &commitment, &value, outcome);
    steps("replacements", || decline(&pool, &mut file, options.decline))?;
    println!("{} of {} lots have a seat", file.seated_now().len(), file.lots.len());
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_vec(&file)?).with_context(|| format!("cannot write {}", out.display()))?;
    }
    Ok(())
}

fn steps<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let begun = Instant::now();
    let made = work()?;
    println!("{name}: {:.3} s", begun.elapsed().as_secs_f64());
    Ok(made)
}

/// The members, and the region of each branch.
fn read(options: &Options) -> Result<(Vec<MemberRow>, HashMap<BranchId, String>)> {
    let bytes = |path: &Path| std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let branches = BranchFile::parse(&bytes(&options.branches)?).map_err(first)?.rows;
    let ids: HashMap<String, BranchId> =
        (1..).zip(&branches).map(|(number, row)| (row.code.clone(), BranchId(Uuid::from_u128(number)))).collect();
    let members = parse_members(&bytes(&options.members)?, &ids, options.year).map_err(first)?;
    let region = |row: preferendum::domain::import::BranchRow| Some((*ids.get(&row.code)?, row.region));
    Ok((members, branches.into_iter().filter_map(region).collect()))
}

fn first(bad: Vec<BadRow>) -> anyhow::Error {
    bad.into_iter().next().map_or_else(|| anyhow!("a bad file"), |row| anyhow!(row))
}

fn person<'a>(row: &'a MemberRow, regions: &'a HashMap<BranchId, String>) -> Person<'a> {
    let region = regions.get(&row.branch).map_or("", String::as_str);
    Person { region, born: row.birth_year, gender: row.gender.as_deref() }
}

fn pool(
    members: &[MemberRow],
    regions: &HashMap<BranchId, String>,
    options: &Options,
    chance: &dyn Chance,
) -> Result<Pool> {
    let everybody = || members.iter().map(|row| person(row, regions));
    let targets: Vec<Target> = FEATURES.iter().map(|feature| feature.target(everybody(), options.year)).collect();
    let mut order: Vec<usize> = (0..members.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, chance.index(last + 1));
    }
    let comes = |row: &&MemberRow| {
        let age = row.birth_year.and_then(|born| u32::try_from(options.year - born).ok()).unwrap_or(50);
        chance.below(100) < age.clamp(10, 90)
    };
    let picked = order.iter().cycle().filter_map(|at| members.get(*at)).filter(comes).take(options.pool);
    let lots = picked.map(|row| Lot {
        code: LotCode(chance.bytes()),
        salt: Salt(chance.bytes()),
        behind: chance.below(10) == 0,
        traits: FEATURES.iter().map(|feature| feature.value(&person(row, regions), options.year)).collect(),
    });
    let terms = Terms::new("a draw of the bench", options.seats, "the bench's dice", &targets);
    Ok(Pool::new(terms, lots.collect())?)
}

/// The pool, with the smallest relaxation if its quotas cannot be met as they are.
fn feasible(pool: Pool) -> Result<Pool> {
    let Some(relaxation) = steps("feasibility", || Ok(pool.relaxation()?))? else { return Ok(pool) };
    let Relaxation { moves, .. } = &relaxation;
    for moved in moves {
        println!("  {} {}: {:?} {} to {}", moved.feature, moved.value, moved.bound, moved.from, moved.to);
    }
    Ok(Pool::new(pool.terms().relaxed(&relaxation), pool.lots().to_vec())?)
}

/// Every third who has a seat declines, one after the other.
fn decline(pool: &Pool, file: &mut DrawFile, declining: usize) -> Result<()> {
    let mut gone = Vec::new();
    let leaving: Vec<LotCode> = file.seated.iter().copied().step_by(3).take(declining).collect();
    for code in leaving {
        gone.push(code);
        let seated: Vec<LotCode> = file.seated_now().into_iter().filter(|seated| *seated != code).collect();
        let Some(next) = pool.replacement(&file.seed, &seated, &gone)? else { break };
        file.replaced.push(Replaced::new(vec![code], next));
    }
    Ok(())
}
