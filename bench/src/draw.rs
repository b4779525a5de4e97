//! A draw of seats from the party's files: a pool of members, targets of the whole membership, the file for witnesses, and
//! how long it took. Some who were drawn decline, and are replaced.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use preferendum::chance::{Chance, SeededChance};
use preferendum::domain::draw::{Person, Trait, targets};
use preferendum::domain::ids::{BranchId, MemberId};
use preferendum::domain::import::{BadRow, BranchFile, MemberRow, parse_members};
use preferendum::domain::sortition::{DrawFile, Lot, LotCode, Pool, Relaxation, Replaced, Salt, Seed, Terms};
use uuid::Uuid;

const SPREAD: [Trait; 3] = [Trait::Region, Trait::Age, Trait::Gender];

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
    let members = read(options)?;
    ensure!(!members.is_empty(), "there are no members");
    let chance = SeededChance::new(options.seed);
    let pool = steps("pool", || pool(&members, options, &chance))?;
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

/// The members, with the region of their branch.
fn read(options: &Options) -> Result<Vec<Person>> {
    let bytes = |path: &Path| std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let branches = BranchFile::parse(&bytes(&options.branches)?).map_err(first)?.rows;
    let ids: HashMap<String, BranchId> =
        (1..).zip(&branches).map(|(number, row)| (row.code.clone(), BranchId(Uuid::from_u128(number)))).collect();
    let members = parse_members(&bytes(&options.members)?, &ids, options.year).map_err(first)?;
    let regions: HashMap<BranchId, String> =
        branches.into_iter().filter_map(|row| Some((*ids.get(&row.code)?, row.region))).collect();
    let person = |(number, row): (u128, MemberRow)| Person {
        member: MemberId(Uuid::from_u128(number)),
        region: regions.get(&row.branch).cloned().unwrap_or_default(),
        born: row.birth_year,
        gender: row.gender,
        side: None,
    };
    Ok((1..).zip(members).map(person).collect())
}

fn first(bad: Vec<BadRow>) -> anyhow::Error {
    bad.into_iter().next().map_or_else(|| anyhow!("a bad file"), |row| anyhow!(row))
}

fn pool(members: &[Person], options: &Options, chance: &dyn Chance) -> Result<Pool> {
    let targets = targets(&SPREAD, members, &[], options.year);
    let mut order: Vec<usize> = (0..members.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, chance.index(last + 1));
    }
    let comes = |person: &&Person| {
        let age = person.born.and_then(|born| u32::try_from(options.year - born).ok()).unwrap_or(50);
        chance.below(100) < age.clamp(10, 90)
    };
    let picked = order.iter().cycle().filter_map(|at| members.get(*at)).filter(comes).take(options.pool);
    let lots = picked.map(|person| Lot {
        code: LotCode(chance.bytes()),
        salt: Salt(chance.bytes()),
        behind: chance.below(10) == 0,
        traits: SPREAD.iter().map(|of| person.value(*of, options.year)).collect(),
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
