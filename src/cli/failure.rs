//! Why a command did not do what was asked, in sentences for who typed it.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::{import, staff};
use crate::dns::NoResolver;
use crate::domain::audit::ExportError;
use crate::domain::look::LookError;
use crate::mail::SettingError;
use crate::service::Refusal;
use crate::store::StoreError;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No secret, or a short one.
    #[error("PREFERENDUM_SECRET must hold at least 32 characters")]
    Secret,
    /// Two halves without a shared secret.
    #[error("PREFERENDUM_BOX_SECRET must hold at least 32 characters when platform and ballot box are two processes")]
    BoxSecret,
    /// A demo that others could reach in the clear.
    #[error("on another address than 127.0.0.1 the demo needs --tls-self-signed: phones vote over TLS only")]
    DemoNeedsTls,
    /// A folder that holds something else.
    #[error("{} holds something that the demo did not make; choose another --data-dir", .0.display())]
    DemoFolder(PathBuf),
    /// A sender that no mail server would take.
    #[error("PREFERENDUM_MAIL_FROM is not an address")]
    Sender,
    /// A folder that cannot be made.
    #[error("cannot make the folder {}: {}", .0.display(), .1)]
    Folder(PathBuf, std::io::Error),
    /// A file that cannot be read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    /// Published files without one result among them.
    #[error("give one result (results.json) with its lists; there are {0} among these files")]
    OneResult(usize),
    /// Published files that contradict each other.
    #[error("these files do not hold together")]
    ListsDiffer,
    /// A file that is no draw.
    #[error("{} is not the file of a draw: {}", .0.display(), .1)]
    NoDraw(PathBuf, serde_json::Error),
    /// A control number that is none.
    #[error("a control number is 64 hexadecimal characters")]
    ControlNumber,
    /// A draw that is not what it says.
    #[error("this draw does not hold")]
    DrawDiffers,
    /// A file that is no audit trail.
    #[error("{} is not an export of the audit trail: {}", .0.display(), .1)]
    NoTrail(PathBuf, ExportError),
    /// A noted head that is none.
    #[error("a noted control number has 16 to 64 hexadecimal characters")]
    NotedHead,
    /// An audit trail that is not what it says.
    #[error("this audit trail does not hold")]
    TrailDiffers,
    /// A look, under the setting that asks for it.
    #[error("{0}: {1}")]
    Look(&'static str, LookError),
    /// An address that cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The resolver.
    #[error(transparent)]
    Dns(#[from] NoResolver),
    /// The mail setting.
    #[error(transparent)]
    Mail(#[from] SettingError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An import.
    #[error(transparent)]
    Import(#[from] import::Failure),
    /// An account.
    #[error(transparent)]
    Staff(#[from] staff::Failure),
    /// An act.
    #[error("{}", .0.code.message())]
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
