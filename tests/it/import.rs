//! Importing branches and members.

use std::sync::atomic::{AtomicUsize, Ordering};

use preferendum::cli::import::{Failure, MembersAsked, members};
use preferendum::domain::import::MemberDifference;
use preferendum::service::import::{ImportRefusal, apply_branches, apply_members, preview_branches, preview_members};

use crate::ground::{Ground, on_both};

const BRANCHES: &[u8] =
    b"code,naam,regio,inwoners\nA,Aalten,Gelderland,26912\nB,\"Nuenen, Gerwen en Nederwetten\",Noord-Brabant,22763\n";
const MEMBERS: &str = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n\
    1,Ans Jansen,ans@leden.example,A,1980,v\n\
    2,Bas Jansen,ans@leden.example,A,1979,m\n\
    3,Cor Smit,,B,,\n";

async fn imported(ground: &Ground, file: &str, complete: bool) -> MemberDifference {
    apply_members(&ground.platform, file.as_bytes(), complete, &|_| {}).await.unwrap()
}

async fn start(ground: &Ground) {
    apply_branches(&ground.platform, BRANCHES).await.unwrap();
    imported(ground, MEMBERS, false).await;
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    on_both(async |ground| {
        start(ground).await;
        let branches = apply_branches(&ground.platform, BRANCHES).await.unwrap();
        assert_eq!((branches.new.len(), branches.changed.len(), branches.unchanged), (0, 0, 2));
        let again = imported(ground, MEMBERS, true).await;
        assert_eq!((again.writes(), again.unchanged), (0, 3));
        // Nothing was done, so nothing was noted.
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit").await, 2);
    })
    .await;
}

#[tokio::test]
async fn couples_and_members_without_an_address_are_imported_with_a_warning() {
    on_both(async |ground| {
        start(ground).await;
        let warnings = preview_members(&ground.platform, MEMBERS.as_bytes(), false).await.unwrap().warnings;
        assert_eq!((warnings.without_email, warnings.sharing, warnings.shared_addresses), (1, 2, 1));
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE email = 'ans@leden.example'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn one_bad_row_keeps_the_whole_file_out_and_all_bad_rows_are_named() {
    on_both(async |ground| {
        apply_branches(&ground.platform, BRANCHES).await.unwrap();
        let file = format!("{MEMBERS}1,Dirk,dirk@leden.example,A,1980,m\n5,Eef,eef,A,1980,v\n6,Flo,,Z,1890,v\n");
        let refused = apply_members(&ground.platform, file.as_bytes(), false, &|_| {}).await;
        let Err(ImportRefusal::BadRows(rows)) = refused else { panic!("not refused") };
        let named: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(
            named,
            [
                "line 5: lidnummer `1` stands on line 2 already",
                "line 6: `eef` is not an e-mail address",
                "line 7: there is no afdeling with code `Z`",
                "line 7: `1890` is not a possible year of birth",
            ]
        );
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 0);
        let refused = preview_branches(&ground.platform, b"code,naam,regio\nA,Aa,x\nA,Bee,x\n").await;
        assert!(matches!(refused, Err(ImportRefusal::BadRows(rows)) if rows.len() == 1));
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_what_would_change_and_changes_nothing() {
    on_both(async |ground| {
        start(ground).await;
        let file = "lidnummer;naam;email;afdeling;geboortejaar;geslacht\r\n\
            1;Ans de Vries;ans@leden.example;A;1980;v\r\n2;Bas Jansen;ans@leden.example;B;1979;m\r\n\
            4;Dia Bos;dia@leden.example;B;1999;v\r\n";
        let seen = preview_members(&ground.platform, file.as_bytes(), true).await.unwrap();
        assert_eq!([seen.new.len(), seen.changed.len(), seen.moved.len(), seen.left.len()], [1, 1, 1, 1]);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 3);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE name = 'Ans Jansen'").await, 1);
        assert_eq!(imported(ground, file, true).await, seen);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE name = 'Ans de Vries'").await, 1);
        assert_eq!(
            ground
                .number("SELECT COUNT(*) FROM audit WHERE detail LIKE 'new 1, changed 1, moved 1, returned 0, left 1'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn only_a_complete_file_says_who_left_and_who_comes_back_has_not_left() {
    on_both(async |ground| {
        start(ground).await;
        let without = MEMBERS.replace("3,Cor Smit,,B,,\n", "");
        assert_eq!(imported(ground, &without, false).await.writes(), 0);
        assert_eq!(imported(ground, &without, true).await.left.len(), 1);
        assert_eq!(ground.number("SELECT left_at FROM member WHERE number = '3'").await, crate::ground::START.0);
        assert_eq!(imported(ground, &without, true).await.writes(), 0);
        assert_eq!(imported(ground, MEMBERS, true).await.returned.len(), 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member WHERE left_at IS NOT NULL").await, 0);
        assert_eq!(imported(ground, MEMBERS, true).await.unchanged, 3);
    })
    .await;
}

#[tokio::test]
async fn an_import_that_fails_half_way_leaves_nothing_behind() {
    on_both(async |ground| {
        start(ground).await;
        let more: String = (10..3010).map(|n| format!("{n},Lid {n},,A,1980,m\n")).collect();
        // The database itself refuses a row of the last batch, as a full disk would.
        let (fail, heal) = if ground.schema.is_none() {
            (
                "CREATE TRIGGER no_more BEFORE INSERT ON member WHEN NEW.number = '3009' BEGIN SELECT RAISE(ABORT, 'full'); END",
                "DROP TRIGGER no_more",
            )
        } else {
            ("ALTER TABLE member ADD CONSTRAINT no_more CHECK (number <> '3009')", "ALTER TABLE member DROP CONSTRAINT no_more")
        };
        ground.run(fail).await;
        let batches = AtomicUsize::new(0);
        let written = |_| {
            batches.fetch_add(1, Ordering::SeqCst);
        };
        let file = format!("{MEMBERS}{more}");
        let refused = apply_members(&ground.platform, file.as_bytes(), false, &written).await;
        assert!(matches!(refused, Err(ImportRefusal::Refused(_))));
        assert_eq!(batches.load(Ordering::SeqCst), 2);
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 3);
        ground.run(heal).await;
        assert_eq!(imported(ground, &file, false).await.new.len(), 3000);
    })
    .await;
}

#[tokio::test]
async fn the_command_stops_after_a_dry_run_and_says_why_a_file_was_refused() {
    on_both(async |ground| {
        apply_branches(&ground.platform, BRANCHES).await.unwrap();
        let name = format!("members-{}-{}.csv", std::process::id(), ground.schema.is_some());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, MEMBERS).unwrap();
        let asked = MembersAsked { file: file.clone(), dry_run: true, complete: false };
        members(&ground.platform, &asked).await.unwrap();
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 0);
        members(&ground.platform, &MembersAsked { dry_run: false, ..asked.clone() }).await.unwrap();
        assert_eq!(ground.number("SELECT COUNT(*) FROM member").await, 3);
        std::fs::write(&file, "lidnummer,naam\n1,Ans\n").unwrap();
        let refused = members(&ground.platform, &asked).await;
        assert!(matches!(refused, Err(Failure::BadRows(rows)) if rows.len() == 4));
        std::fs::remove_file(&file).unwrap();
        assert!(matches!(members(&ground.platform, &asked).await, Err(Failure::Unreadable { .. })));
    })
    .await;
}
