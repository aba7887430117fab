use wasmparser::{Parser, Payload};

/// The names of what a component imports and exports.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Surface<'a> {
    pub(crate) imports: Vec<&'a str>,
    pub(crate) exports: Vec<&'a str>,
}

/// Reads the names on the outside of a component, and nothing of what lies inside it. What cannot be read is left to whoever
/// compiles it.
pub(crate) fn surface(component: &[u8]) -> Surface<'_> {
    let (mut surface, mut depth) = (Surface::default(), 0_usize);
    for payload in Parser::new(0).parse_all(component) {
        match payload {
            Ok(Payload::Version { .. }) => depth += 1,
            Ok(Payload::End(_)) => depth = depth.saturating_sub(1),
            Ok(Payload::ComponentImportSection(section)) if depth == 1 => {
                surface.imports.extend(section.into_iter().flatten().map(|import| import.name.name));
            }
            Ok(Payload::ComponentExportSection(section)) if depth == 1 => {
                surface.exports.extend(section.into_iter().flatten().map(|export| export.name.name));
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    surface
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outside_is_read() {
        let component = wat::parse_str(
            r#"(component
                (import "a:b/c@1.0.0" (instance $i))
                (component (import "inner" (func)) (export "deep" (func 0)))
                (export "d:e/f@2.0.0" (instance $i)))"#,
        )
        .unwrap();
        let expected = Surface { imports: vec!["a:b/c@1.0.0"], exports: vec!["d:e/f@2.0.0"] };
        assert_eq!(surface(&component), expected);
        assert_eq!(surface(b"\0asm\x0d\0\x01\0\x99"), Surface::default());
    }
}
