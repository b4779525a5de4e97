#![expect(clippy::unwrap_used, reason = "a test may fall over")]

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::*;
use crate::domain::time::Timestamp;
use crate::mail::Sender;

/// What the server does instead of going on, at the command that begins with the word (`.` is the end of a letter).
#[derive(Clone, Copy)]
enum Whim {
    Say(&'static str, &'static str),
    HangUp(&'static str),
    FallSilent(&'static str),
    /// Hangs up after each letter that it has taken.
    OneEach,
    None,
}

struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
    letters: Arc<std::sync::Mutex<Vec<String>>>,
}

async fn server(whim: Whim) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let letters = Arc::default();
    let server = Server { port, connections: Arc::clone(&connections), letters: Arc::clone(&letters) };
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            connections.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(talk(stream, whim, Arc::clone(&letters)));
        }
    });
    server
}

async fn talk(stream: TcpStream, whim: Whim, letters: Arc<std::sync::Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 hello\r\n").await.unwrap();
    let (mut line, mut letter, mut in_letter) = (String::new(), String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        if in_letter && line != ".\r\n" {
            letter.push_str(&line);
            continue;
        }
        let answer = match whim {
            Whim::Say(at, answer) if line.starts_with(at) => answer,
            Whim::HangUp(at) if line.starts_with(at) => return,
            Whim::FallSilent(at) if line.starts_with(at) => std::future::pending().await,
            _ if line.starts_with("EHLO") => "250 here",
            _ if line.starts_with("DATA") => "354 go on",
            _ => "250 fine",
        };
        if in_letter && answer.starts_with('2') {
            letters.lock().unwrap().push(std::mem::take(&mut letter));
        }
        in_letter = answer.starts_with("354");
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        if matches!(whim, Whim::OneEach) && line == ".\r\n" {
            return;
        }
    }
}

fn email(subject: &str) -> Email {
    Email {
        message_id: "<0198@leden.example.org>".to_owned(),
        from: Sender::parse("post@example.org").unwrap(),
        to: "ans@leden.example".to_owned(),
        date: Timestamp(0),
        subject: subject.to_owned(),
        text: "Hoi\n.\nna de punt\n".to_owned(),
        html: "<p>Hoi</p>".to_owned(),
        unsubscribe: None,
        return_path: None,
        calendar: None,
    }
}

fn smtp(port: u16) -> Smtp {
    let host = "127.0.0.1".to_owned();
    let server = SmtpServer { host, port, security: Security::None, login: None };
    Smtp::new(&server, Duration::from_millis(500)).unwrap()
}

async fn outcome(whim: Whim) -> Result<(), SendError> {
    let server = server(whim).await;
    let done = smtp(server.port).send(&email("Hoi")).await;
    assert_eq!(server.letters.lock().unwrap().len(), usize::from(done.is_ok()));
    done
}

#[tokio::test]
async fn letters_go_over_one_connection_and_arrive_whole() {
    let server = server(Whim::None).await;
    let smtp = smtp(server.port);
    smtp.send(&email("een")).await.unwrap();
    smtp.send(&email("twee")).await.unwrap();
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
    let letters = server.letters.lock().unwrap().clone();
    assert!(letters[0].contains("Subject: een\r\n") && letters[1].contains("Subject: twee\r\n"));
    assert!(letters[0].contains("na de punt"), "a line with one dot does not end the letter");
}

#[tokio::test]
async fn a_connection_that_the_server_ended_is_replaced_without_a_delay() {
    let server = server(Whim::OneEach).await;
    let smtp = smtp(server.port);
    for subject in ["een", "twee", "drie"] {
        smtp.send(&email(subject)).await.unwrap();
    }
    assert_eq!(server.connections.load(Ordering::SeqCst), 3);
    assert_eq!(server.letters.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_temporary_no_is_tried_again_later_whenever_it_comes() {
    let later = |class: &str| Err(SendError::Retry(class.to_owned()));
    assert_eq!(outcome(Whim::Say("RCPT", "450 mailbox busy")).await, later("smtp 450"));
    assert_eq!(outcome(Whim::Say("DATA", "421 closing")).await, later("smtp 421"));
    assert_eq!(outcome(Whim::Say(".", "451 try again")).await, later("smtp 451"));
}

#[tokio::test]
async fn a_permanent_no_to_the_letter_is_for_good_and_does_not_repeat_the_address() {
    let refused = |class: &str| Err(SendError::Refused(class.to_owned()));
    let nobody = Err(SendError::NoMailbox("smtp 550".to_owned()));
    assert_eq!(outcome(Whim::Say("RCPT", "550 ans@leden.example is not here")).await, nobody);
    assert_eq!(outcome(Whim::Say("RCPT", "550 5.1.1 no such user")).await, nobody);
    assert_eq!(outcome(Whim::Say("RCPT", "550 5.7.1 we do not like you")).await, refused("smtp 550"));
    assert_eq!(outcome(Whim::Say("RCPT", "554 relay access denied")).await, refused("smtp 554"));
    assert_eq!(outcome(Whim::Say(".", "554 no thanks")).await, refused("smtp 554"));
}

#[tokio::test]
async fn a_no_to_our_own_sender_or_greeting_does_not_condemn_the_letter() {
    assert_eq!(outcome(Whim::Say("EHLO", "554 not you")).await, Err(SendError::Retry("smtp 554".to_owned())));
    assert_eq!(outcome(Whim::Say("MAIL", "530 log in")).await, Err(SendError::Retry("smtp 530".to_owned())));
}

#[tokio::test]
async fn nobody_knows_what_became_of_a_letter_when_the_line_broke_after_it_was_handed_over() {
    let unknown = outcome(Whim::HangUp(".")).await;
    assert!(matches!(unknown, Err(SendError::Unknown(_))), "{unknown:?}");
    assert_eq!(outcome(Whim::FallSilent(".")).await, Err(SendError::Unknown("time-out".to_owned())));
}

#[tokio::test]
async fn a_line_that_broke_before_the_letter_was_handed_over_is_tried_again() {
    let again = outcome(Whim::HangUp("RCPT")).await;
    assert!(matches!(again, Err(SendError::Retry(_))), "{again:?}");
    assert_eq!(outcome(Whim::FallSilent("DATA")).await, Err(SendError::Retry("time-out".to_owned())));
    assert_eq!(outcome(Whim::FallSilent("EHLO")).await, Err(SendError::Retry("time-out".to_owned())));
}

#[tokio::test]
async fn a_refused_connection_is_tried_again() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    assert_eq!(smtp(port).send(&email("Hoi")).await, Err(SendError::Retry("connection".to_owned())));
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_to_a_server_that_must_encrypt() {
    let server = server(Whim::None).await;
    let host = "127.0.0.1".to_owned();
    let setting = SmtpServer { host, port: server.port, security: Security::Required, login: None };
    let smtp = Smtp::new(&setting, Duration::from_millis(500)).unwrap();
    assert_eq!(smtp.send(&email("Hoi")).await, Err(SendError::Retry("unsupported".to_owned())));
    assert!(server.letters.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_server_is_told_the_return_path_of_each_letter() {
    let (one, other) = ("bounces+01@partij.example", "bounces+02@partij.example");
    let server = server(Whim::Say("MAIL FROM:<bounces+02@partij.example>", "451 seen")).await;
    let smtp = smtp(server.port);
    let to = |path: &str| Email { return_path: Some(path.to_owned()), ..email("Hoi") };
    assert_eq!(smtp.send(&to(one)).await, Ok(()));
    assert_eq!(smtp.send(&to(other)).await, Err(SendError::Retry("smtp 451".to_owned())));
    assert_eq!(smtp.send(&email("Hoi")).await, Ok(()));
    assert!(server.letters.lock().unwrap().iter().all(|letter| !letter.contains("bounces+")));
}
