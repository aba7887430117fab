use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::disk::{Dir, Kind};
use super::error::{Action, StoreError};
use super::rules::Rules;

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "parsify.toml";
/// The name of the lock file.
pub const LOCK_FILE: &str = "parsify.lock";
const PROJECT_STORE: &str = ".parsify";

/// Where a store lies: in a user's data folder, or beside a project's `parsify.toml`.
///
/// ```
/// use parsify_loader::StorePlace;
///
/// let place = StorePlace::project("/srv/site");
/// assert_eq!(place.folder(), std::path::Path::new("/srv/site/.parsify"));
/// assert_eq!(place.lock_file(), std::path::Path::new("/srv/site/parsify.lock"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StorePlace {
    folder: PathBuf,
    project: Option<PathBuf>,
}

impl StorePlace {
    /// A folder for this user alone: it is made with mode `0700`, and refused when others can get at it. The lock file
    /// lies inside.
    pub fn at(folder: impl AsRef<Path>) -> Self {
        Self { folder: tidy(folder.as_ref()), project: None }
    }

    /// The store of a program among those of this user: `<program>/modules` in the user's data folder, which is that of
    /// the XDG base directory specification (`XDG_DATA_HOME`), or what the platform has in its place.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoHome`].
    pub fn user(program: &str) -> Result<Self, StoreError> {
        let folders = etcetera::choose_base_strategy().map_err(|_| StoreError::NoHome)?;
        Ok(Self::at(folders.data_dir().join(program).join("modules")))
    }

    /// The store of the project in this folder: `.parsify` inside it, and `parsify.lock` beside that. The folder must
    /// belong to this user or the administrator, and not be open to everybody.
    pub fn project(folder: impl AsRef<Path>) -> Self {
        let project = tidy(folder.as_ref());
        Self { folder: project.join(PROJECT_STORE), project: Some(project) }
    }

    /// The store of the project that `start` lies in, else the one of the user.
    ///
    /// The project is the nearest folder with a `parsify.toml`, from `start` upwards. The search ends with the user's
    /// home folder if `start` lies inside, for what lies above is not the user's; otherwise with the root.
    ///
    /// # Errors
    ///
    /// `start` cannot be looked at; a `parsify.toml` was found in a folder that somebody else can write to, as it may
    /// have been put there for this user to run into; or there is no home.
    pub fn find(program: &str, start: impl AsRef<Path>) -> Result<Self, StoreError> {
        let start = start.as_ref();
        let start = fs::canonicalize(start).map_err(|source| StoreError::io(Action::Open, start, source))?;
        let home = etcetera::home_dir().ok().and_then(|home| fs::canonicalize(home).ok());
        for folder in start.ancestors() {
            if folder.join(PROJECT_FILE).is_file() {
                let place = Self::project(folder);
                place.check_project()?;
                return Ok(place);
            }
            if home.as_deref() == Some(folder) {
                break;
            }
        }
        Self::user(program)
    }

    /// The store's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The project's folder, when it is the store of one.
    #[must_use]
    pub fn project_folder(&self) -> Option<&Path> {
        self.project.as_deref()
    }

    /// The lock file.
    #[must_use]
    pub fn lock_file(&self) -> PathBuf {
        self.project.as_ref().unwrap_or(&self.folder).join(LOCK_FILE)
    }

    pub(crate) fn rules(&self) -> Rules {
        if self.project.is_some() { Rules::SHARED } else { Rules::PRIVATE }
    }

    /// Who can write to a project's folder can put another store into it.
    pub(crate) fn check_project(&self) -> Result<(), StoreError> {
        let Some(project) = &self.project else { return Ok(()) };
        let facts = match Dir::open(project).and_then(|folder| folder.facts()) {
            Ok(facts) => facts,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::NoProject { path: project.clone() });
            }
            Err(source) => return Err(StoreError::io(Action::Open, project, source)),
        };
        let checked = self.rules().check(&facts, Kind::Folder);
        checked.map_err(|problem| StoreError::Unsafe { path: project.clone(), problem })
    }
}

/// With a slash at the end, the operating system would follow a link that it is told not to follow.
fn tidy(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}
