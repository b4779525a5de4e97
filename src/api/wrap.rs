//! Breaking a text into lines for a picture, without knowing the font: widths are those of a wide sans-serif, so that a
//! line is sooner too short than too long.

/// A text as lines, and the size of its letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrapped {
    /// Size of the letters.
    pub size: f64,
    /// The lines.
    pub lines: Vec<String>,
}

/// Distance between lines, in sizes.
pub const LEADING: f64 = 1.22;

/// The text in the largest of these sizes in which it fits, or else in the last one, cut off.
#[must_use]
pub fn wrapped(text: &str, sizes: &[f64], width: f64, height: f64) -> Wrapped {
    let mut last = Wrapped { size: 0.0, lines: Vec::new() };
    for size in sizes.iter().copied() {
        let mut lines = lines(text, width / size);
        if lines_height(lines.len(), size) <= height {
            return Wrapped { size, lines };
        }
        while lines.len() > 1 && lines_height(lines.len(), size) > height {
            lines.pop();
        }
        if let Some(end) = lines.pop() {
            lines.push(shortened(&format!("{end} …"), width / size));
        }
        last = Wrapped { size, lines };
    }
    last
}

/// One line of at most `width` sizes; ends in `…` where something was cut off.
#[must_use]
pub fn shortened(text: &str, width: f64) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = measure("…");
    for c in text.trim_end_matches(" …").chars() {
        used += advance(c);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

fn lines_height(number: usize, size: f64) -> f64 {
    // A picture has a handful of lines.
    f64::from(u16::try_from(number).unwrap_or(u16::MAX)) * size * LEADING
}

fn lines(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if measure(&longer) > width && !line.is_empty() {
            lines.push(std::mem::replace(&mut line, word));
        } else {
            line = longer;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word that is longer than a line, in parts that are not.
fn pieces(word: &str, width: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut used) = (String::new(), 0.0);
    for c in word.chars() {
        if used + advance(c) > width && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            used = 0.0;
        }
        used += advance(c);
        piece.push(c);
    }
    pieces.push(piece);
    pieces
}

/// Width of a text, in sizes.
#[must_use]
pub fn measure(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

const fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' => 0.32,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.39,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.99,
        'A'..='Z' => 0.76,
        'a'..='z' | '0'..='9' => 0.62,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{80}'..='\u{24f}' => 0.72,
        _ => 1.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: [f64; 3] = [50.0, 40.0, 32.0];

    #[test]
    fn a_short_text_is_large_and_a_long_one_small() {
        assert_eq!(wrapped("Kort.", &SIZES, 1000.0, 200.0).size, 50.0);
        let long = wrapped(&"Een lange stelling ".repeat(10), &SIZES, 1000.0, 200.0);
        assert!(long.size < 50.0 && long.lines.len() > 2, "{long:?}");
    }

    #[test]
    fn a_word_without_end_is_broken_and_a_text_without_end_cut_off() {
        let word = wrapped(&"a".repeat(100), &SIZES, 1000.0, 200.0);
        assert_eq!(word.lines.concat(), "a".repeat(100));
        let cut = wrapped(&"Dit houdt niet op. ".repeat(100), &SIZES, 1000.0, 200.0);
        assert!(cut.lines.last().is_some_and(|line| line.ends_with('…')), "{cut:?}");
        assert!(lines_height(cut.lines.len(), cut.size) <= 200.0);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[ a-zA-Z0-9é.,%–-]{0,200}") {
            let wrapped = wrapped(&text, &[20.0], 1000.0, 1000.0);
            for line in &wrapped.lines {
                prop_assert!(measure(line) * wrapped.size <= 1000.001, "{line}");
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&wrapped.lines.concat()), letters(&text));
        }
    }
}
