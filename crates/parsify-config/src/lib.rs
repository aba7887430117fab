//! The configuration of a Parsify host: `parsify.toml`, layered under environment and arguments.
//!
//! - A [`Layer`] is what one file, the environment or the arguments say; each is read with a typed error for everything
//!   that is wrong, with its place.
//! - A [`Config`] is several layers on each other: for each key the last word counts. Its getters give the types that a host
//!   is built with; [`Config::effective`] says where every value came from.
//! - [`known_keys`] lists the keys, [`EXAMPLE`] shows all of them.
//! - [`add_dependency`] and [`remove_dependency`] change the text of a file and leave the rest as it was.
//!
//! ```
//! use parsify_config::{Config, Layer};
//! use parsify_interface::Fallback;
//!
//! let file = Layer::from_toml("parsify.toml", r#"
//!     [defaults]
//!     fallback = "forbidden"
//!
//!     [modules.json-processor.operations.format]
//!     limits.deadline = "5s"
//! "#)?;
//! let environment = Layer::from_env([("PARSIFY_DEFAULTS_LOG_LEVEL", "debug")])?;
//! let arguments = Layer::from_arguments(["modules.json-processor.limits.memory=64MiB"])?;
//! let config = Config::layered([file, environment, arguments])?;
//!
//! let call = config.for_call("json-processor", "format");
//! assert_eq!((call.limits.deadline_ms, call.limits.memory), (Some(5000), Some(64 << 20)));
//! assert_eq!(call.fallback, Fallback::Forbidden);
//! # Ok::<(), parsify_config::ConfigError>(())
//! ```
//!
//! # Keys
//!
//! Keys are kebab-case (`log-bytes`), in files, in variables (`LOG_BYTES`) and in arguments: what people write in TOML, and
//! what the options of the command look like. There is one spelling; the camelCase of the JSON forms is not taken.
//!
//! # What this crate does not know
//!
//! No files, no environment, no network, no clock, no engine, no catalog. Text goes in, values come out.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod check;
mod config;
mod defaults;
mod edit;
mod error;
mod failure;
mod find;
mod implied;
mod kind;
mod layer;
mod limit;
mod lookup;
mod origin;
mod pattern;
mod places;
mod quantity;
mod raw;
mod read;
mod scope;
mod setting;
mod settings;
mod toml_text;
mod tree;
mod value;
mod variable;
mod word;

pub use config::Config;
pub use edit::{add_dependency, remove_dependency};
pub use error::{ConfigError, Problem};
pub use layer::Layer;
pub use origin::Origin;
pub use pattern::{KnownKey, known_keys};
pub use quantity::{InvalidQuantity, parse_size, parse_time};
pub use setting::Setting;
pub use settings::{
    CacheSettings, CallDefaults, CallSettings, CompileSettings, MonitorSettings, ReuseSettings, SourcePlace,
    SourceSettings, VersionSettings,
};

/// A `parsify.toml` with every key, each with a comment.
pub const EXAMPLE: &str = include_str!("../example.toml");
