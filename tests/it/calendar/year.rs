//! A year of a rhythm by the clock alone: everything happens once.

use super::*;

/// A year of turns, and what was seen of it.
struct Year<'a> {
    ground: &'a Ground,
    cast: &'a Cast,
    postman: Postman,
    /// The moment at which each round was first seen in each state.
    seen: BTreeMap<(RoundId, Reached), Timestamp>,
    voted: Vec<RoundId>,
}

/// States that a clock brings about, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Open,
    Closed,
    Published,
}

impl Year<'_> {
    async fn at(&mut self, moment: Timestamp) {
        self.ground.clock.set(moment);
        self.ground.turn().await;
        while self.postman.run_once().await.unwrap().letters() > 0 {}
        for known in self.rounds().await {
            let state = match known.state {
                State::Open => Reached::Open,
                State::Closed => Reached::Closed,
                State::Published => Reached::Published,
                _ => continue,
            };
            self.seen.entry((known.id, state)).or_insert(moment);
        }
    }

    async fn rounds(&self) -> Vec<Round> {
        store::round::list(&self.ground.platform.db, &State::ALL).await.unwrap()
    }

    /// A day of the server: at noon the desk and the members; on a day on which a round opens or closes also nine, eight and
    /// the second before, and the end of the grace. Twice, because a count is fetched a turn after it was made. What would
    /// happen at another time is seen at the next noon, which is then not the time that was promised.
    async fn day(&mut self, day: Day) {
        let [open, close] = ["09:00", "20:00"].map(|time| day.at(clock(time)));
        let moves = self.rounds().await.into_iter().any(|round| {
            let times = [round.draft.opens_at, round.draft.closes_at];
            times.iter().flatten().any(|moment| moment.day() == day)
        });
        if moves {
            self.at(open.plus(-1)).await;
            self.at(open).await;
        }
        self.noon(day).await;
        if moves {
            for moment in [close.plus(-1), close, close.plus(899), close.plus(900), close.plus(900)] {
                self.at(moment).await;
            }
        }
    }

    async fn noon(&mut self, day: Day) {
        self.at(day.at(clock("12:00"))).await;
        self.ground.do_what_is_due(self.cast).await;
        for known in self.rounds().await {
            if known.state == State::Open && !self.voted.contains(&known.id) {
                for member in &self.cast.members {
                    Voter::new(self.ground, *member, known.id).await.vote(self.ground, "5,4,2,1").await;
                }
                self.voted.push(known.id);
            }
        }
    }
}

fn postman(ground: &Ground, memory: &Arc<Memory>) -> Postman {
    let transport: Arc<dyn Transport> = memory.clone();
    let sender = Sender::parse("Preferendum <post@example.org>").unwrap();
    Postman::new(ground.platform.clone(), transport, PostSettings::from_sender(sender))
}

/// Opening days of the year below: one is skipped, and one moved into the week of the autumn clock change.
const OPENINGS: [&str; 8] =
    ["2026-12-29", "2027-02-09", "2027-03-23", "2027-05-04", "2027-06-15", "2027-09-07", "2027-10-26", "2027-11-30"];

#[tokio::test]
async fn in_a_year_every_round_opens_closes_and_publishes_once_and_every_letter_goes_once() {
    on_both(async |ground: &Ground| {
        let cast = ground.cast().await;
        calendar::set(&ground.platform, cast.planner, &rhythm()).await.unwrap();
        let going = ground.going(cast.planner).await;
        calendar::skip(&ground.platform, cast.planner, (going, 5), "Zomervakantie.").await.unwrap();
        calendar::move_to(&ground.platform, cast.planner, (going, 7), day("2027-10-26")).await.unwrap();
        let memory = Arc::new(Memory::default());
        let mut year =
            Year { ground, cast: &cast, postman: postman(ground, &memory), seen: BTreeMap::new(), voted: Vec::new() };
        let (mut today, last) = (START.day(), day("2027-12-20"));
        while today <= last {
            if today == day("2027-02-08") {
                // Off on the evening before the opening, and back a day and a half later.
                year.at(today.at(clock("19:00"))).await;
                today = today.plus(2);
                outbox::recover(&ground.platform).await.unwrap();
                year.postman = postman(ground, &memory);
                year.noon(today).await;
            } else {
                year.day(today).await;
            }
            today = today.plus(1);
        }
        all_went_by_the_rhythm(&year).await;
        every_letter_went_once(ground, &memory).await;
    })
    .await;
}

async fn all_went_by_the_rhythm(year: &Year<'_>) {
    let ground = year.ground;
    let mut rounds = ground.rounds(year.cast.writer).await;
    rounds.retain(|round| round.state == State::Published);
    let opened: Vec<String> = rounds.iter().map(|round| round.draft.opens_at.unwrap().day().to_string()).collect();
    assert_eq!(opened, OPENINGS);
    for known in &rounds {
        let opens = known.draft.opens_at.unwrap();
        assert!(opens.in_amsterdam().starts_with("dinsdag") && opens.in_amsterdam().ends_with(" 9:00 uur"));
        let at = |state| year.seen[&(known.id, state)];
        let late = opens.day() == day("2027-02-09");
        let wanted = if late { day("2027-02-10").at(clock("12:00")) } else { opens };
        assert_eq!(at(Reached::Open), wanted, "{}", known.draft.title);
        assert_eq!(at(Reached::Closed), opens.day().plus(10).at(clock("20:00")), "{}", known.draft.title);
        assert_eq!(at(Reached::Published), opens.day().plus(11).at(clock("12:00")), "{}", known.draft.title);
    }
    for act in ["round.open", "round.close", "round.publish", "cadence.draft"] {
        let more = format!(
            "SELECT COUNT(*) FROM (SELECT object_id FROM audit WHERE act = '{act}' GROUP BY object_id HAVING COUNT(*) > 1) x"
        );
        assert_eq!(ground.number(&more).await, 0, "{act}");
    }
    // Eight that were published, and the drafts of the next three.
    assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'round.publish'").await, 8);
    assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'cadence.draft'").await, 11);
    assert_eq!(ground.number("SELECT COUNT(*) FROM round").await, 11);
    assert_eq!(ground.number("SELECT COUNT(DISTINCT opens_at) FROM round").await, 11);
    assert_eq!(ground.number("SELECT COUNT(*) FROM round WHERE state NOT IN ('published', 'draft')").await, 0);
}

async fn every_letter_went_once(ground: &Ground, memory: &Memory) {
    // Who, which kind, which round; the subject names the kind and the round.
    let mut letters: HashMap<(String, String), usize> = HashMap::new();
    for email in memory.sent() {
        *letters.entry((email.to, email.subject)).or_default() += 1;
    }
    assert!(letters.values().all(|times| *times == 1), "{letters:?}");
    let got = |number: usize, kind: &str| {
        letters.keys().filter(|(to, subject)| *to == address(number) && subject.starts_with(kind)).count()
    };
    for number in 1..MEMBERS {
        let reminders = if number <= VOTERS { 0 } else { OPENINGS.len() };
        assert_eq!(got(number, "Doe mee: Ronde van "), OPENINGS.len(), "invitations of {number}");
        assert_eq!(got(number, "Je kunt nog meedoen: Ronde van "), reminders, "reminders of {number}");
        assert_eq!(got(number, "De uitslag: Ronde van "), OPENINGS.len(), "results of {number}");
    }
    let all = OPENINGS.len() * (3 * (MEMBERS - 1) - VOTERS);
    assert_eq!(letters.len(), all, "and nothing else was sent");
    assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE status IN ('queued', 'sending', 'unknown')").await, 0);
}
