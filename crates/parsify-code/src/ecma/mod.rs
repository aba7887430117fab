//! JavaScript, JSX, TypeScript and TSX.
//!
//! Parsing, minifying and transpiling is oxc's work, formatting dprint's.

mod format;
mod helpers;
mod highlight;
mod minify;
mod module;
mod parse;
mod source;
mod source_map;
mod transpile;
mod validate;

pub use format::format;
pub use highlight::highlight;
pub use minify::minify;
pub use module::LangEcma;
pub use source::Ecma;
pub use transpile::transpile;
pub use validate::validate;

/// A program that was written anew, with its source map where one is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The program.
    pub code: String,
    /// The source map, as JSON (ECMA-426).
    pub map: Option<String>,
    /// Functions of JSX and others that it imports, by the name of their module.
    pub imports: Vec<String>,
}
