//! The JSON processor as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(
    parsify_json::JsonProcessor,
    descriptor: parsify_guest::Deflated(include_bytes!(concat!(env!("OUT_DIR"), "/descriptor")))
);
