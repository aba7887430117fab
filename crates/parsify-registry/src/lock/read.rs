use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use parsify_interface::ModuleId;
use toml::Spanned;

use super::file::{Dependency, File, Head, Module};
use super::{Lock, LockError, Locked, LockedDependency};
use crate::Place;
use crate::circle::{components, in_circles, way_round};

impl Lock {
    /// Reads the text of a lock file. It must be whole, and must not contradict itself: each dependency is locked to a
    /// version that fits, nothing stands twice, and nothing needs itself.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        if text.len() > Self::MAX_TEXT {
            return Err(LockError::TooLarge { bytes: text.len() });
        }
        let syntax = |error: toml::de::Error| LockError::Syntax {
            place: Place::of_byte(text, error.span().map_or(0, |span| span.start)),
            problem: error.message().chars().take(200).collect(),
        };
        let head: Head = toml::from_str(text).map_err(syntax)?;
        if head.version != Self::VERSION {
            return Err(LockError::OtherVersion { found: head.version });
        }
        let file: File = toml::from_str(text).map_err(syntax)?;
        Reader { text }.lock(file)
    }
}

struct Reader<'a> {
    text: &'a str,
}

/// The byte at which each dependency of a module stands, in the order of its dependencies. Only an error needs the line.
type Offsets = BTreeMap<ModuleId, Vec<usize>>;

impl Reader<'_> {
    fn lock(&self, file: File) -> Result<Lock, LockError> {
        let mut lock = Lock::default();
        let mut offsets = Offsets::new();
        for module in file.module {
            let (id, span): (ModuleId, _) = (self.value(&module.id)?, module.id.span());
            offsets.insert(id.clone(), module.dependencies.iter().map(|it| it.span().start).collect());
            if lock.modules.insert(id.clone(), self.locked(module)?).is_some() {
                return Err(LockError::Twice { place: self.place(&span), id });
            }
        }
        self.fits_together(&lock, &offsets)?;
        no_circles(&lock)?;
        Ok(lock)
    }

    fn locked(&self, module: Module) -> Result<Locked, LockError> {
        let dependencies = module.dependencies.into_iter().map(|dependency| self.dependency(dependency.into_inner()));
        Ok(Locked {
            version: self.value(&module.version)?,
            source: module.source,
            digest: module.digest.map(|digest| self.value(&digest)).transpose()?,
            dependencies: dependencies.collect::<Result<_, _>>()?,
        })
    }

    fn dependency(&self, dependency: Dependency) -> Result<LockedDependency, LockError> {
        Ok(LockedDependency {
            id: self.value(&dependency.id)?,
            requirement: self.value(&dependency.version)?,
            optional: dependency.optional,
        })
    }

    fn value<T: FromStr<Err: std::fmt::Display>>(&self, text: &Spanned<String>) -> Result<T, LockError> {
        text.get_ref()
            .parse()
            .map_err(|error: T::Err| LockError::Syntax { place: self.place(&text.span()), problem: error.to_string() })
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::of_byte(self.text, span.start)
    }

    fn fits_together(&self, lock: &Lock, offsets: &Offsets) -> Result<(), LockError> {
        for (by, locked) in &lock.modules {
            for (dependency, offset) in locked.dependencies.iter().zip(&offsets[by]) {
                let place = || Place::of_byte(self.text, *offset);
                let (id, requirement) = (&dependency.id, &dependency.requirement);
                match lock.modules.get(id) {
                    None => return Err(LockError::NotLocked { place: place(), by: by.clone(), id: id.clone() }),
                    Some(other) if !requirement.matches(&other.version) => {
                        return Err(LockError::Unfit {
                            place: place(),
                            by: by.clone(),
                            id: id.clone(),
                            requirement: requirement.clone(),
                            version: other.version.clone(),
                        });
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }
}

fn no_circles(lock: &Lock) -> Result<(), LockError> {
    let ids: Vec<_> = lock.modules.keys().collect();
    let below = |node: usize| -> Vec<usize> {
        let dependencies = &lock.modules[ids[node]].dependencies;
        dependencies.iter().filter_map(|dependency| ids.binary_search(&&dependency.id).ok()).collect()
    };
    let component = components(ids.len(), below);
    let itself = (0..ids.len()).find(|node| below(*node).contains(node));
    let Some(start) = in_circles(&component).first().copied().or(itself) else { return Ok(()) };
    let way = way_round(start, &component, below);
    Err(LockError::Circle { ids: way.into_iter().map(|node| ids[node].clone()).collect() })
}
