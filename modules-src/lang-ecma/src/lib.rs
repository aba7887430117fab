//! The module `lang-ecma` as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_code::ecma::LangEcma, descriptor: parsify_code::descriptors::LANG_ECMA);
