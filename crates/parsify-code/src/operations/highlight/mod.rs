//! `highlight`: a program in colours, as HTML or for a terminal.

mod options;
mod paint;
mod result;

pub use options::{HighlightFormat, HighlightOptions};
pub use paint::paint;
pub use result::{HighlightSummary, Token, TokenKind};
