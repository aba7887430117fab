//! Places at which a test can make the host fail.
//!
//! Nothing of it is compiled but with the feature `faults`, which only tests and `cargo xtask faults` turn on.

/// The places, by name: one in each host function, in the limiter and where an answer is copied out.
#[cfg(feature = "faults")]
pub const PLACES: [&str; 8] = ["log", "progress", "config", "panicked", "discover", "call", "limiter", "instantiate"];

#[cfg(feature = "faults")]
thread_local! {
    static PANIC_AT: std::cell::Cell<Option<&'static str>> = const { std::cell::Cell::new(None) };
}

/// The next pass through `place` on this thread panics; once.
#[cfg(feature = "faults")]
pub fn panic_at(place: &'static str) {
    PANIC_AT.set(Some(place));
}

/// A place that was passed.
#[cfg(feature = "faults")]
pub(crate) fn point(place: &'static str) {
    if PANIC_AT.get() == Some(place) {
        PANIC_AT.set(None);
        panic!("injected at {place}");
    }
}

#[cfg(not(feature = "faults"))]
#[inline(always)]
pub(crate) fn point(_: &'static str) {}
