//! Stable codes of the failures the host gives. A module adds its own below its own prefix (`json.depth`).
//!
//! A code is part of the public contract: it is never renamed, and never means two things.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $text;)*
        /// Every code of this module.
        pub const ALL: &[&str] = &[$($text),*];
    };
}

codes! {
    /// The component does not compile.
    SANDBOX_COMPILE = "sandbox.compile";
    /// The bytes are not a WebAssembly component.
    SANDBOX_NOT_A_COMPONENT = "sandbox.not-a-component";
    /// The component is too large or too deep to be compiled.
    SANDBOX_SCAN = "sandbox.scan";
    /// The component cannot be compiled within the limits on time, memory and machine code.
    SANDBOX_COMPILE_LIMIT = "sandbox.compile-limit";
    /// The process that compiles cannot be started or used.
    SANDBOX_COMPILE_CHILD = "sandbox.compile-child";
    /// The component imports something the host does not offer.
    SANDBOX_IMPORT = "sandbox.import";
    /// The component does not export the module interface.
    SANDBOX_EXPORT = "sandbox.export";
    /// The component was built for a contract version this host does not speak.
    SANDBOX_CONTRACT = "sandbox.contract";
    /// The component cannot be instantiated.
    SANDBOX_INSTANTIATE = "sandbox.instantiate";
    /// What the module says of itself is no valid descriptor.
    SANDBOX_DESCRIPTOR = "sandbox.descriptor";
    /// The deadline passed.
    SANDBOX_TIMEOUT = "sandbox.timeout";
    /// The memory limit was reached.
    SANDBOX_MEMORY = "sandbox.memory";
    /// The table limit was reached.
    SANDBOX_TABLE = "sandbox.table";
    /// The answer is larger than the output limit.
    SANDBOX_OUTPUT = "sandbox.output";
    /// The module logs more than it may.
    SANDBOX_LOG = "sandbox.log";
    /// The module calls the host too often.
    SANDBOX_HOST_CALLS = "sandbox.host-calls";
    /// A limit is wanted that cannot be held.
    SANDBOX_LIMITS = "sandbox.limits";
    /// No place is free in the pool of instances.
    SANDBOX_BUSY = "sandbox.busy";
    /// The module failed too often of late; its circuit breaker is open.
    SANDBOX_BREAKER = "sandbox.breaker";
    /// The call was cancelled.
    SANDBOX_CANCELLED = "sandbox.cancelled";
    /// The guest trapped.
    SANDBOX_TRAP = "sandbox.trap";
    /// The guest exhausted its stack.
    SANDBOX_STACK = "sandbox.stack";
    /// The guest panicked.
    SANDBOX_PANIC = "sandbox.panic";
    /// The guest broke the canonical ABI.
    SANDBOX_ABI = "sandbox.abi";
    /// The engine cannot be set up on this machine.
    SANDBOX_ENGINE = "sandbox.engine";
    /// The module's own code panicked in this process.
    NATIVE_PANIC = "native.panic";
    /// No module of that id.
    MODULE_NOT_FOUND = "module.not-found";
    /// The module is known, but no version fits the requirement.
    MODULE_VERSION = "module.version";
    /// The module has no such operation.
    MODULE_OPERATION = "module.operation";
    /// Nothing of this module can run here.
    MODULE_UNAVAILABLE = "module.unavailable";
    /// The module needs a grant that it does not have.
    MODULE_GRANT = "module.grant";
    /// The module called another one that it may not or cannot call.
    MODULE_CALL = "module.call";
    /// A module called one that is already at work in the same call.
    MODULE_CALL_CYCLE = "module.call-cycle";
    /// Modules call each other more deeply than they may.
    MODULE_CALL_DEPTH = "module.call-depth";
    /// Modules call each other more often than they may.
    MODULE_CALLS = "module.calls";
    /// A module that another one needs is missing, does not fit or does not work.
    MODULE_DEPENDENCY = "module.dependency";
    /// The module failed, without a code that is its own to give.
    MODULE_FAILURE = "module.failure";
    /// The parameters do not fit the schema.
    PARAMS_SCHEMA = "params.schema";
    /// The parameters are not a JSON object.
    PARAMS_JSON = "params.json";
    /// A document that the operation needs is missing.
    DOCUMENT_MISSING = "document.missing";
    /// A document that the operation does not take.
    DOCUMENT_UNEXPECTED = "document.unexpected";
    /// A text is wanted, and the document is binary or not UTF-8.
    DOCUMENT_NOT_TEXT = "document.not-text";
    /// The documents do not fit into the memory limit.
    DOCUMENT_TOO_LARGE = "document.too-large";
    /// The file or folder does not exist.
    LOADER_MISSING = "loader.missing";
    /// The file cannot be read.
    LOADER_READ = "loader.read";
    /// The file is empty.
    LOADER_EMPTY = "loader.empty";
    /// The file is larger than an artifact may be.
    LOADER_TOO_LARGE = "loader.too-large";
    /// The bytes are a core module, not a component.
    LOADER_CORE_MODULE = "loader.core-module";
    /// The bytes are no WebAssembly.
    LOADER_NOT_WASM = "loader.not-wasm";
    /// The bytes do not have the digest that was promised.
    LOADER_DIGEST = "loader.digest";
    /// The state of the installed modules is damaged or missing.
    STORE_STATE = "store.state";
    /// The state of the installed modules was written by a newer Parsify.
    STORE_VERSION = "store.version";
    /// A file of the store is larger than is read or written.
    STORE_TOO_LARGE = "store.too-large";
    /// A folder or file of the store is not safe to use.
    STORE_UNSAFE = "store.unsafe";
    /// Somebody else is changing the store.
    STORE_BUSY = "store.busy";
    /// The store was changed since the plan was made.
    STORE_CHANGED = "store.changed";
    /// This version of the module is installed already.
    STORE_INSTALLED = "store.installed";
    /// This version of the module is not installed.
    STORE_NOT_INSTALLED = "store.not-installed";
    /// The receipt and the artifact do not belong together.
    STORE_RECEIPT = "store.receipt";
    /// The artifact of an installed module is missing or not the one that was installed.
    STORE_ARTIFACT = "store.artifact";
    /// There is no earlier state to go back to.
    STORE_PREVIOUS = "store.previous";
    /// The disk is full.
    STORE_FULL = "store.full";
    /// The store's disk refuses.
    STORE_IO = "store.io";
    /// There is no folder for a store.
    STORE_PLACE = "store.place";
    /// The configuration's file cannot be read.
    CONFIG_READ = "config.read";
    /// The configuration is no TOML, or larger than a configuration may be.
    CONFIG_SYNTAX = "config.syntax";
    /// The configuration has a key or a variable that does not exist.
    CONFIG_KEY = "config.key";
    /// A value of the configuration is not what its key takes.
    CONFIG_VALUE = "config.value";
    /// Two values of the configuration do not go together.
    CONFIG_CONFLICT = "config.conflict";
    /// The configuration lacks a key that another one needs.
    CONFIG_MISSING = "config.missing";
    /// A descriptor is not valid.
    REGISTRY_INVALID = "registry.invalid";
    /// The id and version are taken.
    REGISTRY_DUPLICATE = "registry.duplicate";
    /// One version of a module has two digests.
    REGISTRY_DIGEST = "registry.digest";
    /// Other modules need the version.
    REGISTRY_NEEDED = "registry.needed";
    /// The versions that fit were withdrawn.
    REGISTRY_YANKED = "registry.yanked";
    /// A mark of a version is not valid.
    REGISTRY_MARK = "registry.mark";
    /// The text is no catalog.
    REGISTRY_CATALOG = "registry.catalog";
    /// The catalog was written by a newer Parsify.
    REGISTRY_CATALOG_VERSION = "registry.catalog-version";
    /// The catalog, or one entry of it, is larger than is read.
    REGISTRY_TOO_LARGE = "registry.too-large";
    /// No versions of the modules fit together.
    REGISTRY_UNSOLVABLE = "registry.unsolvable";
    /// Modules need each other in a circle.
    REGISTRY_CYCLE = "registry.cycle";
    /// To find versions that fit together is too much work.
    REGISTRY_TOO_HARD = "registry.too-hard";
    /// The text is no lock file, or contradicts itself.
    LOCK_INVALID = "lock.invalid";
    /// The lock file was written by a newer Parsify.
    LOCK_VERSION = "lock.version";
    /// What is locked and what is there have different digests.
    LOCK_DIGEST = "lock.digest";
    /// The lock file no longer says what is wanted or there.
    LOCK_STALE = "lock.stale";
    /// The cache's folder is not safe to use.
    CACHE_FOLDER = "cache.folder";
    /// The cache's key is not safe to use.
    CACHE_KEY = "cache.key";
    /// The cache's disk refuses.
    CACHE_IO = "cache.io";
    /// The entry is larger than the cache takes.
    CACHE_TOO_LARGE = "cache.too-large";
    /// A module wants something that nobody has granted.
    INSTALL_CONSENT = "install.consent";
    /// A new version does not work.
    INSTALL_PROBE = "install.probe";
    /// The module is not installed.
    INSTALL_NOT_INSTALLED = "install.not-installed";
    /// The host itself is at fault.
    HOST_INTERNAL = "host.internal";
    /// Too many calls wait for a place already.
    HOST_BUSY = "host.busy";
    /// The manager was shut down.
    HOST_SHUTDOWN = "host.shutdown";
}
