//! How a party's own pages look: its accent colours, checked so that everybody can read them, and its logo.

use std::fmt;

/// A colour, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Least contrast between letters and what is behind them (WCAG 1.4.3).
const READABLE: f64 = 4.5;
const WHITE: Colour = Colour([0xff; 3]);
const BLACK: Colour = Colour([0; 3]);
/// What stands behind accents on light pages, as in styles/tokens.css: surface, ground, sunken.
const LIGHT: [Colour; 3] = [WHITE, Colour([0xf6, 0xf4, 0xef]), Colour([0xed, 0xea, 0xe2])];
/// The same on dark pages.
const DARK: [Colour; 3] = [Colour([0x19, 0x22, 0x29]), Colour([0x10, 0x17, 0x1c]), Colour([0x22, 0x2d, 0x35])];

impl Colour {
    /// Reads `#rrggbb`; none if it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|rest| rest.len() == 6 && rest.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        // A sign is not a digit, but it parses.
        digits.chars().all(|c| c.is_ascii_hexdigit()).then_some(())?;
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// This colour with `percent` of another mixed in.
    fn mixed(self, other: Self, percent: u16) -> Self {
        let mix = |own: u8, other: u8| {
            let sum = u16::from(own) * (100 - percent) + u16::from(other) * percent;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        let (Self([r, g, b]), Self([s, h, c])) = (self, other);
        Self([mix(r, s), mix(g, h), mix(b, c)])
    }

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let Self([r, g, b]) = self;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// Contrast ratio with another colour, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// An accent with the colours that follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// Of links and buttons.
    pub plain: Colour,
    /// A quarter further from the page.
    pub strong: Colour,
    /// A breath of it over the surface.
    pub soft: Colour,
    /// Of letters on it.
    pub on: Colour,
}

impl Accent {
    /// The accent of light pages.
    pub fn light(plain: Colour) -> Result<Self, LookError> {
        Self::new(plain, BLACK, LIGHT, WHITE)
    }

    /// The accent of dark pages.
    pub fn dark(plain: Colour) -> Result<Self, LookError> {
        Self::new(plain, WHITE, DARK, DARK[1])
    }

    /// The accent of dark pages that comes nearest to the one of light pages.
    #[must_use]
    pub fn lightened(self) -> Self {
        Self::nearest(self.plain, WHITE, DARK, DARK[1])
    }

    fn new(plain: Colour, away: Colour, grounds: [Colour; 3], on: Colour) -> Result<Self, LookError> {
        let accent = Self::made(plain, away, grounds, on);
        match accent.unreadable(grounds) {
            None => Ok(accent),
            Some((ground, contrast)) => {
                let nearest = Self::nearest(plain, away, grounds, on).plain;
                Err(LookError::Contrast { colour: plain, ground, contrast, nearest })
            }
        }
    }

    fn made(plain: Colour, away: Colour, grounds: [Colour; 3], on: Colour) -> Self {
        Self { plain, strong: plain.mixed(away, 25), soft: grounds[0].mixed(plain, 12), on }
    }

    fn nearest(plain: Colour, away: Colour, grounds: [Colour; 3], on: Colour) -> Self {
        let steps = (0..=100).map(|percent| Self::made(plain.mixed(away, percent), away, grounds, on));
        let mut readable = steps.filter(|accent| accent.unreadable(grounds).is_none());
        readable.next().unwrap_or_else(|| Self::made(away, away, grounds, on))
    }

    /// The ground on which letters of this accent read worst, if it is too bad.
    fn unreadable(self, grounds: [Colour; 3]) -> Option<(Colour, f64)> {
        let behind = grounds.into_iter().chain([self.soft, self.on]);
        let worst = behind.map(|ground| (ground, self.plain.contrast(ground))).min_by(|a, b| a.1.total_cmp(&b.1));
        worst.filter(|(_, contrast)| *contrast < READABLE)
    }
}

/// A party's mark, small enough to come along with the style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Its media type.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Most bytes of a logo.
const LOGO_LIMIT: usize = 8 * 1024;

impl Logo {
    /// A logo from the bytes of a file: SVG or PNG, at most 8 kB.
    pub fn new(bytes: Vec<u8>) -> Result<Self, LookError> {
        if bytes.len() > LOGO_LIMIT {
            return Err(LookError::LogoSize(bytes.len()));
        }
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg") {
            "image/svg+xml"
        } else {
            return Err(LookError::LogoKind);
        };
        Ok(Self { kind, bytes })
    }
}

/// What a party changes about the look; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Accent of light pages.
    pub light: Option<Accent>,
    /// Accent of dark pages.
    pub dark: Option<Accent>,
    /// Stands before the name.
    pub logo: Option<Logo>,
}

/// Why a look is refused.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum LookError {
    /// Not a colour.
    #[error("write a colour as #rrggbb")]
    Colour,
    /// Not everybody could read it.
    #[error(
        "{colour} cannot be read well enough: {contrast:.2}:1 with {ground}, and 4.5:1 is needed (WCAG 1.4.3); \
         {nearest} would do"
    )]
    Contrast {
        /// The colour.
        colour: Colour,
        /// What it was compared with.
        ground: Colour,
        /// How they differ.
        contrast: f64,
        /// The nearest that is good enough.
        nearest: Colour,
    },
    /// The logo is too large.
    #[error("the logo has {0} bytes; at most 8192 go along with every first visit")]
    LogoSize(usize),
    /// The logo is of another kind.
    #[error("a logo is an SVG or a PNG file")]
    LogoKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or(BLACK)
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        assert!((colour("#767676").contrast(WHITE) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast(WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn only_six_digits_after_a_hash_are_a_colour() {
        assert_eq!(Colour::parse("#0B5c6b").map(|c| c.to_string()).as_deref(), Some("#0b5c6b"));
        for text in ["0b5c6b", "#fff", "#0b5c6b0", "#+1+2+3", "#0b5c6é", "red", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_accents_that_we_ship_would_pass() {
        assert!(Accent::light(colour("#0b5c6b")).is_ok());
        assert!(Accent::dark(colour("#7ad0dc")).is_ok());
    }

    #[test]
    fn a_pale_accent_is_refused_with_one_that_passes() {
        let refused = Accent::light(colour("#e30613"));
        let Err(LookError::Contrast { nearest, contrast, .. }) = refused else { panic!("{refused:?}") };
        assert!(contrast < READABLE);
        assert!(Accent::light(nearest).is_ok(), "{nearest}");
        assert!(matches!(Accent::dark(colour("#0b5c6b")), Err(LookError::Contrast { .. })));
    }

    #[test]
    fn a_dark_page_gets_a_readable_accent_of_its_own() {
        for text in ["#0b5c6b", "#a00000", "#000000"] {
            let Ok(light) = Accent::light(colour(text)) else { panic!("{text}") };
            assert!(Accent::dark(light.lightened().plain).is_ok(), "{text}");
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_tokens() {
        let tokens = include_str!("../../frontend/styles/tokens.css");
        for (names, grounds) in [("light", LIGHT), ("dark", DARK)] {
            for (name, ground) in ["surface", "ground", "sunken"].into_iter().zip(grounds) {
                assert!(tokens.contains(&format!("--nl-{name}: {ground};")), "{names} {name} {ground}");
            }
        }
    }

    #[test]
    fn a_logo_is_a_small_svg_or_png() {
        assert_eq!(Logo::new(b"<svg xmlns=''/>".to_vec()).map(|logo| logo.kind), Ok("image/svg+xml"));
        assert_eq!(Logo::new(b"<?xml version='1.0'?><svg/>".to_vec()).map(|logo| logo.kind), Ok("image/svg+xml"));
        assert_eq!(Logo::new(b"\x89PNG\r\n\x1a\nx".to_vec()).map(|logo| logo.kind), Ok("image/png"));
        assert_eq!(Logo::new(b"GIF89a".to_vec()), Err(LookError::LogoKind));
        assert_eq!(Logo::new(vec![b' '; LOGO_LIMIT + 1]), Err(LookError::LogoSize(LOGO_LIMIT + 1)));
    }
}
