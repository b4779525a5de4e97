//! Letter in, e-mail out: templates and transports. Knows the domain only; never a database.

mod email;
mod folder;
mod html;
mod letters;
mod memory;
mod mime;
mod render;
mod setting;
mod smtp;
mod transport;

pub use email::{CalendarFile, Email, Sender, Unsubscribe};
pub use folder::Folder;
pub use memory::Memory;
pub use render::{Frame, render};
pub use setting::{MailSetting, SettingError};
pub use smtp::{Security, Smtp, SmtpServer};
pub use transport::{SendError, Transport};
