//! The HTML part: one column, nothing from outside, no pixel. Every value is escaped on its way in.

use std::fmt::Write as _;

/// The body of a letter, piece by piece.
#[derive(Default)]
pub struct Html(String);

const PARAGRAPH: &str = "margin:0 0 16px";
const BUTTON: &str = "display:inline-block;padding:14px 24px;border-radius:8px;background-color:#0b5c6b;color:#ffffff;\
    font-weight:bold;text-decoration:none";
const SMALL: &str = "margin:0 0 12px;font-size:14px";

impl Html {
    /// Another body after this one.
    pub fn then(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// A heading.
    pub fn heading(mut self, text: &str) -> Self {
        let _ = writeln!(self.0, "<h2 style=\"margin:24px 0 8px;font-size:18px\">{}</h2>", escape(text));
        self
    }

    /// A paragraph; empty lines in it begin another one.
    pub fn paragraph(mut self, text: &str) -> Self {
        for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
            let lines = escape(part).replace('\n', "<br>");
            let _ = writeln!(self.0, "<p style=\"{PARAGRAPH}\">{lines}</p>");
        }
        self
    }

    /// A numbered list.
    pub fn list(mut self, items: &[String]) -> Self {
        let _ = writeln!(self.0, "<ol style=\"{PARAGRAPH};padding-left:24px\">");
        for item in items {
            let _ = writeln!(self.0, "<li style=\"margin:0 0 8px\">{}</li>", escape(item));
        }
        self.0.push_str("</ol>\n");
        self
    }

    /// A button of text, and under it the whole address for who cannot use it.
    pub fn button(mut self, label: &str, link: &str) -> Self {
        let (label, link) = (escape(label), escape(link));
        let _ = writeln!(
            self.0,
            "<p style=\"margin:24px 0 8px\"><a href=\"{link}\" style=\"{BUTTON}\">{label}</a></p>\n\
             <p style=\"{SMALL}\">Werkt de knop niet? Gebruik dan deze link:<br>\
             <a href=\"{link}\" style=\"word-break:break-all\">{link}</a></p>"
        );
        self
    }

    /// A code to type over.
    pub fn code(mut self, code: &str) -> Self {
        let _ = writeln!(self.0, "<p style=\"{PARAGRAPH};font-size:24px;font-family:monospace\">{}</p>", escape(code));
        self
    }

    /// Small print.
    pub fn small(mut self, text: &str) -> Self {
        let _ = writeln!(self.0, "<p style=\"{SMALL}\">{}</p>", escape(text));
        self
    }

    /// Small print that ends in a link.
    pub fn small_link(mut self, text: &str, label: &str, link: &str) -> Self {
        let (text, label, link) = (escape(text), escape(label), escape(link));
        let _ = writeln!(self.0, "<p style=\"{SMALL}\">{text} <a href=\"{link}\">{label}</a></p>");
        self
    }

    /// A line between the letter and what stands under every letter.
    pub fn rule(mut self) -> Self {
        self.0.push_str("<hr style=\"margin:24px 0;border:0;border-top:1px solid #76808a\">\n");
        self
    }

    /// The whole document. `preview` is what a mail program shows beside the subject.
    pub fn page(self, title: &str, preview: &str) -> String {
        let (title, preview) = (escape(title), escape(preview));
        format!(
            "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n\
             <body style=\"margin:0;padding:16px\">\n\
             <div style=\"display:none;max-height:0;overflow:hidden\">{preview}</div>\n\
             <div style=\"max-width:560px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;font-size:17px;\
             line-height:1.5\">\n{}</div>\n</body>\n</html>\n",
            self.0
        )
    }
}

/// Makes a value harmless in text and in attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_becomes_markup_wherever_it_stands() {
        let evil = "<img src=x onerror=\"a('b')\">&";
        let page = Html::default()
            .heading(evil)
            .paragraph(evil)
            .list(&[evil.to_owned()])
            .button(evil, evil)
            .code(evil)
            .small(evil)
            .small_link(evil, evil, evil)
            .page(evil, evil);
        assert!(!page.contains("<img"), "{page}");
        assert!(!page.contains("\"a("), "{page}");
        assert_eq!(page.matches("&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;").count(), 14);
    }
}
