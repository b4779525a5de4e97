//! What each kind of letter says, in plain Dutch, once as text and once as HTML.

pub mod conversation;
pub mod feedback;
pub mod invitation;
pub mod login;
pub mod reminder;
pub mod result;
pub mod staff_invitation;
pub mod trial;
pub mod withdrawn;

use super::html::Html;

/// A letter in words, before what stands under every letter.
pub struct Words {
    /// One line.
    pub subject: String,
    /// What a mail program shows beside the subject.
    pub preview: String,
    /// The text part.
    pub text: String,
    /// The body of the HTML part.
    pub html: Html,
}
