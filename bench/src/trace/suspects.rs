//! Everything that identifies one member on either side, put together from the truth. Only the bench can do this.

use std::collections::HashMap;

use anyhow::{Context, Result};
use preferendum::domain::ticket::{LineCode, MemberCode, Prefix, TicketSecrets, Token, Version};
use uuid::Uuid;

use crate::input::Member;
use crate::replay::Known;

/// Versions whose line codes are looked for; the replay casts none beyond.
const VERSIONS: u8 = 4;

/// One member who voted.
#[derive(Clone)]
pub struct Suspect {
    /// The counting area.
    pub area: u32,
    /// Number, name and address.
    pub member: Member,
    /// The internal number.
    pub id: Uuid,
    /// SHA-256 of the blinded message.
    pub blinded_hash: Vec<u8>,
    /// Under which the ballot is stored.
    pub token: Token,
    /// The random half of the signed message.
    pub prefix: Prefix,
    /// The line codes of the first versions.
    pub lines: Vec<LineCode>,
}

/// The members of the truth, with their internal numbers.
pub fn suspects(truth: &[Known], members: &[Member], ids: &HashMap<String, Uuid>, round: Uuid) -> Result<Vec<Suspect>> {
    let members: HashMap<&str, &Member> = members.iter().map(|member| (member.number.as_str(), member)).collect();
    truth.iter().map(|known| suspect(known, &members, ids, round)).collect()
}

fn suspect(
    known: &Known,
    members: &HashMap<&str, &Member>,
    ids: &HashMap<String, Uuid>,
    round: Uuid,
) -> Result<Suspect> {
    let number = known.number.as_str();
    let member = (*members.get(number).with_context(|| format!("member {number} is not in the file"))?).clone();
    let id = *ids.get(number).with_context(|| format!("member {number} is not in the platform's store"))?;
    let code: MemberCode = known.code.parse()?;
    let secrets = TicketSecrets::derive(&code, round);
    let versions = Version::all().filter(|version| version.number() <= VERSIONS);
    Ok(Suspect {
        area: known.area,
        member,
        id,
        blinded_hash: known.blinded_hash.clone(),
        token: secrets.token(),
        prefix: secrets.prefix(),
        lines: versions.flat_map(|version| secrets.line_codes(version)).collect(),
    })
}
