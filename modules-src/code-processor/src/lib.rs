//! The module `code-processor` as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_code::router::CodeProcessor, descriptor: parsify_code::descriptors::CODE_PROCESSOR);
