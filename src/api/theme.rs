//! A party's look and name, written into the front end once at start.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::domain::look::{Accent, Look};

/// Name of the file that a look is written into; styles import it last.
pub const FILE: &str = "styles/theme.css";

const NAME: &str = "<span id=\"instance-name\">Preferendum</span>";
const TITLE: &str = "<title>Preferendum</title>";

/// The style sheet of a look; empty for the look that we ship.
#[must_use]
pub fn style(look: &Look) -> String {
    let mut light = look.light.map(accent).unwrap_or_default();
    if let Some(logo) = &look.logo {
        let _ = write!(light, "--nl-logo:url(data:{};base64,{});", logo.kind, STANDARD.encode(&logo.bytes));
    }
    let mut css = String::new();
    if !light.is_empty() {
        let _ = writeln!(css, ":root{{{light}}}");
    }
    if let Some(dark) = look.dark {
        let _ = writeln!(css, "@media (prefers-color-scheme:dark){{:root{{{}}}}}", accent(dark));
    }
    css
}

fn accent(Accent { plain, strong, soft, on }: Accent) -> String {
    format!("--nl-accent:{plain};--nl-accent-strong:{strong};--nl-accent-soft:{soft};--nl-on-accent:{on};")
}

/// A page under the name of the party or site.
#[must_use]
pub fn named(html: &str, name: &str) -> String {
    let name = escape(name);
    html.replace(NAME, &format!("<span id=\"instance-name\">{name}</span>"))
        .replace(TITLE, &format!("<title>{name}</title>"))
}

/// Makes a value harmless in the text and the attributes of HTML and SVG; control characters are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::look::{Colour, Logo};

    #[test]
    fn a_look_becomes_tokens_for_light_and_dark() {
        let light = Colour::parse("#0b5c6b").and_then(|colour| Accent::light(colour).ok());
        let logo = Logo::new(b"<svg/>".to_vec()).ok();
        let look = Look { light, dark: light.map(Accent::lightened), logo };
        let css = style(&look);
        assert!(css.starts_with(":root{--nl-accent:#0b5c6b;--nl-accent-strong:#084550;"), "{css}");
        assert!(css.contains("--nl-on-accent:#ffffff;--nl-logo:url(data:image/svg+xml;base64,PHN2Zy8+);}\n"), "{css}");
        assert!(css.contains("@media (prefers-color-scheme:dark){:root{--nl-accent:#"), "{css}");
        assert_eq!(style(&Look::default()), "");
    }

    #[test]
    fn a_name_is_text_wherever_it_stands() {
        let page = format!("{TITLE}{NAME}");
        let named = named(&page, "A&B <b>");
        assert_eq!(named, "<title>A&amp;B &lt;b&gt;</title><span id=\"instance-name\">A&amp;B &lt;b&gt;</span>");
    }
}
