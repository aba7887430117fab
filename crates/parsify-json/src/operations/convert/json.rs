//! JSON itself.

use parsify_error::Failure;

use super::input::Output;
use super::note::Notes;
use super::options::ConvertOptions;
use crate::tree::{self, Value};

#[inline(never)]
pub(super) fn read<'a>(source: &'a str, _: &ConvertOptions, _: &mut Notes) -> Result<Value<'a>, Failure> {
    tree::parse(source).map_err(Failure::from)
}

#[inline(never)]
pub(super) fn write(value: &Value<'_>, options: &ConvertOptions, _: &mut Notes) -> Result<Output, Failure> {
    value.write(options.indent).map(Output::Text)
}
