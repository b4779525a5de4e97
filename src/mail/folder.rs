//! E-mails as files in a folder, one for each letter, for trying things out and for replays.

use std::path::{Path, PathBuf};

use super::email::Email;
use super::mime;
use super::transport::{SendError, Transport};

/// Writes `<letter>.eml`; the same letter again replaces its file.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder where it is missing.
    pub fn open(path: PathBuf) -> std::io::Result<Self> {
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Where the files are.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

#[async_trait::async_trait]
impl Transport for Folder {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        let letter = email.letter();
        // The id becomes a file name: it may not walk out of the folder.
        if letter.is_empty() || !letter.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err(SendError::Refused("message id".to_owned()));
        }
        let bytes = mime::message(email)?.formatted();
        let hidden = self.0.join(format!(".{letter}.part"));
        let later = |_| SendError::Retry("folder".to_owned());
        tokio::fs::write(&hidden, bytes).await.map_err(later)?;
        // A reader sees the whole letter or none.
        tokio::fs::rename(&hidden, self.0.join(format!("{letter}.eml"))).await.map_err(later)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use crate::mail::Sender;

    fn email(message_id: &str, subject: &str) -> Email {
        Email {
            message_id: message_id.to_owned(),
            from: Sender::parse("post@example.org").unwrap(),
            to: "ans@leden.example".to_owned(),
            date: Timestamp(0),
            subject: subject.to_owned(),
            text: String::new(),
            html: String::new(),
            unsubscribe: None,
            return_path: None,
            calendar: None,
        }
    }

    #[tokio::test]
    async fn a_letter_that_is_tried_again_replaces_its_file_and_leaves_no_half_one() {
        let path = std::env::temp_dir().join(format!("mail-folder-{}", std::process::id()));
        let folder = Folder::open(path.clone()).unwrap();
        folder.send(&email("<a-1@x>", "een")).await.unwrap();
        folder.send(&email("<a-1@x>", "twee")).await.unwrap();
        let names: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a-1.eml"]);
        assert!(std::fs::read_to_string(path.join("a-1.eml")).unwrap().contains("Subject: twee\r\n"));
        let outside = folder.send(&email("<../a@x>", "drie")).await;
        assert_eq!(outside, Err(SendError::Refused("message id".to_owned())));
        std::fs::remove_dir_all(&path).unwrap();
        assert_eq!(folder.send(&email("<a-2@x>", "vier")).await, Err(SendError::Retry("folder".to_owned())));
    }
}
