//! Conversion between formats.

mod check;
mod frame;
mod generate;
mod limits;
mod properties;
mod toml;
mod xml;
mod yaml;
