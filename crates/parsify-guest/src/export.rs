use parsify_interface::{Processor, serde_json};

use crate::bindings::parsify::module::{context, types as wit};
use crate::context::HostContext;
use crate::convert;
use crate::descriptor::BroughtDescriptor;

/// Makes a crate a module: `export_module!(EXPRESSION)`, where the expression gives a
/// [`Processor`](parsify_interface::Processor). A unit struct that is one serves as well (`export_module!(JsonProcessor)`).
///
/// It also sets the global allocator of the guest, one that uses the memory an instance starts with before it grows any.
/// To bring your own, say `export_module!(EXPRESSION, allocator: own)` and set one with `#[global_allocator]`; without
/// one, the standard library's serves.
///
/// `export_module!(EXPRESSION, descriptor: TEXT)` brings the descriptor as text, usually `include_str!("../descriptor.json")`
/// of a file that a test compares with what the processor says of itself. Without the feature `describe` of this crate, the
/// guest then has no code for schemas in it, which is a good part of a small one. With the feature `deflate`, TEXT may be
/// `Deflated` too.
///
/// It does nothing but on wasm32.
#[macro_export]
macro_rules! export_module {
    ($processor:expr) => {
        $crate::export_module!(@allocator);
        $crate::export_module!($processor, allocator: own);
    };
    ($processor:expr, allocator: own) => {
        $crate::export_module!(@guest $processor, $crate::__private::describe(&$processor));
    };
    ($processor:expr, descriptor: $descriptor:expr) => {
        $crate::export_module!(@allocator);
        $crate::export_module!(@guest $processor, $crate::__private::described($descriptor));
    };
    (@allocator) => {
        #[cfg(target_arch = "wasm32")]
        #[global_allocator]
        static GUEST_ALLOCATOR: $crate::__private::GuestAllocator = $crate::__private::GuestAllocator::new();
    };
    (@guest $processor:expr, $described:expr) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::exports::parsify::module::guest::Guest for Exported {
                fn describe() -> String {
                    $described
                }

                fn execute(
                    request: $crate::bindings::parsify::module::types::Request,
                ) -> Result<
                    $crate::bindings::parsify::module::types::Response,
                    $crate::bindings::parsify::module::types::Failure,
                > {
                    $crate::__private::execute(&$processor, request)
                }
            }

    $crate::bindings::export_bindings!(Exported with_types_in $crate::bindings);
        };
        // Keeps the expression type-checked and its imports used everywhere.
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn() = || {
            fn is_processor(_: &impl $crate::Processor) {}
            is_processor(&$processor);
        };
    };
}

/// `describe` of the guest interface.
pub fn describe(processor: &impl Processor) -> String {
    report_panics();
    // A descriptor holds no maps with keys that are no texts: writing it cannot fail.
    serde_json::to_string(&processor.describe()).unwrap_or_default()
}

/// `describe` of a guest that brings its descriptor.
pub fn described(descriptor: impl BroughtDescriptor) -> String {
    descriptor.text()
}

/// `execute` of the guest interface.
pub fn execute(processor: &impl Processor, request: wit::Request) -> Result<wit::Response, wit::Failure> {
    report_panics();
    convert::request_from_wit(request)
        .and_then(|request| processor.execute(request, &HostContext))
        .map(convert::response_to_wit)
        .map_err(|failure| convert::failure_to_wit(&failure))
}

/// A panic aborts a guest; the hook hands its text to the host first.
fn report_panics() {
    std::panic::set_hook(Box::new(|info| context::panicked(&info.to_string())));
}
