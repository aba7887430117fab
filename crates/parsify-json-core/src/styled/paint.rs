//! Colours of tokens.

use super::event::Role;

/// What tokens are dressed in.
#[derive(Debug, Clone, Copy)]
pub enum Paint {
    /// Nothing.
    None,
    /// Escape sequences of a terminal.
    Ansi(&'static Palette),
    /// Elements of HTML with classes, in a `pre` of this class; with a style sheet where there is a palette.
    Html(&'static str, Option<&'static Palette>),
}

/// A colour for each role.
#[derive(Debug)]
pub struct Palette {
    /// Keys.
    pub key: Colour,
    /// Strings.
    pub string: Colour,
    /// Numbers.
    pub number: Colour,
    /// `true` and `false`.
    pub boolean: Colour,
    /// `null`.
    pub null: Colour,
    /// Comments.
    pub comment: Colour,
    /// Punctuation and the ground, in HTML only: a terminal has its own.
    pub text: &'static str,
    /// The background, in HTML.
    pub ground: &'static str,
}

/// One colour in both languages.
#[derive(Debug)]
pub struct Colour {
    /// The parameters of an SGR sequence (ECMA-48, 8.3.117).
    pub ansi: &'static str,
    /// A colour of CSS.
    pub css: &'static str,
}

const fn colour(ansi: &'static str, css: &'static str) -> Colour {
    Colour { ansi, css }
}

impl Palette {
    /// The terminal's own sixteen colours; in HTML, colours that can be read on white and on black.
    pub const DEFAULT: Self = Self {
        key: colour("34;1", "#3b78d8"),
        string: colour("32", "#2e8b57"),
        number: colour("36", "#b8651b"),
        boolean: colour("33", "#a347ba"),
        null: colour("90", "#808080"),
        comment: colour("90;3", "#808080"),
        text: "inherit",
        ground: "inherit",
    };
    /// Bright colours, for a dark ground.
    pub const DARK: Self = Self {
        key: colour("38;2;97;175;239", "#61afef"),
        string: colour("38;2;152;195;121", "#98c379"),
        number: colour("38;2;224;168;110", "#e0a86e"),
        boolean: colour("38;2;210;138;230", "#d28ae6"),
        null: colour("38;2;150;158;172", "#969eac"),
        comment: colour("38;2;127;140;152;3", "#7f8c98"),
        text: "#d7dae0",
        ground: "#1e2127",
    };
    /// Dark colours, for a light ground.
    pub const LIGHT: Self = Self {
        key: colour("38;2;9;75;168", "#094ba8"),
        string: colour("38;2;20;110;50", "#146e32"),
        number: colour("38;2;150;70;0", "#964600"),
        boolean: colour("38;2;130;30;140", "#821e8c"),
        null: colour("38;2;95;99;104", "#5f6368"),
        comment: colour("38;2;93;108;121;3", "#5d6c79"),
        text: "#24292f",
        ground: "#ffffff",
    };

    /// The colour of a sort of token.
    pub const fn of(&self, role: Role) -> &Colour {
        match role {
            Role::Key => &self.key,
            Role::String => &self.string,
            Role::Number => &self.number,
            Role::Boolean => &self.boolean,
            Role::Null => &self.null,
            Role::Comment(_) => &self.comment,
        }
    }
}
