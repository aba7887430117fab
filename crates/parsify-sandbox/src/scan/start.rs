use wasmparser::{Parser, Payload};

/// Whether code of the component itself may run while it is instantiated. A damaged one is said to: so it gets the way that
/// takes care of it.
pub(crate) fn starts(component: &[u8]) -> bool {
    Parser::new(0).parse_all(component).any(|payload| {
        matches!(payload, Err(_) | Ok(Payload::StartSection { .. } | Payload::ComponentStartSection { .. }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let component = wat::parse_str(text).unwrap();
        assert_eq!(starts(&component), expected);
        assert!(starts(&component[..component.len() - 1]));
    }

    #[test]
    fn a_start_function_is_found_at_any_depth() {
        check("(component (core module (func $f) (start $f)))", true);
        check("(component (component (core module (func $f) (start $f))))", true);
    }

    #[test]
    fn what_has_none_does_not_start() {
        check("(component (core module (memory 1) (data (i32.const 0) \"a\") (func (export \"start\"))))", false);
        check("(component (core module (table 1 funcref) (elem (i32.const 0) $f) (func $f)))", false);
    }
}
