//! The drawing of one statement's result, to be shared: SVG without fonts, scripts or anything from elsewhere.

use std::fmt::Write as _;

use super::theme::escape;
use super::wrap::{LEADING, shortened, wrapped};
use crate::domain::look::Colour;
use crate::domain::result::{Counts, StatementResult};

/// What stands around the result.
pub struct Frame<'a> {
    /// Name of the party or site.
    pub name: &'a str,
    /// Title of the round.
    pub title: &'a str,
    /// Colour of the name, if not the one that we ship.
    pub accent: Option<Colour>,
}

const INK: &str = "#17212b";
const SOFT: &str = "#4b5763";
const ACCENT: &str = "#0b5c6b";
const FONT: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";
/// Left edge and width of everything.
const LEFT: f64 = 64.0;
const WIDTH: f64 = 1072.0;
/// Top and height of the bar.
const BAR: (f64, f64) = (384.0, 72.0);
/// What bold letters may take of the width: they are wider than others.
const BOLD: f64 = 0.9 * WIDTH;

/// From helemaal mee eens to helemaal mee oneens: colour (PuOr-5), letters on it, and the label in two lines.
const PARTS: [(&str, &str, [&str; 2]); 5] = [
    ("#5e3c99", "#ffffff", ["helemaal", "mee eens"]),
    ("#b2abd2", INK, ["mee eens", ""]),
    ("#f7f7f7", INK, ["niet mee eens,", "niet mee oneens"]),
    ("#fdb863", INK, ["mee oneens", ""]),
    ("#e66101", INK, ["helemaal", "mee oneens"]),
];

/// Draws the result, 1200 × 630.
#[must_use]
pub fn drawing(frame: &Frame, result: &StatementResult) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 630\" width=\"1200\" height=\"630\" role=\"img\" \
         aria-labelledby=\"title desc\" xml:lang=\"nl\" lang=\"nl\">\n",
    );
    let _ = writeln!(svg, "<title id=\"title\">Uitslag: {}</title>", escape(&result.text));
    let _ = writeln!(svg, "<desc id=\"desc\">{}</desc>", escape(&description(frame, result)));
    let accent = frame.accent.map_or_else(|| ACCENT.to_owned(), |colour| colour.to_string());
    let _ = writeln!(
        svg,
        "<rect width=\"1200\" height=\"630\" fill=\"#ffffff\"/><rect width=\"1200\" height=\"14\" fill=\"{accent}\"/>\n\
         <g font-family=\"{FONT}\" fill=\"{INK}\" aria-hidden=\"true\">"
    );
    text(
        &mut svg,
        (LEFT, 72.0),
        30.0,
        &format!("font-weight=\"700\" fill=\"{accent}\""),
        &shortened(frame.name, BOLD / 30.0),
    );
    text(&mut svg, (LEFT, 108.0), 24.0, &format!("fill=\"{SOFT}\""), &shortened(frame.title, WIDTH / 24.0));
    statement(&mut svg, &result.text);
    text(&mut svg, (LEFT, 362.0), 30.0, "font-weight=\"700\"", &sentence(result.counts));
    bar(&mut svg, result.counts);
    for (line, y) in small_print(result).iter().zip([588.0, 614.0]) {
        text(&mut svg, (LEFT, y), 20.0, &format!("fill=\"{SOFT}\""), line);
    }
    svg + "</g>\n</svg>\n"
}

/// What the picture says, for who cannot see it.
fn description(frame: &Frame, result: &StatementResult) -> String {
    let parts = percentages(result.counts).map_or_else(String::new, |percent| {
        let each = PARTS
            .iter()
            .zip(percent)
            .map(|((.., label), percent)| format!("{} {percent} %", label.join(" ").trim_end()));
        format!(" {}.", each.collect::<Vec<_>>().join("; "))
    });
    let Frame { name, title, .. } = frame;
    format!("{name}, ronde “{title}”. {}.{parts} {}", sentence(result.counts), small_print(result).join(" "))
}

fn sentence(counts: Counts) -> String {
    counts.agree_disagree().map_or_else(
        || "Niemand gaf een mening".to_owned(),
        |(agree, disagree)| format!("{agree} % (helemaal) mee eens, {disagree} % (helemaal) mee oneens"),
    )
}

fn small_print(result: &StatementResult) -> [String; 2] {
    let none = result.counts.none;
    let percent = if result.n > 0 { (200 * none + result.n) / (2 * result.n) } else { 0 };
    [
        format!("n = {}. Geen mening: {} ({percent} %), niet in de balk.", thousands(result.n), thousands(none)),
        "Wie antwoordt kiest zelf; dit is geen steekproef.".to_owned(),
    ]
}

fn statement(svg: &mut String, words: &str) {
    let (top, height) = (134.0, 196.0);
    let fitted = wrapped(words, &[52.0, 46.0, 40.0, 36.0, 32.0], BOLD, height);
    let mut y = top + fitted.size;
    for line in &fitted.lines {
        text(svg, (LEFT, y), fitted.size, "font-weight=\"700\"", line);
        y += fitted.size * LEADING;
    }
}

/// The bar with a dark line between its parts, the percentages on it where they fit, and all of them below.
fn bar(svg: &mut String, counts: Counts) {
    let (top, height) = BAR;
    if let Some(percent) = percentages(counts) {
        let mut x = LEFT;
        for ((share, percent), (colour, ink, _)) in shares(counts).into_iter().zip(percent).zip(PARTS) {
            let width = share * WIDTH;
            if width > 0.0 {
                let _ = writeln!(
                    svg,
                    "<rect x=\"{x:.1}\" y=\"{top}\" width=\"{width:.1}\" height=\"{height}\" fill=\"{colour}\" \
                     stroke=\"{INK}\" stroke-width=\"3\"/>"
                );
            }
            if width >= 84.0 {
                let middle = format!("text-anchor=\"middle\" font-weight=\"700\" fill=\"{ink}\"");
                text(svg, (x + width / 2.0, top + height / 2.0 + 10.0), 28.0, &middle, &format!("{percent} %"));
            }
            x += width;
        }
        legend(svg, percent);
    }
    let _ = writeln!(
        svg,
        "<rect x=\"{LEFT}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{height}\" fill=\"none\" stroke=\"{INK}\" \
         stroke-width=\"3\"/>"
    );
}

fn legend(svg: &mut String, percent: [i64; 5]) {
    let mut x = LEFT;
    for ((colour, _, [first, second]), percent) in PARTS.into_iter().zip(percent) {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"476\" width=\"22\" height=\"22\" rx=\"4\" fill=\"{colour}\" stroke=\"{INK}\" \
             stroke-width=\"2\"/>"
        );
        text(svg, (x + 34.0, 496.0), 24.0, "font-weight=\"700\"", &format!("{percent} %"));
        text(svg, (x + 34.0, 522.0), 19.0, "", first);
        text(svg, (x + 34.0, 545.0), 19.0, "", second);
        x += WIDTH / 5.0;
    }
}

fn text(svg: &mut String, (x, y): (f64, f64), size: f64, style: &str, words: &str) {
    if !words.is_empty() {
        let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" {style}>{}</text>", escape(words));
    }
}

const fn in_order(counts: Counts) -> [i64; 5] {
    [counts.five, counts.four, counts.three, counts.two, counts.one]
}

/// Parts of the bar, together 1; all 0 without opinions.
fn shares(counts: Counts) -> [f64; 5] {
    let total: i64 = in_order(counts).iter().sum();
    // Numbers of members, far below where floats lose whole numbers.
    let float = |number: i64| f64::from(i32::try_from(number).unwrap_or(i32::MAX));
    in_order(counts).map(|part| if total > 0 { float(part) / float(total) } else { 0.0 })
}

/// Whole percentages of those with an opinion, rounded half up; none without any.
fn percentages(counts: Counts) -> Option<[i64; 5]> {
    let total: i64 = in_order(counts).iter().sum();
    (total > 0).then(|| in_order(counts).map(|part| (200 * part + total) / (2 * total)))
}

fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(text: &str, [five, four, three, two, one, none]: [i64; 6]) -> StatementResult {
        let counts = Counts { five, four, three, two, one, none };
        StatementResult { number: 1, text: text.to_owned(), counts, n: five + four + three + two + one + none }
    }

    fn drawn(text: &str, cells: [i64; 6]) -> String {
        drawing(&Frame { name: "Partij", title: "Vervoer", accent: None }, &result(text, cells))
    }

    #[test]
    fn the_picture_says_in_words_what_it_shows() {
        let svg = drawn("Elk uur een bus", [3500, 3600, 1400, 800, 300, 1234]);
        assert!(svg.contains("<title id=\"title\">Uitslag: Elk uur een bus</title>"), "{svg}");
        let said = "Partij, ronde “Vervoer”. 74 % (helemaal) mee eens, 11 % (helemaal) mee oneens. helemaal mee eens 36 %; \
                    mee eens 38 %; niet mee eens, niet mee oneens 15 %; mee oneens 8 %; helemaal mee oneens 3 %. \
                    n = 10.834. Geen mening: 1.234 (11 %), niet in de balk. Wie antwoordt kiest zelf; dit is geen steekproef.";
        assert!(svg.contains(said), "{svg}");
        for colour in ["#5e3c99", "#b2abd2", "#f7f7f7", "#fdb863", "#e66101"] {
            assert_eq!(svg.matches(&format!("fill=\"{colour}\"")).count(), 2, "{colour}");
        }
    }

    #[test]
    fn a_statement_is_text_and_nothing_comes_from_elsewhere() {
        let svg = drawn("</text><script>a('\"&')</script>\u{0}", [1, 0, 0, 0, 0, 0]);
        assert!(!svg.contains("<script") && !svg.contains('\u{0}'), "{svg}");
        assert!(!svg.contains("href") && !svg.contains("url(") && !svg.contains("<style"), "{svg}");
        assert_eq!(svg.matches("http").count(), 1, "{svg}");
    }

    #[test]
    fn the_longest_statement_stays_above_the_bar() {
        for statement in ["W".repeat(200), "Een stelling van lange woorden. ".repeat(6)] {
            let svg = drawn(&statement, [1, 1, 1, 1, 1, 1]);
            let lines = svg.split("<text ").filter(|text| text.contains("font-weight=\"700\">"));
            let lowest = lines.filter_map(|text| text.split("y=\"").nth(1)?.split('"').next()?.parse::<f64>().ok());
            assert!(lowest.filter(|y| *y < 362.0).all(|y| y <= 334.0), "{svg}");
        }
    }

    #[test]
    fn nobody_with_an_opinion_is_an_empty_bar() {
        let svg = drawn("Stelling", [0, 0, 0, 0, 0, 3]);
        assert!(svg.contains("Niemand gaf een mening") && !svg.contains("NaN") && !svg.contains("#5e3c99"), "{svg}");
    }

    #[test]
    fn the_parts_of_the_bar_are_as_long_as_their_share() {
        let svg = drawn("Stelling", [1, 0, 0, 0, 1, 0]);
        assert!(svg.contains("<rect x=\"64.0\" y=\"384\" width=\"536.0\""), "{svg}");
        assert!(svg.contains("<rect x=\"600.0\" y=\"384\" width=\"536.0\""), "{svg}");
    }
}
