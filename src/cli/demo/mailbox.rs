//! The demo's mail: nothing leaves, every e-mail is a file that the mailbox page shows.

use std::path::PathBuf;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::domain::time::Timestamp;
use crate::mail::{Email, SendError, Transport};
use crate::service::demo::{DemoLetter, Mailbox};

/// A folder with a JSON file for each e-mail.
#[derive(Clone)]
pub struct DemoMailbox(PathBuf);

#[derive(Serialize, Deserialize)]
struct Kept {
    to: String,
    subject: String,
    at: Timestamp,
    text: String,
    html: String,
}

impl DemoMailbox {
    /// Makes the folder where it is missing.
    pub fn open(path: PathBuf) -> std::io::Result<Self> {
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn letter(&self, id: &str) -> Option<DemoLetter> {
        // The id is part of a path: only what we make ourselves.
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
            return None;
        }
        let bytes = std::fs::read(self.0.join(format!("{id}.json"))).ok()?;
        let Kept { to, subject, at, text, html } = serde_json::from_slice(&bytes).ok()?;
        Some(DemoLetter { id: id.to_owned(), to, subject, at, text, html })
    }
}

#[async_trait::async_trait]
impl Transport for DemoMailbox {
    async fn send(&self, email: &Email) -> Result<(), SendError> {
        let kept = Kept {
            to: email.to.clone(),
            subject: email.subject.clone(),
            at: email.date,
            text: email.text.clone(),
            html: email.html.clone(),
        };
        let later = |_| SendError::Retry("folder".to_owned());
        let bytes = serde_json::to_vec(&kept).map_err(|_| SendError::Refused("letter".to_owned()))?;
        tokio::fs::write(self.0.join(format!("{}.json", email.letter())), bytes).await.map_err(later)
    }
}

impl Mailbox for DemoMailbox {
    fn newest(&self, limit: usize) -> Vec<DemoLetter> {
        let entries = std::fs::read_dir(&self.0).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, String)> = entries
            .filter_map(|entry| {
                let id = entry.file_name().to_str()?.strip_suffix(".json")?.to_owned();
                Some((entry.metadata().ok()?.modified().ok()?, id))
            })
            .collect();
        files.sort_unstable_by(|a, b| b.cmp(a));
        files.iter().take(limit).filter_map(|(_, id)| self.letter(id)).collect()
    }

    fn read(&self, id: &str) -> Option<DemoLetter> {
        self.letter(id)
    }
}
