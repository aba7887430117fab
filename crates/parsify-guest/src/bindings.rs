//! The bindings of the WIT package, generated.

wit_bindgen::generate!({
    world: "module",
    path: "../parsify-interface/wit",
    pub_export_macro: true,
    export_macro_name: "export_bindings",
    default_bindings_module: "parsify_guest::bindings",
});
