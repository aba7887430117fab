//! Ctrl-C: once to end with what was measured so far, twice to end at once.

use parsify_interface::CancelToken;

/// A token that Ctrl-C cancels.
///
/// # Panics
///
/// If no thread can be started.
#[must_use]
pub fn token() -> CancelToken {
    let token = CancelToken::new();
    let cancel = token.clone();
    let listen = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                cancel.cancel();
            }
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
    };
    std::thread::Builder::new().name("interrupt".to_owned()).spawn(listen).expect("a thread starts");
    token
}
