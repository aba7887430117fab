//! Gives back what it gets, as a plug-in of Extism does: the input is copied into the plug-in, the output out of it.

use extism_pdk::{FnResult, plugin_fn};

#[plugin_fn]
pub fn echo(text: String) -> FnResult<String> {
    Ok(text)
}
