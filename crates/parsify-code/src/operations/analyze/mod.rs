//! `analyze`: what a program consists of, how complicated it is, and what in it is dangerous.

mod measures;
mod options;
mod result;

pub use measures::{halstead, maintainability};
pub use options::AnalyzeOptions;
pub use result::{Analysis, Class, Function, Halstead, Import, Lines, SecurityFinding, Totals, Variable};
