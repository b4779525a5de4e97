//! The settings of a party's look, checked at start: a colour that not everybody can read is refused.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::domain::look::{Accent, Colour, Logo, Look, LookError};

/// How pages look.
#[derive(Args, Clone, Debug, Default)]
pub struct LookArgs {
    /// SVG or PNG of at most 8 kB that stands before the name
    #[arg(long, env = "PREFERENDUM_LOGO", value_name = "FILE")]
    pub logo: Option<PathBuf>,
    /// Colour of links and buttons, #rrggbb; refused below 4.5:1 on a light page
    #[arg(long, env = "PREFERENDUM_ACCENT", value_name = "#RRGGBB")]
    pub accent: Option<String>,
    /// The same on dark pages; if not given, the nearest to the accent that can be read there
    #[arg(long, env = "PREFERENDUM_ACCENT_DARK", value_name = "#RRGGBB")]
    pub accent_dark: Option<String>,
}

impl LookArgs {
    /// The look; refused with a reason that says what would do.
    pub fn look(&self) -> Result<Look, Failure> {
        let light = self.accent.as_deref().map(|text| accent("PREFERENDUM_ACCENT", text, Accent::light)).transpose()?;
        let dark = self.accent_dark.as_deref().map(|text| accent("PREFERENDUM_ACCENT_DARK", text, Accent::dark));
        let logo = self.logo.as_ref().map(|path| {
            let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable(path.clone(), error))?;
            Logo::new(bytes).map_err(|error| Failure::Look("PREFERENDUM_LOGO", error))
        });
        Ok(Look { light, dark: dark.transpose()?.or(light.map(Accent::lightened)), logo: logo.transpose()? })
    }
}

fn accent(
    setting: &'static str,
    text: &str,
    check: fn(Colour) -> Result<Accent, LookError>,
) -> Result<Accent, Failure> {
    let colour = Colour::parse(text.trim()).ok_or(LookError::Colour);
    colour.and_then(check).map_err(|error| Failure::Look(setting, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(accent: &str) -> LookArgs {
        LookArgs { accent: Some(accent.to_owned()), ..LookArgs::default() }
    }

    #[test]
    fn nothing_given_is_the_look_that_we_ship() {
        assert!(LookArgs::default().look().is_ok_and(|look| look == Look::default()));
    }

    #[test]
    fn one_accent_is_enough_for_light_and_dark() {
        assert!(args("#7a0019").look().is_ok_and(|look| look.light.is_some() && look.dark.is_some()));
    }

    #[test]
    fn what_cannot_be_read_is_refused_under_the_name_of_its_setting() {
        let said = |args: &LookArgs| args.look().map_or_else(|failure| failure.to_string(), |_| String::new());
        assert!(said(&args("#ffcc00")).starts_with("PREFERENDUM_ACCENT: #ffcc00 cannot be read well enough"));
        assert_eq!(said(&args("teal")), "PREFERENDUM_ACCENT: write a colour as #rrggbb");
        let dark = LookArgs { accent_dark: Some("#000000".to_owned()), ..LookArgs::default() };
        assert!(said(&dark).starts_with("PREFERENDUM_ACCENT_DARK: #000000"), "{}", said(&dark));
        let missing = LookArgs { logo: Some("/nowhere/logo.svg".into()), ..LookArgs::default() };
        assert!(said(&missing).starts_with("cannot read /nowhere/logo.svg"));
    }
}
