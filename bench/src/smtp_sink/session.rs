//! One SMTP conversation (RFC 5321, with pipelining): bounded in lines, size and time.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::ledger::Ledger;

const LINE: usize = 4096;
const LETTER: usize = 2 << 20;
const RECIPIENTS: usize = 100;
const SILENCE: Duration = Duration::from_secs(120);

#[derive(Default)]
struct Envelope {
    begun: bool,
    recipients: Vec<String>,
}

struct Talk {
    stream: BufReader<TcpStream>,
    // Answers to pipelined commands leave together.
    answers: String,
}

impl Talk {
    async fn line(&mut self) -> Result<Option<Vec<u8>>> {
        if !self.stream.buffer().contains(&b'\n') {
            self.flush().await?;
        }
        let mut line = Vec::new();
        loop {
            let chunk = timeout(SILENCE, self.stream.fill_buf()).await??;
            if chunk.is_empty() {
                return Ok(None);
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(chunk.len(), |end| end + 1);
            line.extend_from_slice(&chunk[..taken]);
            self.stream.consume(taken);
            if line.len() > LINE {
                bail!("a line of more than {LINE} bytes");
            }
            if end.is_some() {
                while line.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
                    line.pop();
                }
                return Ok(Some(line));
            }
        }
    }

    fn say(&mut self, answer: &str) {
        self.answers += answer;
        self.answers += "\r\n";
    }

    async fn flush(&mut self) -> Result<()> {
        let answers = std::mem::take(&mut self.answers);
        self.stream.get_mut().write_all(answers.as_bytes()).await?;
        Ok(())
    }

    async fn letter(&mut self) -> Result<Vec<u8>> {
        let mut letter = Vec::new();
        loop {
            let Some(line) = self.line().await? else { bail!("hung up inside a letter") };
            if line == b"." {
                return Ok(letter);
            }
            // A dot at the start of a line was doubled by the sender.
            letter.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            letter.extend_from_slice(b"\r\n");
            if letter.len() > LETTER {
                bail!("a letter of more than {LETTER} bytes");
            }
        }
    }
}

/// Talks until the client says goodbye.
pub async fn talk(stream: TcpStream, ledger: &Ledger, delay: Duration) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut talk = Talk { stream: BufReader::new(stream), answers: String::new() };
    let mut envelope = Envelope::default();
    talk.say("220 sink ESMTP");
    while let Some(line) = talk.line().await? {
        let line = String::from_utf8_lossy(&line).into_owned();
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => talk.say("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 2097152"),
            "HELO" | "NOOP" => talk.say("250 ok"),
            "RSET" => {
                envelope = Envelope::default();
                talk.say("250 ok");
            }
            "MAIL" => {
                envelope = Envelope { begun: true, recipients: Vec::new() };
                talk.say("250 ok");
            }
            "RCPT" => recipient(&mut talk, &mut envelope, &line),
            "DATA" => data(&mut talk, &mut envelope, ledger, delay).await?,
            "QUIT" => {
                talk.say("221 goodbye");
                return talk.flush().await;
            }
            _ => talk.say("502 not here"),
        }
    }
    Ok(())
}

fn recipient(talk: &mut Talk, envelope: &mut Envelope, line: &str) {
    let address = line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
    match address {
        Some(address) if envelope.begun && envelope.recipients.len() < RECIPIENTS => {
            envelope.recipients.push(address.to_lowercase());
            talk.say("250 ok");
        }
        Some(_) if envelope.begun => talk.say("452 too many recipients"),
        Some(_) => talk.say("503 MAIL first"),
        None => talk.say("501 no address"),
    }
}

async fn data(talk: &mut Talk, envelope: &mut Envelope, ledger: &Ledger, delay: Duration) -> Result<()> {
    if envelope.recipients.is_empty() {
        talk.say("503 RCPT first");
        return Ok(());
    }
    talk.say("354 go on");
    talk.flush().await?;
    let letter = talk.letter().await?;
    let envelope = std::mem::take(envelope);
    if ledger.refuses() {
        talk.say("451 try again later");
        return Ok(());
    }
    ledger.accept(&envelope.recipients, &letter)?;
    sleep(delay).await;
    talk.say("250 accepted");
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use std::fs;

    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    use super::super::{Options, check, serve};
    use super::*;

    async fn said(input: &str, fail_share: f64) -> (String, String) {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let bind = listener.local_addr().unwrap();
        let out = folder.path().join("out");
        let options =
            Options { bind, out: out.clone(), mail_folder: Some(folder.path().to_owned()), fail_share, delay_ms: 0 };
        let sink = tokio::spawn(serve(listener, options));
        let mut stream = TcpStream::connect(bind).await.unwrap();
        stream.write_all(input.as_bytes()).await.unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).await.unwrap();
        sink.abort();
        (answers, fs::read_to_string(out).unwrap())
    }

    const ONE: &str = "MAIL FROM:<a@x.example>\r\nRCPT TO:<B@x.example>\r\nDATA\r\nMessage-ID: <1@x>\r\nSubject: Hoi\r\n\r\n..dot\r\n.\r\n";

    #[tokio::test]
    async fn a_pipelined_letter_is_accepted_and_noted() {
        let (answers, notes) = said(&format!("EHLO me\r\n{ONE}NOOP\r\nRSET\r\nQUIT\r\n"), 0.0).await;
        assert!(answers.contains("250 accepted") && answers.ends_with("221 goodbye\r\n"), "{answers}");
        assert_eq!(notes, "<1@x>\tb@x.example\tHoi\n");
        assert_eq!(check::doubles(&notes, "").len(), 0);
    }

    #[tokio::test]
    async fn a_letter_twice_is_a_double() {
        let (_, notes) = said(&format!("EHLO me\r\n{ONE}{ONE}QUIT\r\n"), 0.0).await;
        assert_eq!(check::doubles(&notes, "").len(), 2);
    }

    #[tokio::test]
    async fn a_refused_letter_is_not_noted_and_a_wrong_order_is_refused() {
        let (answers, notes) = said(&format!("EHLO me\r\n{ONE}QUIT\r\n"), 1.0).await;
        assert!(answers.contains("451 "), "{answers}");
        assert_eq!(notes, "");
        let (answers, _) = said("RCPT TO:<b@x>\r\nDATA\r\nVRFY b\r\nQUIT\r\n", 0.0).await;
        assert_eq!(answers, "220 sink ESMTP\r\n503 MAIL first\r\n503 RCPT first\r\n502 not here\r\n221 goodbye\r\n");
    }
}
