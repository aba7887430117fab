use std::fmt;
use std::time::Duration;

use parsify_interface::{Dependency, Grants, Limits, ModuleId, Value as Json};

use crate::ConfigError;
use crate::check::check;
use crate::defaults::defaults;
use crate::implied::add_implied;
use crate::layer::{Layer, Settings};
use crate::scope::{Scope, names};
use crate::settings::{
    CacheSettings, CallDefaults, CallSettings, CompileSettings, MonitorSettings, ReuseSettings, SourcePlace,
    SourceSettings, VersionSettings,
};
use crate::value::Value;

/// What all layers say together.
///
/// ```
/// use parsify_config::{Config, Layer};
/// use std::time::Duration;
///
/// let user = Layer::from_toml("user.toml", "[defaults.limits]\ndeadline = \"10s\"\noutput = \"1MiB\"")?;
/// let environment = Layer::from_env([("PARSIFY_DEFAULTS_LIMITS_DEADLINE", "5s")])?;
/// let config = Config::layered([user, environment])?;
///
/// let limits = config.call_defaults().limits;
/// assert_eq!((limits.deadline, limits.output), (Duration::from_secs(5), 1 << 20));
/// # Ok::<(), parsify_config::ConfigError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Config {
    pub(crate) settings: Settings,
}

impl Default for Config {
    /// The defaults of the contract.
    fn default() -> Self {
        let mut settings = defaults();
        add_implied(&mut settings);
        Self { settings }
    }
}

impl Config {
    /// Puts layers on each other: for each key, the last one that says something counts. The usual order is the defaults of
    /// the program, the user's file, the project's file, the environment, the arguments.
    ///
    /// What follows from what was said is added: a limit of memory brings the grace that it needs, and a default above a
    /// ceiling is cut.
    ///
    /// # Errors
    ///
    /// A limit above its ceiling, a grace that is too short for the memory, values that contradict each other, a key that
    /// another one needs: with the place of the value that is wrong.
    pub fn layered(layers: impl IntoIterator<Item = Layer>) -> Result<Self, ConfigError> {
        let mut settings = defaults();
        for layer in layers {
            settings.extend(layer.settings);
        }
        add_implied(&mut settings);
        check(&settings)?;
        Ok(Self { settings })
    }

    /// What holds for calls of which nobody says anything in particular.
    #[must_use]
    pub fn call_defaults(&self) -> CallDefaults {
        let scope = Scope::defaults();
        CallDefaults {
            limits: self.limits(&scope, Limits::default()).at_most(&self.ceiling()),
            fallback: self.fallback(&scope),
            retry: self.retry(&scope),
            log_level: self.log_level(&scope),
        }
    }

    /// What no call exceeds, whatever module and caller want.
    #[must_use]
    pub fn ceiling(&self) -> Limits {
        self.limits(&Scope::ceiling(), Limits::ceiling())
    }

    /// What holds for calls of an operation of a module: the word on the operation, else on the module, else the default.
    /// Whether there are such a module and operation is not known here.
    ///
    /// Looks up some thirty keys: where calls are many, keep what it gives.
    #[must_use]
    pub fn for_call(&self, module: &str, operation: &str) -> CallSettings {
        let scope = Scope::operation(module, operation);
        CallSettings {
            limits: self.overrides(|tail| scope.find_named(&self.settings, tail)),
            fallback: self.fallback(&scope),
            retry: self.retry(&scope),
            log_level: self.log_level(&scope),
            grants: match scope.find_named(&self.settings, "grants") {
                Some((key, _)) => self.granted(key),
                None => Grants::none(),
            },
            config: self.module_config(module),
            version: self.version(module).answers(),
        }
    }

    /// The modules that something is said of, in order.
    #[must_use]
    pub fn modules(&self) -> Vec<ModuleId> {
        names(&self.settings, "modules").into_iter().filter_map(|id| ModuleId::new(id).ok()).collect()
    }

    /// What a module may touch outside its sandbox, whatever is called of it; a word on a single operation counts in its place
    /// ([`for_call`](Self::for_call)). Nothing unless it is said.
    #[must_use]
    pub fn grants(&self, module: &str) -> Grants {
        self.granted(&format!("modules.{module}.grants"))
    }

    /// What a module is configured with; `null` unless it is said. May hold secrets.
    #[must_use]
    pub fn module_config(&self, module: &str) -> Json {
        match self.value(&format!("modules.{module}.config")) {
            Some(Value::Data(data)) => data.clone(),
            _ => Json::Null,
        }
    }

    /// Which versions of a module may answer.
    #[must_use]
    pub fn version(&self, module: &str) -> VersionSettings {
        let pin = match self.value(&format!("modules.{module}.pin")) {
            Some(Value::Version(pin)) => Some(pin.clone()),
            _ => None,
        };
        VersionSettings { requirement: self.requirement(&format!("modules.{module}.version")), pin }
    }

    /// How instances of a module are used again; `None` when each call gets its own.
    #[must_use]
    pub fn reuse(&self, module: &str) -> Option<ReuseSettings> {
        let number = |tail| self.number(&format!("modules.{module}.reuse.{tail}"));
        let small = |tail| number(tail).and_then(|number| number.try_into().ok());
        (self.flag(&format!("modules.{module}.reuse.enabled")) == Some(true)).then(|| ReuseSettings {
            uses: small("uses"),
            idle: small("idle"),
            idle_bytes: number("idle-bytes"),
        })
    }

    /// What a project wants to have installed, by id.
    #[must_use]
    pub fn dependencies(&self) -> Vec<Dependency> {
        let of = |id: &str| {
            let key = |tail| format!("dependencies.{id}.{tail}");
            let requirement = self.requirement(&key("version"))?;
            let mut dependency = Dependency::new(ModuleId::new(id).ok()?, requirement);
            dependency.optional = self.flag(&key("optional")) == Some(true);
            dependency.grants = self.granted(&key("grants")).iter().collect();
            Some(dependency)
        };
        names(&self.settings, "dependencies").into_iter().filter_map(of).collect()
    }

    /// Where modules come from, by name. Their order means nothing: versions are chosen by their numbers.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceSettings> {
        let of = |name: &str| {
            let placed = self.settings.get(&format!("sources.{name}.path"))?;
            let Value::Path(path) = &placed.value else { return None };
            let place = SourcePlace::Path(path.clone());
            Some(SourceSettings { name: name.to_owned(), place, origin: placed.origin.clone() })
        };
        names(&self.settings, "sources").into_iter().filter_map(of).collect()
    }

    /// The modules that are loaded at the start, in the order that was said.
    #[must_use]
    pub fn preload(&self) -> &[ModuleId] {
        match self.value("preload") {
            Some(Value::Modules(modules)) => modules,
            _ => &[],
        }
    }

    /// How many calls run at once; `None` when nobody says.
    #[must_use]
    pub fn concurrency(&self) -> Option<usize> {
        self.number("concurrency").and_then(|calls| calls.try_into().ok())
    }

    /// How many calls may wait for a place; `None` when nobody says.
    #[must_use]
    pub fn queue(&self) -> Option<usize> {
        self.number("queue").and_then(|calls| calls.try_into().ok())
    }

    /// Whether the shipped modules are there; `None` when nobody says.
    #[must_use]
    pub fn builtin_modules(&self) -> Option<bool> {
        self.flag("builtin-modules")
    }

    /// Where machine code is kept.
    #[must_use]
    pub fn cache(&self) -> CacheSettings {
        CacheSettings {
            enabled: self.flag("cache.enabled"),
            dir: self.path("cache.dir"),
            size: self.number("cache.size"),
            entry_size: self.number("cache.entry-size"),
            memory: self.number("cache.memory"),
        }
    }

    /// How the host looks at the health of its modules by itself.
    #[must_use]
    pub fn monitor(&self) -> MonitorSettings {
        MonitorSettings {
            interval: self.number("monitor.interval").map(Duration::from_millis),
            status: self.path("monitor.status"),
        }
    }

    /// What the compilation of a foreign component may use.
    #[must_use]
    pub fn compile(&self) -> CompileSettings {
        CompileSettings {
            time: self.number("compile.time").map(Duration::from_millis),
            memory: self.number("compile.memory"),
            code: self.number("compile.code"),
            threads: self.number("compile.threads").and_then(|threads| threads.try_into().ok()),
        }
    }
}

/// What modules are configured with is not shown.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.settings.iter().map(|(key, placed)| (key, &placed.value))).finish()
    }
}
