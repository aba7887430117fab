use std::io;

use crate::CacheError;
use crate::entry_key::hex;

pub(crate) fn secret() -> Result<[u8; 32], CacheError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| CacheError::Random(without_std(error)))?;
    Ok(bytes)
}

/// Part of a file name that nobody can guess.
pub(crate) fn tag() -> io::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(without_std)?;
    Ok(hex(&bytes))
}

/// The crate gives a standard error only with a feature that nothing else here needs.
fn without_std(error: getrandom::Error) -> io::Error {
    io::Error::other(error.to_string())
}
