//! What can be done with code: the options and the results of each operation, the same for every language.

mod detect;
mod execute;
mod format;
mod highlight;
mod lint;
mod minify;
mod transpile;
mod validate;

pub use detect::*;
pub use execute::*;
pub use format::*;
pub use highlight::*;
pub use lint::*;
pub use minify::*;
pub use transpile::*;
pub use validate::*;
