//! Components put together at random: what the engine has to adapt, the scan counts.

use std::fmt::Write as _;

use parsify_sandbox::scan;
use proptest::prelude::*;
use proptest::sample::Index;

use super::{ADAPTERS, HOST_INSTANCE, LIFTING, encoded, engine_adapts};

/// A definition of the outermost component; each picks among those before it.
#[derive(Clone, Debug)]
enum Step {
    ImportFunction,
    ImportInstance,
    Lift,
    Instantiate,
    AliasFunction(Index),
    AliasInstance(Index),
    Bag(Index, Index),
    ExportFunction(Index),
    ExportInstance(Index),
    Lower(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    prop_oneof![
        Just(Step::ImportFunction),
        Just(Step::ImportInstance),
        Just(Step::Lift),
        Just(Step::Instantiate),
        index().prop_map(Step::AliasFunction),
        index().prop_map(Step::AliasInstance),
        (index(), index()).prop_map(|(function, instance)| Step::Bag(function, instance)),
        index().prop_map(Step::ExportFunction),
        index().prop_map(Step::ExportInstance),
        index().prop_map(Step::Lower),
    ]
}

/// The text of a component, and what can be picked in it.
#[derive(Default)]
struct Text {
    text: String,
    /// Name, and whether it can be exported: the engine does not export what was imported.
    functions: Vec<(String, bool)>,
    /// The same, and whether it has an instance inside.
    instances: Vec<(String, bool, bool)>,
    names: usize,
    /// A bag holds what is the host's together with what is not, which the scan does not tell apart afterwards.
    mixed: bool,
}

impl Text {
    fn name(&mut self) -> String {
        self.names += 1;
        format!("n{}", self.names)
    }

    fn function(&self, index: Index) -> Option<(String, bool)> {
        (!self.functions.is_empty()).then(|| index.get(&self.functions).clone())
    }

    fn instance(&self, index: Index) -> Option<(String, bool, bool)> {
        (!self.instances.is_empty()).then(|| index.get(&self.instances).clone())
    }

    fn add(&mut self, step: &Step) -> Option<()> {
        let new = self.name();
        match *step {
            Step::ImportFunction => {
                let _ = write!(self.text, r#"(import "{new}" (func ${new} (param "s" string)))"#);
                self.functions.push((new, false));
            }
            Step::ImportInstance => {
                let import = HOST_INSTANCE
                    .replace(r#"(import "i" (instance $i "#, &format!(r#"(import "{new}" (instance ${new} "#));
                self.text.push_str(&import);
                self.instances.push((new, false, true));
            }
            Step::Lift => {
                let _ = write!(
                    self.text,
                    r#"(func ${new} (param "s" string) (canon lift (core func $own "f")
                        (memory (core memory $own "memory")) (realloc (core func $own "realloc"))))"#
                );
                self.functions.push((new, true));
            }
            Step::Instantiate => {
                let _ = write!(self.text, "(instance ${new} (instantiate $lifting))");
                self.instances.push((new, true, true));
            }
            Step::AliasFunction(index) => {
                let (from, own, _) = self.instance(index)?;
                let _ = write!(self.text, r#"(alias export ${from} "f" (func ${new}))"#);
                self.functions.push((new, own));
            }
            Step::AliasInstance(index) => {
                let (from, own, _) = self.instance(index).filter(|&(_, _, inside)| inside)?;
                let _ = write!(self.text, r#"(alias export ${from} "inside" (instance ${new}))"#);
                self.instances.push((new, own, false));
            }
            Step::Bag(function, instance) => {
                let ((f, f_own), (i, i_own, _)) = (self.function(function)?, self.instance(instance)?);
                let _ = write!(
                    self.text,
                    r#"(instance ${new} (export "f" (func ${f})) (export "inside" (instance ${i})))"#
                );
                self.mixed |= f_own != i_own;
                // Inside what is inside there is `f` at least.
                self.instances.push((new, f_own && i_own, true));
            }
            Step::ExportFunction(index) => {
                let (from, _) = self.function(index).filter(|&(_, own)| own)?;
                let _ = write!(self.text, r#"(export ${new} "{new}" (func ${from}))"#);
                self.functions.push((new, true));
            }
            Step::ExportInstance(index) => {
                let (from, _, inside) = self.instance(index).filter(|&(_, own, _)| own)?;
                let _ = write!(self.text, r#"(export ${new} "{new}" (instance ${from}))"#);
                self.instances.push((new, true, inside));
            }
            Step::Lower(index) => {
                let (from, _) = self.function(index)?;
                let _ = write!(
                    self.text,
                    r#"(core func ${new} (canon lower (func ${from}) (memory (core memory $memory "memory"))))
                    (core instance (instantiate $caller (with "" (instance (export "f" (func ${new}))))))"#
                );
            }
        }
        Some(())
    }
}

const COMMON: &str = r#"(core module $memory (memory (export "memory") 1))
    (core instance $memory (instantiate $memory))
    (core module $own
        (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
        (func (export "f") (param i32 i32)))
    (core instance $own (instantiate $own))
    (core module $caller (import "" "f" (func (param i32 i32))))"#;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_the_engine_adapts_is_counted(steps in prop::collection::vec(step(), 1..40)) {
        let mut text = Text::default();
        for step in &steps {
            text.add(step);
        }
        let component = encoded(&format!("{LIFTING} {COMMON} {}", text.text));
        let counted = scan(&component, &ADAPTERS.allowing(u64::MAX)).unwrap().adapters > 0;
        let adapted = engine_adapts(&component);
        prop_assert!(counted || !adapted, "{}", text.text);
        prop_assert!(counted == adapted || text.mixed, "{}", text.text);
    }
}
