//! Handing letters to the mail server: once, again, or never; killed, throttled and told to stop.

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_postmen_at_once_send_every_letter_exactly_once() {
    on_both(async |ground| {
        invited(ground, 301).await;
        let memory = Arc::new(Memory::default());
        let other = Platform {
            db: Db::connect(&ground.url, ground.schema.as_deref()).await.unwrap(),
            ..ground.platform.clone()
        };
        let (mut one, mut two) = (postman(&ground.platform, &memory), postman(&other, &memory));
        let first = tokio::spawn(async move { drain(&mut one).await });
        let second = tokio::spawn(async move { drain(&mut two).await });
        let sent = first.await.unwrap().sent + second.await.unwrap().sent;
        other.db.close().await.unwrap();
        assert_eq!(sent, 300);
        let mut times: HashMap<String, usize> = HashMap::new();
        for email in memory.sent() {
            *times.entry(email.to).or_default() += 1;
        }
        assert_eq!(times.len(), 300);
        assert!(times.values().all(|times| *times == 1));
        assert_eq!(count(ground, LetterStatus::Sent).await, 300);
    })
    .await;
}

#[tokio::test]
async fn what_was_being_sent_when_the_process_was_killed_is_in_doubt_and_never_sent_again() {
    on_both(async |ground| {
        let round = invited(ground, 31).await;
        let stuck = Arc::new(Stuck { takes: AtomicUsize::new(10), taken: Memory::default() });
        let mut killed = postman(&ground.platform, &stuck);
        let killed_in_the_middle = tokio::time::timeout(Duration::from_millis(500), killed.run_once()).await;
        assert!(killed_in_the_middle.is_err());
        assert_eq!(count(ground, LetterStatus::Sending).await, 8);
        assert_eq!(post::recover(&ground.platform).await.unwrap(), 8);
        let memory = Arc::new(Memory::default());
        assert_eq!(drain(&mut postman(&ground.platform, &memory)).await.sent, 14);
        assert_eq!(post::recover(&ground.platform).await.unwrap(), 0);
        let before: HashSet<String> = stuck.taken.sent().into_iter().map(|email| email.to).collect();
        let after: HashSet<String> = memory.sent().into_iter().map(|email| email.to).collect();
        assert_eq!(before.intersection(&after).count(), 0, "nobody got two");
        let (listed, total) = post::list(&ground.platform, round, LetterStatus::Unknown, 0).await.unwrap();
        assert_eq!((listed.len(), total), (8, 8));
        assert_eq!(listed[0].error.as_deref(), Some("stopped while sending"));
    })
    .await;
}

#[tokio::test]
async fn a_temporary_no_is_tried_again_after_a_minute_with_the_same_link() {
    on_both(async |ground| {
        invited(ground, 2).await;
        let transport = Scripted::new(vec![SendError::Retry("smtp 450".to_owned())]);
        let mut postman = postman(&ground.platform, &transport);
        assert_eq!(postman.run_once().await.unwrap().postponed, 1);
        assert_eq!(postman.run_once().await.unwrap().letters(), 0, "not yet");
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE error = 'smtp 450' AND attempts = 1").await, 1);
        ground.clock.advance(60);
        assert_eq!(postman.run_once().await.unwrap().sent, 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM outbox WHERE error IS NULL AND attempts = 2").await, 1);
        assert_eq!(ground.number("SELECT COUNT(*) FROM mail_link WHERE kind = 'round'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_never_taken_fails_after_eight_tries() {
    on_both(async |ground| {
        invited(ground, 2).await;
        let transport = Scripted::new(vec![SendError::Retry("connection".to_owned()); 20]);
        let mut postman = postman(&ground.platform, &transport);
        let mut tries = 0;
        for _ in 0..40 {
            tries += postman.run_once().await.unwrap().postponed;
            ground.clock.advance(3_600);
        }
        assert_eq!(tries, 8);
        assert_eq!(count(ground, LetterStatus::Failed).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_permanent_no_is_for_good_and_a_doubt_stays_one_and_neither_keeps_an_address() {
    on_both(async |ground| {
        invited(ground, 4).await;
        let answers = vec![SendError::Refused("smtp 550".to_owned()), SendError::Unknown("time-out".to_owned())];
        let mut postman = postman(&ground.platform, &Scripted::new(answers));
        let tally = postman.run_once().await.unwrap();
        assert_eq!(tally, Tally { sent: 1, refused: 1, unknown: 1, ..Tally::default() });
        ground.clock.advance(7 * 3_600);
        assert_eq!(postman.run_once().await.unwrap().letters(), 0);
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM outbox WHERE status = 'failed' AND error = 'smtp 550'").await,
            1
        );
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM outbox WHERE status = 'unknown' AND error = 'time-out'").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn the_throttle_keeps_to_so_many_a_minute() {
    on_both(async |ground| {
        invited(ground, 200).await;
        let memory = Arc::new(Memory::default());
        let transport: Arc<dyn Transport> = memory.clone();
        let slow = PostSettings { per_minute: Some(60), ..settings() };
        let mut postman = Postman::new(ground.platform.clone(), transport, slow);
        for _ in 0..60 {
            postman.run_once().await.unwrap();
            postman.run_once().await.unwrap();
            ground.clock.advance(1);
        }
        assert_eq!(memory.sent().len(), 60);
    })
    .await;
}

#[tokio::test]
async fn told_to_stop_the_postman_finishes_what_is_under_way_and_leaves_the_rest_queued() {
    on_both(async |ground| {
        invited(ground, 101).await;
        /// Tells to stop once nine letters are out.
        struct Stopping(tokio::sync::watch::Sender<bool>, Memory);
        #[async_trait::async_trait]
        impl Transport for Stopping {
            async fn send(&self, email: &Email) -> Result<(), SendError> {
                if self.1.sent().len() >= 9 {
                    self.0.send_replace(true);
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
                self.1.send(email).await
            }
        }
        let (tell, stop) = tokio::sync::watch::channel(false);
        let transport = Arc::new(Stopping(tell, Memory::default()));
        let run = postman(&ground.platform, &transport).run(stop);
        tokio::time::timeout(Duration::from_secs(20), run).await.unwrap();
        let sent = i64::try_from(transport.1.sent().len()).unwrap();
        assert!((9..101).contains(&sent), "{sent}");
        assert_eq!(count(ground, LetterStatus::Sent).await, sent);
        assert_eq!(count(ground, LetterStatus::Queued).await, 100 - sent);
    })
    .await;
}

#[tokio::test]
async fn in_a_folder_every_letter_is_one_file() {
    on_both(async |ground| {
        invited(ground, 4).await;
        let path = std::env::temp_dir().join(format!("post-{}-{}", std::process::id(), ground.schema.is_some()));
        let folder = Arc::new(Folder::open(path.clone()).unwrap());
        assert_eq!(drain(&mut postman(&ground.platform, &folder)).await.sent, 3);
        let files: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 3);
        for file in &files {
            let text = std::fs::read_to_string(file).unwrap();
            let id = file.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(text.contains(&format!("Message-ID: <{id}@leden.example.org>\r\n")));
            assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        }
        std::fs::remove_dir_all(&path).unwrap();
    })
    .await;
}
