//! The JSON that a voter reads and writes, as far as one needs it; written from the contract, not from the server's code.

use anyhow::{Context, Result, ensure};
use preferendum::domain::merkle::{TreeHash, is_included};
use preferendum::domain::ticket::{
    BlindSignature, BlindedMessage, ChainValue, LineCode, Prefix, PublicJwk, Signature, Token, Version,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::input::Answers;

#[derive(Deserialize)]
pub struct Instance {
    pub box_origin: String,
}

#[derive(Deserialize)]
pub struct RoundLink {
    pub round: Round,
}

#[derive(Deserialize)]
pub struct Round {
    pub id: Uuid,
    pub root: Option<TreeHash>,
}

#[derive(Deserialize)]
pub struct BallotPaper {
    pub round: Round,
    pub area: u32,
    pub proven: Proven,
}

#[derive(Deserialize)]
pub struct Proven {
    root: TreeHash,
    size: usize,
    leaf0: String,
    area_leaf: String,
    index: usize,
    area_proof: Vec<TreeHash>,
    leaf0_proof: Vec<TreeHash>,
}

#[derive(Deserialize)]
struct RoundLeaf {
    format: u32,
    round: Uuid,
    areas: usize,
}

#[derive(Deserialize)]
struct AreaLeaf {
    area: u32,
    key: PublicJwk,
}

impl BallotPaper {
    /// The area's key, after the same checks that the browser makes.
    pub fn checked_key(&self, round: Uuid) -> Result<PublicJwk> {
        let proven = &self.proven;
        let holds = |leaf: &str, index, proof: &[TreeHash]| {
            is_included(leaf.as_bytes(), index, proven.size, proof, &proven.root)
        };
        ensure!(holds(&proven.leaf0, 0, &proven.leaf0_proof), "the round leaf is not in the manifest");
        ensure!(holds(&proven.area_leaf, proven.index, &proven.area_proof), "the area leaf is not in the manifest");
        ensure!(self.round.root.is_none_or(|root| root == proven.root), "the round shows another root");
        let whole: RoundLeaf = serde_json::from_str(&proven.leaf0).context("round leaf")?;
        let mine: AreaLeaf = serde_json::from_str(&proven.area_leaf).context("area leaf")?;
        ensure!(whole.format == 1 && whole.round == round && whole.areas + 1 == proven.size, "a strange round leaf");
        ensure!(mine.area == self.area && usize::try_from(mine.area)? == proven.index, "another area's leaf");
        Ok(mine.key)
    }
}

#[derive(Serialize)]
pub struct TicketRequest {
    pub blinded: BlindedMessage,
}

#[derive(Deserialize)]
pub struct TicketReply {
    pub signature: BlindSignature,
}

#[derive(Serialize)]
pub struct Ballot {
    pub area: u32,
    pub prefix: Prefix,
    pub token: Token,
    pub version: Version,
    pub x: ChainValue,
    pub signature: Signature,
    pub format: u8,
    pub answers: Answers,
    pub lines: [LineCode; 4],
}

#[derive(Deserialize)]
pub struct CastReply {
    pub version: Version,
}
