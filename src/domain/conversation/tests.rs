#![expect(clippy::unwrap_used, reason = "a test may fall over")]

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::ids::{AccountId, ConversationId, MemberId};
use crate::domain::letter::LetterKind;

const NOW: Timestamp = Timestamp(1_000_000);
const DAY: i64 = 86_400;

fn rules(state: State, allotment: Allotment) -> Rules {
    Rules { state, allotment, reply_by: NOW.plus(5 * DAY), starts_at: NOW.plus(10 * DAY) }
}

/// The table as the store keeps it, run by the same functions.
struct Table {
    rules: Rules,
    seats: i32,
    now: Timestamp,
    rows: Vec<Seat>,
    offers: usize,
}

impl Table {
    fn of(people: usize, seats: i32) -> Self {
        let rules = rules(State::Inviting, Allotment::Arrival);
        Self { rules, seats, now: NOW, rows: vec![Seat::invited(); people], offers: 0 }
    }

    fn number(&self, is: impl Fn(Status) -> bool) -> i32 {
        i32::try_from(self.rows.iter().filter(|row| is(row.status)).count()).unwrap()
    }

    fn room(&self) -> Room {
        Room {
            seats: self.seats,
            taken: self.number(Status::takes_a_place),
            waiting: self.number(|status| status == Status::Waiting),
            last_place: self.rows.iter().filter_map(|row| row.place_in_line).max().unwrap_or(0),
        }
    }

    fn line(&self) -> Vec<usize> {
        let mut line: Vec<usize> = (0..self.rows.len()).filter(|at| self.rows[*at].status == Status::Waiting).collect();
        line.sort_by_key(|at| self.rows[*at].place_in_line);
        line
    }

    fn yes(&mut self, at: usize) {
        if let Ok(next) = self.rows[at].yes(&self.rules, &self.room(), self.now) {
            self.rows[at] = next;
        }
    }

    fn no(&mut self, at: usize) {
        if let Ok(next) = self.rows[at].no(&self.rules, self.now) {
            self.rows[at] = next;
        }
        self.promote();
    }

    fn lapse(&mut self) {
        for row in &mut self.rows {
            if row.status == Status::Offered && row.reply_by.unwrap() <= self.now {
                *row = row.lapsed();
            }
        }
        self.promote();
    }

    fn promote(&mut self) {
        let offers = usize::try_from(self.rules.offers(&self.room(), self.now)).unwrap();
        for at in self.line().into_iter().take(offers) {
            self.rows[at] = self.rows[at].offered(self.rules.kept_until(self.now).unwrap());
            self.offers += 1;
        }
    }
}

#[test]
fn sixty_of_two_hundred_are_seated_and_the_others_wait_in_the_order_in_which_they_came() {
    let mut table = Table::of(200, 60);
    (0..200).for_each(|at| table.yes(at));
    assert_eq!((table.number(|s| s == Status::Seated), table.number(|s| s == Status::Waiting)), (60, 140));
    assert_eq!(table.line(), (60..200).collect::<Vec<_>>());
    (0..30).for_each(|at| table.no(at));
    assert_eq!((table.offers, table.number(|s| s == Status::Offered)), (30, 30));
    assert!((60..90).all(|at| table.rows[at].status == Status::Offered));
    (60..90).for_each(|at| table.yes(at));
    assert_eq!(table.number(|s| s == Status::Seated), 60);
    assert_eq!(table.line(), (90..200).collect::<Vec<_>>());
}

#[test]
fn a_place_that_nobody_takes_in_time_goes_to_the_next_and_its_first_owner_is_too_late() {
    let mut table = Table::of(3, 1);
    (0..3).for_each(|at| table.yes(at));
    table.no(0);
    assert_eq!(table.rows[1].status, Status::Offered);
    table.now = NOW.plus(2 * DAY);
    assert_eq!(table.rows[1].yes(&table.rules, &table.room(), table.now), Err(Late::Lapsed));
    table.lapse();
    assert_eq!((table.rows[1].status, table.rows[2].status), (Status::Lapsed, Status::Offered));
}

#[test]
fn a_place_is_kept_for_two_days_but_never_until_later_than_two_hours_before_the_beginning() {
    let settled = rules(State::Settled, Allotment::Arrival);
    assert_eq!(settled.kept_until(NOW), Some(NOW.plus(2 * DAY)));
    let late = settled.starts_at.plus(-DAY);
    assert_eq!(settled.kept_until(late), Some(settled.starts_at.plus(-7_200)));
    assert_eq!(settled.kept_until(settled.starts_at.plus(-7_200)), None);
}

#[test]
fn after_the_deadline_nobody_new_comes_in_and_everybody_can_still_say_no() {
    let room = Room { seats: 10, taken: 0, waiting: 0, last_place: 0 };
    for state in [State::Drawing, State::Settled, State::Held, State::Cancelled] {
        let new = Seat::invited().yes(&rules(state, Allotment::Draw), &room, NOW.plus(6 * DAY));
        assert_eq!(new, Err(Late::Closed), "{state:?}");
    }
    let settled = rules(State::Settled, Allotment::Arrival);
    let kept_too_long = Seat { status: Status::Offered, reply_by: Some(settled.starts_at.plus(60)), ..Seat::invited() };
    assert_eq!(kept_too_long.yes(&settled, &room, settled.starts_at), Err(Late::Lapsed));
    let drawing = rules(State::Drawing, Allotment::Draw);
    let yes = Seat { status: Status::Yes, ..Seat::invited() };
    assert_eq!(yes.no(&drawing, NOW.plus(6 * DAY)).unwrap().status, Status::Withdrawn);
    assert_eq!(yes.no(&drawing, drawing.starts_at), Err(Late::Closed));
}

proptest! {
    #[test]
    fn whatever_people_do_nobody_is_lost_no_place_is_given_twice_and_the_line_keeps_its_order(
        acts in prop::collection::vec((0..4_u8, 0..40_usize), 1..400),
        seats in 4..20_i32,
    ) {
        let mut table = Table::of(40, seats);
        for (act, at) in acts {
            let before = table.line();
            match act {
                0 | 1 => table.yes(at),
                2 => table.no(at),
                _ => {
                    table.now = table.now.plus(DAY / 2);
                    table.lapse();
                }
            }
            prop_assert_eq!(table.rows.len(), 40);
            prop_assert!(table.number(Status::takes_a_place) <= seats);
            let after = table.line();
            let known: HashSet<usize> = before.iter().copied().collect();
            let stayed: Vec<usize> = after.iter().copied().filter(|at| known.contains(at)).collect();
            let still: HashSet<usize> = after.iter().copied().collect();
            let kept: Vec<usize> = before.into_iter().filter(|at| still.contains(at)).collect();
            prop_assert_eq!(stayed, kept, "the order changed");
            let places: Vec<i32> = after.iter().map(|at| table.rows[*at].place_in_line.unwrap()).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "two people have one place in the line");
            // Nobody waits beside a place that could be offered.
            prop_assert_eq!(table.rules.offers(&table.room(), table.now), 0);
        }
    }

    #[test]
    fn a_mix_never_asks_more_of_a_side_than_there_are_and_keeps_its_shares(
        sizes in prop::collection::vec(0..400_usize, 2..4),
        first in 20..61_u8,
    ) {
        let shares: Vec<u8> = if sizes.len() == 2 { vec![first, 100 - first] } else { vec![first, 20, 80 - first] };
        let sides = [Side::Agree, Side::Disagree, Side::Neutral];
        let mix: Vec<Portion> =
            shares.iter().zip(sides).map(|(share, side)| Portion { statement: 2, side, share: *share }).collect();
        let audience = Audience { mix, ..Audience::default() };
        let side_of = sizes.iter().zip(sides).flat_map(|(size, side)| std::iter::repeat_n(side, *size));
        let people: Vec<Candidate> = side_of.zip(1_u128..).map(|(side, id)| Candidate {
            member: MemberId(uuid::Uuid::from_u128(id)),
            reachable: true,
            switched_off: false,
            held_back: false,
            side: Some(side),
        }).collect();
        let reckoned = reckon(&audience, &people);
        let total: usize = reckoned.pools.iter().map(|(quota, _)| quota).sum();
        for ((quota, pool), share) in reckoned.pools.iter().zip(&shares) {
            prop_assert!(*quota <= pool.len());
            // Within one of the exact share.
            prop_assert!((quota * 100).abs_diff(total * usize::from(*share)) < 300);
        }
        prop_assert_eq!(reckoned.will_be_invited.is_none(), sizes.iter().any(|size| *size < SMALLEST_SIDE));
        let largest = reckoned.pools.iter().zip(&shares).any(|((_, pool), share)| (total + 3) * usize::from(*share) > pool.len() * 100);
        prop_assert!(largest, "more could have been invited");
    }
}

#[test]
fn everybody_found_is_counted_once() {
    let person = |id: u128, reachable, switched_off, held_back| Candidate {
        member: MemberId(uuid::Uuid::from_u128(id)),
        reachable,
        switched_off,
        held_back,
        side: None,
    };
    let people = [
        person(1, false, true, true),
        person(2, true, true, true),
        person(3, true, false, true),
        person(4, true, false, false),
    ];
    let reckoned = reckon(&Audience::default(), &people);
    assert_eq!((reckoned.found, reckoned.without_address, reckoned.switched_off, reckoned.held_back), (4, 1, 1, 1));
    assert_eq!(reckoned.will_be_invited, Some(1));
}

#[test]
fn one_side_alone_or_nearly_alone_is_no_mix() {
    let portion = |side, share| Portion { statement: 2, side, share };
    let flaws = |mix: Vec<Portion>| {
        let audience = Audience { mix, ..Audience::default() };
        let draft = ConversationDraft {
            round: Some(crate::domain::ids::RoundId(uuid::Uuid::nil())),
            audience,
            ..ConversationDraft::default()
        };
        draft.flaws().into_iter().map(|flaw| flaw.field).collect::<Vec<_>>()
    };
    assert_eq!(flaws(vec![portion(Side::Agree, 50), portion(Side::Disagree, 50)]), Vec::<String>::new());
    for mix in [
        vec![portion(Side::Agree, 100)],
        vec![portion(Side::Agree, 90), portion(Side::Disagree, 10)],
        vec![portion(Side::Agree, 50), portion(Side::Agree, 50)],
        vec![portion(Side::Agree, 50), portion(Side::Disagree, 40)],
        vec![portion(Side::Agree, 50), Portion { statement: 3, side: Side::Disagree, share: 50 }],
    ] {
        assert_eq!(flaws(mix.clone()), ["audience.mix"], "{mix:?}");
    }
}

#[test]
fn a_check_in_code_is_read_however_it_was_typed() {
    let code = CheckInCode::new([7; 10]);
    assert_eq!(code.as_str().len(), 16);
    let typed = code.as_str().to_lowercase().replace('0', "o");
    let (one, two) = typed.split_at(8);
    assert_eq!(CheckInCode::parse(&format!("{one}-{two} ")), Some(code));
    assert_eq!(CheckInCode::parse("kort"), None);
}

fn known(state: State, sequence: i32) -> Conversation {
    Conversation {
        id: ConversationId(uuid::Uuid::nil()),
        state,
        version: 1,
        draft: ConversationDraft { starts_at: Some(NOW), ..ConversationDraft::default() },
        author: AccountId(uuid::Uuid::nil()),
        edited_by: AccountId(uuid::Uuid::nil()),
        sequence,
        invited_at: None,
        reminder_queued: false,
        cancel_reason: None,
    }
}

#[test]
fn a_letter_is_wanted_while_what_it_says_is_true() {
    let guest = |status| Guest {
        member: MemberId(uuid::Uuid::nil()),
        name: "Ans".to_owned(),
        email: None,
        has_left: false,
        stopped: false,
        switched_off: false,
        seat: Seat { status, place_in_line: None, reply_by: None, turn: 3 },
        position: None,
    };
    let inviting = known(State::Inviting, 2);
    for (kind, status, right, wrong) in [
        (LetterKind::ConversationSeat, Status::Seated, 3, 2),
        (LetterKind::ConversationWaiting, Status::Waiting, 3, 2),
        (LetterKind::ConversationPlaceFree, Status::Offered, 3, 1),
        (LetterKind::ConversationChanged, Status::Waiting, 2, 1),
        (LetterKind::ConversationReminder, Status::Seated, NOW.0, NOW.0 + 60),
    ] {
        assert!(guest(status).wants(kind, &inviting, right), "{kind:?}");
        assert!(!guest(status).wants(kind, &inviting, wrong), "{kind:?} of an earlier step");
        assert!(!guest(Status::Withdrawn).wants(kind, &inviting, right), "{kind:?} to who gave up");
        assert!(!guest(status).wants(kind, &known(State::Cancelled, 2), right), "{kind:?} of what is off");
        assert!(!Guest { has_left: true, ..guest(status) }.wants(kind, &inviting, right), "{kind:?} to who left");
        assert!(Guest { switched_off: true, ..guest(status) }.wants(kind, &inviting, right), "{kind:?} can be missed");
    }
    let off = Guest { switched_off: true, ..guest(Status::Invited) };
    assert!(guest(Status::Invited).wants(LetterKind::ConversationInvitation, &inviting, 0));
    assert!(!off.wants(LetterKind::ConversationInvitation, &inviting, 0));
    assert!(guest(Status::Seated).wants(LetterKind::ConversationCancelled, &known(State::Cancelled, 3), 3));
}

#[test]
fn a_note_is_for_who_had_a_seat_and_what_was_hidden_stays_so() {
    let reported = known(State::Reported, 0);
    let open = |seat, now| Beside::Note.is_open(&reported, NOW, seat, now);
    assert!(open(Some(Status::Seated), NOW.plus(14 * DAY - 1)));
    assert!(!open(Some(Status::Seated), NOW.plus(14 * DAY)));
    assert!(!open(Some(Status::Waiting), NOW) && !open(None, NOW));
    assert!(!Beside::Reaction.is_open(&reported, NOW, None, NOW), "nobody switched it on");
    assert_eq!(
        [None, Some(true), Some(false)].map(|before| Beside::Note.shown_at_first(before)),
        [Some(true), Some(true), Some(false)]
    );
    assert_eq!(Beside::Reaction.shown_at_first(Some(true)), None);
}
