use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use crate::toml_text::TomlText;
use crate::value::Value;
use crate::word::word;
use crate::{ConfigError, Origin, Problem, variable};

/// A value and where it came from.
#[derive(Clone, PartialEq)]
pub(crate) struct Placed {
    pub(crate) value: Value,
    pub(crate) origin: Origin,
}

pub(crate) type Settings = BTreeMap<String, Placed>;

/// What one file, the environment or the arguments say. Layers become a [`Config`](crate::Config) together.
///
/// A layer is checked for itself: keys, types, units. Whether its values go together with those of other layers is checked
/// when they are put on each other.
#[derive(Clone, Default, PartialEq)]
pub struct Layer {
    pub(crate) settings: Settings,
}

impl Layer {
    /// More bytes are no configuration.
    pub const MAX_BYTES: usize = 1 << 20;

    /// Reads a `parsify.toml`. `path` is what the file is called in messages, and its folder is what paths inside are
    /// relative to; nothing is read from there.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong in the order of the text, with line and column.
    ///
    /// ```
    /// use parsify_config::{Config, Layer};
    ///
    /// let file = Layer::from_toml("parsify.toml", "[modules.json-processor.limits]\nmemory = \"64MiB\"")?;
    /// let config = Config::layered([file])?;
    /// assert_eq!(config.for_call("json-processor", "format").limits.memory, Some(64 << 20));
    /// # Ok::<(), parsify_config::ConfigError>(())
    /// ```
    pub fn from_toml(path: impl AsRef<Path>, text: &str) -> Result<Self, ConfigError> {
        TomlText::new(path.as_ref(), text).read().map(|settings| Self { settings })
    }

    /// Takes the variables that set keys out of the environment; `std::env::vars_os()` fits. `.` and `-` of a key are `_`
    /// in its variable, and around what a user names stand two: `PARSIFY_CONCURRENCY`, `PARSIFY_DEFAULTS_LIMITS_MEMORY`,
    /// `PARSIFY_MODULES__JSON_PROCESSOR__LIMITS_MEMORY`. The items of a list are separated by commas. Paths are left as
    /// they are. An empty variable is as good as none.
    ///
    /// # Errors
    ///
    /// The first variable that begins with `PARSIFY_` and is neither a key nor another variable of this project, and the
    /// first value that is not what its key takes.
    ///
    /// ```
    /// use parsify_config::Layer;
    ///
    /// let layer = Layer::from_env([("HOME", "/home/ada"), ("PARSIFY_DEFAULTS_LIMITS_DEADLINE", "5s")])?;
    /// let error = Layer::from_env([("PARSIFY_CONCURENCY", "4")]).unwrap_err();
    /// assert_eq!(error.to_string(), "variable PARSIFY_CONCURENCY: there is no such variable");
    /// # Ok::<(), parsify_config::ConfigError>(())
    /// ```
    pub fn from_env<N: AsRef<OsStr>, V: AsRef<OsStr>>(
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, ConfigError> {
        let mut layer = Self::default();
        for (name, value) in variables {
            // A name that is no Unicode is nobody's.
            let Some(name) = name.as_ref().to_str().filter(|name| name.starts_with(variable::PREFIX)) else { continue };
            if !variable::is_other(name) && !value.as_ref().is_empty() {
                layer.add_variable(name, value.as_ref())?;
            }
        }
        Ok(layer)
    }

    fn add_variable(&mut self, name: &str, value: &OsStr) -> Result<(), ConfigError> {
        let at = Origin::Environment { variable: name.chars().take(200).collect() };
        let Some(key) = variable::key(name) else {
            return Err(ConfigError::without_key(at, Problem::UnknownVariable { nearest: variable::nearest_to(name) }));
        };
        match value.to_str() {
            Some(text) => self.add(&key, text, at),
            None => Err(ConfigError::new(at, key, Problem::NotUnicode)),
        }
    }

    /// Takes arguments as `--set` has them: `defaults.limits.memory=64MiB`. The items of a list are separated by commas; of
    /// two values for one key, the right one counts.
    ///
    /// # Errors
    ///
    /// The first argument without `=`, with a key that does not exist, or with a value that the key does not take.
    ///
    /// ```
    /// use parsify_config::{Config, Layer};
    ///
    /// let layer = Layer::from_arguments(["concurrency=4", "preload=json-processor,text-tools"])?;
    /// let config = Config::layered([layer])?;
    /// assert_eq!((config.concurrency(), config.preload().len()), (Some(4), 2));
    /// # Ok::<(), parsify_config::ConfigError>(())
    /// ```
    pub fn from_arguments<A: AsRef<str>>(arguments: impl IntoIterator<Item = A>) -> Result<Self, ConfigError> {
        Self::from_words(arguments, &Origin::Argument)
    }

    /// What holds when no other layer says anything, in the form of arguments: for defaults that a program has and this
    /// crate cannot know, such as the folder of the cache.
    ///
    /// # Errors
    ///
    /// As those of [`from_arguments`](Self::from_arguments).
    pub fn from_defaults<A: AsRef<str>>(defaults: impl IntoIterator<Item = A>) -> Result<Self, ConfigError> {
        Self::from_words(defaults, &Origin::Default)
    }

    fn from_words<A: AsRef<str>>(words: impl IntoIterator<Item = A>, at: &Origin) -> Result<Self, ConfigError> {
        let mut layer = Self::default();
        for text in words {
            let text = text.as_ref();
            let Some((key, value)) = text.split_once('=') else {
                return Err(ConfigError::new(at.clone(), text, Problem::NoValue));
            };
            layer.add(key.trim(), value.trim(), at.clone())?;
        }
        Ok(layer)
    }

    fn add(&mut self, key: &str, text: &str, origin: Origin) -> Result<(), ConfigError> {
        let (key, value) = word(key, text, &origin)?;
        self.settings.insert(key, Placed { value, origin });
        Ok(())
    }

    /// True when the layer says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty()
    }
}

/// What modules are configured with is not shown.
impl fmt::Debug for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.settings.iter().map(|(key, placed)| (key, &placed.value))).finish()
    }
}
