//! Colours for people.

use crate::core::{Paint, Palette};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What shows the colours. The default is none: the result is JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Colors {
    /// No colours: JSON.
    #[default]
    None,
    /// Escape sequences of a terminal: plain text.
    Ansi,
    /// An element `pre` with a class for each kind of token: HTML.
    Html,
}

impl Colors {
    /// The media type of a document with such colours.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::None => "application/json",
            Self::Ansi => "text/plain",
            Self::Html => "text/html",
        }
    }

    pub(crate) const fn paint(self, theme: Theme, style_sheet: bool) -> Paint {
        match self {
            Self::None => Paint::None,
            Self::Ansi => Paint::Ansi(theme.palette()),
            Self::Html => Paint::Html(theme.name(), if style_sheet { Some(theme.palette()) } else { None }),
        }
    }
}

/// Which colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Theme {
    /// The terminal's own sixteen colours; in HTML, colours that can be read on white and on black.
    #[default]
    Default,
    /// Bright colours for a dark ground, of 24 bits.
    Dark,
    /// Dark colours for a light ground, of 24 bits.
    Light,
}

impl Theme {
    const fn palette(self) -> &'static Palette {
        match self {
            Self::Default => &Palette::DEFAULT,
            Self::Dark => &Palette::DARK,
            Self::Light => &Palette::LIGHT,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }
}
