//! What a chain finds, what it cannot find alone, and that an export reads back.

use super::*;

fn line(act: &str, detail: &str) -> Line {
    Line {
        number: 0,
        at: Timestamp(1_795_507_200),
        actor_kind: "account".to_owned(),
        actor: Some(Uuid::from_u128(7)),
        act: act.to_owned(),
        object_kind: "round".to_owned(),
        object: None,
        detail: detail.to_owned(),
    }
}

fn chain(length: i64) -> Vec<Chained> {
    let mut head = Head::START;
    let next = |number: i64| {
        let next = head.chain(line("round.edit", &number.to_string()));
        head = Head::from(&next);
        next
    };
    (1..=length).map(next).collect()
}

#[test]
fn a_whole_chain_holds_and_ends_in_its_head() {
    let lines = chain(5);
    assert_eq!(verify(&lines), Ok(Head::from(&lines[4])));
    assert_eq!(verify(&[]), Ok(Head::START));
}

#[test]
fn a_line_that_was_changed_in_any_field_is_named() {
    let changes: [fn(&mut Line); 7] = [
        |line| line.at = line.at.plus(1),
        |line| line.actor_kind = "system".to_owned(),
        |line| line.actor = None,
        |line| line.act = "round.approve".to_owned(),
        |line| line.object_kind = "branch".to_owned(),
        |line| line.object = Some(Uuid::from_u128(1)),
        |line| line.detail.push('!'),
    ];
    for change in changes {
        let mut lines = chain(5);
        change(&mut lines[2].line);
        assert_eq!(verify(&lines), Err(Broken::Changed { number: 3 }));
    }
}

#[test]
fn a_changed_line_with_a_hash_that_fits_is_found_at_the_next_one() {
    let mut lines = chain(5);
    lines[2].line.detail = "nothing happened".to_owned();
    lines[2].hash = lines[2].line.hash(&lines[1].hash);
    assert_eq!(verify(&lines), Err(Broken::Changed { number: 4 }));
}

#[test]
fn dropped_swapped_and_inserted_lines_are_named() {
    let mut dropped = chain(5);
    dropped.drain(1..3);
    assert_eq!(verify(&dropped), Err(Broken::Missing { from: 2, to: 3 }));
    let mut renumbered = chain(5);
    renumbered.remove(1);
    (1..).zip(&mut renumbered).for_each(|(number, one)| one.line.number = number);
    assert_eq!(verify(&renumbered), Err(Broken::Changed { number: 2 }));
    let mut swapped = chain(5);
    swapped.swap(1, 2);
    assert_eq!(verify(&swapped), Err(Broken::OutOfPlace { after: 1, number: 3 }));
    let mut inserted = chain(5);
    let made_up = Head::from(&inserted[1]).chain(line("round.approve", "made up"));
    inserted.insert(2, made_up);
    assert_eq!(verify(&inserted), Err(Broken::OutOfPlace { after: 3, number: 3 }));
    let mut first = chain(5);
    first.remove(0);
    assert_eq!(verify(&first), Err(Broken::Missing { from: 1, to: 1 }));
}

#[test]
fn a_cut_tail_is_found_with_a_head_that_somebody_wrote_down() {
    let whole = chain(5);
    let noted = whole[4].hash.short();
    assert_eq!(noted.len(), 19);
    let cut = &whole[..3];
    assert!(verify(cut).is_ok());
    assert_eq!(find_head(cut, &noted), None);
    assert_eq!(find_head(&whole, &noted), Some(Head::from(&whole[4])));
    // The trail went on since: the line that was the head then is still there.
    assert_eq!(find_head(&whole, &whole[2].hash.to_string().to_uppercase()), Some(Head::from(&whole[2])));
    assert_eq!(find_head(&whole, ""), None);
}

#[test]
fn fields_do_not_run_into_each_other() {
    let one = line("round", ".edit").hash(&AuditHash::START);
    assert_ne!(one, line("round.", "edit").hash(&AuditHash::START));
    // By the description in docs/audit.md, so that somebody else's program finds the same.
    assert_eq!(
        line("sign_in", "").hash(&AuditHash::START).to_string(),
        "3a39b52d5a26d573f05e96ede496bd8a122e2800be42bb62b8379f134cb77157"
    );
}

#[test]
fn an_export_reads_back_to_the_same_lines_whatever_stands_in_them() {
    let mut head = Head::START;
    let mut lines = Vec::new();
    for detail in ["", "=1+1", "'quoted'", "-", "a;b,c \"d\"\r\n e", "één", "\tx", "@", "''"] {
        let next = head.chain(line("statement.tag", detail));
        head = Head::from(&next);
        lines.push(next);
    }
    assert_eq!(read_export(&write_export(&lines)), Ok(lines));
}

#[test]
fn what_is_no_export_is_said_so() {
    assert_eq!(read_export(b"a,b\n1,2\n"), Err(ExportError::Columns));
    assert_eq!(read_export(b""), Err(ExportError::Columns));
    let mut file = write_export(&chain(2));
    file.extend_from_slice(b"x,y\n");
    assert_eq!(read_export(&file), Err(ExportError::Row(3)));
}
