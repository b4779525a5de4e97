//! Those who were invited to a conversation, each with the link from a letter.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use preferendum::domain::merkle::{TreeHash, is_included};
use serde::Deserialize;
use serde_json::Value;
use tokio::task::JoinSet;

use crate::http::{Call, Connection, Origin};
use crate::mailbox::Letter;

/// Everybody with one of these letters does the same with its link, so many at a time; the answers in the letters' order.
pub async fn everybody(
    origin: &Origin,
    concurrency: usize,
    letters: &[Letter],
    act: &str,
    body: &Value,
) -> Result<Vec<Value>> {
    let call = |letter: &Letter| {
        let token = letter.link("g").context("a letter without a link")?;
        Ok(Call::post(format!("/api/v1/conversation-links/{token}/{act}"), body)?.from_page(origin))
    };
    let calls: Vec<Call> = letters.iter().map(call).collect::<Result<_>>()?;
    let share = calls.len().div_ceil(concurrency.max(1)).max(1);
    let mut sitting = JoinSet::new();
    for (at, calls) in calls.chunks(share).map(<[Call]>::to_vec).enumerate() {
        let mut connection = Connection::new(origin.clone());
        sitting.spawn(async move {
            let mut answers = Vec::with_capacity(calls.len());
            for call in calls {
                answers.push(connection.send(&call).await?.json()?);
            }
            anyhow::Ok((at, answers))
        });
    }
    let mut all: Vec<(usize, Vec<Value>)> = sitting.join_all().await.into_iter().collect::<Result<_>>()?;
    all.sort_unstable_by_key(|(at, _)| *at);
    Ok(all.into_iter().flat_map(|(_, answers)| answers).collect())
}

#[derive(Deserialize)]
struct Lots {
    lots: Vec<OwnLot>,
}

#[derive(Deserialize)]
struct OwnLot {
    code: String,
    leaf: String,
    size: usize,
    index: usize,
    proof: Vec<TreeHash>,
    drawn: Option<bool>,
}

/// The codes of lots as their holders see them; refused unless each was drawn, and is proven to be under the control
/// number that was published before.
pub fn own_lots(shown: &[Value], root: &str) -> Result<BTreeSet<String>> {
    let root: TreeHash = root.parse()?;
    let mut codes = BTreeSet::new();
    for lots in shown {
        let Lots { lots } = serde_json::from_value(lots.clone()).context("own lots")?;
        ensure!(lots.len() == 1, "{} lots of one person in one draw", lots.len());
        for OwnLot { code, leaf, size, index, proof, drawn } in lots {
            ensure!(is_included(leaf.as_bytes(), index, size, &proof, &root), "lot {code} was not fixed before");
            ensure!(leaf.contains(&code) && drawn == Some(true), "lot {code} has a seat and was not drawn");
            codes.insert(code);
        }
    }
    Ok(codes)
}
