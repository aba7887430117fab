/// Declares every quantity once: the field of the caps and of the report, its name in details, its words, its presets.
macro_rules! quantities {
    ($($(#[doc = $doc:literal])+ $field:ident $limit:ident $name:literal $noun:literal [$normal:expr, $strict:expr];)*) => {
        /// What a component may hold before anything compiles it.
        ///
        /// The presets lie far below what the format allows and well above what compilers make; each figure is for the
        /// whole component unless it says otherwise.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ScanCaps {
            $($(#[doc = $doc])+ #[doc = concat!("\n\nNormal: `", stringify!($normal), "`. Strict: `", stringify!($strict), "`.")] pub $field: u64,)*
        }

        impl ScanCaps {
            /// For a compilation in a child process, which has limits of its own on time and memory.
            #[must_use]
            pub const fn normal() -> Self {
                Self { $($field: $normal,)* }
            }

            /// For a compilation in this process, which nothing can stop once it runs.
            #[must_use]
            pub const fn strict() -> Self {
                Self { $($field: $strict,)* }
            }
        }

        impl ScanCaps {
            /// For what is trusted, and scanned only to know it.
            pub(crate) const fn none() -> Self {
                Self { $($field: u64::MAX,)* }
            }
        }

        /// What a scan found, in the same quantities as [`ScanCaps`].
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ScanReport {
            $($(#[doc = $doc])+ pub $field: u64,)*
        }

        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Quantity {
            $($limit,)*
        }

        impl Quantity {
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$limit => $name,)* }
            }

            pub(super) const fn noun(self) -> &'static str {
                match self { $(Self::$limit => $noun,)* }
            }

            pub(super) const fn allowed(self, caps: &ScanCaps) -> u64 {
                match self { $(Self::$limit => caps.$field,)* }
            }

            pub(super) const fn found(self, report: &mut ScanReport) -> &mut u64 {
                match self { $(Self::$limit => &mut report.$field,)* }
            }
        }
    };
}

quantities! {
    /// Bytes of the component.
    artifact_bytes ArtifactBytes "artifactBytes" "bytes" [64 << 20, 8 << 20];
    /// Bytes of custom sections: names, debugging information, producers.
    custom_bytes CustomBytes "customBytes" "bytes of custom sections" [48 << 20, 8 << 20];
    /// Components and modules inside one another, the outermost counting as one.
    nesting Nesting "nesting" "components inside one another" [32, 16];
    /// Components, nested ones included.
    components Components "components" "components" [1_000, 200];
    /// Core modules.
    modules Modules "modules" "core modules" [1_000, 100];
    /// Core modules with data segments. Each costs a file descriptor for as long as the compiled component is kept.
    modules_with_data ModulesWithData "modulesWithData" "core modules with data" [200, 50];
    /// Core instances that exist once everything is instantiated: a component that instantiates another one twice holds
    /// twice its instances. As many as a call may have.
    core_instances CoreInstances "coreInstances" "core instances" [64, 64];
    /// Component instances that exist once everything is instantiated, counted as core instances are.
    component_instances ComponentInstances "componentInstances" "component instances" [1_000, 200];
    /// Definitions of components (instances, their arguments, aliases, canonical functions, imports, exports), counted
    /// again for every instance of the component.
    definitions Definitions "definitions" "definitions in components" [100_000, 20_000];
    /// Types, those declared inside types included.
    types Types "types" "types" [20_000, 5_000];
    /// Component and instance types inside one another.
    type_nesting TypeNesting "typeNesting" "types inside one another" [32, 16];
    /// Parameters or results of one type of a core function. Every call brings them along.
    arity Arity "arity" "parameters or results of one function" [1_000, 50];
    /// Functions with a body.
    functions Functions "functions" "functions" [60_000, 20_000];
    /// Bytes of the largest function body.
    function_bytes FunctionBytes "functionBytes" "bytes in one function" [512 << 10, 128 << 10];
    /// Locals of one function, without its parameters.
    locals Locals "locals" "locals in one function" [20_000, 5_000];
    /// Blocks, loops and conditions inside one another in one function.
    blocks Blocks "blocks" "blocks inside one another" [10_000, 1_000];
    /// Loops inside one another in one function. Compile time grows with the cube.
    loops Loops "loops" "loops inside one another" [100, 32];
    /// What branches cost over all functions: for each function the square of the values its branches may have to bring
    /// along, which are the locals written since the target began and the operands of its type. Compile time grows with
    /// it, memory too: 300 locals that stay alive over 300 blocks are five kilobytes and five seconds.
    merges Merges "merges" "units of work for branches" [100_000_000_000_000, 10_000_000_000];
    /// Targets of branch tables.
    branch_targets BranchTargets "branchTargets" "targets of branch tables" [500_000, 100_000];
    /// Globals of core modules.
    globals Globals "globals" "globals" [50_000, 10_000];
    /// Imports and exports of core modules.
    externs Externs "externs" "imports and exports of core modules" [100_000, 20_000];
    /// Data and element segments.
    segments Segments "segments" "data and element segments" [50_000, 20_000];
    /// Memories of all core instances. As many as a call may have.
    memories Memories "memories" "memories" [16, 16];
    /// Bytes that the memories of all core instances have at the start.
    memory_bytes MemoryBytes "memoryBytes" "bytes of memory at the start" [1 << 30, 256 << 20];
    /// Tables of all core instances. As many as a call may have.
    tables Tables "tables" "tables" [64, 64];
    /// Elements that the tables of all core instances have at the start.
    table_elements TableElements "tableElements" "table elements at the start" [1_000_000, 200_000];
    /// Functions that are lowered (`canon lower`) and lifted in the same file, or may be: what nested components are given
    /// is not followed, and each of their lowerings counts, instantiated or not. Functions of the host that the outermost
    /// component lowers do not.
    ///
    /// For each of them the engine makes an adapter, which copies and converts a string in one go, without a look at the
    /// clock. With more than none allowed, a call may end later than its deadline and its `grace` say, by up to two seconds
    /// within 256 MiB of memory: only for components that are trusted with that.
    adapters Adapters "adapters" "adapters between its own components" [0, 0];
    /// Functions that are lifted or lowered with another `string-encoding` than UTF-8, which are `utf16` and `latin1+utf16`:
    /// each once as it stands in the file, instantiated or not, and whether it has strings or not.
    ///
    /// The host copies a string in or out in one go, without a look at the clock, and takes several times as long when it
    /// has to transcode it. With more than none allowed, a call may end later than its deadline and its `grace` say, by up
    /// to 0.2 s for 63 MiB out and 0.6 s for 120 MiB in: only for components that are trusted with that.
    transcoders Transcoders "transcoders" "transcoders of strings" [0, 0];
}
