//! The module `lang-python` as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_code::python::LangPython, descriptor: parsify_code::descriptors::LANG_PYTHON);
