use std::fmt;

use parsify_interface::Value as Json;
use serde::Serialize;

use crate::find::join;
use crate::layer::{Placed, Settings};
use crate::scope::{Scope, names};
use crate::tree::{CALL, Keys, MODULE, Node, ROOT, entries};
use crate::value::{Value, toml_text};
use crate::{Config, Origin};

/// A key, its effective value, and where that came from.
///
/// Its text form is a line of a `parsify.toml`, or a comment where there is nothing to say: no value, or one that is not
/// shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Setting {
    /// The key.
    pub key: String,
    /// The value: sizes and times as texts, as in a file. `None` when nobody says anything and the program decides, and when
    /// it is hidden.
    pub value: Option<Json>,
    /// True for what a module is configured with: it may be secret, so `value` does not say.
    pub hidden: bool,
    /// Where it came from.
    pub origin: Origin,
}

impl Setting {
    fn new(key: &str, placed: &Placed, secrets: bool) -> Self {
        let hidden = !secrets && matches!(placed.value, Value::Data(_));
        let value = (!hidden).then(|| placed.value.json());
        Self { key: key.to_owned(), value, hidden, origin: placed.origin.clone() }
    }

    fn unset(key: String) -> Self {
        Self { key, value: None, hidden: false, origin: Origin::Default }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.key;
        match &self.value {
            None if self.hidden => write!(f, "# {key} = …"),
            None => write!(f, "# {key} is not set"),
            Some(json) => match toml_text(json) {
                Some(text) => write!(f, "{key} = {text}"),
                // TOML has no null.
                None => write!(f, "# {key} = {json}"),
            },
        }
    }
}

impl Config {
    /// Every key with its effective value: all of those that have no name in them, and of modules, dependencies and sources
    /// those that somebody said. What modules are configured with is hidden.
    ///
    /// ```
    /// use parsify_config::{Config, Layer};
    ///
    /// let config = Config::layered([Layer::from_arguments(["defaults.limits.memory=1GiB"])?])?;
    /// let grace = config.effective().into_iter().find(|it| it.key == "defaults.limits.grace").unwrap();
    /// assert_eq!(grace.to_string(), "defaults.limits.grace = \"2s\"");
    /// assert_eq!(grace.origin.to_string(), "follows from defaults.limits.memory");
    /// # Ok::<(), parsify_config::ConfigError>(())
    /// ```
    #[must_use]
    pub fn effective(&self) -> Vec<Setting> {
        self.listed(false)
    }

    /// The same with what modules are configured with, for who asks for it in so many words.
    #[must_use]
    pub fn effective_with_secrets(&self) -> Vec<Setting> {
        self.listed(true)
    }

    /// Everything that holds for calls of an operation of a module, each with the key that says so: that of the operation,
    /// of the module, or the default. Limits that are defaults stand below what the module says of its operation.
    #[must_use]
    pub fn effective_for(&self, module: &str, operation: &str) -> Vec<Setting> {
        let scope = Scope::operation(module, operation);
        let mut tails = Vec::new();
        collect_tails(&[CALL, MODULE], "", &mut tails);
        let found = tails.iter().filter_map(|tail| scope.find(&self.settings, tail));
        found.map(|(key, placed)| Setting::new(key, placed, false)).collect()
    }

    fn listed(&self, secrets: bool) -> Vec<Setting> {
        let mut listing = Listing { settings: &self.settings, secrets, all: Vec::new() };
        listing.table(ROOT, "", false);
        listing.all
    }
}

struct Listing<'a> {
    settings: &'a Settings,
    secrets: bool,
    all: Vec<Setting>,
}

impl Listing<'_> {
    /// Inside what a user named, only what was said is listed: all else is as for any other name.
    fn table(&mut self, keys: Keys, above: &str, named: bool) {
        for entry in entries(keys) {
            let key = join(above, entry.name);
            match &entry.node {
                Node::Leaf(_) => match self.settings.get(&key) {
                    Some(placed) => self.all.push(Setting::new(&key, placed, self.secrets)),
                    None if !named => self.all.push(Setting::unset(key)),
                    None => {}
                },
                Node::Table(keys) => self.table(keys, &key, named),
                Node::Named(inside) => {
                    for name in names(self.settings, &key) {
                        self.table(inside.keys, &join(&key, name), true);
                    }
                }
            }
        }
    }
}

/// The keys of a table and of those inside it, apart from what a user names.
fn collect_tails(keys: Keys, above: &str, tails: &mut Vec<String>) {
    for entry in entries(keys) {
        let key = join(above, entry.name);
        match &entry.node {
            Node::Leaf(_) => tails.push(key),
            Node::Table(keys) => collect_tails(keys, &key, tails),
            Node::Named(_) => {}
        }
    }
}
