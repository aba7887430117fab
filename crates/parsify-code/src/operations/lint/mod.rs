//! `lint`: what is allowed and probably not meant.

mod options;
mod result;

pub use options::{Fixes, LintOptions, RuleLevel, RuleSetting};
pub use result::{Edit, Finding, Fix, LintReport, RuleInfo};
