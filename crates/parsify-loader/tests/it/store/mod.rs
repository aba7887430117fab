mod concurrency;
mod damage;
mod failures;
mod full_disk;
mod home;
mod kills;
mod lock_file;
mod places;
mod recovery;
mod roles;
#[cfg(unix)]
mod safety;
mod transactions;
mod verify;
