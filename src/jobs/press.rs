//! Prints letters for the desk in the same way as the postman does for the mail.

use crate::domain::letter::Letter;
use crate::domain::time::Timestamp;
use crate::mail::{Frame, Sender, render};
use crate::service::Terms;
use crate::service::preview::{Press, Printed};

/// What the desk sees letters with; prints nothing where the settings name no sender.
pub struct Letterpress(Option<Frame>);

impl Letterpress {
    /// For letters under these terms.
    #[must_use]
    pub fn new(terms: &Terms) -> Self {
        let sender = Sender::parse(&terms.sender);
        let unsubscribe_address = terms.sender.clone();
        Self(sender.map(|sender| Frame { site: terms.name.clone(), sender, unsubscribe_address }))
    }
}

impl Press for Letterpress {
    fn print(&self, letter: &Letter, at: Timestamp) -> Option<Printed> {
        let email = render(letter, self.0.as_ref()?, at);
        Some(Printed { subject: email.subject, text: email.text, html: email.html })
    }
}
