//! Installed modules: what is said, and what is refused. A whole session is in `operating`.

mod answers;
mod damage;
mod home;
mod lock;
mod places;
mod refused;
mod updates;
mod words;
