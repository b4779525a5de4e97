//! The same statement put to other members: what two results would show together.

use preferendum::domain::draft::RoundDraft;
use preferendum::domain::ids::RoundId;
use preferendum::domain::manifest::ManifestBranch;
use preferendum::domain::role::Role;
use preferendum::service::{Code, result, round};

use crate::ground::{Ground, on_both};
use crate::voting::{CLOSES, OPENS, PUBLISHES, Voter, draft};

const WEEK: i64 = 7 * 86_400;

/// A round for these branches, a week after the usual one.
fn later(codes: &[&str]) -> RoundDraft {
    let scope = codes.iter().map(|code| ManifestBranch { code: (*code).to_owned(), name: String::new() });
    RoundDraft {
        scope: scope.collect(),
        opens_at: Some(OPENS.plus(WEEK)),
        closes_at: Some(CLOSES.plus(WEEK)),
        publishes_at: Some(PUBLISHES.plus(WEEK)),
        ..draft()
    }
}

async fn approved(ground: &Ground, draft: RoundDraft) -> Result<RoundId, Code> {
    let author = ground.hire("derde@werk.example", Role::Staff).await;
    let second = ground.hire("vierde@werk.example", Role::Staff).await;
    let made = round::create(&ground.platform, author, draft).await.map_err(|refusal| refusal.code)?;
    round::approve(&ground.platform, second, made.id, made.version).await.map_err(|refusal| refusal.code)?;
    Ok(made.id)
}

#[tokio::test]
async fn a_statement_is_not_put_to_some_of_the_members_while_others_with_them_still_answer_it() {
    on_both(async |ground: &Ground| {
        ground.people().await;
        ground.opened().await;
        assert_eq!(approved(ground, later(&["A"])).await, Err(Code::TooClose));
        let mut other = later(&["A"]);
        for statement in &mut other.statements {
            statement.text += " (anders)";
        }
        approved(ground, other).await.unwrap();
        approved(ground, later(&[])).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_group_that_was_published_is_not_cut_so_that_a_few_members_are_left_of_it() {
    on_both(async |ground: &Ground| {
        let people = ground.people().await;
        let open = ground.opened().await;
        for (voter, answers) in people.iter().take(36).zip(["5,4,3,2", "1,2,3,4", "4,1,,5", "2,5,1,"].iter().cycle()) {
            Voter::new(ground, *voter, open.id).await.vote(ground, answers).await;
        }
        ground.finish(open.id).await;
        let groups = result::published(&ground.platform, open.id).await.unwrap().result.groups;
        assert_eq!(groups.len(), 1, "nobody of Breda answered, so all three are counted together");
        // Without Aalten and Breda, the ten members of Bronckhorst are left.
        assert_eq!(approved(ground, later(&["A", "C"])).await, Err(Code::TooClose));
        approved(ground, later(&["A"])).await.unwrap();
        approved(ground, later(&["A", "B"])).await.unwrap();
    })
    .await;
}
